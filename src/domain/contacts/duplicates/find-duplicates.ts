// Who may be in an address book twice. Cards are thrown together by keys, never compared with each other: n log n, also
// when a hundred thousand of them have the same address.
import { createDisjointSets, type DisjointSets } from './disjoint-sets.js';
import {
  type DuplicateGrade,
  type DuplicateReason,
  type DuplicateSign,
  type FoundGroup,
  MAX_GROUP,
} from './duplicate.js';
import { byWeight, type DuplicateCard, judgeGroup } from './judge-group.js';
import { areCompatible } from './name-key.js';
import { completePhones } from './phone-key.js';

export type { DuplicateCard } from './judge-group.js';

/** Cards between two looks at what else is to be done: a few milliseconds. */
const SLICE = 2000;
const MAX_REASONS = 4;
/** Passes over all cards. */
const PASSES = 3;

/** Cards with a key, in order. */
type Buckets = ReadonlyMap<string, readonly number[]>;

interface Note {
  readonly card: number;
  readonly reason: DuplicateReason;
}

/** Sets of one level, and why they are sets. */
interface Level {
  readonly sets: DisjointSets;
  readonly notes: Note[];
}

/**
 * Groups, the surest first (docs/rules/contacts.md, DU1–DU5). Yields how much is done, 0–1, so that whoever runs it can let
 * others have their turn, or stop.
 */
export function* findDuplicates(cards: readonly DuplicateCard[]): Generator<number, readonly FoundGroup[], void> {
  let passed = 0;
  function* each(visit: (card: DuplicateCard, index: number) => void): Generator<number, void, void> {
    for (const [index, card] of cards.entries()) {
      visit(card, index);
      if (index % SLICE === SLICE - 1) yield (passed + index / cards.length) / PASSES;
    }
    passed += 1;
  }

  const phones = completePhones(cards.flatMap(({ signs }) => signs.phones));
  yield 0.1;
  const phoneOf = (key: string) => phones.get(key) ?? key;

  // 1. The same name and a second sign.
  const certain: Level = { sets: createDisjointSets(cards.length), notes: [] };
  const join = joiner(certain);
  yield* each(({ uid, signs }, index) => {
    join(`u\n${uid}`, index, 'same-card');
    for (const mail of signs.mails) join(`m\n${mail}\n${signs.name}`, index, 'mail', mail);
    for (const phone of signs.phones) join(`p\n${phoneOf(phone)}\n${signs.name}`, index, 'phone', phoneOf(phone));
    if (signs.name !== '' && /^\d/.test(signs.birthday))
      join(`b\n${signs.birthday}\n${signs.name}`, index, 'birthday', signs.birthday);
  });

  // 2. A name that may be the same and a second sign, or the same name and a weaker one.
  const likely: Level = { sets: createDisjointSets(cards.length), notes: [] };
  const joinLikely = joiner(likely);
  const mails = new Map<string, number[]>();
  const numbers = new Map<string, number[]>();
  const names = new Map<string, number[]>();
  yield* each(({ signs }, index) => {
    likely.sets.unite(index, certain.sets.find(index));
    for (const mail of signs.mails) put(mails, mail, index);
    for (const phone of signs.phones) put(numbers, phoneOf(phone), index);
    if (signs.name === '') return;
    put(names, signs.name, index);
    if (signs.company !== '' && !signs.name.startsWith('='))
      joinLikely(`c\n${signs.company}\n${signs.name}`, index, 'company');
    if (signs.birthday !== '')
      joinLikely(`b\n${signs.birthday.slice(-5)}\n${signs.name}`, index, 'birthday', signs.birthday);
  });
  for (const [sign, buckets] of [['mail', mails] as const, ['phone', numbers] as const])
    for (const [value, bucket] of buckets) joinCompatible(cards, bucket, likely, { sign, value });
  yield 2 / PASSES;

  // 3. What is left: one sign alone.
  const groups = [
    ...groupsOfLevel(cards, certain, 'certain', allOf(cards)),
    ...groupsOfLevel(cards, likely, 'likely', bestOf(cards, certain.sets)),
    ...weakGroups(cards, bestBySet(cards, likely.sets), likely.sets, { mail: mails, phone: numbers, name: names }),
  ];
  const ranks = { certain: 0, likely: 1, perhaps: 2 } as const;
  const keyOf = ({ cards: [first = 0] }: FoundGroup) => cards[first]?.signs.name ?? '';
  return groups.sort(
    (a, b) => ranks[a.grade] - ranks[b.grade] || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0),
  );
}

/** Unites cards that have a key with the first that had it. */
function joiner({ sets, notes }: Level) {
  const first = new Map<string, number>();
  return (key: string, card: number, sign: DuplicateSign, value = '') => {
    const other = first.get(key);
    if (other === undefined) first.set(key, card);
    else if (other !== card) {
      sets.unite(other, card);
      notes.push({ card, reason: { sign, value } });
    }
  };
}

function put<Key>(buckets: Map<Key, number[]>, key: Key, card: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [card]);
  else if (bucket.at(-1) !== card) bucket.push(card);
}

/** Names of one address that others are compared with: more people than that do not share one. */
const MAX_ANCHORS = 8;

