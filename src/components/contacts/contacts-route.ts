import type { ItemRef } from '../../domain/items/item.js';

/** What the contacts page shows. */
export interface ContactsRoute {
  /** `all`, `favourites`, the id of an address book, or that with a group (`groupList`). */
  readonly list: string;
  /** The contact whose card is open. */
  readonly uid?: string;
  /** Its address book; `undefined` where the address does not say it. */
  readonly bookId?: string;
}

/** Lists that are no address book. */
export const isBuiltIn = (list: string) => list === 'all' || list === 'favourites' || list === DUPLICATES;

/** In the place of a list: contacts that may be one person twice. What follows in the address is one such group. */
export const DUPLICATES = 'duplicates';

/** Before the ids of imports in the address of duplicates; it is in no id of a group. */
const IMPORTS = 'import:';

/** What is shown of the duplicates. */
export interface DuplicatesRoute {
  /** Id of the group; '' for the list. */
  readonly group: string;
  /** Only what concerns contacts of these imports, ids with commas; '' for all. */
  readonly imports: string;
}

/** `undefined` for an address of anything else. */
export function duplicatesPath(path: string): DuplicatesRoute | undefined {
  const [list, ...parts] = path.split('/').filter(Boolean).map(decode);
  if (list !== DUPLICATES) return undefined;
  const imports = parts[0]?.startsWith(IMPORTS) === true ? parts.shift()!.slice(IMPORTS.length) : '';
  return { group: parts[0] ?? '', imports };
}

/** The address of the duplicates, or of one group of them. */
export function duplicatesUrl({ group = '', imports = '' }: Partial<DuplicatesRoute> = {}): string {
  const parts = [DUPLICATES, imports && `${IMPORTS}${imports}`, group].filter((part) => part !== '');
  return `/contacts/${parts.map(encodeURIComponent).join('/')}`;
}

/** Reads `<list>`, `<list>/<uid>` or `<list>/<book>/<uid>`. Anything else is the list of all contacts. */
export function parseContactsPath(path: string): ContactsRoute {
  const [list = '', second, third] = path.split('/').filter(Boolean).map(decode);
  if (list === '') return { list: 'all' };
  if (second === undefined || list === DUPLICATES) return { list };
  if (third !== undefined) return { list, bookId: second, uid: third };
  return isBuiltIn(list) ? { list, uid: second } : { list, bookId: placeOfList(list).bookId, uid: second };
}

/** Between a book's id and a group's name; it is in no id. */
const GROUP_MARK = '*';

/** The list of a group of a book; without a name, of the contacts that are in none. */
export function groupList(bookId: string, group: string): string {
  return `${bookId}${GROUP_MARK}${group}`;
}

/** The book and the group a list is of; neither for lists that are no book's. */
export function placeOfList(list: string): { readonly bookId?: string; readonly group?: string } {
  if (isBuiltIn(list)) return {};
  const at = list.indexOf(GROUP_MARK);
  return at === -1 ? { bookId: list } : { bookId: list.slice(0, at), group: list.slice(at + 1) };
}

/** The address of a list, or of a contact in it. */
export function contactsUrl(list: string, ref?: ItemRef): string {
  const parts =
    ref === undefined
      ? [list]
      : ref.collectionId === placeOfList(list).bookId
        ? [list, ref.uid]
        : [list, ref.collectionId, ref.uid];
  return `/contacts/${parts.map(encodeURIComponent).join('/')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray %: no address of ours, shown as not found
  }
}
