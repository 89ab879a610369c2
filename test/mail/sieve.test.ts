// Rules as scripts of real servers: what a server does with a message is what this device would have done.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmailQuery } from '../../src/domain/mail/email.js';
import { isLabel } from '../../src/domain/mail/labels.js';
import { compileSieve } from '../../src/domain/mail/rules/compile-sieve.js';
import { planRules } from '../../src/domain/mail/rules/plan-rules.js';
import { changedEntries } from '../../src/domain/mail/rules/read-rules.js';
import {
  type MailRule,
  type MailRules,
  NO_RULES,
  RULED,
  type RuleCondition,
} from '../../src/domain/mail/rules/rule.js';
import { NO_VACATION, type Vacation } from '../../src/domain/mail/rules/vacation.js';
import { fetchAway } from '../../src/sync/jmap/away.js';
import type { JmapConnection } from '../../src/sync/jmap/connection.js';
import { rulesAtServer } from '../../src/sync/jmap/sieve.js';
import { messageOfBytes } from '../../src/workers/mail/rules/rule-messages.js';
import { startCyrus } from '../support/cyrus.mjs';
import { openTab, type TestTab } from '../support/mail-accounts.js';
import { message } from '../support/mail-client.js';
import { rule, rules } from '../support/mail-rules.js';
import type { TestMailServer } from '../support/mail-server.js';
import { startGatewayServers } from '../support/mail-servers/gateway.js';

const everything: EmailQuery = {
  ...{ where: { all: true }, show: 'all', text: '', collapseThreads: false, order: 'newest' },
};
const text = (field: 'subject' | 'from' | 'people' | 'body', value: string, more: object = {}) =>
  ({ field, test: 'contains', value, not: false, ...more }) as RuleCondition;

/** Rules whose texts try to be commands, and messages for them. */
const GIVEN: readonly MailRule[] = [
  rule({
    id: 'a',
    conditions: [text('subject', 'ärger')],
    actions: [{ type: 'star' }, { type: 'label', label: 'b=c3=bcro' }, { type: 'read' }],
  }),
  rule({
    ...{ id: 'b', match: 'any', stops: true },
    conditions: [text('subject', '"; discard; #'), text('subject', '$' + '{ik_stop} [50%]', { test: 'is' })],
    actions: [{ type: 'move', to: { path: ['Bücher & Co', 'Neue'] } }],
  }),
  rule({ id: 'c', conditions: [text('from', '@shop.test', { test: 'ends' })], actions: [{ type: 'trash' }] }),
  rule({
    id: 'd',
    conditions: [text('body', 'overdue'), text('subject', 'a*b?', { test: 'begins', not: true })],
    actions: [{ type: 'move', to: { role: 'archive' } }],
  }),
  rule({
    id: 'e',
    conditions: [{ field: 'size', octets: 20_000, not: false }],
    actions: [{ type: 'junk' }],
  }),
  rule({
    id: 'f',
    conditions: [{ field: 'header', header: 'List-Id', test: 'contains', value: 'news.example', not: false }],
    actions: [{ type: 'move', to: { path: ['Not there'] } }],
  }),
];
const utf8 = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
const MESSAGES: readonly (readonly [string, string, Record<string, string>?])[] = [
  ['ÄRGER mit "; discard; #', 'x'],
  ['$' + '{ik_stop} [50%]', 'x'],
  ['From a shop', 'overdue', { From: '"Big" <sale@SHOP.test>' }],
  ['Late', 'This is OVERDUE now.'],
  ['a*b? first', 'overdue'],
  ['axbc first', 'overdue'],
  ['Large', 'y'.repeat(30).concat('\r\n').repeat(900)],
  ['Approved and large', 'z'.repeat(30).concat('\r\n').repeat(900), { From: 'anna@good.test' }],
  ['Blocked', 'x', { From: 'Some <One@sub.bad.test>' }],
  ['News', 'x', { 'List-Id': 'News <news.example.org>' }],
  ['Nothing', 'x'],
];

