// Entries that a log owes by itself: its beginning, its next key, news of the account, content, snapshots.
import { sealBlob } from '../protocol/blobs.js';
import {
  accountUpdateSchema,
  attestSchema,
  documentRootSchema,
  genesisSchema,
  snapshotSchema,
} from '../protocol/bodies.js';
import { type Bytes, bytesToHex, concat, hexToBytes } from '../protocol/bytes.js';
import { BLOB_REF_BYTES, type ContentBody, contentSchema, snapshotBlobSchema } from '../protocol/content.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { type EpochSecret, makeEpoch, sealContent, sealKind, snapshotKey } from '../protocol/epoch-keys.js';
import { type DocumentState, stateDigest } from '../protocol/fold-state.js';
import { documentIdOf, NO_HASH } from '../protocol/identifiers.js';
import { MAX_REFS } from '../protocol/limits.js';
import { encodeAs } from '../protocol/schema.js';
import { writeClearEntry, writeEntry } from '../protocol/write-entry.js';
import { uploadBlob } from './blobs.js';
import type { ClientContext } from './context.js';
import { pack } from './packing.js';
import type { DocumentAuthor } from './ports.js';
import type { KeptLog, SavedCollection, WaitingChange } from './storage.js';

/** Bytes of changes in one entry: with padding and seal they stay below an entry's body. A larger change goes as a blob. */
export const CONTENT_BYTES = 192 * 1024;
const MAX_CHANGES = 1_024;

/** A log for a collection that has none. @param kind - What it is, for its readers only. */
export async function makeGenesis(
  { credentials, random, accountSecret, evidence }: ClientContext,
  kind: string,
): Promise<Entry> {
  const { account, device, signer } = credentials;
  const own = await accountSecret();
  if (own === undefined) throw new Error('no key of the account');
  const root = encodeAs(documentRootSchema, { policy: 0, nonce: random(16), creator: account });
  const doc = documentIdOf(root);
  const secret: EpochSecret = { doc, epoch: 1, key: random(32) };
  const recipient = { id: bytesToHex(account), generation: own.generation, sealKey: bytesToHex(own.publicKey) };
  const body = {
    root,
    evidence: [...(await evidence())],
    epoch: await makeEpoch(secret, [recipient], undefined, random),
    kind: await sealKind(secret, kind, random),
  };
  const header = {
    suite: 1,
    docId: doc,
    type: entryTypes.genesis,
    accountId: account,
    deviceId: device,
    n: 1,
    sees: [0, NO_HASH],
    epoch: 1,
    pm: NO_HASH,
  } as const;
  return writeClearEntry(header, genesisSchema, body, signer);
}

/** Shows a log what its own account's log says: a new device, a new key. */
export function makeAccountUpdate(
  { header, credentials }: Pick<DocumentAuthor, 'header' | 'credentials'>,
  evidence: readonly Bytes[],
): Promise<Entry> {
  const body = { account: credentials.account, evidence: [...evidence] };
  return writeClearEntry(header(entryTypes.accountUpdate), accountUpdateSchema, body, credentials.signer);
}

/** Says that a snapshot is right, or that it is not. @param seq - Its record. */
export const makeAttest = (
  { header, credentials }: Pick<DocumentAuthor, 'header' | 'credentials'>,
  seq: number,
  isRight: boolean,
): Promise<Entry> =>
  writeClearEntry(header(entryTypes.attest), attestSchema, { kind: isRight ? 0 : 1, about: seq }, credentials.signer);

/** @returns The entry, and the changes of those given that it has room for. */
export async function makeContent(
  context: ClientContext,
  { header, key, random, credentials }: DocumentAuthor,
  changes: readonly WaitingChange[],
): Promise<{ readonly entry: Entry; readonly sent: readonly WaitingChange[] }> {
  const packed: ContentBody['changes'][number][] = [];
  const refs: Bytes[] = [];
  let room = CONTENT_BYTES;
  for (const { shard, bytes, blobs = [] } of changes) {
    if (packed.length > 0 && refs.length + blobs.length >= MAX_REFS) break;
    const { packing, data } = await pack(bytes);
    const size = data.length > CONTENT_BYTES ? BLOB_REF_BYTES : data.length;
    if (packed.length > 0 && (size > room || packed.length === MAX_CHANGES || refs.length === MAX_REFS)) break;
    room -= size;
    refs.push(...blobs.slice(0, MAX_REFS - 1));
    if (data.length <= CONTENT_BYTES) {
      packed.push({ shard, packing, change: data });
      continue;
    }
    const blobKey = random(32);
    // A blob's change is always packed, so that one number says both.
    const sealed = await sealBlob(blobKey, packing === 1 ? data : await deflated(bytes), random);
    const blob = await uploadBlob(context.ask, key.doc, sealed);
    packed.push({ shard, packing: 2, change: concat(blobKey, blob) });
    refs.push(blob);
  }
  const own = header(entryTypes.content, refs.length > 0 ? { refs } : {});
  const { deviceId, n } = own;
  const entry = await writeEntry(
    own,
    (headerBytes) =>
      sealContent(key, { deviceId, n, headerBytes }, encodeAs(contentSchema, { changes: packed }), random),
    credentials.signer,
  );
  return { entry, sent: changes.slice(0, packed.length) };
}

const deflated = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(
    await new Response(
      new Blob([bytes as Bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    ).arrayBuffer(),
  );

/** All of the collection as it is after the log's last record. */
export async function makeSnapshot(
  context: ClientContext,
  { state, header, key, random, credentials }: DocumentAuthor,
  log: KeptLog,
  { shards, heads }: SavedCollection,
): Promise<Entry> {
  const packed = [];
  for (const { shard, bytes } of shards) packed.push({ shard, packing: 0 as const, saved: bytes as Bytes });
  const plain = encodeAs(snapshotBlobSchema, { shards: packed, state: JSON.stringify(state satisfies DocumentState) });
  const sealed = await sealBlob(snapshotKey(key, log.seq), plain, random);
  const blob = await uploadBlob(context.ask, key.doc, sealed);
  const body = {
    upTo: log.seq,
    hash: log.hash,
    membership: hexToBytes(state.membership),
    heads: heads.map(([shard, head]) => [shard, head] as const),
    blob,
    size: sealed.length,
    state: hexToBytes(stateDigest(state)),
  };
  return writeClearEntry(header(entryTypes.snapshot, { refs: [blob] }), snapshotSchema, body, credentials.signer);
}
