// How a device that has none of a collection begins: from the newest snapshot that it may trust, or from the first.
import type { CollectionKind } from '../../domain/collections/collection.js';
import { openBlob } from '../protocol/blobs.js';
import { genesisSchema, snapshotSchema } from '../protocol/bodies.js';
import { type Bytes, hexToBytes, isSame } from '../protocol/bytes.js';
import { snapshotBlobSchema } from '../protocol/content.js';
import { isTrusted } from '../protocol/document-content.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { openKind, snapshotKey } from '../protocol/epoch-keys.js';
import { ProtocolError } from '../protocol/errors.js';
import type { DocumentState } from '../protocol/fold-state.js';
import { decodeAs } from '../protocol/schema.js';
import { downloadBlob } from './blobs.js';
import type { ClientContext } from './context.js';
import type { Keyring } from './keyring.js';
import { MAX_SAVED_BYTES, unpack } from './packing.js';
import type { KeptLog, KeptRecord, ShardBytes } from './storage.js';

const isCollectionKind = (kind: string): kind is CollectionKind =>
  kind === 'calendar' || kind === 'addressbook' || kind === 'roomlist' || kind === 'room';

export const SETTINGS_KIND = 'settings';
const OWN_ID = /^[\w-]{1,64}$/;

/** What a log is for, and which id its collection has here: its creator's own, or the log's. */
export interface CollectionOfLog {
  readonly kind: CollectionKind | 'settings';
  readonly id: string;
}

export const kindText = ({ kind, id }: CollectionOfLog): string => `${kind}\n${id}`;

/** @returns `undefined` for a kind this version does not know, and what nobody may call their own. */
export function readKind(text: string, log: string, isOwn: boolean): CollectionOfLog | undefined {
  const [kind = '', id = ''] = text.split('\n');
  if (kind === SETTINGS_KIND) return isOwn && id === SETTINGS_KIND ? { kind, id } : undefined;
  if (!isCollectionKind(kind)) return undefined;
  return { kind, id: isOwn && OWN_ID.test(id) && id !== SETTINGS_KIND ? id : log };
}

export interface Beginning {
  /** The last record that is in it. */
  readonly upTo: number;
  readonly shards: readonly ShardBytes[];
  readonly heads: readonly (readonly [shard: number, head: Bytes])[];
}

/** @returns `undefined` while its key is not here. */
export async function openSnapshot(
  { ask }: Pick<ClientContext, 'ask'>,
  keyring: Pick<Keyring, 'key'>,
  doc: Bytes,
  entry: Entry,
): Promise<(Beginning & { readonly state: string }) | undefined> {
  const { upTo, heads, blob } = decodeAs(snapshotSchema, entry.body);
  const secret = await keyring.key(entry.header.epoch);
  if (secret === undefined) return undefined;
  const plain = await openBlob(snapshotKey(secret, upTo), await downloadBlob(ask, doc, blob));
  const { shards, state } = decodeAs(snapshotBlobSchema, plain);
  const saved = [];
  for (const { shard, packing, saved: bytes } of shards)
    saved.push({ shard, bytes: await unpack(packing, bytes, MAX_SAVED_BYTES) });
  return { upTo, shards: saved, heads, state };
}

/** The collection a log is for; `undefined` while its first key is not here, or when it is nothing this device can show. */
export async function collectionOf(
  { credentials }: Pick<ClientContext, 'credentials'>,
  keyring: Pick<Keyring, 'key'>,
  log: string,
  genesis: Entry | undefined,
): Promise<CollectionOfLog | undefined> {
  const secret = await keyring.key(1);
  if (genesis === undefined || secret === undefined) return undefined;
  const { header, body } = genesis;
  const text = await openKind(secret, decodeAs(genesisSchema, body).kind);
  return readKind(text, log, isSame(header.accountId, credentials.account));
}

/** Snapshots a device may begin from, the best first: the newest trusted ones, then the log's first. */
function choose(records: readonly KeptRecord[], state: DocumentState): readonly KeptRecord[] {
  const trusted = new Set(state.snapshots.filter(isTrusted).map(({ seq }) => seq));
  const [first] = records;
  return records
    .filter((record) => record.entry !== undefined && (trusted.has(record.seq) || record === first))
    .reverse();
}

/**
 * @param adopt - Takes a beginning in, or finds that it is not what its heads say.
 * @returns whether there was one. Not while a key is missing, or before anything is in the log.
 */
export async function beginCollection(
  context: ClientContext,
  keyring: Keyring,
  log: KeptLog,
  adopt: (beginning: Beginning) => Promise<boolean>,
): Promise<boolean> {
  const records = await context.store.snapshots(log.id);
  for (const record of choose(records, log.state as DocumentState)) {
    try {
      const beginning = await openSnapshot(context, keyring, hexToBytes(log.id), readEntry(record.entry!));
      if (beginning === undefined) return false;
      if (await adopt(beginning)) return true;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      // A bad snapshot: the one before it leads here too.
    }
  }
  return false;
}

/** Types whose records hold something for the documents. */
export const carriesContent = (type: number): boolean => type === entryTypes.content || type === entryTypes.repair;
