// The lines of a card with the keys by which edits name them (docs/decisions/0001).
import { isCategoryId, withCategories, withoutCategory } from '../items/category-line.js';
import type { Edits } from '../items/item.js';
import { splitCardLines } from './card-lines.js';

export interface KeyedLine {
  /** `TEL;#2`, `TEL;k3f9` for a line an edit added, `NOTE` for one an edit without id put there. */
  readonly key: string;
  /** Upper-case property name. */
  readonly name: string;
  /** Unfolded. */
  readonly text: string;
}

const NAME = /^(?:[\w-]+\.)?([\w-]+)/;
const EDIT_KEY = /^([A-Z0-9_-]+)(?:;(.+))?$/;

/** The card's own lines, without BEGIN and END, nested cards and lines that are no property; edits applied. */
export function keyedLines(text: string, edits: Edits): KeyedLine[] {
  const counts = new Map<string, number>();
  const lines: KeyedLine[] = [];
  const used = new Set<string>();
  let depth = 0;
  for (const { text: line } of splitCardLines(text)) {
    const name = NAME.exec(line)?.[1]?.toUpperCase();
    if (name === undefined) continue;
    if (name === 'BEGIN') depth += 1;
    else if (name === 'END') depth -= 1;
    else if (depth <= 1) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      lines.push(...edited(name, count, line, edits, used));
    }
  }
  const added = Object.keys(edits).filter((key) => !used.has(key));
  for (const key of added.sort()) {
    const [, name, id = ''] = EDIT_KEY.exec(key) ?? [];
    const line = edits[key] ?? '';
    if (name === 'CATEGORIES' && isCategoryId(id)) {
      editCategory(lines, key, id, line);
      continue;
    }
    if (line === '') continue;
    // The same line added on two devices is one line.
    const isNew = !key.includes(';#') && !lines.some((other) => other.name === name && other.text === line);
    if (name !== undefined && isNew) lines.push({ key, name, text: line });
  }
  return lines;
}

/** As `editLines` does it. */
function editCategory(lines: KeyedLine[], key: string, id: string, text: string): void {
  for (const [index, line] of [...lines.entries()].reverse()) {
    if (line.name !== 'CATEGORIES') continue;
    const kept = withoutCategory(line.text, id);
    if (kept === '') lines.splice(index, 1);
    else lines[index] = { ...line, text: kept };
  }
  if (text === '') return;
  for (const [index, line] of lines.entries()) {
    const joined = line.name === 'CATEGORIES' ? withCategories(line.text, text) : undefined;
    if (joined === undefined) continue;
    lines[index] = { ...line, text: joined };
    return;
  }
  lines.push({ key, name: 'CATEGORIES', text });
}

function edited(name: string, count: number, line: string, edits: Edits, used: Set<string>): KeyedLine[] {
  const key = `${name};#${count}`;
  const own = Object.hasOwn(edits, key) ? key : Object.hasOwn(edits, name) ? name : undefined;
  if (own === undefined) return [{ key, name, text: line }];
  const text = edits[own] ?? '';
  if (used.has(own)) return [];
  used.add(own);
  return text === '' ? [] : [{ key: own, name, text }];
}

/** How often a property stands in the card's own text, edits apart. */
export function countInText(text: string, name: string): number {
  return keyedLines(text, {}).filter((line) => line.name === name).length;
}
