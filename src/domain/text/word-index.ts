// Which documents have words: an inverted index for as-you-type search, where one letter finds most of what there is and
// still has to answer within a frame. General engines make an object for each hit; here hits are numbers until they are
// looked at.

import { exchanged, isOneTypo } from './typo.js';

/** A document's words, folded (`normalizeForSearch`). Words of the title count more. */
export interface IndexedWords {
  readonly title: readonly string[];
  readonly rest: readonly string[];
}

/** One word of what is looked for. Every word must be found in a document. */
export interface WordQuery {
  /** The word in other forms: any of them is enough. Each may be the beginning of a longer one. */
  readonly forms: readonly string[];
  /** One letter may be wrong, missing, too many, or have its neighbour's place. */
  readonly typos?: boolean;
}

export interface WordHits<T> {
  /** Best first; of equals those that were put in first. */
  readonly found: readonly T[];
  /** Words of a found document that the query means. */
  wordsOf(found: T): readonly string[];
}

export interface WordIndex<T extends object> {
  /** Takes the place of what the index has under this id. */
  put(id: string, document: T, words: IndexedWords): void;
  remove(id: string): void;
  search(words: readonly WordQuery[], accepts?: (document: T) => boolean): WordHits<T>;
}

const TITLE = 3;
/** A short title says more of what it has. */
const SHORT_TITLE = 1;
const PREFIX = 0.6;
const TYPO = 0.1;
/** Fewer removed documents than this are not worth the work of taking them out. */
const MIN_REMOVED = 1000;

interface Entry<T> {
  readonly id: string;
  readonly document: T;
  /** Numbers of its words. */
  readonly words: Uint32Array;
  readonly title: ReadonlySet<number>;
}

export function createWordIndex<T extends object>(): WordIndex<T> {
  let entries: (Entry<T> | undefined)[] = [];
  let places = new Map<string, number>();
  const wordsBy = new WeakMap<T, Uint32Array>();
  let removed = 0;
  const names: string[] = [];
  const numbers = new Map<string, number>();
  /** By word: `2 · place`, one more where it stands in the title; ascending. */
  let postings: number[][] = [];
  let titleWeights: number[] = [];
  let sorted: string[] = [];
  let unsorted: string[] = [];

  function numberOf(word: string): number {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = names.push(word) - 1;
    numbers.set(word, number);
    postings.push([]);
    unsorted.push(word);
    return number;
  }

  function add(entry: Entry<T>): void {
    const place = entries.push(entry) - 1;
    places.set(entry.id, place);
    titleWeights.push(TITLE + SHORT_TITLE / Math.max(1, entry.title.size));
    wordsBy.set(entry.document, entry.words);
    for (const word of entry.words) postings[word]!.push(2 * place + Number(entry.title.has(word)));
  }

  function remove(id: string): void {
    const place = places.get(id);
    if (place === undefined) return;
    entries[place] = undefined;
    places.delete(id);
    removed += 1;
    if (removed >= MIN_REMOVED && removed * 2 > entries.length) compact();
  }

  function compact(): void {
    const kept = entries.filter((entry) => entry !== undefined);
    entries = [];
    places = new Map();
    titleWeights = [];
    postings = names.map(() => []);
    removed = 0;
    for (const entry of kept) add(entry);
  }

  /** The words in order, new ones taken in. */
  function vocabulary(): readonly string[] {
    if (unsorted.length === 0) return sorted;
    unsorted.sort();
    sorted = merge(sorted, unsorted);
    unsorted = [];
    return sorted;
  }

  /** Words that are meant, with how well. */
  function meant({ forms, typos = false }: WordQuery): Map<number, number> {
    const words = vocabulary();
    const weights = new Map<number, number>();
    const take = (word: string, weight: number) => {
      const number = numbers.get(word)!;
      if (weight > (weights.get(number) ?? 0)) weights.set(number, weight);
    };
    const takeBeginning = (form: string, weight: number, longer: number) => {
      for (let at = lowerBound(words, form); at < words.length && words[at]!.startsWith(form); at += 1) {
        const word = words[at]!;
        take(word, word.length === form.length ? weight : weight * longer * (form.length / word.length));
      }
    };
    for (const form of forms) {
      takeBeginning(form, 1, PREFIX);
      if (!typos) continue;
      for (const other of exchanged(form)) takeBeginning(other, TYPO, 1);
      for (const word of words) if (isOneTypo(form, word)) take(word, TYPO);
    }
    return weights;
  }

  /** How well each document has a word; 0: not at all. */
  function rate(weights: ReadonlyMap<number, number>): Float32Array {
    const scores = new Float32Array(entries.length);
    for (const [word, weight] of weights) {
      const posting = postings[word]!;
      const score = weight * Math.log(1 + entries.length / posting.length);
      for (const one of posting) {
        const place = one >> 1;
        const own = one & 1 ? score * titleWeights[place]! : score;
        if (own > scores[place]!) scores[place] = own;
      }
    }
    return scores;
  }

  return {
    put(id, document, { title, rest }) {
      remove(id);
      const inTitle = new Set(title.map(numberOf));
      const words = new Set(inTitle);
      for (const word of rest) words.add(numberOf(word));
      add({ id, document, words: Uint32Array.from(words), title: inTitle });
    },
    remove,
    search(words, accepts = () => true) {
      const meanings = words.map(meant);
      const [first = new Float32Array(0), ...others] = meanings.map(rate);
      for (const scores of others)
        for (let place = 0; place < first.length; place += 1)
          first[place] = first[place] && scores[place] ? first[place]! + scores[place]! : 0;
      const byScore = new Map<number, T[]>();
      for (let place = 0; place < first.length; place += 1) {
        const score = first[place]!;
        const document = score > 0 ? entries[place]?.document : undefined;
        if (document === undefined || !accepts(document)) continue;
        const equals = byScore.get(score);
        if (equals === undefined) byScore.set(score, [document]);
        else equals.push(document);
      }
      const found = [...byScore].sort(([a], [b]) => b - a).flatMap(([, documents]) => documents);
      return {
        found,
        wordsOf: (document) =>
          [...(wordsBy.get(document) ?? [])]
            .filter((word) => meanings.some((one) => one.has(word)))
            .map((n) => names[n]!),
      };
    },
  };
}

/** Two ordered lists without common words as one. */
function merge(a: readonly string[], b: readonly string[]): string[] {
  const merged: string[] = [];
  let next = 0;
  for (const word of a) {
    while (next < b.length && b[next]! < word) merged.push(b[next++]!);
    merged.push(word);
  }
  return merged.concat(b.slice(next));
}

/** Place of the first word that is not before this one. */
function lowerBound(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
