// Pictures and sounds of cards are kept as files, under the name of their content, beside the card's text: every reading of
// the text, and every device's document, is the smaller for it. On their way out they are put in again.
import { base64ToBytes, bytesToBase64, isWrittenAs, readDataUri } from '../files/base64.js';
import { hashOfFileUri, MAX_FILE_BYTES, MAX_INLINE_MEDIA } from '../files/file-uri.js';
import type { Param } from '../items/content-line.js';
import { cardLineAt, foldCardLine } from './card-lines.js';
import { type CardProperty, readCardProperty } from './card-property.js';
import { type CardVersion, readMedia } from './card-values.js';
import { FORM, formOf, writeInForm } from './media-form.js';
import { writeCardLine } from './write-card-line.js';

/** On a line whose file is not on this device. */
export const MISSING = 'X-IKEBANA-MISSING';

const MEDIA = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND)[;:]/i;
const ANY_MEDIA = new RegExp(MEDIA.source, 'im');
const VERSION = /^VERSION(?:;[^:\r\n]*)?:\s*(\d\.\d)/im;

const BREAK = '\r\n';
/** Parameters that say where a picture is, not what it is. */
const ABOUT = ['VALUE', 'MEDIATYPE', MISSING, FORM];

export interface MediaFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** A long picture or sound in a card's text. */
export interface InlineMedia extends MediaFile {
  /** Where its line begins in the text, and where the next one does. */
  readonly from: number;
  readonly next: number;
  readonly property: CardProperty;
  /** How it was written. @see FORM */
  readonly form: string;
}

interface MediaLine extends Pick<InlineMedia, 'from' | 'next' | 'property'> {
  readonly version: CardVersion;
  /** Unfolded. */
  readonly line: string;
}

/** Lines of the card itself, not of one inside it. */
function mediaLines(text: string): MediaLine[] {
  const lines: MediaLine[] = [];
  const said = VERSION.exec(text)?.[1];
  const version: CardVersion = said === '2.1' || said === '4.0' ? said : '3.0';
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const { from, next, text: line } = cardLineAt(text, at);
    at = next;
    if (line.length < 80 && /^BEGIN:/i.test(line)) depth += 1;
    else if (line.length < 80 && /^END:/i.test(line)) depth -= 1;
    else if (depth === 1 && MEDIA.test(line.slice(0, 200))) {
      const property = readCardProperty(line, version === '2.1');
      if (property !== undefined) lines.push({ from, next, property, version, line });
    }
  }
  return lines;
}

/** Pictures and sounds that are to be kept as files, in order. @param longest - Of those that stay in the card, characters. */
export function inlineMedia(text: string, longest = MAX_INLINE_MEDIA): readonly InlineMedia[] {
  if (text.length <= longest || !ANY_MEDIA.test(text)) return [];
  return mediaLines(text).flatMap(({ from, next, property, line }) => {
    const data = property.value.length <= longest ? undefined : readDataUri(readMedia(property));
    const bytes = data && base64ToBytes(data.base64);
    if (data === undefined || bytes === undefined || bytes.length > MAX_FILE_BYTES) return [];
    // What could not be written again as it was (base64 with bits left over, odd folds) stays where it is.
    const form = isWrittenAs(bytes, data.base64) ? formOf(text.slice(from, next), line, data.base64) : undefined;
    return form === undefined ? [] : [{ from, next, property, bytes, mediaType: data.mediaType, form }];
  });
}

const without = (params: readonly Param[], ...names: readonly string[]) =>
  params.filter(({ name }) => !names.includes(name));

/** The text with the names of files instead. @param uris - Of each, in order. */
export function nameMedia(text: string, media: readonly InlineMedia[], uris: readonly string[]): string {
  const version = mediaLines(text)[0]?.version ?? '3.0';
  return replaceLines(
    text,
    media.map(({ property, mediaType, form, from, next }, index) => {
      const type: Param =
        version === '4.0' ? { name: 'MEDIATYPE', values: [mediaType] } : { name: 'VALUE', values: ['uri'] };
      const params = [...without(property.params, ...ABOUT), type, { name: FORM, values: [form] }];
      const line = writeCardLine({ ...property, params, value: uris[index] ?? '' }, version);
      return { from, next, text: foldCardLine(line) + BREAK };
    }),
  );
}

/** Names of the kept files that a card's text refers to. */
export function keptMedia(text: string): readonly string[] {
  if (!ANY_MEDIA.test(text)) return []; // its name may be folded
  const uris = mediaLines(text).map(({ property }) => property.value.trim());
  return [...new Set(uris.filter((uri) => hashOfFileUri(uri) !== undefined))];
}

/** The text with its kept files inside, as its version writes them. What is not here keeps its name, and says so (`MISSING`). */
export function embedMedia(text: string, files: ReadonlyMap<string, MediaFile | undefined>): string {
  const lines = mediaLines(text).flatMap(({ from, next, property, version }) => {
    const uri = property.value.trim();
    if (hashOfFileUri(uri) === undefined) return [];
    const file = files.get(uri);
    const parts =
      file === undefined
        ? { params: [...without(property.params, MISSING), { name: MISSING, values: ['TRUE'] }], value: uri }
        : inlineParts(property, file, version);
    const text = file && writeAsBefore(property, file, version);
    return [{ from, next, text: text ?? foldCardLine(writeCardLine({ ...property, ...parts }, version)) + BREAK }];
  });
  return replaceLines(text, lines);
}

/** As the program wrote it from which it came, as long as the line says the same. */
function writeAsBefore(property: CardProperty, file: MediaFile, version: CardVersion): string | undefined {
  const word = property.params.find(({ name }) => name === FORM)?.values[0];
  const before = word === undefined ? undefined : writeInForm(word, bytesToBase64(file.bytes), version === '2.1');
  if (before === undefined) return undefined;
  const said = ({ group, name, params }: CardProperty) => JSON.stringify([group, name, without(params, ...ABOUT)]);
  return said(before.property) === said(property) ? before.raw : undefined;
}

function inlineParts(property: CardProperty, { bytes, mediaType }: MediaFile, version: CardVersion) {
  const base64 = bytesToBase64(bytes);
  const params = without(property.params, ...ABOUT);
  // TYPE says of older versions what the URI says itself.
  const isPlace = ({ name, values }: Param) => name !== 'TYPE' || values.every((type) => /^(?:home|work)$/i.test(type));
  if (version === '4.0') return { params: params.filter(isPlace), value: `data:${mediaType};base64,${base64}` };
  const encoding: Param = { name: 'ENCODING', values: [version === '3.0' ? 'b' : 'BASE64'] };
  const type = params.some(({ name }) => name === 'TYPE')
    ? []
    : [{ name: 'TYPE', values: [(mediaType.split('/')[1] ?? '').toUpperCase()] }];
  return { params: [encoding, ...params, ...type], value: base64 };
}

function replaceLines(
  text: string,
  lines: readonly { readonly from: number; readonly next: number; readonly text: string }[],
): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, next, text: written } of lines) {
    parts.push(text.slice(done, from), written);
    done = next;
  }
  return parts.join('') + text.slice(done);
}
