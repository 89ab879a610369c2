import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { createSendCode } from '../../../relay/mail/send-code.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import type { RelayStore } from '../../../relay/store/store.js';
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import {
  addressHash,
  addressMessage,
  directoryHash,
  directoryMessage,
  NO_HASH,
} from '../../../src/sync/protocol/identifiers.js';
import { isSigned } from '../../../src/sync/protocol/signatures.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { createPerson, type Person, realSign } from '../../support/sync/people.js';

const MINUTE = 60_000;
const names = { at: 0 };
let relay: Relay;
let store: RelayStore;
let clock: { ahead: number };
let logged: string[];
/** Codes by address, the newest. */
let sent: Map<string, string>;
let mailFails: Error | undefined;
const clients: RelayClient[] = [];

beforeEach(async () => {
  clock = { ahead: 0 };
  logged = [];
  sent = new Map();
  mailFails = undefined;
  store = createMemoryStore();
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store,
    log: (...line) => logged.push(JSON.stringify(line)),
    now: () => Date.now() + clock.ahead,
    async sendCode(address, code) {
      if (mailFails !== undefined) throw mailFails;
      sent.set(address, code);
    },
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
});

async function member(): Promise<{ client: RelayClient; person: Person }> {
  const person = createPerson(`directory ${++names.at}`, realSign);
  const client = await connect(relay.url);
  clients.push(client);
  expect(said(await client.enter(person))).toBe('welcome');
  return { client, person };
}
/** A code of six digits that is not the right one. */
const wrong = (address: string) => String((Number(sent.get(address)) + 1) % 1_000_000).padStart(6, '0');
async function bind(client: RelayClient, address: string) {
  expect(said(await client.ask('bindStart', { address }))).toBe('done');
  const answer = await client.ask('bindFinish', { address, code: sent.get(address.trim()) ?? '' });
  if (answer.kind !== 'bound') throw new Error(said(answer));
  return answer;
}
const find = (client: RelayClient, address: string) => client.ask('lookup', { address: addressHash(address) });

describe('an address', () => {
  it('is bound by the code that was sent to it, and the relay’s word for it fits the account’s own log', async () => {
    const { client, person } = await member();
    const bound = await bind(client, 'Anna@Example.org');
    expect(sent.get('Anna@Example.org')).toMatch(/^\d{6}$/);
    const check = {
      context: 'dir' as const,
      key: client.hello.relay,
      message: addressMessage(addressHash('anna@example.org'), person.id, bound.time),
      signature: bound.statement,
    };
    expect(await isSigned(check)).toBe(true);
    const again = await client.ask('bindFinish', { address: 'anna@example.org', code: sent.get('Anna@Example.org')! });
    expect(again.kind === 'bound' && bytesToHex(again.statement)).toBe(bytesToHex(bound.statement));
    expect(await store.directory(1, 10)).toHaveLength(1);
  });

  it('is found by everybody, with a record of the relay’s chain that can be checked', async () => {
    const [ann, bob] = [await member(), await member()];
    await bind(ann.client, 'ann@example.org');
    await bind(bob.client, 'bob@example.org');
    const found = await find(ann.client, ' BOB@example.org ');
    if (found.kind !== 'found') throw new Error(said(found));
    expect(bytesToHex(found.account)).toBe(bytesToHex(bob.person.id));
    const hash = directoryHash(found.before, found.seq, found.ts, found.address, found.account);
    const message = directoryMessage(found.seq, found.ts, hash);
    const key = ann.client.hello.relay;
    expect(await isSigned({ context: 'dir', key, message, signature: found.signature })).toBe(true);
    expect(said(await find(ann.client, 'nobody@example.org'))).toBe('UNKNOWN');
  });

  it('goes to whoever proved it last; nothing that was said before is changed', async () => {
    const [ann, bob] = [await member(), await member()];
    await bind(ann.client, 'shared@example.org');
    await bind(bob.client, 'shared@example.org');
    const found = await find(ann.client, 'shared@example.org');
    expect(found.kind === 'found' && bytesToHex(found.account)).toBe(bytesToHex(bob.person.id));
    const records = await store.directory(1, 10);
    expect(records.map(({ seq, account }) => [seq, account])).toEqual([
      [1, bytesToHex(ann.person.id)],
      [2, bytesToHex(bob.person.id)],
    ]);
    expect(bytesToHex(records[0]!.before)).toBe(bytesToHex(NO_HASH));
    expect(bytesToHex(records[1]!.before)).toBe(bytesToHex(records[0]!.h));
  });

  it('two who prove addresses at once get a place each', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(member));
    await Promise.all(people.map(({ client }, i) => bind(client, `p${i}@example.org`)));
    const records = await store.directory(1, 10);
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    for (const [i, { before }] of records.entries())
      expect(bytesToHex(before)).toBe(bytesToHex(records[i - 1]?.h ?? NO_HASH));
  });
});

