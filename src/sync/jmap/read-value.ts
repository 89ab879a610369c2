// Strict readers of what a server says. What does not fit throws, so that nothing of it goes further.
import { AnswerError } from './failure.js';
import { MAX_ID_LENGTH, MAX_OBJECTS, MAX_STATE_LENGTH } from './limits.js';

export type Json = Readonly<Record<string, unknown>>;

export function readRecord(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AnswerError(`${what} is no object`);
  return value as Json;
}

/** A member of an object that is its own: nothing inherited is ever taken for it. */
export const member = (record: Json, name: string): unknown => (Object.hasOwn(record, name) ? record[name] : undefined);

export function readText(value: unknown, what: string, max: number): string {
  if (typeof value !== 'string' || value.length > max) throw new AnswerError(`${what} is no text of ${max} characters`);
  return value;
}

/** Of printable ASCII: stricter would shut out servers whose account ids are addresses. */
export function readId(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > MAX_ID_LENGTH || !/^[!-~]+$/.test(value))
    throw new AnswerError(`${what} is no id`);
  return value;
}

export const readState = (value: unknown, what: string): string => {
  const state = readText(value, what, MAX_STATE_LENGTH);
  if (state === '') throw new AnswerError(`${what} is empty`);
  return state;
};

export function readList(value: unknown, what: string, max = MAX_OBJECTS): readonly unknown[] {
  if (!Array.isArray(value) || value.length > max) throw new AnswerError(`${what} is no list of at most ${max}`);
  return value;
}

export const readIds = (value: unknown, what: string, max = MAX_OBJECTS): readonly string[] =>
  readList(value, what, max).map((id) => readId(id, what));

/** A whole number from 0 to 2^53-1 (RFC 8620 §1.3); `otherwise` for what is none. */
export const readCount = (value: unknown, otherwise: number): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : otherwise;

/** The keys of a set as JMAP writes them, `{"key": true}`. */
export const readSet = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, is]) => (is === true ? [key] : []))
    : [];
