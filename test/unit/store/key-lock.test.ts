// The keys of a profile under a lock, and out of it again (docs/rules/identity.md, ID20–ID22).
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppDatabase } from '../../../src/store/database.js';
import { SIGN_KEY_RECORD } from '../../../src/store/device-key.js';
import { forgetAccount } from '../../../src/store/forget-account.js';
import {
  importKey,
  openByPassphrase,
  removeKeyLock,
  setKeyLock,
  wrapForPassphrase,
} from '../../../src/store/key-lock.js';
import { type LockRecord, readLock } from '../../../src/store/lock-record.js';
import { createSecretStore, KEY_RECORD } from '../../../src/store/secret-store.js';

const COST = { memory: 65_536, passes: 3 };
const names = ['device-sign', 'device-seal', 'account/1', 'document/1'];
const secretOf = (name: string) => new TextEncoder().encode(`the secret of ${name}`);

let db: AppDatabase;
let made = 0;

async function newLock(id: string, byPerson = new Uint8Array(32).fill(7)) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = await wrapForPassphrase(raw, id, COST, byPerson);
  const record: LockRecord = { id, minutes: 15, passphrase: { ...COST, salt: new Uint8Array(16), wrapped } };
  return { raw, record, key: await importKey(raw) };
}

beforeEach(async () => {
  db = new AppDatabase(`key-lock-${++made}`, { indexedDB, IDBKeyRange });
  const secrets = createSecretStore(db);
  for (const name of names) await secrets.put(name, secretOf(name));
});

/** All that can be read of the secrets with this key of a lock, or without one. */
async function readable(lock?: { record: LockRecord; key: CryptoKey }) {
  const secrets = createSecretStore(db, (id) => (id === lock?.record.id ? lock.key : undefined));
  const found = await Promise.allSettled(names.map((name) => secrets.get(name)));
  return found.filter(({ status }) => status === 'fulfilled').map((each) => (each as { value?: Uint8Array }).value);
}
const all = names.map(secretOf);

describe('a lock', () => {
  it('[ID20] leaves no key in the database that opens anything', async () => {
    const lock = await newLock('one');
    await setKeyLock(db, lock.record, lock.key);
    expect((await db.secrets.toArray()).filter(({ key }) => key !== undefined)).toEqual([]);
    expect(await readable()).toEqual([]);
    expect(await readable(await newLock('one'))).toEqual([]);
    expect(await readable(lock)).toEqual(all);
  });

  it('[ID20] holds what is put while it is open; of a lock that is closed nothing is put', async () => {
    const lock = await newLock('one');
    await setKeyLock(db, lock.record, lock.key);
    const open = createSecretStore(db, () => lock.key);
    await open.put('document/2', secretOf('document/2'));
    expect(await open.get('document/2')).toEqual(secretOf('document/2'));
    const closed = createSecretStore(db);
    await expect(closed.get('document/2')).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(closed.put('document/3', secretOf('x'))).rejects.toMatchObject({ code: 'sync/locked' });
  });

  it('[ID20] can be set where there is no account yet, and holds the account that comes', async () => {
    await db.secrets.clear();
    const lock = await newLock('one');
    await setKeyLock(db, lock.record, lock.key);
    for (const name of names) await createSecretStore(db, () => lock.key).put(name, secretOf(name));
    expect((await db.secrets.get(KEY_RECORD))?.key).toBeUndefined();
    expect(await readable()).toEqual([]);
    expect(await readable(lock)).toEqual(all);
  });

  it('comes off again: the browser keeps a new key', async () => {
    const before = await db.secrets.toArray();
    const lock = await newLock('one');
    await setKeyLock(db, lock.record, lock.key);
    await removeKeyLock(db, 'one', lock.key);
    expect(await readable()).toEqual(all);
    expect(await readLock(db)).toBeUndefined();
    const after = await db.secrets.toArray();
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    // What was copied while it was locked does not fit the new key, nor does anything from before.
    for (const [at, { wrapped }] of after.entries()) if (wrapped) expect(wrapped).not.toEqual(before[at]!.wrapped);
  });

  it('is set once, and taken off by whom it belongs to', async () => {
    const [one, two] = [await newLock('one'), await newLock('two')];
    await setKeyLock(db, one.record, one.key);
    await expect(setKeyLock(db, two.record, two.key)).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(removeKeyLock(db, 'two', two.key)).rejects.toThrow();
    await expect(removeKeyLock(db, 'one', two.key)).rejects.toThrow();
    expect(await readable(one)).toEqual(all);
  });

  it('is not promised where the browser does not give the signing key out', async () => {
    const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
    await db.secrets.put({ name: SIGN_KEY_RECORD, key: privateKey });
    const lock = await newLock('one');
    await expect(setKeyLock(db, lock.record, lock.key)).rejects.toMatchObject({
      code: 'sync/browser',
      detail: { why: 'lock' },
    });
    expect(await readLock(db)).toBeUndefined();
  });
});

