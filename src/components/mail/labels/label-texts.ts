// What was done to labels, in words.
import { msg, str } from '@lit/localize';
import { labelName } from '../../../domain/mail/labels.js';

/** @param to - Its new keyword; absent when it was deleted. */
export function relabelledText(label: string, to?: string): string {
  const name = labelName(label);
  return to === undefined
    ? msg(str`Label “${name}” deleted.`)
    : msg(str`Label “${name}” is now called “${labelName(to)}”.`);
}

/** @param count - Of messages or conversations. */
export function labelledText(add: readonly string[], remove: readonly string[], count: number): string {
  const names = [...add, ...remove].map(labelName).join(', ');
  if (add.length > 0 && remove.length > 0) return msg(str`Labels of ${count} changed.`);
  if (add.length > 0) return count === 1 ? msg(str`Labelled “${names}”.`) : msg(str`${count} labelled “${names}”.`);
  return count === 1 ? msg(str`Label “${names}” taken off.`) : msg(str`Label “${names}” taken off ${count}.`);
}
