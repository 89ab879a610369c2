import { describe, expect, it } from 'vitest';
import { list, openSending, sending, subjects } from '../../../support/sending-mail.js';

const HOUR = 3_600_000;

describe('lists of what is scheduled', () => {
  it('[MC9] say when each is sent, not when it was written, what is sent next first', async () => {
    const { mail } = await openSending();
    const at = (hours: number) => ({ sendAt: mail.time + hours * HOUR });
    const scheduled = { isScheduled: true };
    await mail.run(sending('In two days', at(48).sendAt, scheduled));
    await mail.run(sending('In an hour', at(1).sendAt, scheduled));
    const tomorrow = await mail.run(sending('Tomorrow', at(24).sendAt, scheduled));
    expect(await list(mail, 'scheduled')).toMatchObject([
      { subject: 'In an hour', ...at(1) },
      { subject: 'Tomorrow', ...at(24) },
      { subject: 'In two days', ...at(48) },
    ]);
    const { mailboxIds } = (await list(mail, 'scheduled'))[0]!;
    const one = { where: { mailboxId: mailboxIds[0]! }, show: 'all', text: '', collapseThreads: true } as const;
    const rows = async (order: 'newest' | 'oldest') =>
      (await mail.api.emailRows({ ...one, order }, 0, 9)).map(({ subject }) => subject);
    expect(await rows('newest')).toEqual(['In an hour', 'Tomorrow', 'In two days']);
    expect(await rows('oldest')).toEqual(['In two days', 'Tomorrow', 'In an hour']);
    expect(await mail.api.email(tomorrow.emailId!)).toMatchObject(at(24));
  });

  it('[MC9] have the time of a message that is scheduled anew, and none of one that goes at once or is taken back', async () => {
    const { mail } = await openSending();
    const soon = mail.time + HOUR;
    const first = await mail.run(sending('First', soon, { isScheduled: true }));
    const second = await mail.run(sending('Second', soon + HOUR, { isScheduled: true }));
    expect(await subjects(mail, 'scheduled')).toEqual(['First', 'Second']);
    await mail.run({ type: 'takeBack', emailId: first.emailId! });
    expect((await list(mail, 'drafts'))[0]).not.toHaveProperty('sendAt');
    await mail.run(sending('First', soon + 5 * HOUR, { isScheduled: true, replaces: first.emailId! }));
    expect(await subjects(mail, 'scheduled')).toEqual(['Second', 'First']);
    await mail.run({ type: 'sendNow', emailId: second.emailId! });
    expect((await list(mail, 'outbox'))[0]).not.toHaveProperty('sendAt');
  });

  it('[MC9] tell it wherever else the message is listed', async () => {
    const { mail } = await openSending();
    await mail.run(sending('Later', mail.time + HOUR, { isScheduled: true }));
    const everywhere = { where: { all: true }, show: 'all', text: '', collapseThreads: true, order: 'newest' } as const;
    expect(await mail.api.emailRows(everywhere, 0, 9)).toMatchObject([{ subject: 'Later', sendAt: mail.time + HOUR }]);
  });
});
