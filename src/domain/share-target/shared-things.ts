// What another program handed over with the system's "Share" (Web Share Target, W3C; rules SE in docs/rules/shell.md). It may
// come from anything: texts are cut, names are names only.

/** What is kept of one sharing between the service worker that takes it and the page that shows it. */
export interface SharedThings {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** Names and media types; their bytes are kept beside. */
  readonly files: readonly SharedFile[];
  /** Why the files are not there. */
  readonly problem?: SharedProblem;
}

export interface SharedFile {
  readonly name: string;
  readonly type: string;
}

/** `too-much`: more than the limits below, or than the device has room for. */
export type SharedProblem = 'too-much' | 'unreadable';

/** A hostile or mistaken program could fill the disk: bytes of all files of one sharing. */
export const MAX_SHARED_BYTES = 500_000_000;
/** More files than anybody picks by hand. */
export const MAX_SHARED_FILES = 100;
/** UTF-16 code units of a text; mail and descriptions hold that much. */
export const MAX_SHARED_TEXT = 100_000;
const MAX_SHARED_LINE = 1_000;

const oneLine = (text: string) =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_SHARED_LINE);
const manyLines = (text: string) =>
  text
    .slice(0, MAX_SHARED_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim();

/** Only addresses on the web: whatever else is written there stays text. */
const webAddress = (text: string): string => (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : '');

/** Texts of a sharing, made harmless. Many programs send the address as the text: there it is found, too. */
export function readSharedTexts(given: {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}): Pick<SharedThings, 'title' | 'text' | 'url'> {
  const text = manyLines(given.text);
  const url = webAddress(oneLine(given.url)) || webAddress(oneLine(text));
  const lost = webAddress(oneLine(given.url)) === '' ? oneLine(given.url) : '';
  return {
    title: oneLine(given.title),
    text: [text === url ? '' : text, lost].filter(Boolean).join('\n'),
    url,
  };
}

/** A file's name without any folder. @param at - Its place, for those that have none. */
export function sharedFileName(name: string, at: number): string {
  const last = oneLine(name.split(/[/\\]/).at(-1) ?? '').slice(0, 200);
  return last === '' || last === '.' || last === '..' ? `file-${at + 1}` : last;
}

/** Where a file goes: into the import of calendars and contacts, into that of mail, or along with a message. */
export type SharedWay = 'import' | 'mail' | 'attachment';

/** By name, and by media type where the name says nothing. */
export function wayOfFile({ name, type }: SharedFile): SharedWay {
  if (/\.(?:ics|ical|ifb|vcs|vcf|vcard)$/i.test(name) || /^text\/(?:(?:x-v)?calendar|(?:x-)?vcard)\b/i.test(type))
    return 'import';
  if (/\.(?:eml|mbox|mbx|mboxrd)$/i.test(name) || /^(?:message\/rfc822|application\/mbox)\b/i.test(type)) return 'mail';
  return 'attachment';
}

/** Endings by which imports know their files; some programs share without any. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/calendar': '.ics',
  'text/x-vcalendar': '.vcs',
  'text/vcard': '.vcf',
  'text/x-vcard': '.vcf',
  'message/rfc822': '.eml',
  'application/mbox': '.mbox',
};

/** The name with the ending that its media type has, where it has none of ours. */
export function nameForImport(file: SharedFile): string {
  const ending = ENDINGS[file.type.split(';')[0]!.trim().toLowerCase()];
  const isNamed = wayOfFile({ name: file.name, type: '' }) !== 'attachment';
  return isNamed || ending === undefined ? file.name : `${file.name}${ending}`;
}

/** A message of what was shared. */
export function sharedMessage({ title, text, url }: Pick<SharedThings, 'title' | 'text' | 'url'>): {
  readonly subject: string;
  readonly text: string;
} {
  return { subject: title, text: [text, url].filter(Boolean).join('\n\n') };
}

/** An event of what was shared: without a title the first line is one. */
export function sharedEvent({ title, text, url }: Pick<SharedThings, 'title' | 'text' | 'url'>): {
  readonly title: string;
  readonly description: string;
  readonly url: string;
} {
  if (title !== '') return { title, description: text, url };
  const [first = '', ...rest] = text.split('\n');
  if (first.length > 120) return { title: '', description: text, url };
  return { title: first.trim(), description: rest.join('\n').trim(), url };
}
