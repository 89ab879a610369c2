// The value of an item: its text, then its edits (docs/decisions/0001). Used by rows, export, search and sync alike.
import { endOfRules } from '../calendar/series-end.js';
import { parseDuration } from '../time/ical-time.js';
import { type Component, formatComponents, type Part, parseComponents, propertyValue } from './component.js';
import { paramValue, parseContentLine } from './content-line.js';
import { parseEditKey } from './edit-key.js';
import { editLines, type LineEdit, withParts } from './edit-lines.js';
import { endNameOf, type Length, readLength, writeTimes } from './edit-time.js';
import type { Edits } from './item.js';
import { inZone, type Moment, momentKey, readMomentLine, readMomentValue } from './moment.js';
import { copyOfSeries, ridOf, seriesNames } from './series-copy.js';
import { frameOf, fromText, type SeriesFrame, shiftDates, shiftOverride, toText } from './series-frame.js';
import { fitTaskTimes, isTaskTimeEdit } from './task-time.js';

/**
 * The item's text with its edits. What no edit touches stays byte for byte; malformed edits are ignored. Whatever the
 * edits, the result keeps the text's UID and never ends before it starts.
 *
 * @param text - As {@link Item.text}: iCalendar components of one UID, or one vCard.
 */
export function applyEdits(text: string, edits: Edits): string {
  const groups = groupByOccurrence(edits);
  if (groups.size === 0) return text;
  const components = parseComponents(text);
  const isMain = ({ name }: Component) => name !== 'VTIMEZONE';
  const master = components.find((component) => isMain(component) && !isOverride(component));
  const own = groups.get('') ?? [];
  // Overrides without master: an invitation to one occurrence. What is not said of another is said of the first.
  const first = master ?? components.find(isMain);
  const unmoved = master && editComponent(master, own);
  const frame = frameOf(master, unmoved);
  const newMaster = unmoved && (frame === undefined ? unmoved : withParts(unmoved, shiftDates(unmoved.parts, frame)));
  const result = components.map((component) => {
    if (!isMain(component)) return component;
    if (component === master) return newMaster ?? component;
    const rid = propertyValue(component, 'RECURRENCE-ID')?.trim() ?? '';
    const said = [...(component === first ? own : []), ...(rid === '' ? [] : (groups.get(rid) ?? []))];
    return editOverride(component, said, master, own, frame);
  });
  if (newMaster !== undefined && isSeries(newMaster)) {
    const known = new Set(components.map((component) => propertyValue(component, 'RECURRENCE-ID')?.trim()));
    for (const rid of [...groups.keys()].filter((key) => key !== '' && !known.has(key)).sort()) {
      const made = createOverride(result, newMaster, rid, groups.get(rid) ?? [], frame);
      if (made !== undefined) result.push(made);
    }
  }
  if (master === undefined || newMaster === undefined) {
    return formatComponents(withoutTaken(result, removedMoments(own, undefined)));
  }
  const ended = overridesEndedBy(own, master, newMaster, frame);
  return formatComponents(withoutTaken(result, removedMoments(own, frame), ended));
}

/** Without overrides of what was taken away, and without a second one of the same occurrence. */
function withoutTaken(
  components: readonly Component[],
  removed: ReadonlySet<string>,
  isEnded: (id: Moment) => boolean = () => false,
): Component[] {
  const taken = new Set(removed);
  return components.filter((component) => {
    if (!isOverride(component)) return true;
    const id = ridOf(component);
    const key = id === undefined ? '' : momentKey(id);
    const keep = !taken.has(key) && !(id !== undefined && isEnded(id));
    if (key !== '') taken.add(key);
    return keep;
  });
}

