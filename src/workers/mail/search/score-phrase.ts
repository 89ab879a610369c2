// Words that follow each other: which messages have them all in one field, then where in these they stand.
import {
  BODY,
  CC,
  FILE_NAME,
  FILE_TEXT,
  FROM,
  type SearchTerm,
  SUBJECT,
  TO,
} from '../../../domain/mail/search/search-query.js';
import { PLACES, PostingBuffer } from '../../../store/mail/search/segment-format.js';
import type { FoundWord, Segments } from '../../../store/mail/search/segments.js';

/** What it is worth to stand in a field. */
const WEIGHTS: readonly (readonly [field: number, weight: number])[] = [
  [SUBJECT, 4],
  [FROM, 4],
  [TO, 2],
  [CC, 1.5],
  [FILE_NAME, 2],
  [BODY, 1],
  [FILE_TEXT, 0.7],
];
/** By fields, as bits. */
export const weightOf = Float32Array.from({ length: 128 }, (_, fields) =>
  WEIGHTS.reduce((sum, [field, weight]) => sum + ((fields & field) === 0 ? 0 : weight), 0),
);

/** One letter finds whole words alone: so much begins with it. */
const MIN_PREFIX = 2;

/** Whether what begins with this word of the term is found, too (MQ2). */
export function mayBeUnfinished({ words, isPrefix }: SearchTerm, at: number): boolean {
  return isPrefix && at === words.length - 1 && words[at]!.length >= MIN_PREFIX;
}

/** By segment, and for each word in turn, what was found of it. */
type Words = readonly (readonly FoundWord[])[];

/** @param scores - By number of message; they rise where the phrase is worth more. */
export async function scorePhrase(segments: Segments, term: SearchTerm, scores: Float32Array): Promise<void> {
  const byWord = await Promise.all(term.words.map((word, at) => segments.find(word, mayBeUnfinished(term, at))));
  const buffer = new PostingBuffer();
  const findCommon = commonFinder(buffer, scores.length);
  const inSegment = async (segment: number) => {
    const words: Words = byWord.map((found) => found[segment] ?? []);
    const common = findCommon(words, term.fields);
    if (common.length === 0) return;
    await Promise.all(words.flatMap((found) => found.map((each) => each.load())));
    const ends = await endsOfPhrase(words, common.emails, buffer);
    // Found together is worth more than each alone.
    for (const [email, fields] of fieldsAt(ends, common)) {
      const weight = weightOf[fields]! * (term.words.length + 1);
      if (weight > scores[email]!) scores[email] = weight;
    }
  };
  // All at once: the disk answers many questions as fast as one.
  await Promise.all(Array.from({ length: byWord[0]?.length ?? 0 }, (_, segment) => inSegment(segment)));
}

/** Messages, rising, and the fields of each in which all the words are. */
interface Common {
  readonly emails: Uint32Array;
  readonly fields: Uint8Array;
  readonly length: number;
}

/** @param next - No message has this number or a higher one. */
function commonFinder(buffer: PostingBuffer, next: number): (words: Words, allowed: number) => Common {
  /** Fields by number of message, of all words so far and of one; nothing but zeros between two calls. */
  const inAll = new Uint8Array(next);
  const inOne = new Uint8Array(next);

  function gather(found: readonly FoundWord[], allowed: number, into: Uint8Array, first?: number[]): void {
    for (const each of found) {
      each.read(buffer);
      const { emails, fields, length } = buffer;
      for (let at = 0; at < length; at += 1) {
        const email = emails[at]!;
        const own = fields[at]! & allowed;
        if (own === 0 || email >= next) continue;
        if (into[email] === 0) first?.push(email);
        into[email]! |= own;
      }
    }
  }

  return (words, allowed) => {
    let emails: number[] = [];
    gather(words[0] ?? [], allowed, inAll, emails);
    for (const found of words.slice(1)) {
      if (emails.length > 0) gather(found, allowed, inOne);
      for (const email of emails) inAll[email]! &= inOne[email]!;
      inOne.fill(0);
      emails = emails.filter((email) => inAll[email] !== 0);
    }
    const rising = Uint32Array.from(emails).sort();
    const fields = Uint8Array.from(rising, (email) => inAll[email]!);
    for (const email of rising) inAll[email] = 0;
    return { emails: rising, fields, length: rising.length };
  };
}

/** Where the last word of the phrase stands, each time it does: message × {@link PLACES} + position, rising. */
async function endsOfPhrase(words: Words, emails: Uint32Array, buffer: PostingBuffer): Promise<ArrayLike<number>> {
  let ends: ArrayLike<number> | undefined;
  for (const found of words) {
    const places = await Promise.all(found.map((each) => each.places(emails, buffer)));
    // Of a word that is unfinished several may stand in one message.
    const all = places.length === 1 ? places[0]! : Float64Array.from(places.flat()).sort();
    ends = ends === undefined ? all : following(all, ends);
  }
  return ends ?? [];
}

/** Of rising places those that come right behind one of the others. */
function following(places: ArrayLike<number>, before: ArrayLike<number>): number[] {
  const found: number[] = [];
  let at = 0;
  for (let index = 0; index < places.length; index += 1) {
    const wanted = places[index]! - 1;
    while (at < before.length && before[at]! < wanted) at += 1;
    if (before[at] === wanted) found.push(wanted + 1);
  }
  return found;
}

/** Each message of the places once, with its fields. */
function* fieldsAt(places: ArrayLike<number>, { emails, fields }: Common): Generator<readonly [number, number]> {
  let at = -1;
  let last = 0;
  for (let index = 0; index < places.length; index += 1) {
    const email = Math.floor(places[index]! / PLACES);
    if (email === last) continue;
    last = email;
    do at += 1;
    while (emails[at]! < email);
    yield [email, fields[at]!];
  }
}
