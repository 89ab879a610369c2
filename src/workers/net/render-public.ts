// A calendar as everybody may see it.
import { publicText } from '../../domain/calendar/publishing/public-text.js';
import type { CalendarItem } from '../../domain/items/item.js';
import type { PublicLink } from '../../domain/sharing/public-link.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';
import { writeCalendar } from '../../formats/ics/write.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { base64UrlToBytes, publicUid } from '../../sync/client/publish.js';
import { nextTurn } from '../next-turn.js';
import { currentText } from '../project-stored.js';

/** Items drawn before others get their turn. */
const AT_ONCE = 200;

/**
 * @param now - The day of it (UTC) is written along: whoever looks sees how old it is. To the day, so that the person's other
 *   devices find that there is nothing to upload.
 * @returns iCalendar text; `undefined` when there is no such calendar (any more).
 */
export async function renderPublic(
  store: RowStore,
  collectionId: string,
  { content, busy, key }: PublicLink,
  now: EpochMs,
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
  const day = formatIcalUtc((now - (now % MS_PER_DAY)) as EpochMs);
  // RFC 7986 §5.4
  return writeCalendar(items, { name: collection.name, properties: [`LAST-MODIFIED:${day}`] });
}
