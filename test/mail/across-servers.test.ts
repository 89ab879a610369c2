// Messages that go from an account of one real server to one of another, and mail that is put off at a real server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SNOOZED, snoozeKeywordNames, snoozeKeywords } from '../../src/domain/mail/snooze.js';
import { createWaker } from '../../src/workers/mail/snooze.js';
import type { MailCommand, MailCommandAnswer } from '../../src/workers/mail.api.js';
import { startCyrus } from '../support/cyrus.mjs';
import { openTab, type TestTab } from '../support/mail-accounts.js';
import { message, startDevice } from '../support/mail-client.js';
import type { TestMailServer } from '../support/mail-server.js';
import { startGatewayServers } from '../support/mail-servers/gateway.js';
import { everything } from '../support/mail-store.js';

type Name = 'dovecot' | 'cyrus';
const other = { dovecot: 'cyrus', cyrus: 'dovecot' } as const;
const HOUR = 3_600_000;

let servers: Record<Name, TestMailServer>;
let tab: TestTab;
const accountIds: Record<Name, string> = { dovecot: '', cyrus: '' };

async function add(name: Name): Promise<string> {
  const { url, alice } = servers[name];
  const { address, password } = alice;
  const added = await tab.api.addServerAccount({
    address,
    server: url,
    user: '',
    signIn: 'password',
    secret: password,
  });
  if ('problem' in added) throw new Error(added.problem.kind);
  return added.accountId;
}

beforeAll(async () => {
  const [dovecot, cyrus] = await Promise.all([startGatewayServers(), startCyrus()]);
  servers = { dovecot, cyrus };
  tab = await openTab();
  tab.lead();
  for (const name of ['dovecot', 'cyrus'] as const) accountIds[name] = await add(name);
}, 60_000);
afterAll(async () => {
  for (const id of Object.values(accountIds)) if (id !== '') await tab?.api.removeServerAccount(id);
  await Promise.all(Object.values(servers ?? {}).map((server) => server.end()));
});

/** What a server has of a subject, as a device says that has never seen it before. */
async function at(name: Name, subject: string) {
  const device = startDevice(servers[name], servers[name].alice);
  await device.settled();
  const { store } = device;
  const found = [...store.emails.values()].filter((email) => email.subject === subject);
  await device.end();
  return found.map(({ id, mailboxIds, keywords, receivedAt }) => ({
    mailboxes: mailboxIds.map((box) => store.mailboxes.get(box)?.role),
    keywords: keywords.filter((keyword) => keyword !== '$ik-ruled').toSorted(),
    receivedAt,
    text: new TextDecoder().decode(store.bodies.get(id)),
  }));
}

const box = (name: Name, role: string, { mail }: TestTab = tab) =>
  [...mail.store.mailboxes.values()].find((each) => each.accountId === accountIds[name] && each.role === role)!.id;

async function row(name: Name, subject: string, { mail }: TestTab = tab) {
  const rows = await mail.api.emailRows(everything, 0, 200);
  return rows.find((each) => each.subject === subject && each.accountId === accountIds[name]);
}

/** A message comes to a server, is starred there, and is here with its text. */
async function arrive(name: Name, subject: string): Promise<string> {
  await servers[name].deliver(servers[name].alice.address, message(subject, `Grüße, ${subject}`));
  await tab.api.lookNow();
  await tab.until(async () => (await row(name, subject))?.isHere === true);
  const { id } = (await row(name, subject))!;
  await carryOut({ type: 'setKeywords', emailIds: [id], add: ['$flagged'], remove: [] });
  return id;
}

const waiting = async ({ api }: TestTab) =>
  (await Promise.all(Object.values(accountIds).map((id) => api.countWaiting(id)))).reduce((sum, each) => sum + each, 0);

async function toldServers(by: TestTab = tab): Promise<void> {
  await by.api.lookNow();
  await by.until(async () => (await waiting(by)) === 0);
}

async function carryOut(command: MailCommand | readonly MailCommand[]): Promise<MailCommandAnswer> {
  const answer = await tab.mail.run(command);
  await toldServers();
  return answer;
}

