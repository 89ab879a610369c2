// The value of an item: its text, then its edits (docs/decisions/0001). Used by rows, export, search and sync alike.
import { parseDuration } from '../time/ical-time.js';
import {
  type Component,
  createPart,
  formatComponents,
  type Part,
  parseComponents,
  propertyValue,
} from './component.js';
import { parseContentLine } from './content-line.js';
import { parseEditKey } from './edit-key.js';
import { editLines, type LineEdit, withParts } from './edit-lines.js';
import { endNameOf, type Length, readLength, writeTimes } from './edit-time.js';
import type { Edits } from './item.js';
import { formatMomentLine, type Moment, momentKey, readMomentLine, readMomentValue } from './moment.js';

/** An occurrence of its own has none of these. */
const seriesNames = new Set(['RRULE', 'RDATE', 'EXDATE', 'EXRULE']);

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
  const removed = removedMoments(own);
  const edited = new Map<Component, Component>();
  for (const component of components) {
    const rid = propertyValue(component, 'RECURRENCE-ID')?.trim() ?? '';
    const lines = [...(component === first ? own : []), ...(rid === '' ? [] : (groups.get(rid) ?? []))];
    if (isMain(component)) edited.set(component, editComponent(component, lines));
  }
  const newMaster = master === undefined ? undefined : edited.get(master);
  const seriesEnds = master !== undefined && newMaster !== undefined && isSeries(master) && !isSeries(newMaster);
  const result = components.map((component) => edited.get(component) ?? component);
  if (newMaster !== undefined && isSeries(newMaster)) {
    const known = new Set(components.map((component) => propertyValue(component, 'RECURRENCE-ID')?.trim()));
    for (const rid of [...groups.keys()].filter((key) => key !== '' && !known.has(key)).sort()) {
      const made = createOverride(newMaster, rid, groups.get(rid) ?? []);
      if (made !== undefined) result.push(made);
    }
  }
  return formatComponents(withoutTaken(result, seriesEnds, removed));
}

/** Without overrides of what was taken away, and without a second one of the same occurrence. */
function withoutTaken(components: readonly Component[], all: boolean, removed: ReadonlySet<string>): Component[] {
  const taken = new Set(removed);
  return components.filter((component) => {
    if (!isOverride(component)) return true;
    const key = ridKey(component);
    const keep = !all && !taken.has(key);
    if (key !== '') taken.add(key);
    return keep;
  });
}

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

function ridKey(component: Component): string {
  const moment = readMomentLine(component.parts.find(({ name }) => name === 'RECURRENCE-ID')?.text);
  return moment === undefined ? '' : momentKey(moment);
}

/** Occurrences that edits take away: away wins over any change of them. */
function removedMoments(edits: readonly LineEdit[]): Set<string> {
  const removed = new Set<string>();
  for (const { name, text } of edits) {
    const moment = name === 'EXDATE' && text !== '' ? readMomentLine(text) : undefined;
    if (moment !== undefined) removed.add(momentKey(moment));
  }
  return removed;
}

function editComponent(component: Component, edits: readonly LineEdit[]): Component {
  if (edits.length === 0) return component;
  const override = isOverride(component);
  const hasStart = component.parts.some(({ name }) => name === 'DTSTART');
  const isTime = ({ name }: LineEdit) =>
    name === 'DTSTART' || name === 'DURATION' || name === 'DTEND' || (name === 'DUE' && hasStart);
  const allowed = edits.filter(
    (edit) =>
      !isTime(edit) && (override ? !seriesNames.has(edit.name) && !removesRid(edit) : edit.name !== 'RECURRENCE-ID'),
  );
  const parts = editLines(component.parts, allowed);
  return withParts(component, component.name === 'VCARD' ? parts : editTimes(component, parts, edits));
}

/** Without RECURRENCE-ID, or with one that cannot be read, an override would be a second master. */
function removesRid({ name, text }: LineEdit): boolean {
  return name === 'RECURRENCE-ID' && readMomentLine(text) === undefined;
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

/** An occurrence that the text has no component for: the edited master's copy at its time, then its own edits. */
function createOverride(master: Component, rid: string, edits: readonly LineEdit[]): Component | undefined {
  const masterStart = readMomentLine(master.parts.find(({ name }) => name === 'DTSTART')?.text);
  if (masterStart === undefined) return undefined;
  const moved = edits.find(({ name, text }) => name === 'RECURRENCE-ID' && isMomentOf('RECURRENCE-ID', text));
  const named = readMomentValue(rid, masterStart.zone === 'UTC' ? '' : masterStart.zone);
  const moment = moved === undefined ? named : readMomentLine(moved.text);
  if (moment === undefined) return undefined;
  const copy = copyAt(master, moment);
  return editComponent(
    copy,
    edits.filter(({ name }) => name !== 'RECURRENCE-ID'),
  );
}

/** The master as one occurrence that starts then. */
export function copyAt(master: Component, moment: Moment): Component {
  const startLine = master.parts.find(({ name }) => name === 'DTSTART');
  const like = parseContentLine(startLine?.text ?? '');
  const kept = master.parts.filter(({ name, block }) => block || !seriesNames.has(name));
  const length = readLength(master);
  const start = { line: formatMomentLine('DTSTART', moment, like), moment };
  const timed = { ...master, parts: writeTimes(master, kept, start, length) };
  const index = timed.parts.findIndex(({ name }) => name === 'DTSTART');
  const ridLine = createPart('RECURRENCE-ID', formatMomentLine('RECURRENCE-ID', moment));
  return { ...timed, parts: timed.parts.toSpliced(index + 1, 0, ridLine) };
}