/** Of cards with one address: those whose names go with a longer one, and those without a name where there is one name. */
function joinCompatible(
  cards: readonly DuplicateCard[],
  bucket: readonly number[],
  { sets, notes }: Level,
  reason: DuplicateReason,
): void {
  if (bucket.length < 2) return;
  const signsOf = (index: number) => (cards[index] as DuplicateCard).signs;
  const named = bucket.filter((index) => signsOf(index).name !== '');
  // The longest first, in an order that does not hang on that of the cards.
  named.sort((a, b) => compareNames(signsOf(a), signsOf(b)));
  const anchors: number[] = [];
  const unite = (anchor: number, index: number, sign?: DuplicateSign) => {
    if (!sets.unite(anchor, index)) return;
    if (sign !== undefined) notes.push({ card: index, reason: { sign, value: '' } });
    notes.push({ card: index, reason });
  };
  for (const index of named) {
    const signs = signsOf(index);
    const anchor = anchors.find((other) => isSamePerson(signs, signsOf(other)));
    if (anchor !== undefined) unite(anchor, index, 'similar-name');
    else if (anchors.length < MAX_ANCHORS) anchors.push(index);
  }
  const [only] = anchors;
  if (only === undefined || anchors.length > 1) return;
  for (const index of bucket) if (signsOf(index).name === '') unite(only, index);
}

function compareNames(a: DuplicateCard['signs'], b: DuplicateCard['signs']): number {
  if (a.name.length !== b.name.length) return b.name.length - a.name.length;
  return compareText(a.name, b.name) || compareText(a.nickname, b.nickname);
}

const compareText = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);

function isSamePerson(a: DuplicateCard['signs'], b: DuplicateCard['signs']): boolean {
  if (a.name === b.name) return true;
  if (a.name.startsWith('=') !== b.name.startsWith('=')) return false;
  const withNickname = ({ name, nickname }: DuplicateCard['signs']) => (nickname === '' ? name : `${name} ${nickname}`);
  return (
    areCompatible(a.name, b.name) || areCompatible(a.name, withNickname(b)) || areCompatible(withNickname(a), b.name)
  );
}

const allOf = (cards: readonly DuplicateCard[]) => cards.map((_, index) => index);

/** Of each set the card that says most. */
function bestBySet(cards: readonly DuplicateCard[], sets: DisjointSets): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const [index, card] of cards.entries()) {
    const root = sets.find(index);
    const other = cards[best.get(root) ?? -1];
    if (other === undefined || byWeight(card, other) < 0) best.set(root, index);
  }
  return best;
}

const bestOf = (cards: readonly DuplicateCard[], sets: DisjointSets) => [...bestBySet(cards, sets).values()];

/** @param members - Cards to look at: of what a surer level has found already, one. */
function groupsOfLevel(
  cards: readonly DuplicateCard[],
  { sets, notes }: Level,
  grade: DuplicateGrade,
  members: readonly number[],
): FoundGroup[] {
  const bySet = new Map<number, number[]>();
  for (const index of members) put(bySet, sets.find(index), index);
  const reasons = new Map<number, DuplicateReason[]>();
  for (const { card, reason } of notes) {
    const own = reasons.get(sets.find(card)) ?? [];
    addReason(own, reason);
    reasons.set(sets.find(card), own);
  }
  return [...bySet].flatMap(([root, own]) => {
    if (own.length < 2) return [];
    const found = reasons.get(root) ?? [];
    const isSameName = own.every((index) => cards[index]?.signs.name === cards[own[0] ?? 0]?.signs.name);
    const named =
      isSameName && cards[own[0] ?? 0]?.signs.name !== '' && !found.some(({ sign }) => sign === 'same-card');
    return groupOf(cards, own, grade, named ? [{ sign: 'name', value: '' }, ...found] : found);
  });
}

function addReason(reasons: DuplicateReason[], reason: DuplicateReason): void {
  if (
    reasons.length < MAX_REASONS &&
    !reasons.some(({ sign, value }) => sign === reason.sign && value === reason.value)
  )
    reasons.push(reason);
}

function groupOf(
  cards: readonly DuplicateCard[],
  members: readonly number[],
  grade: DuplicateGrade,
  reasons: readonly DuplicateReason[],
): FoundGroup[] {
  const cardOf = (index: number) => cards[index] as DuplicateCard;
  const judged = judgeGroup(members.map(cardOf), grade);
  if (judged === undefined) return [];
  const sorted = [...members].sort((a, b) => byWeight(cardOf(a), cardOf(b)));
  return [{ grade: judged, reasons, cards: sorted }];
}

/** Different people as far as is known, with one sign in common. The same people found by two signs are one group. */
function weakGroups(
  cards: readonly DuplicateCard[],
  best: ReadonlyMap<number, number>,
  sets: DisjointSets,
  buckets: Readonly<Record<'mail' | 'phone' | 'name', Buckets>>,
): FoundGroup[] {
  const found = new Map<string, { readonly members: readonly number[]; readonly reasons: DuplicateReason[] }>();
  for (const sign of ['mail', 'phone', 'name'] as const) {
    for (const [key, bucket] of buckets[sign]) {
      if (bucket.length < 2) continue;
      const members = [...new Set(bucket.map((index) => best.get(sets.find(index)) ?? index))].sort((a, b) => a - b);
      if (members.length < 2) continue;
      const id = `${members.length} ${members.slice(0, MAX_GROUP).join(' ')}`;
      const group = found.get(id) ?? { members, reasons: [] };
      addReason(group.reasons, { sign, value: sign === 'name' ? '' : key });
      found.set(id, group);
    }
  }
  return [...found.values()].flatMap(({ members, reasons }) => groupOf(cards, members, 'perhaps', reasons));
}
