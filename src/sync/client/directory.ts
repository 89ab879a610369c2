// Whose an address is, as the relay says it, and whether it still says so of one's own (docs/sync-protocol.md §8).
import { type Bytes, bytesToHex, hexToBytes, isSame } from '../protocol/bytes.js';
import { addressHash, directoryHash, directoryMessage } from '../protocol/identifiers.js';
import { isSigned } from '../protocol/signatures.js';
import type { LogAccess } from './ports.js';
import { refusalOf, refused } from './refusal.js';

type Asking = Pick<LogAccess, 'ask' | 'relayKey'>;

/** A record of the relay's directory, signed by the relay. */
export interface AddressOwner {
  /** Hexadecimal. */
  readonly account: string;
  /** The record's place, and its time in epoch ms. */
  readonly seq: number;
  readonly ts: number;
}

async function find({ ask, relayKey }: Asking, hash: Bytes): Promise<AddressOwner | undefined> {
  try {
    const { address, account, seq, ts, before, signature } = await ask('lookup', { address: hash });
    const message = directoryMessage(seq, ts, directoryHash(before, seq, ts, address, account));
    const isRight =
      isSame(address, hash) && (await isSigned({ context: 'dir', key: await relayKey(), message, signature }));
    if (!isRight) throw refused('BAD_SIG', 'The relay does not stand by what it says of an address.');
    return { account: bytesToHex(account), seq, ts };
  } catch (error) {
    if (refusalOf(error) === 'UNKNOWN') return undefined;
    throw error;
  }
}

/**
 * @returns Who has the address; `undefined`: nobody here has proved it.
 * @throws {AppError} `sync/offline`, `sync/refused`: `RATE`, or `BAD_SIG` when it says what it does not sign.
 */
export const lookUp = (access: Asking, address: string): Promise<AddressOwner | undefined> =>
  find(access, addressHash(address));

/**
 * Looks whether the relay still tells others that this account's addresses are its own. When it does not, whoever invites
 * the person by address reaches somebody else.
 *
 * @returns Hashes of addresses that are somebody else's, or nobody's, by now.
 * @throws {AppError} As `lookUp`.
 */
export async function lostAddresses(access: Asking & Pick<LogAccess, 'account'>): Promise<readonly string[]> {
  const account = (await access.account())?.account;
  if (account === undefined) return [];
  const lost: string[] = [];
  for (const hash of account.addresses) {
    const owner = await find(access, hexToBytes(hash));
    if (owner?.account !== account.id) lost.push(hash);
  }
  return lost;
}
