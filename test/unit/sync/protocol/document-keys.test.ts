import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { isTrusted } from '../../../../src/sync/protocol/document-content.js';
import type { EntryTypeName } from '../../../../src/sync/protocol/entry-types.js';
import type { Step } from '../../../../src/sync/protocol/fold-state.js';
import { deviceIdOf, NO_ID } from '../../../../src/sync/protocol/identifiers.js';
import { MAX_UNSNAPPED } from '../../../../src/sync/protocol/limits.js';
import { placesNamed } from '../../../../src/sync/protocol/place-rules.js';
import { createLog, DAY, epochFor, type TestLog, without } from '../../../support/sync/log.js';
import { createPerson, type Device, type Person, publicKeyOf, seedOf, WRAP } from '../../../support/sync/people.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'ok' : step.refusal);
const id = (...words: (string | number)[]) => seedOf(...words).slice(0, 16);

/** A document with an owner, a sharer, an editor and a viewer. */
function begin() {
  const [owner, sharer, editor, viewer] = ['owner', 'sharer', 'editor', 'viewer'].map((name) => createPerson(name));
  const log = createLog(owner!);
  log.join(sharer!, 3);
  log.join(editor!, 2);
  log.join(viewer!, 1);
  const judge = (type: EntryTypeName, person: Person, body?: object, other?: object) =>
    outcome(log.judge(log.make(type, { person }, body, other)));
  return { log, judge, owner: owner!, sharer: sharer!, editor: editor!, viewer: viewer! };
}

/** A snapshot of everything up to a record. */
const snapshotOf = (log: TestLog, upTo: number, blob = seedOf('blob', upTo)) => {
  const hash = log.records[upTo - 1]?.hash ?? seedOf('none');
  return { upTo, hash, membership: hash, heads: [], blob, size: 100, state: hash };
};

