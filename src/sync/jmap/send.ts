// Sending (RFC 8621 §7), never twice, whatever is cut in between.
//
// A message is imported as a draft. Then one request does two things: it puts a mark on the draft, on the condition that
// nothing has changed at the server since a state we noted (`ifInState`), and it submits the draft. The submission takes its
// account's id from the answer to the first (RFC 8620 §3.7), so it is refused where the mark was. Once sent, the server moves the
// message to sent and takes the mark off. After a cut one look tells what has happened:
// - it is no draft any more: it was sent;
// - it has no mark: the request was not carried out, and as the state is another one now, it never will be; with the same
//   state, only one of the two can go through: it is sent again;
// - it has the mark: the server is at it. When that stays so, nobody can know, and the person is asked.

import { formatUtcDate } from '../../domain/time/utc-date.js';
import type { MailSubmission } from '../mail/ports.js';
import { type JmapCall, readError, reference } from './calls.js';
import type { JmapContext } from './context.js';
import { keywordPatch } from './email-sets.js';
import { isPassing, type MethodError, MethodFailure } from './failure.js';
import { holdsUntil, undoStatus } from './held-send.js';
import { importOnce, readNote, type Upload, type UploadNote, writeNote } from './import.js';
import { keywordsOf } from './read-mail.js';
import { type Json, member, readId, readList, readRecord, readState } from './read-value.js';

/** The mark. */
export const SENDING = '$ikebana-sending';
/** Tries against changes of others at the same time, in one go. */
const TRIES = 10;
/** Looks at a message that has the mark before the person is asked. */
const LOOKS = 4;

type Outcome = 'done' | 'later';
/** The server has it, and sends it at its time. */
interface HandedOver {
  readonly submissionId: string;
}

/** @throws {JmapFailure} @throws {MethodFailure} */
export async function carryOutUpload(context: JmapContext, n: number, upload: Upload): Promise<Outcome> {
  const { store } = context;
  if (!(await store.begin(n, true))) return 'done'; // taken back a moment ago
  try {
    return await carryOutBegun(context, n, upload);
  } catch (error) {
    // Cut before anybody was asked to send it: until it is tried again it may be taken back.
    if ((await readNote(context, upload.emailId))?.sending === undefined) await store.begin(n, false);
    throw error;
  }
}

async function carryOutBegun(context: JmapContext, n: number, upload: Upload): Promise<Outcome> {
  const { store } = context;
  let id = await store.remoteId('email', upload.emailId);
  if (id === undefined) {
    const made = await importOnce(context, upload);
    if ('type' in made) return giveUp(context, n, upload, made);
    await store.link(n, made);
    id = made.id;
  }
  const outcome = upload.submit === undefined ? 'sent' : await submit(context, upload.emailId, id, upload.submit);
  if (outcome === 'later') return 'later';
  if (typeof outcome === 'object' && 'type' in outcome) return giveUp(context, n, upload, outcome);
  if (outcome === 'sent') await store.settle(n);
  else await store.handOver(n, outcome.submissionId);
  await writeNote(context, upload.emailId, undefined);
  return 'done';
}

async function giveUp(context: JmapContext, n: number, { emailId }: Upload, error: MethodError): Promise<Outcome> {
  if (isPassing(error)) {
    await context.store.begin(n, false);
    return 'later';
  }
  await context.store.reject(n, error);
  await writeNote(context, emailId, undefined);
  return 'done';
}

async function submit(
  context: JmapContext,
  emailId: string,
  id: string,
  submission: MailSubmission,
): Promise<'sent' | 'later' | HandedOver | MethodError> {
  for (let tries = 0; tries < TRIES; tries++) {
    const note = (await readNote(context, emailId)) ?? { since: '' };
    const { state, is } = await look(context, id, note);
    // The time it was handed over for counts, not whether that has come meanwhile.
    const isHeld = note.heldUntil !== undefined;
    const sent = async () => (isHeld ? handedOver(context, id) : 'sent');
    if (is === 'sent' && note.sending !== undefined) return sent();
    if (is === 'gone') return { type: 'notFound', description: '' };
    if (is === 'marked') {
      if ((await submissionOf(context, id)) !== '') return sent();
      const looks = (note.looks ?? 0) + 1;
      if (looks > LOOKS) {
        await unmark(context, id);
        return { type: 'maybeSent', description: '' };
      }
      await writeNote(context, emailId, { ...note, looks });
      return 'later';
    }
    const until = untilOf(context, submission);
    const { heldUntil: _before, ...rest } = note;
    await writeNote(context, emailId, {
      ...rest,
      sending: state,
      looks: 0,
      ...(until !== undefined && { heldUntil: until }),
    });
    const wanted = await calls(context, id, state, submission, until);
    const [marked, answer] = await context.connection.call(wanted, context.signal);
    if ('error' in marked!) {
      if (marked.error.type === 'stateMismatch') continue;
      return marked.error;
    }
    const refusal = refusalOf(answer!);
    if (refusal === undefined) return until === undefined ? 'sent' : handedOver(context, id);
    await unmark(context, id);
    return refusal;
  }
  return 'later';
}

