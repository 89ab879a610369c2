// How many rooms a list has at most (docs/rules/rooms.md, RM33).

/** No organisation has more. */
export const MAX_ROOM_LIMIT = 100_000;

/** RM33. @param limit - 0 for any number. */
export const mayAddRooms = (limit: number, there: number, more: number): boolean =>
  limit === 0 || there + more <= limit;
