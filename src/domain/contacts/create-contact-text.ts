import { escapeText } from '../items/content-line.js';
import type { EpochMs } from '../time/types.js';
import { foldCardLine } from './card-lines.js';
import { uniqueNames } from './category-edits.js';
import { contactEdits } from './contact-edits.js';
import { type ContactFields, emptyContactFields } from './contact-fields.js';

const NO_TIME = 0 as EpochMs;
/** Lines first what a reader of the text looks for. */
const FIRST = ['FN', 'N'];

/**
 * A new card: vCard 4.0 by RFC 6350, lines folded and ended by CRLF. FN is made from what there is when it is empty.
 * Without `now` it has no REV. The ids of repeated values are not used; `others` belong to lines of a card that was read, and a new one has none.
 */
export function createContactText(
  fields: ContactFields,
  options: { readonly uid: string; readonly now?: EpochMs },
): string {
  const head = ['BEGIN:VCARD', 'VERSION:4.0', uidLine(options.uid)];
  let words = 0;
  const newId = () => {
    words += 1;
    return `n${words}`;
  };
  const asNew = <Entry extends { readonly id: string }>(entries: readonly Entry[]) =>
    entries.map((entry) => ({ ...entry, id: '' }));
  const after: ContactFields = {
    ...fields,
    emails: asNew(fields.emails),
    phones: asNew(fields.phones),
    urls: asNew(fields.urls),
    impps: asNew(fields.impps),
    addresses: asNew(fields.addresses),
    further: asNew(fields.further),
  };
  const edits: Record<string, string> = contactEdits(
    [...head, 'END:VCARD', ''].join('\r\n'),
    emptyContactFields,
    after,
    newId,
    options.now ?? NO_TIME,
  );
  if (options.now === undefined) delete edits.REV;
  // One line: programs that read CATEGORIES at all often read only the first.
  const groups = Object.keys(edits).filter((key) => key.startsWith('CATEGORIES;'));
  for (const key of groups) delete edits[key];
  if (groups.length > 0) edits.CATEGORIES = `CATEGORIES:${uniqueNames(fields.categories).map(escapeText).join(',')}`;
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  const lines = Object.keys(edits)
    .sort((a, b) => rank(a) - rank(b))
    .map((key) => edits[key] ?? '')
    .filter((line) => line !== '');
  // RFC 6350 §6.2.1: exactly one FN at least, even of a card that says nothing.
  if (edits.FN === undefined) lines.unshift('FN:');
  return [...head.map(foldCardLine), ...lines.map(foldCardLine), 'END:VCARD', ''].join('\r\n');
}

/** UID is a URI unless it says that it is text (RFC 6350 §6.7.6). */
export function uidLine(uid: string): string {
  return /^[a-z][a-z\d+.-]*:[!-~]+$/i.test(uid) ? `UID:${uid}` : `UID;VALUE=text:${escapeText(uid)}`;
}
