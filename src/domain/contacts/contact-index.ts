// What contacts are searched by: every word of a card, as it begins or with one typo, and digits of its numbers.
import { normalizeForSearch } from '../text/fold.js';
import { exchanged } from '../text/typo.js';
import { createWordList } from '../text/word-list.js';
import { createPhoneList } from './phone-list.js';
import { phoneDigits } from './search-text.js';

/** A card's words. */
export interface ContactWords {
  /** Its name counts more. */
  readonly name: string;
  /** As `searchTextOf` gives it: one value per line, digits of telephone numbers on lines of their own. */
  readonly rest: string;
}

/** Which contacts a search found. */
export interface ContactHits {
  /** How well, 1–255; 0 for contacts that were not found. Good until the next search. */
  score(document: number): number;
}

export interface ContactIndex {
  /** How many numbers were given, those of contacts that have gone among them. */
  readonly size: number;
  /** @returns The contact's number: later ones are higher. */
  add(words: ContactWords): number;
  remove(document: number): void;
  /** After many were added: does what the next search would have to wait for. */
  settle(): void;
  /** Every word must be found. `undefined` when nothing is asked for. */
  search(text: string): ContactHits | undefined;
}

/** Attack: a text of a hundred thousand words pasted into the search field. */
const MAX_WORDS = 12;
const MIN_LENGTH_FOR_TYPO = 4;
/** `+43 (0)660 123-456`: one number, not four. */
const NUMBER = /^\+?[\d\s()/.-]{4,}$/;
const WORD = /[\p{L}\p{N}]+/gu;
const DIGIT_LINE = /^\d{7,20}$/;
const score = { nameWhole: 12, nameStart: 9, restWhole: 5, restStart: 4, phone: 4, nameTypo: 3, restTypo: 1 } as const;

const wordsOf = (text: string): readonly string[] => normalizeForSearch(text).match(WORD) ?? [];

export function createContactIndex(): ContactIndex {
  /** Contacts that have a word: twice the number, plus one where it is in the name. */
  const places = new Map<string, number[]>();
  const words = createWordList();
  const phones = createPhoneList();
  let size = 0;
  const gone = new Set<number>();
  /** Of the last search: how many of its words a contact has, its points, and those of the word at hand. */
  let found = new Uint8Array(0);
  let points = new Uint8Array(0);
  let best = new Uint8Array(0);

  function place(word: string, document: number, inName: boolean): void {
    const known = places.get(word);
    const entry = document * 2 + Number(inName);
    if (known === undefined) {
      places.set(word, [entry]);
      words.add(word);
    } else if ((known[known.length - 1] as number) >> 1 !== document) known.push(entry);
  }

  function prepare(): void {
    if (found.length < size) {
      const room = Math.ceil(size * 1.25) + 64;
      [found, points, best] = [new Uint8Array(room), new Uint8Array(room), new Uint8Array(room)];
    } else for (const array of [found, points, best]) array.fill(0);
  }

  function give(document: number, worth: number, nth: number): void {
    if (found[document] !== nth) return; // a word before was not there
    if ((best[document] as number) < worth) best[document] = worth;
  }

  function giveAll(word: string, inName: number, inRest: number, nth: number): void {
    for (const entry of places.get(word) ?? []) give(entry >> 1, entry & 1 ? inName : inRest, nth);
  }

  function look(word: string, nth: number): void {
    giveAll(word, score.nameWhole, score.restWhole, nth);
    words.eachWithPrefix(word, (other) => {
      if (other !== word) giveAll(other, score.nameStart, score.restStart, nth);
    });
    if (/^\d+$/.test(word)) phones.each(word, (document) => give(document, score.phone, nth));
    else if (word.length >= MIN_LENGTH_FOR_TYPO) {
      const typo = (other: string) => giveAll(other, score.nameTypo, score.restTypo, nth);
      words.eachWithTypo(word, typo);
      for (const other of exchanged(word)) words.eachWithPrefix(other, typo);
    }
  }

  /** Ends a word: who has it goes on to the next. */
  function settle(nth: number): void {
    // A pass over all is faster than to note who was given something: a letter is in half of the names.
    for (let document = 0; document < size; document += 1) {
      const worth = best[document] as number;
      if (worth === 0) continue;
      found[document] = nth + 1;
      points[document] = Math.min(255, (points[document] as number) + worth);
      best[document] = 0;
    }
  }

  return {
    get size() {
      return size;
    },
    add({ name, rest }) {
      const document = size;
      size += 1;
      for (const word of wordsOf(name)) place(word, document, true);
      for (const line of rest.split('\n')) {
        if (DIGIT_LINE.test(line)) phones.add(document, line);
        else for (const word of wordsOf(line)) place(word, document, false);
      }
      return document;
    },
    remove: (document) => void gone.add(document),
    settle() {
      words.settle();
      phones.settle();
    },
    search(text) {
      const trimmed = text.trim();
      const wanted = NUMBER.test(trimmed) ? wordsOf(phoneDigits(trimmed)) : wordsOf(text).slice(0, MAX_WORDS);
      if (wanted.length === 0) return undefined;
      prepare();
      for (const [nth, word] of wanted.entries()) {
        look(word, nth);
        settle(nth);
      }
      for (const document of gone) found[document] = 0;
      const { length } = wanted;
      return { score: (document) => (found[document] === length ? (points[document] as number) : 0) };
    },
  };
}
