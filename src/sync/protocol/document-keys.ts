// Who must get a document's key, and what the log learns of accounts.
import { applyAccountEntry } from './account-rules.js';
import { accountUpdateSchema, type EpochKey, rotateSchema } from './bodies.js';
import { bytesToHex } from './bytes.js';
import type { Act, Outcome } from './document-act.js';
import { type Entry, readEntry } from './entry.js';
import { ProtocolError } from './errors.js';
import { type AccountState, type DocumentState, refuse, type SignatureCheck } from './fold-state.js';
import { decodeAs } from './schema.js';

/** Somebody who gets the document's next key. */
export interface KeyRecipient {
  /** The account's, or of an invitation by link. */
  readonly id: string;
  /** Of the account's key; 0 for a link. */
  readonly generation: number;
  /** X25519 public key to wrap to. */
  readonly sealKey: string;
}

/**
 * Who gets a document's next key: exactly its members and those whose invitation is open, at the present generation of
 * their keys, in the order in which they stand in the entry.
 */
export function keyRecipients(state: Pick<DocumentState, 'members' | 'invites' | 'accounts'>): readonly KeyRecipient[] {
  const invited = Object.values(state.invites).flatMap(({ account }) => account ?? []);
  const people = [...new Set([...Object.keys(state.members), ...invited])].map((id) => {
    const { generation, sealKey } = state.accounts[id]!;
    return { id, generation, sealKey };
  });
  const links = Object.entries(state.invites).flatMap(([id, { link }]) =>
    link === undefined ? [] : [{ id, generation: 0, sealKey: link.sealKey }],
  );
  return [...people, ...links].sort((a, b) => (a.id === b.id ? a.generation - b.generation : a.id < b.id ? -1 : 1));
}

/** Takes the next key in: for exactly those who may read from here on. */
export function withEpoch(state: DocumentState, { recipients, commitment, back }: EpochKey): DocumentState {
  const given = recipients.map(([id, generation]) => `${bytesToHex(id)}:${generation}`);
  const wanted = keyRecipients(state).map(({ id, generation }) => `${id}:${generation}`);
  if (given.join() !== wanted.join()) refuse('RECIPIENTS', 'not exactly those who may read');
  if ((back !== undefined) !== state.epoch > 0) refuse('RECIPIENTS', 'the key before is sealed with the new one');
  return { ...state, epoch: state.epoch + 1, commitment: bytesToHex(commitment), due: false, badWraps: [] };
}

export function rotate({ state, entry }: Act): Outcome {
  return { state: withEpoch(state, decodeAs(rotateSchema, entry.body).epoch) };
}

/**
 * Adds what an account's own log says. Every entry is judged by the account's rules, and has to follow the last one that
 * this document knows. A new generation means that somebody holds an old one: the document's key is due.
 *
 * @throws {ProtocolError} `EVIDENCE`: it does not follow, or is not by the account's own devices.
 */
export function withEvidence(
  state: DocumentState,
  id: string,
  evidence: readonly Uint8Array[],
): { readonly state: DocumentState; readonly checks: readonly SignatureCheck[] } {
  let account: AccountState | undefined = state.accounts[id];
  const before = account?.generation;
  const checks: SignatureCheck[] = [];
  for (const bytes of evidence) {
    try {
      const step = applyAccountEntry(account, readEntry(bytes));
      account = step.account;
      checks.push(...step.checks);
    } catch (error) {
      if (error instanceof ProtocolError) throw new ProtocolError('EVIDENCE', error.message, { cause: error });
      throw error;
    }
  }
  if (account?.id !== id) return refuse('EVIDENCE', 'about another account');
  const isReader = id in state.members || Object.values(state.invites).some((invite) => invite.account === id);
  const due = state.due || (isReader && account.generation !== before);
  return { state: { ...state, due, accounts: { ...state.accounts, [id]: account } }, checks };
}

/** Posted by a member or, for the members' sake, by the relay: it proves itself. Applied before its author is looked up. */
export function updateAccount(state: DocumentState, entry: Entry): Outcome {
  const { account, evidence } = decodeAs(accountUpdateSchema, entry.body);
  const id = bytesToHex(account);
  if (!keyRecipients(state).some((recipient) => recipient.id === id && recipient.generation > 0))
    refuse('WRONG_TARGET', 'neither a member nor invited');
  return withEvidence(state, id, evidence);
}
