import { describe, expect, it } from 'vitest';
import { snoozedUntil, snoozeKeywordNames, snoozeKeywords } from '../../../../src/domain/mail/snooze.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { createWaker, dueMail } from '../../../../src/workers/mail/snooze.js';
import type { MailCommand } from '../../../../src/workers/mail.api.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

const HOUR = 3_600_000;
const inbox = { ...everything, where: { role: 'inbox' } } as const;
const snoozed = { ...everything, where: { role: 'snoozed' } } as const;

/** Three read messages in the inbox of an account with a mailbox for what is put off. */
async function threeMessages() {
  const mail = await testMail();
  const text = ['1', '2', '3']
    .map((id, minute) => mboxMessage({ id, subject: id, minute, more: 'Status: RO\n' }))
    .join('');
  await mail.importText(text, 'Inbox.mbox');
  await mail.run({
    type: 'createMailbox',
    accountId: 'local',
    name: 'Snoozed',
    parentId: null,
    role: 'snoozed',
    mailboxId: 'box',
  });
  const idOf = async (subject: string) =>
    (await mail.api.emailRows(everything, 0, 9)).find((row) => row.subject === subject)?.id ?? '';
  return { mail, idOf };
}

const off = (emailId: string, until: number): readonly MailCommand[] => {
  const add = snoozeKeywords(until);
  return [
    { type: 'setKeywords', emailIds: [emailId], add, remove: snoozeKeywordNames.filter((name) => !add.includes(name)) },
    { type: 'place', places: [{ emailId, mailboxIds: ['box'] }] },
  ];
};
const subjects = async (mail: TestMail, query: Parameters<TestMail['api']['emailRows']>[0]) =>
  (await mail.api.emailRows(query, 0, 9)).map(({ subject }) => subject);

