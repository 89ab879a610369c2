// Text of the files of a message, for search: plain text, HTML, calendars and cards, documents of Office and OpenDocument, PDFs,
// messages, what is in a winmail.dat. Bounded, as all of it is hostile; a zip in a zip is not opened.
import type { MailPart } from '../../../domain/mail/message.js';
import { textOfDocumentXml } from '../../../formats/documents/document-xml.js';
import { decodePart, decodeText } from '../../../formats/mail/decode-part.js';
import { type ParsedMessage, readMessage } from '../../../formats/mail/parse-message.js';
import { textOfHtml } from '../../../formats/mail/preview.js';
import { decodeTnef } from '../../../formats/mail/tnef/decode-tnef.js';
import { textOfContentLines } from '../../../formats/text/content-line-text.js';
import type { ArchiveEntry } from '../tar-entries.js';
import { zipEntries } from '../zip-entries.js';
import { bodyText, type FileText, MAX_TEXT } from './email-texts.js';

/** Octets of one text file, as encoded, that are read. */
const MAX_FILE = 512 * 1024;
/** Octets of a document, as encoded: pictures in it count. Larger ones are found by their name alone. */
const MAX_DOCUMENT = 24 * 1024 * 1024;
/** Octets of XML of one document, unpacked. */
const MAX_XML = 4 * 1024 * 1024;
/** Files of one message that are read, and letters of all of them: of a message 20,000 words are indexed. */
const MAX_FILES = 30;
const MAX_LETTERS = 400_000;
/** Entries of a document that are looked at. */
const MAX_ENTRIES = 2000;

const WITH_TEXT =
  /^(?:word\/(?:document|(?:foot|end)notes|comments|header\d*|footer\d*)\.xml|xl\/sharedStrings\.xml|ppt\/(?:slides|notesSlides)\/[^/]+\.xml|content\.xml)$/;

type Kind = 'text' | 'html' | 'lines' | 'document' | 'message' | 'tnef' | 'pdf';

const ENDINGS: readonly (readonly [RegExp, Kind])[] = [
  [/\.html?$/i, 'html'],
  [/\.(?:ics|ifb|vcs|vcf|vcard)$/i, 'lines'],
  [/\.(?:do[ct][xm]|xl[st][xm]|p[op][ts][xm]|o[dt][tsp])$/i, 'document'],
  [/\.eml$/i, 'message'],
  [/\.pdf$/i, 'pdf'],
  [/^winmail\.dat$/i, 'tnef'],
  [/\.(?:txt|csv|tsv|md|log|json|xml|tex|srt)$/i, 'text'],
];

/** By its type; where that says nothing, by its name. */
function kindOf({ type, name }: Pick<MailPart, 'type' | 'name'>): Kind | undefined {
  if (type === 'text/html') return 'html';
  if (/^(?:text\/(?:x-)?(?:vcard|calendar)|text\/directory|application\/ics)$/.test(type)) return 'lines';
  if (type.startsWith('text/') && type !== 'text/plain') return 'text';
  if (/officedocument|opendocument/.test(type)) return 'document';
  if (/^application\/(?:x-)?pdf$/.test(type)) return 'pdf';
  if (type === 'message/rfc822' || type === 'message/global') return 'message';
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(type)) return 'tnef';
  const byName = ENDINGS.find(([ending]) => ending.test(name ?? ''))?.[1];
  return byName ?? (type === 'text/plain' ? 'text' : undefined);
}

/** Whether reading its files takes more than looking at what is in memory. */
export const hasFiles = ({ attachments }: Pick<ParsedMessage, 'attachments'>): boolean =>
  attachments.some((part) => kindOf(part) !== undefined);

/** Whether PDFs that are read are among its files. */
export const hasPdfs = ({ attachments }: Pick<ParsedMessage, 'attachments'>): boolean =>
  attachments.slice(0, MAX_FILES).some((part) => kindOf(part) === 'pdf');