function suite(name: string, start: () => Promise<TestMailServer>): void {
  describe(`rules at ${name}`, () => {
    let server: TestMailServer;
    let tab: TestTab;
    let accountId: string;
    let stamp = 0;
    beforeAll(async () => {
      server = await start();
      tab = await openTab();
      tab.lead();
      const { address, password: secret } = server.alice;
      const added = await tab.api.addServerAccount({
        address,
        server: server.url,
        user: '',
        signIn: 'password',
        secret,
      });
      if ('problem' in added) throw new Error(added.problem.kind);
      accountId = added.accountId;
      await tab.untilState(({ phase }) => phase === 'ready');
    });
    afterAll(async () => {
      if (tab !== undefined) await tab.api.removeServerAccount(accountId);
      await server?.end();
    });

    const standing = () => tab.mail.store.accounts.get(accountId)?.rules;
    let kept: MailRules = NO_RULES;
    async function keep(given: MailRules) {
      stamp += 10;
      const entries = changedEntries(server.alice.address, kept, given, stamp);
      await tab.mail.db.settings.bulkPut(entries.map(([key, entry]) => ({ name: key, value: JSON.stringify(entry) })));
      kept = { ...given, changed: stamp };
      await tab.rules.bring(accountId, await tab.servers.connect(accountId));
    }
    async function mailbox(names: readonly string[]) {
      let parentId: string | null = null;
      for (const each of names) {
        const made = await tab.mail.run({ type: 'createMailbox', accountId, name: each, parentId });
        parentId = made.mailboxId!;
      }
      await tab.api.lookNow();
      await tab.until(async () => (await tab.api.countWaiting(accountId)) === 0);
    }
    /** Messages by subject, with the names of where they are, and their keywords. */
    async function found(): Promise<ReadonlyMap<string, string>> {
      const boxes = new Map((await tab.mail.api.mailboxes()).map((each) => [each.id, each]));
      const pathOf = (id: string): string => {
        const { role, name: own, parentId } = boxes.get(id)!;
        return role ?? (parentId === null ? own : `${pathOf(parentId)}/${own}`);
      };
      const wheres: EmailQuery['where'][] = [{ all: true }, { role: 'junk' }, { role: 'trash' }];
      const rows = (
        await Promise.all(wheres.map((where) => tab.mail.api.emailRows({ ...everything, where }, 0, 100)))
      ).flat();
      return new Map(
        rows.map(({ subject, mailboxIds, keywords }) => [
          subject,
          [
            ...mailboxIds.map(pathOf).sort(),
            ...keywords.filter((key) => isLabel(key) || /^\$(?:seen|flagged|ik-ruled)$/.test(key)).sort(),
          ].join(' '),
        ]),
      );
    }
    async function scripts(connection: JmapConnection) {
      const { list } = (await connection.ask('SieveScript/get', { ids: null })) as {
        list: { name: string; isActive: boolean }[];
      };
      return list
        .filter(({ name: own }) => own !== 'mine')
        .map((each) => `${each.name} ${each.isActive ? 'on' : 'off'}`);
    }
    async function arrive(bytes: string, subject: string) {
      await server.deliver(server.alice.address, bytes);
      await tab.api.lookNow();
      await tab.until(async () => {
        await tab.api.lookNow();
        return (await found()).has(subject);
      });
    }

    it('[MU9] [MU11] a server does what this device would have done', async () => {
      await mailbox(['Bücher & Co', 'Neue']);
      await keep({ ...rules(...GIVEN), blocked: ['@sub.bad.test'], approved: ['anna@good.test'] });
      expect(standing()).toEqual(expect.objectContaining({ at: 'server', hasScripts: true }));
      expect(standing()?.problem).toBeUndefined();
      for (const [subject, body, more = {}] of MESSAGES) {
        const bytes = message(`id-${MESSAGES.findIndex(([each]) => each === subject)}`, body, {
          Subject: utf8(subject),
          ...more,
        });
        await arrive(bytes, subject);
        const plan = planRules(kept, messageOfBytes(new TextEncoder().encode(bytes)));
        const { place = { role: 'inbox' } } = plan ?? {};
        const isGone = 'path' in place && place.path[0] === 'Not there';
        const where = isGone ? 'inbox' : 'path' in place ? place.path.join('/') : place.role;
        const marks = [
          ...(plan?.star ? ['$flagged'] : []),
          ...(plan === undefined ? [] : [RULED]),
          ...(plan?.read ? ['$seen'] : []),
          ...(plan?.labels ?? []),
        ];
        expect([subject, (await found()).get(subject)]).toEqual([subject, [where, ...marks].join(' ')]);
      }
    });

    it('[MU12] rules that another device wrote later are not overwritten', async () => {
      const connection = await tab.servers.connect(accountId);
      expect(await rulesAtServer(connection)).toEqual(kept);
      const mine = kept;
      const later = { ...rules(rule({ id: 'z', actions: [{ type: 'star' }] })), changed: stamp + 5 };
      const { text: script } = compileSieve(later, { pathOf: () => undefined });
      const blobId = await connection.upload(new TextEncoder().encode(script), 'application/sieve');
      const { list } = (await connection.ask('SieveScript/get', { ids: null })) as {
        list: { id: string; name: string }[];
      };
      const { id } = list.find((each) => each.name === 'ikebana')!;
      await connection.ask('SieveScript/set', { update: { [id]: { blobId } } });
      await tab.rules.bring(accountId, connection);
      expect(standing()).toMatchObject({ at: 'server', problem: { kind: 'newer' } });
      expect(await rulesAtServer(connection)).toEqual(later);
      await keep({ ...mine, rules: mine.rules.slice(0, 1) });
      expect(standing()?.problem).toBeUndefined();
    });

    it('[MU10] a script that is in use goes on after ours, and is in use again when the last rule is gone', async () => {
      await keep(NO_RULES);
      const connection = await tab.servers.connect(accountId);
      const own = 'require "imap4flags";\r\nif header :contains "subject" "both" { addflag "\\\\Seen"; }\r\n';
      const blobId = await connection.upload(new TextEncoder().encode(own), 'application/sieve');
      await connection.ask('SieveScript/set', {
        ...{ create: { own: { name: 'mine', blobId } }, onSuccessActivateScript: '#own' },
      });
      const star = rule({ conditions: [text('subject', 'both')], actions: [{ type: 'star' }] });
      await keep(rules(star));
      expect(standing()).toMatchObject({ at: 'server', include: 'mine' });
      await arrive(message('one', 'x', { Subject: 'Both of them' }), 'Both of them');
      expect((await found()).get('Both of them')).toBe(`inbox $flagged ${RULED} $seen`);
      await keep(rules({ ...star, stops: true }));
      await arrive(message('two', 'x', { Subject: 'Not both' }), 'Not both');
      expect((await found()).get('Not both')).toBe(`inbox $flagged ${RULED}`);
      await keep(NO_RULES);
      await arrive(message('three', 'x', { Subject: 'Again both' }), 'Again both');
      expect((await found()).get('Again both')).toBe('inbox $seen');
    });

    it('[MU14] answers while one is away are read as they were set', async () => {
      const connection = await tab.servers.connect(accountId);
      const away = {
        ...{ ...NO_VACATION, isOn: true, from: Date.UTC(2026, 11, 24), to: Date.UTC(2027, 0, 4), subject: 'Bin weg' },
        text: 'Zurück am 4. Januar.\n.\nGrüße',
      };
      const put = (vacation: Vacation) => tab.rules.setVacation(accountId, connection, vacation);
      expect(standing()).toMatchObject({ hasVacation: true, hasAudiences: true });
      expect(await put(away)).toEqual({ value: away });
      expect(await fetchAway(connection)).toEqual(away);
      expect(standing()?.away).toEqual({ isOn: true, from: away.from, to: away.to });
      expect(await put({ ...away, isOn: false })).toEqual({ value: { ...away, isOn: false } });
    });

    it('[MU16] some are answered otherwise than others, beside rules, in one script; one answer is on at a time', async () => {
      const connection = await tab.servers.connect(accountId);
      const put = (vacation: Vacation) => tab.rules.setVacation(accountId, connection, vacation);
      const plain = { ...NO_VACATION, isOn: true, text: 'To everybody.' };
      const some: Vacation = {
        ...{ ...NO_VACATION, isOn: true, audience: 'contacts', contacts: ['anna@good.test', 'ö@x.test'] },
        ...{ text: 'Liebe Grüße\n# "', otherText: 'Closed.' },
      };
      await put(plain);
      expect(await put(some)).toEqual({ value: some });
      expect(await scripts(connection)).toEqual(['ikebana on']);
      // Rules come and go; the answer stays, and the other way round.
      const star = rule({ id: 'star', conditions: [text('subject', 'star')], actions: [{ type: 'star' }] });
      await keep(rules(star));
      expect([await fetchAway(connection), standing()]).toMatchObject([some, { at: 'server' }]);
      await arrive(message('answered', 'x', { Subject: 'A star', From: 'anna@good.test' }), 'A star');
      expect((await found()).get('A star')).toContain('$flagged');
      const off = { ...some, isOn: false, contacts: [] };
      expect(await put({ ...some, isOn: false })).toEqual({ value: off });
      expect(standing()).toMatchObject({ at: 'server', away: { isOn: false } });
      await keep(NO_RULES);
      expect([await fetchAway(connection), await scripts(connection)]).toEqual([off, ['ikebana off']]);
      expect(await put(plain)).toEqual({ value: plain });
      await put({ ...plain, isOn: false });
    });
  });
}

suite('Cyrus', startCyrus);
suite('Dovecot behind our gateway', startGatewayServers);
