// Segments of the search index in their tables: looked up, added, merged.
import type { AppDatabase } from '../../database.js';
import type { MailSegmentRecord } from '../records.js';
import {
  eachPosting,
  type PartWord,
  type Posting,
  positionsOf,
  postingsOf,
  type SegmentPart,
  SegmentWriter,
  wordsOfPart,
} from './segment-format.js';

/** A word of a segment that was looked for. */
export interface FoundWord {
  readonly word: string;
  /** Whether it is the word itself, not one that only begins with it. */
  readonly isExact: boolean;
  /** Each message once. */
  eachPosting(take: (email: number, fields: number) => void): void;
  /** Messages that `wanted` accepts, with the positions of the word. */
  positions(wanted: (email: number) => boolean): Promise<ReadonlyMap<number, readonly number[]>>;
}

export interface Segments {
  /** By segment the words that begin with `word`, or are it. */
  find(word: string, isPrefix: boolean): Promise<readonly (readonly FoundWord[])[]>;
  /** Octets of all of them. */
  size(): Promise<number>;
  count(): Promise<number>;
  /** Merges segments until there are few. @param checkpoint - Called between pieces of work. */
  merge(isThere: (email: number) => boolean, checkpoint: () => Promise<void>): Promise<void>;
}

type Segment = MailSegmentRecord & { readonly id: number };

interface Part {
  readonly terms: Uint8Array;
  readonly words: readonly PartWord[];
}

/** Parts of words kept in memory: some 100 kB each. */
const KEPT_PARTS = 160;
/** Words one that is unfinished may stand for, in one segment. */
const MAX_WORDS = 2000;
/** Segments of about one size that become one of the next. */
const MERGED = 8;
/** Parts written in one transaction. */
const BATCH = 32;

/** Parts were merged away while they were asked for. */
class Outdated extends Error {}

/** Inside a transaction. */
export async function addSegment(db: AppDatabase, parts: readonly SegmentPart[], emails: number): Promise<void> {
  if (parts.length === 0) return;
  const segment = await db.mailSegments.add(segmentOf(parts, emails));
  await putParts(db, segment, 0, parts);
}

function segmentOf(parts: readonly SegmentPart[], emails: number): MailSegmentRecord {
  const bytes = parts.reduce((sum, { terms, positions }) => sum + terms.length + positions.length, 0);
  return { emails, bytes, starts: parts.map(({ start }) => start) };
}

async function putParts(db: AppDatabase, segment: number, from: number, parts: readonly SegmentPart[]): Promise<void> {
  await db.mailTerms.bulkPut(parts.map(({ terms: data }, index) => ({ segment, part: from + index, data })));
  await db.mailPositions.bulkPut(parts.map(({ positions: data }, index) => ({ segment, part: from + index, data })));
}

/** Inside a transaction: nothing is indexed any more. */
export async function clearSegments(db: AppDatabase): Promise<void> {
  await Promise.all([db.mailSegments.clear(), db.mailTerms.clear(), db.mailPositions.clear(), db.mailTexts.clear()]);
}

export function createSegments(db: AppDatabase): Segments {
  let known = new Map<number, Segment>();
  const cache = new Map<string, Part>();

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
        if (record === undefined) throw new Outdated();
        cache.set(`${record.segment}/${record.part}`, { terms: record.data, words: wordsOfPart(record.data) });
      }
    }
  }

  function trim(): void {
    for (const oldest of cache.keys()) {
      if (cache.size <= KEPT_PARTS) return;
      cache.delete(oldest);
    }
  }

  function partOf(segment: number, part: number): Part {
    const key = `${segment}/${part}`;
    const found = cache.get(key)!;
    cache.delete(key);
    cache.set(key, found);
    return found;
  }

  async function findNow(word: string, isPrefix: boolean): Promise<readonly (readonly FoundWord[])[]> {
    const segments = await current();
    const ranges = segments.map((segment) => partsFor(segment.starts, word, isPrefix));
    await load(segments.flatMap(({ id }, at) => ranges[at]!.map((part) => [id, part] as const)));
    const found = segments.map(({ id }, at) =>
      ranges[at]!.flatMap((part) => wordsIn(id, part, word, isPrefix)).slice(0, MAX_WORDS),
    );
    trim();
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
        eachPosting: (take) => eachPosting(terms, each, take),
        async positions(wanted) {
          const record = await db.mailPositions.get([segment, part]);
          if (record === undefined) throw new Outdated();
          const places = new Map<number, readonly number[]>();
          for (const posting of postingsOf(terms, record.data, each))
            if (wanted(posting.email)) places.set(posting.email, positionsOf(posting));
          return places;
        },
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
    async find(word, isPrefix) {
      for (let tries = 0; ; tries += 1) {
        try {
          return await findNow(word, isPrefix);
        } catch (error) {
          if (!(error instanceof Outdated) || tries > 5) throw error;
        }
      }
    },
    async size() {
      return (await current()).reduce((sum, { bytes }) => sum + bytes, 0);
    },
    count: async () => (await current()).length,
    merge,
  };
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

