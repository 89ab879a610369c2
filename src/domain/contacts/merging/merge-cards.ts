import type { Edits } from '../../items/item.js';
import { memberUid } from '../../items/member-id.js';
import { formatIcalUtc } from '../../time/ical-time.js';
import type { EpochMs } from '../../time/types.js';
import { contactEdits } from '../contact-edits.js';
import type { ContactFields } from '../contact-fields.js';
import { openCard, readContactFields } from '../read-contact-fields.js';
import { type Carried, carryLines } from './carry-lines.js';
import { type MergeChoices, refKey } from './merge-choices.js';
import { type MergeFields, mergedFields } from './merged-fields.js';

/** A card as it is stored. */
export interface MergeCard {
  readonly collectionId: string;
  readonly uid: string;
  readonly text: string;
  readonly edits: Edits;
}

/**
 * Edits of the first card that make it say what all of them say (docs/rules/contacts.md, DU6–DU8).
 *
 * @param choices - What a person decided; without, nothing is left out and the fullest value of each field is taken.
 * @param newId - As for `contactEdits`.
 */
export function mergeEdits(
  cards: readonly MergeCard[],
  choices: MergeChoices,
  newId: () => string,
  now: EpochMs,
): Edits {
  const [keep, ...others] = cards.map(opened);
  if (keep === undefined) return {};
  const fields = [keep, ...others].map(({ key, fields }): MergeFields => ({ key, fields }));
  const after = mergedFields(fields, choices);
  const own = contactEdits(keep.text, keep.fields, after, newId, now, keep.edits);
  const carried = carryLines(keep, others, {
    without: new Set(choices.without),
    selves: new Set(cards.map(({ uid }) => memberUid(uid))),
  });
  if (Object.keys(own).length + Object.keys(carried).length === 0) return {};
  return { ...own, ...carried, REV: `REV:${formatIcalUtc(now)}` };
}

interface Opened extends Carried {
  readonly key: string;
  readonly fields: ContactFields;
}

function opened(card: MergeCard): Opened {
  const { text, edits } = card;
  return { key: refKey(card), text, edits, fields: readContactFields(text, edits), card: openCard(text, edits) };
}

/** By the name of a property the fields it stands in. */
const fieldsByName: Readonly<Record<string, readonly (keyof ContactFields)[]>> = {
  N: ['prefix', 'given', 'additional', 'family', 'suffix'],
  FN: ['formattedName'],
  NICKNAME: ['nickname'],
  ORG: ['organization', 'department', 'units'],
  TITLE: ['jobTitle'],
  NOTE: ['note'],
  BDAY: ['birthday'],
  ANNIVERSARY: ['anniversary'],
  'X-ANNIVERSARY': ['anniversary'],
  PHOTO: ['photo'],
};

/**
 * Edits that another device made of a card while it was merged into this one: what it added is added, of what there is one
 * of the last to arrive counts.
 *
 * @param keys - Edit keys that are new of the merged card.
 */
export function lateEdits(
  target: MergeCard,
  merged: MergeCard,
  keys: ReadonlySet<string>,
  newId: () => string,
  now: EpochMs,
): Edits {
  const [into, from] = [opened(target), opened(merged)];
  const after = { ...into.fields } as Record<keyof ContactFields, unknown>;
  for (const key of keys)
    for (const field of fieldsByName[key.replace(/;.*/s, '')] ?? [])
      if (from.fields[field] !== '') after[field] = from.fields[field];
  const own = contactEdits(into.text, into.fields, after as unknown as ContactFields, newId, now, into.edits);
  const selves = new Set([target.uid, merged.uid].map(memberUid));
  const carried = carryLines(into, [from], { without: new Set(), selves, only: keys });
  return { ...own, ...carried };
}
