// Several segments become one, in the background.
import type { AppDatabase } from '../../database.js';
import {
  type PartWord,
  type Posting,
  postingsOf,
  type SegmentPart,
  SegmentWriter,
  wordsOfPart,
} from './segment-format.js';
import { dataOf, dropParts, octetsOf, pack, putParts, type Segment } from './segment-records.js';

/** Segments of about one size that become one of the next. */
const MERGED = 8;
/** Parts written in one transaction. */
const BATCH = 32;

/** Segments of about one size, when there are many. */
export function groupToMerge(segments: readonly Segment[]): readonly Segment[] | undefined {
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
    this.terms = terms === undefined ? new Uint8Array() : await dataOf(terms);
    this.positions = positions === undefined ? new Uint8Array() : await dataOf(positions);
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

export async function mergeSegments(
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
    const packed = await Promise.all(
      parts.map(async ({ terms, positions }) => ({ terms: await pack(terms), positions: await pack(positions) })),
    );
    await db.transaction('rw', [db.mailTerms, db.mailPositions], () => putParts(db, id, from, packed));
    for (const { start } of parts) starts.push(start);
    bytes += octetsOf(packed);
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
