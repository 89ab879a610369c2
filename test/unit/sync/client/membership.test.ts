import { describe, expect, it } from 'vitest';
import * as invitations from '../../../../src/sync/client/membership/invitations.js';
import { rotateMaker } from '../../../../src/sync/client/membership/keys.js';
import { leaveMaker, removeMaker, roleMaker, transferMaker } from '../../../../src/sync/client/membership/members.js';
import { openInvitation, readMembership } from '../../../../src/sync/client/membership/received.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { keyRecipients } from '../../../../src/sync/protocol/document-keys.js';
import { MAX_INVITE_MS } from '../../../../src/sync/protocol/limits.js';
import { systemRandom } from '../../../../src/sync/protocol/seal.js';
import { createMemberLog, type RealPerson } from '../../../support/sync/member-log.js';
import { signUp } from '../../../support/sync/sign-up.js';

const [ada, bob, eve] = await Promise.all(['Ada', 'Bob', 'Eve'].map(signUp));
const idOf = ({ me }: RealPerson) => bytesToHex(me.account);
const words = { name: 'Team', from: 'Ada', address: 'ada@example.org', kind: 1 as const };
const text = (role: 1 | 2 | 3 | 4) => ({ inviteId: systemRandom(16), role, words });
const openerOf = ({ me, secret }: RealPerson) => ({ account: me.account, secretOf: async () => secret });
const answerOf = (
  person: RealPerson,
  inviteId: Uint8Array<ArrayBuffer>,
  answer: 'accept' | 'decline',
  secret?: Uint8Array<ArrayBuffer>,
) => invitations.answerMaker({ inviteId, answer, own: person.evidence, ...(secret && { secret }) });

/** A calendar of Ada's that Bob has accepted to edit, or whatever. */
async function sharedWithBob(role: 1 | 2 | 3 = 2) {
  const log = await createMemberLog(ada!);
  const invite = text(role);
  await log.append(ada!, log.first, invitations.inviteAccountMaker(idOf(bob!), bob!.evidence, invite));
  await log.answer(bob!, answerOf(bob!, invite.inviteId, 'accept'));
  return log;
}

describe('inviting an account', () => {
  it('shows who, what and which role before it is accepted, from the membership alone, and hands over the key', async () => {
    const log = await createMemberLog(ada!);
    await log.write(ada!);
    const invite = text(2);
    await log.append(ada!, log.first, invitations.inviteAccountMaker(idOf(bob!), bob!.evidence, invite));
    await log.write(ada!);
    const seen = await readMembership(log.id, log.membership());
    const id = bytesToHex(invite.inviteId);
    expect(seen.state.invites[id]).toMatchObject({ by: idOf(ada!), role: 2, account: idOf(bob!) });
    const opened = await openInvitation(seen, id, openerOf(bob!));
    expect(opened).toEqual({ words, key: log.first });
    await expect(openInvitation(seen, id, openerOf(eve!))).rejects.toMatchObject({ code: 'BAD_SIG' });
    await log.answer(bob!, answerOf(bob!, invite.inviteId, 'accept'));
    expect(log.state.members[idOf(bob!)]).toEqual({ role: 2 });
    expect(log.state.due).toBe(false);
  });

  it('gives the key that came meanwhile, too', async () => {
    const log = await sharedWithBob();
    const invite = text(1);
    await log.append(ada!, log.first, invitations.inviteAccountMaker(idOf(eve!), eve!.evidence, invite));
    await log.append(bob!, log.first, rotateMaker);
    const second = await log.keyOf(ada!);
    const seen = await readMembership(log.id, log.membership());
    const { key } = await openInvitation(seen, bytesToHex(invite.inviteId), openerOf(eve!));
    expect(key).toEqual(second);
    expect(await log.keyOf(bob!)).toEqual(second);
  });

  it('can be declined and withdrawn: then a next key is due, for those who are left', async () => {
    const log = await createMemberLog(ada!);
    const [first, second] = [text(2), text(3)];
    await log.append(ada!, log.first, invitations.inviteAccountMaker(idOf(bob!), bob!.evidence, first));
    await log.answer(bob!, answerOf(bob!, first.inviteId, 'decline'));
    expect(log.state).toMatchObject({ due: true, invites: {} });
    await log.append(ada!, log.first, rotateMaker);
    const key = await log.keyOf(ada!);
    await log.append(ada!, key, invitations.inviteAccountMaker(idOf(bob!), bob!.evidence, second));
    await log.append(ada!, key, invitations.uninviteMaker(second.inviteId));
    expect(log.state).toMatchObject({ due: true, invites: {} });
    expect(keyRecipients(log.state).map(({ id }) => id)).toEqual([idOf(ada!)]);
    const late = log.answer(bob!, answerOf(bob!, second.inviteId, 'accept'));
    await expect(late).rejects.toThrow('NO_INVITE');
  });

  it('shows nothing when an entry was left out or exchanged', async () => {
    const log = await sharedWithBob();
    const all = log.membership();
    await expect(readMembership(log.id, [all[0]!, all[2]!])).rejects.toMatchObject({ name: 'ProtocolError' });
    await expect(readMembership('00'.repeat(16), all)).rejects.toMatchObject({ code: 'UNKNOWN' });
    const other = await createMemberLog(ada!);
    await expect(readMembership(log.id, other.membership())).rejects.toMatchObject({ code: 'UNKNOWN' });
  });
});

