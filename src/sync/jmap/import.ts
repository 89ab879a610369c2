// A message made here comes to the server once (RFC 8621 §4.8): before it is imported again after a cut, it is looked for.

import { formatUtcDate } from '../../domain/time/utc-date.js';
import type { MailOperation } from '../mail/ports.js';
import { readError } from './calls.js';
import { argsOf } from './connection.js';
import { currentState, isForgotten, type JmapContext, readChanges, readEach } from './context.js';
import { type MethodError, MethodFailure } from './failure.js';
import { type Json, member, readId, readList, readRecord } from './read-value.js';

export type Upload = Extract<MailOperation['change'], { type: 'upload' }>;

/** Ids of a message at the server. */
export interface Made {
  readonly id: string;
  readonly blobId: string;
  readonly threadId: string;
}

/** What is remembered of an upload until it is settled. By the message: it may be taken back and be told anew after a cut. */
export interface UploadNote {
  /** State of messages before the first try: what was made since then may be ours. */
  readonly since: string;
  /** The state that the last try to send it was bound to. */
  readonly sending?: string;
  /** The time for which the last try handed it over, epoch ms. */
  readonly heldUntil?: number;
  /** How often the server was asked what has become of it. */
  readonly looks?: number;
}

export async function readNote({ store }: JmapContext, emailId: string): Promise<UploadNote | undefined> {
  const note = (await store.states())[noteKey(emailId)];
  return note ? (JSON.parse(note) as UploadNote) : undefined;
}

export const writeNote = ({ store }: JmapContext, emailId: string, note: UploadNote | undefined): Promise<void> =>
  store.takeChanges({ states: { [noteKey(emailId)]: note === undefined ? '' : JSON.stringify(note) } });

const noteKey = (emailId: string): string => `upload-of-${emailId}`;

/** @returns The message at the server, or why it will not have it. @throws {JmapFailure} */
export async function importOnce(context: JmapContext, upload: Upload): Promise<Made | MethodError> {
  const bytes = await context.store.body(upload.emailId);
  if (bytes === undefined) return { type: 'noBody', description: 'The message is not on this device.' };
  const note = await readNote(context, upload.emailId);
  if (note !== undefined) {
    const found = await findMade(context, note.since, { ...upload, sizes: sizesOf(bytes) });
    if (found !== undefined) return found;
  } else await writeNote(context, upload.emailId, { since: await currentState(context, 'Email') });

  if (bytes.byteLength > context.connection.session().limits.sizeUpload) return { type: 'tooLarge', description: '' };
  const blobId = await context.connection.upload(bytes, 'message/rfc822', context.signal);
  return importBlob(context, blobId, upload);
}

async function importBlob(context: JmapContext, blobId: string, upload: Upload): Promise<Made | MethodError> {
  const { connection, store, signal } = context;
  const mailboxIds = await Promise.all(upload.mailboxIds.map((id) => store.remoteId('mailbox', id)));
  // What is to be sent is a draft until it is: by that it is seen what has become of it.
  const keywords = upload.submit === undefined ? upload.keywords : [...upload.keywords, '$draft'];
  const email = {
    blobId,
    mailboxIds: Object.fromEntries(mailboxIds.flatMap((id) => (id === undefined ? [] : [[id, true]]))),
    keywords: Object.fromEntries(keywords.map((keyword) => [keyword, true])),
    receivedAt: formatUtcDate(upload.receivedAt),
  };
  const args = await connection.ask('Email/import', { emails: { e: email } }, signal);
  const created = member(args, 'created');
  const made = typeof created === 'object' && created !== null ? member(created as Json, 'e') : undefined;
  if (made !== undefined) return readMade(made);
  const failed = readRecord(member(readRecord(member(args, 'notCreated'), 'notCreated'), 'e'), 'e');
  const existing = member(failed, 'existingId');
  if (typeof existing !== 'string') return readError(failed);
  const properties = ['id', 'blobId', 'threadId'];
  const { list } = await connection.ask('Email/get', { ids: [existing], properties }, signal);
  return readMade(readList(list, 'list')[0]);
}

function readMade(value: unknown): Made {
  const made = readRecord(value, 'Email');
  const id = (name: string) => readId(member(made, name), name);
  return { id: id('id'), blobId: id('blobId'), threadId: id('threadId') };
}

/** What tells a message of ours from others: its Message-ID; where it has none, when it came and how long it is. */
interface Wanted extends Pick<Upload, 'messageId' | 'receivedAt'> {
  readonly sizes: readonly number[];
}

/** As it is, and with the line ends that servers give it. */
function sizesOf(bytes: Uint8Array): readonly number[] {
  let lone = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) if (bytes[at - 1] !== 13) lone += 1;
  return [bytes.length, bytes.length + lone];
}

const second = (time: number): number => Math.floor(time / 1000);

function isWanted(email: Json, { messageId, receivedAt, sizes }: Wanted): boolean {
  if (messageId !== '') {
    const has = member(email, 'messageId');
    return Array.isArray(has) && has.includes(messageId);
  }
  const came = Date.parse(String(member(email, 'receivedAt')));
  return sizes.includes(Number(member(email, 'size'))) && second(came) === second(receivedAt);
}

/** A message like this one that has come since a state. */
async function findMade(context: JmapContext, since: string, wanted: Wanted): Promise<Made | undefined> {
  const { connection, signal } = context;
  const properties = ['id', 'blobId', 'threadId', 'messageId', 'size', 'receivedAt'];
  for (let state = since; ; ) {
    const [answer] = await connection.call([{ method: 'Email/changes', args: { sinceState: state } }], signal);
    const ids =
      'error' in answer! && isForgotten(answer.error)
        ? await queryLike(context, wanted)
        : readChanges(argsOf(answer!, 'Email/changes')).created;
    const step = connection.session().limits.objectsInGet;
    for (let at = 0; at < ids.length; at += step) {
      const { list } = await connection.ask('Email/get', { ids: ids.slice(at, at + step), properties }, signal);
      const [made] = readEach(list, (value) =>
        isWanted(readRecord(value, 'Email'), wanted) ? [readMade(value)] : [],
      ).flat();
      if (made !== undefined) return made;
    }
    if (answer === undefined || 'error' in answer) return undefined;
    const { hasMore, newState } = readChanges(answer.args);
    if (!hasMore || newState === state) return undefined;
    state = newState;
  }
}

async function queryLike(
  { connection, signal }: JmapContext,
  { messageId, receivedAt }: Wanted,
): Promise<readonly string[]> {
  const from = second(receivedAt) * 1000;
  const filter =
    messageId === ''
      ? { after: formatUtcDate(from), before: formatUtcDate(from + 1000) }
      : { header: ['Message-ID', messageId] };
  try {
    const { ids } = await connection.ask('Email/query', { filter, limit: 10 }, signal);
    return readList(ids, 'ids').map((id) => readId(id, 'id'));
  } catch (error) {
    if (error instanceof MethodFailure) return []; // it has no such filter
    throw error;
  }
}
