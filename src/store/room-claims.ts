// In which order the relay has put bookings of rooms: facts of a log that no document holds (docs/rules/rooms.md RM20). Kept on
// this device as long as its log; a device that begins from a snapshot knows nothing of what was before.
import type { AppDatabase } from './database.js';

const PREFIX = 'claim\n';

/** Its name in `local`. */
const claimName = (collectionId: string, uid: string): string => `${PREFIX}${collectionId}\n${uid}`;

/** The entry that asked last for the time a booking has. */
export interface RoomClaim {
  readonly collectionId: string;
  readonly uid: string;
  /** Its number in the log. */
  readonly place: number;
}

/** Inside a transaction over `local`. A later entry of the same batch counts. */
export async function noteClaims(db: AppDatabase, claims: readonly RoomClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const records = claims.map(({ collectionId, uid, place }) => ({
    name: claimName(collectionId, uid),
    value: String(place),
  }));
  await db.local.bulkPut([...new Map(records.map((record) => [record.name, record])).values()]);
}

/** Places by UID of all bookings of a room's calendar that the relay has ordered. */
export async function readClaims(db: AppDatabase, collectionId: string): Promise<ReadonlyMap<string, number>> {
  const prefix = claimName(collectionId, '');
  const records = await db.local.where('name').startsWith(prefix).toArray();
  return new Map(records.map(({ name, value }) => [name.slice(prefix.length), Number(value)]));
}
