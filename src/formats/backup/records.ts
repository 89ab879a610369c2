// The inside of a backup file (docs/backup-format.md): records one after the other, each JSON with its bytes behind it.
import { backupError } from '../../domain/backup/backup.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** A row of a table, or what is said about the backup as a whole. */
export interface BackupRecord {
  readonly table: string;
  readonly value: unknown;
}

/** Attack: a record that says it has gigabytes. The longest real one is a shard of an import, or a mail of 50 MB. */
export const MAX_RECORD = 128 * 1024 * 1024;
/** Deeper values are no rows of ours. */
const MAX_DEPTH = 32;
const HEAD = 8;

const arrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;
type ArrayName = keyof typeof arrays;
const nameOf = (value: ArrayBufferView): ArrayName | undefined =>
  (Object.keys(arrays) as ArrayName[]).find((name) => value.constructor.name === arrays[name].name);

/** What JSON has no word for stands in an object with one key that begins with `$`; objects that have such a key are wrapped, too. */
function toPlain(value: unknown, tail: Uint8Array[]): unknown {
  if (ArrayBuffer.isView(value)) {
    const name = nameOf(value);
    if (name === undefined) throw new TypeError(`No row has a ${value.constructor.name}.`);
    tail.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return { [`$${name}`]: value.byteLength };
  }
  if (value instanceof Map) return { $map: [...value].map((pair) => pair.map((each) => toPlain(each, tail))) };
  if (Array.isArray(value)) return value.map((each) => (each === undefined ? null : toPlain(each, tail)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const plain = entries.map(([key, each]) => [key, toPlain(each, tail)] as const);
  return entries.some(([key]) => key.startsWith('$')) ? { $object: plain } : Object.fromEntries(plain);
}

function fromPlain(value: unknown, take: (length: number) => Bytes, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new Error('too deep');
  const inner = (each: unknown) => fromPlain(each, take, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [key = '', content] = entries.length === 1 ? entries[0]! : [];
  if (key === '$map') return new Map((content as [unknown, unknown][]).map(([k, v]) => [inner(k), inner(v)]));
  if (key === '$object') return Object.fromEntries((content as [string, unknown][]).map(([k, v]) => [k, inner(v)]));
  if (key.startsWith('$')) {
    const bytes = take(Number(content));
    const Kind = arrays[key.slice(1) as ArrayName];
    return new Kind(bytes.buffer, 0, bytes.byteLength / Kind.BYTES_PER_ELEMENT);
  }
  return Object.fromEntries(entries.map(([name, each]) => [name, inner(each)]));
}

/** A record with its lengths before it: of its JSON, and of its bytes. */
export function packRecord({ table, value }: BackupRecord): Uint8Array[] {
  const tail: Uint8Array[] = [];
  const json = new TextEncoder().encode(JSON.stringify([table, toPlain(value, tail)]));
  const head = new Uint8Array(HEAD);
  const view = new DataView(head.buffer);
  view.setUint32(0, json.length);
  view.setUint32(
    4,
    tail.reduce((sum, { length }) => sum + length, 0),
  );
  return [head, json, ...tail];
}

function unpack(json: Uint8Array, tail: Bytes): BackupRecord {
  let at = 0;
  const take = (length: number) => {
    if (!Number.isInteger(length) || length < 0 || at + length > tail.length) throw new Error('bytes are missing');
    at += length;
    return tail.slice(at - length, at); // a buffer of its own: what is stored is stored with all of it
  };
  const [table, value] = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)) as [unknown, unknown];
  if (typeof table !== 'string') throw new Error('no table');
  return { table, value: fromPlain(value, take) };
}

/**
 * Records of bytes that come in parts of any length.
 *
 * @throws {AppError} `backup/refused` (`damaged`)
 */
export function createRecordReader() {
  let parts: Uint8Array[] = [];
  let length = 0;

  function join(): Bytes {
    const all = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    parts = [all];
    return all;
  }

  /** Bytes the next record needs; joined only when they are there, so that many parts are copied once. */
  let needed = HEAD;

  return {
    *add(part: Uint8Array): Generator<BackupRecord, void, undefined> {
      parts.push(part);
      length += part.length;
      if (length < needed) return;
      const all = join();
      const view = new DataView(all.buffer);
      let at = 0;
      for (;;) {
        needed = HEAD;
        if (all.length - at < HEAD) break;
        const json = view.getUint32(at);
        const tail = view.getUint32(at + 4);
        if (json + tail > MAX_RECORD) throw backupError('damaged', 'A record is too long.');
        needed = HEAD + json + tail;
        if (all.length - at < needed) break;
        const from = at + HEAD;
        at += needed;
        let record: BackupRecord;
        try {
          record = unpack(all.subarray(from, from + json), all.subarray(from + json, at));
        } catch (error) {
          throw backupError('damaged', `A record cannot be read: ${String(error)}`);
        }
        yield record;
      }
      parts = [all.slice(at)];
      length -= at;
    },
    /** @throws {AppError} when a record has begun and not ended. */
    end() {
      if (length > 0) throw backupError('damaged', 'The last record is cut.');
    },
  };
}
