// The lock as a page asks about it: several tabs over one database, real Argon2id.
import { argon2id } from '@noble/hashes/argon2.js';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { AppDatabase } from '../../../../src/store/database.js';
import { LOCK_RECORD, readLock } from '../../../../src/store/lock-record.js';
import { createSecretStore } from '../../../../src/store/secret-store.js';
import { CHEAPEST, keyOfPassphrase, PASSPHRASE_COST } from '../../../../src/workers/lock/argon.js';
import { isKeyRequest, performKeyRequest } from '../../../../src/workers/lock/keep-keys.js';
import { createLockKeeper, type TabChannel } from '../../../../src/workers/lock/lock-keeper.js';
import { createLockRequests } from '../../../../src/workers/lock/lock-requests.js';
import type { LockRequests } from '../../../../src/workers/lock.api.js';
import type { NetRequest } from '../../../../src/workers/net.api.js';

const RIGHT = 'seven quiet herons';
const secret = new TextEncoder().encode('the key of a calendar');

/** Browser tabs: what one posts comes to all others, in turn. */
function newTabs() {
  const open = new Set<TabChannel>();
  return (): TabChannel => {
    const mine: TabChannel = {
      onmessage: null,
      postMessage(message) {
        for (const other of open)
          if (other !== mine) queueMicrotask(() => other.onmessage?.({ data: message } as MessageEvent<never>));
      },
    };
    open.add(mine);
    return mine;
  };
}

let name = '';
let made = 0;
let channel: () => TabChannel;
let now = 1_000_000;
let unlocked = 0;

beforeEach(() => {
  name = `lock-${++made}`;
  channel = newTabs();
  now = 1_000_000;
  unlocked = 0;
});

/** A tab; the first one writes. */
function newTab(writing?: { perform(request: NetRequest): Promise<unknown> }, cost = CHEAPEST) {
  const db = new AppDatabase(name, { indexedDB, IDBKeyRange });
  const told: boolean[] = [];
  const keeper = createLockKeeper({
    db,
    tabs: channel(),
    onKeys: () => {},
    tellPage: (erased) => told.push(erased),
    isSomeUnlocked: async () => unlocked > 0,
    holdUnlocked() {
      unlocked += 1;
      return () => {
        unlocked -= 1;
      };
    },
  });
  const perform = (request: NetRequest): Promise<unknown> =>
    writing?.perform(request) ??
    (isKeyRequest(request) ? performKeyRequest(db, keeper, request) : Promise.reject(new Error(request.type)));
  const send = createLockRequests({ db, clock: { now: () => now as EpochMs }, keeper, perform, cost });
  const ask = <K extends keyof LockRequests>(type: K, asked: LockRequests[K]['ask']) =>
    send({ type, ...asked } as never) as Promise<LockRequests[K]['answer']>;
  return { db, keeper, ask, perform, told, secrets: createSecretStore(db, keeper.keyOf) };
}

const wrong = { code: 'sync/code', detail: { why: 'passphrase' } };

