// What somebody sees of a log they are invited to: its membership, without any content.
import { attestSchema, type EpochKey, inviteSchema, removeSchema, rotateSchema } from '../../protocol/bodies.js';
import { bytesToHex, hexToBytes, isSame } from '../../protocol/bytes.js';
import type { Invited } from '../../protocol/content.js';
import { foldDocument } from '../../protocol/document-fold.js';
import { type Entry, readEntry } from '../../protocol/entry.js';
import { entryTypes } from '../../protocol/entry-types.js';
import { openEpoch } from '../../protocol/epoch-keys.js';
import { ProtocolError } from '../../protocol/errors.js';
import type { LogRecord } from '../../protocol/record.js';
import { decodeAs } from '../../protocol/schema.js';
import type { SealKeyPair } from '../../protocol/seal.js';
import { linkKeys, openInvited } from '../../protocol/secrets.js';
import { settle } from '../../protocol/signatures.js';
import type { AccountSecret, DocumentState, EpochSecret } from '../ports.js';

/** An invitation as it stands in the log. */
export interface OpenInvitation {
  readonly entry: Entry;
  /** The epoch's commitment when it was made. */
  readonly commitment: string;
}

/** A log's membership, verified. */
export interface Membership {
  readonly state: DocumentState;
  /** The open invitations by their id. */
  readonly invitations: ReadonlyMap<string, OpenInvitation>;
  /** The entry that brought the present key. */
  readonly epoch?: EpochKey;
}

/** Judgements of snapshots are no part of who may do what, and there are no snapshots here to judge. */
const isAboutSnapshot = ({ header, body }: Entry): boolean =>
  header.type === entryTypes.attest && decodeAs(attestSchema, body).kind !== 2;

function step(state: DocumentState | undefined, entry: Entry, { seq, ts }: LogRecord) {
  const { deviceId, n, sees } = entry.header;
  // Content in between moved the place and its authors' counters; what it saw cannot be looked up without it.
  const before = state && {
    ...state,
    seq: seq - 1,
    counters: { ...state.counters, [bytesToHex(deviceId)]: n - 1 },
  };
  return foldDocument(before, entry, { seq, ts, hashAt: (at) => (at === sees[0] ? sees[1] : undefined) });
}

/**
 * Follows the membership entries of a log. Each names the one before and is signed, so that none can be left out, added or
 * exchanged; what is shown can only end too early.
 *
 * @param doc - Hexadecimal.
 * @throws {ProtocolError} An entry does not follow by the rules.
 */
export async function readMembership(doc: string, records: readonly LogRecord[]): Promise<Membership> {
  let state: DocumentState | undefined;
  let epoch: EpochKey | undefined;
  const invitations = new Map<string, OpenInvitation>();
  for (const record of records) {
    if (record.entry === undefined) throw new ProtocolError('CHAIN', `record ${record.seq} without its entry`);
    const entry = readEntry(record.entry);
    if (state !== undefined && isAboutSnapshot(entry)) {
      if (bytesToHex(entry.header.pm!) !== state.membership) throw new ProtocolError('CHAIN', 'does not follow');
      state = { ...state, seq: record.seq, ts: record.ts, membership: bytesToHex(entry.hash) };
      continue;
    }
    const done = await settle(step(state, entry, record));
    if (!done.ok) throw new ProtocolError(done.refusal, `record ${record.seq}: ${done.why}`);
    state = done.state;
    const { type } = entry.header;
    if (type === entryTypes.epoch) epoch = decodeAs(rotateSchema, entry.body).epoch;
    if (type === entryTypes.remove) epoch = decodeAs(removeSchema, entry.body).epoch;
    if (type === entryTypes.invite)
      invitations.set(bytesToHex(decodeAs(inviteSchema, entry.body).inviteId), { entry, commitment: state.commitment });
    for (const id of invitations.keys()) if (!(id in state.invites)) invitations.delete(id);
  }
  if (state?.id !== doc) throw new ProtocolError('UNKNOWN', 'another log');
  return { state, invitations, ...(epoch && { epoch }) };
}

/** Who opens an invitation: the account that it is for, or whoever has the link's secret. */
export type Opener =
  | { readonly account: Uint8Array; secretOf(generation: number): Promise<AccountSecret> }
  | { readonly secret: Uint8Array };

/** What an invitation says, and the document's present key. */
export interface OpenedInvitation {
  readonly words: Omit<Invited, 'key'>;
  readonly key: EpochSecret;
}

/**
 * Opens an invitation.
 *
 * @throws {ProtocolError} `NO_INVITE`: it is not open. `BAD_SIG`, `MALFORMED`, `RECIPIENTS`: not for whoever opens it, or not
 * what the log commits to.
 */
export async function openInvitation(membership: Membership, id: string, opener: Opener): Promise<OpenedInvitation> {
  const { state, epoch } = membership;
  const found = membership.invitations.get(id);
  if (found === undefined) throw new ProtocolError('NO_INVITE', 'no such open invitation');
  const body = decodeAs(inviteSchema, found.entry.body);
  const doc = hexToBytes(state.id);
  const at = { doc, epoch: found.entry.header.epoch };
  const keys = (generation: number) => keysOf(opener, generation);
  const commitment = hexToBytes(found.commitment);
  const { key, ...words } = await openInvited(
    await keys(body.account?.[1] ?? 0),
    at,
    body.inviteId,
    body.sealed,
    commitment,
  );
  if (at.epoch === state.epoch) return { words, key: { ...at, key } };
  if (epoch === undefined) throw new ProtocolError('CHAIN', 'a new key without an entry that brought it');
  // The key has changed since: whoever is invited is among those who got the new one.
  const recipient = body.account?.[0] ?? body.inviteId;
  const generation = epoch.recipients.find(([id]) => isSame(id, recipient))?.[1] ?? 0;
  const mine = { id: recipient, generation, secretKey: (await keys(generation)).secretKey };
  return { words, key: await openEpoch({ doc, epoch: state.epoch }, epoch, mine) };
}

const keysOf = async (opener: Opener, generation: number): Promise<SealKeyPair> =>
  'account' in opener ? opener.secretOf(generation) : (await linkKeys(opener.secret)).seal;
