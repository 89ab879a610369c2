// A calendar as everybody may see it.
import { publicText } from '../../domain/calendar/publishing/public-text.js';
import type { CalendarItem } from '../../domain/items/item.js';
import type { PublicLink } from '../../domain/sharing/public-link.js';
import { writeCalendar } from '../../formats/ics/write.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { base64UrlToBytes, publicUid } from '../../sync/client/publish.js';
import { nextTurn } from '../next-turn.js';
import { currentText } from '../project-stored.js';

/** Items drawn before others get their turn. */
const AT_ONCE = 200;

/** @returns iCalendar text; `undefined` when there is no such calendar (any more). */
export async function renderPublic(
  store: RowStore,
  collectionId: string,
  { content, busy, key }: PublicLink,
): Promise<string | undefined> {
  const collection = (await store.collections()).find(({ id }) => id === collectionId);
  if (collection?.kind !== 'calendar') return undefined;
  const secret = base64UrlToBytes(key);
  const { addresses } = await store.settings();
  const options = {
    content,
    busy: busy || 'Busy',
    uidOf: (uid: string) => publicUid(secret, uid),
    addresses: addresses.map((address) => address.toLowerCase()),
  };
  const items: CalendarItem[] = [];
  let drawn = 0;
  for (const record of await store.allTexts(collection)) {
    for (const [index, uid] of record.uids.entries()) {
      const item = itemAt(record, index);
      if (++drawn % AT_ONCE === 0) await nextTurn();
      const text = isCounted(item) ? publicText(currentText(item), options) : undefined;
      if (text !== undefined) items.push({ uid, text, kind: 'event' });
    }
  }
  return writeCalendar(items, { name: collection.name });
}
