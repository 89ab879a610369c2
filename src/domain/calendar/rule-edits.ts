// Edits of the rules of a series. Most have one; files may have several (RFC 5545 §3.8.5.3 advises against it).
import type { Component } from '../items/component.js';
import { parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import { propertyLine } from './event-lines.js';
import type { EditContext } from './event-list-edits.js';

/** Values of all lines of a name, in order. */
export function valuesOf(component: Component, name: string): string[] {
  return component.parts.flatMap((part) => {
    const line = part.name === name && !part.block ? parseContentLine(part.text) : undefined;
    return line === undefined ? [] : [line.value.trim()];
  });
}

/** Edits after which a series has these rules: its own in their places, further ones behind them, fewer taken out. */
export function ruleEdits(
  { current, written, existing }: Pick<EditContext, 'current' | 'written' | 'existing'>,
  name: 'RRULE' | 'EXRULE',
  rules: readonly string[],
): Map<string, string> {
  const edits = new Map<string, string>();
  const now = valuesOf(current, name);
  if (now.join('\n') === rules.join('\n')) return edits;
  const count = written === undefined ? 0 : valuesOf(written, name).length;
  if (count <= 1 && now.length <= 1 && rules.length <= 1 && existing[`${name};n2`] === undefined) {
    return edits.set(name, propertyLine(name, rules[0] ?? ''));
  }
  for (let n = 1; n <= Math.max(now.length, rules.length, count); n += 1) {
    const key = count <= 1 && n === 1 ? name : formatEditKey({ name, id: n <= count ? `#${n}` : `n${n}` });
    edits.set(key, propertyLine(name, rules[n - 1] ?? ''));
  }
  return edits;
}
