// Who said no to an event: kept in its rows, whoever it was, so that the person's own addresses may change (DE1–DE3 in
// docs/rules/invitations.md).
import { lineOf, type ScannedComponent, type ScannedLine, scannedParam } from './component-scan.js';
import type { ItemZones } from './item-zones.js';
import { addressKey } from './itip/people.js';
import type { EventOccurrence } from './occurrence.js';
import { onSeriesClock, readTime } from './read-times.js';
import { formatRecurrenceId } from './recurrence-id.js';
import type { CalendarRow, EventRow, ItemRows, SeriesRow } from './row-types.js';

/** Attack: a thousand guests who all said no, in the rows of every month. */
export const MAX_DECLINED = 100;

/** The rows of an item with who declined what; the very same rows where nobody did. */
export function withDeclined(rows: ItemRows, components: readonly ScannedComponent[], zones: ItemZones): ItemRows {
  const events = components.filter(({ name }) => name === 'VEVENT');
  if (!events.some(({ lines }) => lines.some(declines))) return rows;
  const masters = events.filter((event) => !lineOf(event, 'RECURRENCE-ID'));
  const overrides = events.filter((event) => lineOf(event, 'RECURRENCE-ID') !== undefined);
  return rows.map((row): CalendarRow => {
    if (row.kind !== 'event' && row.kind !== 'series') return row;
    const part = row.part ?? 0;
    const own = masters.length > 0 ? masters[part] : overrides[part];
    if (own === undefined) return row;
    const by = declinersOf(own);
    const marked = by.length > 0 ? { ...row, declinedBy: by } : row;
    return marked.kind === 'series' && part === 0 ? withParts(marked, own, overrides, zones) : marked;
  });
}

const declines = (line: ScannedLine) =>
  line.name === 'ATTENDEE' &&
  /DECLINED/i.test(line.params) &&
  scannedParam(line, 'PARTSTAT')?.toUpperCase() === 'DECLINED';

function declinersOf(event: ScannedComponent): string[] {
  const found = event.lines.filter(declines).map(({ value }) => addressKey(value));
  return [...new Set(found)].slice(0, MAX_DECLINED);
}

/** Occurrences that say themselves who comes; all of them, as theirs may be an acceptance. */
function withParts(
  row: SeriesRow,
  master: ScannedComponent,
  overrides: readonly ScannedComponent[],
  zones: ItemZones,
): SeriesRow {
  const first = lineOf(master, 'DTSTART');
  const start = first && readTime(first, first.value.trim(), zones);
  if (start === undefined) return row;
  const parts = overrides.flatMap((override) => {
    const line = lineOf(override, 'RECURRENCE-ID')!;
    const id = readTime(line, line.value.trim(), zones);
    return id === undefined ? [] : [{ at: onSeriesClock(start, id), by: declinersOf(override) }];
  });
  return parts.length === 0 ? row : { ...row, declinedIn: parts };
}

/** @returns whether an occurrence of a row was declined; `undefined` when none was by any of these people. */
function declinesOf(
  row: EventRow | SeriesRow,
  own: ReadonlySet<string>,
): ((recurrenceId: string | undefined) => boolean) | undefined {
  const isOwn = (by: readonly string[] = []) => by.some((address) => own.has(address));
  const whole = isOwn(row.declinedBy);
  const parts = row.kind === 'series' ? (row.declinedIn ?? []) : [];
  if (row.kind === 'event' || parts.length === 0) return whole ? () => true : undefined;
  if (!whole && parts.every(({ by }) => !isOwn(by))) return undefined;
  const form = { date: row.allDay, utc: row.utc };
  const ids = new Map(row.overrides?.map(({ at, recurrenceId }) => [at as number, recurrenceId]));
  const byId = new Map(parts.map(({ at, by }) => [ids.get(at) ?? formatRecurrenceId(at, form), isOwn(by)]));
  return (recurrenceId) => byId.get(recurrenceId ?? '') ?? whole;
}

/** Keys of one's own addresses, to be compared with those of guests. */
export function ownKeys(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(addresses.map(addressKey));
}

/** Whether any of these people declined anything of a row. */
export function hasDeclined(row: CalendarRow, own: ReadonlySet<string>): boolean {
  return (row.kind === 'event' || row.kind === 'series') && declinesOf(row, own) !== undefined;
}

/** The row's occurrences, those that one of these people declined marked. */
export function markDeclined(
  row: CalendarRow,
  occurrences: readonly EventOccurrence[],
  own: ReadonlySet<string>,
): readonly EventOccurrence[] {
  const declines = row.kind === 'event' || row.kind === 'series' ? declinesOf(row, own) : undefined;
  if (declines === undefined) return occurrences;
  return occurrences.map((each) => (declines(each.recurrenceId) ? { ...each, declined: true } : each));
}
