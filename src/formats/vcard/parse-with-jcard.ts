import type { ContactItem } from '../../domain/items/item.js';
import { contactToJcard, type JCard } from './jcard.js';
import { type ParseContactsOptions, type ParsedContacts, parseContacts as parsePlain } from './parse.js';

/** A contact whose jCard is made when it is asked for. `text` is the truth: a structured clone has no `jcard`. */
export interface ContactItemWithJcard extends ContactItem {
  readonly jcard: JCard;
}

export interface ParsedContactsWithJcard extends ParsedContacts {
  readonly items: ContactItemWithJcard[];
}

class LazyContact implements ContactItemWithJcard {
  readonly kind = 'contact';
  readonly uid: string;
  readonly text: string;

  constructor(item: ContactItem) {
    this.uid = item.uid;
    this.text = item.text;
  }

  get jcard(): JCard {
    return contactToJcard(this);
  }
}

/** As `parseContacts` of parse.ts, each item with its `jcard` (RFC 7095). */
export function parseContacts(input: string | Uint8Array, options?: ParseContactsOptions): ParsedContactsWithJcard {
  const parsed = parsePlain(input, options);
  return { ...parsed, items: parsed.items.map((item) => new LazyContact(item)) };
}
