// `EmailSubmission` (RFC 8621 §7): sending, once.
import { randomBytes } from 'node:crypto';
import { readMessage } from '../../src/formats/mail/parse-message.js';
import { connectError, invalidProperties, MethodError, SetError } from '../errors.js';
import { type Once, type Sent, submissionKey } from '../smtp/once.js';
import { SubmitError, type SubmitFailure, submit } from '../smtp/submit.js';
import { type Arguments, isObject, type Json, type JsonObject, type MethodAnswer } from './arguments.js';
import { readMessageBytes } from './blobs.js';
import type { RequestContext } from './context.js';
import { setEmails } from './email-set.js';
import { IDENTITY_ID } from './identities.js';
import { createdId, newSetResult, readSetRequest, setAnswer, setError } from './set.js';
import { isSubmitted, withCrlf } from './store-message.js';
import { withoutBcc } from './without-bcc.js';

const MAX_RECIPIENTS = 1_000;
const STATE = '1';

interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  readonly delay: number;
}

const ADDRESS = /^[^\s<>\p{Cc}]{1,254}@[^\s<>@\p{Cc}]{1,255}$/u;

function address(value: Json | undefined, name: string): string {
  const email = isObject(value ?? null) ? (value as JsonObject).email : undefined;
  if (typeof email !== 'string') throw invalidProperties(['envelope'], `“${name}” has to be an address.`);
  return email;
}

/** Seconds to hold a message, of `HOLDFOR` or `HOLDUNTIL` (RFC 8621 §7, RFC 4865 §4). */
function delayOf(parameters: Json | undefined, now: number): number {
  if (!isObject(parameters ?? null)) return 0;
  const given = new Map(Object.entries(parameters as JsonObject).map(([name, value]) => [name.toUpperCase(), value]));
  const holdFor = given.get('HOLDFOR');
  const holdUntil = given.get('HOLDUNTIL');
  const seconds =
    holdFor !== undefined
      ? Number(holdFor)
      : holdUntil !== undefined
        ? (Date.parse(String(holdUntil)) - now) / 1000
        : 0;
  if (!Number.isFinite(seconds)) throw invalidProperties(['envelope'], 'That is no time to send at.');
  return Math.max(0, Math.ceil(seconds));
}

function readEnvelope(submission: JsonObject, bytes: Uint8Array, now: number): Envelope {
  const given = submission.envelope ?? null;
  if (given === null) {
    const { from, sender, to, cc, bcc } = readMessage(bytes, { bodyValues: false });
    const recipients = [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])].map(({ email }) => email);
    return { from: (sender ?? from)?.[0]?.email ?? '', to: [...new Set(recipients)], delay: 0 };
  }
  if (!isObject(given) || !Array.isArray(given.rcptTo))
    throw invalidProperties(['envelope'], 'The envelope has no recipients.');
  const to = (given.rcptTo as readonly Json[]).map((one) => address(one, 'rcptTo'));
  const { parameters = null } = isObject(given.mailFrom ?? null) ? (given.mailFrom as JsonObject) : {};
  return { from: address(given.mailFrom, 'mailFrom'), to: [...new Set(to)], delay: delayOf(parameters, now) };
}

function checkEnvelope({ from, to, delay }: Envelope, maxDelay: number): void {
  if (to.length === 0) throw new SetError('noRecipients', 'There is nobody to send it to.');
  if (to.length > MAX_RECIPIENTS)
    throw new SetError('tooManyRecipients', `That is more than ${MAX_RECIPIENTS} recipients.`, {
      maxRecipients: MAX_RECIPIENTS,
    });
  const wrong = to.filter((one) => !ADDRESS.test(one));
  if (wrong.length > 0)
    throw new SetError('invalidRecipients', `No mail can go to ${wrong.slice(0, 5).join(', ')}.`, {
      invalidRecipients: wrong,
    });
  if (!ADDRESS.test(from))
    throw new SetError('forbiddenMailFrom', 'The message has no sender that mail can come from.');
  if (delay > 0 && maxDelay === 0) throw invalidProperties(['envelope'], 'This mail server cannot send later.');
  if (delay > maxDelay && delay > 0)
    throw invalidProperties(['envelope'], 'That is later than this mail server sends.');
}

