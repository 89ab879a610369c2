// Search over all events of all calendars and years: from the index to occurrences with what is shown of them.
import type { EventHit, EventSearch, EventSearchResult } from '../../domain/calendar/event-search.js';
import type { ItemRef } from '../../domain/items/item.js';
import { excerptOf, searchWords } from '../../domain/text/highlight.js';
import type { WordHits } from '../../domain/text/word-index.js';
import type { EpochMs, Window } from '../../domain/time/types.js';
import type { CollectionRecord } from '../../store/database.js';
import type { StoredItem } from '../../store/shard-items.js';
import { nextTurn } from '../next-turn.js';
import { currentText } from '../project-stored.js';
import { eventDescription, eventPeople, markSearched, occurrenceIn, searchedOccurrence } from './event-detail.js';
import type { DeclinedChoice } from './occurrence-reader.js';
import type { PeopleIndex } from './people-index.js';
import { type SearchHit, type SearchIndex, splitSearchId } from './search-index.js';

export interface EventSearchDeps {
  readonly index: SearchIndex;
  readonly people: PeopleIndex;
  collections(): Promise<readonly CollectionRecord[]>;
  /** What is done with invitations the person said no to. */
  settings(): Promise<DeclinedChoice>;
  itemOf(ref: ItemRef): Promise<StoredItem | undefined>;
  now(): EpochMs;
}

const EXCERPT = 160;
/** Items looked at between two turns of other work. */
const SLICE = 50;
/** Beyond year 9999 there is nothing. */
const LAST = 253_402_300_800_000;

export function createEventSearch(deps: EventSearchDeps): { find(query: EventSearch): Promise<EventSearchResult> } {
  const { index, people, itemOf } = deps;

  /** Ids that somebody wanted takes part in; `undefined` when nobody in particular is. */
  function wantedIds({ person = '', addresses = [] }: EventSearch): ReadonlySet<string> | undefined {
    if (addresses.length > 0) return people.withAddresses(addresses);
    return person.trim() === '' ? undefined : people.withText(person);
  }

  async function candidates(query: EventSearch): Promise<WordHits<Omit<SearchHit, 'id'>>> {
    const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
    const calendars = (await deps.collections()).filter(
      ({ id, kind }) => kind === 'calendar' && (wanted?.has(id) ?? true),
    );
    await index.prepare(calendars);
    const ids = wantedIds(query);
    if (query.text.trim() !== '') return index.search(query.text, calendars, (id) => ids?.has(id) ?? true);
    const known = new Set(calendars.map(({ id }) => id));
    const found = [...(ids ?? [])].map(splitSearchId).filter(({ collectionId }) => known.has(collectionId));
    return { found, wordsOf: () => [] };
  }

  async function hitOf(query: EventSearch, collectionId: string, item: StoredItem, window: Window | undefined) {
    const found =
      window === undefined
        ? searchedOccurrence(collectionId, item, query.timeZone, deps.now())
        : occurrenceIn(collectionId, item, query.timeZone, window);
    const occurrence = found && markSearched(found, currentText(item), await deps.settings());
    if (occurrence === undefined) return undefined;
    const excerpt = excerptOf(eventDescription(item), searchWords(query.text), EXCERPT);
    return { occurrence, excerpt, people: eventPeople(item) } satisfies EventHit;
  }

  return {
    async find(query) {
      const { from, to, limit } = query;
      const window =
        from === undefined && to === undefined
          ? undefined
          : { from: from ?? (-LAST as EpochMs), to: to ?? (LAST as EpochMs) };
      const hits: EventHit[] = [];
      const terms = new Set<string>();
      let looked = 0;
      const { found, wordsOf } = await candidates(query);
      for (const ref of found) {
        if (hits.length > limit) break;
        looked += 1;
        if (looked % SLICE === 0) await nextTurn();
        const item = await itemOf(ref);
        const hit = item && (await hitOf(query, ref.collectionId, item, window));
        if (hit === undefined) continue;
        hits.push(hit);
        for (const term of wordsOf(ref)) terms.add(term);
      }
      return { hits: hits.slice(0, limit), terms: [...terms], more: hits.length > limit };
    },
  };
}
