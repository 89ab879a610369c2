// A task to its row. DTSTART and DUE are two moments of a task, not start and end of something that lasts (TA1–TA4).
import {
  createScanNames,
  drawnNames,
  lineOf,
  type ScannedComponent,
  scanComponents,
  scannedParam,
} from '../calendar/component-scan.js';
import { ItemZones } from '../calendar/item-zones.js';
import { projectComponents } from '../calendar/project-item.js';
import { fixedTimes, lengthTo, onSeriesClock, type ReadTime, readTime } from '../calendar/read-times.js';
import type { FixedTimes, Length, SeriesRow, TaskRow, TaskState } from '../calendar/row-types.js';
import { unescapeText } from '../items/content-line.js';
import { parseDuration, parseIcalTime } from '../time/ical-time.js';

const taskNames = createScanNames(...drawnNames.names, ...['COMPLETED', 'PERCENT-COMPLETE', 'PRIORITY', 'RELATED-TO']);

/** Longer titles and places are cut: rows are for drawing. */
const MAX_TEXT = 500;
/** A UID is a name, not a book. */
const MAX_UID = 1000;
/** The longest is lightgoldenrodyellow. */
const COLOR_NAME = /^[a-z]{3,20}$/;

const NO_LENGTH: Length = { days: 0, seconds: 0 };

/** Rows of an item's VTODOs: one as a rule. Occurrences that came without their series are a task each. */
export function projectTask(uid: string, text: string): TaskRow[] {
  const components = scanComponents(text, taskNames);
  const zones = new ItemZones(components);
  const todos = components.filter(({ name }) => name === 'VTODO');
  const isOverride = (todo: ScannedComponent) => lineOf(todo, 'RECURRENCE-ID') !== undefined;
  const master = todos.find((todo) => !isOverride(todo));
  const overrides = todos.filter(isOverride);
  const own = master ?? overrides[0];
  if (own === undefined) return [];
  const row: TaskRow = { kind: 'task', uid, ...drawn(own), ...readState(own) };
  const times = taskTimes(own, zones);
  const found = master && projectComponents(uid, components, 'VTODO', zones).find((one) => one.kind === 'series');
  if (found?.kind !== 'series' || times === undefined) {
    const once = times && fixedTimes(times);
    return [{ ...row, ...(once && { once }), ...(times?.startOnly && { startOnly: true }) }];
  }
  const { series, states } = withDueTimes(found, times, overrides, zones);
  return [{ ...row, series, ...(times.startOnly && { startOnly: true }), ...(states.length > 0 && { states }) }];
}

interface TaskTimes {
  readonly start: ReadTime;
  /** From start to due. */
  readonly length: Length;
  readonly startOnly: boolean;
}

/** Start (that of DUE when there is none) and the way to when it is due; a due time before the start is the start. */
function taskTimes(todo: ScannedComponent, zones: ItemZones): TaskTimes | undefined {
  const timeOf = (name: string) => {
    const line = lineOf(todo, name);
    return line && readTime(line, line.value.trim(), zones);
  };
  const due = timeOf('DUE');
  const start = timeOf('DTSTART') ?? due;
  if (start === undefined) return undefined;
  const written = due ? lengthTo(start, due) : parseDuration(lineOf(todo, 'DURATION')?.value ?? '');
  const isNegative = written !== undefined && (written.days < 0 || written.seconds < 0);
  const length = written === undefined || isNegative ? NO_LENGTH : written;
  return { start, length: start.date ? wholeDays(length) : length, startOnly: written === undefined };
}

const wholeDays = ({ days, seconds }: Length): Length => ({ days: days + Math.floor(seconds / 86_400), seconds: 0 });

/** The series with its occurrences' ends where they are due, and what is different about single ones. */
function withDueTimes(
  found: SeriesRow,
  times: TaskTimes,
  overrides: readonly ScannedComponent[],
  zones: ItemZones,
): { readonly series: SeriesRow; readonly states: NonNullable<TaskRow['states']> } {
  const fixedByStart = new Map<number, FixedTimes>();
  const states: (TaskState & { at: SeriesRow['start'] })[] = [];
  for (const override of overrides) {
    const line = lineOf(override, 'RECURRENCE-ID');
    const id = line && readTime(line, line.value.trim(), zones);
    if (id === undefined) continue;
    const at = onSeriesClock(times.start, id);
    const own = taskTimes(override, zones) ?? { start: id, length: times.length };
    fixedByStart.set(at, fixedTimes(own));
    states.push({ at, ...readState(override) });
  }
  const rows = found.overrides?.map((row) => {
    const fixed = fixedByStart.get(row.at);
    return fixed === undefined ? row : { ...row, start: fixed.start, end: fixed.end };
  });
  const series: SeriesRow = { ...found, length: times.length, ...(rows && { overrides: rows }) };
  return { series, states };
}

function drawn(todo: ScannedComponent): Pick<TaskRow, 'title' | 'location' | 'color' | 'parent'> {
  const textOf = (name: string) => unescapeText((lineOf(todo, name)?.value ?? '').slice(0, MAX_TEXT)).trim();
  const location = textOf('LOCATION');
  const color = (lineOf(todo, 'COLOR')?.value ?? '').trim().toLowerCase();
  const parent = parentOf(todo);
  return {
    title: textOf('SUMMARY'),
    ...(location !== '' && { location }),
    ...(COLOR_NAME.test(color) && { color }),
    ...(parent !== '' && { parent }),
  };
}

/** RELATED-TO without RELTYPE means the parent (RFC 5545 §3.8.4.5). */
function parentOf(todo: ScannedComponent): string {
  const line = todo.lines.find(
    (one) => one.name === 'RELATED-TO' && (scannedParam(one, 'RELTYPE') ?? 'PARENT').toUpperCase() === 'PARENT',
  );
  const uid = unescapeText(line?.value.trim() ?? '');
  return uid.length > MAX_UID ? '' : uid;
}

/** What STATUS, COMPLETED, PERCENT-COMPLETE and PRIORITY say together; they may contradict each other (TA3). */
export function readState(todo: ScannedComponent): TaskState {
  const valueIn = (name: string) => lineOf(todo, name)?.value.trim() ?? '';
  const written = valueIn('STATUS').toUpperCase();
  const percent = Number.parseInt(valueIn('PERCENT-COMPLETE'), 10);
  const at = parseIcalTime(valueIn('COMPLETED'));
  const priority = Number.parseInt(valueIn('PRIORITY'), 10);
  const hasPriority = priority >= 1 && priority <= 9;
  const common = hasPriority ? { priority } : {};
  const done = written === 'COMPLETED' || (written === '' && (at !== undefined || percent === 100));
  if (done) return { ...common, status: 'COMPLETED', ...(at && { completed: at.local }) };
  if (written === 'CANCELLED') return { ...common, status: 'CANCELLED' };
  const part = percent > 0 && percent <= 100 ? { percent: Math.min(percent, 99) } : {};
  return written === 'IN-PROCESS' ? { ...common, status: 'IN-PROCESS', ...part } : { ...common, ...part };
}
