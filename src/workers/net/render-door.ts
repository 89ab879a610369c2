// A room as the tablet beside its door may see it (docs/rules/rooms.md, RM70).
import { BOARD_DAYS, doorBoard, doorToText } from '../../domain/rooms/door-board.js';
import type { PublicLink } from '../../domain/sharing/public-link.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';
import { isKnownZone } from '../../domain/time/zone.js';
import type { RowStore } from '../../store/row-store.js';
import { base64UrlToBytes, publicUid } from '../../sync/client/publish.js';
import { createRoomReader } from '../reader/room-reader.js';

/**
 * To the day, so that the person's other devices make the same of it and upload nothing.
 *
 * @param collectionId - The room's calendar.
 * @returns undefined when there is no such room (any more).
 */
export async function renderDoor(
  store: RowStore,
  collectionId: string,
  { content, key }: PublicLink,
  now: EpochMs,
): Promise<string | undefined> {
  const asOf = (now - (now % MS_PER_DAY)) as EpochMs;
  const reader = createRoomReader({ store, collections: () => store.collections(), clock: { now: () => asOf } });
  const room = (await reader.roomsOverview()).rooms.find(({ calendarId }) => calendarId === collectionId);
  if (room === undefined) return undefined;
  const { timeZone } = await store.settings();
  const zone = [room.zone, timeZone].find((one) => one !== '' && isKnownZone(one)) ?? 'UTC';
  const days = { start: asOf - MS_PER_DAY, end: asOf + (BOARD_DAYS + 1) * MS_PER_DAY };
  const secret = base64UrlToBytes(key);
  // Of other software's events that name no zone; the board's own zone is the room's, else the tablet's.
  const claims = await reader.roomClaims(room, days, zone);
  return doorToText(
    doorBoard(room, claims, {
      asOf,
      withWho: content === 'full',
      uidOf: (uid) => publicUid(secret, uid),
    }),
  );
}
