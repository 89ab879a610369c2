import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import type { Role } from '../../../../src/domain/sharing/sharing.js';
import { noStatus, type Status } from '../../../../src/domain/status/status.js';
import { memberKey } from '../../../../src/store/people-keys.js';
import { createRowStore } from '../../../../src/store/row-store.js';
import { RECEIVED, readReceived } from '../../../../src/store/shared-facts.js';
import { readLink } from '../../../../src/sync/client/membership/link.js';
import { hexToBytes } from '../../../../src/sync/protocol/bytes.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import { createReader } from '../../../../src/workers/reader/reader.js';
import { shareOf } from '../../../../src/workers/shares.js';
import { calendar, event, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { newSharer, type Sharer } from '../../../support/sync/sharers.js';

let relay: Relay;
const people: Sharer[] = [];
async function person(name: string): Promise<Sharer> {
  const made = await newSharer(relay.url, name);
  people.push(made);
  return made;
}
beforeEach(async () => {
  relay = await testRelay();
});
afterEach(async () => {
  for (const one of people.splice(0)) await one.stop();
  await relay.close();
});

const received = async ({ writer }: Sharer) => readReceived((await writer.db.local.get(RECEIVED))?.value);
const logOf = async ({ writer }: Sharer, id: string) =>
  (await writer.db.logs.where('collectionId').equals(id).first())!;
const stateOf = async (one: Sharer, id: string) => (await logOf(one, id)).state as DocumentState;

/** Everything that one has reaches the other. */
async function exchange(...all: readonly Sharer[]) {
  for (const one of [...all, ...all]) await one.settled();
}

async function share(from: Sharer, to: Sharer, id: string, role: Role) {
  const who = { by: 'account', account: to.me, name: '', address: 'bob@example.org' } as const;
  await from.ask('invite', { collectionId: id, who, role });
  await to.look();
  return (await received(to))[0]!;
}

/** A calendar of Ada's with one event, that Bob has too. */
async function shared(role: Role) {
  const [ada, bob] = [await person('Ada'), await person('Bob')];
  const id = await calendar(ada, 'Team');
  await event(ada, id, 'Planning');
  await ada.settled();
  const invite = await share(ada, bob, id, role);
  await bob.ask('answerInvite', { log: invite.log, id: invite.id, answer: 'accept' });
  await exchange(bob, ada);
  return { ada, bob, id, log: invite.log };
}

describe('sharing with an account', () => {
  it('I-19 shows who, what and which role; nothing of the content comes before it is accepted', async () => {
    const [ada, bob] = [await person('Ada'), await person('Bob')];
    const id = await calendar(ada, 'Team');
    await event(ada, id, 'Planning');
    await ada.settled();
    const invite = await share(ada, bob, id, 2);
    expect(invite).toMatchObject({ name: 'Team', kind: 'calendar', role: 2, from: { account: ada.me, name: 'Ada' } });
    expect(await titles(bob)).toEqual([]);
    const doc = hexToBytes(invite.log);
    const read = bob.session.access.ask('read', { doc, from: 1, most: 100_000 });
    await expect(read).rejects.toMatchObject({ detail: { refusal: 'UNKNOWN' } });
    await bob.ask('answerInvite', { log: invite.log, id: invite.id, answer: 'accept' });
    await exchange(bob, ada);
    expect(await received(bob)).toEqual([]);
    // Somebody else's collection is called by its log.
    expect(await bob.writer.db.collections.get(invite.log)).toMatchObject({ name: 'Team', itemCount: 1 });
    expect(await titles(bob)).toEqual(['Planning']);
    // Both edit, both have all of it, and each knows the other's name.
    await event(bob, invite.log, 'Lunch');
    await event(ada, id, 'Review');
    await bob.look();
    await exchange(bob, ada);
    expect(await titles(ada)).toEqual(['Lunch', 'Planning', 'Review']);
    expect(await titles(bob)).toEqual(['Lunch', 'Planning', 'Review']);
    const seen = shareOf(await logOf(ada, id), ada.me, (await ada.writer.db.collections.get(id))!);
    expect(seen?.members.map(({ name, address, role }) => [name, address, role])).toEqual([
      ['Ada', '', 4],
      ['Bob', 'bob@example.org', 2],
    ]);
  });

  it('[ST4] tells members how one says one is, and that it is over', async () => {
    const { ada, bob, log } = await shared(2);
    const seen = () => createReader(createRowStore(ada.writer.db), ada.writer.context.clock).peopleWithStatus();
    const change = { items: [], collections: false, settings: true };
    const say = async (status: Status) => {
      await bob.writer.run(crypto.randomUUID(), { type: 'updateSettings', change: { status } });
      await bob.noteChange(change);
      await exchange(bob, ada);
    };
    const lunch: Status = { presence: 'away', emoji: '🍽️', text: 'At lunch', until: 0 };
    await say(lunch);
    expect(await seen()).toEqual([{ account: bob.me, name: 'Bob', address: 'bob@example.org', status: lunch }]);
    // One's own is none of the others'.
    expect(await createReader(createRowStore(bob.writer.db), bob.writer.context.clock).peopleWithStatus()).toEqual([]);
    await say(noStatus);
    expect(await seen()).toEqual([]);
    expect((await bob.writer.db.collections.get(log))?.people?.get(memberKey(bob.me))).not.toContain('status');
  });

  it('A-22 gives nothing any more to who was removed: neither by the relay nor by keys, and nothing of theirs is taken', async () => {
    const { ada, bob, id, log } = await shared(2);
    await ada.ask('removeMember', { log, account: bob.me });
    await event(ada, id, 'Secret');
    // Bob does not know yet, and writes.
    await event(bob, log, 'Late').catch(() => {});
    await exchange(ada, bob);
    expect(await titles(ada)).toEqual(['Planning', 'Secret']);
    expect(await titles(bob)).not.toContain('Secret');
    const gone = bob.session.access.ask('read', { doc: hexToBytes(log), from: 1, most: 100_000 });
    await expect(gone).rejects.toMatchObject({ detail: { refusal: 'UNKNOWN' } });
    const state = await stateOf(ada, id);
    expect(Object.keys(state.members)).toEqual([ada.me]);
    expect(await bob.session.access.documentKey(log, state.epoch)).toBeUndefined();
    expect((await bob.writer.db.logs.get(log))?.health).toBe('out');
    // Invited again, Bob is in again, and goes on where he was.
    const again = await share(ada, bob, id, 1);
    await bob.ask('answerInvite', { log: again.log, id: again.id, answer: 'accept' });
    await exchange(bob, ada);
    expect(await titles(bob)).toEqual(['Planning', 'Secret']);
  });

  it('A-24 … A-28 keeps people to their roles, and says why not', async () => {
    const { ada, bob, id, log } = await shared(1);
    await expect(event(bob, log, 'No')).rejects.toMatchObject({ code: 'store/read-only' });
    const asBob = (type: 'setMemberRole' | 'removeMember', more: object) =>
      bob.ask(type, { log, account: ada.me, ...more } as never);
    await expect(asBob('setMemberRole', { role: 1 })).rejects.toMatchObject({ detail: { refusal: 'ROLE' } });
    await expect(asBob('removeMember', {})).rejects.toMatchObject({ detail: { refusal: 'ROLE' } });
    await ada.ask('setMemberRole', { log, account: bob.me, role: 2 });
    await exchange(ada, bob);
    await event(bob, log, 'Yes');
    await exchange(bob, ada);
    expect(await titles(ada)).toEqual(['Planning', 'Yes']);
    await expect(ada.ask('leave', { log })).rejects.toMatchObject({ detail: { refusal: 'LAST_OWNER' } });
    await ada.ask('transferOwnership', { log, account: bob.me });
    await ada.ask('leave', { log });
    await exchange(bob);
    expect((await stateOf(bob, log)).members).toEqual({ [bob.me]: { role: 4 } });
    expect(await ada.writer.db.collections.get(id)).toBeUndefined();
    expect(await titles(ada)).toEqual([]);
  });

  it('[SH3] tells what others did while one was away, once, and who it was', async () => {
    const { ada, bob, id, log } = await shared(2);
    await event(bob, log, 'At once');
    await exchange(bob, ada);
    const reader = createReader(createRowStore(ada.writer.db), ada.writer.context.clock);
    expect(await reader.sharedNews()).toEqual([]);
    ada.line.isUp = false;
    ada.line.cut();
    await event(bob, log, 'Later');
    await bob.settled();
    // An hour later.
    ada.writer.time = Date.now() + 3_600_000;
    ada.line.isUp = true;
    await exchange(ada);
    reader.forget({ items: [{ collectionId: id }], collections: true, settings: false });
    const news = await reader.sharedNews();
    expect(news.map(({ title, kind, by }) => [title, kind, by.account])).toEqual([['Later', 'added', bob.me]]);
    await ada.writer.run('seen', { type: 'forgetNews' });
    expect(await reader.sharedNews()).toEqual([]);
  });

  it('[SH2] shows when one is busy, and nothing else, and stays in step', async () => {
    const [ada, bob] = [await person('Ada'), await person('Bob')];
    const id = await calendar(ada, 'Private');
    await event(ada, id, 'Doctor');
    await ada.settled();
    const who = { by: 'account', account: bob.me, name: 'Bob', address: '' } as const;
    await ada.ask('inviteBusy', { collectionId: id, who, name: 'Ada (busy only)', word: 'Busy' });
    await bob.look();
    const invite = (await received(bob))[0]!;
    expect(invite).toMatchObject({ name: 'Ada (busy only)', role: 1 });
    await bob.ask('answerInvite', { log: invite.log, id: invite.id, answer: 'accept' });
    await exchange(bob, ada);
    expect(await titles(bob)).toEqual(['Busy']);
    const made = await event(ada, id, 'Lawyer');
    await ada.noteChange(made.change);
    await exchange(ada, bob);
    expect(await titles(bob)).toEqual(['Busy', 'Busy']);
    const all = JSON.stringify(await bob.writer.db.texts.toArray());
    for (const word of ['Doctor', 'Lawyer', made.uid!]) expect(all).not.toContain(word);
    // In Ada's own lists there is nothing of it.
    const own = await createReader(createRowStore(ada.writer.db), ada.writer.context.clock).collections();
    expect(own.map(({ name }) => name)).toEqual(['Private']);
  });

  it('can be declined, withdrawn and sent anew', async () => {
    const [ada, bob] = [await person('Ada'), await person('Bob')];
    const id = await calendar(ada, 'Team');
    await ada.settled();
    const first = await share(ada, bob, id, 2);
    await bob.ask('answerInvite', { log: first.log, id: first.id, answer: 'decline' });
    await ada.settled();
    expect((await stateOf(ada, id)).invites).toEqual({});
    const second = await share(ada, bob, id, 2);
    const sent = await ada.ask('resendInvite', { log: second.log, id: second.id });
    expect(sent.id).not.toBe(second.id);
    await bob.look();
    expect((await received(bob)).map((each) => each.id)).toEqual([sent.id]);
    await ada.ask('withdrawInvite', { log: second.log, id: sent.id });
    const late = bob.ask('answerInvite', { log: second.log, id: sent.id, answer: 'accept' });
    await expect(late).rejects.toMatchObject({ code: expect.stringMatching(/^sync\//) });
    expect(await received(bob)).toEqual([]);
  });

  it('is not with oneself, with nobody, or before the recovery key was confirmed', async () => {
    const ada = await person('Ada');
    const id = await calendar(ada, 'Team');
    await ada.settled();
    const invite = (who: object) => ada.ask('invite', { collectionId: id, who, role: 1 } as never);
    await expect(invite({ by: 'account', account: ada.me, name: '', address: '' })).rejects.toMatchObject({
      code: 'sync/self',
    });
    const nobody = { by: 'address', name: '', address: 'nobody@example.org' };
    await expect(invite(nobody)).rejects.toMatchObject({ code: 'sync/nobody' });
    await ada.writer.db.settings.delete('account/recovery');
    await expect(invite(nobody)).rejects.toMatchObject({ code: 'sync/recovery' });
  });
});

describe('sharing by link', () => {
  it('A-36 … A-40 is for the first who has all of it; more than editing waits for a word', async () => {
    const [ada, bob, eve] = [await person('Ada'), await person('Bob'), await person('Eve')];
    const id = await calendar(ada, 'Team');
    await event(ada, id, 'Planning');
    await ada.settled();
    const who = { by: 'link', name: 'The neighbours', address: '' } as const;
    const { link = '', id: inviteId } = await ada.ask('invite', { collectionId: id, who, role: 3 });
    expect(await ada.ask('inviteLink', { log: (await logOf(ada, id)).id, id: inviteId })).toBe(link);
    expect(readLink(link)?.relay).toBe(relay.url);
    const seen = await bob.ask('readInviteLink', { link });
    expect(seen).toMatchObject({ name: 'Team', role: 3, from: { name: 'Ada' } });
    await expect(ada.ask('readInviteLink', { link })).rejects.toMatchObject({ code: 'sync/self' });
    const wrong = { code: 'sync/code', detail: { why: 'form' } };
    await expect(eve.ask('readInviteLink', { link: link.slice(0, -1) })).rejects.toMatchObject(wrong);
    await bob.ask('answerInvite', { log: seen.log, id: seen.id, answer: 'accept', link });
    const late = eve.ask('answerInvite', { log: seen.log, id: seen.id, answer: 'accept', link });
    await expect(late).rejects.toMatchObject({ code: 'sync/code', detail: { why: 'closed' } });
    await exchange(bob, ada);
    await event(bob, seen.log, 'Lunch');
    await exchange(bob, ada);
    expect(await titles(ada)).toEqual(['Lunch', 'Planning']);
    expect((await stateOf(ada, id)).members[bob.me]).toEqual({ role: 2, awaits: { role: 3, by: ada.me } });
    const further = { by: 'account', account: eve.me, name: '', address: '' } as const;
    const early = bob.ask('invite', { collectionId: seen.log, who: further, role: 1 });
    await expect(early).rejects.toMatchObject({ detail: { refusal: 'ROLE' } });
    await ada.ask('confirmMember', { log: seen.log, account: bob.me });
    await exchange(ada, bob);
    await bob.ask('invite', { collectionId: seen.log, who: further, role: 1 });
    await eve.look();
    expect(await received(eve)).toMatchObject([{ name: 'Team', role: 1, from: { account: bob.me } }]);
    // The link's key is worth nothing for what comes after it was taken.
    expect((await stateOf(bob, seen.log)).epoch).toBeGreaterThan(1);
  });
});
