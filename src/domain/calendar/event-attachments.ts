// ATTACH lines and the address of a video meeting, read and written.
import type { Component } from '../items/component.js';
import {
  type ContentLine,
  formatContentLine,
  type Param,
  paramValue,
  parseContentLine,
} from '../items/content-line.js';
import { valueId } from '../items/value-id.js';
import { decodeCarets } from './event-card.js';
import type { AttachmentField } from './event-fields.js';

/** Name of an attachment: of its address, or of its content. */
export function attachmentId({ uri, data }: Pick<AttachmentField, 'uri' | 'data'>): string {
  return valueId(uri === '' ? data : uri);
}

/** `undefined` for what is no ATTACH line, or an empty one. */
export function readAttachment(text: string): AttachmentField | undefined {
  const line = parseContentLine(text);
  const value = line?.value.trim() ?? '';
  if (line?.name !== 'ATTACH' || value === '') return undefined;
  const isInside = paramValue(line, 'ENCODING')?.toUpperCase() === 'BASE64';
  const data = isInside ? value.replace(/[^A-Za-z0-9+/=]/g, '') : '';
  const uri = isInside ? '' : value;
  // FILENAME is RFC 8607's; X- ones are Apple's, Google's and Oracle's.
  const named = ['FILENAME', 'X-FILENAME', 'X-APPLE-FILENAME', 'X-ORACLE-FILENAME'].map((name) =>
    paramValue(line, name),
  );
  const written = Number(paramValue(line, 'SIZE') ?? '');
  return {
    id: valueId(value),
    uri,
    data,
    name: decodeCarets(named.find((name) => name) ?? ''),
    type: (paramValue(line, 'FMTTYPE') ?? '').toLowerCase(),
    size: isInside ? sizeOfBase64(data) : Number.isSafeInteger(written) && written > 0 ? written : 0,
  };
}

function sizeOfBase64(data: string): number {
  return Math.floor((data.replace(/=+$/, '').length * 3) / 4);
}

/** All of a component's, each once. */
export function readAttachments(component: Component): AttachmentField[] {
  const byId = new Map<string, AttachmentField>();
  for (const { name, block, text } of component.parts) {
    const attachment = name === 'ATTACH' && !block ? readAttachment(text) : undefined;
    if (attachment !== undefined && !byId.has(attachment.id)) byId.set(attachment.id, attachment);
  }
  return [...byId.values()];
}

export function attachmentLine({ uri, data, name, type, size }: AttachmentField): string {
  const isInside = uri === '';
  const params: Param[] = [
    ...(type === '' ? [] : [{ name: 'FMTTYPE', values: [type] }]),
    ...(name === '' ? [] : [{ name: 'FILENAME', values: [name.replaceAll('^', '^^').replace(/[\r\n]+/g, ' ')] }]),
    ...(isInside || size === 0 ? [] : [{ name: 'SIZE', values: [String(size)] }]),
    ...(isInside
      ? [
          { name: 'ENCODING', values: ['BASE64'] },
          { name: 'VALUE', values: ['BINARY'] },
        ]
      : []),
  ];
  const value = isInside ? data : uri.replace(/[\r\n]+/g, '');
  return formatContentLine({ group: '', name: 'ATTACH', params, value });
}

/** What others write instead of CONFERENCE. */
export const conferenceTwins = [
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
  'X-MICROSOFT-ONLINEMEETINGCONFLINK',
] as const;

const WEB = /^https?:\/\//i;

/** Index among the CONFERENCE lines of the one that is a video meeting on the web; -1 when none is. */
export function conferenceIndex(lines: readonly (ContentLine | undefined)[]): number {
  const isWeb = (line: ContentLine | undefined) => line !== undefined && WEB.test(line.value.trim());
  const video = lines.findIndex(
    (line) =>
      isWeb(line) && line?.params.some(({ name, values }) => name === 'FEATURE' && /VIDEO/i.test(values.join())),
  );
  return video === -1 ? lines.findIndex(isWeb) : video;
}

/** CONFERENCE lines of a component. */
export function conferenceLines(component: Component): (ContentLine | undefined)[] {
  return component.parts
    .filter(({ name, block }) => name === 'CONFERENCE' && !block)
    .map(({ text }) => parseContentLine(text));
}

/** Address of an event's video meeting, as its own property says it; '' for none. */
export function readConference(component: Component): string {
  const lines = conferenceLines(component);
  const own = lines[conferenceIndex(lines)]?.value.trim();
  if (own !== undefined) return own;
  for (const twin of conferenceTwins) {
    const part = component.parts.find(({ name, block }) => name === twin && !block);
    const value = part && parseContentLine(part.text)?.value.trim();
    if (value !== undefined && WEB.test(value)) return value;
  }
  return '';
}

/** '' when there is none. */
export function conferenceLine(address: string): string {
  if (address === '') return '';
  const params = [
    { name: 'VALUE', values: ['URI'] },
    { name: 'FEATURE', values: ['AUDIO', 'VIDEO'] },
  ];
  return formatContentLine({ group: '', name: 'CONFERENCE', params, value: address.replace(/[\r\n]+/g, '') });
}
