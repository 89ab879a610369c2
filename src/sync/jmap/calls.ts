// Method calls of one request, and what refers from one to the answer of another (RFC 8620 §3.2, §3.7).
import { AnswerError, type MethodError } from './failure.js';
import { MAX_TEXT_LENGTH } from './limits.js';
import { type Json, member, readList, readRecord } from './read-value.js';

export interface JmapCall {
  readonly method: string;
  /** The account's id is put in. */
  readonly args: Json;
}

export type JmapAnswer = { readonly args: Json } | { readonly error: MethodError };

/** What another call of the same request answers. */
export interface Reference {
  readonly resultOf: string;
  readonly name: string;
  readonly path: string;
}

/** @param index - The call it is about, counted from 0. */
export const reference = (index: number, name: string, path: string): Reference => ({
  resultOf: callId(index),
  name,
  path,
});

const callId = (index: number): string => `c${index}`;

/** `methodCalls` of a request. A call that says `#accountId` gets none of its own. */
export function writeCalls(calls: readonly JmapCall[], accountId: string): readonly unknown[] {
  return calls.map(({ method, args }, i) => [
    method,
    Object.hasOwn(args, '#accountId') ? args : { accountId, ...args },
    callId(i),
  ]);
}

/** The answer of each call: the first with its id; what a server does besides (`onSuccess…`) has the same id, and follows. */
export function readAnswers(body: Json, calls: readonly JmapCall[]): readonly JmapAnswer[] {
  const byId = new Map<unknown, readonly unknown[]>();
  for (const item of readList(member(body, 'methodResponses'), 'methodResponses')) {
    const response = readList(item, 'A response', 3);
    if (!byId.has(response[2])) byId.set(response[2], response);
  }
  return calls.map(({ method }, i) => {
    const [name, value] = byId.get(callId(i)) ?? [];
    const args = readRecord(value, `The answer to ${method}`);
    if (name === 'error') return { error: readError(args) };
    if (name !== method) throw new AnswerError(`${String(name).slice(0, 100)} answers ${method}`);
    return { args };
  });
}

/** Of a method, or of one object of a `/set`. */
export function readError(value: unknown): MethodError {
  const error = readRecord(value, 'An error');
  const text = (name: string) => String(member(error, name) ?? '').slice(0, MAX_TEXT_LENGTH);
  return { type: text('type'), description: text('description') };
}

/**
 * A call with its references replaced by what the answers say: for servers that take too few calls in one request.
 * `undefined` when a reference leads nowhere, which fails the call (RFC 8620 §3.7).
 */
export function resolveReferences(
  { method, args }: JmapCall,
  answered: readonly JmapAnswer[],
  methods: readonly string[],
): JmapCall | undefined {
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(args)) {
    if (!key.startsWith('#')) {
      entries.push([key, value]);
      continue;
    }
    const { resultOf, name, path } = value as Reference;
    const index = Number(resultOf.slice(1));
    const answer = answered[index];
    if (answer === undefined || 'error' in answer || methods[index] !== name) return undefined;
    const found = follow(answer.args, path.split('/').slice(1));
    if (found === undefined) return undefined;
    entries.push([key.slice(1), found]);
  }
  return { method, args: Object.fromEntries(entries) };
}

/** A JSON pointer, in which `*` stands for every item of a list. */
function follow(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (key === '*' && Array.isArray(value)) return value.flatMap((item) => follow(item, rest) ?? []);
  if (typeof value !== 'object' || value === null) return undefined;
  return follow(member(value as Json, key), rest);
}
