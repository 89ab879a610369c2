// Occurrences of a window: single events from the months it touches, series expanded and remembered.

import { hasDeclined, markDeclined, ownKeys } from '../../domain/calendar/declined.js';
import type { NotShown, OccurrenceQuery } from '../../domain/calendar/event-query.js';
import {
  type ExpandOne,
  expandFairly,
  expandOne,
  MAX_COUNTED_ONCE,
  MAX_SHOWN,
  type Share,
} from '../../domain/calendar/expand-fairly.js';
import { createDayCounter } from '../../domain/calendar/layout/day-counts.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { type CalendarRow, occurrencesOf } from '../../domain/calendar/rows.js';
import { parseSource } from '../../domain/collections/calendar-source.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { specialDays } from '../../domain/contacts/special-days.js';
import { MS_PER_DAY, type Window } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { isLocked } from '../../store/collection-record.js';
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
  /** Which series are not there whole in what `read`, or for a year `count`, gives. */
  notShown(query: OccurrenceQuery, collections: readonly CollectionRecord[]): Promise<NotShown>;
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
/** Answers of which it is known what they leave out. */
const ANSWERS_NOTED = 12;
/** Series that are named to a person. */
export const TITLES_NAMED = 3;
/** What is longer is only counted: a year. A schedule that has grown is longer, and is read (its days are counted then, once more). */
const LONGEST_SHOWN = 340 * MS_PER_DAY;

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
  const expansions = new WeakMap<CalendarRow, Map<string, Share & { readonly limit: number }>>();
  /** What was left out of the latest answers. */
  const leftOut = new Map<string, Promise<NotShown>>();

  /** One series, remembered: a month is looked at again and again. */
  function expandKept({ row, collectionId }: SeriesOf, window: Window, timeZone: string, limit: number): Share {
    const key = `${window.from} ${window.to} ${timeZone}`;
    let byWindow = expansions.get(row);
    if (byWindow === undefined) {
      byWindow = new Map();
      expansions.set(row, byWindow);
    }
    let share = byWindow.get(key);
    if (share === undefined || (share.cut && share.limit !== limit)) {
      share = { ...expandOne([row], window, timeZone, collectionId, limit), limit };
      if (byWindow.size >= WINDOWS_PER_SERIES) byWindow.delete([...byWindow.keys()][0] as string);
      byWindow.set(key, share);
    }
    return share;
  }

  /** All series of calendars, within the limit of one answer. What is left out is noted under the query. */
  async function readSeries(
    query: OccurrenceQuery,
    calendars: readonly CollectionRecord[],
    total: number,
    expand: ExpandOne<SeriesOf>,
  ): Promise<readonly (SeriesOf & Share)[]> {
    const shares = Promise.all(calendars.map(({ id }) => seriesIn(id, query))).then((parts) => {
      const all = parts.flat();
      return expandFairly(all, expand, { total }).map((share, index) => ({ ...share, ...all[index]! }));
    });
    const noted = shares.then(titlesOfCut);
    noted.catch(() => leftOut.delete(keyOf(query)));
    leftOut.delete(keyOf(query));
    leftOut.set(keyOf(query), noted);
    if (leftOut.size > ANSWERS_NOTED) leftOut.delete([...leftOut.keys()][0] as string);
    return shares;
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

  async function seriesIn(collectionId: string, window: Window): Promise<readonly SeriesOf[]> {
    const from = yearOf(window.from);
    const to = yearOf(window.to);
    const records = (await series.rows(collectionId)).filter(({ record }) => record.from <= to && record.to >= from);
    return records.flatMap(({ rows }) => rows.map((row) => ({ row, collectionId })));
  }

  async function readBirthdays(calendars: readonly CollectionRecord[], window: Window, timeZone: string) {
    const wanted = calendars.filter(({ source }) => parseSource(source ?? '')?.kind === 'birthdays');
    if (wanted.length === 0) return [];
    const rows = await contacts();
    return wanted.flatMap(({ id }) => specialDays(rows, window, timeZone, id));
  }

  const reader: OccurrenceReader = {
    async read(query, collections, { addresses, showDeclined } = NOBODY) {
      const { from, to, timeZone } = query;
      const calendars = askedFor(query, collections);
      const ids = calendars.map(({ id }) => id);
      const locked = new Set(calendars.filter(isLocked).map(({ id }) => id));
      const window: Window = { from, to };
      const own = ownKeys(addresses);
      const expand: ExpandOne<SeriesOf> = (one, limit) => expandKept(one, window, timeZone, limit);
      const [singles, birthdays, repeating] = await Promise.all([
        readSingles(ids, window, timeZone, own),
        readBirthdays(calendars, window, timeZone),
        readSeries(query, calendars, MAX_SHOWN, expand),
      ]);
      const parts = [...singles, ...birthdays, ...repeating.flatMap(({ row, found }) => markDeclined(row, found, own))];
      const all = showDeclined ? parts : parts.filter(({ declined }) => !declined);
      return all.map((each) => (locked.has(each.collectionId) ? { ...each, locked: true } : each)).sort(byStart);
    },
    async count(query, collections, { addresses, showDeclined } = NOBODY) {
      const { from, to, timeZone } = query;
      const own = ownKeys(addresses);
      const calendars = askedFor(query, collections);
      const ids = calendars.map(({ id }) => id);
      const counter = createDayCounter({ from, to }, (instant) => epochToLocal(timeZone, instant));
      const add = (occurrence: EventOccurrence) => {
        if (showDeclined || !occurrence.declined) counter.add(occurrence);
      };
      for (const occurrence of await readSingles(ids, { from, to }, timeZone, own)) add(occurrence);
      const expand: ExpandOne<SeriesOf> = ({ row, collectionId }, limit) =>
        expandOne([row], { from, to }, timeZone, collectionId, limit);
      for (const { row, found } of await readSeries(query, calendars, MAX_COUNTED_ONCE, expand))
        for (const occurrence of markDeclined(row, found, own)) add(occurrence);
      return counter.counts;
    },
    async notShown(query, collections) {
      if (!leftOut.has(keyOf(query))) {
        const isYear = query.to - query.from > LONGEST_SHOWN;
        await (isYear ? reader.count(query, collections) : reader.read(query, collections));
      }
      return (await leftOut.get(keyOf(query))) ?? NOTHING;
    },
    forget(change) {
      leftOut.clear();
      months.forget(change);
      series.forget(change);
    },
  };
  return reader;
}

/** A series and the calendar it is of. */
interface SeriesOf {
  readonly row: CalendarRow;
  readonly collectionId: string;
}

const NOTHING: NotShown = { count: 0, titles: [] };

const keyOf = ({ from, to, timeZone, collectionIds = ['*'] }: OccurrenceQuery) =>
  [from, to, timeZone, ...collectionIds].join(' ');

function titlesOfCut(shares: readonly (SeriesOf & Share)[]): NotShown {
  const cut = shares.filter((share) => share.cut);
  return { count: cut.length, titles: cut.slice(0, TITLES_NAMED).map(({ row }) => row.title) };
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
