// Proves an address to the relay, and takes its word for it into the account's own log (docs/sync-protocol.md §8).
import { emailBindSchema } from '../protocol/account-bodies.js';
import { bytesToHex, isSame } from '../protocol/bytes.js';
import { entryTypes } from '../protocol/entry-types.js';
import { addressHash, addressMessage } from '../protocol/identifiers.js';
import { isSigned } from '../protocol/signatures.js';
import { writeClearEntry } from '../protocol/write-entry.js';
import type { LogAccess } from './ports.js';
import { refused } from './refusal.js';

/**
 * @param code - What was sent to the address.
 * @throws {AppError} `sync/offline`; `sync/refused`: `AUTH` with the tries that are left as `expected`, `NO_INVITE` when the code is
 * not open any more, `BAD_SIG` when the relay does not sign what it says.
 */
export async function bindAddress(
  access: Pick<LogAccess, 'ask' | 'relayKey' | 'account' | 'appendToAccount' | 'credentials'>,
  address: string,
  code: string,
): Promise<void> {
  const hash = addressHash(address);
  const { account } = await access.credentials();
  const { time, statement, address: bound } = await access.ask('bindFinish', { address: address.trim(), code });
  const relay = await access.relayKey();
  const message = addressMessage(hash, account, time);
  const isRight =
    isSame(bound, hash) && (await isSigned({ context: 'dir', key: relay, message, signature: statement }));
  if (!isRight) throw refused('BAD_SIG', 'The relay does not stand by what it says of the address.');
  const known = (await access.account())?.account.addresses ?? [];
  if (known.includes(bytesToHex(hash))) return;
  const value = { address: hash, relay, time, statement };
  await access.appendToAccount((author) =>
    writeClearEntry(author.header(entryTypes.emailBind), emailBindSchema, value, author.credentials.signer),
  );
}
