// Rules over the worker's store: what has come, what is here, what they leave alone.
import { describe, expect, it } from 'vitest';
import { changedEntries } from '../../../../src/domain/mail/rules/read-rules.js';
import { type MailRules, NO_RULES, RULED } from '../../../../src/domain/mail/rules/rule.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { createRulesApi, type RulesApi } from '../../../../src/workers/mail/rules/rules-api.js';
import { createArrivalRules } from '../../../../src/workers/mail/rules/run-arrivals.js';
import { rule, rules } from '../../../support/mail-rules.js';
import { testMail } from '../../../support/mail-store.js';

const NAME = 'me@example.net';
const HOUR = 3_600_000;
const everything = { where: { all: true }, show: 'all', text: '', collapseThreads: false, order: 'newest' } as const;
const toBills = { type: 'move', to: { path: ['Bills'] } } as const;
const bills = rule({
  conditions: [{ field: 'subject', test: 'contains', value: 'bill', not: false }],
  actions: [toBills, { type: 'star' }],
});

async function keepRules(mail: Awaited<ReturnType<typeof testMail>>, given: MailRules, account = NAME) {
  const entries = changedEntries(account, NO_RULES, given, 1);
  await mail.db.settings.bulkPut(entries.map(([name, entry]) => ({ name, value: JSON.stringify(entry) })));
}

/** An account with the usual mailboxes and one for bills, added at the clock's time. */
async function testAccount(given: MailRules) {
  const mail = await testMail();
  await putMailAccount(mail.store, { id: 'acc', name: 'Me@Example.net' }, mail.time);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `new-${ids}`;
  };
  const account = createMailAccountStore({ store: mail.store, accountId: 'acc', now: () => mail.time, newId });
  const box = (id: string, role: 'inbox' | 'junk' | 'trash' | null) => ({
    ...{ id, name: id, parentId: null, role, sortOrder: 0 },
  });
  const set = [box('I', 'inbox'), box('J', 'junk'), box('T', 'trash'), box('Bills', null)];
  await account.takeChanges({ mailboxes: { set, destroyed: [] }, states: { Mailbox: 'm' } });
  await keepRules(mail, given);
  const fetched: number[] = [];
  const runner = createArrivalRules({
    store: mail.store,
    junk: { isActive: async () => false, isJunk: async () => false },
    now: () => mail.time,
    newId,
    alone: (work) => work(),
    async fetch(_, email) {
      fetched.push(email);
      return true;
    },
    async onDone() {},
  });
  return {
    mail,
    account,
    runner,
    fetched,
    async come(id: string, subject: string, more: Record<string, unknown> = {}) {
      const email = {
        ...{ id, blobId: `b${id}`, threadId: `t${id}`, mailboxIds: ['I'], keywords: [], size: 900, preview: '' },
        ...{ receivedAt: mail.time + HOUR, messageId: [`${id}@x`], inReplyTo: [], references: [], subject },
        ...{ from: [{ name: 'Anna', email: 'anna@example.org' }], to: [], hasAttachment: false },
        ...more,
      };
      await account.takeChanges({ emails: { set: [email], changed: [], destroyed: [] }, states: { Email: id } });
    },
    /** Subjects with the names of their mailboxes and keywords. */
    async look() {
      const nameOf = new Map((await mail.api.mailboxes()).map((each) => [each.id, each.name]));
      const all = await mail.api.emailRows({ ...everything, where: { all: true } }, 0, 50);
      const aside = await Promise.all(
        (['junk', 'trash'] as const).map((role) => mail.api.emailRows({ ...everything, where: { role } }, 0, 50)),
      );
      return Object.fromEntries(
        [...all, ...aside.flat()].map((each) => [
          each.subject,
          [...each.mailboxIds.map((box$) => nameOf.get(box$)), ...each.keywords.filter((key) => key !== RULED)].join(
            ' ',
          ),
        ]),
      );
    },
  };
}

