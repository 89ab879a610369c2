// What a lying relay and lying members try (docs/attacks.md), against what every client and relay runs: chain, fold, signatures.
import { describe, expect, it } from 'vitest';
import { foldAccount } from '../../../../src/sync/protocol/account-fold.js';
import { openBlob, sealBlob } from '../../../../src/sync/protocol/blobs.js';
import { type Bytes, concat, sha256 } from '../../../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../../../src/sync/protocol/document-fold.js';
import { encodeHeader, joinEntry, readEntry } from '../../../../src/sync/protocol/entry.js';
import { ProtocolError, type Refusal } from '../../../../src/sync/protocol/errors.js';
import type { DocumentState, Step } from '../../../../src/sync/protocol/fold-state.js';
import { NO_HASH } from '../../../../src/sync/protocol/identifiers.js';
import { EMPTY_CHAIN, nextHead } from '../../../../src/sync/protocol/record.js';
import { settle } from '../../../../src/sync/protocol/signatures.js';
import { createLog, DAY, epochFor, type TestLog, without } from '../../../support/sync/log.js';
import { createPerson, realSign, writeAs } from '../../../support/sync/people.js';

const names = { at: 0 };
const somebody = (name: string) => createPerson(`${name} ${++names.at}`, realSign);
/** The word of a step once its signatures are looked at. */
async function word(step: Step<unknown>): Promise<Refusal | 'ok'> {
  const settled = await settle(step);
  return settled.ok ? 'ok' : settled.refusal;
}
/** A calendar of Ann's with Bob in it. */
function shared(role: 1 | 2 | 3 | 4 = 2) {
  const [ann, bob] = [somebody('ann'), somebody('bob')];
  const log = createLog(ann);
  log.join(bob, role);
  return { ann, bob, log };
}
/** A client that follows records as a relay hands them out. */
async function follow(records: readonly { seq: number; ts: number; entry: { bytes: Uint8Array } }[]) {
  let head = EMPTY_CHAIN;
  let state: DocumentState | undefined;
  const hashes: Uint8Array[] = [];
  for (const { seq, ts, entry } of records) {
    head = nextHead(head, { seq, ts, entry: entry.bytes as Bytes });
    const step = await settle(
      foldDocument(state, readEntry(entry.bytes as Bytes), {
        seq,
        ts,
        hashAt: (at) => hashes[at - 1],
      }),
    );
    if (!step.ok) throw new ProtocolError(step.refusal, step.why);
    hashes.push(head.hash);
    state = step.state;
  }
  return { state: state!, hash: head.hash };
}
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof ProtocolError ? error.code : String(error)),
  );
const renumbered = (log: TestLog, order: readonly number[]) =>
  order.map((at, i) => ({ ...log.records[at]!, seq: i + 1, ts: log.records[0]!.ts + i }));

