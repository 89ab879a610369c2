import { MethodError, SetError } from '../errors.js';
import { type Arguments, isObject, type JsonObject } from './arguments.js';
import { readBlob } from './blobs.js';
import type { RequestContext } from './context.js';
import { LIMITS } from './limits.js';
import { newSetResult, setError } from './set.js';
import { readKeywords, readMailboxIds, readReceivedAt, storeMessage } from './store-message.js';

async function importOne(context: RequestContext, email: JsonObject): Promise<JsonObject> {
  const mailbox = await readMailboxIds(context, email.mailboxIds);
  const flags = readKeywords(email.keywords);
  const receivedAt = readReceivedAt(email.receivedAt);
  const blob = typeof email.blobId === 'string' ? await readBlob(context, email.blobId) : undefined;
  if (blob === undefined)
    throw new SetError('blobNotFound', 'What is to be imported is not there.', { notFound: [email.blobId ?? ''] });
  if (!/^[\x21-\x39\x3b-\x7e]+[ \t]*:/.test(Buffer.from(blob.bytes.subarray(0, 200)).toString('latin1')))
    throw new SetError('invalidEmail', 'That is no message: it does not begin with a header.');
  return storeMessage(context, { bytes: blob.bytes, mailbox, flags, receivedAt });
}

/** `Email/import` (RFC 8621 §4.8). */
export async function emailImport(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const oldState = await context.emailState();
  const ifInState = args.text('ifInState');
  if (ifInState !== undefined && ifInState !== oldState) throw new MethodError('stateMismatch');
  const emails = Object.entries(args.object('emails') ?? {});
  if (emails.length > LIMITS.maxObjectsInSet) throw new MethodError('requestTooLarge');
  const { created, notCreated } = newSetResult();
  for (const [key, email] of emails) {
    try {
      if (!isObject(email)) throw new SetError('invalidProperties', 'It has to be an object.');
      const stored = await importOne(context, email);
      created[key] = stored;
      context.created.set(key, stored.id as string);
    } catch (error) {
      notCreated[key] = setError(error);
    }
  }
  context.forget();
  return {
    accountId: context.account.id,
    oldState,
    newState: await context.emailState(),
    created: Object.keys(created).length > 0 ? created : null,
    notCreated: Object.keys(notCreated).length > 0 ? notCreated : null,
  };
}

/** `Email/copy` (RFC 8621 §4.7) is between accounts, and here is one. */
export async function emailCopy(args: Arguments, context: RequestContext): Promise<JsonObject> {
  if (args.text('fromAccountId') === context.account.id)
    throw new MethodError('invalidArguments', '“fromAccountId” has to be another account.');
  throw new MethodError('fromAccountNotFound', 'There is one account here.');
}
