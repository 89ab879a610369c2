// What members write: the relay sees that they do, not what.
import { SEALED_OVERHEAD } from './account-fold.js';
import { signatureOf } from './account-rules.js';
import { attestSchema, freezeSchema, repairSchema, snapshotSchema } from './bodies.js';
import { bytesToHex, isSame } from './bytes.js';
import type { Act, Outcome } from './document-act.js';
import { readEntry } from './entry.js';
import { entryTypes } from './entry-types.js';
import { type DocumentState, refuse, type SignatureCheck } from './fold-state.js';
import { MAX_SNAPSHOTS_KEPT, MAX_UNSNAPPED } from './limits.js';
import { isThere } from './place-rules.js';
import { decodeAs } from './schema.js';

export function content({ state, entry, place, member }: Act): Outcome {
  if (state.frozen && member.role !== 4) refuse('FROZEN', 'only owners write');
  if (place.seq - state.covered > MAX_UNSNAPPED) refuse('SNAPSHOT_FIRST', 'too much since the last snapshot');
  if (entry.body.length < SEALED_OVERHEAD) refuse('MALFORMED', 'nothing encrypted');
  return { state };
}

export function snapshot({ state, entry, place, author, member }: Act): Outcome {
  const { upTo, hash, blob } = decodeAs(snapshotSchema, entry.body);
  const { refs = [] } = entry.header;
  if (refs.length !== 1 || !isSame(refs[0]!, blob)) refuse('MALFORMED', 'refers to its blob and nothing else');
  if (upTo <= state.covered || upTo >= place.seq) refuse('WRONG_TARGET', 'covers nothing new');
  if (!isThere(place, upTo, hash)) refuse('SEES_UNKNOWN', `another record ${upTo}`);
  const made = { seq: place.seq, upTo, by: author, byOwner: member.role === 4, blob: bytesToHex(blob) };
  const snapshots = [...state.snapshots, { ...made, attests: [], disputes: [] }].slice(-MAX_SNAPSHOTS_KEPT);
  return { state: { ...state, snapshots, covered: upTo } };
}

export function attest({ state, entry, author }: Act): Outcome {
  const { kind, about } = decodeAs(attestSchema, entry.body);
  if (kind === 2) {
    if (about !== state.epoch) refuse('STALE_EPOCH', 'not the present key');
    if (state.badWraps.includes(author)) refuse('WRONG_TARGET', 'said already');
    return { state: { ...state, due: true, badWraps: [...state.badWraps, author] } };
  }
  const judged = state.snapshots.find(({ seq }) => seq === about) ?? refuse('WRONG_TARGET', 'no such snapshot');
  if ([judged.by, ...judged.attests, ...judged.disputes].includes(author)) refuse('WRONG_TARGET', 'said already');
  const field = kind === 0 ? 'attests' : 'disputes';
  const next = { ...judged, [field]: [...judged[field], author] };
  return { state: { ...state, snapshots: state.snapshots.map((each) => (each === judged ? next : each)) } };
}

export function freeze({ state, entry, place }: Act): Outcome {
  const { frozen, restored } = decodeAs(freezeSchema, entry.body);
  if (restored !== undefined && restored >= place.seq) refuse('WRONG_TARGET', 'a state that is yet to come');
  return { state: { ...state, frozen: frozen === 1 } };
}

/** Content that the relay had confirmed and lost, in its authors' words. Changes nothing of who may do what. */
export function repair({ state, entry }: Act): Outcome {
  const { entries } = decodeAs(repairSchema, entry.body);
  return { state, checks: entries.map((bytes) => repaired(state, bytes)) };
}

function repaired(state: DocumentState, bytes: Uint8Array): SignatureCheck {
  const lost = readEntry(bytes);
  const { docId, type, accountId, deviceId, epoch } = lost.header;
  const author = bytesToHex(accountId);
  if (bytesToHex(docId) !== state.id || type !== entryTypes.content) refuse('WRONG_TARGET', 'not content from here');
  if (epoch > state.epoch) refuse('WRONG_TARGET', 'of a key that is yet to come');
  // Revoked devices too: it was written before.
  const device = state.accounts[author]?.devices[bytesToHex(deviceId)];
  if (device === undefined || device.kind === 0) return refuse('NOT_MEMBER', 'by nobody this log knows');
  if (!state.editors.includes(author)) refuse('ROLE', 'by somebody who never could edit');
  return signatureOf(lost, device);
}

/** Whether a new device may begin from a snapshot: an owner made it, or two others found it right; nobody disputes it. */
export function isTrusted(snapshot: DocumentState['snapshots'][number]): boolean {
  return snapshot.disputes.length === 0 && (snapshot.byOwner || snapshot.attests.length >= 2);
}
