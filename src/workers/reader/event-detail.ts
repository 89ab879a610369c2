// Single events, read from the item's text: what a dialog shows, what a search looks through, where a hit is drawn.

import { hasDeclined, markDeclined, ownKeys } from '../../domain/calendar/declined.js';
import type { EventDetail } from '../../domain/calendar/event-query.js';
import type { EventPerson } from '../../domain/calendar/event-search.js';
import { expandOne } from '../../domain/calendar/expand-fairly.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { readOddities } from '../../domain/calendar/oddities.js';
import { findOverride, readEventComponents, readEventFields } from '../../domain/calendar/read-event-fields.js';
import { type CalendarRow, projectCalendarItem, seriesSpan } from '../../domain/calendar/rows.js';
import { seriesFacts } from '../../domain/calendar/series-facts.js';
import { isSeries } from '../../domain/items/apply-edits.js';
import { paramValue, parseContentLine, splitLines, unescapeText } from '../../domain/items/content-line.js';
import { searchedTask } from '../../domain/tasks/task-entries.js';
import { formatIcalDate } from '../../domain/time/ical-time.js';
import { type EpochMs, MS_PER_DAY, type Window } from '../../domain/time/types.js';
import { localToEpoch } from '../../domain/time/zone.js';
import type { StoredItem } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import type { DeclinedChoice } from './occurrence-reader.js';
import type { SearchText } from './search-index.js';

/** @returns `undefined` when the item has no such occurrence. */
export function readEventDetail(ref: OccurrenceRef, item: StoredItem): EventDetail | undefined {
  const text = currentText(item);
  const fields = readEventFields(text, ref.recurrenceId);
  if (fields === undefined) return undefined;
  const components = readEventComponents(text);
  return {
    ref,
    fields,
    recurring: components.master !== undefined && isSeries(components.master),
    overridden: ref.recurrenceId !== undefined && findOverride(components, ref.recurrenceId) !== undefined,
    odd: readOddities(text, ref.recurrenceId),

    series: seriesFacts(text, ref.recurrenceId),
    text,
  };
}

const SEARCHED = /^(?:SUMMARY|LOCATION|DESCRIPTION|CATEGORIES|COMMENT|CONTACT|ATTENDEE|ORGANIZER)[;:]/i;
/** Attack: a description of megabytes, each word another; a person searches for what they saw at the top. */
const MAX_SEARCHED = 10_000;

/** Title, place, description, people of an item and all its overrides. */
export function eventSearchText(item: StoredItem): SearchText {
  const titles: string[] = [];
  const rest: string[] = [];
  for (const { text } of splitLines(currentText(item))) {
    if (!SEARCHED.test(text)) continue;
    const line = parseContentLine(text.slice(0, MAX_SEARCHED));
    if (line === undefined) continue;
    if (line.name === 'SUMMARY') titles.push(unescapeText(line.value));
    else if (line.name === 'ATTENDEE' || line.name === 'ORGANIZER')
      rest.push(paramValue(line, 'CN') ?? '', line.value.replace(/^mailto:/i, ''));
    else rest.push(unescapeText(line.value));
  }
  return { title: titles.join('\n'), rest: rest.join('\n') };
}

/** Attack: an invitation to a million addresses. */
const MAX_PEOPLE = 500;

/** Everybody who takes part in an item or in one of its overrides, the organiser too; each once. */
export function eventPeople(item: StoredItem): readonly EventPerson[] {
  const people = new Map<string, EventPerson>();
  const all = currentText(item);
  if (!/^(?:ATTENDEE|ORGANIZER)[;:]/im.test(all)) return [];
  for (const { text } of splitLines(all)) {
    if (!/^(?:ATTENDEE|ORGANIZER)[;:]/i.test(text)) continue;
    const line = parseContentLine(text.slice(0, MAX_SEARCHED));
    if (line === undefined || line.value.trim() === '') continue;
    const address = line.value.trim().replace(/^mailto:/i, '');
    const name = paramValue(line, 'CN') ?? '';
    const key = address.toLowerCase();
    if (!people.get(key)?.name) people.set(key, { name, address });
    if (people.size >= MAX_PEOPLE) break;
  }
  return [...people.values()];
}

