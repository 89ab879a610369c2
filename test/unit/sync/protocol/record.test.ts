import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../../../src/sync/protocol/errors.js';
import { authMessage, judgeAuth } from '../../../../src/sync/protocol/handshake.js';
import { actorOf, isActorOf } from '../../../../src/sync/protocol/identifiers.js';
import { AUTH_SKEW_MS } from '../../../../src/sync/protocol/limits.js';
import { chainHash, EMPTY_CHAIN, nextHead, packCursor, unpackCursors } from '../../../../src/sync/protocol/record.js';
import { isSigned } from '../../../../src/sync/protocol/signatures.js';
import { createAccountLog } from '../../../support/sync/account-log.js';
import { createPerson, realSign, seedOf } from '../../../support/sync/people.js';

/** @returns The code of what is thrown; a throw of another kind fails. */
function refusal(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

describe('the chain', () => {
  const entry = seedOf('entry');
  const one = { seq: 1, ts: 100, entry };

  it('takes in the record before, its place, its time and its entry', () => {
    const head = nextHead(EMPTY_CHAIN, one);
    expect(head).toEqual({ seq: 1, ts: 100, hash: chainHash(new Uint8Array(32), 1, 100, sha256(entry)) });
    expect(nextHead(EMPTY_CHAIN, { seq: 1, ts: 100, entryHash: sha256(entry) })).toEqual(head);
    const others = [
      { ...one, ts: 101 },
      { ...one, entry: seedOf('other') },
    ].map((each) => nextHead(EMPTY_CHAIN, each).hash);
    for (const other of others) expect(other).not.toEqual(head.hash);
    expect(nextHead(head, { ...one, seq: 2 }).hash).not.toEqual(
      nextHead({ ...head, hash: entry }, { ...one, seq: 2 }).hash,
    );
  });

  it.each([
    ['a hole', { ...one, seq: 2 }],
    ['a record twice', { ...one, seq: 0 }],
    ['a time that runs back', { ...one, ts: -1 }],
    ['neither entry nor hash', { seq: 1, ts: 100 }],
    ['an entry of another hash', { ...one, entryHash: seedOf('other') }],
  ])('refuses %s', (_, record) => {
    expect(refusal(() => nextHead(EMPTY_CHAIN, record))).toBe('CHAIN');
  });

  it('packs places into 48 bytes and reads them back, and nothing else', () => {
    const id = seedOf('doc').slice(0, 16);
    const packed = Uint8Array.of(...packCursor(id, 2 ** 53 - 1, entry), ...packCursor(id, 0, entry));
    expect(unpackCursors(packed)).toEqual([
      { id, seq: 2 ** 53 - 1, hash: entry.slice(0, 24) },
      { id, seq: 0, hash: entry.slice(0, 24) },
    ]);
    expect(unpackCursors(new Uint8Array(0))).toEqual([]);
    expect(refusal(() => unpackCursors(packed.subarray(1)))).toBe('MALFORMED');
    expect(refusal(() => unpackCursors(packed.map((byte, i) => (i === 16 ? 0x20 : byte))))).toBe('MALFORMED');
  });
});

describe('an actor', () => {
  it('begins like the device that wrote', () => {
    const device = seedOf('device').slice(0, 16);
    const actor = actorOf(device, seedOf('session'));
    expect(actor).toHaveLength(32);
    expect(isActorOf(actor, device)).toBe(true);
    expect(isActorOf(actor, seedOf('other').slice(0, 16))).toBe(false);
    expect(isActorOf(actor.slice(0, 30), device)).toBe(false);
    expect(isActorOf(`${actor}00`, device)).toBe(false);
  });
});

describe('a handshake', () => {
  const person = createPerson('alice');
  const log = createAccountLog();
  for (const entry of person.entries) log.append(entry);
  const account = log.state!.account;
  const [device] = person.active();
  const nonce = seedOf('nonce');
  const now = 1_764_000_000_000;
  const claim = {
    account: person.id,
    device: device!.id,
    accountHead: seedOf('head'),
    nonce,
    origin: 'wss://relay.example',
    expires: now + 60_000,
  };
  const challenge = { nonce, origins: ['wss://relay.example'], now };
  const judge = (other: object = {}, of: typeof account | undefined = account) => {
    const fields = { ...claim, ...other };
    const signature = realSign(device!.seed, 'auth', authMessage(fields));
    return judgeAuth({ kind: 'auth', request: 1, ...fields, signature }, of, challenge);
  };

  it('is the device’s own signature over this challenge, for this relay, now', async () => {
    expect(await isSigned(judge())).toBe(true);
    expect(await isSigned({ ...judge(), signature: judge({ expires: now + 1 }).signature })).toBe(false);
    expect(refusal(() => judge({ nonce: seedOf('old') }))).toBe('AUTH');
    expect(refusal(() => judge({ origin: 'wss://other.example' }))).toBe('AUTH');
    expect(refusal(() => judge({ expires: now - 1 }))).toBe('AUTH');
    expect(refusal(() => judge({ expires: now + 2 * AUTH_SKEW_MS + 1 }))).toBe('AUTH');
    expect(refusal(() => judge({ expires: now + 2 * AUTH_SKEW_MS }))).toBeUndefined();
  });

  it('is nobody’s who is unknown, a stranger’s, or whose device was revoked', () => {
    expect(
      refusal(() =>
        judgeAuth({ kind: 'auth', request: 1, ...claim, signature: new Uint8Array(64) }, undefined, challenge),
      ),
    ).toBe('UNKNOWN');
    expect(refusal(() => judge({ account: seedOf('x').slice(0, 16) }))).toBe('UNKNOWN');
    expect(refusal(() => judge({ device: seedOf('x').slice(0, 16) }))).toBe('NOT_MEMBER');
    const kept = person.addDevice();
    person.revoke(device!, kept);
    for (const entry of person.entries.slice(3)) expect(log.append(entry).ok).toBe(true);
    expect(refusal(() => judge({}, log.state!.account))).toBe('DEVICE_REVOKED');
  });
});
