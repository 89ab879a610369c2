// "Not the same person", remembered on the cards themselves, so that every device and every export has it.
import type { Edits, ItemRef } from '../../items/item.js';
import { valueId } from '../../items/value-id.js';

/**
 * Says that a card was compared with others and is another person: a word for the decision, a point, a word for the card.
 * Cards that share a decision and differ in the second word are different people. A copy of a card has the same words:
 * nothing is said about the two.
 */
export const DISTINCT = 'X-IK-DISTINCT';

const VALUE = /^([a-z\d]{1,16})\.([a-z\d]{1,16})$/;
/** Cards that are said to be different people at once: each gets a line, in one command. */
export const MAX_DISTINCT = 1000;
/** Attack: a card with a hundred thousand decisions. */
export const MAX_MARKS = 100;

/** Reads a mark's value; `undefined` for what is none. */
export function readMark(value: string): { readonly decision: string; readonly card: string } | undefined {
  const match = VALUE.exec(value.trim());
  return match === null ? undefined : { decision: match[1] as string, card: match[2] as string };
}

const cardWord = ({ collectionId, uid }: ItemRef) => valueId(`${collectionId}\n${uid}`);

/** The edit each of these cards gets; the same on every device that decides the same. */
export function distinctEdits(refs: readonly ItemRef[]): readonly { readonly ref: ItemRef; readonly edits: Edits }[] {
  const decision = valueId(refs.map(cardWord).sort().join(' '));
  return refs.map((ref) => ({
    ref,
    edits: { [`${DISTINCT};${decision}`]: `${DISTINCT}:${decision}.${cardWord(ref)}` },
  }));
}

/** Pairs are looked at one by one up to here. */
const MAX_PAIRED = 32;

/** Whether any two of these cards, given by their marks, are said to be different people. */
export function hasDistinct(cards: readonly (readonly string[])[]): boolean {
  const words = new Map<string, string>();
  for (const marks of cards)
    for (const mark of marks) {
      const { decision = '', card = '' } = readMark(mark) ?? {};
      const other = words.get(decision);
      if (decision !== '' && other !== undefined && other !== card) return true;
      words.set(decision, card);
    }
  return false;
}

/** Whether all of these cards are said to be different people, each from each other. */
export function areAllDistinct(cards: readonly (readonly string[])[]): boolean {
  if (cards.length < 2 || cards.some((marks) => marks.length === 0)) return false;
  if ((cards[0] as readonly string[]).some((mark) => isSharedByAll(readMark(mark)?.decision, cards))) return true;
  if (cards.length > MAX_PAIRED) return false;
  return cards.every((marks, index) => cards.slice(index + 1).every((other) => areDistinct(marks, other)));
}

/** One decision about all of them. */
function isSharedByAll(decision: string | undefined, cards: readonly (readonly string[])[]): boolean {
  if (decision === undefined) return false;
  const seen = new Set<string>();
  for (const marks of cards) {
    const own = marks.map(readMark).find((mark) => mark?.decision === decision);
    if (own === undefined || seen.has(own.card)) return false;
    seen.add(own.card);
  }
  return true;
}

function areDistinct(a: readonly string[], b: readonly string[]): boolean {
  const [own, theirs] = [wordsByDecision(a), wordsByDecision(b)];
  return [...own].some(([decision, words]) => {
    const others = theirs.get(decision);
    return others !== undefined && !words.some((word) => others.includes(word));
  });
}

/** A card that was merged from several has a word of each. */
function wordsByDecision(marks: readonly string[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const mark of marks) {
    const read = readMark(mark);
    if (read !== undefined) words.set(read.decision, [...(words.get(read.decision) ?? []), read.card]);
  }
  return words;
}
