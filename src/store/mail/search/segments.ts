// Segments of the search index in their tables: looked up, and merged when there are many.
import type { AppDatabase } from '../../database.js';
import { groupToMerge, mergeSegments } from './merge-segments.js';
import { type PartWord, type Places, type PostingBuffer, placesIn, wordsOfPart } from './segment-format.js';
import { dataOf, type Segment } from './segment-records.js';

/** A word of a segment that was looked for. */
export interface FoundWord {
  readonly word: string;
  /** Whether it is the word itself, not one that only begins with it. */
  readonly isExact: boolean;
  /** Puts its messages into the buffer. */
  read(into: PostingBuffer): void;
  /** Has its positions read, so that several words wait together. */
  load(): Promise<unknown>;
  /** Where it stands, as {@link placesIn} has it. Changes the buffer. */
  places(buffer: PostingBuffer, wanted: Uint32Array, before?: Places, once?: boolean): Promise<Places>;
}

/** What is looked for: words that begin with this one, or are it. */
export interface WantedWord {
  readonly word: string;
  readonly isPrefix: boolean;
}

/** By segment what was found of one that was wanted. */
export type FoundWords = readonly (readonly FoundWord[])[];

export interface Segments {
  /** Of each word that is wanted; segments are the same, and in the same order, for all of them. */
  find(wanted: readonly WantedWord[]): Promise<readonly FoundWords[]>;
  /** Octets of all of them. */
  size(): Promise<number>;
  count(): Promise<number>;
  /** Merges segments until there are few. @param checkpoint - Called between pieces of work. */
  merge(isThere: (email: number) => boolean, checkpoint: () => Promise<void>): Promise<void>;
}

interface Part {
  readonly terms: Uint8Array;
  readonly words: readonly PartWord[];
}

/** Parts of words kept in memory: some 100 kB each. */
const KEPT_PARTS = 160;
/** Parts of positions kept: only phrases ask for them. */
const KEPT_POSITIONS = 48;
/** Words one that is unfinished may stand for, in one segment. */
const MAX_WORDS = 2000;

/** Segments were merged while they were read: whatever was found is to be looked for again. */
export class OutdatedSegments extends Error {}

export function createSegments(db: AppDatabase): Segments {
  let known = new Map<number, Segment>();
  const cache = new Map<string, Part>();
  const positions = new Map<string, Promise<Uint8Array>>();

  /** Segments as they are now: what is known already is not read again. */
  async function current(): Promise<Segment[]> {
    const ids = await db.mailSegments.toCollection().primaryKeys();
    const missing = ids.filter((id) => !known.has(id));
    const read = missing.length === 0 ? [] : await db.mailSegments.bulkGet(missing);
    const now = new Map<number, Segment>();
    for (const id of ids) {
      const segment = known.get(id) ?? read[missing.indexOf(id)];
      if (segment !== undefined && segment.isOpen !== true) now.set(id, { ...segment, id });
    }
    known = now;
    return [...now.values()];
  }

  async function load(wanted: readonly (readonly [number, number])[]): Promise<void> {
    const missing = wanted.filter(([segment, part]) => !cache.has(`${segment}/${part}`));
    if (missing.length > 0) {
      const records = await db.mailTerms.bulkGet(missing.map(([segment, part]): [number, number] => [segment, part]));
      for (const record of records) {
        if (record === undefined) throw new OutdatedSegments();
        const terms = await dataOf(record);
        cache.set(`${record.segment}/${record.part}`, { terms, words: wordsOfPart(terms) });
      }
    }
  }

  function positionsOfPart(segment: number, part: number): Promise<Uint8Array> {
    const key = `${segment}/${part}`;
    const known = positions.get(key);
    if (known !== undefined) return known;
    const read = (async () => {
      const record = await db.mailPositions.get([segment, part]);
      if (record === undefined) throw new OutdatedSegments();
      return dataOf(record);
    })();
    positions.set(key, read);
    read.catch(() => positions.delete(key)); // whoever waits for it gets the error
    keepNewest(positions, KEPT_POSITIONS);
    return read;
  }

  function partOf(segment: number, part: number): Part {
    const key = `${segment}/${part}`;
    const found = cache.get(key)!;
    cache.delete(key);
    cache.set(key, found);
    return found;
  }

  async function find(wanted: readonly WantedWord[]): Promise<readonly FoundWords[]> {
    const segments = await current();
    const ranges = wanted.map(({ word, isPrefix }) =>
      segments.map((segment) => partsFor(segment.starts, word, isPrefix)),
    );
    await load(
      ranges.flatMap((parts) => segments.flatMap(({ id }, at) => parts[at]!.map((part) => [id, part] as const))),
    );
    const found = wanted.map(({ word, isPrefix }, index) =>
      segments.map(({ id }, at) =>
        ranges[index]![at]!.flatMap((part) => wordsIn(id, part, word, isPrefix)).slice(0, MAX_WORDS),
      ),
    );
    keepNewest(cache, KEPT_PARTS);
    return found;
  }

  function wordsIn(segment: number, part: number, word: string, isPrefix: boolean): FoundWord[] {
    const { terms, words } = partOf(segment, part);
    const found: FoundWord[] = [];
    for (let at = firstFrom(words, word); at < words.length; at += 1) {
      const each = words[at]!;
      const isExact = each.word === word;
      if (!isExact && !(isPrefix && each.word.startsWith(word))) break;
      found.push({
        word: each.word,
        isExact,
        read: (into) => into.read(terms, each),
        async places(buffer, wanted, before, once) {
          const data = await positionsOfPart(segment, part);
          buffer.read(terms, each);
          return placesIn(data, each, buffer, wanted, before, once);
        },
        load: () => positionsOfPart(segment, part),
      });
    }
    return found;
  }

  async function merge(isThere: (email: number) => boolean, checkpoint: () => Promise<void>): Promise<void> {
    for (;;) {
      const group = groupToMerge(await current());
      if (group === undefined) return;
      await mergeSegments(db, group, isThere, checkpoint);
    }
  }

  return {
    find,
    async size() {
      return (await current()).reduce((sum, { bytes }) => sum + bytes, 0);
    },
    count: async () => (await current()).length,
    merge,
  };
}

function keepNewest(map: Map<string, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}

/** First word not before this one. */
function firstFrom(words: readonly PartWord[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.word < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Parts that may hold the word, or words that begin with it. */
function partsFor(starts: readonly string[], word: string, isPrefix: boolean): number[] {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= word) low = middle + 1;
    else high = middle;
  }
  const parts = low === 0 ? [] : [low - 1];
  for (let at = low; isPrefix && at < starts.length && starts[at]!.startsWith(word); at += 1) parts.push(at);
  return parts;
}
