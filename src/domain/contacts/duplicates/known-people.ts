// Of cards that come, or have come, with files: who was there before.
import { createDisjointSets } from './disjoint-sets.js';
import type { FoundGroup } from './duplicate.js';

/**
 * Cards that are probably the same person as an older card. Namesakes and other weak signs are no news.
 *
 * @param ranks - Of each card of the search: 0 for one that was there, higher for what came later.
 * @returns indexes of the later cards.
 */
export function knownPeople(groups: readonly FoundGroup[], ranks: readonly number[]): ReadonlySet<number> {
  // A likely group holds only the first card of each certain one: together they are one person.
  const sets = createDisjointSets(ranks.length);
  const found = new Set<number>();
  for (const { grade, cards } of groups) {
    if (grade === 'perhaps') continue;
    for (const card of cards) {
      sets.unite(cards[0] ?? card, card);
      found.add(card);
    }
  }
  const rankOf = (card: number) => ranks[card] ?? 0;
  const oldest = new Map<number, number>();
  for (const card of found) {
    const root = sets.find(card);
    oldest.set(root, Math.min(oldest.get(root) ?? Number.POSITIVE_INFINITY, rankOf(card)));
  }
  return new Set([...found].filter((card) => rankOf(card) > (oldest.get(sets.find(card)) ?? 0)));
}
