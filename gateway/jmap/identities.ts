// `Identity` (RFC 8621 §6): an IMAP server knows none, so there is one, of the name people sign in with.
import { type Arguments, type JsonObject, pick } from './arguments.js';
import type { RequestContext } from './context.js';
import { readProperties } from './mailbox-get.js';
import { newSetResult, setAnswer } from './set.js';

export const IDENTITY_ID = 'i1';
const STATE = '1';
const PROPERTIES = ['id', 'name', 'email', 'replyTo', 'bcc', 'textSignature', 'htmlSignature', 'mayDelete'];

/** The address that mail of this account comes from. */
export function ownAddress({ account }: Pick<RequestContext, 'account'>): string {
  const { user, server } = account;
  return user.includes('@') ? user : `${user}@${server.domains[0] ?? server.imap.host}`;
}

export async function identityGet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const ids = args.texts('ids', 100);
  const properties = readProperties(args, PROPERTIES);
  const identity = {
    id: IDENTITY_ID,
    name: '',
    email: ownAddress(context),
    replyTo: null,
    bcc: null,
    textSignature: '',
    htmlSignature: '',
    mayDelete: false,
  };
  return {
    accountId: context.account.id,
    state: STATE,
    list: ids === undefined || ids.includes(IDENTITY_ID) ? [pick(properties, identity)] : [],
    notFound: (ids ?? []).filter((id) => id !== IDENTITY_ID),
  };
}

export async function identityChanges(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const oldState = args.text('sinceState') ?? STATE;
  return {
    accountId: context.account.id,
    oldState,
    newState: STATE,
    hasMoreChanges: false,
    created: [],
    updated: [],
    destroyed: [],
  };
}

/** Names and signatures have no place on an IMAP server. */
export async function identitySet(args: Arguments, context: RequestContext): Promise<JsonObject> {
  const result = newSetResult();
  const refused = {
    type: 'forbidden',
    description: 'The mail server keeps no names and signatures; keep them on your devices.',
  };
  for (const id of Object.keys(args.object('create') ?? {})) result.notCreated[id] = refused;
  for (const id of Object.keys(args.object('update') ?? {})) result.notUpdated[id] = refused;
  for (const id of args.texts('destroy', 100) ?? []) result.notDestroyed[id] = refused;
  return setAnswer(context, STATE, STATE, result);
}
