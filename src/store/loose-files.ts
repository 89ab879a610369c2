// Files that no item has named yet: what a form kept that was never saved.
import { type AppDatabase, valuesOf } from './database.js';

/** In `local`: JSON, hash to when it was kept here. */
const LOOSE = 'loose-files';
/** How long a file may wait for its item, milliseconds. */
export const LOOSE_KEPT_MS = 86_400_000;

const NAMED = /ni:\/\/\/sha-256;([\w-]{43})/g;

async function readLoose(db: AppDatabase): Promise<Record<string, number>> {
  try {
    return JSON.parse((await db.local.get(LOOSE))?.value ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** Hashes of files that no item has named yet. */
export const looseHashes = async (db: AppDatabase): Promise<ReadonlySet<string>> =>
  new Set(Object.keys(await readLoose(db)));

const writeLoose = (db: AppDatabase, loose: Record<string, number>) =>
  db.local.put({ name: LOOSE, value: JSON.stringify(loose) });

/** Inside a transaction: a file that was not here waits for an item that names it. */
export async function noteLoose(db: AppDatabase, hash: string, isNew: boolean, time: number): Promise<void> {
  const loose = await readLoose(db);
  if (isNew || hash in loose) await writeLoose(db, { ...loose, [hash]: time });
}

/** Hashes of the files that texts name. */
export function* hashesIn(values: Iterable<string | null | undefined>): Generator<string> {
  // Long lines of a text are folded, wherever that is.
  for (const value of values)
    for (const [, hash = ''] of value?.replace(/\r?\n[ \t]/g, '').matchAll(NAMED) ?? []) yield hash;
}

/**
 * Inside a transaction: files that these values name are kept from now on, for good. Whatever becomes of the item, its
 * history has them.
 */
export async function keepNamed(db: AppDatabase, values: Iterable<string | null | undefined>): Promise<void> {
  const loose = await readLoose(db);
  if (Object.keys(loose).length === 0) return; // as a rule: nothing to look for
  const named = new Set(hashesIn(values));
  const left = Object.entries(loose).filter(([hash]) => !named.has(hash));
  if (left.length < Object.keys(loose).length) await writeLoose(db, Object.fromEntries(left));
}

/**
 * Drops files that nothing has named for a day.
 *
 * @param held - Hashes that open pages may still name.
 * @returns how many were dropped.
 */
export async function dropLoose(db: AppDatabase, now: number, held: ReadonlySet<string>): Promise<number> {
  return db.transaction('rw', [db.blobs, db.local, db.texts, db.chunks], async () => {
    const loose = await readLoose(db);
    const old = new Set(Object.keys(loose).filter((hash) => loose[hash]! < now - LOOSE_KEPT_MS && !held.has(hash)));
    if (old.size === 0) return 0;
    // An item may have named it before the file itself came.
    const forget = (values: Iterable<string | null | undefined>) => {
      for (const hash of hashesIn(values)) if (old.delete(hash)) delete loose[hash];
    };
    await db.texts.each(({ texts, edits }) => {
      forget(texts);
      for (const own of edits) if (own) forget(Object.values(own));
    });
    await db.chunks.each((chunk) => {
      if (chunk.kind === 'pending') forget(valuesOf(chunk));
    });
    await db.blobs.bulkDelete([...old]);
    for (const hash of old) delete loose[hash];
    await writeLoose(db, loose);
    return old.size;
  });
}
