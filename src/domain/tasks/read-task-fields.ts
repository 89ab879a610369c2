import { createScanNames, lineOf, scanComponents, scannedParam } from '../calendar/component-scan.js';
import { alarmKey, readAlarm } from '../calendar/event-alarms.js';
import type { AlarmField } from '../calendar/event-fields.js';
import {
  type EventComponents,
  findOverride,
  lineOfPart,
  momentOfPart,
  readEventComponents,
  recurrenceMoment,
} from '../calendar/read-event-fields.js';
import type { Component, Part } from '../items/component.js';
import { parseContentLine, splitEscaped, unescapeText } from '../items/content-line.js';
import { addDuration, ianaZone, inZone, type Moment } from '../items/moment.js';
import { parseDuration } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import { readState } from './project-task.js';
import type { TaskFields } from './task-fields.js';
import { readSort } from './task-sort.js';

const alarmNames = createScanNames('ACTION', 'TRIGGER');
const visibilities = ['PUBLIC', 'PRIVATE', 'CONFIDENTIAL'] as const;

/**
 * What a person sees of a task.
 *
 * @param text - The item's text, edits applied.
 * @param recurrenceId - Which occurrence; absent: the series itself, or the single task.
 * @returns undefined when there is no such task.
 */
export function readTaskFields(text: string, recurrenceId?: string): TaskFields | undefined {
  const components = readEventComponents(text);
  const { master } = components;
  const override = recurrenceId === undefined ? undefined : findOverride(components, recurrenceId);
  const component = override ?? master ?? components.overrides[0];
  if (component?.name !== 'VTODO') return undefined;
  const times = momentsOf(component);
  if (recurrenceId === undefined || override !== undefined || master === undefined) {
    return readFields(component, times, components);
  }
  const named = recurrenceMoment(components, recurrenceId);
  const anchor = times.start ?? times.due;
  if (named === undefined || anchor === undefined) return undefined;
  return readFields(component, shifted(times, anchor, inZone(named, anchor.zone)), components);
}

/** When a task starts and is due. */
export interface TaskMoments {
  readonly start: Moment | undefined;
  readonly due: Moment | undefined;
}

/** As written; DURATION counts from DTSTART. */
export function momentsOf(component: Component): TaskMoments {
  const start = momentOfPart(component, 'DTSTART');
  const due = momentOfPart(component, 'DUE');
  const duration = parseDuration(lineOfPart(component, 'DURATION')?.value ?? '');
  return { start, due: due ?? (start && duration && addDuration(start, duration)) };
}

/** The moments of an occurrence: as far apart as those of its series. */
function shifted({ start, due }: TaskMoments, from: Moment, to: Moment): TaskMoments {
  const by = to.local - from.local;
  const move = (moment: Moment | undefined) => moment && { ...moment, local: (moment.local + by) as LocalMs };
  return { start: move(start), due: move(due) };
}

function readFields(component: Component, times: TaskMoments, { master }: EventComponents): TaskFields {
  const [scanned] = scanComponents(componentText(component), stateNames);
  const state = scanned === undefined ? {} : readState(scanned);
  const textOf = (name: string) => unescapeText(lineOfPart(component, name)?.value ?? '');
  const visibility = lineOfPart(component, 'CLASS')?.value.trim().toUpperCase();
  const { status = 'NEEDS-ACTION', percent = 0, completed, priority = 0 } = state;
  return {
    title: textOf('SUMMARY'),
    location: textOf('LOCATION'),
    description: textOf('DESCRIPTION'),
    url: lineOfPart(component, 'URL')?.value ?? '',
    ...timesOf(times),
    rrule: (master && lineOfPart(master, 'RRULE')?.value) ?? '',
    priority,
    status,
    percent: status === 'COMPLETED' ? 100 : percent,
    completed: completed === undefined ? null : (completed as EpochMs),
    visibility: visibilities.find((known) => known === visibility) ?? 'PUBLIC',
    categories: readCategories(component),
    ...alarmsOf(component, times),
    parent: parentOf(component),
    sort: readSort(lineOfPart(component, 'X-APPLE-SORT-ORDER')?.value ?? '') ?? null,
  };
}

