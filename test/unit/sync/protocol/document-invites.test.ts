import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import type { Step } from '../../../../src/sync/protocol/fold-state.js';
import { addressHash, linkMessage } from '../../../../src/sync/protocol/identifiers.js';
import { MAX_INVITES, MAX_MEMBERS } from '../../../../src/sync/protocol/limits.js';
import { settle } from '../../../../src/sync/protocol/signatures.js';
import { createLog, DAY, epochFor, START, type TestLog, without } from '../../../support/sync/log.js';
import { createPerson, type Person, publicKeyOf, realSign, seedOf } from '../../../support/sync/people.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'ok' : step.refusal);
const id = (...words: (string | number)[]) => seedOf(...words).slice(0, 16);
const owner = createPerson('owner');
const sealKey = seedOf('link seal').map((byte, i) => (i === 31 ? byte & 127 : byte));

/** An invitation by link; its secret is the seed `link`. */
const linkInvite = (log: TestLog, role: 1 | 2 | 3 | 4, other: object = {}) => ({
  inviteId: id('link'),
  role,
  expires: log.now + DAY,
  link: [publicKeyOf(seedOf('link')), sealKey] as const,
  sealed: new Uint8Array(120),
  ...other,
});

/** How `person` answers the link, signed with its secret or another. */
const linkAnswer = (
  log: TestLog,
  person: Person,
  answer: 'accept' | 'decline' = 'accept',
  secret = seedOf('link'),
) => ({
  inviteId: id('link'),
  generation: person.generation,
  evidence: person.evidence(),
  linkSignature: realSign(secret, 'invite', linkMessage(log.id, id('link'), person.id, person.active()[0]!.id, answer)),
});

const judge = (
  log: TestLog,
  type: 'invite' | 'accept' | 'decline' | 'confirm' | 'content',
  person: Person,
  body?: object,
) => outcome(log.judge(log.make(type, { person }, body)));