describe('a document’s key', () => {
  it('[SD10] is named by every entry', () => {
    const { log, judge, owner, editor } = begin();
    log.rotate(owner);
    for (const epoch of [1, 3]) {
      expect(judge('content', editor, undefined, { epoch })).toBe('STALE_EPOCH');
      expect(judge('leave', editor, {}, { epoch })).toBe('STALE_EPOCH');
    }
    const next = { epoch: epochFor(log.state, 3) };
    expect(judge('epoch', editor, next, { epoch: 2 })).toBe('STALE_EPOCH');
    expect(judge('epoch', editor, next, { epoch: 4 })).toBe('STALE_EPOCH');
    expect(judge('epoch', editor, next)).toBe('ok');
  });

  it('[SD11] is due whenever somebody may hold it who should not', () => {
    const causes: Record<string, (world: ReturnType<typeof begin>) => void> = {
      leave: ({ log, viewer }) => void log.must('leave', viewer, {}),
      uninvite: ({ log, owner }) => {
        log.must('invite', owner, log.inviteOf(createPerson('bob'), 2));
        expect(log.state.due).toBe(false);
        log.must('uninvite', owner, { inviteId: id('bob', 'invite') });
      },
      expiry: ({ log, owner, editor }) => {
        log.must('invite', owner, log.inviteOf(createPerson('bob'), 2));
        log.now += 8 * DAY;
        expect(outcome(log.judge(log.make('content', { person: editor })))).toBe('ROTATE_FIRST');
        log.must('attest', editor, { kind: 2, about: log.state.epoch });
      },
      'step down': ({ log, owner, sharer }) => void log.must('role', owner, { account: sharer.id, role: 1 }),
      'lost device': ({ log, viewer }) => {
        viewer.addDevice();
        viewer.revoke(viewer.active()[0]!);
        log.must('accountUpdate', viewer, { account: viewer.id, evidence: viewer.evidence(3) });
      },
      'invitee’s lost device': ({ log, owner }) => {
        const bob = createPerson('bob');
        log.must('invite', owner, log.inviteOf(bob, 2));
        bob.newKey();
        log.must('accountUpdate', owner, { account: bob.id, evidence: bob.evidence(3) });
      },
      'bad wrap': ({ log, viewer }) => void log.must('attest', viewer, { kind: 2, about: log.state.epoch }),
    };
    for (const [cause, make] of Object.entries(causes)) {
      const world = begin();
      const { log, judge, owner, editor } = world;
      make(world);
      expect(log.state.due, cause).toBe(true);
      expect(judge('content', editor), cause).toBe('ROTATE_FIRST');
      expect(judge('snapshot', editor, snapshotOf(log, 1), { refs: [seedOf('blob', 1)] }), cause).toBe('ROTATE_FIRST');
      expect(judge('invite', owner, log.inviteOf(createPerson('late'), 1)), cause).toBe('ROTATE_FIRST');
      log.rotate(editor);
      expect(log.state.due, cause).toBe(false);
      expect(judge('content', editor), cause).toBe('ok');
    }
  });

  it('[SD11] is not due for a raise, a smaller step down, or a new device', () => {
    const { log, owner, editor, viewer } = begin();
    log.must('role', owner, { account: viewer.id, role: 3 });
    log.must('role', owner, { account: editor.id, role: 1 });
    viewer.addDevice();
    log.must('accountUpdate', owner, { account: viewer.id, evidence: viewer.evidence(3) });
    expect(log.state.due).toBe(false);
  });

  it('[SD12] goes to exactly those who may read, at their present generation', () => {
    const { log, judge, owner, editor, viewer } = begin();
    const bob = createPerson('bob');
    log.must('invite', owner, log.inviteOf(bob, 2));
    const sealKey = seedOf('seal').map((byte, i) => (i === 31 ? byte & 127 : byte));
    const link = {
      inviteId: id('link'),
      role: 1,
      expires: log.now + DAY,
      link: [publicKeyOf(seedOf('l')), sealKey],
      sealed: new Uint8Array(99),
    };
    log.must('invite', owner, link);
    viewer.newKey();
    log.must('accountUpdate', owner, { account: viewer.id, evidence: viewer.evidence(3) });
    const epoch = epochFor(log.state, 2);
    const ids = epoch.recipients.map(([who, generation]) => `${bytesToHex(who)}:${generation}`);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(6);
    expect(ids).toContain(`${viewer.key}:2`);
    expect(ids).toContain(`${bob.key}:1`);
    expect(ids).toContain(`${bytesToHex(id('link'))}:0`);
    const given = (recipients: typeof epoch.recipients, other: object = {}) =>
      judge('epoch', editor, { epoch: { ...epoch, recipients, ...other } });
    expect(given(epoch.recipients)).toBe('ok');
    for (let i = 0; i < 6; i++) expect(given(epoch.recipients.filter((_, at) => at !== i))).toBe('RECIPIENTS');
    const ghost = [...epoch.recipients, [new Uint8Array(16).fill(255), 1, WRAP] as const];
    expect(given(ghost)).toBe('RECIPIENTS');
    expect(given(epoch.recipients.toReversed())).toBe('RECIPIENTS');
    expect(given([...epoch.recipients, epoch.recipients[5]!])).toBe('RECIPIENTS');
    expect(given(epoch.recipients.map(([who, , wrap]) => [who, 1, wrap] as const))).toBe('RECIPIENTS');
    expect(given(epoch.recipients, { back: undefined })).toBe('RECIPIENTS');
  });

  it('[SD13] comes with a removal, made by anybody who may remove, and otherwise by anybody who edits', () => {
    const { log, judge, sharer, editor, viewer } = begin();
    const epoch = epochFor(without(log.state, viewer.key), 2);
    expect(judge('remove', sharer, { account: viewer.id, epoch: epochFor(log.state, 2) })).toBe('RECIPIENTS');
    expect(judge('remove', sharer, { account: viewer.id, epoch }, { epoch: 1 })).toBe('STALE_EPOCH');
    log.must('remove', sharer, { account: viewer.id, epoch });
    expect(log.state).toMatchObject({ epoch: 2, due: false });
    expect(log.state.members[viewer.key]).toBeUndefined();
    expect(judge('content', viewer)).toBe('NOT_MEMBER');
    expect(judge('epoch', editor, { epoch: epochFor(log.state, 3) })).toBe('ok');
  });

  it('[SD14] that does not open is said so, once', () => {
    const { log, judge, owner, viewer } = begin();
    expect(judge('attest', viewer, { kind: 2, about: 2 })).toBe('STALE_EPOCH');
    log.must('attest', viewer, { kind: 2, about: 1 });
    expect(judge('attest', viewer, { kind: 2, about: 1 })).toBe('WRONG_TARGET');
    log.rotate(owner);
    expect(judge('attest', viewer, { kind: 2, about: 2 })).toBe('ok');
  });
});