/** Where edits give a series another end, or take a date out of it, what is no more goes as if it were taken away. */
function overridesEndedBy(
  edits: readonly LineEdit[],
  master: Component,
  newMaster: Component,
  frame: SeriesFrame | undefined,
): (id: Moment) => boolean {
  if (!isSeries(newMaster)) return () => isSeries(master);
  const zone = startOf(newMaster)?.zone ?? '';
  const textZone = frame?.text.zone ?? zone;
  const dates = new Set(datesOf(newMaster, 'RDATE').map(momentKey));
  const gone = new Set<string>();
  for (const { name, id, text } of edits) {
    const moment = name === 'RDATE' && text === '' ? readMomentValue(id.split('/', 1)[0] ?? '', textZone) : undefined;
    if (moment !== undefined) gone.add(momentKey(fromText(moment, frame)));
  }
  const changesRule = edits.some(({ name }) => name === 'RRULE');
  const [before, after] = changesRule ? [endOfRules(master), endOfRules(newMaster)] : [0, 0];
  return (id) => {
    if (dates.has(momentKey(id))) return false;
    const ended = inZone(toText(id, frame), textZone).local <= before && inZone(id, zone).local > after;
    return gone.has(momentKey(id)) || (changesRule && ended);
  };
}

const startOf = (component: Component) => readMomentLine(component.parts.find(({ name }) => name === 'DTSTART')?.text);

function groupByOccurrence(edits: Edits): Map<string, LineEdit[]> {
  const groups = new Map<string, LineEdit[]>();
  for (const [key, text] of Object.entries(edits)) {
    const parsed = parseEditKey(key);
    if (parsed === undefined) continue;
    const group = groups.get(parsed.rid);
    if (group === undefined) groups.set(parsed.rid, [{ ...parsed, text }]);
    else group.push({ ...parsed, text });
  }
  return groups;
}

export function isOverride(component: Component): boolean {
  return component.parts.some(({ name, block }) => name === 'RECURRENCE-ID' && !block);
}

/** Has a rule or dates to recur on (EXRULE and EXDATE alone make no series). */
export function isSeries(component: Component): boolean {
  return component.parts.some(({ name, block }) => (name === 'RRULE' || name === 'RDATE') && !block);
}

/** Values of all EXDATE or RDATE lines; of periods the start. */
function datesOf(component: Component, name: string): Moment[] {
  return component.parts.flatMap((part) => {
    const line = part.name === name && !part.block ? parseContentLine(part.text) : undefined;
    if (line === undefined) return [];
    const tzid = paramValue(line, 'TZID');
    return line.value.split(',').flatMap((value) => readMomentValue(value.split('/', 1)[0] ?? '', tzid) ?? []);
  });
}

/** Occurrences that edits take away: away wins over any change of them. */
function removedMoments(edits: readonly LineEdit[], frame: SeriesFrame | undefined): Set<string> {
  const removed = new Set<string>();
  for (const { name, text } of edits) {
    const moment = name === 'EXDATE' && text !== '' ? readMomentLine(text) : undefined;
    if (moment !== undefined) removed.add(momentKey(fromText(moment, frame)));
  }
  return removed;
}

/**
 * An override of the text: moved along with its series, and changed along in what it says in the same words as the
 * series' text does.
 *
 * @param said - Edits of this occurrence.
 * @param ofSeries - Edits of the series.
 */
function editOverride(
  override: Component,
  said: readonly LineEdit[],
  master: Component | undefined,
  ofSeries: readonly LineEdit[],
  frame: SeriesFrame | undefined,
): Component {
  const along = master === undefined ? [] : editsAlong(override, said, master, ofSeries);
  if (frame === undefined) return editComponent(override, [...along, ...said]);
  const { parts, start } = shiftOverride(override, frame);
  const moved: LineEdit[] = start === undefined ? [] : [{ name: 'DTSTART', id: '', text: start }];
  const edited = editComponent(override, [...moved, ...along, ...said]);
  const id = parts.find(({ name }) => name === 'RECURRENCE-ID');
  return withParts(
    edited,
    edited.parts.map((part) => (part.name === 'RECURRENCE-ID' && id !== undefined ? id : part)),
  );
}