const stateNames = createScanNames('STATUS', 'COMPLETED', 'PERCENT-COMPLETE', 'PRIORITY');

function componentText({ begin, parts, end }: Component): string {
  return [begin, ...parts.filter(({ block }) => !block).map(({ raw }) => raw), end].join('\r\n');
}

/** In the zone of the due time; a start in another zone is given on that clock. */
function timesOf({ start, due }: TaskMoments): Pick<TaskFields, 'start' | 'due' | 'allDay' | 'zone'> {
  const main = due ?? start;
  if (main === undefined) return { start: null, due: null, allDay: true, zone: '' };
  const zone = main.date ? '' : ianaZone(main.zone);
  const onClock = (moment: Moment | undefined) => {
    if (moment === undefined) return null;
    const own = ianaZone(moment.zone);
    const same = moment.date || own === '' || zone === '' || own === zone;
    return same ? moment.local : epochToLocal(zone, localToEpoch(own, moment.local));
  };
  return { start: onClock(start), due: onClock(due), allDay: main.date, zone };
}

function readCategories(component: Component): string[] {
  const lines = component.parts.filter(({ name, block }) => name === 'CATEGORIES' && !block);
  const values = lines.flatMap(({ text }) => splitEscaped(parseContentLine(text)?.value ?? '', ','));
  return values.map((value) => unescapeText(value).trim()).filter((value) => value !== '');
}

/** The RELATED-TO that names the parent. */
export function parentLine(component: Component): { readonly part: Part; readonly index: number } | undefined {
  const lines = component.parts.filter(({ name, block }) => name === 'RELATED-TO' && !block);
  const index = lines.findIndex(({ text }) => {
    const type = parseContentLine(text)?.params.find(({ name }) => name === 'RELTYPE')?.values[0];
    return (type ?? 'PARENT').toUpperCase() === 'PARENT';
  });
  const part = lines[index];
  return part && { part, index };
}

function parentOf(component: Component): string {
  const found = parentLine(component);
  return found === undefined ? '' : unescapeText(parseContentLine(found.part.text)?.value.trim() ?? '');
}

function alarmsOf(component: Component, times: TaskMoments): Pick<TaskFields, 'alarms' | 'moreAlarms'> {
  const found = component.parts.map((part) => readTaskAlarm(part, times));
  const more = found.filter((alarm) => typeof alarm === 'object');
  return {
    alarms: found.filter((alarm) => typeof alarm === 'number'),
    moreAlarms: [...new Map(more.map((alarm) => [alarmKey(alarm), alarm])).values()],
  };
}

/** What a VALARM of a task says: minutes before it is due, or more than that (RM12). `undefined`: not for people. */
export function readTaskAlarm(part: Part, times: TaskMoments): number | AlarmField | undefined {
  const minutes = taskAlarmMinutes(part, times);
  const alarm = minutes ?? readAlarm(part);
  // Not minutes before it is due, so before it starts.
  return typeof alarm === 'number' && minutes === undefined
    ? { action: 'DISPLAY', to: [], from: 'start', minutes: alarm }
    : alarm;
}

/**
 * Minutes before a task is due at which an alarm shows or sounds; of a task that is not due, before it starts.
 *
 * @returns undefined for anything else, also for what counts from a start that is another moment.
 */
function taskAlarmMinutes(part: Part, times: TaskMoments): number | undefined {
  const [alarm] = part.block && part.name === 'VALARM' ? scanComponents(part.raw, alarmNames) : [];
  const shown = alarm && /^\s*(?:DISPLAY|AUDIO)\s*$/i.test(lineOf(alarm, 'ACTION')?.value ?? '');
  const trigger = alarm && lineOf(alarm, 'TRIGGER');
  if (!shown || !trigger) return undefined;
  const { start, due } = times;
  const fromEnd = scannedParam(trigger, 'RELATED')?.toUpperCase() === 'END';
  const isOne = start === undefined || due === undefined || start.local === due.local;
  if (!(fromEnd || isOne)) return undefined;
  const duration = parseDuration(trigger.value);
  return duration && 0 - duration.days * 1440 - duration.seconds / 60;
}
