import { noAbsence } from '../../domain/calendar/absence-fields.js';
import { type EventFields, emptyEventFields } from '../../domain/calendar/event-fields.js';
import { dayOf, formatIsoDate, localOfDay, pad, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, isKnownZone, localToEpoch } from '../../domain/time/zone.js';

/** An empty event at these times. */
export function newEventFields(start: LocalMs, end: LocalMs, allDay: boolean, zone: string): EventFields {
  return { ...emptyEventFields, allDay, start, end, zone: allDay ? '' : zone };
}

/** `YYYY-MM-DD` of a start. */
export const dateText = (local: LocalMs): string => formatIsoDate(dayOf(local));

/** `HH:MM`. */
export function timeText(local: LocalMs): string {
  const minutes = Math.floor(timeOfDay(local) / MS_PER_MINUTE);
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

/** The end by the clock it is written in. */
export function shownEnd({ end, zone, endZone }: EventFields): LocalMs {
  return endZone === '' || zone === '' ? end : epochToLocal(endZone, localToEpoch(zone, end));
}

/** Another end, given by the clock it is written in. */
export function withShownEnd(fields: EventFields, end: LocalMs): EventFields {
  const { zone, endZone } = fields;
  return { ...fields, end: endZone === '' || zone === '' ? end : epochToLocal(zone, localToEpoch(endZone, end)) };
}

/** The same wall clocks in other zones. An end without a zone of its own goes along with the start. */
export function withZones(fields: EventFields, zone: string, endZone: string): EventFields {
  const own = zone === '' || endZone === zone ? '' : endZone;
  return withShownEnd({ ...fields, zone, endZone: own }, shownEnd(fields));
}

/** The last day of an event, as people say it: an all-day event's end is exclusive. */
export const lastDateText = (fields: EventFields): string =>
  formatIsoDate(dayOf(fields.allDay ? Math.max(fields.start, fields.end - 1) : shownEnd(fields)));

/** The wall clock with another date; unchanged when the text is no date. */
export function withDate(local: LocalMs, text: string): LocalMs {
  const day = parseIsoDate(text);
  return day === undefined ? local : ((localOfDay(day) + timeOfDay(local)) as LocalMs);
}

/** The wall clock with another time of day; unchanged when the text is no time. */
export function withTime(local: LocalMs, text: string): LocalMs {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  if (match === null) return local;
  return (localOfDay(dayOf(local)) + Number(match[1]) * MS_PER_HOUR + Number(match[2]) * MS_PER_MINUTE) as LocalMs;
}

/** Another start: the end keeps its distance. */
export function withStart(fields: EventFields, start: LocalMs): EventFields {
  return { ...fields, start, end: (fields.end + start - fields.start) as LocalMs };
}

/** Another end; `lastDate` is inclusive when all-day. */
export function withLastDate(fields: EventFields, lastDate: string): EventFields {
  if (!fields.allDay) return withShownEnd(fields, withDate(shownEnd(fields), lastDate));
  const day = parseIsoDate(lastDate);
  return day === undefined ? fields : { ...fields, end: localOfDay(day + 1) };
}

/** To whole days and back: an hour in the morning when there was no time. */
export function withAllDay(fields: EventFields, allDay: boolean, zone: string): EventFields {
  if (allDay === fields.allDay) return fields;
  const first = dayOf(fields.start);
  if (allDay) {
    const last = Math.max(first, dayOf(Math.max(fields.start, fields.end - 1)));
    return { ...fields, allDay, zone: '', endZone: '', start: localOfDay(first), end: localOfDay(last + 1) };
  }
  const start = (localOfDay(first) + 9 * MS_PER_HOUR) as LocalMs;
  const days = Math.max(0, Math.round((fields.end - fields.start) / MS_PER_DAY) - 1);
  return { ...fields, allDay, zone, endZone: '', start, end: (start + days * MS_PER_DAY + MS_PER_HOUR) as LocalMs };
}

export type DraftProblem = 'end-before-start' | 'zone' | 'url' | 'conference';

/** What keeps a draft from being saved. */
export function draftProblem(fields: EventFields): DraftProblem | undefined {
  if (fields.end < fields.start || (fields.allDay && fields.end === fields.start)) return 'end-before-start';
  if (fields.zone !== '' && !isKnownZone(fields.zone)) return 'zone';
  if (fields.url !== '' && !URL.canParse(fields.url)) return 'url';
  if (fields.conference !== '' && !/^https?:\/\/\S+$/i.test(fields.conference)) return 'conference';
  return undefined;
}

/** Something is said that the short form does not show. */
export function hasMore(fields: EventFields, timeZone: string): boolean {
  const empty = newEventFields(fields.start, fields.end, fields.allDay, timeZone);
  const shown = { title: '', location: '', rrule: '', ...noAbsence };
  const textOf = (all: EventFields) =>
    JSON.stringify(Object.entries({ ...all, ...shown }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return textOf(fields) !== textOf(empty);
}
