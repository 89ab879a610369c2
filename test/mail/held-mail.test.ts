// Scheduled mail at a real server that holds messages: it goes although this device is off, and can be taken back until then.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailCommand } from '../../src/workers/mail.api.js';
import { startCyrus, type TestCyrus } from '../support/cyrus.mjs';
import { openTab, type TestTab } from '../support/mail-accounts.js';

const HOUR = 3_600_000;

describe('scheduled mail at Cyrus', () => {
  let server: TestCyrus;
  let tab: TestTab;
  let accountId: string;
  beforeAll(async () => {
    server = await startCyrus();
    tab = await openTab();
    tab.lead();
    const { address, password: secret } = server.alice;
    const given = { address, server: server.url, user: '', signIn: 'password', secret } as const;
    const added = await tab.api.addServerAccount(given);
    if ('problem' in added) throw new Error(added.problem.kind);
    accountId = added.accountId;
    await tab.untilState(({ phase }) => phase === 'ready');
  });
  afterAll(async () => {
    if (tab !== undefined) await tab.api.removeServerAccount(accountId);
    await server?.end();
  });

  const subjects = async (role: 'drafts' | 'scheduled' | 'sent') => {
    const query = { where: { role }, show: 'all', text: '', collapseThreads: false, order: 'newest' } as const;
    return (await tab.mail.api.emailRows(query, 0, 9)).map(({ subject }) => subject);
  };
  async function schedule(subject: string, sendAt: number): Promise<string> {
    const account = (await tab.mail.api.accounts()).find(({ id }) => id === accountId)!;
    const { address } = server.alice;
    const to = server.bob.address;
    const send: MailCommand = {
      ...{ type: 'send', accountId, isScheduled: true, sendAt, identityId: account.identities[0]!.id },
      ...{ mailFrom: address, rcptTo: [to] },
      message: {
        ...{ from: [{ name: null, email: address }], to: [{ name: null, email: to }], bcc: [], files: [] },
        ...{ date: { time: sendAt, offset: 0 }, messageId: `${subject}@jmap.test`, subject, text: 'Text.' },
      },
    };
    const { emailId } = await tab.mail.run(send);
    await tab.api.lookNow();
    await tab.until(async () => (await outgoing(emailId!))?.isHandedOver === true);
    return emailId!;
  }
  const outgoing = async (id: string) => (await tab.mail.api.outgoing()).find(({ emailId }) => emailId === id);

  it('[MS10] is with the server at once, and goes at its time without this device', async () => {
    const account = (await tab.mail.api.accounts()).find(({ id }) => id === accountId);
    expect(account?.maxDelayedSend).toBeGreaterThan(86_400);
    const sendAt = Date.now() + 2 * HOUR;
    await schedule('held', sendAt);
    expect(await subjects('scheduled')).toEqual(['held']);
    await server.sendWhatIsDue(sendAt - HOUR);
    expect(server.sentCount('held')).toBe(0);
    await server.sendWhatIsDue(sendAt + 1_000);
    expect(server.sentCount('held')).toBe(1);
  });

  it('[MS10] is a draft again when it is taken back before', async () => {
    const sendAt = Date.now() + 2 * HOUR;
    const emailId = await schedule('back', sendAt);
    expect(await tab.mail.run({ type: 'takeBack', emailId })).toEqual({ emailId });
    await tab.api.lookNow();
    await tab.until(async () => (await tab.api.countWaiting(accountId)) === 0);
    await server.sendWhatIsDue(sendAt + HOUR);
    expect([server.sentCount('back'), await subjects('drafts')]).toEqual([0, ['back']]);
  });
});
