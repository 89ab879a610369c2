import { AppError } from '../../domain/errors.js';
import { parseContacts } from '../../formats/vcard/parse.js';
import { readAtMost } from '../calendar/read-at-most.js';
import { contactOfItem, type MemoryContact } from './memory-contacts.js';

/** A page may name any address: what is longer is not read. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Work done between two looks at the rest of the page, ms. */
const SLICE_MS = 12;

/**
 * Fetches a .vcf file and reads it.
 *
 * @throws {AppError} `input/too-large`, `input/empty`, `input/wrong-kind`.
 * @throws {TypeError} The address cannot be fetched, or does not answer with a file.
 */
export async function fetchContactsFile(address: string, signal: AbortSignal): Promise<readonly MemoryContact[]> {
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new TypeError(`The address answered ${response.status}.`);
  const { items, problems } = parseContacts(await readAtMost(response, MAX_BYTES));
  const fatal = problems.find(({ code }) => code.startsWith('input/'));
  if (items.length === 0 && fatal !== undefined) throw new AppError(fatal.code, fatal.message);
  const contacts: MemoryContact[] = [];
  let began = performance.now();
  for (const item of items) {
    const contact = contactOfItem(item);
    contact.words(); // read now, a little at a time, so that the first search does not wait for all of them
    contacts.push(contact);
    if (performance.now() - began < SLICE_MS) continue;
    await new Promise<void>((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    began = performance.now();
  }
  return contacts;
}
