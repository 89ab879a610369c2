// A list of tasks as a person reads it: groups by when they are due, parts below what they are a part of (TA8–TA10).
import { dayOf, startOfWeek } from '../time/calendar-date.js';
import type { DayNumber, EpochMs } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';
import { whenOf } from './task-entries.js';
import { isClosed, type TaskEntry } from './task-entry.js';

export const taskGroups = ['overdue', 'today', 'week', 'later', 'undated', 'completed'] as const;
export type TaskGroup = (typeof taskGroups)[number];
export const taskOrders = ['due', 'priority', 'title', 'manual'] as const;
export type TaskOrder = (typeof taskOrders)[number];

export interface TaskListOptions {
  readonly today: DayNumber;
  /** IANA. */
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly firstDay: number;
  readonly order: TaskOrder;
}

/** A line of the list. */
export type TaskLine =
  | { readonly kind: 'group'; readonly group: TaskGroup; readonly count: number }
  | {
      readonly kind: 'task';
      readonly group: TaskGroup;
      readonly entry: TaskEntry;
      /** 0 for a task of its own. */
      readonly depth: number;
      /** What it stands below as a part of it. */
      readonly above?: TaskEntry;
      /** Which one it is of those that stand beside it, from 1, and how many these are. */
      readonly place: { readonly at: number; readonly of: number };
      /** Of its own parts: how many are done, of how many. */
      readonly parts: { readonly done: number; readonly all: number };
    };

/** Attack: RELATED-TO that goes down without end. Deeper parts stand on the last level. */
export const MAX_DEPTH = 8;

/** Lines of all groups in order, empty groups left out. */
export function buildTaskList(entries: readonly TaskEntry[], options: TaskListOptions): TaskLine[] {
  const children = childrenOf(entries);
  const compare = comparison(options.order);
  const roots = new Map<TaskGroup, TaskEntry[]>(taskGroups.map((group) => [group, []]));
  for (const entry of rootsOf(entries, children)) {
    const group = groupOf(entry, children, options);
    roots.get(group)?.push(entry);
  }
  const lines: TaskLine[] = [];
  for (const group of taskGroups) {
    const own = roots.get(group) ?? [];
    if (own.length === 0) continue;
    own.sort(group === 'completed' ? byCompletion : compare);
    const from = lines.length;
    for (const line of linesBelow(own, children, compare, group)) lines.push(line);
    lines.splice(from, 0, { kind: 'group', group, count: lines.length - from });
  }
  return lines;
}

/** Tasks with all that is in them, each below what it is a part of. No recursion: a file may have any depth. */
function* linesBelow(
  roots: readonly TaskEntry[],
  children: ReadonlyMap<string, readonly TaskEntry[]>,
  compare: (a: TaskEntry, b: TaskEntry) => number,
  group: TaskGroup,
): Generator<TaskLine> {
  const beside = (entries: readonly TaskEntry[], depth: number, above?: TaskEntry) =>
    entries
      .map((entry, i) => ({ entry, depth, place: { at: i + 1, of: entries.length }, ...(above && { above }) }))
      .reverse();
  const open = beside(roots, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const own = [...(children.get(next.entry.key) ?? [])].sort(compare);
    yield { kind: 'task', group, ...next, parts: { done: own.filter(isClosed).length, all: own.length } };
    open.push(...beside(own, Math.min(next.depth + 1, MAX_DEPTH), next.entry));
  }
}