/** DESCRIPTION of an item, at most its beginning. */
export function eventDescription(item: StoredItem): string {
  for (const { text } of splitLines(currentText(item)))
    if (/^DESCRIPTION[;:]/i.test(text)) return unescapeText(parseContentLine(text.slice(0, MAX_SEARCHED))?.value ?? '');
  return '';
}

/** Wide enough for a yearly event and its neighbour. */
const FIRST_REACH = 400 * MS_PER_DAY;
/** Until a rule such as "every 29 February on a Monday" has had its turn. */
const REACH_GROWTH = 8;

function expand(rows: readonly CalendarRow[], from: number, to: number, zone: string, collectionId: string) {
  return expandOne(rows, { from: from as EpochMs, to: to as EpochMs }, zone, collectionId).found;
}

/** An event that no view can draw, for nothing says when it starts: found where its fields put it. */
function withoutStart(collectionId: string, item: StoredItem, timeZone: string): EventOccurrence | undefined {
  const fields = readEventFields(currentText(item));
  if (fields === undefined) return undefined;
  const { title, start, end, allDay } = fields;
  return {
    ...{ key: `${collectionId} ${item.uid}`, collectionId, uid: item.uid, title, allDay },
    ...{ floating: true, local: formatIcalDate(start), recurring: false },
    start: localToEpoch(timeZone, start),
    end: localToEpoch(timeZone, end),
  };
}

/** The item's first occurrence that touches a window. */
export function occurrenceIn(
  collectionId: string,
  item: StoredItem,
  timeZone: string,
  { from, to }: Window,
): EventOccurrence | undefined {
  const rows = projectCalendarItem({ uid: item.uid, text: currentText(item) });
  return expandOne(rows, { from, to }, timeZone, collectionId, 1).found[0];
}

/** The item's next occurrence, or its latest when all are past. */
export function searchedOccurrence(
  collectionId: string,
  item: StoredItem,
  timeZone: string,
  now: EpochMs,
): EventOccurrence | undefined {
  const rows = projectCalendarItem({ uid: item.uid, text: currentText(item) });
  const spans = rows.flatMap((row) => (row.kind === 'event' || row.kind === 'series' ? [seriesSpan(row)] : []));
  const task = rows.find((row) => row.kind === 'task');
  if (task !== undefined) return searchedTask(task, collectionId, timeZone, now);
  if (spans.length === 0) return withoutStart(collectionId, item, timeZone);
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const next = Math.max(now, first);
  for (let reach = FIRST_REACH; next <= last; reach *= REACH_GROWTH) {
    const [found] = expand(rows, next, next + reach, timeZone, collectionId);
    if (found !== undefined) return found;
    if (next + reach > last || reach > FIRST_REACH * REACH_GROWTH ** 2) break;
  }
  const latest = Math.min(now, last) + 1;
  for (let reach = FIRST_REACH; latest >= first; reach *= REACH_GROWTH) {
    const found = expand(rows, latest - reach, latest, timeZone, collectionId).at(-1);
    if (found !== undefined) return found;
    if (latest - reach < first || reach > FIRST_REACH * REACH_GROWTH ** 2) break;
  }
  return undefined;
}

/** What was found, marked when the person said no to it; `undefined` when that is not to be shown. */
export function markSearched(
  found: EventOccurrence,
  text: string,
  { addresses, showDeclined }: DeclinedChoice,
): EventOccurrence | undefined {
  const rows = addresses.length === 0 ? [] : projectCalendarItem({ uid: found.uid, text });
  const own = ownKeys(addresses);
  const isDeclined = rows.some((row) => hasDeclined(row, own) && markDeclined(row, [found], own)[0]?.declined);
  if (!isDeclined) return found;
  return showDeclined ? { ...found, declined: true } : undefined;
}
