import { describe, expect, it } from 'vitest';
import { isShown, type MailLogEntry, moveName } from '../../../../src/domain/mail/log/mail-log.js';
import { ruleChanges } from '../../../../src/domain/mail/log/rule-changes.js';
import type { MailboxRole } from '../../../../src/domain/mail/mailbox.js';
import type { MailRule } from '../../../../src/domain/mail/rules/rule.js';
import { NO_VACATION, type Vacation } from '../../../../src/domain/mail/rules/vacation.js';
import { MAX_LOGGED_EMAILS } from '../../../../src/store/mail/mail-log.js';
import { createMailAccountStore, putMailAccount } from '../../../../src/workers/mail/account-store.js';
import { carryOutPlans } from '../../../../src/workers/mail/rules/carry-out-plans.js';
import { createRulesApi } from '../../../../src/workers/mail/rules/rules-api.js';
import { rule, rules } from '../../../support/mail-rules.js';
import { testMail } from '../../../support/mail-store.js';

const ACCOUNT = 'acc';

async function open() {
  const mail = await testMail();
  await putMailAccount(mail.store, { id: ACCOUNT, name: 'me@a.example' }, mail.time);
  const newId = () => crypto.randomUUID();
  const store = createMailAccountStore({ store: mail.store, accountId: ACCOUNT, now: () => mail.time, newId });
  const roles = ['inbox', 'archive', 'trash', 'junk'] as const;
  await store.takeChanges({
    mailboxes: {
      set: roles.map((role, sortOrder) => ({ id: `r-${role}`, name: role, parentId: null, role, sortOrder })),
      destroyed: [],
    },
    states: {},
  });
  const arrive = (ids: readonly string[], receivedAt = mail.time, keywords: readonly string[] = []) =>
    store.takeChanges({
      emails: {
        set: ids.map((id) => ({
          ...{ id, blobId: `b-${id}`, threadId: `t-${id}`, receivedAt, size: 10, hasAttachment: false },
          ...{ mailboxIds: ['r-inbox'], keywords, messageId: [`${id}@a`], inReplyTo: [], references: [] },
          ...{ from: [{ name: 'Bob', email: 'bob@b.example' }], to: [], cc: [] },
          ...{ subject: `About ${id}`, preview: '' },
        })) as never,
        changed: [],
        destroyed: [],
      },
      states: {},
    });
  const box = (role: MailboxRole) => [...mail.store.mailboxes.values()].find((one) => one.role === role)!.id;
  const log = async (more = {}) => (await mail.api.log({ text: '', show: 'all', ...more })).entries;
  const emailIds = async () => {
    const query = { where: { all: true }, show: 'all', text: '', collapseThreads: false, order: 'newest' } as const;
    return (await mail.api.emailRows(query, 0, 99)).map(({ id }) => id);
  };
  return { mail, store, arrive, box, log, emailIds, newId };
}

