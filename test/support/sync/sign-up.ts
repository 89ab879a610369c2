// Accounts with keys that really open and sign, made with nothing but the protocol's own library.
import * as accountBodies from '../../../src/sync/protocol/account-bodies.js';
import { foldAccount } from '../../../src/sync/protocol/account-fold.js';
import { makeAccountKey } from '../../../src/sync/protocol/account-keys.js';
import { accountRecipients } from '../../../src/sync/protocol/account-rules.js';
import type { Bytes } from '../../../src/sync/protocol/bytes.js';
import type { Entry, Header } from '../../../src/sync/protocol/entry.js';
import { type EntryTypeName, entryTypes } from '../../../src/sync/protocol/entry-types.js';
import type { AccountLogState } from '../../../src/sync/protocol/fold-state.js';
import * as ids from '../../../src/sync/protocol/identifiers.js';
import { encodeAs, type Schema } from '../../../src/sync/protocol/schema.js';
import { type SealKeyPair, sealKeyPairFromSeed, systemRandom } from '../../../src/sync/protocol/seal.js';
import * as secrets from '../../../src/sync/protocol/secrets.js';
import { type Signer, settle, signerFromSeed } from '../../../src/sync/protocol/signatures.js';
import { writeClearEntry } from '../../../src/sync/protocol/write-entry.js';

export interface Author {
  readonly account: Bytes;
  readonly device: Bytes;
  readonly signer: Signer;
  readonly seal: SealKeyPair;
}

/** What any log's next header says; `pm` is the last membership entry's hash. */
export const next = (
  doc: Bytes,
  type: EntryTypeName,
  by: Author,
  n: number,
  epoch: number,
  pm?: Bytes,
  sees?: Header['sees'],
): Header => ({
  suite: 1,
  docId: doc,
  type: entryTypes[type],
  accountId: by.account,
  deviceId: by.device,
  n,
  sees: sees ?? [0, ids.NO_HASH],
  epoch,
  ...(pm === undefined ? {} : { pm }),
});

/** An account made on a device, as a client makes it: recovery key, device, first key. */
export async function signUp(name: string) {
  const recovery = await secrets.recoveryKeys(systemRandom(32));
  const [signKey, sealKey] = [recovery.signer.publicKey, recovery.seal.publicKey];
  const root = encodeAs(accountBodies.accountRootSchema, { nonce: systemRandom(16), signKey, sealKey });
  const account = ids.accountIdOf(root);
  const paper: Author = { account, device: ids.deviceIdOf(signKey), signer: recovery.signer, seal: recovery.seal };
  const signer = await signerFromSeed(systemRandom(32));
  const seal = await sealKeyPairFromSeed(systemRandom(32));
  const me: Author = { account, device: ids.deviceIdOf(signer.publicKey), signer, seal };
  const entries: Entry[] = [];
  let state: AccountLogState | undefined;
  const add = async <T>(by: Author, n: number, type: EntryTypeName, epoch: number, schema: Schema<T>, value: T) => {
    const entry = await writeClearEntry(
      next(account, type, by, n, epoch, entries.at(-1)?.hash ?? ids.NO_HASH),
      schema,
      value,
      by.signer,
    );
    const place = { seq: entries.length + 1, ts: 1, hashAt: () => undefined };
    const step = await settle(foldAccount(state, entry, place));
    if (!step.ok) throw new Error(`${step.refusal}: ${step.why}`);
    state = step.state;
    entries.push(entry);
  };
  await add(paper, 1, 'accountGenesis', 0, accountBodies.accountGenesisSchema, { root });
  const proof = await signer.sign('acct', ids.joinMessage(account, signer.publicKey, seal.publicKey));
  const pair = await sealKeyPairFromSeed(systemRandom(32));
  const secret = { account, generation: 1, ...pair };
  const device = { signKey: signer.publicKey, sealKey: seal.publicKey, kind: 1 as const, proof };
  const sealedName = await secrets.sealDeviceName(secret, name);
  await add(paper, 2, 'deviceAdd', 0, accountBodies.deviceAddSchema, { ...device, name: sealedName });
  const key = await makeAccountKey(secret, accountRecipients(state!.account));
  await add(me, 1, 'accountKey', 1, accountBodies.accountKeyEntrySchema, { key });
  return { me, paper, secret, key, evidence: entries.map(({ bytes }) => bytes), state: state! };
}
