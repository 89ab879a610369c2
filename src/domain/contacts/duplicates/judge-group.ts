// How sure a group of cards is, once it is known which they are.
import type { CardSigns } from './card-signs.js';
import { areAllDistinct, hasDistinct } from './distinct-marks.js';
import type { DuplicateGrade } from './duplicate.js';

export interface DuplicateCard {
  readonly collectionId: string;
  readonly uid: string;
  readonly signs: CardSigns;
}

/**
 * The grade of cards that were found together; `undefined` when it is decided that they are different people.
 *
 * @param grade - What they have in common says this.
 */
export function judgeGroup(cards: readonly DuplicateCard[], grade: DuplicateGrade): DuplicateGrade | undefined {
  const marked = cards.filter(({ signs }) => signs.marks.length > 0).map(({ signs }) => signs.marks);
  if (marked.length === cards.length && areAllDistinct(marked)) return undefined;
  if (grade === 'perhaps') return grade;
  if (contradict(cards) || (marked.length > 1 && hasDistinct(marked))) return 'perhaps';
  if (grade === 'certain' && (areInSeveralBooks(cards) || mustChoose(cards))) return 'likely';
  return grade;
}

/** Father and son have one name, and often one address. */
function contradict(cards: readonly DuplicateCard[]): boolean {
  const [days, years, generations] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { signs } of cards) {
    if (signs.generation !== '') generations.add(signs.generation);
    if (signs.birthday === '') continue;
    days.add(signs.birthday.slice(-5));
    if (!signs.birthday.startsWith('--')) years.add(signs.birthday.slice(0, 4));
  }
  return days.size > 1 || years.size > 1 || generations.size > 1;
}

/** Somebody may have put them there, as copies: taking one away is no tidying up. */
function areInSeveralBooks(cards: readonly DuplicateCard[]): boolean {
  return cards.some(({ collectionId }) => collectionId !== cards[0]?.collectionId);
}

/** Two of them say different things of what a person has one of: merged by itself, one would be lost. */
function mustChoose(cards: readonly DuplicateCard[]): boolean {
  const fields = cards[0]?.signs.singles.length ?? 0;
  for (let field = 0; field < fields; field += 1) {
    let said = '';
    for (const { signs } of cards) {
      const value = signs.singles[field] ?? '';
      if (said !== '' && value !== '' && value !== said) return true;
      if (value !== '') said = value;
    }
  }
  return false;
}

/** The one that says most first; of equals always the same. */
export function byWeight(a: DuplicateCard, b: DuplicateCard): number {
  return (
    b.signs.weight - a.signs.weight ||
    (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0) ||
    (a.collectionId < b.collectionId ? -1 : a.collectionId > b.collectionId ? 1 : 0)
  );
}