describe('a relay that lies', () => {
  it('A-02 cannot put an entry in that nobody has signed, or a stranger', async () => {
    const { ann, log } = shared();
    const eve = somebody('eve');
    const entry = log.make('content', { person: ann });
    for (const forged of [
      joinEntry(entry.headerBytes, entry.body as Bytes, new Uint8Array(64)),
      joinEntry(entry.headerBytes, new Uint8Array(60).fill(7), entry.signature as Bytes),
      writeAs({ ...eve.active()[0]!, id: ann.active()[0]!.id }, entry.header, entry.body, realSign).bytes,
    ])
      expect(await word(log.judge(readEntry(forged as Bytes)))).toBe('BAD_SIG');
    expect(await word(log.judge(entry))).toBe('ok');
  });

  it('A-03 cannot bring an entry into another document, or use a signature for something else', async () => {
    const { ann, log } = shared();
    const other = createLog(ann, 1);
    const entry = log.make('content', { person: ann }, undefined, { n: 2, sees: [0, NO_HASH], epoch: 1 });
    expect(await word(other.judge(entry))).toBe('UNKNOWN');
    const [body, signature] = [entry.body as Bytes, entry.signature as Bytes];
    const moved = joinEntry(encodeHeader({ ...entry.header, docId: other.id }), body, signature);
    expect(await word(other.judge(readEntry(moved)))).toBe('BAD_SIG');
    const own = log.make('content', { person: ann });
    const asAccount = realSign(ann.active()[0]!.seed, 'acct', concat(own.headerBytes, sha256(own.body)));
    expect(await word(log.judge(readEntry(joinEntry(own.headerBytes, own.body as Bytes, asAccount))))).toBe('BAD_SIG');
  });

  it('A-04 cannot exchange the bodies of two entries', async () => {
    const { ann, log } = shared();
    const [one, two] = [1, 2].map((fill) => log.make('content', { person: ann }, new Uint8Array(60).fill(fill)));
    const swapped = readEntry(joinEntry(one!.headerBytes, two!.body as Bytes, one!.signature as Bytes));
    expect(await word(log.judge(swapped))).toBe('BAD_SIG');
  });

  it('A-05, I-9: may order what nobody has seen as the rules allow; what was delivered stays', async () => {
    const { ann, bob, log } = shared();
    log.must('content', ann);
    log.must('content', bob);
    const last = log.records.length;
    const sees = [log.records[2]!.seq, log.records[2]!.hash] as const;
    expect(await refusalOf(follow(log.records))).toBe('ok');
    const inOrder = Array.from({ length: last }, (_, i) => i);
    // Who has not seen the other's entry can stand on either side of it; the invitation cannot follow its answer.
    expect(sees[0]).toBe(3);
    expect(await refusalOf(follow(renumbered(log, [0, 2, 1, ...inOrder.slice(3)])))).not.toBe('ok');
    const { hash } = await follow(log.records.slice(0, last - 1));
    const other = log.records.slice(0, last - 2).concat(log.records.slice(last - 1));
    expect(await refusalOf(follow(other))).not.toBe('ok');
    expect(hash).not.toEqual((await follow(log.records)).hash);
  });

  it('A-06 cannot leave out an entry of a device without being noticed at its next', async () => {
    const { ann, log } = shared();
    log.must('content', ann);
    log.must('content', ann);
    const kept = log.records.filter((_, i) => i !== log.records.length - 2);
    expect(await refusalOf(follow(kept))).toBe('CHAIN');
    const renumberedRecords = kept.map((record, i) => ({ ...record, seq: i + 1 }));
    expect(['GAP', 'SEES_UNKNOWN']).toContain(await refusalOf(follow(renumberedRecords)));
  });

  it('A-07, A-08, I-10: an entry of one history is taken in no other', async () => {
    const { ann, bob, log } = shared();
    const before = log.records.length;
    log.must('content', ann, new Uint8Array(60).fill(1));
    const onA = log.make('content', { person: bob });
    const others = createLog(ann);
    expect(before).toBeGreaterThan(2);
    // The same document, another record at the same place: what Bob has seen is not there.
    const forked = log.judge(onA, {});
    expect(await word(forked)).toBe('ok');
    const hashAt = (seq: number) =>
      seq < log.records.length ? log.records[seq - 1]?.hash : new Uint8Array(32).fill(9);
    const step = foldDocument(log.state, onA, { seq: log.records.length + 1, ts: log.now, hashAt });
    expect(await word(step)).toBe('SEES_UNKNOWN');
    // And where that record was lost, there is none.
    const lost = foldDocument(log.state, onA, { seq: log.records.length + 1, ts: log.now, hashAt: () => undefined });
    expect(await word(lost)).toBe('SEES_UNKNOWN');
    expect(others.state.seq).toBe(1);
  });

  it('A-09, A-30, I-7: cannot add somebody to those who get a key, nor can anybody leave one out', async () => {
    const { ann, log } = shared();
    const key = epochFor(log.state, log.state.epoch + 1);
    const ghost = [new Uint8Array(16).fill(255), 1, new Uint8Array(80)] as const;
    for (const recipients of [[...key.recipients, ghost], key.recipients.slice(1), []])
      if (recipients.length > 0)
        expect(await word(log.judge(log.make('epoch', { person: ann }, { epoch: { ...key, recipients } })))).toBe(
          'RECIPIENTS',
        );
  });

  it('A-10 cannot add a device to an account', async () => {
    const [ann, eve] = [somebody('ann'), somebody('eve')];
    ann.addDevice();
    const added = ann.entries.at(-1)!;
    const before = ann.entries.slice(0, -1);
    let state: Parameters<typeof foldAccount>[0];
    for (const [i, entry] of before.entries()) {
      const step = foldAccount(state, entry, { seq: i + 1, ts: 1, hashAt: () => undefined });
      // What they have seen is another test's matter.
      if (!step.ok) return expect(step.refusal).toBe('SEES_UNKNOWN');
      state = step.state;
    }
    const forged = writeAs(
      { ...eve.active()[0]!, id: added.header.deviceId as Bytes },
      added.header,
      added.body,
      realSign,
    );
    const place = { seq: before.length + 1, ts: 1, hashAt: () => undefined };
    expect(await word(foldAccount(state, added, place))).toBe('ok');
    expect(await word(foldAccount(state, forged, place))).toBe('BAD_SIG');
  });

  it('A-14 cannot exchange, move, shorten or leave out a part of a blob', async () => {
    const key = new Uint8Array(32).fill(3);
    const sealed = await sealBlob(key, new Uint8Array(2_500_000).fill(5));
    const other = await sealBlob(key, new Uint8Array(2_500_000).fill(5));
    const part = 1_048_576 + 16;
    const chunks = [0, 1, 2].map((i) => sealed.subarray(16 + i * part, 16 + (i + 1) * part));
    const salt = sealed.subarray(0, 16);
    for (const bad of [
      concat(salt, chunks[1]!, chunks[0]!, chunks[2]!),
      concat(salt, chunks[0]!, chunks[1]!),
      concat(salt, chunks[0]!, other.subarray(16 + part)),
      sealed.subarray(0, sealed.length - 1),
      concat(sealed, new Uint8Array(1)),
      new Uint8Array(0),
    ])
      expect(await refusalOf(openBlob(key, bad))).toMatch(/BAD_SIG|MALFORMED/);
  });

  it('A-17 cannot hold an invitation open by a clock that runs back', async () => {
    const { ann, bob, log } = shared();
    const eve = somebody('eve');
    const inviteId = new Uint8Array(16).fill(8);
    log.must('invite', ann, log.inviteOf(eve, 2, { inviteId }));
    log.now += 8 * DAY;
    log.must('role', ann, { account: bob.id, role: 3 });
    const accept = log.make('accept', { person: eve }, { inviteId, generation: eve.generation });
    expect(await word(log.judge(accept))).toBe('NO_INVITE');
    expect(await word(log.judge(accept, { ts: log.now - 8 * DAY }))).toBe('CHAIN');
  });

  it('A-18 cannot bring about another suite', () => {
    const { ann, log } = shared();
    const entry = log.make('content', { person: ann });
    for (const suite of [0, 2, 23])
      expect(() =>
        readEntry(
          joinEntry(
            concat(new Uint8Array([entry.headerBytes[0]!, 0, suite]), entry.headerBytes.subarray(3)),
            entry.body as Bytes,
            entry.signature as Bytes,
          ),
        ),
      ).toThrow(expect.objectContaining({ code: 'SUITE' }));
  });

  it('A-19 cannot keep the loss of a device to itself: any member may show it, and a next key is due', async () => {
    const { ann, bob, log } = shared();
    const second = bob.addDevice();
    log.must('accountUpdate', ann, {
      account: bob.id,
      evidence: bob.evidence(log.state.accounts[bob.key] ? bob.entries.length - 1 : 0),
    });
    bob.revoke(second);
    const news = bob.evidence(bob.entries.length - 1);
    const state = log.must('accountUpdate', ann, { account: bob.id, evidence: news });
    expect(state.due).toBe(true);
    const lost = log.make('content', { person: bob, device: second });
    expect(await word(log.judge(lost))).toBe('DEVICE_REVOKED');
  });
});