describe('inviting by link', () => {
  it('is taken by whoever has the secret; more than editing waits for a word', async () => {
    const log = await createMemberLog(ada!);
    const [secret, invite] = [systemRandom(16), text(3)];
    await log.append(ada!, log.first, invitations.inviteLinkMaker(secret, invite));
    const seen = await readMembership(log.id, log.membership());
    const id = bytesToHex(invite.inviteId);
    expect((await openInvitation(seen, id, { secret })).words).toEqual(words);
    const guess = openInvitation(seen, id, { secret: systemRandom(16) });
    await expect(guess).rejects.toMatchObject({ code: 'BAD_SIG' });
    await expect(log.answer(eve!, answerOf(eve!, invite.inviteId, 'accept', systemRandom(16)))).rejects.toThrow(
      'BAD_SIG',
    );
    await log.answer(bob!, answerOf(bob!, invite.inviteId, 'accept', secret));
    expect(log.state.members[idOf(bob!)]).toEqual({ role: 2, awaits: { role: 3, by: idOf(ada!) } });
    expect(log.state.due).toBe(true);
    await expect(log.answer(eve!, answerOf(eve!, invite.inviteId, 'accept', secret))).rejects.toThrow('NO_INVITE');
    await log.append(bob!, log.first, rotateMaker);
    await log.append(ada!, await log.keyOf(ada!), invitations.confirmMaker(idOf(bob!)));
    expect(log.state.members[idOf(bob!)]).toEqual({ role: 3 });
  });

  it('opens the key that came after the link, and is worth nothing when it has run out', async () => {
    const log = await sharedWithBob();
    const [secret, invite] = [systemRandom(16), text(1)];
    await log.append(ada!, log.first, invitations.inviteLinkMaker(secret, invite));
    await log.append(bob!, log.first, rotateMaker);
    const key = await log.keyOf(ada!);
    const seen = await readMembership(log.id, log.membership());
    expect((await openInvitation(seen, bytesToHex(invite.inviteId), { secret })).key).toEqual(key);
    log.pass(MAX_INVITE_MS);
    await expect(log.answer(eve!, answerOf(eve!, invite.inviteId, 'accept', secret))).rejects.toThrow('NO_INVITE');
    // Whoever makes the next key now leaves the link out.
    await log.append(bob!, key, rotateMaker);
    expect(keyRecipients(log.state).map(({ generation }) => generation)).toEqual([1, 1]);
  });
});

describe('members', () => {
  it('[SD13] lose the key with the entry that removes them, and so do their guests', async () => {
    const log = await sharedWithBob(3);
    const invite = text(2);
    await log.append(bob!, log.first, invitations.inviteAccountMaker(idOf(eve!), eve!.evidence, invite));
    await log.append(ada!, log.first, removeMaker(idOf(bob!)));
    expect(log.state).toMatchObject({ due: false, epoch: 2, invites: {} });
    expect(keyRecipients(log.state).map(({ id }) => id)).toEqual([idOf(ada!)]);
    await expect(log.keyOf(bob!)).rejects.toMatchObject({ code: 'RECIPIENTS' });
    expect((await log.keyOf(ada!)).key).not.toEqual(log.first.key);
  });

  it('get other roles, hand over, and leave', async () => {
    const log = await sharedWithBob();
    await log.append(ada!, log.first, roleMaker(idOf(bob!), 1));
    expect(log.state.members[idOf(bob!)]).toEqual({ role: 1 });
    await log.append(ada!, log.first, transferMaker(idOf(bob!)));
    expect(log.state.members).toEqual({ [idOf(bob!)]: { role: 4 }, [idOf(ada!)]: { role: 3 } });
    await expect(log.append(bob!, log.first, leaveMaker)).rejects.toThrow('LAST_OWNER');
    await log.append(ada!, log.first, leaveMaker);
    expect(log.state).toMatchObject({ due: true, members: { [idOf(bob!)]: { role: 4 } } });
  });
});
