import { describe, expect, it } from 'vitest';
import type { EntryTypeName } from '../../../../src/sync/protocol/entry-types.js';
import type { Role, Step } from '../../../../src/sync/protocol/fold-state.js';
import { createLog, epochFor, type TestLog, without } from '../../../support/sync/log.js';
import { createPerson, type Person, seedOf } from '../../../support/sync/people.js';

const outcome = (step: Step<unknown>) => (step.ok ? 'ok' : step.refusal);
const id = (word: string) => seedOf(word).slice(0, 16);
const owner = createPerson('owner');
const author = createPerson('author');
const target = createPerson('target');
const guest = createPerson('guest');
const roles = [0, 1, 2, 3, 4] as const;
type AnyRole = (typeof roles)[number];

/** A document of `owner` with two more people in these roles; one more invitation of the owner is open. */
function createWith(policy: 0 | 1, own: AnyRole, other: AnyRole): TestLog {
  const log = createLog(owner, policy);
  for (const [person, role] of [
    [author, own],
    [target, other],
  ] as const) {
    if (role === 0) continue;
    log.join(person, policy === 1 && role === 4 ? 3 : role);
    if (policy === 1 && role === 4) log.must('role', owner, { account: person.id, role });
  }
  return log;
}

/** Judges what `author` wants to do. */
const judge = (log: TestLog, type: EntryTypeName, body?: object) =>
  outcome(log.judge(log.make(type, { person: author }, body)));

const nobody = (own: AnyRole, allowed: boolean) => (own === 0 ? 'NOT_MEMBER' : allowed ? 'ok' : 'ROLE');

describe('roles', () => {
  // Every author's role × every kind × every target's role × whether a key is due, in both policies.
  describe.each([
    ['a calendar', 0],
    ['a roster', 1],
  ] as const)('in %s', (_, policy) => {
    const edit = policy === 1 ? 3 : 2;

    it.each(roles)('[SD4] author %i: what needs no target', (own) => {
      for (const due of [false, true]) {
        const log = createWith(policy, own, 1);
        if (due) log.must('leave', target, {});
        const waits = (allowed: boolean) => (allowed && due && own > 0 ? 'ROTATE_FIRST' : nobody(own, allowed));
        const hash = log.records[0]!.hash;
        const snapshot = { upTo: 1, hash, membership: hash, heads: [], blob: hash, size: 1, state: hash };
        const made = log.make('snapshot', { person: author }, snapshot, { refs: [hash] });
        expect(judge(log, 'content')).toBe(waits(own >= edit));
        expect(outcome(log.judge(made))).toBe(waits(own >= edit));
        const epoch = { epoch: epochFor(log.state, log.state.epoch + 1) };
        expect(judge(log, 'epoch', epoch)).toBe(nobody(own, own >= edit));
        const repair = { entries: [log.make('content', { person: owner }).bytes] };
        expect(judge(log, 'repair', repair)).toBe(nobody(own, own >= edit));
        expect(judge(log, 'leave', {})).toBe(nobody(own, true));
        expect(judge(log, 'freeze', { frozen: 1 })).toBe(nobody(own, own === 4));
        expect(judge(log, 'attest', { kind: 2, about: log.state.epoch })).toBe(nobody(own, true));
      }
    });

    it.each(roles)('[SD5] author %i: invites to at most their own role', (own) => {
      for (const role of [1, 2, 3, 4] as const) {
        const log = createWith(policy, own, 0);
        const mine = own >= 3 && (policy === 1 ? role < own : role <= own);
        expect(judge(log, 'invite', log.inviteOf(guest, role))).toBe(nobody(own, mine));
      }
    });

    it.each(roles)('[SD6] [SD9] author %i: changes roles and hands over', (own) => {
      for (const from of roles) {
        const log = createWith(policy, own, from);
        for (const to of [1, 2, 3, 4] as const) {
          const allowed = own === 4 || (own === 3 && from < 3 && to < 3);
          const aimed = own >= 3 && (from === 0 || (allowed && from === to)) ? 'WRONG_TARGET' : nobody(own, allowed);
          expect(judge(log, 'role', { account: target.id, role: to }), `${from} to ${to}`).toBe(aimed);
        }
        const hand = own === 4 && (from === 0 || from === 4) ? 'WRONG_TARGET' : nobody(own, own === 4);
        expect(judge(log, 'transfer', { account: target.id })).toBe(hand);
      }
    });

    it.each(roles)('[SD7] author %i: removes', (own) => {
      for (const from of roles) {
        const log = createWith(policy, own, from);
        const epoch = epochFor(without(log.state, target.key), log.state.epoch + 1);
        const allowed = own === 4 || (own === 3 && from < 3);
        const aimed = own >= 3 && from === 0 ? 'WRONG_TARGET' : nobody(own, allowed);
        expect(judge(log, 'remove', { account: target.id, epoch })).toBe(aimed);
        if (own >= 3) expect(judge(log, 'remove', { account: author.id, epoch })).toBe('WRONG_TARGET');
      }
    });

    it.each(roles)('[SD17] author %i: withdraws only their own invitations, an owner all', (own) => {
      const log = createWith(policy, own, 0);
      log.must('invite', owner, log.inviteOf(guest, 1, { inviteId: id('theirs') }));
      if (own >= 3) log.must('invite', author, log.inviteOf(target, 1, { inviteId: id('mine') }));
      expect(judge(log, 'uninvite', { inviteId: id('theirs') })).toBe(nobody(own, own === 4));
      if (own >= 3) expect(judge(log, 'uninvite', { inviteId: id('mine') })).toBe('ok');
      expect(judge(log, 'uninvite', { inviteId: id('none') })).toBe(own === 0 ? 'NOT_MEMBER' : 'NO_INVITE');
    });
  });

  it('[SD6] an owner steps down while there is another, and a step keeps what was not said', () => {
    const log = createWith(0, 4, 2);
    log.must('role', author, { account: author.id, role: 1 });
    expect(log.state.members[author.key]).toEqual({ role: 1 });
    expect(log.state.due).toBe(true);
  });

  it('[SD8] the last owner neither leaves nor steps down', () => {
    const log = createWith(0, 3, 2);
    const own = (type: EntryTypeName, body: object) => outcome(log.judge(log.make(type, { person: owner }, body)));
    expect(own('leave', {})).toBe('LAST_OWNER');
    for (const role of [1, 2, 3]) expect(own('role', { account: owner.id, role })).toBe('LAST_OWNER');
    log.must('role', owner, { account: author.id, role: 4 });
    expect(own('leave', {})).toBe('ok');
    expect(own('role', { account: owner.id, role: 1 })).toBe('ok');
  });

  it('[SD9] handing over makes one the owner and the other a sharer', () => {
    const log = createWith(0, 4, 1);
    log.must('transfer', author, { account: target.id });
    const role = (person: Person): Role | undefined => log.state.members[person.key]?.role;
    expect([role(author), role(target), role(owner)]).toEqual([3, 4, 4]);
    expect(log.state.due).toBe(false);
  });
});
