// Groups of one contact as edits: a key for each name, so that edits of two devices both count.
import { categoryId, groupName, withoutCategory } from '../items/category-line.js';
import { escapeText } from '../items/content-line.js';
import type { Edits } from '../items/item.js';
import { formatIcalUtc } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import type { EditTarget } from './edit-target.js';
import { openCard, readList } from './read-contact-fields.js';
import { writeCardLine } from './write-card-line.js';

/** Each name once, empty ones left out. */
export function uniqueNames(names: readonly string[]): string[] {
  return [...new Set(names.map(groupName).filter((name) => name !== ''))];
}

const keyOf = (name: string) => `CATEGORIES;${categoryId(name)}`;

/** Edits that take the card out of the groups that are missing and put it into those that are new. */
export function editCategories(before: readonly string[], after: readonly string[], target: EditTarget): void {
  const [old, wanted] = [new Set(uniqueNames(before)), new Set(uniqueNames(after))];
  for (const name of old) if (!wanted.has(name)) removeCategory(name, target);
  for (const name of wanted) if (!old.has(name)) target.edits.set(keyOf(name), lineOf(name, target));
}

const lineOf = (name: string, { card }: Pick<EditTarget, 'card'>) =>
  writeCardLine({ group: '', name: 'CATEGORIES', params: [], value: escapeText(name) }, card.version);

function removeCategory(name: string, target: EditTarget): void {
  target.edits.set(keyOf(name), '');
  for (const { key, name: property, value, line } of target.card.properties) {
    if (property !== 'CATEGORIES' || key === keyOf(name)) continue;
    const names = uniqueNames(readList(value));
    if (!names.includes(name) || withoutCategory(line, categoryId(name)) !== line) continue;
    // An encoded line goes as a whole; what else it says is said again, each by its own key.
    target.edits.set(key, '');
    for (const kept of names)
      if (kept !== name && target.edits.get(keyOf(kept)) !== '') target.edits.set(keyOf(kept), lineOf(kept, target));
  }
}

/** What changes of a contact's groups. */
export interface GroupChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Edits that change a card's groups and nothing else; empty when nothing differs.
 *
 * @param text - As it was stored; `edits` are those the item has already.
 */
export function categoryEdits(text: string, edits: Edits, { add, remove }: GroupChange, now: EpochMs): Edits {
  const card = openCard(text, edits);
  const before = card.properties.flatMap(({ name, value }) => (name === 'CATEGORIES' ? readList(value) : []));
  const gone = new Set(uniqueNames(remove));
  const after = [...uniqueNames(before).filter((name) => !gone.has(name)), ...add];
  const target: EditTarget = { card, edits: new Map(), newWord: () => '' };
  editCategories(before, after, target);
  if (target.edits.size === 0) return {};
  target.edits.set('REV', `REV:${formatIcalUtc(now)}`);
  return Object.fromEntries(target.edits);
}
