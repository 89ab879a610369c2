// Messages of a file that was dropped: .eml, mbox, a winmail.dat, or a zip or tar of the first two, of a Maildir, of a Takeout.
import { AppError } from '../../domain/errors.js';
import type { MailProblem } from '../../domain/mail/message.js';
import { readMaildirPath } from '../../formats/mail/maildir.js';
import { splitMboxMessages } from '../../formats/mail/mbox.js';
import { isFrom, isSeparator } from '../../formats/mail/mbox-lines.js';
import { decodeTnef } from '../../formats/mail/tnef/decode-tnef.js';
import { writeMessage } from '../../formats/mail/write-message.js';
import { dateOfEnvelope } from './read-email.js';
import { type ArchiveEntry, isTar, tarEntries } from './tar-entries.js';
import { zipEntries } from './zip-entries.js';

/** A message of a file, and what the file says of it beside. */
export interface FileMessage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Names of the mailbox and those it is in, outermost first; empty for the file's own. */
  readonly folder: readonly string[];
  /** By its file's name; by its own header where absent. */
  readonly keywords?: readonly string[];
  readonly isTrashed?: boolean;
  /** Epoch ms, when the file says so. */
  readonly date?: number;
  /** The file in a zip. */
  readonly name?: string;
}

/** Something of a file that is no message, or cannot be read. */
export interface FileFailure {
  readonly problem: MailProblem;
  readonly name?: string;
}

export const isFailure = (one: FileMessage | FileFailure): one is FileFailure => 'problem' in one;

/** Bytes of one message; of an mbox, what `splitMbox` takes. */
const MAX_MESSAGE = 150 * 1024 * 1024;
const HEAD = 4096;

const startsWith = (bytes: Uint8Array, text: string) => [...text].every((c, at) => bytes[at] === c.charCodeAt(0));

/** A separator first, or behind a byte order mark and empty lines; its field may be in what was not read. */
function isMbox(head: Uint8Array): boolean {
  const [before = ''] = /^(?:\u00ef\u00bb\u00bf)?[\r\n]*/.exec(String.fromCharCode(...head.subarray(0, 500))) ?? [];
  if (!isFrom(head, before.length)) return false;
  const line = String.fromCharCode(...head.subarray(before.length, before.length + 500));
  return isSeparator(head, before.length, head.length) || /^From [^\r\n]*\d{2}:\d{2}/.test(line);
}
const isMessage = (head: Uint8Array) =>
  /^(?:\u00ef\u00bb\u00bf)?[\r\n]*[!-9;-~]{1,100}:[ \t\S]/.test(String.fromCharCode(...head.subarray(0, 500)));

export type MailFileKind = 'zip' | 'gzip' | 'tar' | 'tnef' | 'mbox' | 'eml';

/** By what is in it, then by its name. @throws {AppError} `input/empty`, `input/wrong-kind` */
export function kindOfMailFile(head: Uint8Array, name: string): MailFileKind {
  if (head.length === 0) throw new AppError('input/empty', 'The file is empty.');
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return 'zip';
  if (startsWith(head, '\x1f\x8b\x08')) return 'gzip';
  if (isTar(head)) return 'tar';
  if (startsWith(head, '\x78\x9f\x3e\x22')) return 'tnef';
  if (isMbox(head)) return 'mbox';
  if (/\.(?:mbox|mbx|eml)$/i.test(name) && startsWith(head, 'From ')) return 'mbox';
  if (isMessage(head)) return 'eml';
  throw new AppError('input/wrong-kind', 'The file is no mail.');
}

export async function* mailOfFile(file: Blob, name: string): AsyncGenerator<FileMessage | FileFailure> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const kind = kindOfMailFile(head, name);
  if (kind === 'zip') yield* mailOfArchive(zipEntries(file));
  else if (kind === 'tar') yield* mailOfArchive(tarEntries(piecesOf(file.stream() as ReadableStream<Uint8Array>)));
  else if (kind === 'gzip') yield* mailOfGzip(file, name);
  else if (kind === 'mbox') yield* mailOfMbox(file.stream() as ReadableStream<Uint8Array>, []);
  else if (file.size > MAX_MESSAGE) throw new AppError('input/too-large', 'The message is too long.');
  else {
    const bytes = new Uint8Array(await file.arrayBuffer());
    yield { bytes: kind === 'tnef' ? messageAround(bytes, name) : bytes, folder: [] };
  }
}

/** A winmail.dat that came without its message ([MS-OXTNEF]), in one that shows what it holds. */
function messageAround(bytes: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const { subject = name } = decodeTnef(bytes);
  return writeMessage({
    subject,
    attachments: [{ name, type: 'application/ms-tnef', bytes }],
  }) as Uint8Array<ArrayBuffer>;
}

async function* mailOfMbox(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  folder: readonly string[],
  name?: string,
): AsyncGenerator<FileMessage | FileFailure> {
  const problems: MailProblem[] = [];
  const named = name === undefined ? {} : { name };
  for await (const { bytes, envelope } of splitMboxMessages(stream, { onProblem: (each) => problems.push(each) })) {
    const date = dateOfEnvelope(envelope);
    yield { bytes: bytes as Uint8Array<ArrayBuffer>, folder, ...(date !== undefined && { date }), ...named };
    for (const problem of problems.splice(0)) yield { problem, ...named };
  }
  for (const problem of problems) yield { problem, ...named };
}