describe('content', () => {
  it('[SD23] of a frozen document is the owners’', () => {
    const { log, judge, owner, editor } = begin();
    log.must('freeze', owner, { frozen: 1 });
    expect(judge('content', editor)).toBe('FROZEN');
    expect(judge('content', owner)).toBe('ok');
    const next = log.records.length + 1;
    expect(judge('freeze', owner, { frozen: 0, restored: next })).toBe('WRONG_TARGET');
    log.must('freeze', owner, { frozen: 0, restored: next - 1 });
    expect(judge('content', editor)).toBe('ok');
    expect(outcome(log.judge(log.make('content', { person: editor }, new Uint8Array(43))))).toBe('MALFORMED');
  });

  it('[SD24] waits for a snapshot after 2,000 records', () => {
    const { log, editor } = begin();
    const made = log.make('content', { person: editor });
    const at = (seq: number) => {
      Object.assign(log.state, { seq: seq - 1 });
      return outcome(log.judge(made, { seq }));
    };
    expect(at(MAX_UNSNAPPED)).toBe('ok');
    expect(at(MAX_UNSNAPPED + 1)).toBe('SNAPSHOT_FIRST');
    Object.assign(log.state, { covered: 1 });
    expect(at(MAX_UNSNAPPED + 1)).toBe('ok');
  });

  it('[SD25] is covered by a snapshot of what is there', () => {
    const { log, judge, editor } = begin();
    const refs = (upTo: number) => ({ refs: [seedOf('blob', upTo)] });
    const last = log.records.length;
    expect(placesNamed(log.make('snapshot', { person: editor }, snapshotOf(log, 3), refs(3)))).toEqual([last, 3]);
    expect(placesNamed(log.make('snapshot', { person: editor }, new Uint8Array(3), refs(3)))).toEqual([last]);
    log.must('snapshot', editor, snapshotOf(log, 3), refs(3));
    expect(log.state.covered).toBe(3);
    expect(judge('snapshot', editor, snapshotOf(log, 3), refs(3))).toBe('WRONG_TARGET');
    expect(judge('snapshot', editor, snapshotOf(log, last + 2), refs(last + 2))).toBe('WRONG_TARGET');
    expect(judge('snapshot', editor, { ...snapshotOf(log, 4), hash: seedOf('x') }, refs(4))).toBe('SEES_UNKNOWN');
    expect(judge('snapshot', editor, snapshotOf(log, 4), refs(5))).toBe('MALFORMED');
    expect(judge('snapshot', editor, snapshotOf(log, 4), { refs: [seedOf('blob', 4), seedOf('b')] })).toBe('MALFORMED');
    expect(judge('snapshot', editor, snapshotOf(log, 4))).toBe('MALFORMED');
    expect(judge('snapshot', editor, snapshotOf(log, last + 1), refs(last + 1))).toBe('ok');
    const before = log.state.membership;
    for (let upTo = 4; upTo < 14; upTo++) log.must('snapshot', editor, snapshotOf(log, upTo), refs(upTo));
    expect(log.state.snapshots.map(({ upTo }) => upTo)).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);
    expect(log.state.membership).toBe(before);
  });

  it('[SD26] as a snapshot shows it is trusted when an owner or two others say so, and nobody disputes', () => {
    const { log, judge, owner, sharer, editor, viewer } = begin();
    log.must('snapshot', editor, snapshotOf(log, 3), { refs: [seedOf('blob', 3)] });
    const about = log.records.length;
    const trusted = () => isTrusted(log.state.snapshots.at(-1)!);
    expect(judge('attest', editor, { kind: 0, about })).toBe('WRONG_TARGET');
    expect(judge('attest', owner, { kind: 0, about: about - 1 })).toBe('WRONG_TARGET');
    log.must('attest', sharer, { kind: 0, about });
    expect(trusted()).toBe(false);
    expect(judge('attest', sharer, { kind: 1, about })).toBe('WRONG_TARGET');
    log.must('attest', viewer, { kind: 0, about });
    expect(trusted()).toBe(true);
    log.must('attest', owner, { kind: 1, about });
    expect(trusted()).toBe(false);
    expect(judge('attest', owner, { kind: 0, about })).toBe('WRONG_TARGET');
    log.must('snapshot', owner, snapshotOf(log, 4), { refs: [seedOf('blob', 4)] });
    expect(trusted()).toBe(true);
    expect(log.state.due).toBe(false);
  });

  it('[SD27] that the relay lost is brought back in its authors’ own words', () => {
    const { log, judge, owner, editor, viewer, sharer } = begin();
    const lost = (person: Person, other?: object, device?: Device) => [
      log.make('content', { person, ...(device && { device }) }, new Uint8Array(60), other).bytes,
    ];
    const repair = (entries: readonly Uint8Array[]) => judge('repair', sharer, { entries });
    const [device] = editor.active();
    const before = JSON.stringify(log.state.counters);
    expect(repair(lost(editor))).toBe('ok');
    expect(repair(lost(viewer))).toBe('ROLE');
    expect(repair(lost(createPerson('stranger')))).toBe('NOT_MEMBER');
    expect(repair(lost(editor, { docId: id('other') }))).toBe('WRONG_TARGET');
    expect(repair(lost(editor, { epoch: 2 }))).toBe('WRONG_TARGET');
    expect(repair(lost(editor, {}, editor.recovery))).toBe('NOT_MEMBER');
    expect(repair([log.make('leave', { person: editor }, {}).bytes])).toBe('WRONG_TARGET');
    expect(repair([new Uint8Array(3)])).toBe('MALFORMED');
    const old = lost(editor, {}, device);
    editor.addDevice();
    editor.revoke(device!);
    log.must('accountUpdate', owner, { account: editor.id, evidence: editor.evidence(3) });
    expect(repair(old)).toBe('ok');
    const epoch = epochFor(without(log.state, editor.key), 2);
    log.must('remove', owner, { account: editor.id, epoch });
    expect(repair(old)).toBe('ok');
    log.must('repair', sharer, { entries: old });
    expect(log.state.counters[bytesToHex(device!.id)]).toBe(JSON.parse(before)[bytesToHex(device!.id)]);
  });

  it('[SD28] [SD3] news of an account prove themselves, whoever posts them', () => {
    const { log, judge, viewer } = begin();
    const bob = createPerson('bob');
    viewer.addDevice();
    viewer.newKey();
    const news = { account: viewer.id, evidence: viewer.evidence(3) };
    expect(judge('accountUpdate', viewer, news)).toBe('ok');
    expect(judge('accountUpdate', viewer, { ...news, evidence: viewer.evidence(4) })).toBe('EVIDENCE');
    expect(judge('accountUpdate', viewer, { ...news, evidence: viewer.evidence(2) })).toBe('EVIDENCE');
    expect(judge('accountUpdate', viewer, { ...news, evidence: bob.evidence() })).toBe('EVIDENCE');
    expect(judge('accountUpdate', viewer, { account: bob.id, evidence: bob.evidence() })).toBe('WRONG_TARGET');
    expect(judge('accountUpdate', bob, news)).toBe('NOT_MEMBER');
    const relay = publicKeyOf(seedOf('relay'));
    const asRelay = { accountId: NO_ID, deviceId: deviceIdOf(relay), n: 1 };
    expect(judge('accountUpdate', viewer, { ...news, relay }, asRelay)).toBe('ok');
    expect(judge('accountUpdate', viewer, { ...news, relay })).toBe('MALFORMED');
    expect(judge('accountUpdate', viewer, news, asRelay)).toBe('MALFORMED');
    expect(judge('accountUpdate', viewer, { ...news, relay }, { ...asRelay, deviceId: id('x') })).toBe('NOT_MEMBER');
    expect(judge('accountUpdate', viewer, { ...news, relay: new Uint8Array(32) }, asRelay)).toBe('MALFORMED');
    expect(judge('content', viewer, undefined, asRelay)).toBe('NOT_MEMBER');
    log.must('accountUpdate', viewer, { ...news, relay }, asRelay);
    expect(log.state.accounts[viewer.key]?.generation).toBe(2);
  });
});
