import type { TaskGroup, TaskLine } from '../../domain/tasks/task-list.js';

/**
 * Lines that are in sight: those of open groups, and not inside a task that is folded.
 *
 * @param folded - Keys of tasks.
 */
export function shownLines(
  lines: readonly TaskLine[],
  closed: ReadonlySet<TaskGroup>,
  folded: ReadonlySet<string>,
): readonly TaskLine[] {
  const hidden = new Set<string>();
  return lines.filter((line) => {
    if (line.kind === 'group') return true;
    const { above, entry } = line;
    const isInside = above !== undefined && (folded.has(above.key) || hidden.has(above.key));
    if (isInside) hidden.add(entry.key);
    return !isInside && !closed.has(line.group);
  });
}
