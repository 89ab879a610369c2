// Deterministic CBOR (RFC 8949 §4.2) read by fixed schemas: whole numbers, byte and text strings, arrays, and maps with
// small whole numbers as keys. There is exactly one encoding of a value, and everything else is a ProtocolError.
import { encode, rfc8949EncodeOptions, type Token, Tokenizer, Type } from 'cborg';
import { asPlain, type Bytes, utf8 } from './bytes.js';
import { ProtocolError } from './errors.js';

/** Hands out one token after the other. */
export interface Reader {
  next(): Token;
}

/** How one kind of value is written and read. `write` refuses what `read` would refuse. */
export interface Schema<T> {
  // Methods, so that a schema of something is also a schema of the unknown.
  read(reader: Reader): T;
  /** @returns What cborg encodes. */
  write(value: T): unknown;
}

/** The value that a schema reads. */
export type Value<S> = S extends Schema<infer T> ? T : never;

const malformed = (what: string, cause?: unknown): never => {
  throw new ProtocolError('MALFORMED', what, { cause });
};

function expectType(reader: Reader, type: Type): Token {
  const token = reader.next();
  return token.type === type ? token : malformed(`${type.name} expected, found ${token.type.name}`);
}

/** A whole number from `least` to `most`, both below 2^53. */
export function uint(most: number = Number.MAX_SAFE_INTEGER, least = 0): Schema<number> {
  const check = (value: unknown) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? (value as number)
      : malformed(`number outside ${least}–${most}`);
  return { read: (reader) => check(expectType(reader, Type.uint).value), write: check };
}

/** One of some whole numbers. */
export function oneOf<const N extends number>(...values: readonly N[]): Schema<N> {
  const check = (value: number) => (values.includes(value as N) ? (value as N) : malformed(`number not of ${values}`));
  return { read: (reader) => check(expectType(reader, Type.uint).value), write: check };
}

/** A byte string of `least` to `most` bytes. */
export function bytes(most: number, least = most): Schema<Bytes> {
  const check = (value: Uint8Array) =>
    value.length >= least && value.length <= most
      ? (value as Bytes)
      : malformed(`${value.length} bytes outside ${least}–${most}`);
  return { read: (reader) => check(expectType(reader, Type.bytes).value), write: check };
}

/** Text of at most `most` bytes of UTF-8. */
export function text(most: number): Schema<string> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return {
    read(reader) {
      // cborg keeps no bytes of an empty text.
      const { byteValue: found = new Uint8Array(0) } = expectType(reader, Type.string);
      if (found.length > most) malformed(`text longer than ${most} bytes`);
      try {
        return strict.decode(found);
      } catch (error) {
        return malformed('text is not UTF-8', error);
      }
    },
    // A lone surrogate has no UTF-8 form.
    write: (value) =>
      !/\p{Surrogate}/u.test(value) && utf8(value).length <= most ? value : malformed('text not writable'),
  };
}

/** An array of `least` to `most` equal things. */
export function list<T>(item: Schema<T>, most: number, least = 0): Schema<readonly T[]> {
  const check = (length: number) => {
    if (length < least || length > most) malformed(`${length} items outside ${least}–${most}`);
  };
  return {
    read(reader) {
      const length = expectType(reader, Type.array).value as number;
      check(length);
      return Array.from({ length }, () => item.read(reader));
    },
    write(values) {
      check(values.length);
      return values.map((value) => item.write(value));
    },
  };
}

type Tuple<S extends readonly Schema<unknown>[]> = { readonly [I in keyof S]: Value<S[I]> };

/** An array of exactly these things. */
export function tuple<const S extends readonly Schema<unknown>[]>(...items: S): Schema<Tuple<S>> {
  return {
    read(reader) {
      const length = expectType(reader, Type.array).value as number;
      if (length !== items.length) malformed(`${length} items instead of ${items.length}`);
      return items.map((schema) => schema.read(reader)) as unknown as Tuple<S>;
    },
    write: (values) => items.map((schema, i) => schema.write((values as unknown as unknown[])[i])),
  };
}

interface Field<T, Optional extends boolean> {
  readonly key: number;
  readonly schema: Schema<T>;
  readonly optional: Optional;
}
type Fields = Readonly<Record<string, Field<unknown, boolean>>>;
type FieldValue<F> = F extends Field<infer T, boolean> ? T : never;
type Shape<F extends Fields> = {
  readonly [K in keyof F as F[K]['optional'] extends true ? never : K]: FieldValue<F[K]>;
} & { readonly [K in keyof F as F[K]['optional'] extends true ? K : never]?: FieldValue<F[K]> };

/** A field that is always there. `key` is its number in the map. */
export const must = <T>(key: number, schema: Schema<T>): Field<T, false> => ({ key, schema, optional: false });

/** A field that may be missing. */
export const may = <T>(key: number, schema: Schema<T>): Field<T, true> => ({ key, schema, optional: true });

/** A map with exactly these fields; `fields` are in the order of their keys. */
export function record<const F extends Fields>(fields: F): Schema<Shape<F>> {
  const known = Object.entries(fields);
  if (known.some(([, { key }], i) => i > 0 && key <= known[i - 1]![1].key)) throw new Error('Fields out of order.');
  return {
    read(reader) {
      let left = expectType(reader, Type.map).value as number;
      if (left > known.length) malformed(`${left} fields in a map of at most ${known.length}`);
      const found: Record<string, unknown> = {};
      let key = left > 0 ? (expectType(reader, Type.uint).value as number) : undefined;
      for (const [name, field] of known) {
        if (key === field.key) {
          found[name] = field.schema.read(reader);
          key = --left > 0 ? (expectType(reader, Type.uint).value as number) : undefined;
        } else if (!field.optional) malformed(`field ${name} is missing`);
      }
      return key === undefined ? (found as Shape<F>) : malformed(`unknown, repeated or misplaced field ${key}`);
    },
    write(value) {
      const given = value as Readonly<Record<string, unknown>>;
      const map = new Map<number, unknown>();
      for (const [name, { key, schema, optional }] of known) {
        if (given[name] !== undefined) map.set(key, schema.write(given[name]));
        else if (!optional) malformed(`field ${name} is missing`);
      }
      return map;
    },
  };
}

/** @throws {ProtocolError} `MALFORMED`: the value is outside the schema. */
export function encodeAs<T>(schema: Schema<T>, value: T): Bytes {
  return asPlain(encode(schema.write(value), rfc8949EncodeOptions));
}

/**
 * Reads exactly one value, to the last byte. Work and memory are bounded by the bytes given; how deep it may nest, by the
 * schema.
 *
 * @throws {ProtocolError} `MALFORMED`, and nothing else, for anything that `encodeAs` would not have written.
 */
export function decodeAs<T>(schema: Schema<T>, from: Uint8Array): T {
  const tokens = new Tokenizer(asPlain(from), {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    allowBigInt: false,
    retainStringBytes: true,
  });
  const next = () => {
    if (tokens.done()) malformed('bytes end too early');
    try {
      return tokens.next();
    } catch (error) {
      return malformed('not canonical CBOR', error);
    }
  };
  const value = schema.read({ next });
  return tokens.done() ? value : malformed('bytes after the end');
}
