// What a person has chosen so far, while several cards are looked at side by side.
import type { ContactDetail } from '../../../app/services.js';
import type { ContactFields } from '../../../domain/contacts/contact-fields.js';
import { mergeEdits } from '../../../domain/contacts/merging/merge-cards.js';
import {
  type MergeChoices,
  type MergeRequest,
  refKey,
  type SingleField,
} from '../../../domain/contacts/merging/merge-choices.js';
import { type MergeFields, sourceOf } from '../../../domain/contacts/merging/merged-fields.js';
import { readContactFields } from '../../../domain/contacts/read-contact-fields.js';
import type { EpochMs } from '../../../domain/time/types.js';

/** Of notes: one after the other. */
export const ALL = '';

/** Immutable: each choice gives another. */
export interface MergeState {
  /** `refKey` of the card that stays. */
  readonly keep: string;
  /** Cards that are not part of it. */
  readonly out: ReadonlySet<string>;
  readonly from: Readonly<Partial<Record<SingleField, string>>>;
  readonly without: ReadonlySet<string>;
}

export function startMerge(cards: readonly ContactDetail[]): MergeState {
  return { keep: cards[0] === undefined ? '' : refKey(cards[0].ref), out: new Set(), from: {}, without: new Set() };
}

/** Those that become one, the one that stays first. */
function taking(cards: readonly ContactDetail[], { keep, out }: MergeState): readonly ContactDetail[] {
  const all = cards.filter(({ ref }) => !out.has(refKey(ref)));
  return all.toSorted((a, b) => Number(refKey(b.ref) === keep) - Number(refKey(a.ref) === keep));
}

const choicesOf = ({ from, without }: MergeState): MergeChoices => ({ from, without: [...without] });

/** What will be asked for; `undefined` while fewer than two cards are part of it. */
export function toRequest(cards: readonly ContactDetail[], state: MergeState): MergeRequest | undefined {
  const [keep, ...others] = taking(cards, state).map(({ ref }) => ref);
  return keep === undefined || others.length === 0 ? undefined : { keep, others, choices: choicesOf(state) };
}

/** Index of the card whose value a field takes; -1 for all of them, or none. */
export function chosenCard(cards: readonly ContactDetail[], state: MergeState, field: SingleField): number {
  const fields = taking(cards, state).map(({ ref, fields: own }): MergeFields => ({ key: refKey(ref), fields: own }));
  const source = sourceOf(fields, field, choicesOf(state));
  return cards.findIndex(({ ref }) => refKey(ref) === source?.key);
}

/** What the merged card will look like. */
export function previewOf(cards: readonly ContactDetail[], state: MergeState): ContactFields | undefined {
  const all = taking(cards, state);
  const [keep] = all;
  if (keep === undefined) return undefined;
  let words = 0;
  const newId = () => {
    words += 1;
    return `p${words}`;
  };
  const merged = all.map(({ ref, text }) => ({ ...ref, text, edits: {} }));
  return readContactFields(keep.text, mergeEdits(merged, choicesOf(state), newId, 0 as EpochMs));
}

/** Groups the merged card will be in. */
export function previewGroups(cards: readonly ContactDetail[], state: MergeState): readonly string[] {
  const names = new Set(taking(cards, state).flatMap(({ groups }) => groups));
  return [...names].filter((name) => !state.without.has(`categories\n${name}`));
}

/** Without a card, or with it again; the one that stays is always part of it. */
export function toggleCard(cards: readonly ContactDetail[], state: MergeState, key: string): MergeState {
  const out = new Set(state.out);
  if (!out.delete(key)) out.add(key);
  const from = Object.fromEntries(Object.entries(state.from).filter(([, card]) => !out.has(card)));
  const keep = out.has(state.keep) ? cards.map(({ ref }) => refKey(ref)).find((each) => !out.has(each)) : state.keep;
  return { ...state, out, from, keep: keep ?? '' };
}

export function toggleValue(state: MergeState, keys: readonly string[], wanted: boolean): MergeState {
  const without = new Set(state.without);
  for (const key of keys) {
    if (wanted) without.delete(key);
    else without.add(key);
  }
  return { ...state, without };
}
