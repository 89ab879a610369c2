import { describe, expect, it } from 'vitest';
import type { EmailQuery } from '../../../../src/domain/mail/email.js';
import { everything, mboxMessage, type TestMail, testMail } from '../../../support/mail-store.js';

const subjects = async ({ api }: TestMail, query: EmailQuery = everything) =>
  (await api.emailRows(query, 0, 100)).map(({ subject }) => subject);

const conversation = [
  mboxMessage({ id: '1', subject: 'Plan', minute: 1 }),
  mboxMessage({ id: '2', subject: 'Other', minute: 2, from: 'Bob <bob@b.example>' }),
  mboxMessage({ id: '3', subject: 'Re: Plan', references: '1', minute: 3, from: 'Bob <bob@b.example>' }),
  mboxMessage({ id: '4', subject: 'Re: Plan', references: '3', minute: 4, more: 'Status: O\n' }),
].join('');

describe('lists of mail', () => {
  it('imports an mbox into a mailbox named like it, and lists the newest first', async () => {
    const mail = await testMail();
    const report = await mail.importText(conversation, 'Team.mbox');
    expect(report).toMatchObject({ added: 4, same: 0, failed: [] });
    expect(await subjects(mail)).toEqual(['Re: Plan', 'Re: Plan', 'Other', 'Plan']);
    const [mailboxId = ''] = report.mailboxIds;
    const mailbox = (await mail.api.mailboxes()).find(({ id }) => id === mailboxId);
    expect(mailbox).toMatchObject({
      name: 'Team',
      totalEmails: 4,
      unreadEmails: 1,
      totalThreads: 2,
      unreadThreads: 1,
    });
    expect(await mail.api.emailRows({ ...everything, where: { mailboxId } }, 1, 3)).toHaveLength(2);
  });

  it('shows a thread by its newest message, with who wrote in it', async () => {
    const mail = await testMail();
    await mail.importText(conversation);
    const query = { ...everything, collapseThreads: true };
    expect((await mail.api.emailList(query)).total).toBe(2);
    const [first] = await mail.api.emailRows(query, 0, 1);
    expect(first).toMatchObject({ subject: 'Re: Plan', threadSize: 3, threadUnread: true, threadFlagged: false });
    expect(first?.threadFrom.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    const thread = await mail.api.thread(first?.threadId ?? '');
    expect(thread.map(({ messageId }) => messageId[0])).toEqual(['1@a.example', '3@a.example', '4@a.example']);
    expect(await mail.api.emailIndex(query, thread[0]?.id ?? '')).toBe(0);
  });

  it('is the same when it is opened again', async () => {
    const mail = await testMail();
    await mail.importText(conversation);
    const again = await testMail(mail.db.name);
    expect(await again.api.emailRows(everything, 0, 9)).toEqual(await mail.api.emailRows(everything, 0, 9));
    expect(await again.api.mailboxes()).toEqual(await mail.api.mailboxes());
  });
});
