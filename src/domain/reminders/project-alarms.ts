// The alarms of an item's text as rows (RM1–RM4 in docs/rules/reminders.md).
import {
  createScanNames,
  lineOf,
  type ScannedComponent,
  scanComponents,
  scannedParam,
} from '../calendar/component-scan.js';
import { ItemZones } from '../calendar/item-zones.js';
import { projectCalendarItem, rowNames } from '../calendar/project-calendar-item.js';
import { onSeriesClock, readTime } from '../calendar/read-times.js';
import type { EventRow, ItemRows, SeriesRow } from '../calendar/row-types.js';
import type { Item } from '../items/item.js';
import { projectTask, readState } from '../tasks/project-task.js';
import { sortNames, withSort } from '../tasks/task-sort.js';
import { parseDuration, parseIcalTime } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { localToEpoch } from '../time/zone.js';
import type { Alarm, AlarmRow, AlarmTime } from './reminder.js';

const names = createScanNames(
  ...rowNames,
  ...['ACTION', 'TRIGGER', 'REPEAT', 'ACKNOWLEDGED', 'COMPLETED', 'PERCENT-COMPLETE', 'PRIORITY'],
  ...sortNames,
);

/** Attack: a thousand alarms in one event. More than anybody sets by hand. */
export const MAX_ALARMS = 30;
/** Attack: REPEAT:1000000. A day of hourly reminders. */
export const MAX_REPEATS = 24;
/** Attack: DURATION:PT0S. Seconds between two of one alarm. */
const MIN_EVERY = 60;

/** What is drawn of an item, and what goes off. */
export interface DrawnItem {
  readonly rows: ItemRows;
  readonly alarms: readonly AlarmRow[];
}

/** Rows of an item and of its alarms, in one pass over the text. */
export function projectWithAlarms(item: Item): DrawnItem {
  const components = scanComponents(item.text, names);
  const zones = new ItemZones(components);
  const rows = withSort(projectCalendarItem(item, components, zones), components);
  if (!components.some(({ children }) => children.some(({ name }) => name === 'VALARM'))) return { rows, alarms: [] };
  return { rows, alarms: [...eventAlarms(item.uid, components, rows, zones), ...taskAlarms(item, components, zones)] };
}

const isOverride = (component: ScannedComponent) => lineOf(component, 'RECURRENCE-ID') !== undefined;

const isEventRow = (row: ItemRows[number]): row is EventRow | SeriesRow =>
  row.kind === 'event' || row.kind === 'series';

function eventAlarms(
  uid: string,
  components: readonly ScannedComponent[],
  drawn: ItemRows,
  zones: ItemZones,
): AlarmRow[] {
  const events = components.filter(({ name }) => name === 'VEVENT');
  const master = events.find((event) => !isOverride(event));
  const rows = drawn.filter(isEventRow);
  if (master === undefined) return events.flatMap((event) => orphanAlarms(uid, event, rows, zones));
  const [row] = rows;
  return row === undefined ? [] : rowWith({ uid, row }, master, events.filter(isOverride), zones);
}

/** Occurrences that came without their series are each by themselves (RS7). */
function orphanAlarms(
  uid: string,
  event: ScannedComponent,
  rows: readonly (EventRow | SeriesRow)[],
  zones: ItemZones,
): AlarmRow[] {
  const id = lineOf(event, 'RECURRENCE-ID')?.value.trim();
  const row = rows.find((one) => one.kind === 'event' && one.recurrenceId === id);
  const alarms = readAlarms(event, zones);
  return row === undefined || alarms.length === 0 ? [] : [{ uid, row, alarms }];
}

function taskAlarms({ uid, text }: Item, components: readonly ScannedComponent[], zones: ItemZones): AlarmRow[] {
  const todos = components.filter(({ name }) => name === 'VTODO');
  const master = todos.find((todo) => !isOverride(todo)) ?? todos[0];
  const [task] = master === undefined ? [] : projectTask(uid, text);
  if (master === undefined || task === undefined || task.status === 'COMPLETED' || task.status === 'CANCELLED')
    return [];
  const row =
    task.series ?? (task.once && ({ kind: 'event', uid, title: task.title, ...task.once } satisfies EventRow));
  if (row === undefined) return [];
  return rowWith({ uid, row, task: true }, master, todos.filter(isOverride), zones);
}

