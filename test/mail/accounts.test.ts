// Accounts from the worker's surface down to a real server, with the store that the app has.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmailQuery } from '../../src/domain/mail/email.js';
import { startCyrus } from '../support/cyrus.mjs';
import { openTab } from '../support/mail-accounts.js';
import { message } from '../support/mail-client.js';
import type { TestMailServer } from '../support/mail-server.js';

const everything: EmailQuery = {
  ...{ where: { all: true }, show: 'all', text: '', collapseThreads: false, order: 'newest' },
};

describe('accounts of mail servers', () => {
  let server: TestMailServer;
  beforeAll(async () => {
    server = await startCyrus();
  });
  afterAll(() => server?.end());

  const account = (secret: string) => ({
    ...{ address: server.alice.address, server: server.url, user: '', signIn: 'password' as const, secret },
  });

  it('are added, followed, used by all tabs, signed in anew and removed', async () => {
    const first = await openTab();
    first.lead();
    expect(await first.api.addServerAccount(account('wrong'))).toMatchObject({ problem: { kind: 'credentials' } });
    expect(await first.mail.api.accounts()).toHaveLength(1);
    await server.deliver(server.alice.address, message('Stored', 'Grüße'));
    const added = await first.api.addServerAccount(account(server.alice.password));
    if ('problem' in added) throw new Error(added.problem.kind);
    await first.untilState(({ phase }) => phase === 'ready');
    const rows = () => first.mail.api.emailRows(everything, 0, 10);
    expect((await rows()).map(({ subject, isHere }) => [subject, isHere])).toContainEqual(['Stored', true]);
    expect(JSON.stringify(await first.mail.db.secrets.toArray())).not.toContain(server.alice.password);

    // Another tab stars it: the first one tells the server.
    const second = await openTab(first.mail.db.name);
    const stored = (await rows()).find(({ subject }) => subject === 'Stored')!;
    await second.mail.run({ type: 'setKeywords', emailIds: [stored.id], add: ['$flagged'], remove: [] });
    expect(await second.api.countWaiting(added.accountId)).toBe(1);
    await second.api.lookNow();
    await second.until(async () => (await second.api.countWaiting(added.accountId)) === 0);
    expect(second.states()).toMatchObject([{ accountId: added.accountId }]);

    // The same once more is no second account, and a wrong password changes nothing.
    expect(await second.api.addServerAccount(account(server.alice.password))).toEqual(added);
    expect(await second.api.signInAgain(added.accountId, 'wrong')).toMatchObject({ kind: 'credentials' });
    expect(await second.api.signInAgain(added.accountId, server.alice.password)).toBeUndefined();

    await second.api.removeServerAccount(added.accountId);
    expect(await second.mail.api.accounts()).toMatchObject([{ id: 'local' }]);
    expect(await first.mail.db.mailBlobs.count()).toBe(0);
    expect((await first.mail.db.secrets.toArray()).map(({ name }) => name)).not.toContain(`mail/${added.accountId}`);
    await first.until(async () => first.states().length === 0);

    // What was done here is at the server.
    const third = await openTab();
    third.lead();
    await third.api.addServerAccount(account(server.alice.password));
    await third.untilState(({ phase }) => phase === 'ready');
    const again = await third.mail.api.emailRows({ ...everything, show: 'flagged' }, 0, 10);
    expect(again.map(({ subject }) => subject)).toEqual(['Stored']);
    const [only] = await third.mail.api.accounts();
    await third.api.removeServerAccount(only!.id);
  });
});
