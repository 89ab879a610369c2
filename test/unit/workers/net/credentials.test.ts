import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeAccountRecord } from '../../../../src/store/account-record.js';
import { AppDatabase } from '../../../../src/store/database.js';
import { keepSignKey, makeSignKey, readSignKey, SIGN_KEY_RECORD } from '../../../../src/store/device-key.js';
import { writeLock } from '../../../../src/store/lock-record.js';
import { createSecretStore, KEY_RECORD, wrappingKey } from '../../../../src/store/secret-store.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { deviceIdOf } from '../../../../src/sync/protocol/identifiers.js';
import { isSigned } from '../../../../src/sync/protocol/signatures.js';
import { loadCredentials, makeDeviceKeys } from '../../../../src/workers/net/credentials.js';

let db: AppDatabase;
let made = 0;
beforeEach(() => {
  db = new AppDatabase(`secrets-${++made}`, { indexedDB, IDBKeyRange });
});

const words = new TextEncoder().encode('quite secret words');

describe('the secret store', () => {
  it('gives back what it was given, and stores nothing of it in clear', async () => {
    const secrets = createSecretStore(db);
    await secrets.put('a', words);
    expect(await secrets.get('a')).toEqual(words);
    expect(await secrets.get('b')).toBeUndefined();
    const kept = (await db.secrets.get('a'))!.wrapped!;
    expect(Buffer.from(kept).includes('secret')).toBe(false);
    await secrets.remove('a');
    expect(await secrets.get('a')).toBeUndefined();
  });

  it('does not take one secret for another', async () => {
    const secrets = createSecretStore(db);
    await secrets.put('a', words);
    await db.secrets.put({ ...(await db.secrets.get('a'))!, name: 'b' });
    await expect(secrets.get('b')).rejects.toMatchObject({ code: 'store/failed' });
  });

  it('makes one key when two ask at once', async () => {
    const [one, two] = [createSecretStore(db), createSecretStore(db)];
    await Promise.all([one.put('a', words), two.put('b', words)]);
    expect(await one.get('b')).toEqual(words);
    expect(await two.get('a')).toEqual(words);
  });

  it('says so when the key is locked away', async () => {
    const secrets = createSecretStore(db);
    await secrets.put('a', words);
    const passphrase = { memory: 65_536, passes: 3, salt: new Uint8Array(16), wrapped: new Uint8Array(60) };
    await writeLock(db, { id: 'one', minutes: 0, passphrase });
    await expect(secrets.get('a')).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(secrets.put('b', words)).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(wrappingKey(db)).rejects.toMatchObject({ code: 'sync/locked' });
  });
});

describe('a device’s keys', () => {
  it('come back as credentials that sign', async () => {
    const secrets = createSecretStore(db);
    expect(await loadCredentials(db, secrets)).toBeUndefined();
    const keys = await makeDeviceKeys(db, secrets);
    const device = deviceIdOf(keys.signer.publicKey);
    await writeAccountRecord(db, {
      relay: 'ws://localhost:8090',
      relayKey: '00',
      account: '11'.repeat(16),
      device: bytesToHex(device),
      signKey: bytesToHex(keys.signer.publicKey),
      since: 0,
    });
    const loaded = (await loadCredentials(db, secrets))!;
    const signature = await loaded.signer.sign('auth', words);
    const check = { context: 'auth' as const, key: keys.signer.publicKey, message: words, signature };
    expect(await isSigned(check)).toBe(true);
    expect(loaded.sealSecret).toEqual(keys.seal.secretKey);

    await db.secrets.clear();
    await expect(loadCredentials(db, secrets)).rejects.toMatchObject({ code: 'sync/browser' });
  });

  it('[A-52] [ID1] cannot be read out', async () => {
    await makeDeviceKeys(db, createSecretStore(db));
    const keys = (await db.secrets.toArray()).flatMap(({ key }) => key ?? []);
    // The one that wraps: all others are bytes that it has wrapped.
    expect(keys.map(({ extractable }) => extractable)).toEqual([false]);
    expect((await db.secrets.toArray()).filter(({ wrapped }) => wrapped).map(({ name }) => name)).toEqual([
      'device-seal',
      SIGN_KEY_RECORD,
    ]);
    for (const key of keys)
      for (const format of ['raw', 'pkcs8', 'jwk'] as const)
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    const sign = (await readSignKey(db, createSecretStore(db)))!;
    await expect(crypto.subtle.exportKey('pkcs8', sign)).rejects.toThrow();
  });

  it('are refused by a browser that reports success and keeps nothing', async () => {
    let lost = '';
    db.secrets.hook('reading', (record) => (record?.name === lost ? { name: record.name } : record));
    for (lost of [KEY_RECORD, SIGN_KEY_RECORD]) {
      const kept = keepSignKey(db, createSecretStore(db), await makeSignKey());
      await expect(kept).rejects.toMatchObject({ code: 'sync/browser' });
      expect(await db.secrets.get(SIGN_KEY_RECORD)).toBeUndefined();
    }
  });
});