describe('members who lie', () => {
  it('A-21 who was removed writes nothing any more, also what they wrote before', async () => {
    const { ann, bob, log } = shared();
    const queued = log.make('content', { person: bob });
    log.must('remove', ann, { account: bob.id, epoch: epochFor(without(log.state, bob.key), log.state.epoch + 1) });
    expect(await word(log.judge(queued))).toMatch(/NOT_MEMBER|STALE_EPOCH/);
    expect(await word(log.judge(log.make('content', { person: bob })))).toBe('NOT_MEMBER');
  });

  it('A-23 who left makes no next key', async () => {
    const { bob, log } = shared();
    log.must('leave', bob, {});
    const key = epochFor(log.state, log.state.epoch + 1);
    expect(await word(log.judge(log.make('epoch', { person: bob }, { epoch: key })))).toBe('NOT_MEMBER');
  });

  it('A-24, A-25: who may look writes nothing, who may edit invites and promotes nobody', async () => {
    const { bob: viewer, log: looked } = shared(1);
    const key = epochFor(looked.state, looked.state.epoch + 1);
    expect(await word(looked.judge(looked.make('content', { person: viewer })))).toBe('ROLE');
    expect(await word(looked.judge(looked.make('epoch', { person: viewer }, { epoch: key })))).toBe('ROLE');
    const { ann, bob, log } = shared(2);
    const eve = somebody('eve');
    expect(await word(log.judge(log.make('invite', { person: bob }, log.inviteOf(eve, 1))))).toBe('ROLE');
    expect(await word(log.judge(log.make('role', { person: bob }, { account: bob.id, role: 4 })))).toBe('ROLE');
    const epoch = epochFor(without(log.state, ann.key), log.state.epoch + 1);
    expect(await word(log.judge(log.make('remove', { person: bob }, { account: ann.id, epoch })))).toBe('ROLE');
  });

  it('A-26 who shares neither removes an owner nor makes one', async () => {
    const { ann, bob, log } = shared(3);
    const eve = somebody('eve');
    const epoch = epochFor(without(log.state, ann.key), log.state.epoch + 1);
    expect(await word(log.judge(log.make('remove', { person: bob }, { account: ann.id, epoch })))).toBe('ROLE');
    expect(await word(log.judge(log.make('invite', { person: bob }, log.inviteOf(eve, 4))))).toBe('ROLE');
  });

  it('A-27, A-28, I-8: two owners who remove each other leave one; the last one stays', async () => {
    const { ann, bob, log } = shared(4);
    const removal = (of: typeof ann) => ({
      account: of.id,
      epoch: epochFor(without(log.state, of.key), log.state.epoch + 1),
    });
    const [first, second] = [
      log.make('remove', { person: ann }, removal(bob)),
      log.make('remove', { person: bob }, removal(ann)),
    ];
    expect(await word(log.append(first))).toBe('ok');
    expect(await word(log.judge(second))).not.toBe('ok');
    expect(await word(log.judge(log.make('leave', { person: ann }, {})))).toBe('LAST_OWNER');
    expect(await word(log.judge(log.make('role', { person: ann }, { account: ann.id, role: 2 })))).toBe('LAST_OWNER');
  });

  it('A-36, A-37, A-39: an invitation is answered once, by whom it is for, while it is open and its maker may make it', async () => {
    const { ann, bob, log } = shared(3);
    const [carl, eve] = [somebody('carl'), somebody('eve')];
    const inviteId = new Uint8Array(16).fill(1);
    const accept = (person: typeof carl) =>
      log.make('accept', { person }, { inviteId, generation: person.generation, evidence: person.evidence() });
    log.must('invite', bob, log.inviteOf(carl, 2, { inviteId }));
    expect(await word(log.judge(accept(eve)))).not.toBe('ok');
    log.must('role', ann, { account: bob.id, role: 2 });
    expect(await word(log.judge(log.make('accept', { person: carl }, { inviteId, generation: carl.generation })))).toBe(
      'NO_INVITE',
    );
    log.rotate(ann);
    log.must('invite', ann, log.inviteOf(carl, 2, { inviteId }));
    log.must('uninvite', ann, { inviteId });
    expect(await word(log.judge(log.make('accept', { person: carl }, { inviteId, generation: carl.generation })))).toBe(
      'NO_INVITE',
    );
    log.rotate(ann);
    log.must('invite', ann, log.inviteOf(carl, 2, { inviteId }));
    log.must('accept', carl, { inviteId, generation: carl.generation });
    expect(
      await word(log.judge(log.make('accept', { person: carl }, { inviteId, generation: carl.generation }))),
    ).not.toBe('ok');
  });
});