describe('the lock', () => {
  it('[ID23] is closed when the app opens, and opens by the passphrase alone', async () => {
    const first = newTab();
    await first.secrets.put('a', secret);
    expect(await first.ask('state', {})).toEqual({ isSet: false, locked: false, minutes: 0 });
    await first.ask('set', { passphrase: RIGHT, minutes: 5 });
    expect(await first.ask('state', {})).toEqual({ isSet: true, locked: false, minutes: 5 });
    expect(await first.secrets.get('a')).toEqual(secret);
    first.keeper.lock();
    expect(await first.ask('state', {})).toMatchObject({ locked: true });

    const later = newTab();
    expect(await later.ask('state', {})).toMatchObject({ isSet: true, locked: true });
    await expect(later.secrets.get('a')).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(later.ask('unlock', { passphrase: 'seven quiet heron' })).rejects.toMatchObject(wrong);
    await expect(later.secrets.get('a')).rejects.toMatchObject({ code: 'sync/locked' });
    await later.ask('unlock', { passphrase: RIGHT });
    expect(await later.secrets.get('a')).toEqual(secret);
  });

  it('[ID23] opens and closes in all tabs, and is open in one that is opened beside them', async () => {
    const [one, two] = [newTab(), newTab()];
    await one.ask('set', { passphrase: RIGHT, minutes: 0 });
    expect(await two.ask('state', {})).toMatchObject({ isSet: true, locked: false });
    const three = newTab();
    expect(await three.ask('state', {})).toMatchObject({ locked: false });
    await three.ask('lock', {});
    for (const tab of [one, two, three]) {
      expect(await tab.ask('state', {})).toMatchObject({ locked: true });
      expect(tab.told.length).toBeGreaterThan(0);
    }
    expect(unlocked).toBe(0);
    await two.ask('unlock', { passphrase: RIGHT });
    for (const tab of [one, two, three]) expect(await tab.ask('state', {})).toMatchObject({ locked: false });
  });

  it('[ID23] stays closed when an answer from before comes after it was closed', async () => {
    const one = newTab();
    await one.ask('set', { passphrase: RIGHT, minutes: 0 });
    const { id } = (await readLock(one.db))!;
    const key = one.keeper.keyOf(id)!;
    const line = channel();
    const two = newTab();
    expect(await two.ask('state', {})).toMatchObject({ locked: false });
    one.keeper.lock();
    line.postMessage({ type: 'key', id, key, opened: false });
    expect(await two.ask('state', {})).toMatchObject({ locked: true });
    line.postMessage({ type: 'key', id, key, opened: true });
    expect(await two.ask('state', {})).toMatchObject({ locked: false });
  });

  it('[ID22] takes another passphrase, and is taken off, for the present one only', async () => {
    const writing = newTab();
    const tab = newTab(writing);
    await writing.secrets.put('a', secret);
    await tab.ask('set', { passphrase: RIGHT, minutes: 0 });
    const next = 'nine loud geese here';
    await expect(tab.ask('change', { passphrase: next, next })).rejects.toMatchObject(wrong);
    await expect(tab.ask('change', { passphrase: RIGHT, next: 'short' })).rejects.toMatchObject({
      detail: { why: 'length' },
    });
    await tab.ask('change', { passphrase: RIGHT, next });
    await tab.ask('lock', {});
    await expect(tab.ask('unlock', { passphrase: RIGHT })).rejects.toMatchObject(wrong);
    await expect(tab.ask('remove', { passphrase: RIGHT })).rejects.toMatchObject(wrong);
    await tab.ask('remove', { passphrase: next });
    expect(await tab.ask('state', {})).toMatchObject({ isSet: false, locked: false });
    expect(await createSecretStore(writing.db).get('a')).toEqual(secret);
  });

  it('[ID24] lets nobody try at once after three wrong passphrases, also in a tab that was opened anew', async () => {
    const first = newTab();
    await first.ask('set', { passphrase: RIGHT, minutes: 0 });
    first.keeper.lock();
    const seconds: unknown[] = [];
    for (let tries = 0; tries < 3; tries += 1)
      await first.ask('unlock', { passphrase: 'wrong one' }).catch(({ detail }) => seconds.push(detail.seconds));
    expect(seconds).toEqual([0, 0, 2]);
    now += 500;
    const later = newTab();
    await expect(later.ask('unlock', { passphrase: RIGHT })).rejects.toMatchObject({
      detail: { why: 'wait', seconds: 2 },
    });
    now += 1_500;
    await expect(later.ask('unlock', { passphrase: 'wrong one' })).rejects.toMatchObject({ detail: { seconds: 4 } });
    now += 4_000;
    await later.ask('unlock', { passphrase: RIGHT });
    later.keeper.lock();
    await later.ask('unlock', { passphrase: RIGHT });
  });

  it('[ID25] opens by a device’s own secret beside the passphrase, and not any more once that is taken away', async () => {
    const tab = newTab();
    await tab.ask('set', { passphrase: RIGHT, minutes: 0 });
    const prf = () => new Uint8Array(32).fill(9);
    const device = { credential: new Uint8Array([1, 2]), salt: new Uint8Array(32).fill(3) };
    await expect(tab.ask('addDevice', { passphrase: 'wrong one', ...device, secret: prf() })).rejects.toMatchObject(
      wrong,
    );
    await tab.ask('addDevice', { passphrase: RIGHT, ...device, secret: prf() });
    await tab.ask('lock', {});
    expect((await tab.ask('state', {})).device).toEqual(device);
    await expect(tab.ask('unlockByDevice', { secret: new Uint8Array(32) })).rejects.toMatchObject({
      detail: { why: 'device' },
    });
    await tab.ask('unlockByDevice', { secret: prf() });
    expect(await tab.ask('state', {})).toMatchObject({ locked: false });
    // Another passphrase changes nothing about it; the passphrase stays the way back.
    await tab.ask('change', { passphrase: RIGHT, next: 'nine loud geese here' });
    await tab.ask('lock', {});
    await tab.ask('unlockByDevice', { secret: prf() });
    await tab.ask('dropDevice', {});
    await tab.ask('lock', {});
    await expect(tab.ask('unlockByDevice', { secret: prf() })).rejects.toMatchObject({ code: 'sync/code' });
    await tab.ask('unlock', { passphrase: 'nine loud geese here' });
  });

  it('deletes the profile for somebody who has forgotten the passphrase, and tells every tab', async () => {
    const [one, two] = [newTab(), newTab()];
    await one.secrets.put('a', secret);
    await one.ask('set', { passphrase: RIGHT, minutes: 0 });
    await one.ask('lock', {});
    await two.ask('erase', {});
    expect([one.told.at(-1), two.told.at(-1)]).toEqual([true, true]);
    const fresh = newTab();
    expect(await fresh.ask('state', {})).toMatchObject({ isSet: false });
    expect(await fresh.db.secrets.count()).toBe(0);
  });
});