describe('the log of mail', () => {
  it('[MA1] notes what comes, not what was there before the account was added', async () => {
    const { mail, arrive, log } = await open();
    await arrive(['old'], mail.time - 86_400_000);
    expect(await log()).toEqual([]);
    await arrive(['new']);
    expect(await log()).toMatchObject([
      {
        kind: 'came',
        accountId: ACCOUNT,
        time: mail.time,
        to: [{ name: 'inbox', role: 'inbox' }],
        count: 1,
        emails: [{ subject: 'About new', from: 'Bob' }],
      },
    ]);
  });

  it('[MA5] notes which labels messages get and lose, by whom, but for those they came with', async () => {
    const { mail, store, arrive, log, emailIds, newId } = await open();
    await arrive(['m', 'n']);
    await arrive(['older'], mail.time - 86_400_000, ['there']);
    await arrive(['old'], mail.time - 86_400_000);
    expect(await log({ show: 'labelled' })).toEqual([]);
    const marked = { id: 'old', mailboxIds: ['r-inbox'], keywords: ['there'] };
    await store.takeChanges({ emails: { set: [], changed: [marked], destroyed: [] }, states: {} });
    const labelled = async (more = {}) => log({ show: 'labelled', ...more });
    expect(await labelled()).toMatchObject([{ cause: 'elsewhere', labels: { added: ['there'], removed: [] } }]);
    const all = await emailIds();
    const add = ['b=c3=bcro'];
    await mail.run({ type: 'setKeywords', emailIds: all.slice(0, 2), add: [...add, '$flagged'], remove: ['there'] });
    const [entry] = await labelled();
    expect(entry).toMatchObject({ kind: 'labelled', cause: 'here', count: 2, labels: { added: add, removed: [] } });
    expect(isShown(entry!, 'moved')).toBe(false);
    await mail.run({ type: 'setKeywords', emailIds: all, add: ['$seen'], remove: ['$flagged'] });
    expect((await labelled()).length).toBe(2);
    expect((await labelled({ text: 'buro' })).length).toBe(1);
    await mail.store.write(async (tx) => {
      const plan = { cause: 'rule', place: undefined, star: false, read: false, labels: ['bills'] } as const;
      const plans = new Map([[Number(all[0]), { ...plan, rules: [rule({ name: 'Bank' })] }]]);
      await carryOutPlans({ tx, now: mail.time, newId }, plans as never);
    });
    const byRule = { cause: 'rule', rules: ['Bank'], labels: { added: ['bills'], removed: [] } };
    expect((await labelled())[0]).toMatchObject(byRule);
    await arrive(['new'], mail.time, ['came']);
    expect((await labelled()).length).toBe(3);
  });

  it('[MA1] says who moved and deleted: this device, another one, or a rule', async () => {
    const { mail, store, arrive, box, log, emailIds, newId } = await open();
    await arrive(['m']);
    const [emailId = ''] = await emailIds();
    await mail.run({ type: 'move', emailIds: [emailId], to: box('archive') });
    expect((await log())[0]).toMatchObject({
      kind: 'moved',
      cause: 'here',
      from: [{ role: 'inbox' }],
      to: [{ role: 'archive' }],
    });
    // The server hears of it: nothing has happened once more.
    const [operation] = await store.operations(1);
    await store.settle(operation!.n);
    expect((await log()).length).toBe(2);
    const changed = [{ id: 'm', mailboxIds: ['r-trash'] }];
    await store.takeChanges({ emails: { set: [], changed, destroyed: [] }, states: {} });
    expect((await log())[0]).toMatchObject({ cause: 'elsewhere', to: [{ role: 'trash' }] });
    await mail.store.write(async (tx) => {
      const plan = { cause: 'rule', place: { role: 'junk' }, star: false, read: false, labels: [] } as const;
      const context = { tx, now: mail.time, newId };
      await carryOutPlans(context, new Map([[Number(emailId), { ...plan, rules: [{ id: 'r', name: 'Offers' }] }]]));
    });
    expect((await log({ show: 'rules' }))[0]).toMatchObject({
      cause: 'rule',
      rules: ['Offers'],
      to: [{ role: 'junk' }],
    });
    await mail.run({ type: 'destroy', emailIds: [emailId] });
    expect((await log({ emailId }))[0]).toMatchObject({
      kind: 'deleted',
      cause: 'here',
      emails: [{ subject: 'About m', from: 'Bob' }],
    });
    expect((await log({ emailId })).length).toBe(5);
  });

  it('[MA1] notes nothing of what is read or starred', async () => {
    const { mail, arrive, log, emailIds } = await open();
    await arrive(['m']);
    await mail.run({ type: 'setKeywords', emailIds: await emailIds(), add: ['$seen', '$flagged'], remove: [] });
    expect((await log()).length).toBe(1);
  });

  it('[MA3] makes one entry of what happens at once, counts all, and finds them by words', async () => {
    const { mail, arrive, box, log, emailIds } = await open();
    const ids = Array.from({ length: MAX_LOGGED_EMAILS + 5 }, (_, index) => `m${index}`);
    await arrive(ids);
    const [entry] = await log();
    expect([entry?.count, entry?.emails.length]).toEqual([ids.length, MAX_LOGGED_EMAILS]);
    await mail.run({ type: 'move', emailIds: (await emailIds()).slice(0, 1), to: box('archive') });
    expect((await log()).length).toBe(2);
    expect((await log({ text: 'archive bob' })).length).toBe(1);
    expect((await log({ text: 'nowhere' })).length).toBe(0);
    expect((await log({ before: entry!.id + 1 })).length).toBe(1);
  });

  it('[MA2] calls moves what people call them', () => {
    const name = (from: readonly (MailboxRole | null)[], to: readonly (MailboxRole | null)[]) => {
      const boxes = (roles: readonly (MailboxRole | null)[]) => roles.map((role) => ({ name: 'x', role }));
      return moveName({ from: boxes(from), to: boxes(to) });
    };
    expect([
      name(['outbox'], ['sent']),
      name(['scheduled'], ['drafts']),
      name(['inbox'], ['snoozed']),
      name(['snoozed'], ['inbox']),
      name(['inbox'], ['archive']),
      name(['inbox'], ['trash']),
      name(['inbox'], ['junk']),
      name(['trash'], ['inbox']),
      name([], [null]),
      name(['inbox'], [null]),
    ]).toEqual([
      'sent',
      'took-back',
      'snoozed',
      'came-back',
      'archived',
      'trashed',
      'spam',
      'restored',
      'added',
      'moved',
    ]);
    const trashed = {
      kind: 'moved',
      cause: 'here',
      from: [],
      to: [{ name: 'Bin', role: 'trash' }],
    } as never as MailLogEntry;
    expect([isShown(trashed, 'deleted'), isShown(trashed, 'sent'), isShown(trashed, 'rules')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('[MA4] notes what becomes of folders, here and elsewhere, but not those that an account begins with', async () => {
    const { mail, store, log, newId } = await open();
    const changes = async () => (await log({ show: 'changed' })).map(({ cause, change }) => ({ cause, ...change }));
    const remote = (id: string, name: string, parentId: string | null = null) => ({
      ...{ id, name, parentId, role: null, sortOrder: 9 },
    });
    const say = (set: ReturnType<typeof remote>[], destroyed: string[] = []) =>
      store.takeChanges({ mailboxes: { set, destroyed }, states: {} });
    expect(await log()).toEqual([]);
    const made = await mail.run({ type: 'createMailbox', accountId: ACCOUNT, name: 'Bills', parentId: null });
    const mailboxId = made.mailboxId!;
    await mail.run({ type: 'updateMailbox', mailboxId, sortOrder: 3 });
    await mail.run({ type: 'updateMailbox', mailboxId, name: 'Invoices' });
    await say([remote('r-x', 'Theirs'), remote('r-y', 'Outer')]);
    await say([remote('r-x', 'Theirs', 'r-y')]);
    await mail.run({ type: 'destroyMailbox', mailboxId });
    await say([], ['r-x']);
    expect((await changes()).reverse()).toEqual([
      { cause: 'here', what: 'folder-made', name: 'Bills' },
      { cause: 'here', what: 'folder-renamed', name: 'Invoices', before: 'Bills' },
      { cause: 'elsewhere', what: 'folder-made', name: 'Theirs' },
      { cause: 'elsewhere', what: 'folder-made', name: 'Outer' },
      { cause: 'elsewhere', what: 'folder-nested', name: 'Theirs' },
      { cause: 'here', what: 'folder-deleted', name: 'Invoices' },
      { cause: 'elsewhere', what: 'folder-deleted', name: 'Theirs' },
    ]);
    expect(await log({ text: 'bills' })).toHaveLength(2);
    // Another account that is added now, with folders it had.
    await putMailAccount(mail.store, { id: 'b', name: 'me@b.example' }, mail.time);
    const other = createMailAccountStore({ store: mail.store, accountId: 'b', now: () => mail.time, newId });
    await other.takeChanges({ mailboxes: { set: [remote('m', 'Old folder')], destroyed: [] }, states: {} });
    expect(await log({ text: 'old folder' })).toEqual([]);
  });

  it('[MA4] notes what was changed in rules, senders and the answer while away, on this device', async () => {
    const { mail, log } = await open();
    const api = createRulesApi(
      {
        ...{ store: mail.store, now: () => mail.time, newId: () => 'x', onDone: async () => {}, report() {} },
        bringer: { setVacation: async (_: string, __: unknown, value: Vacation) => ({ value }) } as never,
        connect: async () => undefined as never,
      },
      mail.store.refresh(),
    );
    const before = rules(rule({ id: 'a', name: 'Bills' }));
    await api.noteRules(ACCOUNT, before, before);
    expect(await log()).toEqual([]);
    await api.noteRules(ACCOUNT, before, {
      ...rules(rule({ id: 'a', name: 'Bills', isOn: false })),
      blocked: ['x@y.z'],
    });
    await api.setVacation(ACCOUNT, { ...NO_VACATION, isOn: true, text: 'Away' });
    await api.setVacation(ACCOUNT, NO_VACATION);
    expect((await log()).map(({ cause, accountId, change }) => ({ cause, accountId, ...change })).reverse()).toEqual([
      { cause: 'here', accountId: ACCOUNT, what: 'rule-off', name: 'Bills' },
      { cause: 'here', accountId: ACCOUNT, what: 'sender-blocked', name: 'x@y.z' },
      { cause: 'here', accountId: ACCOUNT, what: 'away-on' },
      { cause: 'here', accountId: ACCOUNT, what: 'away-off' },
    ]);
  });

  it('[MA4] tells changes of rules apart', () => {
    const [a, b] = [rule({ id: 'a', name: 'A' }), rule({ id: 'b', name: 'B' })];
    const whats = (after: readonly MailRule[], before: readonly MailRule[] = [a, b]) =>
      ruleChanges(rules(...before), rules(...after)).map((change) => change.what);
    expect(whats([a, b])).toEqual([]);
    expect(whats([a, b, rule({ id: 'c' })])).toEqual(['rule-made']);
    expect(whats([b, a])).toEqual(['rules-ordered']);
    expect(whats([b])).toEqual(['rule-deleted']);
    expect(whats([{ ...a, isOn: false }, b])).toEqual(['rule-off']);
    expect(whats([a, b], [{ ...a, isOn: false }, b])).toEqual(['rule-on']);
    expect(ruleChanges(rules(a), rules({ ...a, name: 'New', stops: true }))).toEqual([
      { what: 'rule-changed', name: 'New', before: 'A' },
    ]);
    const lists = { ...rules(), blocked: ['x@y.z'], approved: ['a@b.c'] };
    const moved = { ...rules(), approved: ['x@y.z'] };
    expect(ruleChanges(lists, moved).map((change) => change.what)).toEqual(['sender-approved', 'sender-removed']);
  });
});
