// Whether the person knows somebody: a contact, or somebody they have written to (rule MJ5).
import type { AppDatabase } from '../../../store/database.js';
import { createRowStore } from '../../../store/row-store.js';
import { isCounted, itemAt } from '../../../store/shard-items.js';
import { currentText } from '../../project-stored.js';

/** @param countSentTo - Messages sent to the address, as far as the index knows them. */
export function createKnownSenders(db: AppDatabase, countSentTo: (address: string) => Promise<number>) {
  const store = createRowStore(db);

  /** Some card has the address as a whole: a look for letters first, as there are thousands of cards. */
  async function isContact(address: string): Promise<boolean> {
    const books = (await store.collections()).filter(({ kind }) => kind === 'addressbook');
    for (const book of books)
      for (const record of await store.allTexts(book))
        for (const index of record.uids.keys()) {
          const item = itemAt(record, index);
          if (isCounted(item) && hasAddress(currentText(item), address)) return true;
        }
    return false;
  }

  return async (from: string): Promise<boolean> => {
    const address = from.trim().toLowerCase();
    return (await countSentTo(address)) > 0 || (await isContact(address));
  };
}

/** Whether it stands in a vCard and nothing of a longer address is round it. */
function hasAddress(card: string, address: string): boolean {
  const letters = card.replace(/\r\n[ \t]/g, '').toLowerCase();
  const isPart = (letter: string | undefined) => letter !== undefined && /[\w.+%@-]/.test(letter);
  for (let at = letters.indexOf(address); at >= 0; at = letters.indexOf(address, at + 1))
    if (!isPart(letters[at - 1]) && !isPart(letters[at + address.length])) return true;
  return false;
}
