import { type EventFields, emptyEventFields } from '../../domain/calendar/event-fields.js';
import { dayOf, formatIsoDate, localOfDay, pad, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { isKnownZone } from '../../domain/time/zone.js';

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

/** The last day of an event, as people say it: an all-day event's end is exclusive. */
export const lastDateText = ({ end, allDay, start }: EventFields): string =>
  formatIsoDate(dayOf(allDay ? Math.max(start, end - 1) : end));

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
  if (!fields.allDay) return { ...fields, end: withDate(fields.end, lastDate) };
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

export type DraftProblem = 'end-before-start' | 'zone' | 'url';

/** What keeps a draft from being saved. */
export function draftProblem(fields: EventFields): DraftProblem | undefined {
  if (fields.end < fields.start || (fields.allDay && fields.end === fields.start)) return 'end-before-start';
  if (fields.zone !== '' && !isKnownZone(fields.zone)) return 'zone';
  if (fields.url !== '' && !URL.canParse(fields.url)) return 'url';
  return undefined;
}