const transfer = (emailId: string, to: Name, isCopy: boolean): MailCommand => ({
  type: 'transfer',
  places: [{ emailId, mailboxIds: [box(to, 'archive')] }],
  isCopy,
});

describe.each(['dovecot', 'cyrus'] as const)('messages of %s', (from) => {
  const to = other[from];

  it('[ML11] are moved to the other server as they are, and back when that is undone', async () => {
    const subject = `Moved from ${from}`;
    const id = await arrive(from, subject);
    const [before] = await at(from, subject);
    expect(before).toMatchObject({ mailboxes: ['inbox'], keywords: ['$flagged'] });
    const moved = await carryOut(transfer(id, to, false));
    expect(await at(from, subject)).toEqual([]);
    expect(await at(to, subject)).toEqual([{ ...before, mailboxes: ['archive'] }]);
    await tab.mail.undo(moved);
    await toldServers();
    expect(await at(to, subject)).toEqual([]);
    expect(await at(from, subject)).toEqual([before]);
  });

  it('[ML11] are copied: both servers have them, and one again when that is undone', async () => {
    const subject = `Copied from ${from}`;
    const id = await arrive(from, subject);
    const [before] = await at(from, subject);
    const copied = await carryOut(transfer(id, to, true));
    expect(await at(from, subject)).toEqual([before]);
    expect(await at(to, subject)).toEqual([{ ...before, mailboxes: ['archive'] }]);
    await tab.mail.undo(copied);
    await toldServers();
    expect(await at(to, subject)).toEqual([]);
    expect(await at(from, subject)).toEqual([before]);
  });

  it('[ML12] are all copied with their folders, once, whether or not they were here', async () => {
    const subject = `Copied whole from ${from}`;
    const { mailboxId = '' } = await carryOut({
      ...{ type: 'createMailbox', accountId: accountIds[from], name: `Garden of ${from}`, parentId: null },
    });
    const id = await arrive(from, subject);
    await carryOut({ type: 'move', emailIds: [id], to: mailboxId });
    const other$ = [accountIds[from], accountIds[to]] as const;
    expect(await tab.mail.api.copyAccount('copy', ...other$)).toMatchObject({ failed: 0, isWhole: true });
    await toldServers();
    const [there] = await at(to, subject);
    expect(there!.keywords).toContain('$flagged');
    expect(there!.text).toContain(`Grüße, ${subject}`);
    expect((await at(from, subject)).length).toBe(1);
    const copied = (await row(to, subject))!;
    expect(copied.mailboxIds.map((box$) => tab.mail.store.mailboxes.get(box$)?.name)).toEqual([`Garden of ${from}`]);
    expect(await tab.mail.api.copyAccount('again', ...other$)).toMatchObject({ added: 0, failed: 0, isWhole: true });
    await toldServers();
    expect((await at(to, subject)).length).toBe(1);
  });

  it('[ML11] that are undone before a server knew of it never leave', async () => {
    const subject = `Never left ${from}`;
    const id = await arrive(from, subject);
    tab.network.before = (_, { body }) => {
      if (String(body).includes('/import')) throw new TypeError('cut');
    };
    const moved = await tab.mail.run(transfer(id, to, false));
    await tab.mail.undo(moved);
    tab.network.before = () => {};
    await toldServers();
    expect(await at(to, subject)).toEqual([]);
    expect(await at(from, subject)).toMatchObject([{ mailboxes: ['inbox'] }]);
  });

  it.each([
    ['before the other server has it', 'before', 'Email/import'],
    ['before the other server’s answer is here', 'after', 'Email/import'],
    ['before the old one is told', 'before', '"destroy"'],
    ['before the old one’s answer is here', 'after', '"destroy"'],
  ] as const)('[ML11] are there once when the line is cut %s', async (_, when, what) => {
    const subject = `Cut ${when} ${what.replaceAll(/\W/g, '')} ${from}`;
    const id = await arrive(from, subject);
    let cuts = 0;
    const seen: number[] = [];
    tab.network[when] = (_url, { body }) => {
      if (!String(body).includes(what) || cuts === 2) return;
      cuts += 1;
      throw new TypeError('cut');
    };
    // All the while one of them has it: the old server is asked first, as it loses it last.
    await tab.mail.run(transfer(id, to, false));
    await tab.api.lookNow();
    while ((await waiting(tab)) > 0) seen.push((await at(from, subject)).length + (await at(to, subject)).length);
    tab.network[when] = () => {};
    // Twice, but for what was found to be done already when it was to be told again.
    expect(cuts).toBeGreaterThanOrEqual(1);
    expect(seen.every((count) => count >= 1)).toBe(true);
    expect(await at(from, subject)).toEqual([]);
    expect(await at(to, subject)).toMatchObject([{ mailboxes: ['archive'], keywords: ['$flagged'] }]);
    expect(await row(to, subject)).toBeDefined();
    expect(await row(from, subject)).toBeUndefined();
  });
});

