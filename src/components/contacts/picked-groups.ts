import type { Services } from '../../app/services.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { PickedGroup } from './ik-contacts-header.js';

/**
 * Which groups of their books what is picked is in; `undefined` when nothing is picked, or it could not be found out.
 *
 * @param groupNames - Of a book, in order.
 */
export async function countPicked(
  refs: readonly ItemRef[],
  services: Services | undefined,
  groupNames: (bookId: string) => readonly string[],
): Promise<readonly PickedGroup[] | undefined> {
  if (refs.length === 0) return undefined;
  const counts = await services?.contacts.groupsOf(refs).catch(() => undefined);
  if (counts === undefined) return undefined;
  const books = new Set(refs.map(({ collectionId }) => collectionId));
  const names = new Set([...books].flatMap(groupNames));
  return [...names].map((name) => ({ name, count: counts[name] ?? 0 }));
}
