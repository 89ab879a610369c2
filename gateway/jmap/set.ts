// What all `…/set` methods have in common (RFC 8620 §5.3).
import { MethodError, SetError } from '../errors.js';
import { type Arguments, isObject, type Json, type JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';
import { LIMITS } from './limits.js';

export interface SetResult {
  readonly created: Record<string, JsonObject>;
  readonly updated: Record<string, JsonObject | null>;
  readonly destroyed: string[];
  readonly notCreated: Record<string, JsonObject>;
  readonly notUpdated: Record<string, JsonObject>;
  readonly notDestroyed: Record<string, JsonObject>;
}

export const newSetResult = (): SetResult => ({
  created: {},
  updated: {},
  destroyed: [],
  notCreated: {},
  notUpdated: {},
  notDestroyed: {},
});

export interface SetRequest {
  readonly create: ReadonlyMap<string, JsonObject>;
  readonly update: ReadonlyMap<string, JsonObject>;
  readonly destroy: readonly string[];
}

/** Reads what to do, `#…` of what was made earlier replaced. @throws {MethodError} */
export function readSetRequest(args: Arguments, context: RequestContext, state: string): SetRequest {
  const ifInState = args.text('ifInState');
  if (ifInState !== undefined && ifInState !== state) throw new MethodError('stateMismatch');
  const objects = (name: string) => {
    const map = args.object(name) ?? {};
    return new Map(
      Object.entries(map).map(([id, value]) => {
        if (!isObject(value)) throw new MethodError('invalidArguments', `“${name}” has to be a map of objects.`);
        return [id, value];
      }),
    );
  };
  const create = objects('create');
  const update = new Map([...objects('update')].map(([id, value]) => [createdId(context, id), value]));
  const destroy = (args.texts('destroy', LIMITS.maxObjectsInSet) ?? []).map((id) => createdId(context, id));
  if (create.size + update.size + destroy.length > LIMITS.maxObjectsInSet)
    throw new MethodError('requestTooLarge', `A request may set ${LIMITS.maxObjectsInSet} objects at most.`);
  return { create, update, destroy };
}

/** The id of what was made earlier in this request under `#…`, or the id itself. */
export function createdId(context: RequestContext, id: string): string {
  return id.startsWith('#') ? (context.created.get(id.slice(1)) ?? id) : id;
}

/** A failure as the answer for one object. @throws whatever concerns all of them: a lost connection, a bug */
export function setError(error: unknown): JsonObject {
  if (error instanceof SetError) return error.toJSON() as JsonObject;
  const { responseStatus, serverResponseCode } = error as { responseStatus?: string; serverResponseCode?: string };
  if (serverResponseCode !== undefined || responseStatus === 'NO' || responseStatus === 'BAD')
    return refusalError({ code: serverResponseCode }).toJSON() as JsonObject;
  throw error;
}

/** What an IMAP server's code for a refusal means (RFC 9051 §7.1). */
export function refusalError(refusal: { readonly code?: string } | undefined): SetError {
  switch (refusal?.code?.toUpperCase()) {
    case 'OVERQUOTA':
      return new SetError('overQuota', 'The mailbox is full. Delete mail, or ask the provider for more room.');
    case 'APPENDLIMIT':
    case 'TOOBIG':
      return new SetError('tooLarge', 'The mail server does not take messages of this size.');
    case 'NOPERM':
      return new SetError('forbidden', 'The mail server does not allow this.');
    case 'NONEXISTENT':
    case 'TRYCREATE':
      return new SetError('notFound', 'The mailbox is gone.');
    case 'LIMIT':
    case 'INUSE':
      return new SetError('rateLimit', 'The mail server wants no more at the moment. Try again later.');
    default:
      return new SetError('forbidden', 'The mail server refused this.');
  }
}

export function setAnswer(context: RequestContext, oldState: string, newState: string, result: SetResult): JsonObject {
  const orNull = (map: Record<string, Json>) => (Object.keys(map).length > 0 ? map : null);
  return {
    accountId: context.account.id,
    oldState,
    newState,
    created: orNull(result.created),
    updated: orNull(result.updated),
    destroyed: result.destroyed.length > 0 ? result.destroyed : null,
    notCreated: orNull(result.notCreated),
    notUpdated: orNull(result.notUpdated),
    notDestroyed: orNull(result.notDestroyed),
  };
}
