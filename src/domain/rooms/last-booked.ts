// Which rooms a person booked last: settings of their own, one for each room, so that two devices at once lose nothing.

const PREFIX = 'room-booked/';

/** Name of the setting; its value is when, epoch ms. */
export const roomBookedSetting = (uid: string): string => `${PREFIX}${uid}`;

/** First letters of those names. */
export const ROOM_BOOKED = PREFIX;

/** Rooms by uid, the newest first. Another device may have written anything. */
export function readLastBooked(
  settings: Iterable<{ readonly name: string; readonly value: string }>,
): readonly string[] {
  const found: { uid: string; time: number }[] = [];
  for (const { name, value } of settings) {
    if (!name.startsWith(PREFIX)) continue;
    const time = Number(value);
    if (Number.isFinite(time)) found.push({ uid: name.slice(PREFIX.length), time });
  }
  return found.sort((a, b) => b.time - a.time || (a.uid < b.uid ? -1 : 1)).map(({ uid }) => uid);
}
