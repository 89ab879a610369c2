// Reading what a client sends: nothing of it is believed to be what it should be.
import { MethodError } from '../errors.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ID = /^[\w-]{1,255}$/;
/** Whether it can be an id (RFC 8620 §1.2). */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

const wrong = (name: string, what: string) => new MethodError('invalidArguments', `“${name}” has to be ${what}.`);

/** Reads the arguments of one method call. @throws {MethodError} `invalidArguments` */
export interface Arguments {
  readonly all: JsonObject;
  text(name: string): string | undefined;
  number(name: string, least: number): number | undefined;
  boolean(name: string): boolean;
  texts(name: string, most: number): readonly string[] | undefined;
  object(name: string): JsonObject | undefined;
  objects(name: string): readonly JsonObject[] | undefined;
}

export function readArguments(all: JsonObject): Arguments {
  const given = (name: string) => (Object.hasOwn(all, name) && all[name] !== null ? all[name] : undefined);
  return {
    all,
    text(name) {
      const value = given(name);
      if (value !== undefined && typeof value !== 'string') throw wrong(name, 'a text');
      return value;
    },
    number(name, least) {
      const value = given(name);
      if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= least))
        throw wrong(name, `a whole number of at least ${least}`);
      return value as number | undefined;
    },
    boolean(name) {
      const value = given(name) ?? false;
      if (typeof value !== 'boolean') throw wrong(name, 'true or false');
      return value;
    },
    texts(name, most) {
      const value = given(name);
      if (value === undefined) return undefined;
      if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) throw wrong(name, 'a list of texts');
      if (value.length > most) throw new MethodError('requestTooLarge', `“${name}” may have ${most} entries at most.`);
      return value as readonly string[];
    },
    object(name) {
      const value = given(name);
      if (value !== undefined && !isObject(value)) throw wrong(name, 'an object');
      return value;
    },
    objects(name) {
      const value = given(name);
      if (value === undefined) return undefined;
      if (!Array.isArray(value) || !value.every(isObject)) throw wrong(name, 'a list of objects');
      return value as readonly JsonObject[];
    },
  };
}

/** The properties of the object asked for, `id` always among them. */
export function pick(properties: ReadonlySet<string> | undefined, object: JsonObject): JsonObject {
  if (properties === undefined) return object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => name === 'id' || properties.has(name)));
}

/** What a method says (RFC 8620 §3.4). */
export interface MethodAnswer {
  /** The method's own when absent. */
  readonly name?: string;
  readonly answer: JsonObject;
}
