import { isClosed, type TaskEntry } from './task-entry.js';

/** A task that another may be a part of. */
export interface ParentChoice {
  readonly uid: string;
  readonly title: string;
  /** Title of what it is itself a part of: tells two of one name apart. */
  readonly above: string;
}

const titles = new Intl.Collator();

/**
 * Tasks that a task may be a part of, by title: of its calendar and open, neither itself nor anything that is in it, so
 * that nothing is a part of itself. What it is a part of now is among them, even if that is done.
 *
 * @param entries - Tasks of one calendar.
 * @param uid - Of the task; '' for a new one.
 * @param current - UID of its parent now.
 */
export function possibleParents(entries: readonly TaskEntry[], uid: string, current: string): ParentChoice[] {
  const byUid = new Map<string, TaskEntry>();
  for (const entry of entries) {
    const known = byUid.get(entry.uid);
    if (known === undefined || (isClosed(known) && !isClosed(entry))) byUid.set(entry.uid, entry);
  }
  const inside = uid === '' ? new Set<string>() : partsWithin(byUid.values(), uid);
  return [...byUid.values()]
    .filter((entry) => !inside.has(entry.uid) && (entry.uid === current || !isClosed(entry)))
    .map((entry) => ({
      uid: entry.uid,
      title: entry.title,
      above: (entry.parent && byUid.get(entry.parent)?.title) || '',
    }))
    .sort((a, b) => titles.compare(a.title, b.title) || (a.uid < b.uid ? -1 : 1));
}

/** UIDs of a task and of all that is in it, at any depth. */
export function partsWithin(entries: Iterable<Pick<TaskEntry, 'uid' | 'parent'>>, uid: string): ReadonlySet<string> {
  const parts = new Map<string, string[]>();
  for (const { parent, uid: part } of entries) {
    if (parent === undefined) continue;
    const known = parts.get(parent);
    if (known === undefined) parts.set(parent, [part]);
    else known.push(part);
  }
  const inside = new Set([uid]);
  // A set gives what is added to it while it is walked.
  for (const one of inside) for (const part of parts.get(one) ?? []) inside.add(part);
  return inside;
}
