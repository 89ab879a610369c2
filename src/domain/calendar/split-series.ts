// *This and following*: a series ends, and a new one goes on (SS1–SS9 in docs/rules/calendar.md).
import { applyEdits, isOverride } from '../items/apply-edits.js';
import { type Component, createPart, formatComponents, type Part, parseComponents } from '../items/component.js';
import { formatContentLine, paramValue, parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import { readLength, writeTimes } from '../items/edit-time.js';
import type { Edits } from '../items/item.js';
import { formatMomentLine, inZone, type Moment } from '../items/moment.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { eventEdits } from './event-edits.js';
import { propertyLine } from './event-lines.js';
import { projectCalendarItem } from './project-calendar-item.js';
import {
  type EventComponents,
  findOverride,
  lineOfPart,
  momentOfPart,
  readEventComponents,
  readEventFields,
  recurrenceMoment,
} from './read-event-fields.js';
import { startsBetween } from './recurrence/recurrence-set.js';
import type { SeriesRow } from './row-types.js';
import { ruleEdits, valuesOf } from './rule-edits.js';
import { type CompiledSeries, compileSeries } from './series.js';
import { datesOf, namesOfDates } from './series-dates.js';
import { type Division, divide, splitRule } from './split-rules.js';

export interface SplitSeries {
  /** Edits that end the old series before the occurrence. */
  readonly edits: Edits;
  /** Text of a new item: the series from that occurrence on, as it went on until now. */
  readonly text: string;
  /** Edits of the new item: what was changed at the division. Apart, so that two devices' changes merge (SS15). */
  readonly changes: Edits;
}

interface Cut {
  readonly components: EventComponents;
  readonly master: Component;
  readonly start: Moment;
  readonly series: { readonly row: SeriesRow; readonly compiled: CompiledSeries; readonly rules: readonly string[] };
  readonly division: Division;
}

/**
 * Divides a series before one of its occurrences. Everything of the master goes along, what nobody understands too;
 * COUNT, UNTIL, RDATEs, EXDATEs and overrides go to the half they are of.
 *
 * @param text - The item's text without edits.
 * @param existing - Its edits.
 * @param recurrenceId - The first occurrence of the new series.
 * @param options.uid - Of the new series.
 * @param options.now - For its stamps.
 * @returns undefined where there is nothing before that occurrence, or nothing to divide: then *all* is meant.
 */
export function splitSeries(
  text: string,
  existing: Edits,
  recurrenceId: string,
  options: { readonly uid: string; readonly now: EpochMs },
): SplitSeries | undefined {
  const value = applyEdits(text, existing);
  const cut = findCut(value, recurrenceId);
  if (cut === undefined) return undefined;
  return { edits: endEdits(text, existing, cut, options.now), text: continued(value, cut, options), changes: {} };
}

/** Only the edits that end a series before one of its occurrences; undefined as for {@link splitSeries}. */
export function endSeriesEdits(text: string, existing: Edits, recurrenceId: string, now: EpochMs): Edits | undefined {
  const cut = findCut(applyEdits(text, existing), recurrenceId);
  return cut && endEdits(text, existing, cut, now);
}

/** Does this occurrence's override say what holds from it on (RANGE=THISANDFUTURE)? */
export function isOnwardsOverride(value: string, recurrenceId: string): boolean {
  const override = findOverride(readEventComponents(value), recurrenceId);
  return override !== undefined && isOnwards(override);
}

/** Where an override is, seen from an occurrence of the same series. */
export function isOverrideFrom(
  components: EventComponents,
  override: Component,
  recurrenceId: string,
): 'earlier' | 'same' | 'later' {
  const start = components.master && momentOfPart(components.master, 'DTSTART');
  const seen = findOverride(components, recurrenceId);
  const named = (seen && momentOfPart(seen, 'RECURRENCE-ID')) ?? recurrenceMoment(components, recurrenceId);
  if (override === seen || start === undefined || named === undefined) return 'same';
  return idTime(override, start) < seriesTime(named, start) ? 'earlier' : 'later';
}

/** Is there anything of the series before this occurrence? If not, *this and following* is *all*. */
export function isFirstOccurrence(value: string, recurrenceId: string): boolean {
  return findCut(value, recurrenceId) === undefined;
}

/** When a series starts; one of tasks that only says when it is due, then (TA2). */
export function startOfSeries(master: Component): Moment | undefined {
  return momentOfPart(master, 'DTSTART') ?? (master.name === 'VTODO' ? momentOfPart(master, 'DUE') : undefined);
}

function findCut(value: string, recurrenceId: string): Cut | undefined {
  const components = readEventComponents(value);
  const { master, overrides } = components;
  const start = master && startOfSeries(master);
  const override = findOverride(components, recurrenceId);
  const named = (override && momentOfPart(override, 'RECURRENCE-ID')) ?? recurrenceMoment(components, recurrenceId);
  const [drawn] = projectCalendarItem({ uid: '', text: value });
  const row = drawn?.kind === 'task' ? drawn.series : drawn;
  if (master === undefined || start === undefined || named === undefined || row?.kind !== 'series') return undefined;
  const at = (named.date ? named : inZone(named, start.zone)).local;
  // A date before DTSTART is no series that could end there.
  if (at <= row.start) return undefined;
  const compiled = compileSeries(row);
  const rules = [...valuesOf(master, 'RRULE'), ...valuesOf(master, 'EXRULE')];
  const series = { row, compiled, rules };
  const isEarlier = startsBetween(compiled.set, Number.NEGATIVE_INFINITY, at - 1).length > 0;
  const hasEarlier = isEarlier || overrides.some((one) => idTime(one, start) < at);
  return hasEarlier ? { components, master, start, series, division: divide(series, at) } : undefined;
}

/** A time on the series' wall clock; of a date in a series with times its midnight. */
function seriesTime(moment: Moment | undefined, start: Moment): number {
  if (moment === undefined) return Number.POSITIVE_INFINITY;
  return moment.date ? moment.local : inZone(moment, start.zone).local;
}

function endEdits(text: string, existing: Edits, { master, start, series, division }: Cut, now: EpochMs): Edits {
  const written = parseComponents(text).find((one) => one.name !== 'VTIMEZONE' && !isOverride(one));
  const rules = valuesOf(master, 'RRULE').map((rule) => splitRule(series, rule, division).before ?? rule);
  const edits = ruleEdits({ current: master, written, existing }, 'RRULE', rules);
  const names = namesOfDates(text, existing, 'RDATE');
  for (const [index, { moment }] of datesOf(master, 'RDATE').entries()) {
    const name = names[index];
    if (name !== undefined && seriesTime(moment, start) >= division.at)
      edits.set(formatEditKey({ name: 'RDATE', id: name }), '');
  }
  const sequence = Number.parseInt(lineOfPart(master, 'SEQUENCE')?.value ?? '0', 10);
  edits.set('SEQUENCE', `SEQUENCE:${(Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0) + 1}`);
  edits.set('DTSTAMP', `DTSTAMP:${formatIcalUtc(now)}`);
  edits.set('LAST-MODIFIED', `LAST-MODIFIED:${formatIcalUtc(now)}`);
  return Object.fromEntries(edits);
}

/** The text of the new series. */
function continued(value: string, cut: Cut, { uid, now }: { readonly uid: string; readonly now: EpochMs }): string {
  const { start, division } = cut;
  const components = parseComponents(value);
  const isMain = ({ name }: Component) => name !== 'VTIMEZONE';
  const first = components.find((one) => isMain(one) && !isOverride(one));
  const kept = components.flatMap((component) => {
    if (!isMain(component)) return [component];
    if (component === first) return [continuedMaster(component, cut, uid, now)];
    // Another component of the same UID without RECURRENCE-ID stays with the old series (RS8).
    if (!isOverride(component) || idTime(component, start) < division.at) return [];
    const own = withUid(component, uid);
    return [isOnwards(own) && idTime(own, start) === division.at ? withoutRange(own) : own];
  });
  return withOnwards(formatComponents(kept), value, cut, now);
}

function withUid(component: Component, uid: string): Component {
  const parts = component.parts.filter(({ name, block }) => name !== 'UID' || block);
  return { ...component, parts: [createPart('UID', propertyLine('UID', uid)), ...parts] };
}

const stampNames = new Set(['UID', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'SEQUENCE']);

function continuedMaster(master: Component, { start, series, division }: Cut, uid: string, now: EpochMs): Component {
  const stamp = formatIcalUtc(now);
  const old = lineOfPart(master, 'UID')?.value.trim() ?? '';
  const head = [
    propertyLine('UID', uid),
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'SEQUENCE:0',
  ].map((line) => createPart(line.slice(0, line.indexOf(':')), line));
  const rest = master.parts.flatMap((part): Part[] => {
    if (part.block) return [part];
    if (stampNames.has(part.name)) return [];
    const line = parseContentLine(part.text);
    if (line === undefined) return [part];
    if (part.name === 'RRULE' || part.name === 'EXRULE') {
      const { after } = splitRule(series, line.value.trim(), division);
      return after === undefined
        ? []
        : [after === line.value.trim() ? part : createPart(part.name, formatContentLine({ ...line, value: after }))];
    }
    return part.name === 'RDATE' || part.name === 'EXDATE' ? laterDates(part, start, division.at) : [part];
  });
  const extra = division.skipped.map((local) => formatMomentLine('EXDATE', { ...start, local: local as LocalMs }));
  const related = old === '' ? [] : [`RELATED-TO;RELTYPE=SIBLING:${old}`];
  const added = [
    ...extra.map((line) => createPart('EXDATE', line)),
    ...related.map((line) => createPart('RELATED-TO', line)),
  ];
  const moment = { ...start, local: division.start };
  const line = formatMomentLine('DTSTART', moment, lineOfPart(master, 'DTSTART'));
  const blocks = rest.findIndex(({ block }) => block);
  const lines = [...head, ...rest.toSpliced(blocks === -1 ? rest.length : blocks, 0, ...added)];
  const isDueOnly = master.name === 'VTODO' && momentOfPart(master, 'DTSTART') === undefined;
  const length = isDueOnly ? { days: 0, seconds: 0, wallClock: true } : readLength(master);
  return { ...master, parts: writeTimes(master, lines, { line, moment }, length) };
}

/** An EXDATE or RDATE line with only the values of the new series. */
function laterDates(part: Part, start: Moment, at: number): Part[] {
  const line = parseContentLine(part.text);
  const values = datesOf({ name: '', begin: '', end: '', parts: [part] }, part.name);
  // EXDATE as a date takes all of its day.
  const from = (moment: Moment | undefined) => (moment?.date && !start.date ? at - 86_400_000 + 1 : at);
  const later = values.filter(({ moment }) => seriesTime(moment, start) >= from(moment));
  if (line === undefined || later.length === 0) return [];
  if (later.length === values.length) return [part];
  return [createPart(part.name, formatContentLine({ ...line, value: later.map(({ value }) => value).join(',') }))];
}

/** What an earlier RANGE=THISANDFUTURE said becomes what the new series says of itself (RS6). */
function withOnwards(text: string, value: string, { start, division, components }: Cut, now: EpochMs): string {
  const onwards = components.overrides
    .filter(isOnwards)
    .map((one) => ({
      id: lineOfPart(one, 'RECURRENCE-ID')?.value.trim(),
      at: idTime(one, start),
      starts: startTime(one, start),
    }))
    .filter(({ at }) => at <= division.at)
    .sort((a, b) => a.at - b.at)
    .at(-1);
  const before = readEventFields(text);
  const fields = onwards && readEventFields(value, onwards.id);
  if (onwards === undefined || before === undefined || fields === undefined) return text;
  // As much later as the occurrence it was said of, and as long.
  const from = before.start + onwards.starts - onwards.at;
  const { allDay, zone, rrule } = before;
  // When a task is due is no length (docs/decisions/0001): its times stay.
  const isTask = components.master?.name === 'VTODO';
  const times = isTask
    ? { start: before.start, end: before.end }
    : { start: from as LocalMs, end: (from + fields.end - fields.start) as LocalMs };
  return applyEdits(
    text,
    eventEdits(text, {}, before, { ...fields, allDay, zone, rrule, ...times }, { scope: 'all' }, now),
  );
}

const rangeOf = (override: Component) => paramValue(lineOfPart(override, 'RECURRENCE-ID') ?? NO_LINE, 'RANGE');
const isOnwards = (override: Component) => rangeOf(override)?.toUpperCase() === 'THISANDFUTURE';
const idTime = (override: Component, start: Moment) => seriesTime(momentOfPart(override, 'RECURRENCE-ID'), start);
const startTime = (override: Component, start: Moment) =>
  seriesTime(momentOfPart(override, 'DTSTART') ?? momentOfPart(override, 'RECURRENCE-ID'), start);
const NO_LINE = { group: '', name: '', params: [], value: '' };

/** An override of the new series' first occurrence is of that one only: what it said of others, the series says now. */
function withoutRange(override: Component): Component {
  const parts = override.parts.map((part) => {
    const line = part.name === 'RECURRENCE-ID' && !part.block ? parseContentLine(part.text) : undefined;
    if (line === undefined) return part;
    const params = line.params.filter(({ name }) => name !== 'RANGE');
    return createPart(part.name, formatContentLine({ ...line, params }));
  });
  return { ...override, parts };
}
