// A schedule out of its VAVAILABILITY, and what an edit of it writes (docs/decisions/0001).
import { applyEdits } from '../../items/apply-edits.js';
import { type Component, type Part, parseComponents } from '../../items/component.js';
import { parseContentLine, splitEscaped, unescapeText } from '../../items/content-line.js';
import { formatEditKey } from '../../items/edit-key.js';
import type { Edits } from '../../items/item.js';
import { ianaZone, type Moment, readMomentLine } from '../../items/moment.js';
import { dayOf, formatIsoDate, timeOfDay } from '../../time/calendar-date.js';
import { parseDuration } from '../../time/ical-time.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../time/types.js';
import { readConference } from '../event-attachments.js';
import { findContext, stamp } from '../event-edits.js';
import { lineOfPart, readEventComponents } from '../read-event-fields.js';
import {
  type DateHours,
  MAX_HOURS,
  newSlotFields,
  type SlotFields,
  slotLimits,
  type WeeklyHours,
} from './slot-fields.js';
import { availableBlocks, slotLines, slotNames, weekdayNames } from './slot-lines.js';

/** The VAVAILABILITY of an item's text that is a schedule of ours. */
export function slotComponent(text: string): Component | undefined {
  return parseComponents(text).find(
    (component) => component.name === 'VAVAILABILITY' && lineOfPart(component, slotNames.length) !== undefined,
  );
}

/** What a person sees of a schedule; `undefined` when the text holds none. Numbers out of their limits are cut to them. */
export function readSlotFields(text: string): SlotFields | undefined {
  const component = slotComponent(text);
  if (component === undefined) return undefined;
  const saidOf = (name: string) => lineOfPart(component, name)?.value ?? '';
  const defaults = newSlotFields('UTC');
  const within = (value: number, { min, max }: { readonly min: number; readonly max: number }) =>
    Math.min(max, Math.max(min, Math.round(value)));
  const minutes = (name: string, limits: { readonly min: number; readonly max: number }) => {
    const duration = parseDuration(saidOf(name).trim());
    return within(duration === undefined ? 0 : duration.days * 1440 + duration.seconds / 60, limits);
  };
  const limit = Number.parseInt(saidOf(slotNames.perDay), 10);
  const horizon = parseDuration(saidOf(slotNames.horizon).trim())?.days;
  const timeZone = ianaZone(saidOf(slotNames.timeZone).trim()) || zoneOf(component) || 'UTC';
  return {
    title: unescapeText(saidOf('SUMMARY')),
    description: unescapeText(saidOf('DESCRIPTION')),
    location: unescapeText(saidOf('LOCATION')),
    conference: readConference(component),
    timeZone,
    ...readHours(component, timeZone),
    length: minutes(slotNames.length, slotLimits.length),
    bufferBefore: minutes(slotNames.bufferBefore, slotLimits.buffer),
    bufferAfter: minutes(slotNames.bufferAfter, slotLimits.buffer),
    notice: minutes(slotNames.notice, slotLimits.notice),
    horizon: within(horizon ?? defaults.horizon, slotLimits.horizon),
    perDay: Number.isNaN(limit) ? 0 : within(limit, slotLimits.perDay),
    calendars: splitEscaped(saidOf(slotNames.calendars), ',').map(unescapeText).filter(Boolean),
  };
}

const availableParts = (component: Component) =>
  component.parts.filter(({ name, block }) => name === 'AVAILABLE' && block);

/** The zone of its first hours. */
function zoneOf(component: Component): string {
  const [first] = availableParts(component);
  const start = first && momentsOf(first).start;
  return start === undefined ? '' : ianaZone(start.zone);
}

function momentsOf({ raw }: Part): {
  readonly start?: Moment;
  readonly end?: Moment;
  readonly names: Set<string>;
  readonly rule: string;
} {
  const [available] = parseComponents(raw);
  const parts = available?.parts ?? [];
  const textOf = (name: string) => parts.find((part) => part.name === name && !part.block)?.text;
  return {
    start: readMomentLine(textOf('DTSTART')),
    end: readMomentLine(textOf('DTEND')),
    names: new Set(parts.map(({ name }) => name)),
    rule: parseContentLine(textOf('RRULE') ?? '')?.value.toUpperCase() ?? '',
  };
}

const plainNames = new Set(['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'RRULE', 'CREATED', 'LAST-MODIFIED']);
const PLAIN_RULE = /^FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$/;

/** Hours a person can edit, and the rest as text. */
function readHours(component: Component, zone: string): Pick<SlotFields, 'weekly' | 'dates' | 'others'> {
  const weekly: WeeklyHours[] = [];
  const dates: DateHours[] = [];
  const others: string[] = [];
  for (const part of availableParts(component)) {
    const { start, end, names, rule } = momentsOf(part);
    const days = PLAIN_RULE.exec(rule)?.[1]?.split(',');
    const isPlain = [...names].every((name) => plainNames.has(name)) && (rule === '' || days !== undefined);
    const range = start && end && !start.date && ianaZone(start.zone) === zone ? rangeOf(start, end) : undefined;
    if (!isPlain || range === undefined || start === undefined || weekly.length + dates.length >= MAX_HOURS)
      others.push(part.raw);
    else if (days === undefined) dates.push({ date: formatIsoDate(dayOf(start.local)), ...range });
    else weekly.push({ days: weekdayNames.flatMap((name, at) => (days.includes(name) ? [at + 1] : [])), ...range });
  }
  return { weekly, dates, others };
}

/** Minutes of one day. */
function rangeOf(start: Moment, end: Moment): { readonly start: number; readonly end: number } | undefined {
  const from = timeOfDay(start.local) / MS_PER_MINUTE;
  const to = from + (end.local - start.local) / MS_PER_MINUTE;
  const isWhole = Number.isInteger(from) && Number.isInteger(to) && end.zone === start.zone;
  return isWhole && to > from && to * MS_PER_MINUTE <= MS_PER_DAY ? { start: from, end: to } : undefined;
}

const hoursOf = ({ weekly, dates, others, timeZone }: SlotFields) => JSON.stringify([weekly, dates, others, timeZone]);

/** Edits that turn `before` into `after`; hours are one thing and change together. @param now - For DTSTAMP. */
export function slotEdits(text: string, existing: Edits, before: SlotFields, after: SlotFields, now: EpochMs): Edits {
  const current = applyEdits(text, existing);
  const context = findContext(text, existing, readEventComponents(current), { scope: 'all' });
  if (context === undefined) return {};
  const edits = new Map<string, string>();
  const put = (name: string, line: string) => edits.set(formatEditKey({ name }), line);
  const old = new Map(slotLines(before));
  for (const [name, line] of slotLines(after)) if (old.get(name) !== line) put(name, line);
  const uid = lineOfPart(context.current, 'UID')?.value.trim() ?? '';
  if (hoursOf(before) !== hoursOf(after)) put('AVAILABLE', availableBlocks(after, { uid, now }));
  if (edits.size > 0) stamp(context, now, true, put);
  return Object.fromEntries(edits);
}
