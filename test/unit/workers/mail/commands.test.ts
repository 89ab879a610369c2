import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../../src/domain/mail/labels.js';
import type { MailCommand } from '../../../../src/workers/mail.api.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

const DAY = 86_400_000;

async function threeMessages(): Promise<{ mail: TestMail; ids: readonly string[]; mailboxId: string }> {
  const mail = await testMail();
  const text = ['1', '2', '3']
    .map((id, minute) => mboxMessage({ id, subject: id, minute, more: 'Status: O\n' }))
    .join('');
  const { mailboxIds } = await mail.importText(text, 'Work.mbox');
  const rows = await mail.api.emailRows({ ...everything, order: 'oldest' }, 0, 9);
  return { mail, ids: rows.map(({ id }) => id), mailboxId: mailboxIds[0] ?? '' };
}

const snapshot = async ({ api }: TestMail) => ({
  mailboxes: await api.mailboxes(),
  mail: await api.emailRows(everything, 0, 99),
  trash: await api.emailRows({ ...everything, where: { role: 'trash' } }, 0, 99),
});

describe('commands on mail', () => {
  it('[ML1] shows threads by their messages in the list, and leaves junk and trash out of all mail', async () => {
    const mail = await testMail();
    await mail.importText(
      [
        mboxMessage({ id: '1', subject: 'Plan', minute: 1 }),
        mboxMessage({ id: '2', subject: 'Re: Plan', references: '1', minute: 2, more: 'Status: O\nX-Status: F\n' }),
        mboxMessage({ id: '3', subject: 'Read', minute: 3 }),
      ].join(''),
    );
    const show = async (filter: typeof everything.show) =>
      (await mail.api.emailRows({ ...everything, collapseThreads: true, show: filter }, 0, 9)).map(
        (row) => row.subject,
      );
    expect(await show('unread')).toEqual(['Re: Plan']);
    expect(await show('read')).toEqual(['Read']);
    expect(await show('flagged')).toEqual(['Re: Plan']);
    expect(await show('unflagged')).toEqual(['Read']);
    const [, reply] = await mail.api.emailRows(everything, 0, 9);
    await mail.run({ type: 'move', emailIds: [reply?.id ?? ''], to: 'local-trash' });
    const [, plan] = await mail.api.emailRows({ ...everything, collapseThreads: true }, 0, 9);
    expect(plan).toMatchObject({ subject: 'Plan', threadSize: 1, threadUnread: false });
    const [gone] = await mail.api.emailRows({ ...everything, where: { role: 'trash' }, collapseThreads: true }, 0, 9);
    expect(gone).toMatchObject({ subject: 'Re: Plan', threadSize: 2 });
  });

  it('[ML2] counts what is unread, but no drafts', async () => {
    const { mail, ids, mailboxId } = await threeMessages();
    const counts = async () => {
      const { totalEmails, unreadEmails } = (await mail.api.mailboxes()).find(({ id }) => id === mailboxId)!;
      return [totalEmails, unreadEmails];
    };
    expect(await counts()).toEqual([3, 3]);
    await mail.run({ type: 'setKeywords', emailIds: [ids[0]!], add: ['$draft'], remove: [] });
    expect(await counts()).toEqual([3, 2]);
    await mail.run({ type: 'setKeywords', emailIds: [ids[1]!], add: ['$Seen'], remove: [] });
    expect(await counts()).toEqual([3, 1]);
    await mail.run({ type: 'destroy', emailIds: [ids[2]!] });
    expect(await counts()).toEqual([2, 0]);
    expect(await mail.db.mailBlobs.count()).toBe(2);
  });

  const commands: readonly (readonly [
    string,
    (ids: readonly string[], box: string) => MailCommand | readonly MailCommand[],
  ])[] = [
    [
      'keywords some have',
      (emailIds) => ({ type: 'setKeywords', emailIds, add: ['$flagged', 'blue'], remove: ['$seen'] }),
    ],
    ['another name of a label', () => ({ type: 'relabel', label: 'work', to: 'home' })],
    ['the end of a label', () => ({ type: 'relabel', label: 'work' })],
    ['a move', (emailIds) => ({ type: 'move', emailIds, to: 'local-archive' })],
    ['a move out of one mailbox', (emailIds, from) => ({ type: 'move', emailIds, from, to: 'local-trash' })],
    [
      'two moves',
      (emailIds) => [
        { type: 'move', emailIds, to: 'local-archive' },
        { type: 'move', emailIds: emailIds.slice(1), to: 'local-junk' },
      ],
    ],
    [
      'another name and place',
      (_, mailboxId) => ({ type: 'updateMailbox', mailboxId, name: 'New', parentId: 'local-archive', sortOrder: 7 }),
    ],
    [
      'the end of a mailbox with one in it',
      (emailIds, mailboxId) => [
        { type: 'createMailbox', accountId: 'local', name: 'Inner', parentId: mailboxId, mailboxId: 'inner' },
        { type: 'move', emailIds: emailIds.slice(0, 1), to: 'inner' },
        { type: 'destroyMailbox', mailboxId },
      ],
    ],
  ];

  it.each(commands)('[ML3] undoes exactly: %s', async (_, make) => {
    const { mail, ids, mailboxId } = await threeMessages();
    await mail.run({ type: 'setKeywords', emailIds: [ids[0]!], add: ['$seen', '$flagged', 'work'], remove: [] });
    await mail.run({ type: 'setKeywords', emailIds: ids.slice(1), add: ['home', 'work'], remove: [] });
    const before = await snapshot(mail);
    const done = await mail.run(make(ids, mailboxId));
    const after = await snapshot(mail);
    expect(after).not.toEqual(before);
    const undone = await mail.undo(done);
    expect(await snapshot(mail)).toEqual(before);
    await mail.undo(undone);
    expect(await snapshot(mail)).toEqual(after);
  });

  it('[MU18] gives a label another name on every message that has it, wherever that is, or takes it off', async () => {
    const { mail, ids } = await threeMessages();
    await mail.run({ type: 'setKeywords', emailIds: [ids[0]!, ids[1]!], add: ['work', 'bills'], remove: [] });
    await mail.run({ type: 'setKeywords', emailIds: [ids[2]!], add: ['home'], remove: [] });
    await mail.run({ type: 'move', emailIds: [ids[1]!], to: 'local-trash' });
    const labels = async () => {
      const rows = [...(await mail.api.emailRows(everything, 0, 9)), ...(await snapshot(mail)).trash];
      return Object.fromEntries(rows.map(({ subject, keywords }) => [subject, labelsOf(keywords).join(' ')]));
    };
    const renamed = await mail.run({ type: 'relabel', label: 'work', to: 'home' });
    expect(await labels()).toEqual({ 1: 'bills home', 2: 'bills home', 3: 'home' });
    // What had the name already keeps it.
    await mail.undo(renamed);
    expect(await labels()).toEqual({ 1: 'bills work', 2: 'bills work', 3: 'home' });
    await mail.run({ type: 'relabel', label: 'bills' });
    expect(await labels()).toEqual({ 1: 'work', 2: 'work', 3: 'home' });
    expect((await mail.run({ type: 'relabel', label: 'nowhere', to: 'x' })).inverse).toEqual([]);
    expect((await mail.run({ type: 'relabel', label: 'work', to: 'work' })).inverse).toEqual([]);
  });

  it('[ML3] carries a command out once per id, and all of it or nothing', async () => {
    const { mail, ids } = await threeMessages();
    const make: MailCommand = { type: 'createMailbox', accountId: 'local', name: 'Twice', parentId: null };
    expect(await mail.api.command('same', make)).toEqual(await mail.api.command('same', make));
    const made = await mail.run(make);
    const names = (await mail.api.mailboxes()).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('Twice'))).toEqual(['Twice', 'Twice 2']);
    const before = await snapshot(mail);
    await expect(
      mail.run([
        { type: 'setKeywords', emailIds: ids, add: ['$flagged'], remove: [] },
        { type: 'move', emailIds: ids, to: 'nowhere' },
      ]),
    ).rejects.toMatchObject({ code: 'store/not-found' });
    expect(await snapshot(mail)).toEqual(before);
    await expect(mail.run({ type: 'destroyMailbox', mailboxId: 'local-inbox' })).rejects.toMatchObject({
      code: 'store/read-only',
    });
    expect(made.mailboxId).toBeDefined();
  });

  it('[ML4] puts messages back to where they were at a moment, with their mailbox', async () => {
    const { mail, ids, mailboxId } = await threeMessages();
    const start = mail.time;
    mail.time += DAY;
    await mail.run({ type: 'move', emailIds: ids.slice(0, 2), to: 'local-archive' });
    mail.time += DAY;
    await mail.run({ type: 'move', emailIds: [ids[0]!], to: 'local-trash' });
    await mail.run({ type: 'destroyMailbox', mailboxId });
    const moved = await mail.api.movedSince(start);
    expect(moved).toHaveLength(3);
    expect(moved[0]?.gone).toEqual([{ mailboxId, name: 'Work' }]);
    expect((await mail.api.movedSince(start + 1.5 * DAY)).map(({ email }) => email.id).sort()).toEqual(
      [ids[0], ids[2]].sort(),
    );
    const after = await snapshot(mail);
    const done = await mail.run({ type: 'restore', time: start, emailIds: ids });
    const rows = await mail.api.emailRows(everything, 0, 9);
    expect(rows.map(({ mailboxIds }) => mailboxIds)).toEqual([[mailboxId], [mailboxId], [mailboxId]]);
    expect(await mail.api.movedSince(start)).toEqual([]);
    await mail.undo(done);
    expect(await snapshot(mail)).toEqual(after);
    mail.time += 31 * DAY;
    await mail.run({ type: 'move', emailIds: [ids[1]!], to: 'local-junk' });
    expect(await mail.db.mailMoves.count()).toBe(1);
  });

  it('keeps a draft that is written again, in place of the one before', async () => {
    const { mail } = await threeMessages();
    const put = (text: string, replaces?: string) =>
      mail.run({
        type: 'putMessage',
        accountId: 'local',
        mailboxId: 'local-drafts',
        bytes: new TextEncoder().encode(`Subject: ${text}\r\n\r\nText`),
        keywords: ['$draft', '$seen'],
        ...(replaces !== undefined && { replaces }),
      });
    const { emailId } = await put('One');
    await put('Two', emailId);
    const drafts = await mail.api.emailRows({ ...everything, where: { role: 'drafts' } }, 0, 9);
    expect(drafts.map(({ subject, receivedAt }) => [subject, receivedAt])).toEqual([['Two', mail.time]]);
  });

  it('tells what it touched, and takes in what another tab has written', async () => {
    const { mail, ids } = await threeMessages();
    const other = await testMail(mail.db.name);
    expect(await other.api.emailRows(everything, 0, 9)).toHaveLength(3);
    await mail.run({ type: 'setKeywords', emailIds: [ids[0]!], add: ['$flagged'], remove: [] });
    expect([...mail.touched.at(-1)!.threads].map(String)).toEqual([ids[0]]);
    // The other one has heard nothing yet; its own command begins with what is there.
    await other.run({ type: 'setKeywords', emailIds: [ids[0]!], add: ['$seen'], remove: [] });
    await mail.store.refresh();
    expect(await mail.api.emailRows(everything, 0, 9)).toEqual(await other.api.emailRows(everything, 0, 9));
    expect([...((await mail.api.email(ids[0]!))?.keywords ?? [])].sort()).toEqual(['$flagged', '$seen']);
  });

  it('[MU17] puts labels on and takes them off several messages at once, and undoes exactly that', async () => {
    const { mail, ids } = await threeMessages();
    const [first = '', second = '', third = ''] = ids;
    await mail.run({ type: 'setKeywords', emailIds: [first, second], add: ['tax'], remove: [] });
    await mail.run({ type: 'setKeywords', emailIds: [second], add: ['bills'], remove: [] });
    const labels = async () =>
      (await mail.api.emailRows({ ...everything, order: 'oldest' }, 0, 9)).map(({ keywords }) => labelsOf(keywords));
    const before = await labels();
    expect(before).toEqual([['tax'], ['bills', 'tax'], []]);
    const done = await mail.run({
      ...{ type: 'setKeywords', emailIds: [first, second, third] },
      ...{ add: ['bills', 'b=c3=bcro'], remove: ['tax'] },
    });
    expect(await labels()).toEqual([
      ['bills', 'b=c3=bcro'],
      ['bills', 'b=c3=bcro'],
      ['bills', 'b=c3=bcro'],
    ]);
    await mail.undo(done);
    expect(await labels()).toEqual(before);
  });
});