/** The waker, with the test as its clock. */
function waker(mail: TestMail, isInStep: (id: string) => boolean = () => true) {
  const timers: { at: number; work: () => void }[] = [];
  let idle: Promise<void> = Promise.resolve();
  const look = createWaker({
    store: mail.store,
    now: () => mail.time,
    after(milliseconds, work) {
      const timer = { at: mail.time + milliseconds, work };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    isInStep,
    run: (commands) => mail.run(commands),
    alone: (work) => {
      idle = work();
      return idle;
    },
  });
  return {
    timers,
    async look() {
      look();
      await idle;
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('mail that is put off', () => {
  it('[MZ3] is out of the inbox until its time, and then there again, unread, where mail of that time stands', async () => {
    const { mail, idOf } = await threeMessages();
    const id = await idOf('1');
    await mail.run(off(id, mail.time + HOUR));
    expect(await subjects(mail, inbox)).toEqual(['3', '2']);
    expect(await subjects(mail, snoozed)).toEqual(['1']);
    const clock = waker(mail);
    await clock.look();
    expect(clock.timers.map(({ at }) => at)).toEqual([mail.time + HOUR]);
    expect(await subjects(mail, inbox)).toEqual(['3', '2']);
    mail.time += HOUR;
    await clock.look();
    const [first] = await mail.api.emailRows(inbox, 0, 9);
    expect(await subjects(mail, inbox)).toEqual(['1', '3', '2']);
    expect(first?.keywords).not.toContain('$seen');
    expect(snoozedUntil(first?.keywords ?? [])).toBe(mail.time);
    expect(await subjects(mail, snoozed)).toEqual([]);
    // What comes later stands above it.
    await mail.importText(mboxMessage({ id: '4', subject: '4', minute: 40 * 24 * 60 }), 'Inbox.mbox');
    expect(await subjects(mail, inbox)).toEqual(['4', '1', '3', '2']);
    expect(await subjects(mail, { ...inbox, order: 'oldest' })).toEqual(['2', '3', '1', '4']);
  });

  it('[MZ3] comes back when somebody looks, however late, at its own time', async () => {
    const { mail, idOf } = await threeMessages();
    await mail.run(off(await idOf('1'), mail.time + HOUR));
    await mail.run(off(await idOf('2'), mail.time + 3 * HOUR));
    mail.time += 40 * HOUR;
    const clock = waker(mail);
    await clock.look();
    expect(await subjects(mail, inbox)).toEqual(['2', '1', '3']);
    expect(clock.timers).toEqual([]);
  });

  it('[MZ2] comes back at the new time when it is put off again', async () => {
    const { mail, idOf } = await threeMessages();
    const id = await idOf('1');
    await mail.run(off(id, mail.time + HOUR));
    await mail.run(off(id, mail.time + 9 * HOUR));
    expect(dueMail(mail.store, mail.time + 5 * HOUR, () => true)).toEqual({ commands: [], next: mail.time + 9 * HOUR });
  });

  it('[MZ3] waits until it is known what its server has', async () => {
    const { mail, idOf } = await threeMessages();
    await mail.run(off(await idOf('1'), mail.time + HOUR));
    mail.time += 2 * HOUR;
    let isInStep = false;
    const clock = waker(mail, () => isInStep);
    await clock.look();
    expect(await subjects(mail, inbox)).toEqual(['3', '2']);
    expect(clock.timers).toHaveLength(1);
    isInStep = true;
    await clock.look();
    expect(await subjects(mail, inbox)).toEqual(['1', '3', '2']);
  });

  it('[MZ1] is as it was before when it is undone, and keeps its folders', async () => {
    const { mail, idOf } = await threeMessages();
    const id = await idOf('1');
    const before = await mail.api.email(id);
    const done = await mail.run(off(id, mail.time + HOUR));
    await mail.undo(done);
    expect(await mail.api.email(id)).toEqual(before);
    const { mailboxId = '' } = await mail.run({
      type: 'createMailbox',
      accountId: 'local',
      name: 'Work',
      parentId: null,
    });
    const [keywords] = off(id, mail.time + HOUR);
    await mail.run([keywords!, { type: 'place', places: [{ emailId: id, mailboxIds: [mailboxId, 'box'] }] }]);
    mail.time += 2 * HOUR;
    await waker(mail).look();
    expect((await mail.api.email(id))?.mailboxIds).toEqual([mailboxId, 'local-inbox'].sort());
  });

  it('[MZ4] stays where it is without a time, and when it was moved by hand', async () => {
    const { mail, idOf } = await threeMessages();
    await mail.run({ type: 'place', places: [{ emailId: await idOf('1'), mailboxIds: ['box'] }] });
    await mail.run(off(await idOf('2'), mail.time + HOUR));
    await mail.run({ type: 'place', places: [{ emailId: await idOf('2'), mailboxIds: ['local-archive'] }] });
    mail.time += 9 * HOUR;
    await waker(mail).look();
    expect(await subjects(mail, snoozed)).toEqual(['1']);
    expect(await subjects(mail, inbox)).toEqual(['3']);
  });

  it('lists what is put off with the next one first', async () => {
    const { mail, idOf } = await threeMessages();
    await mail.run(off(await idOf('1'), mail.time + 9 * HOUR));
    await mail.run(off(await idOf('3'), mail.time + HOUR));
    await mail.run(off(await idOf('2'), mail.time + 5 * HOUR));
    expect(await subjects(mail, snoozed)).toEqual(['3', '2', '1']);
  });

  it.each([null, 'inbox'])(
    '[MZ4] knows the mailbox of a server by its name (in %s), and tells it what came back',
    async (parentId) => {
      const mail = await testMail();
      await mail.api.accounts();
      await putMailAccount(mail.store, { id: 'a', name: 'Work' }, 0);
      let ids = 0;
      const newId = () => {
        ids += 1;
        return `box-${ids}`;
      };
      const account = createMailAccountStore({ store: mail.store, accountId: 'a', now: () => mail.time, newId });
      const box = (id: string, name: string, more = {}) => ({
        id,
        name,
        parentId: null,
        role: null,
        sortOrder: 0,
        ...more,
      });
      const email = {
        ...{ id: 'm1', blobId: 'b1', threadId: 't1', size: 100, receivedAt: 1000, messageId: ['1@a.example'] },
        ...{ inReplyTo: [], references: [], from: [], to: [], subject: 'Later', preview: '', hasAttachment: false },
        mailboxIds: ['off'],
        keywords: ['$seen', ...snoozeKeywords(mail.time + HOUR)],
      };
      await account.takeChanges({
        mailboxes: {
          set: [box('off', 'Snoozed', { parentId }), box('inbox', 'Inbox', { role: 'inbox' })],
          destroyed: [],
        },
        emails: { set: [email], changed: [], destroyed: [] },
        states: {},
      });
      expect(await subjects(mail, snoozed)).toEqual(['Later']);
      mail.time += 2 * HOUR;
      await waker(mail).look();
      expect(await subjects(mail, inbox)).toEqual(['Later']);
      const told = (await account.operations(9)).map(({ change }) => change.type);
      expect(told).toEqual(['setKeywords', 'place']);
    },
  );
});