it('[MZ1] [MZ3] mail that is put off leaves the inbox at the server, and is there again at its time, unread', async () => {
  const subject = 'Later, please';
  const id = await arrive('dovecot', subject);
  await carryOut({ type: 'setKeywords', emailIds: [id], add: ['$seen'], remove: [] });
  const accountId = accountIds.dovecot;
  const made = await tab.mail.run({
    type: 'createMailbox',
    accountId,
    name: 'Snoozed',
    parentId: null,
    role: 'snoozed',
  });
  const until = tab.mail.time + HOUR;
  await carryOut([
    { type: 'setKeywords', emailIds: [id], add: snoozeKeywords(until), remove: [] },
    { type: 'place', places: [{ emailId: id, mailboxIds: [made.mailboxId!] }] },
  ]);
  const [off] = await at('dovecot', subject);
  expect(off!.mailboxes).not.toContain('inbox');
  expect(off!.keywords).toEqual(['$flagged', '$seen', ...snoozeKeywords(until)].toSorted());

  // Another device of the same person knows the mailbox and the time, and is the one that is awake then.
  const second = await openTab();
  second.lead();
  const { address, password } = servers.dovecot.alice;
  const account = { address, server: servers.dovecot.url, user: '', signIn: 'password', secret: password } as const;
  const added = await second.api.addServerAccount(account);
  if ('problem' in added) throw new Error(added.problem.kind);
  await second.untilState(({ phase }) => phase === 'ready');
  const inbox = { ...everything, where: { role: 'inbox' } } as const;
  const inInbox = async () => (await second.mail.api.emailRows(inbox, 0, 200)).map((each) => each.subject);
  const snoozed = await second.mail.api.emailRows({ ...everything, where: { role: 'snoozed' } }, 0, 9);
  expect(snoozed.map((each) => each.subject)).toEqual([subject]);
  expect(await inInbox()).not.toContain(subject);
  second.mail.time = until;
  const wake = createWaker({
    store: second.mail.store,
    now: () => second.mail.time,
    after: () => () => {},
    isInStep: () => second.states().every(({ phase }) => phase === 'ready'),
    run: (commands) => second.mail.run(commands),
    alone: (work) => work(),
  });
  wake();
  await second.until(async () => (await inInbox()).includes(subject));
  await second.api.lookNow();
  await second.until(async () => (await second.api.countWaiting(added.accountId)) === 0);
  const [back] = await at('dovecot', subject);
  expect(back).toMatchObject({ mailboxes: ['inbox'] });
  expect(back!.keywords).not.toContain('$seen');
  expect(back!.keywords).toContain(SNOOZED);
  // The first one is told, and sees it at the top of its inbox.
  await tab.api.lookNow();
  await tab.until(async () => (await row('dovecot', subject))?.mailboxIds.includes(box('dovecot', 'inbox')) === true);
  await second.api.removeServerAccount(added.accountId);
  expect(snoozeKeywordNames).toEqual(expect.arrayContaining([...snoozeKeywords(until)]));
});
