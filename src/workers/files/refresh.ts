// What a refresh has to write: what is new or other at the address, and what is gone from it. Nothing else.
import { shardOf } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import type { CollectionRecord, TextsRecord } from '../../store/database.js';
import type { ImportBatch } from '../../store/import-batch.js';
import { packTexts } from '../../store/packed-texts.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { makeBatch } from './make-batch.js';
import type { ReadFile } from './read-file.js';

type CalendarFile = Extract<ReadFile, { kind: 'calendar' }>;

/** DTSTAMP says when the text was made: many servers make it anew for each request. */
const STAMP = /^DTSTAMP[;:][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n/gim;

/** Whether two texts of an item say the same. */
export function saysTheSame(a: string, b: string): boolean {
  return a === b || a.replace(STAMP, '') === b.replace(STAMP, '');
}

/** Parts that could not be read may be items that are still there. */
const losesItems = (code: string) => code !== 'input/encoding' && (!code.startsWith('ics/') || code === 'ics/syntax');

/**
 * The batch that makes a read-only calendar what its source says; `undefined` when it is that already. Where parts of the
 * source could not be read, nothing is deleted.
 *
 * @param stored - All shards of the collection.
 * @throws {AppError} `input/wrong-kind`, or `input/truncated` when the answer ends too early.
 */
export function refreshBatch(
  read: ReadFile,
  { id: collectionId, shards }: Pick<CollectionRecord, 'id' | 'shards'>,
  stored: readonly TextsRecord[],
  importId: string,
): ImportBatch | undefined {
  const file = requireWhole(read);
  const texts = new Map<string, string>();
  for (const record of stored)
    for (let at = 0; at < record.uids.length; at += 1) {
      const item = itemAt(record, at);
      if (isCounted(item)) texts.set(item.uid, item.text);
    }
  const changed = file.items.filter(({ uid, text }) => {
    const known = texts.get(uid);
    return known === undefined || !saysTheSame(known, text);
  });
  const removed = file.problems.some(({ code }) => losesItems(code)) ? [] : missingFrom(file, texts.keys());
  if (changed.length === 0 && removed.length === 0) return undefined;
  const target = { collectionId, shards, duplicates: 'replace' } as const;
  const { extras: _, ...batch } = makeBatch({ ...file, items: changed }, target, importId);
  return { ...batch, shards: withRemoved(batch.shards, removed, shards), refresh: true };
}

function requireWhole(read: ReadFile): CalendarFile {
  if (read.kind !== 'calendar') throw new AppError('input/wrong-kind', 'There is no calendar at this address.');
  const cut = read.problems.find(({ code }) => code === 'input/truncated' || code === 'input/wrong-kind');
  if (cut !== undefined) throw new AppError(cut.code, cut.message);
  return read;
}

function missingFrom(file: CalendarFile, uids: Iterable<string>): string[] {
  const there = new Set(file.items.map(({ uid }) => uid));
  return [...uids].filter((uid) => !there.has(uid));
}

function withRemoved(
  batches: ImportBatch['shards'],
  removed: readonly string[],
  shards: number,
): ImportBatch['shards'] {
  const byShard = new Map(batches.map((batch) => [batch.shard, { ...batch, removed: [] as string[] }]));
  for (const uid of removed) {
    const shard = shardOf(uid, shards);
    const own = byShard.get(shard) ?? { shard, uids: [], texts: packTexts([]), removed: [] };
    own.removed.push(uid);
    byShard.set(shard, own);
  }
  return [...byShard.values()];
}