/** A failure in words, with what to do. What the server said is for the person who sends, and nobody else. */
export function submitError(failure: SubmitFailure, host: string): SetError {
  switch (failure.kind) {
    case 'recipients': {
      const refused = failure.refused.map(({ address: who }) => who);
      const said = failure.refused.map(({ reply }) => reply)[0] ?? '';
      return failure.isTemporary
        ? new SetError('rateLimit', `${host} asks to try again later (${said}). Nothing was sent.`, {
            isTemporary: true,
          })
        : new SetError(
            'invalidRecipients',
            `${host} does not take mail to ${refused.slice(0, 5).join(', ')} (${said}). Correct or remove it. Nothing was sent, to the others neither.`,
            { invalidRecipients: refused },
          );
    }
    case 'sender':
    case 'message': {
      const { reply, isTemporary } = failure;
      if (isTemporary)
        return new SetError('rateLimit', `${host} asks to try again later (${reply}). Nothing was sent.`, {
          isTemporary: true,
        });
      const type = failure.kind === 'sender' ? 'forbiddenMailFrom' : 'forbiddenToSend';
      return new SetError(type, `${host} does not send this message (${reply}).`);
    }
    case 'too-large':
      return new SetError(
        'tooLarge',
        `${host} does not take messages of this size. Send fewer or smaller attachments.`,
        failure.limit > 0 ? { maxSize: failure.limit } : {},
      );
    case 'unknown':
      return new SetError(
        'forbiddenToSend',
        `The connection to ${host} was cut before it said whether it took the message. It may have been sent: ask a recipient, or look whether an answer comes, before you send it again.`,
        { isUnknown: true },
      );
    case 'connection': {
      const { message, status } = connectError(failure.error, 'SMTP', host);
      return status === 401
        ? new SetError('forbiddenToSend', `${host} does not accept this user name and password for sending.`)
        : new SetError('rateLimit', `${message} Nothing was sent.`, { isTemporary: true });
    }
  }
}