/** What has become of it. A draft that nobody tried to send is no draft for us either: `ready`. */
async function look({ connection, signal }: JmapContext, id: string, note: UploadNote) {
  const args = await connection.ask('Email/get', { ids: [id], properties: ['id', 'keywords'] }, signal);
  const state = readState(member(args, 'state'), 'state');
  const [found] = readList(member(args, 'list'), 'list');
  if (found === undefined) return { state, is: 'gone' } as const;
  const keywords = keywordsOf(member(readRecord(found, 'Email'), 'keywords'));
  if (note.sending !== undefined && keywords.includes(SENDING)) return { state, is: 'marked' } as const;
  return { state, is: keywords.includes('$draft') ? 'ready' : 'sent' } as const;
}

async function calls(
  { store }: JmapContext,
  id: string,
  ifInState: string,
  { identityId, mailFrom, rcptTo, sentMailboxId }: MailSubmission,
  until: number | undefined,
): Promise<readonly JmapCall[]> {
  // What is held stays where it is until it is sent: no server moves it by itself.
  const sent = until === undefined ? await store.remoteId('mailbox', sentMailboxId) : undefined;
  const update = {
    ...(sent === undefined ? {} : { mailboxIds: { [sent]: true } }),
    ...keywordPatch(['$seen'], ['$draft', SENDING]),
  };
  // RFC 4865 §4: a time of RFC 3339, in UTC.
  const parameters = until === undefined ? {} : { parameters: { HOLDUNTIL: formatUtcDate(until) } };
  const envelope = { mailFrom: { email: mailFrom, ...parameters }, rcptTo: rcptTo.map((email) => ({ email })) };
  return [
    { method: 'Email/set', args: { ifInState, update: { [id]: keywordPatch([SENDING], []) } } },
    {
      method: 'EmailSubmission/set',
      args: {
        '#accountId': reference(0, 'Email/set', '/accountId'),
        create: { s: { emailId: id, identityId, envelope } },
        onSuccessUpdateEmail: { '#s': update },
      },
    },
  ];
}

function refusalOf(answer: { readonly args: Json } | { readonly error: MethodError }): MethodError | undefined {
  if ('error' in answer) return answer.error;
  const failed = member(answer.args, 'notCreated');
  if (typeof failed !== 'object' || failed === null || !Object.hasOwn(failed, 's')) return undefined;
  const error = readError(member(failed as Json, 's'));
  const refused = member(readRecord(member(failed as Json, 's'), 's'), 'invalidRecipients');
  const who = Array.isArray(refused) ? refused.filter((item) => typeof item === 'string').join(', ') : '';
  return who === '' ? error : { ...error, description: `${who} ${error.description}`.trim() };
}

const unmark = ({ connection, signal }: JmapContext, id: string) =>
  connection.ask('Email/set', { update: { [id]: keywordPatch([], [SENDING]) } }, signal);

/** Id of the submission by which the server was given the message to send; '' where it does not say: some forget at once. */
async function submissionOf({ connection, signal }: JmapContext, id: string): Promise<string> {
  try {
    const { ids } = await connection.ask('EmailSubmission/query', { filter: { emailIds: [id] } }, signal);
    const found = readList(ids, 'ids').at(-1);
    return found === undefined ? '' : readId(found, 'id');
  } catch (error) {
    if (error instanceof MethodFailure) return '';
    throw error;
  }
}

/** A server that gives it to another one at once, which holds it, cannot take it back: then no id is kept. */
async function handedOver(context: JmapContext, id: string): Promise<HandedOver> {
  const submissionId = await submissionOf(context, id);
  return { submissionId: (await undoStatus(context, submissionId)) === 'pending' ? submissionId : '' };
}

/** Until when the server is to hold it; `undefined` when it is to go at once. */
function untilOf({ connection }: JmapContext, { sendAt }: MailSubmission): number | undefined {
  if (sendAt === undefined) return undefined;
  const { environment } = connection;
  return holdsUntil(sendAt, environment.now(), connection.session().maxDelayedSend) === undefined ? undefined : sendAt;
}