/**
 * Files in which there is text, in their order. Never throws for what is in the bytes.
 *
 * @param textOfPdf - Reads a PDF, whose bytes are its own; without it they are left out. What it throws goes to the caller: it cannot read now.
 */
export async function fileTexts(
  { attachments }: ParsedMessage,
  bytes: Uint8Array,
  textOfPdf?: (file: Uint8Array) => Promise<string>,
): Promise<readonly FileText[]> {
  const found: FileText[] = [];
  let left = MAX_LETTERS;
  for (const part of attachments.slice(0, MAX_FILES)) {
    const kind = kindOf(part);
    if (kind === undefined || left <= 0) continue;
    const whole =
      kind === 'pdf' ? await pdfText(part, bytes, textOfPdf) : await textOf(kind, part, bytes).catch(() => '');
    const text = whole.slice(0, left);
    left -= text.length;
    if (text.trim() !== '') found.push({ name: part.name ?? '', text });
  }
  return found;
}

async function pdfText(part: MailPart, bytes: Uint8Array, read: ((file: Uint8Array) => Promise<string>) | undefined) {
  if (read === undefined || part.range.end - part.range.body > MAX_DOCUMENT) return '';
  const file = decodePart(bytes, part);
  return read(file.buffer === bytes.buffer || file.byteLength < file.buffer.byteLength ? file.slice() : file);
}

async function textOf(kind: Exclude<Kind, 'pdf'>, part: MailPart, bytes: Uint8Array): Promise<string> {
  switch (kind) {
    case 'text':
      return decodeText(bytes, part, MAX_FILE).value;
    case 'html':
      return textOfHtml(decodeText(bytes, part, MAX_FILE).value, MAX_TEXT);
    case 'lines':
      // Both kinds are UTF-8 where nothing else is said (RFC 5545 §3.1.4, RFC 6350 §3.1).
      return textOfContentLines(decodeText(bytes, utf8Unless(part), MAX_FILE).value);
    default:
      if (part.range.end - part.range.body > MAX_DOCUMENT) return '';
  }
  const file = decodePart(bytes, part);
  if (kind === 'message') return textOfMessage(file);
  if (kind === 'document') return textOfDocument(file);
  const { subject = '', body, html, attachments } = decodeTnef(file);
  return [subject, body ?? textOfHtml(html ?? '', MAX_TEXT), ...attachments.map(({ name }) => name ?? '')].join('\n');
}

const utf8Unless = (part: MailPart): MailPart =>
  part.params.charset === undefined ? { ...part, charset: 'utf-8' } : part;

function textOfMessage(file: Uint8Array): string {
  const message = readMessage(file);
  const people = (message.from ?? []).map(({ name, email }) => `${name ?? ''} ${email}`).join('\n');
  return `${message.subject ?? ''}\n${people}\n${bodyText(message)}`;
}

/** The texts of a document's entries; those whose unpacked size goes over the bound are read up to it. */
async function textOfDocument(file: Uint8Array): Promise<string> {
  const own = file.byteLength === file.buffer.byteLength ? file : file.slice();
  const texts: string[] = [];
  let left = MAX_XML;
  let seen = 0;
  for await (const entry of zipEntries(own as Uint8Array<ArrayBuffer>)) {
    seen += 1;
    if (seen > MAX_ENTRIES || left <= 0) break;
    if (!WITH_TEXT.test(entry.name)) continue;
    const xml = await unpack(entry, left);
    left -= xml.length;
    texts.push(textOfDocumentXml(new TextDecoder().decode(xml), MAX_LETTERS));
  }
  return texts.join('\n');
}

/** Attack: an entry that claims little and unpacks to a disk full. What comes beyond `max` is not unpacked. */
async function unpack(entry: ArchiveEntry, max: number): Promise<Uint8Array> {
  const reader = (await entry.open())?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    while (reader !== undefined && length < max) {
      const step = await reader.read();
      if (step.done) break;
      parts.push(step.value.subarray(0, max - length));
      length += Math.min(step.value.length, max - length);
    }
  } catch {
    // broken further on: what was read is text all the same
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
