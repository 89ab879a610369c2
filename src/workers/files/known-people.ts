// Who of a file is in an address book already: told while a person looks at the preview.
import { type DuplicateCard, findDuplicates } from '../../domain/contacts/duplicates/find-duplicates.js';
import { knownPeople } from '../../domain/contacts/duplicates/known-people.js';
import type { KnownPeople } from '../../domain/items/import.js';
import type { ContactItem } from '../../domain/items/item.js';
import type { RowStore } from '../../store/row-store.js';
import { duplicateCard, duplicateCards } from '../duplicate-cards.js';
import { nextTurn } from '../next-turn.js';

/** No collection has this id. */
const FILE = '';
/** A few milliseconds of work. */
const CARDS_PER_TURN = 500;

/**
 * @param isWanted - Asked between short pieces of work.
 * @returns `undefined` once it is not wanted any more.
 */
export async function findKnownPeople(
  items: readonly ContactItem[],
  store: Pick<RowStore, 'collections' | 'texts'>,
  isWanted: () => boolean,
): Promise<KnownPeople | undefined> {
  const goesOn = async () => {
    await nextTurn();
    return isWanted();
  };
  const none: KnownPeople = { count: 0, sameUid: {} };
  const books = (await store.collections()).filter(({ kind, itemCount }) => kind === 'addressbook' && itemCount > 0);
  if (books.length === 0) return none;
  const cards: DuplicateCard[] = [];
  for (const { id, shards } of books)
    for (let shard = 0; shard < shards; shard += 1) {
      cards.push(...duplicateCards(id, await store.texts(id, shard)));
      if (!(await goesOn())) return undefined;
    }
  const fresh = cards.length;
  if (fresh === 0) return none;
  for (const [index, { uid, text }] of items.entries()) {
    cards.push(...duplicateCard(FILE, uid, text));
    if (index % CARDS_PER_TURN === 0 && !(await goesOn())) return undefined;
  }
  const work = findDuplicates(cards);
  for (;;) {
    const step = work.next();
    if (step.done) return countKnown(cards, knownPeople(step.value, ranksOf(cards, fresh)));
    if (!(await goesOn())) return undefined;
  }
}

const ranksOf = (cards: readonly DuplicateCard[], fresh: number) => cards.map((_, index) => (index < fresh ? 0 : 1));

function countKnown(cards: readonly DuplicateCard[], known: ReadonlySet<number>): KnownPeople {
  const uids = new Set([...known].map((index) => cards[index]?.uid));
  const sameUid: Record<string, number> = {};
  for (const { collectionId, uid } of cards)
    if (collectionId !== FILE && uids.has(uid)) sameUid[collectionId] = (sameUid[collectionId] ?? 0) + 1;
  return { count: known.size, sameUid };
}