/** A packed tar, or one packed mbox or message. */
async function* mailOfGzip(file: Blob, name: string): AsyncGenerator<FileMessage | FileFailure> {
  const gunzip = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
  const { head, rest } = await peek((file.stream() as ReadableStream<Uint8Array>).pipeThrough(gunzip)).catch(
    (error: unknown) => {
      throw new AppError('input/truncated', String(error));
    },
  );
  const kind = kindOfMailFile(head, name.replace(/\.gz$/i, ''));
  if (kind === 'tar') yield* mailOfArchive(tarEntries(rest));
  else if (kind === 'mbox') yield* mailOfMbox(rest, []);
  else if (kind === 'eml') {
    const bytes = await collect(rest, MAX_MESSAGE);
    if (bytes === undefined) throw new AppError('input/too-large', 'The message is too long.');
    yield { bytes, folder: [] };
  } else throw new AppError('input/wrong-kind', 'The file is an archive in an archive.');
}

/** What programs keep beside their mail. */
const NO_MAIL =
  /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|(?:dovecot|courier)[^/]*$|(?:maildirfolder|maildirsize|subscriptions)$)|\.msf$/;

async function* mailOfArchive(entries: AsyncGenerator<ArchiveEntry>): AsyncGenerator<FileMessage | FileFailure> {
  let last: string | undefined;
  try {
    for await (const entry of entries) {
      last = entry.name;
      if (!NO_MAIL.test(entry.name)) yield* readable(entry);
    }
  } catch (error) {
    // What came before it is there all the same.
    if (last === undefined) throw error instanceof AppError ? error : new AppError('input/truncated', String(error));
    yield { problem: { code: 'input/truncated', message: String(error) }, name: last };
  }
}

async function* readable(entry: ArchiveEntry): AsyncGenerator<FileMessage | FileFailure> {
  try {
    yield* mailOfEntry(entry);
  } catch (error) {
    yield { problem: { code: 'input/truncated', message: String(error) }, name: entry.name };
  }
}

async function* mailOfEntry(entry: ArchiveEntry): AsyncGenerator<FileMessage | FileFailure> {
  const { name } = entry;
  const maildir = readMaildirPath(name);
  const opened = entry.open();
  if (opened === undefined) {
    yield { problem: { code: 'input/wrong-kind', message: 'The file is encrypted.' }, name };
    return;
  }
  const { head, rest } = await peek(await opened);
  if (maildir === undefined && isMbox(head)) {
    yield* mailOfMbox(rest, folderOf(name), name);
    return;
  }
  if ((maildir === undefined && !/\.eml$/i.test(name)) || !isMessage(head)) {
    await rest.return(undefined);
    if (!/\.(?:html?|json|vcf|ics|css|js|png|txt)$/i.test(name) && maildir === undefined && entry.size > 0)
      yield { problem: { code: 'input/wrong-kind', message: 'The file is no mail.' }, name };
    else if (maildir !== undefined) yield { problem: { code: 'input/wrong-kind', message: 'No message.' }, name };
    return;
  }
  const bytes = await collect(rest, MAX_MESSAGE);
  if (bytes === undefined) {
    yield { problem: { code: 'input/limit', message: 'The message is too long.' }, name };
    return;
  }
  if (maildir === undefined) yield { bytes, folder: folderOf(name).slice(0, -1), name };
  else {
    const { folder, keywords, isTrashed } = maildir;
    yield { bytes, folder: withoutRoot(folder), keywords, isTrashed, name };
  }
}

/** `Takeout/Mail/Work.mbox` → `Work`; `Work.mbox/mbox`, as Apple's Mail exports it, too. */
function folderOf(name: string): string[] {
  const parts = name.split('/').filter((part) => part !== '');
  if (parts.length > 1 && /^mbox$/i.test(parts.at(-1)!)) parts.pop();
  const names = parts.map((part) => part.replace(/\.(?:mbox|mbx|sbd)$/i, ''));
  return /^takeout$/i.test(names[0] ?? '') ? names.slice(-1) : names;
}

/** A Maildir in a zip is often in a folder of its name. */
function withoutRoot(folder: readonly string[]): readonly string[] {
  return /^maildir$/i.test(folder[0] ?? '') ? folder.slice(1) : folder;
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function peek(stream: ReadableStream<Uint8Array>) {
  const pieces = piecesOf(stream);
  let head = new Uint8Array();
  // The first piece may be shorter than what tells the kinds apart.
  while (head.length < HEAD) {
    const step = await pieces.next();
    if (step.done === true) break;
    head = joined(head, step.value);
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield head;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  }
  return { head: head.subarray(0, HEAD), rest: again() };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** Attack: a zip that claims little and holds much. */
async function collect(pieces: AsyncGenerator<Uint8Array>, max: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > max) return undefined;
    parts.push(piece);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
