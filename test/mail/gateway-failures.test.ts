// What goes wrong between the gateway and the servers behind it, in words, and never sent twice.
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/gateway.js';
import { readMailServer } from '../../gateway/servers/mail-server.js';
import { makeExpiredCertificate } from '../support/mail-servers/certificate.js';
import { type GatewayServers, startGatewayServers } from '../support/mail-servers/gateway.js';
import { type Answer, basic, connectJmap, type JmapSession } from '../support/mail-servers/jmap.js';
import { type ScriptedSmtp, startScriptedSmtp } from '../support/mail-servers/scripted-smtp.js';

let servers: GatewayServers;
let smtp: ScriptedSmtp;
/** Before Dovecot, and an SMTP server that does as it is told. */
let gateway: Gateway;
let alice: JmapSession;
let drafts: string;

const imapOf = () => `imap://localhost:${servers.dovecot.imap}`;
const connectAlice = (one: Gateway) => connectJmap(one.url, servers.alice.address, servers.alice.password);
const startWith = () =>
  servers.startGateway({ servers: [readMailServer(`${imapOf()} smtps://localhost:${smtp.port} example.test`)] });

beforeAll(async () => {
  servers = await startGatewayServers({ quota: '1M' });
  smtp = await startScriptedSmtp(servers.certificate);
  gateway = await startWith();
  alice = await connectAlice(gateway);
  const { list } = await alice.call('Mailbox/get');
  drafts = list.find((one: Answer) => one.role === 'drafts').id;
}, 60_000);
beforeEach(() => {
  smtp.script = {};
  smtp.commands.length = 0;
  smtp.messages.length = 0;
});
afterAll(async () => {
  await gateway?.close();
  await smtp?.end();
  await servers?.end();
});

let count = 0;
async function draft(client = alice): Promise<string> {
  const id = `m${++count}`;
  const text = `From: ${servers.alice.address}\r\nTo: bob@example.test\r\nSubject: ${id}\r\nMessage-ID: <${id}@example.test>\r\n\r\n.Hello\r\n`;
  const blobId = await client.upload(text);
  const { created } = await client.call('Email/import', {
    emails: { m: { blobId, mailboxIds: { [drafts]: true }, keywords: { $draft: true } } },
  });
  return created.m.id;
}

async function send(emailId: string, { to = ['bob@example.test'], client = alice, parameters = null as Answer } = {}) {
  const envelope = { mailFrom: { email: servers.alice.address, parameters }, rcptTo: to.map((email) => ({ email })) };
  const { created, notCreated } = await client.call('EmailSubmission/set', {
    create: { s: { identityId: 'i1', emailId, envelope } },
  });
  return { created: created?.s, error: notCreated?.s };
}

