// Events that a person takes part in, by their addresses.
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { parseContentLine, splitLines } from '../../domain/items/content-line.js';
import type { EpochMs } from '../../domain/time/types.js';
import type { StoredItem } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import { searchedOccurrence } from './event-detail.js';
import type { SearchHit } from './search-index.js';

/** Attack: a card with a thousand addresses. */
const MAX_ADDRESSES = 20;
/** Items looked at for one address; a person met every day has few series, not thousands of events. */
const MAX_ITEMS = 500;

interface Deps {
  /** Items that may name an address, best first. */
  search(text: string): Promise<readonly SearchHit[]>;
  item(hit: SearchHit): Promise<StoredItem | undefined>;
  now(): EpochMs;
}

const PEOPLE = /^(?:ATTENDEE|ORGANIZER)[;:]/i;

function names(item: StoredItem, addresses: ReadonlySet<string>): boolean {
  return splitLines(currentText(item)).some(({ text }) => {
    if (!PEOPLE.test(text)) return false;
    const value = parseContentLine(text)?.value ?? '';
    return addresses.has(
      value
        .trim()
        .replace(/^mailto:/i, '')
        .toLowerCase(),
    );
  });
}

/** The next occurrence of each such event, or its latest when all are past: those to come first, soonest first. */
export async function eventsWith(
  deps: Deps,
  addresses: readonly string[],
  { timeZone, limit = 20 }: { readonly timeZone: string; readonly limit?: number },
): Promise<EventOccurrence[]> {
  const wanted = new Set(addresses.slice(0, MAX_ADDRESSES).map((address) => address.trim().toLowerCase()));
  const seen = new Set<string>();
  const found: EventOccurrence[] = [];
  for (const address of wanted) {
    if (address === '') continue;
    for (const hit of (await deps.search(address)).slice(0, MAX_ITEMS)) {
      const id = `${hit.collectionId}\n${hit.uid}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const item = await deps.item(hit);
      if (item === undefined || !names(item, wanted)) continue;
      const occurrence = searchedOccurrence(hit.collectionId, item, timeZone, deps.now());
      if (occurrence !== undefined) found.push(occurrence);
    }
  }
  const now = deps.now();
  const isPast = ({ end }: EventOccurrence) => end <= now;
  found.sort((a, b) => Number(isPast(a)) - Number(isPast(b)) || (isPast(a) ? b.start - a.start : a.start - b.start));
  return found.slice(0, limit);
}