/** `Email/set` for what has to be done to the message once it is sent. */
function afterwards(args: Arguments, emailIds: ReadonlyMap<string, string>) {
  const update = new Map<string, JsonObject>();
  for (const [key, patch] of Object.entries(args.object('onSuccessUpdateEmail') ?? {})) {
    const emailId = emailIds.get(key.startsWith('#') ? key.slice(1) : key);
    if (emailId !== undefined && isObject(patch)) update.set(emailId, patch);
  }
  const destroy = (args.texts('onSuccessDestroyEmail', 500) ?? []).flatMap(
    (key) => emailIds.get(key.replace(/^#/, '')) ?? [],
  );
  return { create: new Map<string, JsonObject>(), update, destroy };
}

/** Where the mailbox holds marks of its own, a restart of the gateway does not forget what was sent. */
async function mark(context: RequestContext, emailId: string, { add, remove }: { add?: string; remove?: string }) {
  const place = await context.place(emailId);
  if (place === undefined) return;
  await context.select(place.mailbox);
  const { flow } = context.imap;
  const options = { uid: true, silent: true };
  if (add !== undefined) await flow.messageFlagsAdd(String(place.uid), [add], options);
  if (remove !== undefined) await flow.messageFlagsRemove(String(place.uid), [remove], options);
}

async function flagsOf(context: RequestContext, emailId: string): Promise<ReadonlySet<string> | undefined> {
  const place = await context.place(emailId);
  if (place === undefined) return undefined;
  await context.select(place.mailbox);
  const found = await context.imap.flow.fetchOne(String(place.uid), { uid: true, flags: true }, { uid: true });
  return found === false ? undefined : (found.flags ?? new Set());
}

async function sendOne(
  context: RequestContext,
  once: Once,
  maxDelay: number,
  submission: JsonObject,
): Promise<JsonObject> {
  const smtp = context.account.server.smtp;
  if (smtp === undefined) throw new SetError('forbiddenToSend', 'This gateway knows no server to send by.');
  if (submission.identityId !== IDENTITY_ID) throw invalidProperties(['identityId'], 'There is no such identity.');
  const emailId = typeof submission.emailId === 'string' ? createdId(context, submission.emailId) : '';
  const flags = await flagsOf(context, emailId);
  const bytes = flags && (await readMessageBytes(context, emailId));
  if (flags === undefined || bytes === undefined) throw invalidProperties(['emailId'], 'There is no such message.');
  const envelope = readEnvelope(submission, bytes, context.now());
  checkEnvelope(envelope, maxDelay);
  const message = withoutBcc(withCrlf(bytes));
  const send = async (): Promise<Sent> => {
    // Marks of RFC 5550 §5.10: what was sent, or may have been, before the gateway was started again.
    if ([...flags].some((flag) => /^\$submitted$/i.test(flag)))
      return { submissionId: `s${randomBytes(12).toString('base64url')}`, reply: '' };
    if (isSubmitted(flags)) throw new SubmitError({ kind: 'unknown' });
    await mark(context, emailId, { add: '$SubmitPending' });
    try {
      const reply = await submit(smtp, context.account.credentials, context.account.connect, {
        ...envelope,
        bytes: message,
      });
      await mark(context, emailId, { add: '$Submitted', remove: '$SubmitPending' }).catch(() => {});
      return { submissionId: `s${randomBytes(12).toString('base64url')}`, reply };
    } catch (error) {
      const isUnknown = error instanceof SubmitError && error.failure.kind === 'unknown';
      if (!isUnknown) await mark(context, emailId, { remove: '$SubmitPending' }).catch(() => {});
      throw error;
    }
  };
  const key = submissionKey(context.account.id, envelope.from, envelope.to, message);
  let sent: Sent;
  try {
    sent = await once.run(key, send);
  } catch (error) {
    throw error instanceof SubmitError ? submitError(error.failure, smtp.host) : error;
  }
  const isHeld = envelope.delay > 0;
  return {
    id: sent.submissionId,
    threadId: null,
    sendAt: new Date(context.now() + envelope.delay * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
    // What a server holds for later it does not give back (RFC 4865).
    undoStatus: 'final',
    deliveryStatus: Object.fromEntries(
      envelope.to.map((one) => [
        one,
        { smtpReply: sent.reply || '250 accepted', delivered: isHeld ? 'queued' : 'unknown', displayed: 'unknown' },
      ]),
    ),
    dsnBlobIds: [],
    mdnBlobIds: [],
  };
}

export function createSubmissions(once: Once, maxDelayOf: (context: RequestContext) => Promise<number>) {
  return {
    /** `EmailSubmission/set`. Answers with the `Email/set` that follows as well. */
    async set(args: Arguments, context: RequestContext): Promise<readonly MethodAnswer[]> {
      const request = readSetRequest(args, context, STATE);
      const result = newSetResult();
      const emailIds = new Map<string, string>();
      const maxDelay = request.create.size > 0 ? await maxDelayOf(context) : 0;
      for (const [key, submission] of request.create) {
        try {
          const created = await sendOne(context, once, maxDelay, submission);
          result.created[key] = created;
          context.created.set(key, created.id as string);
          emailIds.set(key, createdId(context, submission.emailId as string));
        } catch (error) {
          result.notCreated[key] = setError(error);
        }
      }
      for (const id of request.update.keys())
        result.notUpdated[id] = {
          type: 'cannotUnsend',
          description: 'The message was handed over, and cannot be called back.',
        };
      for (const id of request.destroy) result.notDestroyed[id] = { type: 'notFound' };
      const answers: MethodAnswer[] = [{ answer: setAnswer(context, STATE, STATE, result) }];
      const then = afterwards(args, emailIds);
      context.forget();
      if (then.update.size + then.destroy.length > 0)
        answers.push({ name: 'Email/set', answer: await setEmails(context, then) });
      return answers;
    },
    /** Nothing is kept of what was sent. */
    async get(args: Arguments, context: RequestContext): Promise<JsonObject> {
      const ids = args.texts('ids', 500);
      return { accountId: context.account.id, state: STATE, list: [], notFound: ids ?? [] };
    },
    async changes(args: Arguments, context: RequestContext): Promise<JsonObject> {
      if (args.text('sinceState') !== STATE) throw new MethodError('cannotCalculateChanges');
      return {
        accountId: context.account.id,
        oldState: STATE,
        newState: STATE,
        hasMoreChanges: false,
        created: [],
        updated: [],
        destroyed: [],
      };
    },
    async query(_: Arguments, context: RequestContext): Promise<JsonObject> {
      return {
        accountId: context.account.id,
        queryState: STATE,
        canCalculateChanges: false,
        position: 0,
        ids: [],
        total: 0,
      };
    },
  };
}
