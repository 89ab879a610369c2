import { describe, expect, it } from 'vitest';
import {
  addDevice,
  type DeviceKeys,
  fitDeviceName,
  joinAs,
  replaceRecovery,
  revokeDevice,
} from '../../../../src/sync/identity/account-entries.js';
import { createAccountWriter, verifyAccount } from '../../../../src/sync/identity/account-log.js';
import { accountSecrets } from '../../../../src/sync/identity/account-secrets.js';
import {
  accountOfRecovery,
  accountsOfRecovery,
  createAccount,
  nextRecoverySecret,
} from '../../../../src/sync/identity/create-account.js';
import { deviceAddSchema } from '../../../../src/sync/protocol/account-bodies.js';
import { foldAccount } from '../../../../src/sync/protocol/account-fold.js';
import { bytesToHex, utf8 } from '../../../../src/sync/protocol/bytes.js';
import type { Entry } from '../../../../src/sync/protocol/entry.js';
import type { AccountLogState } from '../../../../src/sync/protocol/fold-state.js';
import { deviceIdOf } from '../../../../src/sync/protocol/identifiers.js';
import { decodeAs } from '../../../../src/sync/protocol/schema.js';
import { sealKeyPairFromSeed, systemRandom } from '../../../../src/sync/protocol/seal.js';
import { openDeviceName, recoveryKeys } from '../../../../src/sync/protocol/secrets.js';
import { signerFromSeed } from '../../../../src/sync/protocol/signatures.js';

const newKeys = async (): Promise<DeviceKeys> => ({
  signer: await signerFromSeed(systemRandom(32)),
  seal: await sealKeyPairFromSeed(systemRandom(32)),
});
const holderOf = (keys: DeviceKeys) => ({ id: deviceIdOf(keys.signer.publicKey), secretKey: keys.seal.secretKey });
const idOf = (keys: DeviceKeys) => bytesToHex(deviceIdOf(keys.signer.publicKey));
const desk = { kind: 1 as const, name: 'Desk' };

function fold(entries: readonly Entry[]): AccountLogState {
  let state: AccountLogState | undefined;
  entries.forEach((entry, i) => {
    const step = foldAccount(state, entry, { seq: i + 1, ts: 0, hashAt: () => undefined });
    if (!step.ok) throw new Error(step.refusal);
    state = step.state;
  });
  return state!;
}

/** Goes on with an account as one of its devices. */
async function goOn(account: Uint8Array<ArrayBuffer>, entries: readonly Entry[], keys: DeviceKeys) {
  const options = { relay: '', random: systemRandom, now: () => 0 };
  // `sees` names nothing: no chain is followed here.
  const writer = createAccountWriter(account, keys, options, {
    state: { ...fold(entries), seq: 0 },
    hash: new Uint8Array(32),
  });
  const secrets = await accountSecrets(account, entries, holderOf(keys));
  return { writer, secret: secrets.get(fold(entries).account.generation)! };
}