describe('signing in', () => {
  it('a wrong password is said, by 401, and after ten one has to wait', async () => {
    const other = await servers.startGateway();
    const ask = () =>
      fetch(`${other.url}/jmap/session`, { headers: { Authorization: basic(servers.alice.address, 'wrong') } });
    const first = await ask();
    expect(first.status).toBe(401);
    expect(first.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await first.json()).toMatchObject({ detail: 'localhost does not accept this user name and password.' });
    for (let i = 1; i < 10; i++) await ask();
    const last = await ask();
    expect([last.status, (await last.json()).detail]).toEqual([429, expect.stringContaining('Wait some minutes')]);
    await other.close();
  });

  it('a certificate that has expired, or that nobody vouches for, ends it before a password is sent', async () => {
    const { cert, key } = makeExpiredCertificate(join(servers.folder, 'expired'));
    let said = '';
    const server = createServer({ cert, key }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        said += data;
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const expired = await servers.startGateway({ servers: [readMailServer(`imaps://localhost:${port}`)], ca: cert });
    const unknown = await servers.startGateway({ servers: [readMailServer(imapOf())], ca: undefined });
    for (const [one, why] of [
      [expired, 'its certificate has expired'],
      [unknown, 'its certificate is signed by nobody but itself'],
    ] as const) {
      await expect(connectAlice(one)).rejects.toMatchObject({
        status: 502,
        type: 'urn:ikebana:gateway:certificate',
        detail: expect.stringContaining(why),
      });
      await one.close();
    }
    expect(said).toBe('');
    await new Promise((done) => server.close(done));
  });

  it('a server that is not there is said, and the gateway goes on when it is again', async () => {
    await servers.dovecot.stop();
    // The connection it had may be lost in the middle of the first request.
    await expect(alice.call('Mailbox/get')).rejects.toThrow();
    await expect(alice.call('Mailbox/get')).rejects.toMatchObject({
      status: 503,
      detail: expect.stringContaining('nothing answers there'),
    });
    await servers.dovecot.start();
    expect((await alice.call('Mailbox/get')).list.length).toBeGreaterThan(4);
  });

  it('a mail server in a private network is refused unless it is allowed', async () => {
    const strict = await servers.startGateway({ allowPrivate: false });
    await expect(connectAlice(strict)).rejects.toMatchObject({
      status: 403,
      detail: expect.stringContaining('--allow-private'),
    });
    await strict.close();
  });
});

describe('sending', () => {
  it('a refused recipient is named, and nobody else gets the message either', async () => {
    smtp.script = { answers: { 'RCPT TO:<gone@': '550 5.1.1 No such person' } };
    const id = await draft();
    const { error } = await send(id, { to: ['bob@example.test', 'gone@example.test'] });
    expect(error).toMatchObject({
      type: 'invalidRecipients',
      invalidRecipients: ['gone@example.test'],
      description: expect.stringContaining('550 5.1.1 No such person'),
    });
    expect(smtp.messages).toEqual([]);
    expect(smtp.commands).not.toContain('DATA');
    // Corrected, the same message goes out.
    expect((await send(id)).created).toBeDefined();
    expect(smtp.messages).toHaveLength(1);
  });

  it.each([
    ['a recipient', { answers: { RCPT: '451 4.7.1 Greylisted' } }],
    ['the sender', { answers: { MAIL: '450 4.3.2 Try later' } }],
    ['the message', { afterMessage: '452 4.3.1 Insufficient storage' }],
    ['the connection', { answers: { DATA: 'cut' } }],
    ['signing in', { answers: { EHLO: '421 4.3.2 Overloaded', HELO: '421 4.3.2 Overloaded' } }],
  ])('what is put off at %s may be tried again, and then goes out once', async (_, script) => {
    smtp.script = script;
    const id = await draft();
    expect((await send(id)).error).toMatchObject({ type: 'rateLimit', isTemporary: true });
    smtp.messages.length = 0;
    smtp.script = {};
    expect((await send(id)).created).toBeDefined();
    expect(smtp.messages).toHaveLength(1);
  });

  it.each([
    ['the sender', { answers: { MAIL: '553 5.7.1 Not your address' } }, 'forbiddenMailFrom'],
    ['the message', { afterMessage: '554 5.7.1 Spam' }, 'forbiddenToSend'],
    ['the size', { extensions: ['SIZE 100'] }, 'tooLarge'],
    ['the password', { answers: { AUTH: '535 5.7.8 No' } }, 'forbiddenToSend'],
  ])('%s that is refused for good is said', async (_, script, type) => {
    smtp.script = script;
    expect((await send(await draft())).error).toMatchObject({ type });
  });

  it('a connection that is cut before the answer is no reason to send again, also after a restart', async () => {
    smtp.script = { afterMessage: 'cut' };
    const id = await draft();
    const { error } = await send(id);
    expect(error).toMatchObject({
      type: 'forbiddenToSend',
      isUnknown: true,
      description: expect.stringContaining('may have been sent'),
    });
    expect(smtp.messages).toHaveLength(1);
    smtp.script = {};
    expect((await send(id)).error).toMatchObject({ isUnknown: true });
    const restarted = await startWith();
    const client = await connectAlice(restarted);
    expect((await send(id, { client })).error).toMatchObject({ isUnknown: true });
    expect(smtp.messages).toHaveLength(1);
    // Who knows better takes the mark away.
    await client.call('Email/set', { update: { [id]: { 'keywords/$submitpending': null } } });
    expect((await send(id, { client })).created).toBeDefined();
    expect(smtp.messages).toHaveLength(2);
    await restarted.close();
  });

  it('asked twice at once, or again later, it sends once', async () => {
    const id = await draft();
    const [one, two] = await Promise.all([send(id), send(id)]);
    expect(one.created.id).toBe(two.created.id);
    expect((await send(id)).created).toBeDefined();
    const restarted = await startWith();
    expect((await send(id, { client: await connectAlice(restarted) })).created).toBeDefined();
    await restarted.close();
    expect(smtp.messages).toHaveLength(1);
    // A line that begins with a dot arrived with it, the end of the message is none.
    expect(smtp.messages[0]).toContain('\r\n..Hello');
  });

  it('sends later where the server holds messages, and says where it does not', async () => {
    expect((await send(await draft(), { parameters: { HOLDFOR: '600' } })).error).toMatchObject({
      type: 'invalidProperties',
      description: 'This mail server cannot send later.',
    });
    smtp.script = { extensions: ['FUTURERELEASE 3600 2030-01-01T00:00:00Z'] };
    const later = await startWith();
    const client = await connectAlice(later);
    const capabilities = client.session.accounts[client.accountId].accountCapabilities;
    expect(capabilities['urn:ietf:params:jmap:submission']).toEqual({
      maxDelayedSend: 3600,
      submissionExtensions: { FUTURERELEASE: ['3600'] },
    });
    const { created } = await send(await draft(client), { client, parameters: { HOLDFOR: '600' } });
    expect(created.deliveryStatus['bob@example.test'].delivered).toBe('queued');
    expect(smtp.commands.find((command) => command.startsWith('MAIL'))).toMatch(
      /^MAIL FROM:<alice@example\.test>.* HOLDFOR=600$/,
    );
    await later.close();
  });
});

it('a full mailbox is said, for a draft as for a message that is moved there', async () => {
  const big = await alice.upload(`Subject: big\r\n\r\n${'x'.repeat(76)}\r\n`.padEnd(1_400_000, 'y'));
  const { notCreated } = await alice.call('Email/import', {
    emails: { m: { blobId: big, mailboxIds: { [drafts]: true } } },
  });
  expect(notCreated.m).toMatchObject({ type: 'overQuota', description: expect.stringContaining('full') });
  const { list } = await alice.call('Quota/get');
  expect(list[0]).toMatchObject({ resourceType: 'octets', hardLimit: 1_048_576 });
});
