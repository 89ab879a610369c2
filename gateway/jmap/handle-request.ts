// A request of JMAP: calls, one after the other (RFC 8620 §3.3).
import { MethodError, RequestError, requestErrors } from '../errors.js';
import type { Account } from '../imap/account.js';
import { isId, isObject, type Json, type JsonObject, readArguments } from './arguments.js';
import { CAPABILITY, isCapability } from './capabilities.js';
import { createContext } from './context.js';
import { LIMITS } from './limits.js';
import type { Method } from './methods.js';
import { type MethodResult, resolveReferences } from './references.js';
import type { Uploads } from './uploads.js';

type Call = readonly [name: string, args: JsonObject, id: string];

function readRequest(body: Json): {
  using: readonly string[];
  calls: readonly Call[];
  createdIds: JsonObject | undefined;
} {
  if (!isObject(body)) throw requestErrors.notRequest('A request has to be an object.');
  const { using, methodCalls, createdIds = null } = body;
  if (!Array.isArray(using) || using.some((one) => typeof one !== 'string'))
    throw requestErrors.notRequest('“using” has to be a list of texts.');
  for (const capability of using as readonly string[])
    if (!isCapability(capability)) throw requestErrors.unknownCapability(`This server has no “${capability}”.`);
  const isCall = (call: Json) =>
    Array.isArray(call) &&
    call.length === 3 &&
    typeof call[0] === 'string' &&
    isObject(call[1]) &&
    typeof call[2] === 'string';
  if (!Array.isArray(methodCalls) || !methodCalls.every(isCall))
    throw requestErrors.notRequest('“methodCalls” has to be a list of calls: [name, arguments, id].');
  if (methodCalls.length > LIMITS.maxCallsInRequest)
    throw requestErrors.limit('maxCallsInRequest', `A request may have ${LIMITS.maxCallsInRequest} calls at most.`);
  if (createdIds !== null && !(isObject(createdIds) && Object.values(createdIds).every(isId)))
    throw requestErrors.notRequest('“createdIds” has to be a map of ids.');
  return {
    using: using as readonly string[],
    calls: methodCalls as readonly Call[],
    createdIds: createdIds === null ? undefined : createdIds,
  };
}

/** A failure as the answer of one method. What is a bug says no more than that. */
function methodError(error: unknown, onBug: (error: unknown) => void): MethodError {
  if (error instanceof MethodError) return error;
  if (error instanceof RequestError)
    return new MethodError(error.status === 403 ? 'forbidden' : 'serverUnavailable', error.message);
  const { code, responseStatus } = error as { code?: string; responseStatus?: string };
  if (responseStatus === 'NO' || responseStatus === 'BAD' || code === 'ETHROTTLE')
    return new MethodError('serverFail', 'The mail server refused what was needed for this.');
  if (typeof code === 'string' && code !== '')
    return new MethodError('serverUnavailable', 'The connection to the mail server was lost. Try again later.');
  onBug(error);
  return new MethodError('serverFail', 'The gateway could not do that.');
}

export interface HandleOptions {
  readonly methods: ReadonlyMap<string, Method>;
  readonly account: Account;
  readonly uploads: Uploads;
  readonly sessionState: string;
  readonly now: () => number;
  readonly onBug: (method: string, error: unknown) => void;
  readonly onCall: (method: string) => void;
}

/** @throws {RequestError} It is no request, or the mail server cannot be used at all. */
export async function handleRequest(body: Json, options: HandleOptions): Promise<JsonObject> {
  const { using, calls, createdIds } = readRequest(body);
  const { account, uploads, now, methods } = options;
  const created = new Map(Object.entries(createdIds ?? {}) as [string, string][]);
  const results: MethodResult[] = [];
  await account.withImap(async (imap) => {
    const context = createContext({ account, imap, uploads, created, now });
    for (const [name, args, callId] of calls) {
      try {
        const method = methods.get(name);
        if (method === undefined || !(using.includes(method.capability) || method.capability === CAPABILITY.core))
          throw new MethodError('unknownMethod', `There is no “${name}” here, or its capability is not in “using”.`);
        options.onCall(name);
        const resolved = resolveReferences(args, results);
        if (method.hasAccount && resolved.accountId !== account.id)
          throw new MethodError('accountNotFound', 'There is no such account here.');
        for (const result of await method.run(readArguments(resolved), context))
          results.push({ name: result.name ?? name, callId, answer: result.answer });
      } catch (error) {
        const answer = methodError(error, (bug) => options.onBug(name, bug)).toJSON() as JsonObject;
        results.push({ name: 'error', callId, answer });
      }
    }
  });
  return {
    methodResponses: results.map(({ name, answer, callId }) => [name, answer, callId]),
    ...(createdIds === undefined ? {} : { createdIds: Object.fromEntries(created) }),
    sessionState: options.sessionState,
  };
}
