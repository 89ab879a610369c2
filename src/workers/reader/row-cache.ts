// Rows as read and parsed, kept until a change touches their collection; the oldest go first.

import type { PackedRecord, RowTable } from '../../store/database.js';
import { isSameData, type Row, unpackRows } from '../../store/packed-rows.js';
import type { KeyRange, RowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';

/** Ten years of two calendars. */
const MAX_RECORDS = 240;

export interface RowCache<R extends Row> {
  /** Rows of some records: collection and `from`. */
  rows(
    collectionIds: readonly string[],
    from: readonly number[],
  ): Promise<{ collectionId: string; rows: readonly R[] }[]>;
  forget(change: StoreChange): void;
}

/** Rows of records that are asked for by key: months, shards. */
export function createRowCache<R extends Row>(store: RowStore, table: Exclude<RowTable, 'series'>): RowCache<R> {
  const cache = new Map<string, readonly R[]>();
  const idOf = (collectionId: string, from: number) => `${from} ${collectionId}`;

  let generation = 0;

  async function read(keys: readonly (readonly [string, number])[]): Promise<Map<string, readonly R[]>> {
    const before = generation;
    const found = new Map(keys.map(([id, from]) => [idOf(id, from), [] as readonly R[]]));
    for (const record of await store.records(table, keys))
      found.set(idOf(record.collectionId, record.from), unpackRows<R>(record));
    // What changed while it was read is right for this answer, but not to be kept.
    if (generation === before) for (const [id, rows] of found) cache.set(id, rows);
    return found;
  }

  return {
    async rows(collectionIds, from) {
      const keys = collectionIds.flatMap((id) => from.map((each) => [id, each] as const));
      const missing = keys.filter(([id, each]) => !cache.has(idOf(id, each)));
      const known = new Map(cache);
      const found = missing.length > 0 ? await read(missing) : undefined;
      const result = keys.map(([collectionId, each]) => {
        const id = idOf(collectionId, each);
        return { collectionId, rows: found?.get(id) ?? known.get(id) ?? [] };
      });
      const excess = cache.size - Math.max(MAX_RECORDS, keys.length);
      for (const id of [...cache.keys()].slice(0, Math.max(0, excess))) cache.delete(id);
      return result;
    },
    forget({ items }) {
      generation += 1;
      for (const { collectionId } of items)
        for (const id of [...cache.keys()]) if (id.endsWith(` ${collectionId}`)) cache.delete(id);
    },
  };
}

/** All rows of a collection's table; a row no change has named stays the same object, and so does what hangs on it. */
export interface WholeCache<R extends Row> {
  rows(collectionId: string): Promise<readonly { readonly record: PackedRecord; readonly rows: readonly R[] }[]>;
  forget(change: StoreChange): void;
}

/** @param keys - Only records of these. */
export function createWholeCache<R extends Row>(store: RowStore, table: RowTable, keys?: KeyRange): WholeCache<R> {
  type Part = { readonly record: PackedRecord; readonly rows: readonly R[] };
  interface Entry {
    /** Absent when something has changed. */
    reading?: Promise<readonly Part[]>;
    /** The reading before: the next one builds on what it has found. */
    last: Promise<unknown>;
    /** As last read. */
    parts: readonly Part[];
    /** Changed since; `undefined` for any. */
    stale: Set<string> | undefined;
  }
  const cache = new Map<string, Entry>();

  async function refresh(collectionId: string, entry: Entry): Promise<readonly Part[]> {
    const { stale } = entry;
    const old = new Map(entry.parts.map((part) => [`${part.record.from} ${part.record.to}`, part]));
    entry.stale = new Set();
    const records = await store.recordsOf(table, collectionId, keys);
    entry.parts = records.map((record) => {
      const before = old.get(`${record.from} ${record.to}`);
      if (before !== undefined && isSameData(before.record, record)) return before;
      const rows = unpackRows<R>(record);
      if (before === undefined || stale === undefined) return { record, rows };
      const known = groupByUid(before.rows);
      return { record, rows: rows.map((row) => (stale.has(row.uid) ? row : (known.get(row.uid)?.shift() ?? row))) };
    });
    return entry.parts;
  }

  return {
    async rows(collectionId) {
      let entry = cache.get(collectionId);
      if (entry === undefined) {
        entry = { parts: [], stale: undefined, last: Promise.resolve() };
        cache.set(collectionId, entry);
      }
      const { last } = entry;
      const current = entry;
      entry.reading ??= last.then(() => refresh(collectionId, current));
      entry.last = entry.reading;
      try {
        return await entry.reading;
      } catch (error) {
        cache.delete(collectionId);
        throw error;
      }
    },
    forget({ items }) {
      for (const { collectionId, uids } of items) {
        const entry = cache.get(collectionId);
        if (entry === undefined) continue;
        entry.reading = undefined;
        if (uids === undefined) entry.stale = undefined;
        else for (const uid of uids) entry.stale?.add(uid);
      }
    },
  };
}

/** An item may have several rows in one record, always in the same order. */
function groupByUid<R extends Row>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.uid);
    if (group === undefined) groups.set(row.uid, [row]);
    else group.push(row);
  }
  return groups;
}
