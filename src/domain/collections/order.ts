import { type Collection, isOwned } from './collection.js';

/** The list with one of its members as many places on (or back); it stops at the ends. */
export function movedBy(ids: readonly string[], id: string, by: number): readonly string[] {
  const from = ids.indexOf(id);
  if (from === -1) return ids;
  const to = Math.max(0, Math.min(ids.length - 1, from + by));
  const rest = ids.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** The list with one of its members where another is now. */
export function movedTo(ids: readonly string[], id: string, target: string): readonly string[] {
  return movedBy(ids, id, ids.indexOf(target) - ids.indexOf(id));
}

/**
 * What has to be written so that some of the collections stand in this order, in the places that these have among all.
 *
 * @param all - In the order they have.
 */
export function orderChanges(
  all: readonly Pick<Collection, 'id' | 'order'>[],
  ids: readonly string[],
): readonly { readonly id: string; readonly change: { readonly order: number } }[] {
  const wanted = [...ids];
  const sorted = all.map(({ id }) => (ids.includes(id) ? (wanted.shift() ?? id) : id));
  const orders = new Map(all.map(({ id, order }) => [id, order]));
  return sorted.flatMap((id, order) => (orders.get(id) === order ? [] : [{ id, change: { order } }]));
}

/** As they stand under each other: the person's own, those that others share, and those that come from elsewhere. */
export function calendarGroups(
  calendars: readonly Collection[],
): readonly [own: readonly Collection[], shared: readonly Collection[], elsewhere: readonly Collection[]] {
  const written = calendars.filter(({ source }) => source === undefined);
  return [
    written.filter(isOwned),
    written.filter((calendar) => !isOwned(calendar)),
    calendars.filter(({ source }) => source !== undefined),
  ];
}
