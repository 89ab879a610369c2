// Occurrences of a window: single events from the months it touches, series expanded and remembered.
import { hasDeclined, markDeclined, ownKeys } from '../../domain/calendar/declined.js';
import type { OccurrenceQuery } from '../../domain/calendar/event-query.js';
import { createDayCounter } from '../../domain/calendar/layout/day-counts.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { type CalendarRow, occurrencesOf } from '../../domain/calendar/rows.js';
import { parseSource } from '../../domain/collections/calendar-source.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { specialDays } from '../../domain/contacts/special-days.js';
import type { Window } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoreChange } from '../../store/store-change.js';
import { monthsOf, yearOf } from '../project-stored.js';
import { createRowCache, createWholeCache } from './row-cache.js';

export interface OccurrenceReader {
  /**
   * @param collections - Those there are, live ones.
   * @param choice - Whose refusals are marked, or left out; nobody's when absent.
   */
  read(
    query: OccurrenceQuery,
    collections: readonly CollectionRecord[],
    choice?: DeclinedChoice,
  ): Promise<EventOccurrence[]>;
  /** How many events touch each day of the window. Nothing is remembered of it: a year of series is large. */
  count(
    query: OccurrenceQuery,
    collections: readonly CollectionRecord[],
    choice?: DeclinedChoice,
  ): Promise<readonly number[]>;
  forget(change: StoreChange): void;
}

/** What is done with invitations that somebody said no to. */
export interface DeclinedChoice {
  /** Their calendar addresses. */
  readonly addresses: readonly string[];
  readonly showDeclined: boolean;
}

const NOBODY: DeclinedChoice = { addresses: [], showDeclined: true };

/** Windows kept for each series: a few months to and fro, a week, the mini month. */
const WINDOWS_PER_SERIES = 12;

const byStart = (a: EventOccurrence, b: EventOccurrence) => a.start - b.start || b.end - a.end;

/** The calendars a query is about. */
function askedFor({ collectionIds }: OccurrenceQuery, collections: readonly CollectionRecord[]) {
  const wanted = collectionIds === undefined ? undefined : new Set(collectionIds);
  return collections.filter(({ id, kind, visible }) => kind === 'calendar' && (wanted?.has(id) ?? visible));
}

/** @param contacts - All there are: birthdays are made of them. */
export function createOccurrenceReader(
  store: RowStore,
  contacts: () => Promise<readonly ContactRow[]>,
): OccurrenceReader {
  const months = createRowCache<CalendarRow>(store, 'events');
  const series = createWholeCache<CalendarRow>(store, 'series');
  const expansions = new WeakMap<CalendarRow, Map<string, readonly EventOccurrence[]>>();

  function expand(row: CalendarRow, window: Window, timeZone: string, collectionId: string) {
    const key = `${window.from} ${window.to} ${timeZone}`;
    let byWindow = expansions.get(row);
    if (byWindow === undefined) {
      byWindow = new Map();
      expansions.set(row, byWindow);
    }
    let found = byWindow.get(key);
    if (found === undefined) {
      found = occurrencesOf([row], window, timeZone, collectionId);
      if (byWindow.size >= WINDOWS_PER_SERIES) byWindow.delete([...byWindow.keys()][0] as string);
      byWindow.set(key, found);
    }
    return found;
  }

  async function readSingles(
    ids: readonly string[],
    window: Window,
    timeZone: string,
    own: ReadonlySet<string>,
  ): Promise<EventOccurrence[]> {
    const byCollection = new Map<string, Set<string>>();
    const result: EventOccurrence[] = [];
    for (const { collectionId, rows } of await months.rows(ids, monthsOf(window))) {
      // An event over the end of a month is in the records of both.
      const seen = byCollection.get(collectionId) ?? new Set<string>();
      byCollection.set(collectionId, seen);
      for (const occurrence of occurrencesMarked(rows, window, timeZone, collectionId, own)) {
        if (seen.has(occurrence.key)) continue;
        seen.add(occurrence.key);
        result.push(occurrence);
      }
    }
    return result;
  }

  async function seriesIn(collectionId: string, window: Window): Promise<readonly CalendarRow[]> {
    const from = yearOf(window.from);
    const to = yearOf(window.to);
    const records = (await series.rows(collectionId)).filter(({ record }) => record.from <= to && record.to >= from);
    return records.flatMap(({ rows }) => rows);
  }

  async function readSeries(
    collectionId: string,
    window: Window,
    timeZone: string,
    own: ReadonlySet<string>,
  ): Promise<EventOccurrence[]> {
    const rows = await seriesIn(collectionId, window);
    return rows.flatMap((row) => markDeclined(row, expand(row, window, timeZone, collectionId), own));
  }

  async function readBirthdays(calendars: readonly CollectionRecord[], window: Window, timeZone: string) {
    const wanted = calendars.filter(({ source }) => parseSource(source ?? '')?.kind === 'birthdays');
    if (wanted.length === 0) return [];
    const rows = await contacts();
    return wanted.flatMap(({ id }) => specialDays(rows, window, timeZone, id));
  }

  return {
    async read(query, collections, { addresses, showDeclined } = NOBODY) {
      const { from, to, timeZone } = query;
      const calendars = askedFor(query, collections);
      const ids = calendars.map(({ id }) => id);
      const locked = new Set(calendars.filter(({ source }) => source !== undefined).map(({ id }) => id));
      const window: Window = { from, to };
      const own = ownKeys(addresses);
      const parts = await Promise.all([
        readSingles(ids, window, timeZone, own),
        readBirthdays(calendars, window, timeZone),
        ...ids.map((id) => readSeries(id, window, timeZone, own)),
      ]);
      const all = showDeclined ? parts.flat() : parts.flat().filter(({ declined }) => !declined);
      return all.map((each) => (locked.has(each.collectionId) ? { ...each, locked: true } : each)).sort(byStart);
    },
    async count(query, collections, { addresses, showDeclined } = NOBODY) {
      const { from, to, timeZone } = query;
      const own = ownKeys(addresses);
      const ids = askedFor(query, collections).map(({ id }) => id);
      const counter = createDayCounter({ from, to }, (instant) => epochToLocal(timeZone, instant));
      const add = (occurrence: EventOccurrence) => {
        if (showDeclined || !occurrence.declined) counter.add(occurrence);
      };
      for (const occurrence of await readSingles(ids, { from, to }, timeZone, own)) add(occurrence);
      for (const id of ids)
        for (const row of await seriesIn(id, { from, to }))
          for (const occurrence of occurrencesMarked([row], { from, to }, timeZone, id, own)) add(occurrence);
      return counter.counts;
    },
    forget(change) {
      months.forget(change);
      series.forget(change);
    },
  };
}

/** Occurrences of rows, refusals of these people marked. Most rows have none: they are expanded together. */
function occurrencesMarked(
  rows: readonly CalendarRow[],
  window: Window,
  timeZone: string,
  collectionId: string,
  own: ReadonlySet<string>,
): EventOccurrence[] {
  const declined = own.size === 0 ? [] : rows.filter((row) => hasDeclined(row, own));
  if (declined.length === 0) return occurrencesOf(rows, window, timeZone, collectionId);
  const others = rows.filter((row) => !declined.includes(row));
  const marked = declined.flatMap((row) =>
    markDeclined(row, occurrencesOf([row], window, timeZone, collectionId), own),
  );
  return [...occurrencesOf(others, window, timeZone, collectionId), ...marked];
}
