// Going on where the relay has compacted what comes next: with a snapshot, its maker's word for the state, and the membership,
// which is never compacted and proves itself.
import { activeDevice, signatureOf } from '../protocol/account-rules.js';
import { snapshotSchema } from '../protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes } from '../protocol/bytes.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { ProtocolError } from '../protocol/errors.js';
import { type DocumentState, stateDigest } from '../protocol/fold-state.js';
import { MAX_FRAME_BYTES } from '../protocol/limits.js';
import type { LogRecord } from '../protocol/record.js';
import { decodeAs } from '../protocol/schema.js';
import { isSigned } from '../protocol/signatures.js';
import { collectionOf, openSnapshot } from './begin-collection.js';
import type { ClientContext } from './context.js';
import type { Keyring } from './keyring.js';
import { readMembership } from './membership/received.js';
import type { KeptLog, KeptRecord } from './storage.js';

/** All membership entries of a log, page by page. */
async function allMembership({ ask }: ClientContext, doc: Bytes, until: number): Promise<readonly LogRecord[]> {
  const all: LogRecord[] = [];
  for (let from = 1; ; ) {
    const { records } = await ask('membership', { doc, from });
    all.push(...records.filter(({ seq }) => seq < until));
    const last = records.at(-1)?.seq;
    if (last === undefined || last >= until - 1) return all;
    from = last + 1;
  }
}

/**
 * What the membership alone says of a state. When invitations ran out in between is told by content too, and who wrote
 * how much by content alone.
 */
const provable = (state: DocumentState): string =>
  stateDigest({ ...state, seq: 0, ts: 0, counters: {}, snapshots: [], covered: 0, invites: {}, due: false });

/** Nobody but an owner is believed what a log was that cannot be read any more. */
async function checkMaker(entry: Entry, membership: DocumentState): Promise<void> {
  const { accountId, deviceId } = entry.header;
  const account = bytesToHex(accountId);
  const known = membership.accounts[account];
  if (known === undefined || membership.members[account]?.role !== 4)
    throw new ProtocolError('ROLE', 'a snapshot by somebody who is no owner');
  const device = activeDevice(known, bytesToHex(deviceId));
  if (!(await isSigned(signatureOf(entry, device)))) throw new ProtocolError('BAD_SIG', 'a snapshot nobody signed');
}

/** Of whatever a member wrote there; its digest is looked at before anything in it is. */
function parseState(text: string): DocumentState {
  try {
    return JSON.parse(text) as DocumentState;
  } catch (error) {
    throw new ProtocolError('MALFORMED', 'a state that cannot be read', { cause: error });
  }
}

const toKept = (log: string, { seq, ts, entry }: LogRecord): KeptRecord => {
  const { header, hash, bytes } = readEntry(entry!);
  const device = bytesToHex(header.deviceId);
  return { log, seq, ts, hash: new Uint8Array(0), entryHash: hash, entry: bytes, device, type: header.type };
};

/**
 * @param snapshot - The record of the snapshot to begin from.
 * @returns The log after it; as it was when the snapshot cannot be used.
 */
export async function beginAtSnapshot(
  context: ClientContext,
  keyring: Keyring,
  log: KeptLog,
  snapshot: number,
): Promise<KeptLog> {
  const doc = hexToBytes(log.id) as Bytes;
  const answer = await context.ask('read', { doc, from: snapshot, most: MAX_FRAME_BYTES / 4 });
  const record = answer.kind === 'records' ? answer.records[0] : undefined;
  if (record?.entry === undefined || record.seq !== snapshot) return log;
  try {
    const entry = readEntry(record.entry);
    const records = await allMembership(context, doc, snapshot);
    const { state: membership } = await readMembership(log.id, records);
    await checkMaker(entry, membership);
    await keyring.learn(records.map((each) => readEntry(each.entry!)));
    const opened = await openSnapshot(context, keyring, doc, entry);
    const [first] = records;
    const collection = await collectionOf(context, keyring, log.id, first?.entry && readEntry(first.entry));
    if (opened === undefined || collection === undefined) return log;
    const body = decodeAs(snapshotSchema, entry.body);
    const state = parseState(opened.state);
    const atSnapshot = (
      await readMembership(
        log.id,
        records.filter(({ seq }) => seq <= body.upTo),
      )
    ).state;
    const isRight =
      stateDigest(state) === bytesToHex(body.state) &&
      state.seq === body.upTo &&
      provable(state) === provable(atSnapshot);
    if (!isRight) return log;
    const next: KeptLog = {
      ...log,
      collectionId: log.collectionId ?? collection.id,
      state,
      seq: body.upTo,
      hash: body.hash,
      applied: body.upTo,
      begins: body.upTo,
    };
    const kept = records.filter(({ seq }) => seq <= body.upTo).map((each) => toKept(log.id, each));
    return (await context.documents.adopt(next, opened, kept)) ? next : log;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return log; // somebody else's snapshot may do one day
  }
}
