// From what a person changed of a task to the edits that say it: only what differs (docs/decisions/0001).
import { alarmKey } from '../calendar/event-alarms.js';
import { type Context, type EditTarget, findContext, stamp } from '../calendar/event-edits.js';
import { findOverride, lineOfPart, momentOfPart, readEventComponents } from '../calendar/read-event-fields.js';
import { ruleEdits, valuesOf } from '../calendar/rule-edits.js';
import { shiftRule } from '../calendar/shift-rule.js';
import { applyEdits } from '../items/apply-edits.js';
import type { Component } from '../items/component.js';
import { parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import { formatMomentLine, ianaZone, type Moment } from '../items/moment.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { momentsOf, parentLine, readTaskAlarm } from './read-task-fields.js';
import type { TaskFields } from './task-fields.js';
import {
  categoriesLine,
  parentLineOf,
  priorityLine,
  progressLines,
  propertyLine,
  sortLine,
  startOfTask,
  taskAlarm,
  taskTexts,
  textLine,
} from './task-lines.js';

type Put = (name: string, line: string, id?: string) => void;

/**
 * Edits that turn `before` into `after`. They replace edits of the same key; all others stay. As `eventEdits`: with scope
 * `all`, `before` may be any occurrence; times move by the difference, and what hangs on the start moves along.
 */
export function taskEdits(
  text: string,
  existing: Edits,
  before: TaskFields,
  after: TaskFields,
  target: EditTarget,
  now: EpochMs,
): Edits {
  const components = readEventComponents(applyEdits(text, existing));
  const context = findContext(text, existing, components, target);
  if (context === undefined) return {};
  const edits = contextEdits(context, before, after, target.scope, now);
  if (target.scope === 'this' || target.recurrenceId === undefined) return Object.fromEntries(edits);
  // The occurrence that was before the person's eyes changes along, where it says anything of its own (SS8).
  const seen = findOverride(components, target.recurrenceId);
  const own = seen && findContext(text, existing, components, { scope: 'this', recurrenceId: target.recurrenceId });
  if (own !== undefined && own.rid !== context.rid)
    for (const [key, line] of contextEdits(own, before, after, 'this', now)) edits.set(key, line);
  return Object.fromEntries(edits);
}

function contextEdits(
  context: Context,
  before: TaskFields,
  after: TaskFields,
  scope: EditTarget['scope'],
  now: EpochMs,
): Map<string, string> {
  const edits = new Map<string, string>();
  const put: Put = (name, line, id) => edits.set(formatEditKey({ rid: context.rid, name, id }), line);
  fieldEdits(context, before, after, put);
  const sizeBefore = edits.size;
  if (scope === 'all') seriesTimes(context, before, after, edits, put);
  else ownTimes(context, before, after, put);
  if (edits.size > 0) stamp(context, now, edits.size > sizeBefore, put);
  return edits;
}

function fieldEdits(context: Context, before: TaskFields, after: TaskFields, put: Put): void {
  const { current } = context;
  for (const [name, field] of taskTexts)
    if (before[field] !== after[field]) put(name, textLine(name, after[field], lineOfPart(current, name)));
  if (before.description !== after.description && lineOfPart(current, 'X-ALT-DESC')) put('X-ALT-DESC', '');
  if (before.url !== after.url) put('URL', propertyLine('URL', after.url));
  if (before.priority !== after.priority) put('PRIORITY', priorityLine(after.priority));
  if (before.visibility !== after.visibility)
    put('CLASS', after.visibility === 'PUBLIC' ? '' : `CLASS:${after.visibility}`);
  if (before.categories.join('\n') !== after.categories.join('\n')) put('CATEGORIES', categoriesLine(after.categories));
  // All three, whichever differs: somebody else's edit of one must not stand beside ours of another.
  const changed =
    before.status !== after.status || before.percent !== after.percent || before.completed !== after.completed;
  if (changed) for (const [name, line] of progressLines(after)) put(name, line);
  if (before.parent !== after.parent) putParent(context, after, put);
  if (before.sort !== after.sort) put('X-APPLE-SORT-ORDER', sortLine(after.sort));
  alarmEdits(context, before, after, put);
}

/** The line that named the parent, among others that name siblings and children. */
function putParent({ current, written, existing, rid }: Context, after: TaskFields, put: Put): void {
  const inText = written && parentLine(written);
  const like = parseContentLine(parentLine(current)?.part.text ?? '');
  const line = parentLineOf(after.parent, like);
  const own = formatEditKey({ rid, name: 'RELATED-TO', id: 'parent' });
  if (inText === undefined || existing[own] !== undefined) put('RELATED-TO', line, 'parent');
  else put('RELATED-TO', line, `#${inText.index + 1}`);
}

/** One edit for each alarm that is new or gone. Alarms that a person does not see here are left alone. */
function alarmEdits(
  { current, written, existing, rid }: Context,
  before: TaskFields,
  after: TaskFields,
  put: Put,
): void {
  const [old, wanted] = [alarmsByKey(before), alarmsByKey(after)];
  const gone = new Set([...old.keys()].filter((key) => !wanted.has(key)));
  const fresh = [...wanted]
    .filter(([key]) => !old.has(key))
    .map(([key, alarm]) => [key, taskAlarm(alarm, after)] as const);
  if (gone.size === 0 && fresh.length === 0) return;
  const times = momentsOf(current);
  const isGone = (part: Component['parts'][number]) => {
    const alarm = readTaskAlarm(part, times);
    return alarm !== undefined && gone.has(alarmKey(alarm));
  };
  const blocksOf = (component: Component) => component.parts.filter(({ name, block }) => name === 'VALARM' && block);
  const keyOf = (id: string) => formatEditKey({ rid, name: 'VALARM', id });
  if (written === undefined || existing[keyOf('')] !== undefined) {
    // A copy of the series has no positions of its own to name.
    const stay = blocksOf(current).filter((part) => !isGone(part));
    put('VALARM', [...stay.map(({ raw }) => raw), ...fresh.map(([, block]) => block)].join('\r\n'));
    return;
  }
  blocksOf(written).forEach((part, index) => {
    if (isGone(part)) put('VALARM', '', `#${index + 1}`);
  });
  for (const key of gone) if (existing[keyOf(key)]) put('VALARM', '', key);
  for (const [key, block] of fresh) put('VALARM', block, key);
}

/** By what names them: two devices that add the same reminder add one. */
const alarmsByKey = ({ alarms, moreAlarms }: TaskFields) =>
  new Map([...alarms, ...moreAlarms].map((alarm) => [alarmKey(alarm), alarm]));

const timesDiffer = (a: TaskFields, b: TaskFields) =>
  a.start !== b.start || a.due !== b.due || a.allDay !== b.allDay || a.zone !== b.zone;

/** The zone as the task names it when it stays the same, else its IANA name. */
function tzidFor(current: Component, before: TaskFields, after: TaskFields): string {
  const { start, due } = momentsOf(current);
  const own = (due ?? start)?.zone ?? '';
  return after.zone === before.zone && own !== '' ? own : after.zone;
}

function lineFor(name: 'DTSTART' | 'DUE', local: LocalMs | null, after: TaskFields, current: Component, tzid: string) {
  if (local === null) return '';
  const moment: Moment = { local, date: after.allDay, zone: after.allDay ? '' : tzid };
  return formatMomentLine(name, moment, lineOfPart(current, name));
}

/** Puts the two moments; one that stays as it is is not written. */
function putTimes(current: Component, before: TaskFields, after: TaskFields, put: Put): void {
  const tzid = tzidFor(current, before, after);
  const clock = before.allDay !== after.allDay || before.zone !== after.zone;
  const start = startOfTask(after);
  if (clock || startOfTask(before) !== start) put('DTSTART', lineFor('DTSTART', start, after, current, tzid));
  if (clock || before.due !== after.due) {
    put('DUE', lineFor('DUE', after.due, after, current, tzid));
    if (lineOfPart(current, 'DURATION') !== undefined) put('DURATION', '');
  }
}

function ownTimes({ current }: Context, before: TaskFields, after: TaskFields, put: Put): void {
  if (timesDiffer(before, after)) putTimes(current, before, after, put);
}

/** Times of the series, moved by as much as the occurrence that was edited; what hangs on its start moves by itself. */
function seriesTimes(
  context: Context,
  before: TaskFields,
  after: TaskFields,
  edits: Map<string, string>,
  put: Put,
): void {
  const { current } = context;
  const anchor = momentOfPart(current, 'DTSTART') ?? momentOfPart(current, 'DUE');
  const seen = startOfTask(before) ?? before.due;
  // An occurrence further on: its series moves by as much.
  const back = before.rrule === '' || anchor === undefined || seen === null ? 0 : anchor.local - seen;
  const move = (local: LocalMs | null) => (local === null ? null : ((local + back) as LocalMs));
  const own = { ...before, start: move(before.start), due: move(before.due) };
  const wanted = { ...after, start: move(after.start), due: move(after.due) };
  if (timesDiffer(before, after) || (after.rrule !== '' && before.rrule === '')) putTimes(current, own, wanted, put);
  const from = momentOfPart(current, 'DTSTART') ?? anchor;
  const to = startOfTask(wanted);
  const shift = (rule: string) =>
    from === undefined || to === null ? rule : shiftRule(rule, asStart(from), startAt(to));
  const startAt = (local: LocalMs) => ({
    start: local,
    zone: after.allDay ? '' : ianaZone(tzidFor(current, before, after)),
    allDay: after.allDay,
  });
  const rules = valuesOf(current, 'RRULE');
  const [first, ...others] = rules;
  // A rule the person has just written means the new start.
  const written = after.rrule !== before.rrule;
  const next = [...(written ? [after.rrule] : first === undefined ? [] : [shift(first)]), ...others.map(shift)];
  for (const [key, line] of ruleEdits(context, 'RRULE', next)) edits.set(key, line);
}

const asStart = (moment: Moment) => ({ start: moment.local, zone: ianaZone(moment.zone), allDay: moment.date });