describe('[A-41] a copied profile', () => {
  /** All that a thief has: the database, in which they may write what they want, on another machine. */
  async function stolen(cost = CHEAPEST) {
    const owner = newTab(undefined, cost);
    await owner.secrets.put('a', secret);
    await owner.ask('set', { passphrase: RIGHT, minutes: 0 });
    owner.keeper.lock();
    channel = newTabs();
    return newTab();
  }

  it('gives no key out', async () => {
    const thief = await stolen();
    for (const { key } of await thief.db.secrets.toArray()) expect(key).toBeUndefined();
    await expect(thief.secrets.get('a')).rejects.toMatchObject({ code: 'sync/locked' });
    await thief.db.local.delete(LOCK_RECORD);
    await expect(createSecretStore(thief.db).get('a')).rejects.toMatchObject({ code: 'store/failed' });
    const kept = JSON.stringify([await thief.db.local.toArray(), await thief.db.secrets.toArray()]);
    expect(kept).not.toContain('heron');
  });

  it('costs what was written for every guess: a lower cost fails also with the right passphrase, and an absurd one is not begun', async () => {
    const thief = await stolen(PASSPHRASE_COST);
    const record = (await thief.db.local.get(LOCK_RECORD))!;
    const unlockWith = async (edit: object) => {
      const lock = JSON.parse(record.value);
      await thief.db.local.put({
        ...record,
        value: JSON.stringify({ ...lock, passphrase: { ...lock.passphrase, ...edit } }),
      });
      return thief.ask('unlock', { passphrase: RIGHT });
    };
    for (const other of [{ memory: 19_456 }, { passes: 2 }])
      await expect(unlockWith(other)).rejects.toMatchObject(wrong);
    const absurd = [
      { memory: 8 },
      { passes: 1 },
      { memory: 4_194_304 },
      { passes: 1e9 },
      { memory: 'x' },
      { salt: '00' },
    ];
    for (const edit of absurd) await expect(unlockWith(edit)).rejects.toMatchObject({ detail: { why: 'damaged' } });
    await unlockWith({});
    expect(await thief.secrets.get('a')).toEqual(secret);
  });

  it('opens for no other passphrase, however near', async () => {
    const thief = await stolen();
    for (const guess of ['', 'seven quiet heron', 'Seven quiet herons', 'seven quiet herons '])
      await expect(thief.ask('unlock', { passphrase: guess })).rejects.toMatchObject(wrong);
    await expect(thief.ask('unlock', { passphrase: RIGHT })).rejects.toMatchObject({ detail: { why: 'wait' } });
  });
});

