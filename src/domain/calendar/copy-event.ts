import { applyEdits } from '../items/apply-edits.js';
import { type Component, createPart, formatComponents, parseComponents } from '../items/component.js';
import { inZone } from '../items/moment.js';
import { copyOfSeries, seriesNames } from '../items/series-copy.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { moveFields, type NewTimes, type Scope } from './event-change.js';
import { eventEdits } from './event-edits.js';
import { propertyLine } from './event-lines.js';
import {
  findOverride,
  momentOfPart,
  readEventComponents,
  readEventFields,
  recurrenceMoment,
} from './read-event-fields.js';
import { splitSeries } from './split-series.js';

interface CopyOptions {
  readonly uid: string;
  readonly now: EpochMs;
}

/**
 * Text of a new item: a copy at other times, of one occurrence (an event of its own), of a series from it on, or of the
 * whole. What nobody understands is copied too.
 *
 * @param value - The item's text, edits applied.
 * @param recurrenceId - The occurrence the person took; absent: the event or the whole series.
 * @returns undefined when there is no such event.
 */
export function copyEvent(
  value: string,
  recurrenceId: string | undefined,
  scope: Scope,
  times: NewTimes,
  options: CopyOptions,
): string | undefined {
  const single = scope === 'this' && recurrenceId !== undefined;
  const text = single
    ? copyOfOccurrence(value, recurrenceId, options)
    : copyOfMany(value, recurrenceId, scope, options);
  const seen = single ? undefined : recurrenceId;
  const before = text === undefined ? undefined : readEventFields(text, seen);
  if (text === undefined || before === undefined) return undefined;
  const target = { scope: 'all', ...(seen !== undefined && { recurrenceId: seen }) } as const;
  const { SEQUENCE: _first, ...edits } = eventEdits(text, {}, before, moveFields(before, times), target, options.now);
  return applyEdits(text, edits);
}

function copyOfMany(value: string, recurrenceId: string | undefined, scope: Scope, options: CopyOptions): string {
  const split =
    scope === 'following' && recurrenceId !== undefined ? splitSeries(value, {}, recurrenceId, options) : undefined;
  const components = parseComponents(split?.text ?? value);
  return formatComponents(
    components.map((component) => (component.name === 'VTIMEZONE' ? component : renewed(component, options))),
  );
}

function copyOfOccurrence(value: string, recurrenceId: string, options: CopyOptions): string | undefined {
  const components = readEventComponents(value);
  const { master, overrides } = components;
  const named = recurrenceMoment(components, recurrenceId);
  const start = master && momentOfPart(master, 'DTSTART');
  const override = findOverride(components, recurrenceId);
  const copy =
    override ??
    (master && start && named && copyOfSeries(overrides, master, named.date ? named : inZone(named, start.zone)));
  if (copy === undefined) return undefined;
  const parts = copy.parts.filter(({ name, block }) => block || !(seriesNames.has(name) || name === 'RECURRENCE-ID'));
  const zones = parseComponents(value).filter(({ name }) => name === 'VTIMEZONE');
  return formatComponents([...zones, renewed({ ...copy, parts }, options)]);
}

const stampNames = new Set(['UID', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'SEQUENCE']);

/** With another UID, made now, of its own. */
function renewed(component: Component, { uid, now }: CopyOptions): Component {
  const stamp = formatIcalUtc(now);
  const head = [
    propertyLine('UID', uid),
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'SEQUENCE:0',
  ].map((line) => createPart(line.slice(0, line.indexOf(':')), line));
  const own = component.parts.filter(
    ({ name, block, text }) => block || !(stampNames.has(name) || /^RELATED-TO;RELTYPE=SIBLING/i.test(text)),
  );
  return { ...component, parts: [...head, ...own] };
}
