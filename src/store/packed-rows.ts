// Rows packed into records: one record per collection and month (or span of years, or shard).
import { type AppDatabase, type PackedRecord, type RowTable, rowTables } from './database.js';

/** Anything that can be kept in a packed record. */
export interface Row {
  readonly uid: string;
}

/** A row and where it belongs. */
export interface Placement {
  readonly table: RowTable;
  readonly from: number;
  readonly to: number;
  readonly row: Row;
}

/** What an item leaves in the rows. */
export type Projection = readonly Placement[];

/** Packed records that can be written as they are. */
export type PackedRows = Readonly<Record<RowTable, readonly PackedRecord[]>>;

/** A value for each table. */
export function byTable<T>(make: (table: RowTable) => T): Record<RowTable, T> {
  return Object.fromEntries(rowTables.map((table) => [table, make(table)])) as Record<RowTable, T>;
}

/** Changes of rows, gathered over any number of items and written together. */
export interface RowChanges {
  /** Takes what the item had out and puts what it has now in. */
  replace(collectionId: string, before: Projection, after: Projection): void;
  /** Takes records from elsewhere (an import), only rows of UIDs that `wanted` accepts. */
  merge(packed: PackedRows, wanted: (uid: string) => boolean): void;
  /** Inside a transaction over the row tables. */
  write(db: AppDatabase): Promise<void>;
  /** All rows as records, for an empty store. */
  pack(): PackedRows;
}

interface Bucket {
  readonly collectionId: string;
  readonly from: number;
  readonly to: number;
  readonly gone: Set<string>;
  /** By uid: an item may change again before anything is written. */
  readonly added: Map<string, Row[]>;
}

const byUid = (a: Row, b: Row) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);

/** Rows of a record in their one order: by uid, an item's own rows as projected. */
function packRows(rows: Row[]): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(rows.sort(byUid)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function unpackRows<R extends Row>({ data }: Pick<PackedRecord, 'data'>): R[] {
  return JSON.parse(typeof data === 'string' ? data : decoder.decode(data)) as R[];
}

/** Whether two records hold the same rows. */
export function isSameData({ data: a }: PackedRecord, { data: b }: PackedRecord): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Rows as records, for an empty store. Each item's placements follow each other. */
export function packPlacements(collectionId: string, placements: Iterable<Placement>): PackedRows {
  const packed = byTable((): PackedRecord[] => []);
  const places = new Map<string, Row[]>();
  const records = new Map<Row[], Omit<PackedRecord, 'data'> & { readonly table: RowTable }>();
  for (const { table, from, to, row } of placements) {
    const id = `${table} ${from} ${to}`;
    const rows = places.get(id);
    if (rows !== undefined) {
      rows.push(row);
      continue;
    }
    const own = [row];
    places.set(id, own);
    records.set(own, { table, collectionId, from, to });
  }
  for (const [rows, { table, ...record }] of records) packed[table].push({ ...record, data: packRows(rows) });
  return packed;
}

export function createRowChanges(): RowChanges {
  const buckets = byTable(() => new Map<string, Bucket>());

  function bucketOf(table: RowTable, collectionId: string, from: number, to: number): Bucket {
    const id = `${from} ${to} ${collectionId}`;
    let bucket = buckets[table].get(id);
    if (bucket === undefined) {
      bucket = { collectionId, from, to, gone: new Set(), added: new Map() };
      buckets[table].set(id, bucket);
    }
    return bucket;
  }

  function add(bucket: Bucket, row: Row): void {
    const rows = bucket.added.get(row.uid);
    if (rows === undefined) bucket.added.set(row.uid, [row]);
    else rows.push(row);
  }

  async function writeTable(db: AppDatabase, table: RowTable): Promise<void> {
    const touched = [...buckets[table].values()];
    if (touched.length === 0) return;
    const old = await db[table].bulkGet(touched.map((b): [string, number, number] => [b.collectionId, b.from, b.to]));
    const put: PackedRecord[] = [];
    const gone: [string, number, number][] = [];
    touched.forEach(({ collectionId, from, to, gone: uids, added }, index) => {
      const record = old[index];
      const kept = record === undefined ? [] : unpackRows(record).filter(({ uid }) => !uids.has(uid));
      const rows = kept.concat([...added.values()].flat());
      if (rows.length > 0) put.push({ collectionId, from, to, data: packRows(rows) });
      else if (record !== undefined) gone.push([collectionId, from, to]);
    });
    if (put.length > 0) await db[table].bulkPut(put);
    if (gone.length > 0) await db[table].bulkDelete(gone);
  }

  return {
    replace(collectionId, before, after) {
      for (const { table, from, to, row } of before) {
        const bucket = bucketOf(table, collectionId, from, to);
        bucket.gone.add(row.uid);
        bucket.added.delete(row.uid);
      }
      for (const { table, from, to, row } of after) add(bucketOf(table, collectionId, from, to), row);
    },
    merge(packed, wanted) {
      for (const table of rowTables)
        for (const record of packed[table]) {
          const { collectionId, from, to } = record;
          const rows = unpackRows(record).filter(({ uid }) => wanted(uid));
          if (rows.length === 0) continue;
          const bucket = bucketOf(table, collectionId, from, to);
          for (const row of rows) add(bucket, row);
        }
    },
    async write(db) {
      await Promise.all(rowTables.map((table) => writeTable(db, table)));
    },
    pack() {
      const pack = (table: RowTable): PackedRecord[] =>
        [...buckets[table].values()]
          .filter(({ added }) => added.size > 0)
          .map(({ collectionId, from, to, added }) => ({
            collectionId,
            from,
            to,
            data: packRows([...added.values()].flat()),
          }));
      return byTable(pack);
    },
  };
}
