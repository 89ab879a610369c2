// Arguments that are taken from the results of earlier calls (RFC 8620 §3.7).
import { MethodError } from '../errors.js';
import { isObject, type Json, type JsonObject } from './arguments.js';

export interface MethodResult {
  readonly name: string;
  readonly callId: string;
  readonly answer: JsonObject;
}

const wrong = (why: string) => new MethodError('invalidResultReference', why);

/** A JSON pointer (RFC 6901) with `*` for every entry of a list. */
function follow(value: Json | undefined, path: readonly string[]): Json {
  let at = value;
  for (const [i, step] of path.entries()) {
    if (Array.isArray(at) && step === '*') {
      const found = at.map((entry) => follow(entry, path.slice(i + 1)));
      return found.flatMap((one) => (Array.isArray(one) ? one : [one]));
    }
    if (Array.isArray(at) && /^(?:0|[1-9]\d{0,8})$/.test(step)) at = at[Number(step)];
    else if (isObject(at) && Object.hasOwn(at, step)) at = at[step];
    else at = undefined;
    if (at === undefined) throw wrong(`There is no “${step}” in that result.`);
  }
  return at as Json;
}

/** The arguments with every `#name` replaced by what it points to. */
export function resolveReferences(args: JsonObject, results: readonly MethodResult[]): JsonObject {
  const names = Object.keys(args).filter((name) => name.startsWith('#'));
  if (names.length === 0) return args;
  const resolved: Record<string, Json> = { ...args };
  for (const name of names) {
    const reference = args[name];
    const plain = name.slice(1);
    if (Object.hasOwn(args, plain)) throw new MethodError('invalidArguments', `“${plain}” is there twice.`);
    if (!isObject(reference)) throw wrong(`“${name}” has to be a reference.`);
    const { resultOf, name: method, path } = reference;
    const result = results.find(({ callId }) => callId === resultOf);
    if (result === undefined || result.name !== method || typeof path !== 'string' || !path.startsWith('/'))
      throw wrong(`“${name}” refers to no earlier result.`);
    delete resolved[name];
    const steps = path
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    resolved[plain] = follow(result.answer, steps);
  }
  return resolved;
}