describe('rules of an account', () => {
  it('[MU5] look at what has come, once, and tell the server', async () => {
    const { mail, account, runner, come, look } = await testAccount(rules(bills));
    await come('1', 'A bill');
    await come('2', 'A letter');
    await runner.run();
    expect(await look()).toEqual({ 'A bill': 'Bills $flagged', 'A letter': 'I' });
    const told = (await account.operations(10)).map(({ change }) => change);
    expect(told).toMatchObject([{ type: 'setKeywords', add: ['$flagged', RULED] }, { type: 'place' }]);
    // Put back by the person: it stays, also when the server tells of it again, and after another start.
    const [row] = await mail.api.emailRows({ ...everything, show: 'flagged' }, 0, 1);
    const inbox = (await mail.api.mailboxes()).find(({ role }) => role === 'inbox')!;
    await mail.run({ type: 'move', emailIds: [row!.id], to: inbox.id });
    await come('1', 'A bill');
    await runner.run();
    expect((await look())['A bill']).toBe('I $flagged');
  });

  it('[MU5] leave alone what is old, marked, a draft, elsewhere, or was moved before they looked', async () => {
    const { mail, runner, come, look } = await testAccount(rules(bills));
    await come('old', 'Old bill', { receivedAt: mail.time - 24 * HOUR });
    await come('marked', 'Marked bill', { keywords: [RULED] });
    await come('draft', 'Draft bill', { keywords: ['$draft'] });
    await come('trash', 'Thrown bill', { mailboxIds: ['T'] });
    await come('moved', 'Moved bill');
    const trash = (await mail.api.mailboxes()).find(({ role }) => role === 'trash')!;
    const moved = (await mail.api.emailRows(everything, 0, 9)).find(({ subject }) => subject === 'Moved bill')!;
    await mail.run({ type: 'move', emailIds: [moved.id], to: trash.id });
    await runner.run();
    expect(await look()).toEqual({
      'Old bill': 'I',
      'Marked bill': 'I',
      'Draft bill': 'I $draft',
      'Thrown bill': 'T',
      'Moved bill': 'T',
    });
    await mail.importText('From: a@b.c\nSubject: Imported bill\n\nText\n');
    await runner.run();
    expect((await look())['Imported bill']).toBe('mail $seen');
  });

  it('[MU6] wait for the whole message where they ask for its text', async () => {
    const body = rule({
      actions: [toBills],
      conditions: [{ field: 'body', test: 'contains', value: 'pay', not: false }],
    });
    const { account, runner, fetched, come, look } = await testAccount(rules(body));
    await come('1', 'Hello');
    await runner.run();
    expect([await look(), fetched.length]).toEqual([{ Hello: 'I' }, 1]);
    await account.putBody('1', new TextEncoder().encode('From: a@b.c\r\nSubject: Hello\r\n\r\nPlease pay.\r\n'));
    await runner.run();
    expect(await look()).toEqual({ Hello: 'Bills' });
  });

  it('[MU4] bring what comes among spam from approved senders to the inbox, and send the blocked there', async () => {
    const senders = { blocked: ['@bad.example'], approved: ['anna@example.org'] };
    const { runner, come, look } = await testAccount({ ...rules(bills), ...senders });
    await come('1', 'From Anna', { mailboxIds: ['J'] });
    await come('2', 'From nobody', { mailboxIds: ['J'], from: [{ name: null, email: 'x@y.z' }] });
    await come('3', 'Bill', { from: [{ name: null, email: 'x@bad.example' }] });
    await runner.run();
    expect(await look()).toEqual({ 'From Anna': 'I', 'From nobody': 'J', Bill: 'J' });
  });

  it('[MU15] give labels to what comes, and to what is here; both can be taken off again', async () => {
    const labels = rule({ ...bills, actions: [{ type: 'label', label: 'bills' }, toBills] });
    const { mail, account, runner, come, look } = await testAccount(rules(labels));
    await come('1', 'A bill');
    await runner.run();
    expect(await look()).toEqual({ 'A bill': 'Bills bills' });
    const told = (await account.operations(10)).map(({ change }) => change);
    expect(told).toMatchObject([{ type: 'setKeywords', add: ['bills', RULED] }, { type: 'place' }]);
    const [row] = await mail.api.emailRows(everything, 0, 1);
    await mail.run({ type: 'setKeywords', emailIds: [row!.id], add: ['work'], remove: ['bills'] });
    const api = createRulesApi(
      {
        ...{ store: mail.store, now: () => mail.time, newId: () => 'x', onDone: async () => {}, report() {} },
        ...{ bringer: undefined as never, connect: async () => Promise.reject(new Error('no server')) },
      },
      mail.store.refresh(),
    );
    expect(await api.labels('acc')).toEqual(['bills', 'work']);
    // [MU18] Rules that give it give its new name; where none does nothing is to be saved.
    const [was] = rules(labels).rules;
    expect((await api.relabelled('acc', 'bills', 'paid'))!.after.rules).toEqual([
      { ...was, actions: [{ type: 'label', label: 'paid' }, toBills] },
    ]);
    expect(await api.relabelled('acc', 'work', 'paid')).toBeUndefined();
    const { inverse, total } = await api.runRules('r', rules(labels), row!.mailboxIds);
    expect([total, await look()]).toEqual([1, { 'A bill': 'Bills bills work' }]);
    await mail.run(inverse);
    expect(await look()).toEqual({ 'A bill': 'Bills work' });
    // [MU18] What a person calls it now the server is told, too.
    await mail.run({ type: 'relabel', label: 'work', to: 'home' });
    expect((await account.operations(99)).at(-1)?.change).toEqual({
      ...{ type: 'setKeywords', emailIds: [row!.id], add: ['home'], remove: ['work'] },
    });
    expect(await look()).toEqual({ 'A bill': 'Bills home' });
  });

  it('[MU9] are the server’s where it carries them out', async () => {
    const { mail, runner, come, look } = await testAccount(rules(bills));
    await mail.store.write(async (tx) => {
      const can = { hasScripts: true, canForward: true, hasVacation: true } as const;
      tx.putAccount({ ...tx.accounts.get('acc')!, rules: { at: 'server', ...can } });
    });
    await come('1', 'A bill');
    await runner.run();
    expect(await look()).toEqual({ 'A bill': 'I' });
  });

  it('[MU7] try and run on mail that is here, as one step that is undone, once per id', async () => {
    const mail = await testMail();
    const mbox = ['A bill', 'A letter', 'Another bill']
      .map((subject) => `From a@b.c Thu Jan  1 00:00:00 2026\nFrom: a@b.c\nSubject: ${subject}\n\nText of ${subject}\n`)
      .join('\n');
    const { mailboxIds } = await mail.importText(mbox);
    const progress: number[] = [];
    const api: RulesApi = createRulesApi(
      {
        ...{ store: mail.store, now: () => mail.time, newId: () => 'x', onDone: async () => {} },
        report(id, { fraction }) {
          progress.push(fraction ?? 0);
          if (id === 'ended') api.cancel(id);
        },
        bringer: undefined as never,
        connect: async () => Promise.reject(new Error('no server')),
      },
      mail.store.refresh(),
    );
    const text = rule({
      actions: [{ type: 'trash' }, { type: 'read' }],
      conditions: [{ field: 'body', test: 'contains', value: 'of a bill', not: false }],
    });
    expect(await api.testRules('t', rules(text), mailboxIds)).toMatchObject({
      ...{ total: 1, looked: 3, notHere: 0, emails: [{ subject: 'A bill' }] },
    });
    const run = await api.runRules('r', rules(text), mailboxIds);
    expect(await api.runRules('r', rules(text), mailboxIds)).toEqual(run);
    const inTrash = () => mail.api.emailRows({ ...everything, where: { role: 'trash' } }, 0, 9);
    expect(await inTrash()).toMatchObject([{ subject: 'A bill', keywords: ['$seen'] }]);
    await mail.run(run.inverse);
    expect(await inTrash()).toEqual([]);
    expect(progress.length).toBeGreaterThan(0);
    const ended = api.runRules('ended', rules(text), mailboxIds);
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(await inTrash()).toEqual([]);
  });
});
