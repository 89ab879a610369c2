// What is said of how many rooms a list has (docs/rules/rooms.md RM33).
import { msg, str } from '@lit/localize';
import { mayAddRooms } from '../../domain/rooms/room-limit.js';
import type { RoomsContext } from './rooms-context.js';

const inWords = (limit: number, { display }: RoomsContext) => limit.toLocaleString(display?.locale ?? 'en');

export function limitText(limit: number, context: RoomsContext): string {
  const most = inWords(limit, context);
  return limit === 0 ? msg('There may be any number of rooms.') : msg(str`Rooms at most: ${most}.`);
}

/**
 * Why no room can be added.
 *
 * @param listId - Absent: the first list that this person may change.
 * @returns '' when one can be
 */
export function fullText(context: RoomsContext, listId?: string): string {
  const list = context.lists.find(({ id, manageable }) => (listId === undefined ? manageable : id === listId));
  const there = context.rooms.filter((room) => room.listId === list?.id).length;
  if (list === undefined || mayAddRooms(list.limit, there, 1)) return '';
  const most = inWords(list.limit, context);
  return msg(str`This list has as many rooms as it may: ${most}. Allow more below the table of rooms, or delete one.`);
}
