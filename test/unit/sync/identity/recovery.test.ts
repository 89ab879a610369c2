import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import type { AppError } from '../../../../src/domain/errors.js';
import { type Connection, openConnection } from '../../../../src/sync/client/connection.js';
import { type DeviceKeys, replaceRecovery, revokeDevice } from '../../../../src/sync/identity/account-entries.js';
import { createAccountWriter, verifyAccount } from '../../../../src/sync/identity/account-log.js';
import { accountSecrets } from '../../../../src/sync/identity/account-secrets.js';
import { createAccount, type NewAccount, nextRecoverySecret } from '../../../../src/sync/identity/create-account.js';
import { isRevoked, restoreAccount } from '../../../../src/sync/identity/recovery.js';
import { type Bytes, bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { authMessage } from '../../../../src/sync/protocol/handshake.js';
import { deviceIdOf, NO_HASH } from '../../../../src/sync/protocol/identifiers.js';
import { sealKeyPairFromSeed, systemRandom } from '../../../../src/sync/protocol/seal.js';
import { recoveryKeys } from '../../../../src/sync/protocol/secrets.js';
import { signerFromSeed } from '../../../../src/sync/protocol/signatures.js';
import { realEnvironment } from '../../../support/real-environment.js';

const environment = realEnvironment();
let relay: Relay;
const open: Connection[] = [];

beforeEach(async () => {
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store: createMemoryStore(),
    log: () => {},
    now: () => environment.now(),
  });
});
afterEach(async () => {
  for (const connection of open.splice(0)) connection.close();
  await relay.close();
});

const newKeys = async (): Promise<DeviceKeys> => ({
  signer: await signerFromSeed(systemRandom(32)),
  seal: await sealKeyPairFromSeed(systemRandom(32)),
});
const deviceOf = ({ signer }: Pick<DeviceKeys, 'signer'>) => deviceIdOf(signer.publicKey);

async function connectTo(): Promise<Connection> {
  const connection = await openConnection({ environment, url: relay.url, onPush: () => {} });
  open.push(connection);
  return connection;
}
async function signIn(account: Bytes, keys: DeviceKeys): Promise<Connection> {
  const connection = await connectTo();
  const { hello, ask } = connection;
  const claim = {
    account,
    device: deviceOf(keys),
    accountHead: NO_HASH,
    nonce: hello.nonce,
    origin: relay.url,
    expires: hello.time + 60_000,
  };
  await ask('auth', { ...claim, signature: await keys.signer.sign('auth', authMessage(claim)) });
  return connection;
}
async function registered(): Promise<NewAccount & { readonly keys: DeviceKeys }> {
  const keys = await newKeys();
  const made = await createAccount(keys, { kind: 1, name: 'Desk' });
  await (await connectTo()).ask('register', { entries: made.entries.map(({ bytes }) => bytes) });
  return { ...made, keys };
}
/** What the account's devices can see of it. */
async function seen(account: Bytes, keys: DeviceKeys) {
  const { ask } = await signIn(account, keys);
  const { entries } = await ask('account', { account });
  const verified = await verifyAccount(account, entries);
  const holder = { id: deviceOf(keys), secretKey: keys.seal.secretKey };
  return { ...verified, ask, secrets: await accountSecrets(account, verified.entries, holder) };
}
const restore = async (secret: Uint8Array, keys: DeviceKeys) =>
  restoreAccount({
    environment,
    random: systemRandom,
    relay: relay.url,
    secret,
    keys,
    device: { kind: 1, name: 'New' },
  });
const why = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: AppError) => error.detail?.why ?? error,
  );

/** Writes one entry as one of the account's devices. */
async function write(
  account: Bytes,
  keys: DeviceKeys,
  make: Parameters<ReturnType<typeof createAccountWriter>['write']>[0],
) {
  const { state, entries, ask } = await seen(account, keys);
  const n = entries.filter(({ header }) => bytesToHex(header.deviceId) === bytesToHex(deviceOf(keys))).length;
  const start = { account: state, seq: 0, ts: 0, counters: { [bytesToHex(deviceOf(keys))]: n } };
  const options = { relay: relay.url, random: systemRandom, now: () => 0 };
  const writer = createAccountWriter(account, keys, options, { state: start, hash: NO_HASH });
  await ask('append', { entry: (await writer.write(make)).bytes });
}

describe('[A-45] the recovery key alone', () => {
  it('brings a new device into the account, with every key it ever had', async () => {
    const { account, keys, recoverySecret } = await registered();
    const other = await newKeys();
    expect((await restore(recoverySecret, other)).account).toEqual(account);
    const [mine, theirs] = [await seen(account, keys), await seen(account, other)];
    expect(theirs.secrets.get(1)!.secretKey).toEqual(mine.secrets.get(1)!.secretKey);
    expect(Object.values(theirs.state.devices)).toHaveLength(3);
  });

  it('does so after the only device was lost and revoked', async () => {
    const { account, keys, recoverySecret } = await registered();
    const second = await newKeys();
    await restore(recoverySecret, second);
    const { secrets, state } = await seen(account, second);
    await write(account, second, (author) =>
      revokeDevice(author, secrets.get(state.generation)!, bytesToHex(deviceOf(keys))),
    );
    const third = await newKeys();
    await restore(recoverySecret, third);
    expect([...(await seen(account, third)).secrets.keys()].sort()).toEqual([1, 2]);
  });

  it('[ID4] is the new one once it was replaced, and the old one says so', async () => {
    const { account, keys, recoverySecret } = await registered();
    const fresh = nextRecoverySecret(account);
    const { secrets } = await seen(account, keys);
    const recovery = await recoveryKeys(fresh);
    await write(account, keys, (author) => replaceRecovery(author, secrets.get(1)!, recovery));
    expect(await why(restore(recoverySecret, await newKeys()))).toBe('replaced');
    expect((await restore(fresh, await newKeys())).account).toEqual(account);
  });

  it('of no account says so', async () => {
    await registered();
    expect(await why(restore(systemRandom(32), await newKeys()))).toBe('unknown');
  });
});

describe('[A-42] a revoked device', () => {
  it('is cut off by the relay at once, and does not come in again', async () => {
    const { account, keys, recoverySecret } = await registered();
    const lost = await newKeys();
    await restore(recoverySecret, lost);
    const theirs = await signIn(account, lost);
    const { secrets } = await seen(account, keys);
    await write(account, keys, (author) => revokeDevice(author, secrets.get(1)!, bytesToHex(deviceOf(lost))));
    await theirs.closed;
    const asked = { relay: relay.url, account };
    expect(await isRevoked(environment, { ...asked, signer: lost.signer })).toBe(true);
    expect(await isRevoked(environment, { ...asked, signer: keys.signer })).toBe(false);
    await expect(signIn(account, lost)).rejects.toMatchObject({ detail: { refusal: 'DEVICE_REVOKED' } });
  });
});
