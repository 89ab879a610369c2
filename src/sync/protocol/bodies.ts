// What membership entries of a document say. A body that is not exactly this makes the entry invalid.
import { hashSchema, idSchema, keySchema, signatureSchema } from './entry.js';
import {
  MAX_ACCOUNT_ENTRY_BYTES,
  MAX_BLOB_BYTES,
  MAX_ENTRY_BYTES,
  MAX_EVIDENCE,
  MAX_INVITES,
  MAX_MEMBERS,
  MAX_REPAIRED,
} from './limits.js';
import { bytes, list, may, must, oneOf, record, tuple, uint, type Value } from './schema.js';

/** Entries of an account's log, in order, word for word: what proves its devices and keys. */
export const evidenceSchema = list(bytes(MAX_ACCOUNT_ENTRY_BYTES, 1), MAX_EVIDENCE);
const someEvidence = list(bytes(MAX_ACCOUNT_ENTRY_BYTES, 1), MAX_EVIDENCE, 1);

/** HPKE: the encapsulated key and the sealed 32 bytes with their tag. */
export const wrapSchema = bytes(32 + 32 + 16);

/** Who can open a key: an account, or an invitation by link (generation 0); and the wrap. */
export const recipientSchema = tuple(idSchema, uint(2 ** 32 - 1), wrapSchema);
export type Recipient = Value<typeof recipientSchema>;

/** A document's new key, for exactly those who may read from here on. */
export const epochSchema = record({
  /** By id, ascending. */
  recipients: must(0, list(recipientSchema, MAX_MEMBERS + MAX_INVITES, 1)),
  /** Commits to the key: nobody can hand different keys to different members. */
  commitment: must(1, bytes(16)),
  /** The key before, sealed with this one; missing in the first epoch. */
  back: may(2, bytes(12 + 32 + 16)),
});
export type EpochKey = Value<typeof epochSchema>;

/** What a document's id is the hash of. */
export const documentRootSchema = record({
  /** 0: a calendar, address book or the like; 1: an organisation's roster, with its own table of roles. */
  policy: must(0, oneOf(0, 1)),
  nonce: must(1, bytes(16)),
  creator: must(2, idSchema),
  /** The organisation's roster it belongs to. */
  organisation: may(3, idSchema),
});
export type DocumentRoot = Value<typeof documentRootSchema>;

export const genesisSchema = record({
  /** CBOR of `documentRootSchema`; its hash is the document's id. */
  root: must(0, bytes(128, 1)),
  evidence: must(1, someEvidence),
  epoch: must(2, epochSchema),
  /** What kind of collection, sealed with the first key. */
  kind: must(3, bytes(512, 28)),
});

const role = oneOf(1, 2, 3, 4);

export const inviteSchema = record({
  inviteId: must(0, idSchema),
  role: must(1, role),
  /** Epoch ms; at most 14 days after the record's own time. */
  expires: must(2, uint()),
  /** Who: an account with its key's generation … */
  account: may(3, tuple(idSchema, uint(2 ** 32 - 1))),
  /** … or whoever holds a link's secret: the public keys made from it, to sign and to seal. */
  link: may(4, tuple(keySchema, keySchema)),
  /** Only an account that is bound to this address may take the link. */
  address: may(5, bytes(16)),
  /** HPKE: the epoch's key and the document's name. */
  sealed: must(6, bytes(512, 80)),
  /** News of the account's log. */
  evidence: may(7, someEvidence),
});

const answer = {
  inviteId: must(0, idSchema),
  /** The generation of the account's key that it answers with. */
  generation: must(1, uint(2 ** 32 - 1)),
  evidence: may(2, someEvidence),
  /** By the link's key, over document, invitation, account and device. */
  linkSignature: may(3, signatureSchema),
} as const;
export const acceptSchema = record(answer);
export const declineSchema = record(answer);

export const uninviteSchema = record({ inviteId: must(0, idSchema) });
/** One that came by link and is to share or own needs somebody's word that it is the right person. */
export const confirmSchema = record({ account: must(0, idSchema) });
export const roleSchema = record({ account: must(0, idSchema), role: must(1, role) });
export const removeSchema = record({ account: must(0, idSchema), epoch: must(1, epochSchema) });
export const leaveSchema = record({});
export const rotateSchema = record({ epoch: must(0, epochSchema) });
export const transferSchema = record({ account: must(0, idSchema) });

export const accountUpdateSchema = record({
  account: must(0, idSchema),
  evidence: must(1, someEvidence),
  /** The relay's key, when the relay posts it: then the header's account is zero and its device this key's id. */
  relay: may(2, keySchema),
});

export const freezeSchema = record({
  frozen: must(0, oneOf(0, 1)),
  /** The record whose state the entries after it bring back. */
  restored: may(1, uint()),
});

export const attestSchema = record({
  /** 0: the snapshot is what the log says; 1: it is not; 2: my wrap of the epoch's key does not open or is another key. */
  kind: must(0, oneOf(0, 1, 2)),
  /** The snapshot's record, or the epoch. */
  about: must(1, uint()),
});

export const repairSchema = record({
  /** Content entries that the relay had confirmed and lost, word for word. */
  entries: must(0, list(bytes(MAX_ENTRY_BYTES, 1), MAX_REPAIRED, 1)),
});

/** A snapshot's entry: clear, because relays and new devices choose by it. */
export const snapshotSchema = record({
  /** The last record it covers. */
  upTo: must(0, uint(Number.MAX_SAFE_INTEGER, 1)),
  hash: must(1, hashSchema),
  /** The membership entry that was the last then. */
  membership: must(2, hashSchema),
  /** Shard and heads of its Automerge document. */
  heads: must(3, list(tuple(uint(0xffff), hashSchema), 2_048)),
  blob: must(4, hashSchema),
  /** Bytes of the blob. */
  size: must(5, uint(MAX_BLOB_BYTES, 1)),
  /** Of the fold's state at `upTo`. */
  state: must(6, hashSchema),
});
export type SnapshotBody = Value<typeof snapshotSchema>;