/** The row, when anything of it goes off. */
function rowWith(
  row: Omit<AlarmRow, 'alarms'>,
  master: ScannedComponent,
  overrides: readonly ScannedComponent[],
  zones: ItemZones,
): AlarmRow[] {
  const alarms = readAlarms(master, zones);
  const own = row.row.kind === 'event' ? [] : overrides.flatMap((one) => ownAlarms(one, row, master, zones));
  if (alarms.length === 0 && own.every((one) => one.alarms.length === 0)) return [];
  return [{ ...row, alarms, ...(own.length > 0 && { own }) }];
}

function ownAlarms(
  override: ScannedComponent,
  { task }: Pick<AlarmRow, 'task'>,
  master: ScannedComponent,
  zones: ItemZones,
): NonNullable<AlarmRow['own']> {
  const line = lineOf(override, 'RECURRENCE-ID');
  const id = line && readTime(line, line.value.trim(), zones);
  const first = lineOf(master, 'DTSTART') ?? lineOf(master, 'DUE');
  const start = first && readTime(first, first.value.trim(), zones);
  if (id === undefined || start === undefined) return [];
  const { status } = task ? readState(override) : {};
  const closed = status === 'COMPLETED' || status === 'CANCELLED';
  return [{ at: onSeriesClock(start, id), alarms: closed ? [] : readAlarms(override, zones) }];
}

/** Alarms that are shown or sound, in order; mails and procedures are somebody else's (RM1). */
function readAlarms(component: ScannedComponent, zones: ItemZones): Alarm[] {
  const alarms: Alarm[] = [];
  for (const child of component.children) {
    if (alarms.length === MAX_ALARMS) break;
    const alarm = child.name === 'VALARM' ? readAlarm(child, component, zones) : undefined;
    if (alarm !== undefined) alarms.push(alarm);
  }
  return alarms;
}

function readAlarm(alarm: ScannedComponent, component: ScannedComponent, zones: ItemZones): Alarm | undefined {
  const action = (lineOf(alarm, 'ACTION')?.value ?? 'DISPLAY').trim().toUpperCase();
  if (action !== 'DISPLAY' && action !== 'AUDIO') return undefined;
  const time = readTrigger(alarm, component, zones);
  if (time === undefined) return undefined;
  const repeat = Number.parseInt(lineOf(alarm, 'REPEAT')?.value ?? '', 10);
  const every = parseDuration(lineOf(alarm, 'DURATION')?.value ?? '');
  const seconds = every === undefined ? 0 : every.days * 86_400 + every.seconds;
  const repeats = repeat > 0 && seconds >= MIN_EVERY;
  const seen = parseIcalTime(lineOf(alarm, 'ACKNOWLEDGED')?.value.trim() ?? '');
  return {
    ...time,
    ...(repeats && { repeat: Math.min(repeat, MAX_REPEATS), every: seconds }),
    ...(seen && { acknowledged: seen.local as number as EpochMs }),
  };
}

function readTrigger(alarm: ScannedComponent, component: ScannedComponent, zones: ItemZones): AlarmTime | undefined {
  const line = lineOf(alarm, 'TRIGGER');
  if (line === undefined) return undefined;
  const duration = parseDuration(line.value);
  if (duration !== undefined) {
    const related = scannedParam(line, 'RELATED')?.toUpperCase();
    // A task without start can only mean when it is due.
    const onlyDue = component.name === 'VTODO' && lineOf(component, 'DTSTART') === undefined;
    return { from: related === 'END' || onlyDue ? 'end' : 'start', ...duration };
  }
  const time = readTime(line, line.value.trim(), zones);
  if (time === undefined || time.date) return undefined;
  return { at: localToEpoch(time.zone?.rules ?? 'UTC', time.local as LocalMs) };
}
