// What records say inside. Whatever cannot be read is void: it keeps its place, and everybody skips it alike.

import { openBlob } from '../protocol/blobs.js';
import { repairSchema } from '../protocol/bodies.js';
import type { Bytes } from '../protocol/bytes.js';
import { BLOB_REF_BYTES, type ContentBody, contentSchema } from '../protocol/content.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { type EpochSecret, openContent } from '../protocol/epoch-keys.js';
import { ProtocolError } from '../protocol/errors.js';
import { decodeAs } from '../protocol/schema.js';
import { MAX_CHANGE_BYTES, unpack } from './packing.js';
import type { Content, ShardBytes } from './storage.js';

export interface ContentReader {
  key(epoch: number): Promise<EpochSecret | undefined>;
  /** Rejects with `sync/offline`; with a ProtocolError for a blob that is not what it says. */
  blob(id: Bytes): Promise<Bytes>;
}

async function openChange(
  { shard, packing, change }: ContentBody['changes'][number],
  { blob }: ContentReader,
): Promise<ShardBytes> {
  if (packing !== 2) return { shard, bytes: await unpack(packing, change, MAX_CHANGE_BYTES) };
  if (change.length !== BLOB_REF_BYTES) throw new ProtocolError('MALFORMED', 'not a key and a blob');
  const sealed = await blob(change.slice(32));
  return { shard, bytes: await unpack(1, await openBlob(change.slice(0, 32), sealed), MAX_CHANGE_BYTES) };
}

async function openOne(entry: Entry, seq: number, reader: ContentReader): Promise<Content | 'later'> {
  const { header, headerBytes, body } = entry;
  const { deviceId, n, epoch } = header;
  const secret = await reader.key(epoch);
  if (secret === undefined) return 'later';
  try {
    const plain = await openContent(secret, { deviceId, n, headerBytes }, body);
    const { changes } = decodeAs(contentSchema, plain);
    return { seq, device: deviceId, changes: await Promise.all(changes.map((each) => openChange(each, reader))) };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { seq, device: deviceId, changes: [], voided: error.code };
  }
}

/**
 * Opens what a record carries: its own changes, or those of entries that a relay had lost.
 *
 * @returns `later` while a key for it is not here.
 */
export async function openRecord(
  entry: Entry,
  seq: number,
  reader: ContentReader,
): Promise<readonly Content[] | 'later'> {
  const entries =
    entry.header.type === entryTypes.content
      ? [entry]
      : entry.header.type === entryTypes.repair
        ? decodeAs(repairSchema, entry.body).entries.map(readEntry)
        : [];
  const contents: Content[] = [];
  for (const each of entries) {
    const opened = await openOne(each, seq, reader);
    if (opened === 'later') return 'later';
    contents.push(opened);
  }
  return contents;
}