function editsAlong(
  override: Component,
  said: readonly LineEdit[],
  master: Component,
  ofSeries: readonly LineEdit[],
): LineEdit[] {
  const linesOf = (component: Component, name: string) =>
    component.parts.flatMap((part) => (part.name === name ? [part.text] : [])).join('\n');
  const [own, series] = [readLength(override), readLength(master)];
  const sameLength = JSON.stringify(own) === JSON.stringify(series);
  return ofSeries.filter(({ name, id }) => {
    if (name === 'DTSTART' || name === 'DTEND' || name === 'DUE' || name === 'RECURRENCE-ID') return false;
    if (said.some((other) => other.name === name && (other.id === '' || other.id === id))) return false;
    return name === 'DURATION' ? sameLength : linesOf(override, name) === linesOf(master, name);
  });
}

function editComponent(component: Component, edits: readonly LineEdit[]): Component {
  const isTask = component.name === 'VTODO';
  // An occurrence of a series of tasks needs its start, also when it is the only thing that is edited.
  if (edits.length === 0 && !(isTask && isSeries(component) && startOf(component) === undefined)) return component;
  const override = isOverride(component);
  const isTime = ({ name }: LineEdit) => name === 'DTSTART' || name === 'DURATION' || name === 'DTEND';
  const isOwn = ({ name }: LineEdit) => name !== 'RECURRENCE-ID' && !(override && seriesNames.has(name));
  const allowed = edits.filter((edit) => isOwn(edit) && (isTask ? isTaskTimeEdit(edit) : !isTime(edit)));
  const parts = editLines(component.parts, allowed);
  if (isTask) return withParts(component, fitTaskTimes(parts));
  return withParts(component, component.name === 'VCARD' ? parts : editTimes(component, parts, edits));
}

function editTimes(component: Component, parts: readonly Part[], edits: readonly LineEdit[]): readonly Part[] {
  const start = edits.findLast(({ name, text }) => name === 'DTSTART' && isMomentOf('DTSTART', text));
  const duration = edits.findLast(({ name, text }) => name === 'DURATION' && (text === '' || readDuration(text)));
  const end = edits.findLast(({ name }) => name === endNameOf(component) && name === 'DTEND');
  const endZone = end && endZoneOf(end.text);
  if (start === undefined && duration === undefined && endZone === undefined) return parts;
  const line = start?.text ?? component.parts.find(({ name }) => name === 'DTSTART')?.text ?? '';
  const moment = readMomentLine(line);
  if (moment === undefined) return parts;
  return writeTimes(component, parts, { line, moment }, lengthAfter(component, duration), endZone);
}

/** Of an edit of DTEND only its zone counts, so that it goes with any start and length; '' takes it back. */
function endZoneOf(text: string): string | undefined {
  if (text === '') return '';
  const zone = isMomentOf('DTEND', text) ? (readMomentLine(text)?.zone ?? '') : '';
  return zone === '' ? undefined : zone;
}

function isMomentOf(name: string, text: string): boolean {
  const line = parseContentLine(text);
  return !/[\r\n]/.test(text) && line?.name === name && readMomentLine(text) !== undefined;
}

function lengthAfter(component: Component, edit: LineEdit | undefined): Length | undefined {
  if (edit === undefined) return readLength(component);
  return edit.text === '' ? undefined : readDuration(edit.text);
}

function readDuration(text: string): Length | undefined {
  const duration = parseDuration(parseContentLine(text)?.value ?? '');
  if (duration === undefined || duration.days < 0 || duration.seconds < 0) return undefined;
  return { ...duration, wallClock: false };
}

/**
 * An occurrence that the text has no component for: a copy, at its time, of the edited series or of what holds from an
 * earlier occurrence on (RANGE=THISANDFUTURE), then its own edits.
 */
function createOverride(
  components: readonly Component[],
  master: Component,
  rid: string,
  edits: readonly LineEdit[],
  frame: SeriesFrame | undefined,
): Component | undefined {
  const start = startOf(master);
  if (start === undefined) return undefined;
  const { zone } = frame?.text ?? start;
  const named = readMomentValue(rid, zone === 'UTC' ? '' : zone);
  return named && editComponent(copyOfSeries(components, master, fromText(named, frame)), edits);
}
