// From what a person changed to the edits that say it: only what differs, and never DTEND (docs/decisions/0001).
import { applyEdits, isOverride } from '../items/apply-edits.js';
import { type Component, parseComponents } from '../items/component.js';
import { formatEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import { formatMoment, formatMomentLine, ianaZone, type Moment } from '../items/moment.js';
import { frameOf } from '../items/series-frame.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { absenceLines, BUSY_STATUS, busyStatusLine } from './absence.js';
import type { EventFields } from './event-fields.js';
import {
  categoriesLine,
  durationLine,
  endMoment,
  organizerLine,
  propertyLine,
  startMoment,
  statusLines,
  textLine,
  textProperties,
} from './event-lines.js';
import { alarmEdits, attachmentEdits, attendeeEdits, conferenceEdits, type EditContext } from './event-list-edits.js';
import { momentInText, occurrenceName } from './occurrence-name.js';
import {
  type EventComponents,
  findOverride,
  lineOfPart,
  momentOfPart,
  readEventComponents,
  recurrenceMoment,
} from './read-event-fields.js';
import { ruleEdits, valuesOf } from './rule-edits.js';
import { dateEdits } from './series-dates.js';
import { shiftRule } from './shift-rule.js';
import { movedStart } from './shift-series.js';

/** What a change is for: the single event or whole series, or one occurrence of it. */
export type EditTarget =
  | {
      readonly scope: 'all';
      /** The occurrence that was before the person's eyes: if it has an override, that changes along. */
      readonly recurrenceId?: string;
    }
  | { readonly scope: 'this'; readonly recurrenceId: string };

/**
 * Edits that turn `before` into `after`. They replace edits of the same key; all others stay.
 *
 * With scope `all`, `before` may be the series or any occurrence of it: times move by the difference. What hangs on the
 * start moves along: RRULE's days and UNTIL by edits, EXDATEs, RDATEs and RECURRENCE-IDs by themselves.
 *
 * @param text - The item's text without edits.
 * @param existing - Its edits.
 * @param now - For DTSTAMP and LAST-MODIFIED.
 * @returns No edits when nothing differs, or when the text has no such event.
 */
export function eventEdits(
  text: string,
  existing: Edits,
  before: EventFields,
  after: EventFields,
  target: EditTarget,
  now: EpochMs,
): Edits {
  const components = readEventComponents(applyEdits(text, existing));
  const context = findContext(text, existing, components, target);
  if (context === undefined) return {};
  const edits = contextEdits(context, before, after, target.scope, now);
  if (target.scope === 'all' && components.master !== undefined) {
    const dates = [
      ...dateEdits(text, existing, 'RDATE', before.rdates, after.rdates),
      ...dateEdits(text, existing, 'EXDATE', before.exdates, after.exdates),
    ];
    for (const [key, line] of dates) edits.set(key, line);
    if (dates.length > 0) stamp(context, now, true, (name, line) => edits.set(name, line));
  }
  if (target.scope === 'this' || target.recurrenceId === undefined) return Object.fromEntries(edits);
  const seen = findOverride(components, target.recurrenceId);
  const own = seen && findContext(text, existing, components, { scope: 'this', recurrenceId: target.recurrenceId });
  if (own !== undefined && own.rid !== context.rid)
    for (const [key, line] of contextEdits(own, before, after, 'this', now)) edits.set(key, line);
  return Object.fromEntries(edits);
}

function contextEdits(
  context: Context,
  before: EventFields,
  after: EventFields,
  scope: EditTarget['scope'],
  now: EpochMs,
): Map<string, string> {
  const edits = fieldEdits(context, before, after);
  const put = (name: string, line: string) => edits.set(formatEditKey({ rid: context.rid, name }), line);
  const timing = scope === 'all' ? seriesTimes(context, before, after) : ownTimes(context, before, after);
  for (const [key, line] of timing) edits.set(key, line);
  if (edits.size > 0) stamp(context, now, timing.size > 0, put);
  return edits;
}

/** Everything but time. */
function fieldEdits(context: Context, before: EventFields, after: EventFields): Map<string, string> {
  const edits = new Map<string, string>();
  const put = (name: string, line: string) => edits.set(formatEditKey({ rid: context.rid, name }), line);
  const lineOf = (name: string) => lineOfPart(context.current, name);
  for (const [name, field] of textProperties) {
    if (before[field] !== after[field]) put(name, textLine(name, after[field], lineOf(name)));
  }
  // The formatted twin of an old description would go on saying the old text.
  if (before.description !== after.description && lineOf('X-ALT-DESC') !== undefined) put('X-ALT-DESC', '');
  if (before.url !== after.url) put('URL', propertyLine('URL', after.url));
  if (before.color !== after.color) put('COLOR', propertyLine('COLOR', after.color));
  // Apple's form of the place, and where on earth the old one was, would go on saying it.
  if (before.location !== after.location) {
    for (const name of ['GEO', 'X-APPLE-STRUCTURED-LOCATION']) if (lineOf(name) !== undefined) put(name, '');
  }
  // Outlook's own word for busy or free goes along; its finer ones stay as long as nobody changes this.
  const busyStatus = busyStatusLine(after, lineOf(BUSY_STATUS) !== undefined);
  if ((before.transparent !== after.transparent || before.absence !== after.absence) && busyStatus !== '')
    put(BUSY_STATUS, busyStatus);
  if (before.organizer !== after.organizer || before.organizerName !== after.organizerName)
    put('ORGANIZER', organizerLine(after, lineOf('ORGANIZER')));
  if (before.categories.join('\n') !== after.categories.join('\n')) put('CATEGORIES', categoriesLine(after.categories));
  const plain = (fields: EventFields) => [...statusLines(fields), ...absenceLines(fields)];
  const old = new Map(plain(before));
  for (const [name, line] of plain(after)) if (old.get(name) !== line) put(name, line);
  const lists = [
    ...attendeeEdits(context, before, after),
    ...alarmEdits(context, before, after),
    ...attachmentEdits(context, before, after),
    ...conferenceEdits(context, before, after),
  ];
  for (const [key, line] of lists) edits.set(key, line);
  return edits;
}

/**
 * Edits that take one occurrence away from its series, whatever override it has; or from others that came without their
 * series. None when that would leave nothing.
 */
export function removeOccurrenceEdits(text: string, existing: Edits, recurrenceId: string, now: EpochMs): Edits {
  const components = readEventComponents(applyEdits(text, existing));
  const { master } = components;
  const start = master && momentOfPart(master, 'DTSTART');
  const override = findOverride(components, recurrenceId);
  const named = (override && momentOfPart(override, 'RECURRENCE-ID')) ?? recurrenceMoment(components, recurrenceId);
  if (named !== undefined && master === undefined && components.overrides.length > 1)
    return { [formatEditKey({ name: 'EXDATE', id: formatMoment(named) })]: formatMomentLine('EXDATE', named) };
  if (master === undefined || start === undefined || named === undefined) return {};
  const moment = momentInText(named, start, frameOf(masterOf(text), master));
  const edits = new Map([
    [formatEditKey({ name: 'EXDATE', id: formatMoment(moment) }), formatMomentLine('EXDATE', moment)],
  ]);
  const context = { rid: '', current: master, written: master, existing };
  stamp(context, now, true, (name, line) => edits.set(name, line));
  return Object.fromEntries(edits);
}

/** Says when something was changed; `sequence`: that others have to be told (RFC 5545 §3.8.7.4). */
export function stamp(
  context: Context,
  now: EpochMs,
  sequence: boolean,
  put: (name: string, line: string) => void,
): void {
  put('DTSTAMP', `DTSTAMP:${formatIcalUtc(now)}`);
  put('LAST-MODIFIED', `LAST-MODIFIED:${formatIcalUtc(now)}`);
  if (!sequence) return;
  const old = Number.parseInt(lineOfPart(context.current, 'SEQUENCE')?.value ?? '0', 10);
  put('SEQUENCE', `SEQUENCE:${(Number.isSafeInteger(old) && old >= 0 ? old : 0) + 1}`);
}

/** Where an edit goes, and which occurrence it is of. */
export interface Context extends EditContext {
  /** RECURRENCE-ID as it is now. */
  readonly occurrence?: Moment;
}

/** The series or single event of an item's text. */
const masterOf = (text: string) => writtenEvents(text).find((event) => !isOverride(event));
export const writtenEvents = (text: string) => parseComponents(text).filter(({ name }) => name !== 'VTIMEZONE');

/** @returns `undefined` when the text has no such component. */
export function findContext(
  text: string,
  existing: Edits,
  components: EventComponents,
  target: EditTarget,
): Context | undefined {
  const written = writtenEvents(text);
  const { master, overrides } = components;
  if (target.scope === 'all') {
    const current = master ?? overrides[0];
    const own =
      master === undefined ? written[0] : written.find((one) => lineOfPart(one, 'RECURRENCE-ID') === undefined);
    return current && { rid: '', current, written: own, existing };
  }
  const override = findOverride(components, target.recurrenceId);
  const named = recurrenceMoment(components, target.recurrenceId);
  const current = override ?? master;
  if (current === undefined || named === undefined) return undefined;
  const occurrence = (override && momentOfPart(override, 'RECURRENCE-ID')) ?? named;
  const frame = frameOf(masterOf(text), master);
  const rid = occurrenceName(written, occurrence, master && momentOfPart(master, 'DTSTART'), frame);
  const own = written.find((one) => lineOfPart(one, 'RECURRENCE-ID')?.value.trim() === rid);
  return { rid, current, written: own, existing, occurrence };
}

/** The zone as the item names it when it stays the same, else its IANA name. */
function tzidFor(current: Component, before: EventFields, after: EventFields): string {
  const own = momentOfPart(current, 'DTSTART')?.zone ?? '';
  return after.zone === before.zone && (isOwnZone(own) || ianaZone(own) === after.zone) ? own : after.zone;
}

/** A zone that only the item's VTIMEZONE knows; fields give its times in UTC, so edits move by the difference. */
const isOwnZone = (tzid: string) => tzid !== '' && ianaZone(tzid) === '';

const startDiffers = (a: EventFields, b: EventFields) =>
  a.start !== b.start || a.zone !== b.zone || a.allDay !== b.allDay;
const lengthDiffers = (a: EventFields, b: EventFields) => durationLine(a) !== durationLine(b) || a.allDay !== b.allDay;

/** Times of one occurrence. @param whole - Also those that do not differ. */
function ownTimes(context: Context, before: EventFields, after: EventFields, whole = false): Map<string, string> {
  const edits = new Map<string, string>();
  const { rid, current } = context;
  if (whole || startDiffers(before, after)) {
    const tzid = tzidFor(current, before, after);
    const now = isOverride(current) ? momentOfPart(current, 'DTSTART') : context.occurrence;
    const moment =
      isOwnZone(tzid) && now !== undefined && !after.allDay
        ? movedStart(now, before, after, tzid)
        : startMoment(after, tzid);
    edits.set(
      formatEditKey({ rid, name: 'DTSTART' }),
      formatMomentLine('DTSTART', moment, lineOfPart(current, 'DTSTART')),
    );
  }
  if (whole || lengthDiffers(before, after)) edits.set(formatEditKey({ rid, name: 'DURATION' }), durationLine(after));
  if (before.endZone !== after.endZone) edits.set(formatEditKey({ rid, name: 'DTEND' }), endZoneLine(after));
  return edits;
}

/** Times of the series, moved by as much as the occurrence that was edited. */
function seriesTimes(context: Context, before: EventFields, after: EventFields): Map<string, string> {
  const edits = new Map<string, string>();
  const { current } = context;
  const start = momentOfPart(current, 'DTSTART');
  // It never said when: now it does.
  if (start === undefined)
    return startDiffers(before, after) || lengthDiffers(before, after) ? ownTimes(context, before, after, true) : edits;
  // On the wall clock: one night of the clocks' change must not make every occurrence longer.
  const longer = after.end - after.start !== before.end - before.start;
  if (longer || after.allDay !== before.allDay) edits.set('DURATION', durationLine(after));
  if (before.endZone !== after.endZone) edits.set('DTEND', endZoneLine(after));
  const rules = valuesOf(current, 'RRULE');
  // A rule the person has just written means the new start.
  const written = after.rrule !== before.rrule;
  const shifted = startDiffers(before, after)
    ? movedStart(start, before, after, tzidFor(current, before, after))
    : start;
  if (shifted !== start) edits.set('DTSTART', formatMomentLine('DTSTART', shifted, lineOfPart(current, 'DTSTART')));
  const shift = (rule: string) => shiftRule(rule, asStart(start), asStart(shifted));
  const [first, ...others] = rules;
  const more = after.moreRules.join('\n') === before.moreRules.join('\n') ? others.map(shift) : after.moreRules;
  const next = [...(written ? [after.rrule] : first === undefined ? [] : [shift(first)]), ...more];
  for (const [key, line] of ruleEdits(context, 'RRULE', next)) edits.set(key, line);
  for (const [key, line] of ruleEdits(context, 'EXRULE', valuesOf(current, 'EXRULE').map(shift))) edits.set(key, line);
  return edits;
}

/** Of an edit of DTEND only the zone counts (docs/decisions/0001); '' is that of the start. */
function endZoneLine(fields: EventFields): string {
  return fields.endZone === '' ? '' : formatMomentLine('DTEND', endMoment(fields, fields.zone));
}

const asStart = (moment: Moment) => ({ start: moment.local, zone: ianaZone(moment.zone), allDay: moment.date });