describe('an account that is made on the device', () => {
  it('[ID3] is accepted by the rules, and its id follows from the recovery key', async () => {
    const keys = await newKeys();
    const { account, entries, recoverySecret } = await createAccount(keys, desk);
    const { state } = await verifyAccount(
      account,
      entries.map(({ bytes }) => bytes),
    );
    expect(
      Object.values(state.devices)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([0, 1]);
    expect(bytesToHex(await accountOfRecovery(recoverySecret))).toBe(bytesToHex(account));
  });

  it('gives its key to the device and to the recovery key alike', async () => {
    const keys = await newKeys();
    const { account, entries, recoverySecret } = await createAccount(keys, desk);
    const recovery = await recoveryKeys(recoverySecret);
    const [mine, theirs, nobodys] = await Promise.all(
      [keys, recovery, await newKeys()].map((each) => accountSecrets(account, entries, holderOf(each))),
    );
    expect(mine!.get(1)!.secretKey).toEqual(theirs!.get(1)!.secretKey);
    expect(nobodys!.size).toBe(0);
  });

  it('seals the device’s name', async () => {
    const keys = await newKeys();
    const { account, entries } = await createAccount(keys, { kind: 1, name: 'Anna’s laptop' });
    const added = entries.at(-1)!;
    const secret = (await accountSecrets(account, entries, holderOf(keys))).get(added.header.epoch)!;
    expect(await openDeviceName(secret, decodeAs(deviceAddSchema, added.body).name)).toBe('Anna’s laptop');
    expect(Buffer.from(added.bytes).includes('Anna')).toBe(false);
  });
});

describe('an account’s secrets', () => {
  it('[ID2] go to a device that is added, with all those before', async () => {
    const [first, second, third] = [await newKeys(), await newKeys(), await newKeys()];
    const { account, entries } = await createAccount(first, desk);
    const a = await goOn(account, entries, first);
    await a.writer.write(async (author) => addDevice(author, a.secret, await joinAs(second, account, desk)));
    const two = [...entries, ...a.writer.entries];
    const b = await goOn(account, two, first);
    await b.writer.write((author) => revokeDevice(author, b.secret, idOf(second)));
    const three = [...two, ...b.writer.entries];
    const c = await goOn(account, three, first);
    await c.writer.write(async (author) => addDevice(author, c.secret, await joinAs(third, account, desk)));
    const all = [...three, ...c.writer.entries];

    const [ofFirst, ofSecond, ofThird] = await Promise.all(
      [first, second, third].map((keys) => accountSecrets(account, all, holderOf(keys))),
    );
    expect([...ofFirst!.keys()].sort()).toEqual([1, 2]);
    expect([...ofThird!.keys()].sort()).toEqual([1, 2]);
    expect(ofThird!.get(1)!.secretKey).toEqual(ofFirst!.get(1)!.secretKey);
    // The revoked device has what it had, and nothing that came later.
    expect([...ofSecond!.keys()]).toEqual([1]);
  });

  it('are out of reach of a recovery key that was replaced', async () => {
    const keys = await newKeys();
    const { account, entries, recoverySecret } = await createAccount(keys, desk);
    const fresh = nextRecoverySecret(account);
    const { writer, secret } = await goOn(account, entries, keys);
    await writer.write(async (author) => replaceRecovery(author, secret, await recoveryKeys(fresh)));
    const all = [...entries, ...writer.entries];
    const [old, now] = await Promise.all(
      [recoverySecret, fresh].map(async (each) => accountSecrets(account, all, holderOf(await recoveryKeys(each)))),
    );
    expect(old!.get(2)).toBeUndefined();
    expect([...now!.keys()].sort()).toEqual([1, 2]);
    const candidates = (await accountsOfRecovery(fresh)).map(bytesToHex);
    expect(candidates).toContain(bytesToHex(account));
  });
});

describe('evidence of an account', () => {
  it('is refused when one signature is wrong, or it is about somebody else', async () => {
    const { account, entries } = await createAccount(await newKeys(), desk);
    const other = await createAccount(await newKeys(), desk);
    const bytes = entries.map((entry) => entry.bytes);
    const forged = bytes.map((each, i) =>
      i === 2 ? each.map((byte, at) => (at === each.length - 1 ? byte ^ 1 : byte)) : each,
    );
    await expect(verifyAccount(account, forged)).rejects.toMatchObject({ code: 'BAD_SIG' });
    await expect(verifyAccount(other.account, bytes)).rejects.toMatchObject({ code: 'WRONG_TARGET' });
    await expect(verifyAccount(account, [])).rejects.toMatchObject({ code: 'WRONG_TARGET' });
  });
});

describe('a device’s name', () => {
  it('is cut at a whole character, at most 120 bytes', () => {
    expect(fitDeviceName(' Desk\0 ')).toBe('Desk');
    const long = fitDeviceName('🌸'.repeat(60));
    expect(utf8(long).length).toBe(120);
    expect(long).toBe('🌸'.repeat(30));
  });
});
