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
import { type Places, PostingBuffer } from '../../../store/mail/search/segment-format.js';
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

/** For each word of the phrase in turn what was found in a segment: one word, but for the last, which may be unfinished. */
type Words = readonly (readonly FoundWord[])[];

/** @param scores - By number of message; they rise where the phrase is worth more. */
export async function scorePhrase(segments: Segments, term: SearchTerm, scores: Float32Array): Promise<void> {
  const byWord = await segments.find(term.words.map((word, at) => ({ word, isPrefix: mayBeUnfinished(term, at) })));
  const buffer = new PostingBuffer();
  const inOne = new Uint8Array(scores.length);
  const inSegment = async (segment: number) => {
    const words: Words = byWord.map((found) => found[segment] ?? []);
    const { emails, fields } = messagesWithAll(words, term.fields, buffer, inOne);
    if (emails.length === 0) return;
    await Promise.all(words.flatMap((found) => found.map((each) => each.load())));
    for (const { starts } of await endsOfPhrase(words, emails, buffer)) {
      for (let at = 0; at < emails.length; at += 1) {
        if (starts[at] === starts[at + 1]) continue;
        // Found together is worth more than each alone.
        const weight = weightOf[fields[at]!]! * (term.words.length + 1);
        const email = emails[at]!;
        if (weight > scores[email]!) scores[email] = weight;
      }
    }
  };
  // All at once: the disk answers many questions as fast as one.
  await Promise.all(Array.from({ length: byWord[0]?.length ?? 0 }, (_, segment) => inSegment(segment)));
}

/**
 * Messages, rising, that have all the words in one field, and these fields.
 *
 * @param inOne - By number of message nothing but zeros, and so again afterwards; what is beyond it is left out.
 */
function messagesWithAll(words: Words, allowed: number, buffer: PostingBuffer, inOne: Uint8Array) {
  if (words.some(({ length }) => length === 0)) return { emails: new Uint32Array(), fields: new Uint8Array() };
  words[0]![0]!.read(buffer);
  const emails = buffer.emails.slice(0, buffer.length);
  const fields = buffer.fields.slice(0, buffer.length);
  let length = 0;
  for (let at = 0; at < emails.length; at += 1) {
    if ((fields[at]! & allowed) === 0 || emails[at]! >= inOne.length) continue;
    emails[length] = emails[at]!;
    fields[length] = fields[at]! & allowed;
    length += 1;
  }
  for (const found of words.slice(1)) {
    if (length === 0) break;
    for (const each of found) {
      each.read(buffer);
      for (let at = 0; at < buffer.length; at += 1) inOne[buffer.emails[at]!]! |= buffer.fields[at]!;
    }
    const before = length;
    length = 0;
    for (let at = 0; at < before; at += 1) {
      const common = fields[at]! & inOne[emails[at]!]!;
      if (common === 0) continue;
      emails[length] = emails[at]!;
      fields[length] = common;
      length += 1;
    }
    inOne.fill(0);
  }
  return { emails: emails.subarray(0, length), fields };
}

/** Where the phrase ends: once for each word that its last one may stand for. */
async function endsOfPhrase(words: Words, emails: Uint32Array, buffer: PostingBuffer): Promise<readonly Places[]> {
  let ends: Places | undefined;
  for (const [word] of words.slice(0, -1)) ends = await word!.places(buffer, emails, ends);
  const before = ends;
  // One place of a message is enough of the last one.
  return Promise.all(words.at(-1)!.map((each) => each.places(buffer, emails, before, true)));
}
