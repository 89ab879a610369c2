// Text around what was found, for the lines of a list.
import { BODY, FILE_TEXT, parseSearch } from '../../../domain/mail/search/search-query.js';
import { excerptOf, highlight } from '../../../domain/text/highlight.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import { ATTACHMENT, HERE, PDF_BITS } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailTextRecord } from '../../../store/mail/records.js';
import type { Snippet } from '../mail-lists.js';
import { bodyTextOf } from './email-texts.js';

/** Letters of an excerpt. */
const LENGTH = 160;
/** Texts kept in memory: those of the list one looks at. */
const KEPT = 200;
/** Octets of a message that is read for an excerpt; the text of a longer one is kept beside (`mailTexts`). */
export const MAX_READ = 192 * 1024;
/** Letters that are kept of it. */
export const MAX_KEPT_TEXT = 32 * 1024;

/** What excerpts of a message are taken from. */
interface Texts {
  body: string;
  files: NonNullable<MailTextRecord['files']>;
  /** Bits of what was there to read: its bytes, its PDFs. */
  readonly had: number;
}

export function createSnippets(store: MailStore) {
  const texts = new Map<number, Texts>();

  async function read(emails: readonly number[]): Promise<void> {
    const { sizes, flags } = store.columns;
    const had = (email: number) => flags[email]! & (HERE | PDF_BITS);
    const missing = emails.filter((email) => texts.get(email)?.had !== had(email));
    if (missing.length === 0) return;
    const rows = await store.rows.get(missing);
    const isLong = (email: number) => sizes[email]! > MAX_READ;
    const beside = missing.filter((email) => isLong(email) || (flags[email]! & ATTACHMENT) !== 0);
    const short = missing.filter((email) => !isLong(email) && rows.get(email)?.h !== undefined);
    const [kept, blobs] = await Promise.all([
      store.db.mailTexts.bulkGet(beside),
      store.db.mailBlobs.bulkGet(short.map((email) => rows.get(email)!.h!)),
    ]);
    for (const email of missing)
      texts.set(email, { body: isLong(email) ? '' : (rows.get(email)?.p ?? ''), files: [], had: had(email) });
    for (const record of kept) {
      const own = record && texts.get(record.email);
      if (own === undefined) continue;
      own.body = record?.text ?? own.body;
      own.files = record?.files ?? [];
    }
    await Promise.all(
      short.map(async (email, index) => {
        const blob = blobs[index];
        if (blob !== undefined) texts.get(email)!.body = bodyTextOf(await unpackBlob(blob));
      }),
    );
  }

  return async function snippets(text: string, emails: readonly number[]): Promise<ReadonlyMap<number, Snippet>> {
    const words = [
      ...new Set(
        parseSearch(text).terms.flatMap((term) =>
          term.isNegated || (term.fields & (BODY | FILE_TEXT)) === 0 ? [] : term.words,
        ),
      ),
    ];
    const found = new Map<number, Snippet>();
    if (words.length === 0) return found;
    await read(emails);
    for (const email of emails) {
      const snippet = snippetOfTexts(texts.get(email), words);
      if (snippet !== undefined) found.set(email, snippet);
    }
    for (const oldest of texts.keys()) {
      if (texts.size <= KEPT) break;
      texts.delete(oldest);
    }
    return found;
  };
}

/** From the text; where nothing of it is there, from the first file that has it. */
function snippetOfTexts(texts: Texts | undefined, words: readonly string[]): Snippet | undefined {
  const own = snippetOf(texts?.body ?? '', words);
  if (own !== undefined) return own;
  for (const { name, text } of texts?.files ?? []) {
    const inside = snippetOf(text, words);
    if (inside !== undefined) return { ...inside, file: name };
  }
  return undefined;
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** Where one of the words begins a word of the text, as it is written; -1 where only accents and the like stand between. */
function placeOf(lower: string, words: readonly string[]): number {
  let first = -1;
  for (const word of words) {
    for (let at = lower.indexOf(word); at !== -1 && (first === -1 || at < first); at = lower.indexOf(word, at + 1)) {
      if (at > 0 && LETTER.test(lower[at - 1]!)) continue;
      first = at;
      break;
    }
  }
  return first;
}

/** Undefined where none of the words is in the text. */
export function snippetOf(text: string, words: readonly string[]): Snippet | undefined {
  const at = placeOf(text.toLowerCase(), words);
  // A window around it is enough to look at letter by letter.
  const near = at === -1 ? text : text.slice(Math.max(0, at - 2 * LENGTH), at + 4 * LENGTH);
  const excerpt = excerptOf(near, words, LENGTH);
  const marks: (readonly [number, number])[] = [];
  let from = 0;
  for (const part of highlight(excerpt, words)) {
    if (part.found) marks.push([from, from + part.text.length]);
    from += part.text.length;
  }
  return marks.length === 0 ? undefined : { text: excerpt, marks };
}
