// The edits of one component's own lines and blocks. Edits come from other devices: one that is malformed is ignored.
import { isCategoryId, withCategories, withoutCategory } from './category-line.js';
import { type Component, createPart, type Part } from './component.js';
import { parseContentLine } from './content-line.js';
import { type EditKey, positionOfId } from './edit-key.js';
import { memberId } from './member-id.js';
import { valueId } from './value-id.js';

/** An edit of one component. */
export interface LineEdit {
  readonly name: EditKey['name'];
  readonly id: EditKey['id'];
  /** Unfolded content line, or blocks; '' removes. */
  readonly text: string;
}

/** Of these each value is edited by itself; a line of the text may hold several (RFC 5545 §3.8.5.1–2). */
const listNames = new Set(['EXDATE', 'RDATE']);
/** Named by their value: a calendar address, or what an attachment is. */
const idsByName: Readonly<Record<string, (value: string) => string>> = {
  ATTENDEE: (value) => value.toLowerCase(),
  ATTACH: (value) => valueId(value.trim()),
  MEMBER: memberId,
  'X-ADDRESSBOOKSERVER-MEMBER': memberId,
};
const blockNames = new Set(['VALARM', 'AVAILABLE']);
/** An item keeps its UID, and a component its limits. */
const fixedNames = new Set(['BEGIN', 'END', 'UID', 'VERSION']);

/** The component's parts after the edits; the same array when there are none. */
export function editLines(parts: readonly Part[], edits: readonly LineEdit[]): readonly Part[] {
  const good = edits.filter(isWellFormed).sort(byKey);
  if (good.length === 0) return parts;
  const slots: (Part | undefined)[] = [...parts];
  const added: Part[] = [];
  // `#n` counts lines of the text, so these are looked up before anything moves.
  const indexes = new Map<string, number[]>();
  for (const [index, { name }] of parts.entries()) {
    const list = indexes.get(name);
    if (list === undefined) indexes.set(name, [index]);
    else list.push(index);
  }
  for (const edit of good) {
    const own = indexes.get(edit.name) ?? [];
    if (edit.id === '') replaceAll(slots, own, added, edit);
    else if (edit.name === 'CATEGORIES' && isCategoryId(edit.id)) editCategory(slots, own, added, edit);
    else if (listNames.has(edit.name)) editListValue(slots, own, added, edit);
    else editOne(slots, own, added, edit);
  }
  return insert(slots, added);
}

/** Those for all lines of a name come first; the rest in an order that is the same on every device. */
function byKey(a: LineEdit, b: LineEdit): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function isWellFormed({ name, text }: LineEdit): boolean {
  if (fixedNames.has(name)) return false;
  if (text === '') return true;
  if (blockNames.has(name)) return isBlocks(text, name);
  return !/[\r\n]/.test(text) && parseContentLine(text)?.name === name;
}

/** One or more complete components of that name and nothing else; they may hold no further components. */
function isBlocks(text: string, name: string): boolean {
  let inside = false;
  for (const line of text.replace(/\r\n[ \t]/g, '').split('\r\n')) {
    const parsed = parseContentLine(line);
    if (parsed === undefined) return false;
    if (parsed.name === 'BEGIN' || parsed.name === 'END') {
      if (parsed.value.toUpperCase() !== name || inside === (parsed.name === 'BEGIN')) return false;
      inside = !inside;
    } else if (!inside) return false;
  }
  return !inside;
}

function createEditedPart({ name, text }: LineEdit): Part {
  return blockNames.has(name) ? { name, raw: text, text, block: true } : createPart(name, text);
}

function replaceAll(slots: (Part | undefined)[], own: readonly number[], added: Part[], edit: LineEdit): void {
  for (const index of own) slots[index] = undefined;
  if (edit.text === '') return;
  const [first] = own;
  if (first === undefined) added.push(createEditedPart(edit));
  else slots[first] = createEditedPart(edit);
}

function editOne(slots: (Part | undefined)[], own: readonly number[], added: Part[], edit: LineEdit): void {
  const position = positionOfId(edit.id);
  let index = position === undefined ? undefined : own[position - 1];
  const idOf = idsByName[edit.name];
  if (idOf !== undefined) {
    index = own.find((at) => idOf(parseContentLine(slots[at]?.text ?? '')?.value ?? '') === edit.id);
  }
  if (index !== undefined) slots[index] = edit.text === '' ? undefined : createEditedPart(edit);
  else if (edit.text !== '' && position === undefined) {
    const part = createEditedPart(edit);
    if (!isPresent(slots, part) && !isPresent(added, part)) added.push(part);
  }
}

function isPresent(list: readonly (Part | undefined)[], part: Part): boolean {
  return list.some((other) => other !== undefined && other.name === part.name && other.text === part.text);
}

function editListValue(slots: (Part | undefined)[], own: readonly number[], added: Part[], edit: LineEdit): void {
  for (const index of own) {
    const part = slots[index];
    const values = part === undefined ? [] : (parseContentLine(part.text)?.value.split(',') ?? []);
    if (part === undefined || !values.some((value) => value.trim() === edit.id)) continue;
    const kept = values.filter((value) => value.trim() !== edit.id);
    const colon = part.text.length - values.join(',').length;
    slots[index] = kept.length === 0 ? undefined : createPart(part.name, part.text.slice(0, colon) + kept.join(','));
  }
  if (edit.text === '') return;
  const back = own.find((index) => slots[index] === undefined);
  if (back === undefined) added.push(createEditedPart(edit));
  else slots[back] = createEditedPart(edit);
}

/** Taken out of every line; put back, it stands in the first, where programs that read only one find it. */
function editCategory(
  slots: (Part | undefined)[],
  own: readonly number[],
  added: Part[],
  { id, text }: LineEdit,
): void {
  for (const index of own) {
    const part = slots[index];
    if (part !== undefined) slots[index] = changed(part, withoutCategory(part.text, id));
  }
  for (const [index, part] of [...added.entries()].reverse()) {
    const kept = part.name === 'CATEGORIES' ? changed(part, withoutCategory(part.text, id)) : part;
    added.splice(index, 1, ...(kept === undefined ? [] : [kept]));
  }
  if (text === '') return;
  for (const [list, indexes] of [[slots, own] as const, [added, added.keys()] as const]) {
    for (const index of indexes) {
      const part = list[index];
      const joined = part?.name === 'CATEGORIES' ? withCategories(part.text, text) : undefined;
      if (joined === undefined) continue;
      list[index] = createPart('CATEGORIES', joined);
      return;
    }
  }
  const free = own.find((index) => slots[index] === undefined);
  if (free === undefined) added.push(createPart('CATEGORIES', text));
  else slots[free] = createPart('CATEGORIES', text);
}

function changed(part: Part, text: string): Part | undefined {
  if (text === part.text) return part;
  return text === '' ? undefined : createPart(part.name, text);
}

/** New lines stand behind the last of their name, else behind the last line; blocks stay behind lines. */
function insert(slots: readonly (Part | undefined)[], added: readonly Part[]): Part[] {
  const parts = slots.filter((part) => part !== undefined);
  for (const part of added) {
    const same = parts.findLastIndex(({ name }) => name === part.name);
    const behind = same === -1 ? parts.findLastIndex(({ block }) => !block || part.block) : same;
    parts.splice(behind + 1, 0, part);
  }
  return parts;
}

/** A component with other parts; itself when they are the same. */
export function withParts(component: Component, parts: readonly Part[]): Component {
  return parts === component.parts ? component : { ...component, parts };
}
