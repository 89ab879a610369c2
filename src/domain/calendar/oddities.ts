// What is strange about an event's times: shown beside it, never repaired in secret.
import type { Component } from '../items/component.js';
import { endOf, readLength } from '../items/edit-time.js';
import { ianaZone, instantOf } from '../items/moment.js';
import { civilFromDay, dayOf } from '../time/calendar-date.js';
import { parseDuration } from '../time/ical-time.js';
import { MS_PER_DAY } from '../time/types.js';
import { findOverride, lineOfPart, momentOfPart, readEventComponents } from './read-event-fields.js';

export type Oddity =
  /** Nothing says when it starts, or it cannot be read. */
  | { readonly kind: 'no-start' }
  | { readonly kind: 'end-before-start' }
  /** Both an end and a length: the end counts. */
  | { readonly kind: 'end-and-duration' }
  /** Nothing says which clock that is: the times float (rule TZ5). */
  | { readonly kind: 'unknown-zone'; readonly zone: string }
  /** More than ten years. */
  | { readonly kind: 'long'; readonly years: number }
  /** Before 1800 or after 2200. */
  | { readonly kind: 'far'; readonly year: number };

const LONG_YEARS = 10;
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

/** @param recurrenceId - Which occurrence; absent: the series itself, or the single event. */
export function readOddities(text: string, recurrenceId?: string): readonly Oddity[] {
  const components = readEventComponents(text);
  const override = recurrenceId === undefined ? components.overrides[0] : findOverride(components, recurrenceId);
  const component = recurrenceId === undefined ? (components.master ?? override) : (override ?? components.master);
  if (component === undefined) return [];
  const start = momentOfPart(component, 'DTSTART');
  const end = momentOfPart(component, 'DTEND');
  const odd: Oddity[] = [];
  if (start === undefined && component !== override) odd.push({ kind: 'no-start' });
  if (start !== undefined && end !== undefined && instantOf(end) < instantOf(start))
    odd.push({ kind: 'end-before-start' });
  else if (isNegative(component)) odd.push({ kind: 'end-before-start' });
  if (lineOfPart(component, 'DTEND') !== undefined && lineOfPart(component, 'DURATION') !== undefined)
    odd.push({ kind: 'end-and-duration' });
  const zones = new Set([start?.zone, end?.zone]);
  for (const zone of zones) {
    if (zone && ianaZone(zone) === '' && components.zones.find(zone) === undefined)
      odd.push({ kind: 'unknown-zone', zone });
  }
  if (start !== undefined) {
    const length = readLength(component);
    const years = length === undefined ? 0 : (endOf(start, length).local - start.local) / (365.2425 * MS_PER_DAY);
    if (years > LONG_YEARS) odd.push({ kind: 'long', years: Math.round(years) });
    const { year } = civilFromDay(dayOf(start.local));
    if (year < FIRST_YEAR || year > LAST_YEAR) odd.push({ kind: 'far', year });
  }
  return odd;
}

function isNegative(component: Component): boolean {
  const duration = parseDuration(lineOfPart(component, 'DURATION')?.value ?? '');
  return duration !== undefined && (duration.days < 0 || duration.seconds < 0) && !lineOfPart(component, 'DTEND');
}