/** Parts by the key of what they are a part of. A part of a completed task is none when it is open itself (TA9). */
function childrenOf(entries: readonly TaskEntry[]): Map<string, TaskEntry[]> {
  const nameOf = ({ collectionId }: TaskEntry, uid: string) => `${collectionId} ${uid}`;
  const byUid = new Map<string, TaskEntry>();
  // Of a series the occurrence that is to be done is what parts hang on: it is the first that is open.
  for (const entry of entries) {
    const name = nameOf(entry, entry.uid);
    const known = byUid.get(name);
    if (known === undefined || (isClosed(known) && !isClosed(entry))) byUid.set(name, entry);
  }
  const parentOf = (entry: TaskEntry): TaskEntry | undefined => {
    const parent = entry.parent === undefined ? undefined : byUid.get(nameOf(entry, entry.parent));
    return parent === undefined || parent.key === entry.key || (isClosed(parent) && !isClosed(entry))
      ? undefined
      : parent;
  };
  const children = new Map<string, TaskEntry[]>();
  const parents = new Map<string, TaskEntry>();
  for (const entry of entries) {
    const parent = parentOf(entry);
    if (parent === undefined || leadsTo(parent, entry.key, parents)) continue;
    parents.set(entry.key, parent);
    const own = children.get(parent.key);
    if (own === undefined) children.set(parent.key, [entry]);
    else own.push(entry);
  }
  return children;
}

/** Whether a task is, over its parents, a part of another: two that are parts of each other are not. */
function leadsTo(entry: TaskEntry, key: string, parents: ReadonlyMap<string, TaskEntry>): boolean {
  for (let at: TaskEntry | undefined = entry; at !== undefined; at = parents.get(at.key))
    if (at.key === key) return true;
  return false;
}

function rootsOf(entries: readonly TaskEntry[], children: ReadonlyMap<string, readonly TaskEntry[]>): TaskEntry[] {
  const parts = new Set([...children.values()].flat().map(({ key }) => key));
  return entries.filter(({ key }) => !parts.has(key));
}

/** By the earliest of what is open in it (TA8). */
function groupOf(
  root: TaskEntry,
  children: ReadonlyMap<string, readonly TaskEntry[]>,
  { today, timeZone, firstDay }: TaskListOptions,
): TaskGroup {
  if (isClosed(root)) return 'completed';
  const dayOfEntry = (instant: number) => dayOf(epochToLocal(timeZone, instant as EpochMs));
  let first = Number.POSITIVE_INFINITY;
  let overdue = false;
  const rest = [root];
  for (let entry = rest.pop(); entry !== undefined; entry = rest.pop()) {
    if (!isClosed(entry)) {
      const when = whenOf(entry);
      if (Number.isFinite(when)) first = Math.min(first, dayOfEntry(when));
      if (entry.due !== undefined && dayOfEntry(entry.due) < today) overdue = true;
    }
    rest.push(...(children.get(entry.key) ?? []));
  }
  if (overdue) return 'overdue';
  if (first <= today) return 'today';
  if (first < startOfWeek(today, firstDay) + 7) return 'week';
  return Number.isFinite(first) ? 'later' : 'undated';
}

const titles = new Intl.Collator();
const byCompletion = (a: TaskEntry, b: TaskEntry) => (b.completed ?? 0) - (a.completed ?? 0) || byTitle(a, b);
const byTitle = (a: TaskEntry, b: TaskEntry) => titles.compare(a.title, b.title) || (a.key < b.key ? -1 : 1);
const byDue = (a: TaskEntry, b: TaskEntry) => {
  const [first, second] = [whenOf(a), whenOf(b)];
  return first === second ? 0 : first - second;
};
const bySort = (a: TaskEntry, b: TaskEntry) => (a.sort ?? 0) - (b.sort ?? 0);
/** None comes last. */
const byPriority = (a: TaskEntry, b: TaskEntry) => (a.priority || 10) - (b.priority || 10);

function comparison(order: TaskOrder): (a: TaskEntry, b: TaskEntry) => number {
  const orders = {
    due: [byDue, byPriority, byTitle],
    priority: [byPriority, byDue, byTitle],
    title: [byTitle],
    manual: [bySort, byTitle],
  }[order];
  return (a, b) => Number(isClosed(a)) - Number(isClosed(b)) || orders.reduce((so, next) => so || next(a, b), 0);
}
