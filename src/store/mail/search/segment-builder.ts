// Words of some messages, gathered in memory, become a segment.
import { eachWord } from '../../../domain/mail/search/search-words.js';
import { type SegmentPart, SegmentWriter } from './segment-format.js';

/** Texts of a message, by field. */
export type FieldTexts = readonly (readonly [field: number, text: string])[];

/** Attack: a message of nothing but words. The first ones are indexed. */
const MAX_WORDS = 20_000;
/** Between fields, so that no phrase goes from one into the next. */
const GAP = 1;

interface Entry {
  /** Of the message now being read: by its number in the batch. */
  doc: number;
  /** Flat: message, fields, count of positions. */
  readonly postings: number[];
  readonly positions: number[];
}

export interface SegmentBuilder {
  /** The next message of the batch. */
  add(texts: FieldTexts): void;
  /** @param emails - Number of each message in turn, rising; 0 leaves one out. */
  build(emails: readonly number[]): readonly SegmentPart[];
}

export function createSegmentBuilder(): SegmentBuilder {
  const entries = new Map<string, Entry>();
  let doc = -1;

  return {
    add(texts) {
      doc += 1;
      let position = 0;
      let field = 0;
      const take = (word: string) => {
        position += 1;
        if (position > MAX_WORDS) return;
        let entry = entries.get(word);
        if (entry === undefined) {
          entry = { doc: -1, postings: [], positions: [] };
          entries.set(word, entry);
        }
        const { postings } = entry;
        if (entry.doc !== doc) {
          entry.doc = doc;
          postings.push(doc, field, 1);
        } else {
          postings[postings.length - 2]! |= field;
          postings[postings.length - 1]! += 1;
        }
        entry.positions.push(position);
      };
      for (const [each, text] of texts) {
        if (position > MAX_WORDS) break;
        field = each;
        eachWord(text, take);
        position += GAP;
      }
    },
    build(emails) {
      const parts: SegmentPart[] = [];
      const writer = new SegmentWriter((part) => parts.push(part));
      for (const word of [...entries.keys()].sort()) {
        const { postings, positions } = entries.get(word)!;
        let at = 0;
        for (let index = 0; index < postings.length; index += 3) {
          const email = emails[postings[index]!] ?? 0;
          const to = at + postings[index + 2]!;
          if (email !== 0) writer.message(email, postings[index + 1]!, positions, at, to);
          at = to;
        }
        writer.word(word);
      }
      writer.end();
      return parts;
    },
  };
}
