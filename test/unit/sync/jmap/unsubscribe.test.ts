import { describe, expect, it } from 'vitest';
import { importOnce, type Upload, writeNote } from '../../../../src/sync/jmap/import.js';
import { UNSUBSCRIBE } from '../../../../src/sync/jmap/session.js';
import { unsubscribeAt } from '../../../../src/sync/jmap/unsubscribe.js';
import { createUnsubscriber } from '../../../../src/workers/mail/servers/unsubscribe.js';
import { CORE, createFakeServer, exampleSession, json, MAIL } from '../../../support/fake-jmap.js';
import { mboxMessage, testMail } from '../../../support/mail-store.js';
import { createMemoryMailStore } from '../../../support/memory-mail-store.js';

const URL = 'https://list.example/u?id=1';
const gatewaySession = exampleSession({
  capabilities: { [CORE]: { maxCallsInRequest: 16, maxObjectsInGet: 500, maxObjectsInSet: 500 }, [MAIL]: {} },
  accounts: { a: { name: 'ann', isReadOnly: false, accountCapabilities: { [MAIL]: {}, [UNSUBSCRIBE]: {} } } },
});

describe('asking a list by a gateway [MR7]', () => {
  it.each([
    [{ status: 200 }, { kind: 'done' }],
    [{ status: 202 }, { kind: 'done' }],
    [{ status: 302 }, { kind: 'elsewhere' }],
    [{ status: 404 }, { kind: 'failed', status: 404 }],
    [{ status: 'hostile' }, { kind: 'failed' }],
    [{ error: 'forbidden' }, { kind: 'failed' }],
  ])('says what became of it: %j', async (answer, outcome) => {
    const server = createFakeServer(gatewaySession);
    server.methods['Unsubscribe/post'] = (args) => {
      expect(args).toEqual({ accountId: 'a', url: URL });
      return answer as { status: number };
    };
    expect(await unsubscribeAt(await server.connect(), URL)).toEqual(outcome);
  });

  it('asks nobody where the server is no gateway of ours', async () => {
    const server = createFakeServer();
    const connection = await server.connect();
    const before = server.requests.length;
    expect(await unsubscribeAt(connection, URL)).toEqual({ kind: 'unable' });
    expect(server.requests.length).toBe(before);
  });

  it('takes the address from the message itself, and the person’s own gateway, whichever account it came to', async () => {
    const mail = await testMail();
    const more = [
      'DKIM-Signature: v=1; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=x',
      `List-Unsubscribe: <${URL}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ].join('\n');
    await mail.importText(`${mboxMessage({ id: 'n', more: `${more}\n` })}${mboxMessage({ id: 'p' })}`);
    const { putMailAccount } = await import('../../../../src/workers/mail/account-store.js');
    await putMailAccount(mail.store, { id: 'plain', name: 'p@a.example' }, 0);
    await putMailAccount(mail.store, { id: 'gate', name: 'g@a.example' }, 0);
    const [plain, gate] = [createFakeServer(), createFakeServer(gatewaySession)];
    const asked: unknown[] = [];
    gate.methods['Unsubscribe/post'] = (args) => {
      asked.push(args.url);
      return { status: 200 };
    };
    const unsubscriber = createUnsubscriber({
      store: mail.store,
      connect: (id) => (id === 'gate' ? gate : plain).connect(),
    });
    const rows = await mail.api.emailRows(
      { where: { all: true }, show: 'all', text: '', collapseThreads: false, order: 'newest' },
      0,
      9,
    );
    const details = await Promise.all(rows.map(({ id }) => mail.api.email(id)));
    const list = details.find((email) => email?.oneClick !== undefined)!;
    const other = details.find((email) => email?.oneClick === undefined)!;
    expect([await unsubscriber.can(list.id), await unsubscriber.can(other.id)]).toEqual([true, false]);
    expect(asked).toEqual([]);
    expect(await unsubscriber.ask(other.id)).toEqual({ kind: 'unable' });
    expect(await unsubscriber.ask(list.id)).toEqual({ kind: 'done' });
    expect(asked).toEqual([URL]);
    gate.isOnline = false;
    gate.paths['/session'] = () => Promise.reject(new TypeError('offline'));
    expect(await unsubscriber.ask(list.id)).toEqual({ kind: 'unable' });
  });
});

describe('a message that says no Message-ID [ML11]', () => {
  const text = 'Subject: x\n\nHello\n';
  const upload: Upload = {
    ...{
      type: 'upload',
      emailId: 'e',
      mailboxIds: ['box'],
      keywords: [],
      receivedAt: 1_795_000_000_999,
      messageId: '',
    },
  };
  it.each([
    ['by when it came and how long it is', { size: text.length, receivedAt: '2026-11-18T11:06:40Z' }, 'known'],
    ['with the line ends that servers give it', { size: text.length + 3, receivedAt: '2026-11-18T11:06:40Z' }, 'known'],
    [
      'and not taken for one that came at another time',
      { size: text.length, receivedAt: '2026-11-18T11:06:41Z' },
      'new',
    ],
    ['nor for a longer one', { size: text.length + 9, receivedAt: '2026-11-18T11:06:40Z' }, 'new'],
  ])('is found again after a cut %s', async (_how, there, id) => {
    const server = createFakeServer();
    const store = createMemoryMailStore();
    store.write('e', new TextEncoder().encode(text));
    const ids = (of: string) => ({ id: of, blobId: 'b', threadId: 't' });
    server.methods = {
      'Email/changes': () => ({ newState: '2', hasMoreChanges: false, created: ['known'], updated: [], destroyed: [] }),
      'Email/get': () => ({ list: [{ ...ids('known'), ...there }] }),
      'Email/import': () => ({ created: { e: ids('new') } }),
    };
    server.paths['/upload/a/'] = () => json({ blobId: 'b' });
    const context = { connection: await server.connect(), store, signal: new AbortController().signal };
    await writeNote(context, upload.emailId, { since: '1' });
    expect(await importOnce(context, upload)).toEqual(ids(id));
  });
});