it('what mail keeps outlives the account; the lock does, too', async () => {
  const lock = await newLock('one');
  await setKeyLock(db, lock.record, lock.key);
  const store = createSecretStore(db, () => lock.key);
  await store.put('mail/a1', secretOf('mail/a1'));
  await forgetAccount(db);
  expect((await db.secrets.toArray()).map(({ name }) => name)).toEqual(['mail/a1']);
  expect(await store.get('mail/a1')).toEqual(secretOf('mail/a1'));
  expect((await readLock(db))?.id).toBe('one');
});

describe('[ID22] a crash in the middle', () => {
  /** Every write of a transaction fails once, at each place. */
  async function crashEverywhere(work: () => Promise<void>, check: () => Promise<void>): Promise<number> {
    for (let at = 0; ; at += 1) {
      let writes = 0;
      const fail = () => {
        if (writes++ === at) throw new Error('the browser is gone');
      };
      const tables = [db.secrets, db.local] as const;
      for (const table of tables)
        for (const kind of ['creating', 'updating', 'deleting'] as const) table.hook(kind).subscribe(fail as never);
      const isDone = await work().then(
        () => true,
        () => false,
      );
      for (const table of tables)
        for (const kind of ['creating', 'updating', 'deleting'] as const) table.hook(kind).unsubscribe(fail as never);
      if (isDone) return at;
      await check();
    }
  }

  it('leaves all keys as they were, or all under the lock', async () => {
    const lock = await newLock('one');
    const crashes = await crashEverywhere(
      () => setKeyLock(db, lock.record, lock.key),
      async () => {
        expect(await readLock(db)).toBeUndefined();
        expect(await readable()).toEqual(all);
      },
    );
    expect(crashes).toBeGreaterThan(names.length);
    expect(await readable(lock)).toEqual(all);
    expect(await readable()).toEqual([]);
  });

  it('leaves all keys under the lock, or all out of it', async () => {
    const lock = await newLock('one');
    await setKeyLock(db, lock.record, lock.key);
    const crashes = await crashEverywhere(
      () => removeKeyLock(db, 'one', lock.key),
      async () => {
        expect((await readLock(db))?.id).toBe('one');
        expect(await readable()).toEqual([]);
        expect(await readable(lock)).toEqual(all);
      },
    );
    expect(crashes).toBeGreaterThan(names.length);
    expect(await readable()).toEqual(all);
  });

  it('and what is put meanwhile is under the key that counts', async () => {
    const lock = await newLock('one');
    const held = { record: lock.record, key: lock.key };
    const store = createSecretStore(db, (id) => (id === held.record.id ? held.key : undefined));
    const more = Array.from({ length: 20 }, (_, at) => `document/more-${at}`);
    const puts = more.map((name) => store.put(name, secretOf(name)));
    await Promise.all([setKeyLock(db, lock.record, lock.key), ...puts]);
    for (const name of more) expect(await store.get(name)).toEqual(secretOf(name));
    await Promise.all([removeKeyLock(db, 'one', lock.key), ...more.map((name) => store.put(name, secretOf(name)))]);
    const open = createSecretStore(db);
    for (const name of [...names, ...more]) expect(await open.get(name)).toEqual(secretOf(name));
  });
});

describe('[ID21] what wraps a lock’s key', () => {
  it('opens for the same 32 bytes alone, and says so', async () => {
    const { raw, record } = await newLock('one');
    expect(await openByPassphrase(record, new Uint8Array(32).fill(7))).toEqual(raw);
    await expect(openByPassphrase(record, new Uint8Array(32).fill(8))).rejects.toMatchObject({
      code: 'sync/code',
      detail: { why: 'passphrase' },
    });
  });

  it('is bound to its lock and its cost', async () => {
    const { record } = await newLock('one');
    const byPerson = new Uint8Array(32).fill(7);
    const others: LockRecord[] = [
      { ...record, id: 'two' },
      { ...record, passphrase: { ...record.passphrase, memory: 19_456 } },
      { ...record, passphrase: { ...record.passphrase, passes: 2 } },
    ];
    for (const other of others)
      await expect(openByPassphrase(other, byPerson)).rejects.toMatchObject({ code: 'sync/code' });
  });
});
