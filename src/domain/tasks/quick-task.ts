import type { TaskFields } from './task-fields.js';

/** Highest, middle and lowest priority, as three, two and one exclamation marks. */
const PRIORITIES: Readonly<Record<string, number>> = { '!!!': 1, '!!': 5, '!': 9 };

/** Reads one line: what is to be done, with `!`, `!!` or `!!!` before or after it as its priority. */
export function readQuickTask(line: string): Pick<TaskFields, 'title' | 'priority'> {
  const words = line.trim().split(/\s+/);
  const marks = [words.at(-1) ?? '', words[0] ?? ''].find((word) => Object.hasOwn(PRIORITIES, word));
  if (marks === undefined || words.length < 2) return { title: words.join(' '), priority: 0 };
  const rest = words.at(-1) === marks ? words.slice(0, -1) : words.slice(1);
  return { title: rest.join(' '), priority: PRIORITIES[marks] ?? 0 };
}
