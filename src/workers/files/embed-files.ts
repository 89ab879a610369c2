// Kept files on their way out: other programs know nothing of `ni:` names.
import { attachmentLine, readAttachment } from '../../domain/calendar/event-attachments.js';
import { bytesToBase64 } from '../../domain/files/base64.js';
import { hashOfFileUri, MAX_EXPORTED_BYTES } from '../../domain/files/file-uri.js';
import { formatComponents, parseComponents } from '../../domain/items/component.js';
import { foldLine, formatContentLine, parseContentLine } from '../../domain/items/content-line.js';
import type { BlobRecord } from '../../store/database.js';

const KEPT = /^ATTACH[;:](?:[^\r\n]|\r?\n[ \t])*ni:\/\//im;

/** Names of the kept files that an item's text refers to. */
export function keptFiles(text: string): readonly string[] {
  if (!KEPT.test(text)) return [];
  const lines = parseComponents(text).flatMap(({ parts }) => parts.filter(({ name }) => name === 'ATTACH'));
  const uris = lines.flatMap((part) => readAttachment(part.text)?.uri ?? []);
  return [...new Set(uris.filter((uri) => hashOfFileUri(uri) !== undefined))];
}

/**
 * The text with its kept files inside, up to `MAX_EXPORTED_BYTES` each. What is longer, or not here, keeps its name and
 * says so: X-IKEBANA-MISSING on its line.
 */
export function embedFiles(text: string, files: ReadonlyMap<string, BlobRecord | undefined>): string {
  const components = parseComponents(text).map((component) => ({
    ...component,
    parts: component.parts.map((part) => {
      const attachment = part.name === 'ATTACH' && !part.block ? readAttachment(part.text) : undefined;
      if (attachment === undefined || hashOfFileUri(attachment.uri) === undefined) return part;
      const line = lineWith(part.text, files.get(attachment.uri));
      return { ...part, text: line, raw: foldLine(line) };
    }),
  }));
  return formatComponents(components);
}

function lineWith(text: string, file: BlobRecord | undefined): string {
  const attachment = readAttachment(text);
  const line = parseContentLine(text);
  if (attachment === undefined || line === undefined) return text;
  if (file === undefined || file.bytes.byteLength > MAX_EXPORTED_BYTES) {
    const params = line.params.filter(({ name }) => name !== 'X-IKEBANA-MISSING');
    return formatContentLine({ ...line, params: [...params, { name: 'X-IKEBANA-MISSING', values: ['TRUE'] }] });
  }
  return attachmentLine({ ...attachment, uri: '', data: bytesToBase64(file.bytes) });
}
