// One press takes a person off a list: from a message at a real server by a running gateway to a list's server over HTTPS.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostOptions, postOneClick } from '../../gateway/jmap/unsubscribe.js';
import { openTab, type TestTab } from '../support/mail-accounts.js';
import { message } from '../support/mail-client.js';
import { type GatewayServers, startGatewayServers } from '../support/mail-servers/gateway.js';
import { everything } from '../support/mail-store.js';

const LIST = 'https://list.example.test';

interface Asked {
  readonly method: string | undefined;
  readonly url: string;
  readonly host: string | undefined;
  readonly body: string;
  readonly names: readonly string[];
}

let servers: GatewayServers;
let list: Server;
let tab: TestTab;
let accountId: string;
let stopGateway = async () => {};
const asked: Asked[] = [];
/** How the gateway was told to find the machine; as everywhere when empty. */
let found: PostOptions = {};

beforeAll(async () => {
  servers = await startGatewayServers();
  list = createServer({ key: servers.certificate.key, cert: servers.certificate.cert }, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method, url = '', headers } = request;
    asked.push({ method, url, host: headers.host, body, names: Object.keys(headers).toSorted() });
    const status = Number(/\d{3}/.exec(url)?.[0]);
    response.writeHead(status, { Location: `${LIST}/followed/200` }).end('<p>You are off the list.</p>');
  });
  await new Promise<void>((done) => list.listen(0, '127.0.0.1', done));
  const { port } = list.address() as AddressInfo;
  found = { addressOf: async () => '127.0.0.1', port, ca: servers.certificate.cert };
  // The name leads to this machine, whose certificate says localhost: as behind a resolver of one's own.
  const gateway = await servers.startGateway(
    {},
    { postOneClick: (url) => postOneClick(new URL(url.href.replace(LIST, 'https://localhost')), found) },
  );
  tab = await openTab();
  tab.lead();
  const { address, password } = servers.alice;
  const added = await tab.api.addServerAccount({
    ...{ address, server: gateway.url, user: '', signIn: 'password' as const, secret: password },
  });
  if ('problem' in added) throw new Error(added.problem.kind);
  accountId = added.accountId;
  stopGateway = () => gateway.close();
}, 60_000);
afterAll(async () => {
  await tab?.api.removeServerAccount(accountId);
  list?.close();
  await stopGateway();
  await servers?.end();
});

/** A letter of the list whose address is answered with this status. @returns its id here */
async function letter(status: number, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const subject = `Letter ${status} ${Object.keys(more).length}`;
  await servers.deliver(
    servers.alice.address,
    message(subject, 'News.', {
      'DKIM-Signature': 'v=1; a=rsa-sha256; d=list.example.test; h=From:List-Unsubscribe:List-Unsubscribe-Post; b=x',
      'List-Unsubscribe': `<${LIST}/leave/${status}?who=4711>, <mailto:leave@list.example.test>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      ...more,
    }),
  );
  const row = async () => (await tab.mail.api.emailRows(everything, 0, 50)).find((each) => each.subject === subject);
  await tab.api.lookNow();
  await tab.until(async () => (await row())?.isHere === true);
  return (await row())!.id;
}

it.each([
  [200, { kind: 'done' }],
  [302, { kind: 'elsewhere' }],
  [404, { kind: 'failed', status: 404 }],
])('[MR7] asks the list once, says nothing of the person, and tells what became of it: %i', async (status, outcome) => {
  const id = await letter(status);
  expect((await tab.mail.api.email(id))?.oneClick).toBe(`${LIST}/leave/${status}?who=4711`);
  expect(await tab.api.canUnsubscribe(id)).toBe(true);
  expect(asked).toEqual([]);
  expect(await tab.api.unsubscribe(id)).toEqual(outcome);
  expect(asked.splice(0)).toEqual([
    {
      method: 'POST',
      url: `/leave/${status}?who=4711`,
      host: 'localhost',
      body: 'List-Unsubscribe=One-Click',
      names: ['accept', 'connection', 'content-length', 'content-type', 'host'],
    },
  ]);
});

it('[MR7] asks nobody where the list has not signed for it', async () => {
  const id = await letter(200, { 'DKIM-Signature': 'v=1; d=list.example.test; h=From:Subject; b=x' });
  expect(await tab.api.canUnsubscribe(id)).toBe(false);
  expect(await tab.api.unsubscribe(id)).toEqual({ kind: 'unable' });
  expect(asked).toEqual([]);
});

it('[MR7] asks no private machine, unless its operator says where lists are', async () => {
  const id = await letter(201);
  const own = found;
  found = { port: own.port, ca: own.ca };
  expect(await tab.api.unsubscribe(id)).toEqual({ kind: 'failed' });
  expect(asked).toEqual([]);
  found = own;
  expect(await tab.api.unsubscribe(id)).toEqual({ kind: 'done' });
  expect(asked.splice(0)).toHaveLength(1);
});

it('[MR7] asks nobody where the gateway is told not to', async () => {
  const gateway = await servers.startGateway({ unsubscribe: false }, { postOneClick: async () => expect.fail() });
  const second = await openTab();
  second.lead();
  const { address, password } = servers.alice;
  const added = await second.api.addServerAccount({
    ...{ address, server: gateway.url, user: '', signIn: 'password' as const, secret: password },
  });
  if ('problem' in added) throw new Error(added.problem.kind);
  await second.untilState(({ phase }) => phase === 'ready');
  const rows = await second.mail.api.emailRows(everything, 0, 50);
  const { id } = rows.find(({ subject }) => subject === 'Letter 200 0')!;
  expect(await second.api.canUnsubscribe(id)).toBe(false);
  expect(await second.api.unsubscribe(id)).toEqual({ kind: 'unable' });
  await second.api.removeServerAccount(added.accountId);
  await gateway.close();
});
