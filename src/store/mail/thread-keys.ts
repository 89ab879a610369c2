import type { AppDatabase } from '../database.js';
import { BLOCK, blockOf } from './columns.js';
import type { MailKeysRecord } from './records.js';

/** Keys of each message of a block. */
function keyLists(record: MailKeysRecord | undefined): (readonly number[])[] {
  let at = 0;
  return Array.from({ length: BLOCK }, (_, index) => {
    const count = record?.counts[index] ?? 0;
    at += count;
    return count === 0 ? [] : Array.from(record!.keys.subarray(at - count, at));
  });
}

/**
 * Inside a transaction: writes keys of messages.
 *
 * @param fresh - All keys of messages that are new. @param more - Keys beside those a message has.
 */
export async function writeThreadKeys(
  db: AppDatabase,
  version: number,
  fresh: ReadonlyMap<number, readonly number[]>,
  more: ReadonlyMap<number, readonly number[]>,
): Promise<void> {
  const blocks = [...new Set([...fresh.keys(), ...more.keys()].map(blockOf))];
  const old = await db.mailKeys.bulkGet(blocks);
  await db.mailKeys.bulkPut(
    blocks.map((block, index) => {
      const lists = keyLists(old[index]).map((list, at) => {
        const email = block * BLOCK + at;
        const own = fresh.get(email) ?? list;
        const added = more.get(email);
        return added === undefined ? own : [...new Set([...own, ...added])];
      });
      const counts = Uint16Array.from(lists, ({ length }) => length);
      return { block, version, counts, keys: Float64Array.from(lists.flat()) };
    }),
  );
}