describe('an invitation', () => {
  it('[SD15] makes nobody a member before they accept', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    log.must('invite', owner, log.inviteOf(bob, 2));
    expect(log.state.members[bob.key]).toBeUndefined();
    expect(judge(log, 'content', bob)).toBe('NOT_MEMBER');
    log.must('accept', bob, { inviteId: id('bob', 'invite'), generation: 1 });
    expect(log.state.members[bob.key]).toEqual({ role: 2 });
    expect(log.state).toMatchObject({ invites: {}, due: false, editors: [owner.key, bob.key] });
    expect(judge(log, 'content', bob)).toBe('ok');
  });

  it('[SD15] is for somebody who is neither in nor invited, at the present generation', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    const invite = log.inviteOf(bob, 2);
    expect(judge(log, 'invite', owner, { ...invite, account: [bob.id, 2] })).toBe('EVIDENCE');
    expect(judge(log, 'invite', owner, { ...invite, evidence: undefined })).toBe('EVIDENCE');
    expect(judge(log, 'invite', owner, { ...invite, account: [bob.id, 0], evidence: bob.evidence(0, 2) })).toBe(
      'EVIDENCE',
    );
    expect(judge(log, 'invite', owner, { ...invite, account: undefined })).toBe('MALFORMED');
    expect(judge(log, 'invite', owner, { ...invite, link: linkInvite(log, 1).link })).toBe('MALFORMED');
    expect(judge(log, 'invite', owner, { ...invite, address: id('address') })).toBe('MALFORMED');
    expect(judge(log, 'invite', owner, { ...linkInvite(log, 2), evidence: bob.evidence() })).toBe('MALFORMED');
    expect(judge(log, 'invite', owner, { ...linkInvite(log, 2), link: [new Uint8Array(32), sealKey] })).toBe(
      'MALFORMED',
    );
    expect(judge(log, 'invite', owner, { ...invite, account: [owner.id, 1] })).toBe('WRONG_TARGET');
    log.must('invite', owner, invite);
    expect(judge(log, 'invite', owner, { ...log.inviteOf(bob, 2), inviteId: id('second') })).toBe('WRONG_TARGET');
    const carol = createPerson('carol');
    expect(judge(log, 'invite', owner, { ...log.inviteOf(carol, 2), inviteId: id('bob', 'invite') })).toBe(
      'WRONG_TARGET',
    );
  });

  it('[SD16] lasts at most 14 days', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    for (const [expires, expected] of [
      [START, 'NO_INVITE'],
      [START + 1, 'ok'],
      [START + 14 * DAY, 'ok'],
      [START + 14 * DAY + 1, 'LIMIT'],
    ] as const)
      expect(judge(log, 'invite', owner, log.inviteOf(bob, 2, { expires }))).toBe(expected);
    log.must('invite', owner, log.inviteOf(bob, 2, { expires: START + DAY }));
    const yes = { inviteId: id('bob', 'invite'), generation: 1 };
    log.now = START + DAY - 1;
    expect(judge(log, 'accept', bob, yes)).toBe('ok');
    log.now = START + DAY;
    expect(judge(log, 'accept', bob, yes)).toBe('NO_INVITE');
  });

  it('[SD16] there are at most 100 open, and 500 members', () => {
    const log = createLog(owner);
    const invite = (i: number) => linkInvite(log, 1, { inviteId: id('link', i) });
    for (let i = 0; i < MAX_INVITES; i++) log.must('invite', owner, invite(i));
    expect(judge(log, 'invite', owner, invite(MAX_INVITES))).toBe('LIMIT');
    const bob = createPerson('bob');
    const crowd = Object.fromEntries(Array.from({ length: MAX_MEMBERS - 1 }, (_, i) => [`${i}`, { role: 1 as const }]));
    const full = createLog(owner);
    full.must('invite', owner, full.inviteOf(bob, 1));
    Object.assign(full.state.members, crowd);
    expect(judge(full, 'accept', bob, { inviteId: id('bob', 'invite'), generation: 1 })).toBe('LIMIT');
    delete (full.state.members as Record<string, unknown>)['0'];
    expect(judge(full, 'accept', bob, { inviteId: id('bob', 'invite'), generation: 1 })).toBe('ok');
  });

  it('[SD18] is answered by the account it is for, with its present generation', () => {
    const bob = createPerson('bob');
    const mallory = createPerson('mallory');
    const log = createLog(owner);
    log.must('invite', owner, log.inviteOf(bob, 2));
    const inviteId = id('bob', 'invite');
    for (const answer of ['accept', 'decline'] as const) {
      expect(judge(log, answer, mallory, { inviteId, generation: 1, evidence: mallory.evidence() })).toBe(
        'WRONG_TARGET',
      );
      expect(judge(log, answer, mallory, { inviteId, generation: 1 })).toBe('NOT_MEMBER');
      expect(judge(log, answer, bob, { inviteId, generation: 2 })).toBe('EVIDENCE');
      expect(judge(log, answer, bob, { inviteId: id('other'), generation: 1 })).toBe('NO_INVITE');
      expect(judge(log, answer, bob, { inviteId, generation: 1, linkSignature: new Uint8Array(64) })).toBe('MALFORMED');
      expect(judge(log, answer, bob, { inviteId, generation: 1 })).toBe('ok');
    }
    bob.newKey();
    const newer = { inviteId, generation: 2, evidence: bob.evidence(3) };
    log.must('accept', bob, newer);
    expect(log.state).toMatchObject({ due: true, members: { [bob.key]: { role: 2 } } });
  });

  it('[SD18] that was declined is closed, and the key it gave is due to be changed', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    log.must('invite', owner, log.inviteOf(bob, 2));
    log.must('decline', bob, { inviteId: id('bob', 'invite'), generation: 1 });
    expect(log.state).toMatchObject({ due: true, invites: {} });
    expect(judge(log, 'accept', bob, { inviteId: id('bob', 'invite'), generation: 1 })).toBe('NO_INVITE');
  });

  it('[SD19] by link is taken with the link’s key, once', async () => {
    const bob = createPerson('bob', realSign);
    const carol = createPerson('carol', realSign);
    const log = createLog(createPerson('signing owner', realSign));
    const by = log.records[0]!.entry.header.accountId;
    const host = createPerson('signing owner', realSign);
    expect(bytesToHex(by)).toBe(host.key);
    log.must('invite', host, linkInvite(log, 2));
    const settled = async (body: object, type: 'accept' | 'decline' = 'accept', person = bob) =>
      outcome(await settle(log.judge(log.make(type, { person }, body))));
    expect(await settled(linkAnswer(log, bob))).toBe('ok');
    expect(await settled({ ...linkAnswer(log, bob), linkSignature: undefined })).toBe('WRONG_TARGET');
    expect(await settled(linkAnswer(log, bob, 'accept', seedOf('guess')))).toBe('BAD_SIG');
    expect(await settled(linkAnswer(log, bob, 'decline'))).toBe('BAD_SIG');
    expect(await settled(linkAnswer(log, bob, 'decline'), 'decline')).toBe('ok');
    const stolen = { ...linkAnswer(log, bob), evidence: carol.evidence() };
    expect(await settled(stolen, 'accept', carol)).toBe('BAD_SIG');
    expect(await settled({ ...linkAnswer(log, bob), generation: 0, evidence: bob.evidence(0, 2) })).toBe('EVIDENCE');
    log.must('accept', bob, linkAnswer(log, bob));
    expect(log.state).toMatchObject({ due: true, members: { [bob.key]: { role: 2 } }, invites: {} });
    expect(await settled(linkAnswer(log, carol), 'accept', carol)).toBe('NO_INVITE');
    log.rotate(host);
    log.must('invite', host, linkInvite(log, 4));
    expect(await settled({ ...linkAnswer(log, bob), evidence: undefined })).toBe('WRONG_TARGET');
  });

  it('[SD19] by link for an address is taken only by who has it', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    log.must('invite', owner, linkInvite(log, 2, { address: addressHash('bob@example.org') }));
    expect(judge(log, 'accept', bob, linkAnswer(log, bob))).toBe('WRONG_TARGET');
    bob.bindEmail('bob@example.org');
    expect(judge(log, 'accept', bob, linkAnswer(log, bob))).toBe('ok');
  });

  it('[SD20] by link to share or own gives the right to edit, until somebody confirms', () => {
    for (const role of [3, 4] as const) {
      const bob = createPerson('bob');
      const sharer = createPerson('sharer');
      const other = createPerson('other');
      const log = createLog(owner);
      for (const person of [sharer, other]) log.join(person, role);
      log.must('invite', sharer, linkInvite(log, role));
      log.must('accept', bob, linkAnswer(log, bob));
      expect(log.state.members[bob.key]).toEqual({ role: 2, awaits: { role, by: sharer.key } });
      expect(judge(log, 'confirm', bob, { account: bob.id })).toBe('ROLE');
      expect(judge(log, 'confirm', other, { account: bob.id })).toBe(role === 4 ? 'ok' : 'ROLE');
      expect(judge(log, 'confirm', owner, { account: bob.id })).toBe('ok');
      expect(judge(log, 'confirm', owner, { account: other.id })).toBe('WRONG_TARGET');
      if (role === 4) {
        log.must('role', owner, { account: sharer.id, role: 3 });
        expect(judge(log, 'confirm', sharer, { account: bob.id })).toBe('ROLE');
        log.must('role', owner, { account: bob.id, role: 2 });
        expect(log.state.members[bob.key]).toEqual({ role: 2 });
      } else {
        log.must('confirm', sharer, { account: bob.id });
        expect(log.state.members[bob.key]).toEqual({ role });
      }
    }
  });

  it('[SD21] falls away with its inviter, and when they could not make it any more', () => {
    const sharer = createPerson('sharer');
    const bob = createPerson('bob');
    const begin = (role: 3 | 4, to: 1 | 4) => {
      const log = createLog(owner);
      log.join(sharer, role);
      log.must('invite', sharer, log.inviteOf(bob, to));
      expect(Object.keys(log.state.invites)).toHaveLength(1);
      return log;
    };
    const left = begin(3, 1);
    left.must('leave', sharer, {});
    expect(left.state).toMatchObject({ invites: {}, due: true });
    const removed = begin(3, 1);
    const epoch = epochFor(without(removed.state, sharer.key), 2);
    removed.must('remove', owner, { account: sharer.id, epoch });
    expect(removed.state).toMatchObject({ invites: {}, due: false, epoch: 2 });
    const lowered = begin(3, 1);
    lowered.must('role', owner, { account: sharer.id, role: 2 });
    expect(lowered.state).toMatchObject({ invites: {}, due: true });
    const handed = begin(4, 4);
    handed.must('transfer', sharer, { account: handed.state.members[bob.key] ? bob.id : joinTarget(handed) });
    expect(handed.state).toMatchObject({ invites: {}, due: true });
    const kept = begin(4, 1);
    kept.must('role', owner, { account: sharer.id, role: 3 });
    expect(Object.keys(kept.state.invites)).toHaveLength(1);
    expect(kept.state.due).toBe(false);
  });

  it('[SD22] of somebody who came in by another one is closed', () => {
    const bob = createPerson('bob');
    const log = createLog(owner);
    log.must('invite', owner, log.inviteOf(bob, 1));
    log.must('invite', owner, linkInvite(log, 2));
    log.must('accept', bob, { ...linkAnswer(log, bob), evidence: undefined });
    expect(log.state.invites).toEqual({});
  });
});

/** Adds one more member to hand something over to. */
function joinTarget(log: TestLog): Uint8Array {
  const carol = createPerson('carol');
  log.join(carol, 1, owner);
  return carol.id;
}
