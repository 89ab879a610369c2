import { describe, expect, it } from 'vitest';
import * as bodies from '../../../../src/sync/protocol/account-bodies.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import type { Entry, Header } from '../../../../src/sync/protocol/entry.js';
import { entryTypes } from '../../../../src/sync/protocol/entry-types.js';
import type { Step } from '../../../../src/sync/protocol/fold-state.js';
import { MAX_ADDRESSES, MAX_DEVICES, MAX_DEVICES_EVER } from '../../../../src/sync/protocol/limits.js';
import { encodeAs } from '../../../../src/sync/protocol/schema.js';
import { settle } from '../../../../src/sync/protocol/signatures.js';
import { createAccountLog } from '../../../support/sync/account-log.js';
import {
  createDevice,
  createPerson,
  type Device,
  noSign,
  type Person,
  realSign,
  seedOf,
  WRAP,
  writeAs,
} from '../../../support/sync/people.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'ok' : step.refusal);

/** A person whose log is folded so far. */
function begin(name = 'alice') {
  const person = createPerson(name);
  const log = createAccountLog();
  for (const entry of person.entries) expect(outcome(log.append(entry))).toBe('ok');
  /** Folds what the person has written since. */
  const follow = () => person.entries.slice(log.state!.seq).map((entry) => outcome(log.append(entry)));
  return { person, log, follow };
}

/** The last entry once more, with another header or body. */
function again(person: Person, device: Device, other: Partial<Header>, body?: Uint8Array): Entry {
  const last = person.entries.at(-1)!;
  return writeAs(device, { ...last.header, ...other }, body ?? last.body, noSign);
}

describe('every log', () => {
  it('[SP1] takes records in their order, in a time that never runs back', () => {
    const { person, log } = begin();
    const device = person.addDevice();
    const entry = person.entries.at(-1)!;
    expect(device.revoked).toBe(false);
    expect(outcome(log.judge(entry, { seq: 5 }))).toBe('CHAIN');
    expect(outcome(log.judge(entry, { seq: 3 }))).toBe('CHAIN');
    expect(outcome(log.judge(entry, { ts: log.state!.ts - 1 }))).toBe('CHAIN');
    expect(outcome(log.judge(entry))).toBe('ok');
  });

  it('[SP2] tells an entry that was sent twice from one that skips a number, before all else', () => {
    const { person, log, follow } = begin();
    const device = person.active()[0]!;
    person.addDevice();
    const { n } = person.entries.at(-1)!.header;
    expect(outcome(log.judge(again(person, device, { n: n + 1 })))).toBe('GAP');
    expect(follow()).toEqual(['ok']);
    expect(outcome(log.judge(person.entries.at(-1)!))).toBe('DUP_OLD');
    const other = person.addDevice(device);
    person.revoke(device, other);
    expect(follow()).toEqual(['ok', 'ok']);
    expect(outcome(log.judge(person.entries.at(-2)!))).toBe('DUP_OLD');
    expect(outcome(log.judge(again(person, device, { n: 9 })))).toBe('GAP');
  });

  it('[SP3] takes only what has seen this log', () => {
    const { person, log } = begin();
    person.addDevice();
    const device = person.active()[0]!;
    expect(outcome(log.judge(again(person, device, { sees: [0, seedOf('elsewhere')] })))).toBe('SEES_UNKNOWN');
    expect(outcome(log.judge(again(person, device, { sees: [2, seedOf('elsewhere')] })))).toBe('SEES_UNKNOWN');
    expect(outcome(log.judge(again(person, device, { sees: [4, seedOf('elsewhere')] })))).toBe('SEES_UNKNOWN');
  });

  it('[SP4] is as it was after a refusal', () => {
    const { person, log } = begin();
    person.addDevice();
    const before = JSON.stringify(log.state);
    expect(outcome(log.append(again(person, person.active()[0]!, { epoch: 9 })))).toBe('STALE_EPOCH');
    expect(JSON.stringify(log.state)).toBe(before);
    expect(outcome(log.append(person.entries.at(-1)!))).toBe('ok');
  });

  it('[SP5] takes the first of two that were made at once', () => {
    const { person, log } = begin();
    const device = person.active()[0]!;
    person.addDevice();
    const other = again(person, person.recovery, { deviceId: person.recovery.id, n: 3 });
    expect(outcome(log.append(person.entries.at(-1)!))).toBe('ok');
    expect(outcome(log.judge(other))).toBe('STALE_MEMBERSHIP');
    expect(device.revoked).toBe(false);
  });

  it('[SP6] stands on signatures that are looked at', async () => {
    const person = createPerson('signing', realSign);
    person.bindEmail('alice@example.org');
    person.addDevice();
    const log = createAccountLog();
    for (const entry of person.entries) {
      expect(outcome(await settle(log.judge(entry)))).toBe('ok');
      const forged = writeAs(person.recovery, entry.header, entry.body, noSign);
      expect(outcome(await settle(log.judge(forged)))).toBe('BAD_SIG');
      log.append(entry);
    }
    expect(await settle(log.judge(person.entries[0]!))).toMatchObject({ ok: false, refusal: 'DUP_OLD' });
  });
});

