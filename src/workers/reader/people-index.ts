// Who takes part in what: by address, and by part of a name.
import type { EventPerson } from '../../domain/calendar/event-search.js';
import { normalizeForSearch } from '../../domain/text/fold.js';

export interface PeopleIndex {
  /** Takes the place of what was known of the item. */
  put(id: string, people: readonly EventPerson[]): void;
  remove(id: string): void;
  /** Items that somebody with one of these addresses takes part in. */
  withAddresses(addresses: readonly string[]): ReadonlySet<string>;
  /** Items with somebody whose name or address has this in it. */
  withText(text: string): ReadonlySet<string>;
}

/** An address as it is compared: letters' case counts for no mail server there is. */
export function addressKey(address: string): string {
  return address
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
}

interface Entry {
  /** Name and address for a search by text. */
  readonly texts: Set<string>;
  readonly ids: Set<string>;
}

export function createPeopleIndex(): PeopleIndex {
  const byAddress = new Map<string, Entry>();
  const byItem = new Map<string, readonly string[]>();

  function remove(id: string): void {
    for (const key of byItem.get(id) ?? []) {
      const entry = byAddress.get(key);
      entry?.ids.delete(id);
      if (entry?.ids.size === 0) byAddress.delete(key);
    }
    byItem.delete(id);
  }

  return {
    remove,
    put(id, people) {
      remove(id);
      if (people.length === 0) return;
      const keys = people.map(({ address, name }) => addressKey(address) || normalizeForSearch(name));
      byItem.set(id, keys);
      people.forEach(({ name }, index) => {
        const key = keys[index] ?? '';
        const entry = byAddress.get(key) ?? { texts: new Set([key]), ids: new Set() };
        if (name !== '') entry.texts.add(normalizeForSearch(name));
        entry.ids.add(id);
        byAddress.set(key, entry);
      });
    },
    withAddresses: (addresses) =>
      new Set(addresses.flatMap((address) => [...(byAddress.get(addressKey(address))?.ids ?? [])])),
    withText(text) {
      const wanted = normalizeForSearch(text);
      const found = new Set<string>();
      for (const { texts, ids } of byAddress.values())
        if ([...texts].some((each) => each.includes(wanted))) for (const id of ids) found.add(id);
      return found;
    },
  };
}
