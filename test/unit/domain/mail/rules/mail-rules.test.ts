import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAbout, meets } from '../../../../../src/domain/mail/rules/match-rule.js';
import { planRules } from '../../../../../src/domain/mail/rules/plan-rules.js';
import {
  changedEntries,
  readAction,
  readRules,
  ruleKey,
  senderKey,
} from '../../../../../src/domain/mail/rules/read-rules.js';
import { NO_RULES, type RuleCondition } from '../../../../../src/domain/mail/rules/rule.js';
import { mailboxOfPlace, placeOfMailbox } from '../../../../../src/domain/mail/rules/rule-mailbox.js';
import { suggestRule } from '../../../../../src/domain/mail/rules/suggest-rule.js';
import { anyCondition, anyRules, rule, ruleMessage, rules } from '../../../../support/mail-rules.js';

const condition = (change: Partial<RuleCondition> = {}) =>
  ({ field: 'subject', test: 'contains', value: 'rechnung', not: false, ...change }) as RuleCondition;
const toBills = { type: 'move', to: { path: ['Bills'] } } as const;

describe('rules of mail', () => {
  it('[MU1] are about what meets all, or any, of their conditions', () => {
    const [yes, no] = [condition(), condition({ value: 'offer' })];
    const about = (match: 'all' | 'any', ...conditions: RuleCondition[]) =>
      isAbout({ match, conditions }, ruleMessage());
    expect([about('all', yes, no), about('any', yes, no), about('all', yes), about('any', no)]).toEqual([
      ...[false, true, true, false],
    ]);
    expect([about('all'), about('any')]).toEqual([true, true]);
  });

  it('[MU1] a negated condition is met by exactly what the plain one is not met by', () => {
    fc.assert(
      fc.property(anyCondition, (given) => {
        const message = ruleMessage({ headers: { 'list-id': ['<anna.example.org>'] } });
        expect(meets({ ...given, not: true }, message)).toBe(!meets({ ...given, not: false }, message));
      }),
    );
  });

  it.each([
    [{ value: 'RECHNUNG   märz' }, true],
    [{ value: 'März', test: 'is' }, false],
    [{ value: 'rechnung ma\u0308rz', test: 'is' }, true],
    [{ value: 'rech', test: 'begins' }, true],
    [{ value: 'MÄRZ', test: 'ends' }, true],
    [{ field: 'from', value: 'müller' }, true],
    [{ field: 'from', value: 'Anna Müller', test: 'is' }, false],
    [{ field: 'from', value: 'ANNA@example.org', test: 'is' }, true],
    [{ field: 'from', value: '@example.org', test: 'ends' }, true],
    [{ field: 'people', value: 'me@', test: 'begins' }, true],
    [{ field: 'cc', value: 'me@' }, false],
    [{ field: 'body', value: 'tag, anbei' }, true],
    [{ field: 'header', header: 'Received', value: 'second' }, true],
    [{ field: 'header', header: 'X-Nothing', value: 'a', not: true }, true],
    [{ field: 'size', octets: 1_999 }, true],
    [{ field: 'size', octets: 2_000 }, false],
    [{ field: 'attachment' }, false],
  ] as const)('[MU2] compares %o', (given, expected) => {
    const headers = { received: ['first', 'the Second'] };
    expect(meets(condition(given as Partial<RuleCondition>), ruleMessage({ headers }))).toBe(expected);
  });

  it('[MU3] the last place counts, marks add up, and a rule that stops is the last', () => {
    const given = [
      rule({ id: 'a', actions: [toBills, { type: 'star' }] }),
      rule({ id: 'b', actions: [{ type: 'trash' }, { type: 'read' }], stops: true }),
      rule({ id: 'c', actions: [{ type: 'junk' }] }),
    ];
    expect(planRules(rules(...given), ruleMessage())).toMatchObject({
      rules: [{ id: 'a' }, { id: 'b' }],
      ...{ place: { role: 'trash' }, star: true, read: true },
    });
    const off = given.map((each) => ({ ...each, isOn: false }));
    expect(planRules(rules(...off), ruleMessage())).toBeUndefined();
  });

  it('[MU15] labels add up, each once, and are keywords that people make', () => {
    const label = (id: string, ...labels: readonly string[]) =>
      rule({ id, actions: labels.map((each) => ({ type: 'label', label: each })) });
    const planned = planRules(rules(label('a', 'bills', 'work'), label('b', 'work')), ruleMessage());
    expect(planned).toMatchObject({ labels: ['bills', 'work'], star: false });
    for (const bad of ['', '$flagged', 'a b', 'B', 'a"b', 'x'.repeat(49), 7, undefined])
      expect(readAction({ type: 'label', label: bad })).toBeUndefined();
    expect(readAction({ type: 'label', label: 'b=c3=bcro', more: 1 })).toEqual({ type: 'label', label: 'b=c3=bcro' });
  });

  it('[MU3] a folder is found by its names, and one that is not there is nothing', () => {
    const box = (id: string, name: string, parentId: string | null = null, role: 'inbox' | null = null) => ({
      ...{ id, accountId: 'x', name, parentId, role },
    });
    const boxes = [
      box('1', 'Eingang', null, 'inbox'),
      box('2', 'Bills', '1'),
      box('3', 'Bills'),
      box('4', '2026', '3'),
    ];
    for (const each of boxes) expect(mailboxOfPlace(boxes, 'x', placeOfMailbox(boxes, each))).toBe(each);
    expect(placeOfMailbox(boxes, boxes[1]!)).toEqual({ path: ['INBOX', 'Bills'] });
    expect(mailboxOfPlace(boxes, 'x', { path: ['2026'] })).toBeUndefined();
    expect(mailboxOfPlace(boxes, 'y', { role: 'inbox' })).toBeUndefined();
  });

  it('[MU4] blocked senders go to spam and nothing else happens; approved ones never do', () => {
    const given = { ...rules(rule({ actions: [{ type: 'junk' }, { type: 'star' }] })), blocked: ['@example.org'] };
    expect(planRules(given, ruleMessage())).toMatchObject({ cause: 'blocked', rules: [], star: false });
    const both = { ...given, approved: ['anna@example.org'] };
    expect(planRules(both, ruleMessage())).toEqual(
      expect.objectContaining({ cause: 'rule', star: true, rules: [{ id: 'a', name: 'A rule' }] }),
    );
    expect(planRules(both, ruleMessage())).not.toHaveProperty('place');
    const other = ruleMessage({ from: [{ name: null, email: 'anna@sub.example.org' }] });
    expect(planRules({ ...NO_RULES, blocked: ['@example.org'] }, other)).toBeUndefined();
  });

  it('[MU8] stand among the settings one by one, and are read back as they were', () => {
    fc.assert(
      fc.property(anyRules, anyRules, (first, second) => {
        const settings = new Map<string, string>();
        const write = (before: typeof first, after: typeof first, now: number) => {
          for (const [name, entry] of changedEntries('Me@Example.net', before, after, now))
            settings.set(name, JSON.stringify(entry));
        };
        const read = () =>
          readRules(
            [...settings].map(([name, value]) => ({ name, value })),
            'me@example.net',
          );
        const content = ({ changed: _, ...rest }: typeof first) => rest;
        const sorted = ({ blocked, approved, ...rest }: typeof first) => ({
          ...rest,
          blocked: blocked.filter((each) => !approved.includes(each)),
          approved,
        });
        write(NO_RULES, first, 5);
        expect(content(read())).toEqual(content(sorted(first)));
        const before = read();
        write(before, second, 1);
        expect(content(read())).toEqual(content(sorted(second)));
        // A clock that was set back does not make what is new look old.
        if (JSON.stringify(content(before)) !== JSON.stringify(content(read())))
          expect(read().changed).toBeGreaterThan(before.changed);
      }),
    );
  });

  it('[MU8] leave out what nobody can have meant', () => {
    const good = { changed: 3, order: 0, rule: rule({ id: 'good', conditions: [condition()] }) };
    const bad = (change: object) =>
      JSON.stringify({ changed: 9, order: 0, rule: { ...good.rule, id: 'bad', ...change } });
    const setting = (name: string, value: string) => ({ name, value });
    const all = [
      setting(ruleKey('me', 'good'), JSON.stringify(good)),
      ...[
        { conditions: [{ field: 'subject' }] },
        { conditions: [{ ...condition(), value: ' ' }] },
        { conditions: [{ ...condition(), value: 'a\r\nstop;' }] },
        { conditions: [{ ...condition(), field: 'header', header: 'X: y' }] },
        { conditions: [{ ...condition(), field: 'body', test: 'is' }] },
        { conditions: [{ field: 'size', octets: 3e9, not: false }] },
        { actions: [{ type: 'forward', address: 'a@b", "c@d' }] },
        { actions: [{ type: 'move', to: { path: [] } }] },
        { actions: [{ type: 'destroy' }] },
        { conditions: Array(31).fill(condition()) },
        { id: '../x' },
      ].map((change) => setting(ruleKey('me', 'bad'), bad(change))),
      setting(ruleKey('me', 'other'), JSON.stringify(good)),
      setting(senderKey('me', 'x@y.z'), JSON.stringify({ changed: 4, list: 'blocked' })),
      setting(senderKey('me', 'No Address'), JSON.stringify({ changed: 4, list: 'blocked' })),
      setting(senderKey('you', 'a@y.z'), JSON.stringify({ changed: 99, list: 'blocked' })),
      setting(senderKey('me', 'gone@y.z'), '{'),
    ];
    const read = readRules(all, 'me');
    expect(read.rules.map(({ id }) => id)).toEqual(['good']);
    expect([read.blocked, read.approved, read.changed]).toEqual([['x@y.z'], [], 9]);
  });

  it('[MU13] made from a message are about its list, else its sender', () => {
    const from = [{ name: 'Anna', email: 'anna@example.org' }];
    expect(suggestRule({ from }, 'x')).toEqual({
      ...{ id: 'x', name: 'Anna' },
      conditions: [condition({ field: 'from', test: 'is', value: 'anna@example.org' })],
    });
    const headers = [{ name: 'LIST-ID', value: ' News of us\r\n <news.example.org>' }];
    const structure = { headers } as never;
    expect(suggestRule({ from, structure }, 'x').conditions).toEqual([
      { field: 'header', header: 'List-Id', test: 'contains', value: 'news.example.org', not: false },
    ]);
  });
});