describe('[ID28] what stands in open forms', () => {
  const text = JSON.stringify([{ kind: 'event', calendarId: 'c', draft: { title: 'Kaulquappe' } }]);
  const sealed = async ({ db }: ReturnType<typeof newTab>) =>
    (await db.secrets.toArray()).filter((record) => record.name.startsWith('unsaved/'));

  it('is sealed with the lock’s key, and given back to whoever opens the lock', async () => {
    const tab = newTab();
    await tab.ask('set', { passphrase: RIGHT, minutes: 5 });
    await tab.ask('keepUnsaved', { tab: 'one', text });
    expect(await tab.ask('unsaved', {})).toEqual([{ tab: 'one', text }]);
    const [record] = await sealed(tab);
    expect(Buffer.from(record!.wrapped!).includes('Kaulquappe')).toBe(false);
    await tab.ask('lock', {});
    await expect(tab.ask('unsaved', {})).rejects.toMatchObject({ code: 'sync/locked' });
    await expect(tab.ask('keepUnsaved', { tab: 'one', text: '[]' })).rejects.toMatchObject({ code: 'sync/locked' });
    const later = newTab();
    await later.ask('unlock', { passphrase: RIGHT });
    expect(await later.ask('unsaved', {})).toEqual([{ tab: 'one', text }]);
    await later.ask('keepUnsaved', { tab: 'one', text: '' });
    expect(await sealed(later)).toEqual([]);
  });

  it('is not kept without a lock, and goes when that is taken off', async () => {
    const tab = newTab();
    await tab.ask('keepUnsaved', { tab: 'one', text });
    expect(await sealed(tab)).toEqual([]);
    await tab.ask('set', { passphrase: RIGHT, minutes: 5 });
    await tab.ask('keepUnsaved', { tab: 'one', text });
    expect(await sealed(tab)).toHaveLength(1);
    await tab.ask('remove', { passphrase: RIGHT });
    expect(await sealed(tab)).toEqual([]);
  });
});

describe('[ID21] Argon2id', () => {
  it('gives what another implementation gives', async () => {
    const salt = new TextEncoder().encode('somesaltsomesalt');
    const least = { memory: 19_456, passes: 2 };
    const other = argon2id(new TextEncoder().encode('pässword'), salt, { m: 19_456, t: 2, p: 1, dkLen: 32 });
    expect(await keyOfPassphrase('pa\u0308ssword', salt, least)).toEqual(new Uint8Array(other));
  });

  it('takes 64 MiB and three passes in the app, and wraps so again what was wrapped at less', async () => {
    expect(PASSPHRASE_COST).toEqual({ memory: 65_536, passes: 3 });
    const before = newTab();
    await before.ask('set', { passphrase: RIGHT, minutes: 0 });
    before.keeper.lock();
    const { passphrase: cheap } = (await readLock(before.db))!;
    expect(cheap).toMatchObject(CHEAPEST);
    const tab = newTab(undefined, PASSPHRASE_COST);
    await tab.ask('unlock', { passphrase: RIGHT });
    const { passphrase } = (await readLock(tab.db))!;
    expect(passphrase).toMatchObject(PASSPHRASE_COST);
    expect(passphrase.salt).not.toEqual(cheap.salt);
    await tab.ask('unlock', { passphrase: RIGHT });
  });
});
