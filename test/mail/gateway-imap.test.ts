// What our gateway answers over real servers, call by call.
import { chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALICE, type GatewayServers, startGatewayServers } from '../support/mail-servers/gateway.js';
import { type Answer, connectJmap, type JmapSession } from '../support/mail-servers/jmap.js';

let servers: GatewayServers;
let alice: JmapSession;
let bob: JmapSession;

beforeAll(async () => {
  servers = await startGatewayServers();
  [alice, bob] = (await Promise.all(
    [servers.alice, servers.bob].map(({ address, password }) => connectJmap(servers.url, address, password)),
  )) as [JmapSession, JmapSession];
}, 60_000);
afterAll(() => servers?.end());

function message(subject: string, text: string, more: Readonly<Record<string, string>> = {}): string {
  const fields = {
    From: 'Zoë <zoe@elsewhere.test>',
    To: ALICE.address,
    Subject: subject,
    Date: 'Sun, 29 Nov 2026 12:00:00 +0100',
    'Message-ID': `<${subject.replace(/\W/g, '-')}@elsewhere.test>`,
    'Content-Type': 'text/plain; charset=utf-8',
    ...more,
  };
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${text}\n`;
}

const MIXED = message(
  'Mixed',
  [
    '--b',
    'Content-Type: multipart/alternative; boundary=c',
    '',
    '--c',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe',
    '',
    '--c',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Grüße</p>',
    '',
    '--c--',
    '--b',
    'Content-Type: application/pdf; name="a b.pdf"',
    'Content-Disposition: attachment; filename="a b.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERg==',
    '',
    '--b--',
  ].join('\n'),
  {
    'Content-Type': 'multipart/mixed; boundary=b',
    'MIME-Version': '1.0',
    'List-Unsubscribe': '<https://elsewhere.test/u>, <mailto:u@elsewhere.test>',
  },
);

async function idOf(client: JmapSession, subject: string): Promise<string> {
  const { ids } = await client.call('Email/query', { filter: { subject } });
  expect(ids).toHaveLength(1);
  return ids[0];
}
const idByRole = async (client: JmapSession, role: string): Promise<string> =>
  (await client.call('Mailbox/get', { ids: null })).list.find((one: Answer) => one.role === role).id;

/** A mailbox of many messages, made as the server finds it at its start. */
function fillMaildir(folder: string, count: number) {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = join(folder, 'cur', `${1_700_000_000 + i}.M${i}P1.test:2,${i % 3 === 0 ? 'S' : ''}`);
    const re: Record<string, string> = i % 10 === 0 ? {} : { References: `<Many-${i - (i % 10)}@elsewhere.test>` };
    writeFileSync(
      file,
      message(`${i % 10 === 0 ? '' : 'Re: '}Topic ${Math.floor(i / 10)}`, `Text ${i}`, {
        'Message-ID': `<Many-${i}@elsewhere.test>`,
        ...re,
      }),
    );
    chownSync(file, 8, 8);
  }
  for (const path of [folder, ...['cur', 'new', 'tmp'].map((name) => join(folder, name))]) chownSync(path, 8, 8);
}

describe('reading', () => {
  it('answers with everything a reader asks for: parts, texts, headers in the forms of RFC 8621', async () => {
    await servers.deliver(servers.alice.address, MIXED);
    const id = await idOf(alice, 'Mixed');
    const {
      list: [email],
    } = await alice.call('Email/get', {
      ids: [id],
      properties: [
        'subject',
        'from',
        'preview',
        'hasAttachment',
        'textBody',
        'htmlBody',
        'attachments',
        'bodyValues',
        'header:List-Unsubscribe:asURLs',
        'sentAt',
      ],
      fetchAllBodyValues: true,
    });
    expect(email).toMatchObject({
      id,
      subject: 'Mixed',
      from: [{ name: 'Zoë', email: 'zoe@elsewhere.test' }],
      preview: 'Grüße',
      hasAttachment: true,
      sentAt: '2026-11-29T12:00:00+01:00',
      textBody: [{ partId: '1.1', type: 'text/plain', charset: 'iso-8859-1' }],
      htmlBody: [{ partId: '1.2', type: 'text/html' }],
      attachments: [{ partId: '2', name: 'a b.pdf', type: 'application/pdf', size: 4 }],
      'header:List-Unsubscribe:asURLs': ['https://elsewhere.test/u', 'mailto:u@elsewhere.test'],
    });
    expect(email.bodyValues['1.1']).toEqual({ value: 'Grüße\n', isEncodingProblem: false, isTruncated: false });
    const file = await alice.download(email.attachments[0].blobId);
    expect(await file.text()).toBe('%PDF');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    // What a list asks for comes without the message being read, and says the same.
    const list = await alice.call('Email/get', {
      ids: [id],
      properties: ['preview', 'hasAttachment', 'subject', 'threadId'],
    });
    expect(list.list[0]).toMatchObject({ preview: 'Grüße', hasAttachment: true, subject: 'Mixed' });
  });

  it('cuts texts where it is told to, never in the middle of a character', async () => {
    const id = await idOf(alice, 'Mixed');
    const { list } = await alice.call('Email/get', {
      ids: [id],
      properties: ['bodyValues'],
      fetchTextBodyValues: true,
      maxBodyValueBytes: 3,
    });
    expect(list[0].bodyValues['1.1']).toMatchObject({ value: 'Gr', isTruncated: true });
  });

  it('searches by what JMAP has: words, people, dates, keywords, size, files, and their combinations', async () => {
    await servers.deliver(servers.alice.address, message('Needle one', 'hay Käse'));
    await servers.deliver(servers.alice.address, message('Needle two', 'hay'));
    const subjects = async (filter: Answer) => {
      const [, [, { list }] = []] = (await alice.request([
        ['Email/query', { filter, sort: [{ property: 'subject' }] }],
        ['Email/get', { '#ids': { resultOf: 'c0', name: 'Email/query', path: '/ids' }, properties: ['subject'] }],
      ])) as Answer;
      return list.map((one: Answer) => one.subject);
    };
    expect(await subjects({ subject: 'needle' })).toEqual(['Needle one', 'Needle two']);
    expect(await subjects({ text: 'Käse' })).toEqual(['Needle one']);
    expect(
      await subjects({
        operator: 'AND',
        conditions: [{ subject: 'needle' }, { operator: 'NOT', conditions: [{ body: 'Käse' }] }],
      }),
    ).toEqual(['Needle two']);
    expect(await subjects({ operator: 'OR', conditions: [{ subject: 'Mixed' }, { subject: 'one' }] })).toEqual([
      'Mixed',
      'Needle one',
    ]);
    expect(await subjects({ hasAttachment: true })).toEqual(['Mixed']);
    expect(await subjects({ subject: 'needle', before: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await subjects({ inMailbox: await idByRole(alice, 'sent') })).toEqual([]);
    await expect(alice.call('Email/query', { filter: { allInThreadHaveKeyword: '$seen' } })).rejects.toMatchObject({
      type: 'unsupportedFilter',
    });
  });

  it('gives a thread the same id whoever asks, and finds all of it in every mailbox', async () => {
    await servers.deliver(servers.alice.address, message('Plan', 'a'));
    await servers.deliver(
      servers.alice.address,
      message('Re: Plan', 'b', { References: '<Plan@elsewhere.test>', 'Message-ID': '<answer@elsewhere.test>' }),
    );
    const { ids } = await alice.call('Email/query', {
      filter: { subject: 'Plan' },
      sort: [{ property: 'receivedAt' }],
    });
    const { list } = await alice.call('Email/get', { ids, properties: ['threadId', 'subject'] });
    expect(new Set(list.map((one: Answer) => one.threadId)).size).toBe(1);
    const trash = await idByRole(alice, 'trash');
    const { updated } = await alice.call('Email/set', { update: { [ids[1]]: { mailboxIds: { [trash]: true } } } });
    const threads = await alice.call('Thread/get', { ids: [list[0].threadId] });
    expect(new Set(threads.list[0].emailIds)).toEqual(new Set([ids[0], updated[ids[1]].id]));
    const collapsed = await alice.call('Email/query', {
      filter: { subject: 'Plan' },
      collapseThreads: true,
      calculateTotal: true,
    });
    expect(collapsed.total).toBe(1);
  });
});

describe('changing', () => {
  it('a message that was moved is still found by its old id, and changes tell of both', async () => {
    await servers.deliver(servers.alice.address, message('Wanderer', 'x'));
    const old = await idOf(alice, 'Wanderer');
    const archive = await idByRole(alice, 'archive');
    const { state } = await alice.call('Email/get', { ids: [] });
    const { updated } = await alice.call('Email/set', {
      update: { [old]: { 'mailboxIds/inbox': null, [`mailboxIds/${archive}`]: true } },
    });
    const { id } = updated[old];
    expect(id).not.toBe(old);
    const got = await alice.call('Email/get', { ids: [old], properties: ['mailboxIds', 'subject'] });
    expect(got.list).toEqual([{ id: old, mailboxIds: { [archive]: true }, subject: 'Wanderer' }]);
    const changes = await alice.call('Email/changes', { sinceState: state });
    expect(changes).toMatchObject({ created: [id], destroyed: [old], updated: [] });
    // And back by the old id, as undo does.
    const back = await alice.call('Email/set', { update: { [old]: { mailboxIds: { inbox: true } } } });
    expect(back.notUpdated).toBeNull();
    expect((await alice.call('Email/get', { ids: [old], properties: ['mailboxIds'] })).list[0].mailboxIds).toEqual({
      inbox: true,
    });
  });

  it('keeps to one mailbox for a message, and says what else it cannot do', async () => {
    const id = await idOf(alice, 'Mixed');
    const archive = await idByRole(alice, 'archive');
    const { notUpdated } = await alice.call('Email/set', {
      update: { [id]: { [`mailboxIds/${archive}`]: true }, 'inbox-zz': { 'keywords/$seen': true } },
    });
    expect(notUpdated[id].type).toBe('tooManyMailboxes');
    expect(notUpdated['inbox-zz'].type).toBe('notFound');
    expect((await alice.call('Email/set', { update: { [id]: { subject: 'x' } } })).notUpdated[id]).toMatchObject({
      type: 'invalidProperties',
      properties: ['subject'],
    });
    await expect(alice.call('Email/set', { ifInState: 'no', update: {} })).rejects.toMatchObject({
      type: 'stateMismatch',
    });
  });

  it('tells keywords set, taken away and replaced, and what was destroyed, by changes', async () => {
    await servers.deliver(servers.alice.address, message('Flags', 'x'));
    await servers.deliver(servers.alice.address, message('Doomed', 'x'));
    const [id, doomed] = [await idOf(alice, 'Flags'), await idOf(alice, 'Doomed')];
    const { state } = await alice.call('Email/get', { ids: [] });
    await alice.call('Email/set', {
      update: { [id]: { 'keywords/$flagged': true, 'keywords/projekt': true } },
      destroy: [doomed],
    });
    await alice.call('Email/set', { update: { [id]: { keywords: { $seen: true, projekt: true } } } });
    expect((await alice.call('Email/get', { ids: [id], properties: ['keywords'] })).list[0].keywords).toEqual({
      $seen: true,
      projekt: true,
    });
    expect(await alice.call('Email/changes', { sinceState: state })).toMatchObject({
      created: [],
      updated: [id],
      destroyed: [doomed],
      hasMoreChanges: false,
    });
    expect((await alice.call('Email/set', { destroy: [doomed] })).notDestroyed[doomed].type).toBe('notFound');
  });

  it('writes a draft from its properties, and changes it into a message that is read the same', async () => {
    const drafts = await idByRole(alice, 'drafts');
    const blobId = await alice.upload('Datei', 'text/plain');
    const { created, notCreated } = await alice.call('Email/set', {
      create: {
        d: {
          mailboxIds: { [drafts]: true },
          keywords: { $draft: true, $seen: true },
          from: [{ name: 'Alice Müller', email: servers.alice.address }],
          to: [{ name: null, email: servers.bob.address }],
          bcc: [{ name: null, email: 'hidden@elsewhere.test' }],
          subject: 'Entwurf: Übersicht',
          textBody: [{ partId: 't', type: 'text/plain' }],
          htmlBody: [{ partId: 'h', type: 'text/html' }],
          bodyValues: { t: { value: 'Schöne Grüße\n' }, h: { value: '<p>Schöne Grüße</p>' } },
          attachments: [{ blobId, name: 'Übersicht.txt', type: 'text/plain' }],
        },
      },
    });
    expect(notCreated).toBeNull();
    const { list } = await alice.call('Email/get', { ids: [created.d.id], fetchTextBodyValues: true });
    expect(list[0]).toMatchObject({
      subject: 'Entwurf: Übersicht',
      keywords: { $draft: true, $seen: true },
      bcc: [{ name: null, email: 'hidden@elsewhere.test' }],
      attachments: [{ name: 'Übersicht.txt', size: 5 }],
      size: created.d.size,
      threadId: created.d.threadId,
    });
    const again = await alice.call('Email/set', {
      create: { x: { mailboxIds: { [drafts]: true }, bodyStructure: {} } },
    });
    expect(again.notCreated.x).toMatchObject({ type: 'invalidProperties', properties: ['bodyStructure'] });
  });

  it('a folder keeps its id and its messages when it is renamed and moved', async () => {
    const { created } = await alice.call('Mailbox/set', {
      create: { a: { name: 'Projekte', parentId: null }, b: { name: 'Küche & Bad', parentId: '#a' } },
    });
    const [a, b] = [created.a.id, created.b.id];
    const id = await idOf(alice, 'Flags');
    const { updated } = await alice.call('Email/set', { update: { [id]: { mailboxIds: { [b]: true } } } });
    const inside = updated[id].id;
    expect((await alice.call('Mailbox/set', { update: { [b]: { name: 'Bäder', parentId: null } } })).updated).toEqual({
      [b]: null,
    });
    expect((await alice.call('Mailbox/get', { ids: [b] })).list[0]).toMatchObject({
      name: 'Bäder',
      parentId: null,
      totalEmails: 1,
      isSubscribed: true,
    });
    expect((await alice.call('Email/get', { ids: [inside], properties: ['subject'] })).list[0].subject).toBe('Flags');
    const refused = await alice.call('Mailbox/set', { create: { c: { name: 'a/b' } }, destroy: [b, 'inbox'] });
    expect(refused.notCreated.c).toMatchObject({ type: 'invalidProperties', properties: ['name'] });
    expect(refused.notDestroyed).toMatchObject({ [b]: { type: 'mailboxHasEmail' }, inbox: { type: 'forbidden' } });
    const gone = await alice.call('Mailbox/set', { destroy: [a, b], onDestroyRemoveEmails: true });
    expect(new Set(gone.destroyed)).toEqual(new Set([a, b]));
  });
});

describe('sending', () => {
  it('sends a draft, moves it to the sent ones, and hides who gets a blind copy', async () => {
    const [drafts, sent] = [await idByRole(alice, 'drafts'), await idByRole(alice, 'sent')];
    const text = message('Blind', 'x', {
      From: servers.alice.address,
      To: 'list@example.test',
      Bcc: servers.bob.address,
    });
    const blobId = await alice.upload(text);
    const responses = await alice.request([
      ['Email/import', { emails: { m: { blobId, mailboxIds: { [drafts]: true }, keywords: { $draft: true } } } }],
      [
        'EmailSubmission/set',
        {
          create: {
            s: {
              identityId: 'i1',
              emailId: '#m',
              envelope: { mailFrom: { email: servers.alice.address }, rcptTo: [{ email: servers.bob.address }] },
            },
          },
          onSuccessUpdateEmail: { '#s': { mailboxIds: { [sent]: true }, 'keywords/$draft': null } },
        },
      ],
    ]);
    expect(responses.map(([name]) => name)).toEqual(['Email/import', 'EmailSubmission/set', 'Email/set']);
    expect(responses[1]?.[1].created.s).toMatchObject({ undoStatus: 'final' });
    // The stream says at its opening how things are, so what came before it is not waited for.
    for await (const _ of bob.events(AbortSignal.timeout(20_000)))
      if ((await bob.call('Email/query', { filter: { subject: 'Blind' } })).ids.length > 0) break;
    const got = await bob.call('Email/get', { ids: [await idOf(bob, 'Blind')], properties: ['headers'] });
    expect(got.list[0].headers.map((one: Answer) => one.name.toLowerCase())).not.toContain('bcc');
    const kept = await alice.call('Email/get', {
      ids: [await idOf(alice, 'Blind')],
      properties: ['mailboxIds', 'keywords', 'bcc'],
    });
    expect(kept.list[0]).toMatchObject({
      mailboxIds: { [sent]: true },
      keywords: { $submitted: true },
      bcc: [{ email: servers.bob.address }],
    });
    // The same again, as a client does that never saw the answer: it is there, and it is not sent once more.
    const again = await alice.request([
      ['Email/import', { emails: { m: { blobId, mailboxIds: { [drafts]: true }, keywords: { $draft: true } } } }],
    ]);
    const { existingId, type } = (again[0] as [string, Answer, string])[1].notCreated.m;
    expect(type).toBe('alreadyExists');
    const twice = await alice.call('EmailSubmission/set', {
      create: {
        s: {
          identityId: 'i1',
          emailId: existingId,
          envelope: { mailFrom: { email: servers.alice.address }, rcptTo: [{ email: servers.bob.address }] },
        },
      },
    });
    expect(twice.created.s.undoStatus).toBe('final');
    expect(servers.sentCount('Blind')).toBe(1);
  });
});

describe('rules and vacation', () => {
  it('are read, written, checked and switched by ManageSieve, side by side', async () => {
    expect(alice.session.accounts[alice.accountId].accountCapabilities).toHaveProperty(
      'urn:ietf:params:jmap:vacationresponse',
    );
    const good = await alice.upload(
      'require ["fileinto"];\nif header :contains "subject" "x" { fileinto "Archive"; }\n',
      'application/sieve',
    );
    const bad = await alice.upload('require "nonsense"; foo', 'application/sieve');
    const { created, notCreated } = await alice.call('SieveScript/set', {
      create: { a: { name: 'Meine Regeln', blobId: good }, b: { name: 'kaputt', blobId: bad } },
    });
    expect(notCreated.b.type).toBe('invalidSieve');
    expect((await alice.call('SieveScript/validate', { blobId: bad })).error.type).toBe('invalidSieve');
    await alice.call('SieveScript/set', { onSuccessActivateScript: created.a.id });
    const isActive = async () =>
      (await alice.call('SieveScript/get')).list.map((one: Answer) => [one.name, one.isActive]);
    expect(await isActive()).toEqual([['Meine Regeln', true]]);
    const vacation = {
      isEnabled: true,
      fromDate: '2026-12-24T00:00:00Z',
      toDate: '2027-01-02T00:00:00Z',
      subject: 'Weg "hier"',
      textBody: 'Bis bald.\n.\nAlice',
      htmlBody: '<p>Bis bald.</p>',
    };
    expect((await alice.call('VacationResponse/set', { update: { singleton: vacation } })).updated).toEqual({
      singleton: null,
    });
    expect((await alice.call('VacationResponse/get')).list).toEqual([{ id: 'singleton', ...vacation }]);
    // The person's own rules go on behind it.
    expect(await isActive()).toEqual([['Meine Regeln', true]]);
    const refused = await alice.call('SieveScript/set', { destroy: [created.a.id] });
    expect(refused.notDestroyed[created.a.id].type).toBe('sieveIsActive');
    await alice.call('VacationResponse/set', { update: { singleton: { isEnabled: false } } });
    expect((await alice.call('VacationResponse/get')).list[0]).toMatchObject({
      isEnabled: false,
      subject: 'Weg "hier"',
    });
    expect(await isActive()).toEqual([['Meine Regeln', true]]);
    expect(await (await alice.download((await alice.call('SieveScript/get')).list[0].blobId)).text()).toContain(
      'fileinto "Archive"',
    );
  });
});

describe('a large mailbox', () => {
  it('of 5,000 messages is listed page by page, within bounds of memory, and numbered anew is said', async () => {
    await servers.dovecot.stop();
    const folder = servers.dovecot.mailFolder(servers.bob.address);
    fillMaildir(join(folder, '.Many'), 5_000);
    await servers.dovecot.start();
    const client = await connectJmap(servers.url, servers.bob.address, servers.bob.password);
    const { list } = await client.call('Mailbox/get', { ids: null });
    const many = list.find((one: Answer) => one.name === 'Many');
    expect(many).toMatchObject({ totalEmails: 5_000, unreadEmails: 3_333 });
    const { ids, queryState, total } = await client.call('Email/query', {
      filter: { inMailbox: many.id },
      sort: [{ property: 'receivedAt', isAscending: false }],
      calculateTotal: true,
    });
    expect([ids.length, total, new Set(ids).size]).toEqual([5_000, 5_000, 5_000]);
    await expect(client.call('Email/get', { ids })).rejects.toMatchObject({ type: 'requestTooLarge' });
    const memory = () => {
      // Of this thread alone: others run other tests meanwhile.
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = memory();
    const properties = [
      'threadId',
      'mailboxIds',
      'keywords',
      'size',
      'receivedAt',
      'from',
      'subject',
      'preview',
      'hasAttachment',
    ];
    const threads = new Set<string>();
    for (let at = 0; at < ids.length; at += 500) {
      const page = await client.call('Email/get', { ids: ids.slice(at, at + 500), properties });
      expect(page.list.map((one: Answer) => one.id)).toEqual(ids.slice(at, at + 500));
      for (const one of page.list) threads.add(one.threadId);
    }
    expect(threads.size).toBe(500);
    // All of it is some 2 MB: what is kept of one page goes before the next.
    expect(memory() - before).toBeLessThan(200 * 1_048_576);
    // Nothing has happened: not one message is looked at again.
    expect(await client.call('Email/changes', { sinceState: queryState })).toMatchObject({
      created: [],
      updated: [],
      destroyed: [],
      newState: queryState,
    });

    await servers.dovecot.stop();
    for (const name of readdirSync(join(folder, '.Many')).filter((one) => one.startsWith('dovecot')))
      rmSync(join(folder, '.Many', name));
    await servers.dovecot.start();
    await expect(client.call('Email/changes', { sinceState: queryState })).rejects.toMatchObject({
      type: 'cannotCalculateChanges',
      description: expect.stringContaining('UIDVALIDITY'),
    });
    const mailboxes = await client.call('Mailbox/get', { ids: null });
    const renumbered = mailboxes.list.find((one: Answer) => one.name === 'Many');
    expect(renumbered.id).not.toBe(many.id);
    expect((await client.call('Email/get', { ids: [ids[0]], properties: ['id'] })).notFound).toEqual([ids[0]]);
    expect(
      (await client.call('Email/query', { filter: { inMailbox: renumbered.id }, limit: 1, calculateTotal: true }))
        .total,
    ).toBe(5_000);
  });
});

it('no log line names anybody, what they wrote, or a password', () => {
  const text = servers.log.join('\n');
  for (const secret of [servers.alice.address, servers.alice.password, 'Wanderer', 'elsewhere.test'])
    expect(text).not.toContain(secret);
});