describe('an account', () => {
  it('[SA1] begins with its recovery key, whose hash is its id', () => {
    const { person, log } = begin();
    expect(log.state?.account).toMatchObject({ id: person.key, generation: 1 });
    const [genesis, add] = person.entries;
    const fresh = createAccountLog();
    const device = person.active()[0]!;
    const changed = (other: Partial<Header>, by = person.recovery) =>
      writeAs(by, { ...genesis!.header, ...other }, genesis!.body, noSign);
    const wrong = seedOf('wrong').slice(0, 16);
    expect(outcome(fresh.judge(changed({ docId: wrong, accountId: wrong })))).toBe('WRONG_TARGET');
    expect(outcome(fresh.judge(changed({ deviceId: device.id })))).toBe('NOT_MEMBER');
    expect(outcome(fresh.judge(changed({ epoch: 1 })))).toBe('MALFORMED');
    expect(outcome(fresh.judge(changed({ pm: seedOf('pm') })))).toBe('MALFORMED');
    expect(outcome(fresh.judge(changed({ n: 2 })))).toBe('GAP');
    expect(outcome(fresh.judge(add!))).toBe('GAP');
    expect(outcome(fresh.judge(writeAs(device, { ...add!.header, n: 1 }, add!.body, noSign)))).toBe('UNKNOWN');
    expect(outcome(log.judge(changed({ n: 3 })))).toBe('EXISTS');
  });

  it('[SA2] takes each device once, with the present key', () => {
    const { person, log, follow } = begin();
    person.addDevice();
    const body = { ...createDevice('x'), kind: 1 as const, name: new Uint8Array(256), proof: new Uint8Array(64) };
    const by = person.active()[0]!;
    const without = again(person, by, {}, encodeAs(bodies.deviceAddSchema, body));
    expect(outcome(log.judge(without))).toBe('RECIPIENTS');
    expect(follow()).toEqual(['ok']);
    const twice = again(person, by, { n: person.entries.at(-1)!.header.n + 1, pm: person.entries.at(-1)!.hash });
    expect(outcome(log.judge(twice))).toBe('WRONG_TARGET');
    const stranger = createDevice('stranger');
    expect(outcome(log.judge(again(person, stranger, { deviceId: stranger.id, n: 1 })))).toBe('NOT_MEMBER');
  });

  it('[SA2] a first device comes without a key, as there is none', () => {
    const person = createPerson('bob');
    const log = createAccountLog();
    log.append(person.entries[0]!);
    const { signKey, sealKey } = person.active()[0]!;
    const value = {
      signKey,
      sealKey,
      kind: 1 as const,
      name: new Uint8Array(256),
      proof: new Uint8Array(64),
      wrap: WRAP,
    };
    const header = person.entries[1]!.header;
    expect(outcome(log.judge(writeAs(person.recovery, header, encodeAs(bodies.deviceAddSchema, value), noSign)))).toBe(
      'RECIPIENTS',
    );
  });

  it('[SA3] has a bounded number of devices and addresses', () => {
    const { person, log, follow } = begin();
    while (person.active().length < MAX_DEVICES) person.addDevice();
    expect(new Set(follow())).toEqual(new Set(['ok']));
    person.addDevice();
    expect(follow()).toEqual(['LIMIT']);
    expect(Object.keys(log.state!.account.devices)).toHaveLength(MAX_DEVICES + 1);

    const collector = begin('collector');
    for (let i = 0; i < MAX_ADDRESSES; i++) collector.person.bindEmail(`${i}@example.org`);
    expect(new Set(collector.follow())).toEqual(new Set(['ok']));
    collector.person.bindEmail('more@example.org');
    expect(collector.follow()).toEqual(['LIMIT']);

    const restless = begin('restless');
    while (restless.person.devices.length < MAX_DEVICES_EVER - 1) {
      restless.person.addDevice();
      restless.person.revoke(restless.person.active()[0]!);
    }
    expect(new Set(restless.follow())).toEqual(new Set(['ok']));
    restless.person.addDevice();
    expect(restless.follow()).toEqual(['LIMIT']);
  });

  it('[SA4] loses a device with a new key', () => {
    const { person, log, follow } = begin();
    const lost = person.active()[0]!;
    const kept = person.addDevice();
    person.revoke(lost, kept);
    expect(follow()).toEqual(['ok', 'ok']);
    expect(log.state!.account.generation).toBe(2);
    expect(log.state!.account.devices[bytesToHex(lost.id)]?.revoked).toBe(true);
    person.newKey(lost);
    expect(follow()).toEqual(['DEVICE_REVOKED']);
  });

  it('[SA4] a device goes once, and only one that was there', () => {
    const { person, log } = begin();
    const kept = person.addDevice();
    person.revoke(kept, person.active()[0]!);
    const entry = person.entries.at(-1)!;
    log.append(person.entries.at(-2)!);
    const aimed = (device: Uint8Array) => {
      const { key } = {
        key: {
          publicKey: seedOf('k').map((byte, i) => (i === 31 ? byte & 127 : byte)),
          recipients: [[device, WRAP] as const],
          back: new Uint8Array(60),
        },
      };
      return writeAs(
        person.devices[0]!,
        entry.header,
        encodeAs(bodies.deviceRevokeSchema, { device: device as never, key: key as never }),
        noSign,
      );
    };
    expect(outcome(log.judge(aimed(seedOf('nobody').slice(0, 16))))).toBe('WRONG_TARGET');
    expect(outcome(log.judge(aimed(person.recovery.id)))).toBe('WRONG_TARGET');
    expect(outcome(log.append(entry))).toBe('ok');
    person.revoke(kept, person.active()[0]!);
    expect(outcome(log.judge(person.entries.at(-1)!))).toBe('WRONG_TARGET');
  });

  it('[SA5] its last device goes only by the recovery key', () => {
    const { person, follow } = begin();
    const last = person.active()[0]!;
    person.revoke(last, last);
    expect(follow()).toEqual(['LAST_OWNER']);
    const other = begin('other');
    other.person.revoke(other.person.active()[0]!, other.person.recovery);
    other.person.addDevice(other.person.recovery);
    expect(other.follow()).toEqual(['ok', 'ok']);
  });

  it('[SA6] a new key is for exactly those who are left', () => {
    const { person, log, follow } = begin();
    const second = person.addDevice();
    follow();
    person.newKey();
    const entry = person.entries.at(-1)!;
    const by = person.active()[0]!;
    const key = {
      publicKey: seedOf('fresh').map((byte, i) => (i === 31 ? byte & 127 : byte)),
      back: new Uint8Array(60),
    };
    const ids = [by, second, person.recovery]
      .map(({ id }) => id)
      .sort((a, b) => (bytesToHex(a) < bytesToHex(b) ? -1 : 1));
    const judge = (recipients: readonly Uint8Array[], other: object = {}) => {
      const value = { key: { ...key, recipients: recipients.map((id) => [id, WRAP] as const), ...other } };
      return outcome(log.judge(again(person, by, {}, encodeAs(bodies.accountKeyEntrySchema, value as never))));
    };
    expect(judge(ids)).toBe('ok');
    expect(judge(ids.slice(1))).toBe('RECIPIENTS');
    expect(judge([...ids, seedOf('ghost').slice(0, 16)])).toBe('RECIPIENTS');
    expect(judge(ids.toReversed())).toBe('RECIPIENTS');
    expect(judge(ids, { back: undefined })).toBe('RECIPIENTS');
    const present = Uint8Array.from(log.state!.account.sealKey.match(/../g)!, (pair) => Number.parseInt(pair, 16));
    expect(judge(ids, { publicKey: present })).toBe('RECIPIENTS');
    expect(judge(ids, { publicKey: new Uint8Array(32) })).toBe('MALFORMED');
    expect(outcome(log.append(entry))).toBe('ok');
  });

  it('[SA7] is written for under its present generation', () => {
    const { person, log } = begin();
    person.addDevice();
    expect(outcome(log.judge(again(person, person.active()[0]!, { epoch: 0 })))).toBe('STALE_EPOCH');
    expect(outcome(log.judge(again(person, person.active()[0]!, { epoch: 2 })))).toBe('STALE_EPOCH');
    expect(outcome(log.append(person.entries.at(-1)!))).toBe('ok');
    person.newKey();
    expect(outcome(log.judge(again(person, person.active()[0]!, { epoch: 1 })))).toBe('STALE_EPOCH');
    expect(outcome(log.judge(again(person, person.active()[0]!, { epoch: 3 })))).toBe('STALE_EPOCH');
    expect(outcome(log.append(person.entries.at(-1)!))).toBe('ok');
  });

  it('[SA8] its recovery key is replaced, and the old one is worth nothing', () => {
    const { person, log, follow } = begin();
    const old = person.recovery;
    person.replaceRecovery();
    expect(follow()).toEqual(['ok']);
    expect(log.state!.account.generation).toBe(2);
    person.addDevice(old);
    expect(follow()).toEqual(['DEVICE_REVOKED']);
  });

  it('[SA9] an address is bound once', () => {
    const { person, log, follow } = begin();
    person.bindEmail('Alice@Example.org');
    person.bindEmail('alice@example.org ');
    expect(follow()).toEqual(['ok', 'WRONG_TARGET']);
    expect(log.state!.account.addresses).toHaveLength(1);
  });

  it('[SA10] notes the heads of its documents outside the membership chain', () => {
    const { person, log } = begin();
    const device = person.active()[0]!;
    const { pm: _, ...header } = { ...person.entries[2]!.header, type: entryTypes.heads, n: 2, epoch: 1 };
    const heads = writeAs(device, header, new Uint8Array(44), noSign);
    expect(outcome(log.judge(writeAs(device, header, new Uint8Array(43), noSign)))).toBe('MALFORMED');
    expect(outcome(log.judge(writeAs(device, { ...header, epoch: 0 }, new Uint8Array(44), noSign)))).toBe(
      'STALE_EPOCH',
    );
    const stranger = createDevice('stranger');
    const foreign = { ...header, deviceId: stranger.id, n: 1 };
    expect(outcome(log.judge(writeAs(stranger, foreign, new Uint8Array(44), noSign)))).toBe('NOT_MEMBER');
    const { head } = log.state!.account;
    expect(outcome(log.append(heads))).toBe('ok');
    expect(log.state!.account.head).toBe(head);
  });

  it('[SA11] has entries that others can carry', () => {
    const { person, log } = begin();
    const value = { fingerprint: seedOf('f'), certificate: seedOf('c'), signature: new Uint8Array(4_096) };
    const header = {
      ...person.entries[2]!.header,
      type: entryTypes.pgpBind,
      n: 2,
      epoch: 1,
      pm: person.entries[2]!.hash,
    };
    const device = person.active()[0]!;
    expect(outcome(log.judge(writeAs(device, header, encodeAs(bodies.pgpBindSchema, value), noSign)))).toBe('ok');
    expect(outcome(log.judge(writeAs(device, header, new Uint8Array(8_193), noSign)))).toBe('TOO_LARGE');
  });
});
