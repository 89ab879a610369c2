// Writing into an account's log where there is no client yet: a new account, and a recovery key that is never online.
import { foldAccount } from '../protocol/account-fold.js';
import { applyAccountEntry } from '../protocol/account-rules.js';
import { type Bytes, bytesToHex, hexToBytes } from '../protocol/bytes.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { isMembershipType } from '../protocol/entry-types.js';
import { ProtocolError } from '../protocol/errors.js';
import type { AccountLogState, AccountState } from '../protocol/fold-state.js';
import { deviceIdOf, NO_HASH } from '../protocol/identifiers.js';
import { EMPTY_PLACE } from '../protocol/place-rules.js';
import type { Random } from '../protocol/seal.js';
import { isSigned, settle } from '../protocol/signatures.js';
import type { AccountAuthor, DeviceKeys } from './account-entries.js';

/** An account as its membership entries leave it: what nobody but its own devices can have made. */
export interface VerifiedAccount {
  readonly state: AccountState;
  readonly entries: readonly Entry[];
}

/**
 * Follows an account's membership entries, believing none of them.
 *
 * @param account - The id that they have to be about.
 * @throws {ProtocolError} when one breaks a rule or is not signed.
 */
export async function verifyAccount(account: Uint8Array, evidence: readonly Uint8Array[]): Promise<VerifiedAccount> {
  let state: AccountState | undefined;
  const entries = evidence.map(readEntry);
  for (const entry of entries) {
    const step = applyAccountEntry(state, entry);
    const right = await Promise.all(step.checks.map(isSigned));
    if (!right.every(Boolean)) throw new ProtocolError('BAD_SIG', 'an entry of the account is not signed');
    state = step.account;
  }
  if (state?.id !== bytesToHex(account)) throw new ProtocolError('WRONG_TARGET', 'another account');
  return { state, entries };
}

/**
 * Makes entries of an account's log one after the other, as one of its devices. Each is folded as the relay will.
 *
 * @param start - The log's state; nothing for a log that begins.
 */
export function createAccountWriter(
  account: Bytes,
  keys: DeviceKeys,
  { relay, random, now }: { readonly relay: string; readonly random: Random; now(): number },
  start?: { readonly state: AccountLogState; readonly hash: Uint8Array },
) {
  const device = deviceIdOf(keys.signer.publicKey);
  const id = bytesToHex(device);
  let state = start?.state;
  const entries: Entry[] = [];
  const seen = [state?.seq ?? 0, (start?.hash ?? NO_HASH) as Bytes] as const;
  const credentials = { relay, account, device, signer: keys.signer, sealSecret: keys.seal.secretKey };

  return {
    entries,
    get state() {
      return state;
    },
    /** @throws {ProtocolError} when the rules say no. */
    async write(make: (author: AccountAuthor) => Promise<Entry>): Promise<Entry> {
      const before = state ?? EMPTY_PLACE;
      const author: AccountAuthor = {
        // The first entry looks at no state; it makes one.
        state: state as AccountLogState,
        credentials,
        random,
        now,
        header: (type, more = {}) => ({
          suite: 1,
          docId: account,
          type,
          accountId: account,
          deviceId: device,
          n: (before.counters[id] ?? 0) + 1,
          sees: seen,
          epoch: state?.account.generation ?? 0,
          ...(isMembershipType(type) && { pm: state === undefined ? NO_HASH : hexToBytes(state.account.head) }),
          ...more,
        }),
      };
      const entry = await make(author);
      const place = {
        seq: before.seq + 1,
        ts: before.ts,
        hashAt: (seq: number) => (seq === seen[0] ? seen[1] : undefined),
      };
      const step = await settle(foldAccount(state, entry, place));
      if (!step.ok) throw new ProtocolError(step.refusal, step.why);
      state = step.state;
      entries.push(entry);
      return entry;
    },
  };
}