/** Segments of about one size, when there are many. */
function groupToMerge(segments: readonly Segment[]): readonly Segment[] | undefined {
  const tiers = new Map<number, Segment[]>();
  for (const segment of segments) {
    const tier = Math.floor(Math.log(Math.max(1, segment.emails / 100)) / Math.log(MERGED));
    const group = tiers.get(tier) ?? [];
    group.push(segment);
    tiers.set(tier, group);
  }
  return [...tiers.values()].find(({ length }) => length >= MERGED);
}

/** One segment's words in turn. */
class Reader {
  private words: readonly PartWord[] = [];
  private terms: Uint8Array = new Uint8Array();
  private positions: Uint8Array = new Uint8Array();
  private at = 0;
  private part = 0;

  constructor(
    private readonly db: AppDatabase,
    private readonly segment: Segment,
  ) {}

  get word(): string | undefined {
    return this.words[this.at]?.word;
  }

  get needsPart(): boolean {
    return this.at >= this.words.length && this.part < this.segment.starts.length;
  }

  async nextPart(): Promise<void> {
    const key: [number, number] = [this.segment.id, this.part];
    const [terms, positions] = await Promise.all([this.db.mailTerms.get(key), this.db.mailPositions.get(key)]);
    this.terms = terms?.data ?? new Uint8Array();
    this.positions = positions?.data ?? new Uint8Array();
    this.words = wordsOfPart(this.terms);
    this.at = 0;
    this.part += 1;
  }

  /** Messages of the word it is at, and on to the next. */
  take(): Posting[] {
    const word = this.words[this.at]!;
    this.at += 1;
    return [...postingsOf(this.terms, this.positions, word)];
  }
}

async function mergeSegments(
  db: AppDatabase,
  segments: readonly Segment[],
  isThere: (email: number) => boolean,
  checkpoint: () => Promise<void>,
): Promise<void> {
  const emails = segments.reduce((sum, each) => sum + each.emails, 0);
  const id = await db.mailSegments.add({ emails, bytes: 0, starts: [], isOpen: true });
  const starts: string[] = [];
  let bytes = 0;
  let ready: SegmentPart[] = [];
  const writer = new SegmentWriter((part) => ready.push(part));
  const flush = async () => {
    const parts = ready;
    ready = [];
    if (parts.length === 0) return;
    const from = starts.length;
    await db.transaction('rw', [db.mailTerms, db.mailPositions], () => putParts(db, id, from, parts));
    for (const { start, terms, positions } of parts) {
      starts.push(start);
      bytes += terms.length + positions.length;
    }
  };
  const readers = segments.map((segment) => new Reader(db, segment));
  for (;;) {
    for (const reader of readers) {
      if (!reader.needsPart) continue;
      await reader.nextPart();
      await checkpoint();
    }
    let word: string | undefined;
    for (const reader of readers)
      if (reader.word !== undefined && (word === undefined || reader.word < word)) word = reader.word;
    if (word === undefined) break;
    const postings = readers.flatMap((reader) => (reader.word === word ? reader.take() : []));
    for (const posting of inOrder(postings, isThere)) writer.posting(posting);
    writer.word(word);
    if (ready.length >= BATCH) await flush();
  }
  writer.end();
  await flush();
  const old = segments.map((segment) => segment.id);
  await db.transaction('rw', [db.mailSegments, db.mailTerms, db.mailPositions], async () => {
    await db.mailSegments.put({ id, emails, bytes, starts });
    await db.mailSegments.bulkDelete(old);
    for (const each of old) await dropParts(db, each);
  });
}

async function dropParts(db: AppDatabase, segment: number): Promise<void> {
  for (const table of [db.mailTerms, db.mailPositions])
    await table.where('[segment+part]').between([segment, -Infinity], [segment, Infinity]).delete();
}

/** Each message once: of one that was indexed twice, what came later has what came before, too. */
function inOrder(postings: readonly Posting[], isThere: (email: number) => boolean): Posting[] {
  const there = postings.filter(({ email }) => isThere(email));
  // Segments are merged in the order they came: most are in order as they are.
  if (there.every(({ email }, at) => at === 0 || there[at - 1]!.email < email)) return there;
  there.sort((a, b) => a.email - b.email);
  const once: Posting[] = [];
  for (const posting of there) {
    const last = once.at(-1);
    if (last?.email !== posting.email) once.push(posting);
    else once[once.length - 1] = { ...posting, fields: last.fields | posting.fields };
  }
  return once;
}

/** Takes away what a merge that was cut short has left. Only by whoever may merge. */
export async function dropUnfinished(db: AppDatabase): Promise<void> {
  const open = await db.mailSegments.filter(({ isOpen }) => isOpen === true).toArray();
  if (open.length === 0) return;
  await db.transaction('rw', [db.mailSegments, db.mailTerms, db.mailPositions], async () => {
    for (const { id = 0 } of open) {
      await db.mailSegments.delete(id);
      await dropParts(db, id);
    }
  });
}