describe('a code', () => {
  it('is refused when it is wrong, says how many tries are left, and is void after five', async () => {
    const { client } = await member();
    const address = 'ann@example.org';
    await client.ask('bindStart', { address });
    for (let left = 4; left >= 0; left--) {
      const answer = await client.ask('bindFinish', { address, code: wrong(address) });
      expect([said(answer), answer.kind === 'refused' && answer.expected]).toEqual(['AUTH', left]);
    }
    expect(said(await client.ask('bindFinish', { address, code: sent.get(address)! }))).toBe('NO_INVITE');
    expect(await store.directoryHead()).toBeUndefined();
  });

  it('holds for ten minutes', async () => {
    const { client } = await member();
    const address = 'ann@example.org';
    await client.ask('bindStart', { address });
    clock.ahead = 10 * MINUTE + 1_000;
    expect(said(await client.ask('bindFinish', { address, code: sent.get(address)! }))).toBe('NO_INVITE');
  });

  it('is of the account that asked for it, and of the last time it asked', async () => {
    const [ann, eve] = [await member(), await member()];
    const address = 'ann@example.org';
    await ann.client.ask('bindStart', { address });
    const code = sent.get(address)!;
    expect(said(await eve.client.ask('bindFinish', { address, code }))).toBe('NO_INVITE');
    await ann.client.ask('bindStart', { address });
    const newer = sent.get(address)!;
    if (newer !== code) expect(said(await ann.client.ask('bindFinish', { address, code }))).toBe('AUTH');
    const spaced = `${newer.slice(0, 3)} ${newer.slice(3)}`;
    expect(said(await ann.client.ask('bindFinish', { address, code: spaced }))).toBe('bound');
  });

  it('is sent five times an hour to an address, whoever asks, and five times for an account', async () => {
    const [ann, bob] = [await member(), await member()];
    for (let i = 0; i < 5; i++)
      expect(said(await ann.client.ask('bindStart', { address: 'a@example.org' }))).toBe('done');
    expect(said(await bob.client.ask('bindStart', { address: 'A@example.org' }))).toBe('RATE');
    expect(said(await ann.client.ask('bindStart', { address: 'b@example.org' }))).toBe('RATE');
    clock.ahead = 61 * MINUTE;
    expect(said(await ann.client.ask('bindStart', { address: 'b@example.org' }))).toBe('done');
  });

  it.each([
    'nobody',
    'a@b@c',
    '@example.org',
    'a@',
    'a b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org, b@example.org',
    '<a@example.org>',
    `${'a'.repeat(65)}@example.org`,
    'a@exam\u202eple.org',
  ])('is not sent to %j', async (address) => {
    const { client } = await member();
    expect(said(await client.ask('bindStart', { address }))).toBe('MALFORMED');
    expect(sent.size).toBe(0);
  });

  it('that cannot be sent is told, and the address stands in no log', async () => {
    const { client } = await member();
    mailFails = Object.assign(new Error('550 no such user secret@example.org'), {
      code: 'EENVELOPE',
      responseCode: 550,
    });
    const answer = await client.ask('bindStart', { address: 'secret@example.org' });
    expect([said(answer), answer.kind === 'refused' && answer.retryAfter]).toEqual(['BUSY', 60_000]);
    expect(logged.join()).toContain('EENVELOPE 550');
    expect(logged.join()).not.toContain('secret');
  });
});

describe('who looks up without end', () => {
  it('A-56: is slowed down, and is told nothing else of accounts', async () => {
    const { client } = await member();
    const answers: string[] = [];
    for (let i = 0; i < 70; i++) answers.push(said(await find(client, `guess${i}@example.org`)));
    expect(answers.filter((answer) => answer === 'UNKNOWN')).toHaveLength(60);
    expect(answers.at(-1)).toBe('RATE');
    const known = said(await client.ask('bindStart', { address: 'known@example.org' }));
    expect(known).toBe(said(await client.ask('bindStart', { address: 'unknown@example.org' })));
  });
});

it('a relay without mail binds nothing and says so; looking up works', async () => {
  await relay.close();
  relay = await startRelay({ config: { ...DEFAULT_CONFIG, port: 0 }, store, log: () => undefined });
  const { client } = await member();
  expect(said(await client.ask('bindStart', { address: 'a@example.org' }))).toBe('UNKNOWN');
  expect(said(await client.ask('bindFinish', { address: 'a@example.org', code: '123456' }))).toBe('UNKNOWN');
  expect(said(await find(client, 'a@example.org'))).toBe('UNKNOWN');
});

describe('codes leave', () => {
  it('by the terminal, when that is asked for', async () => {
    const lines: string[] = [];
    const send = await createSendCode({ printCodes: true }, (line) => lines.push(line));
    await send?.('anna@example.org', '012345');
    expect(lines).toEqual(['Code for anna@example.org: 012345\n']);
    expect(await createSendCode({ printCodes: false }, () => undefined)).toBeUndefined();
  });

  /** A mail server that takes everything. */
  async function mailServer() {
    const said: string[] = [];
    const server: Server = createServer((socket) => {
      let isData = false;
      let rest = '';
      socket.write('220 test\r\n');
      socket.on('data', (data) => {
        rest += data;
        for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 2);
          said.push(line);
          if (isData && line !== '.') continue;
          isData = line === 'DATA';
          socket.write(isData ? '354 go on\r\n' : '250 fine\r\n');
        }
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return { said, server, port: address !== null && typeof address === 'object' ? address.port : 0 };
  }

  it('by the operator’s mail server, to that address and no other', async () => {
    const { said: heard, server, port } = await mailServer();
    const config = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'calendar@example.org', printCodes: false };
    const send = await createSendCode(config, () => undefined);
    await send?.('anna@example.org', '012345');
    expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<anna@example.org>']);
    expect(heard.filter((line) => line.startsWith('MAIL'))[0]).toContain('<calendar@example.org>');
    expect(heard.join('\n')).toContain('Your Ikebana code is 012345');
    await new Promise((done) => server.close(done));
  });
});
