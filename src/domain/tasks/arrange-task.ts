// What a person does to the order of a list by hand: up, down, into the task above, out of it again (TA11, TA12).
import { isClosed, type TaskEntry } from './task-entry.js';
import type { TaskLine } from './task-list.js';
import { sortChanges } from './task-sort.js';

export type TaskMove = 'up' | 'down' | 'in' | 'out';

/** Where a task goes: below which other, and where among its like. What is absent stays as it is. */
export interface TaskPlace {
  readonly collectionId: string;
  readonly uid: string;
  /** UID of the task it is to be a part of, '' for none. */
  readonly parent?: string;
  readonly sort?: number;
}

export interface Arrangement {
  readonly places: readonly TaskPlace[];
  /** What it is a part of afterwards. */
  readonly above?: TaskEntry;
  /** Which one it is then among its like, from 1; only of `up` and `down`. */
  readonly place?: { readonly at: number; readonly of: number };
}

export interface ArrangeOptions {
  /** The list is in the order made by hand: a task that changes its parent gets its place in it, too. */
  readonly byHand: boolean;
  readonly canEdit: (collectionId: string) => boolean;
}

type Line = Extract<TaskLine, { kind: 'task' }>;

/**
 * What has to be written so that a task moves by one.
 *
 * @param lines - The whole list, nothing folded away.
 * @param key - Of the task.
 * @returns undefined where it cannot go that way.
 */
export function arrangeTask(
  lines: readonly TaskLine[],
  key: string,
  move: TaskMove,
  options: ArrangeOptions,
): Arrangement | undefined {
  const tasks = lines.filter((line) => line.kind === 'task');
  const line = tasks.find(({ entry }) => entry.key === key);
  if (line === undefined || !options.canEdit(line.entry.collectionId)) return undefined;
  if (move === 'in') return moveIn(tasks, line, options);
  return move === 'out' ? moveOut(tasks, line, options) : moveBy(tasks, line, move === 'up' ? -1 : 1, options);
}

/** Those that stand beside a task in any order: of the same group, parts of the same, open as it is, or not. */
function besides(tasks: readonly Line[], { group, above, entry }: Pick<Line, 'group' | 'above' | 'entry'>) {
  return tasks.filter(
    (other) => other.group === group && other.above?.key === above?.key && isClosed(other.entry) === isClosed(entry),
  );
}

function moveBy(tasks: readonly Line[], line: Line, by: 1 | -1, options: ArrangeOptions): Arrangement | undefined {
  // What is completed stands in the order in which it was.
  if (line.group === 'completed' && line.above === undefined) return undefined;
  const all = besides(tasks, line).map(({ entry }) => entry);
  const from = all.indexOf(line.entry);
  const to = from + by;
  if (to < 0 || to >= all.length) return undefined;
  const sequence = all.toSpliced(from, 1).toSpliced(to, 0, line.entry);
  const place = { at: to + 1, of: sequence.length };
  return { places: placesOf(sequence, to, options), place, ...(line.above && { above: line.above }) };
}

/** Into the nearest task above it that may hold it: of the same calendar, and not done while it is open itself (TA9). */
function moveIn(tasks: readonly Line[], line: Line, options: ArrangeOptions): Arrangement | undefined {
  const { entry, group, above } = line;
  const beside = tasks.filter((other) => other.group === group && other.above?.key === above?.key);
  const into = beside
    .slice(0, beside.indexOf(line))
    .map((other) => other.entry)
    .findLast((other) => other.collectionId === entry.collectionId && other.uid !== entry.uid && mayHold(other, entry));
  if (into === undefined) return undefined;
  const parts = tasks.filter((other) => other.above?.key === into.key).map((other) => other.entry);
  const sequence = [...parts.filter((part) => isClosed(part) === isClosed(entry)), entry];
  return withParent(entry, into, sequence, options);
}

const mayHold = (parent: TaskEntry, entry: TaskEntry) => !isClosed(parent) || isClosed(entry);

/** Out of its parent, to stand right below that. */
function moveOut(tasks: readonly Line[], line: Line, options: ArrangeOptions): Arrangement | undefined {
  const { entry, above } = line;
  const parent = tasks.find((other) => other.entry.key === above?.key);
  if (parent === undefined) return undefined;
  const all = besides(tasks, { ...parent, entry }).map((other) => other.entry);
  const sequence = all.toSpliced(all.indexOf(parent.entry) + 1, 0, entry);
  return withParent(entry, parent.above, sequence, options);
}

function withParent(
  entry: TaskEntry,
  above: TaskEntry | undefined,
  sequence: readonly TaskEntry[],
  options: ArrangeOptions,
): Arrangement {
  const { collectionId, uid } = entry;
  const places = options.byHand ? placesOf(sequence, sequence.indexOf(entry), options) : [];
  const isOwn = (place: TaskPlace) => place.collectionId === collectionId && place.uid === uid;
  const own = { collectionId, uid, ...places.find(isOwn), parent: above?.uid ?? '' };
  return { places: [own, ...places.filter((place) => !isOwn(place))], ...(above && { above }) };
}

function placesOf(sequence: readonly TaskEntry[], at: number, { canEdit }: ArrangeOptions): TaskPlace[] {
  return [...sortChanges(sequence, at)].flatMap(([index, sort]) => {
    const entry = sequence[index];
    if (entry === undefined || !canEdit(entry.collectionId)) return [];
    return [{ collectionId: entry.collectionId, uid: entry.uid, sort }];
  });
}
