// Rules and messages for tests.
import fc from 'fast-check';
import type { RuleMessage } from '../../src/domain/mail/rules/match-rule.js';
import type { MailRule, MailRules, RuleAction, RuleCondition } from '../../src/domain/mail/rules/rule.js';

export function rule(change: Partial<MailRule> = {}): MailRule {
  const none = { match: 'all', conditions: [], actions: [], stops: false } as const;
  return { id: 'a', name: 'A rule', isOn: true, ...none, ...change };
}

export const rules = (...list: readonly MailRule[]): MailRules => ({
  ...{ rules: list, blocked: [], approved: [], changed: 1 },
});

export function ruleMessage(change: Partial<RuleMessage> & { readonly headers?: Record<string, string[]> } = {}) {
  const { headers = {}, ...rest } = change;
  return {
    from: [{ name: 'Anna Müller', email: 'anna@example.org' }],
    to: [{ name: null, email: 'me@example.net' }],
    cc: [],
    bcc: [],
    subject: 'Rechnung März',
    header: (name: string) => headers[name.toLowerCase()] ?? [],
    body: 'Guten Tag,\nanbei die Rechnung.',
    size: 2_000,
    hasAttachment: false,
    ...rest,
  } satisfies RuleMessage;
}

const text = fc.oneof(
  fc.constantFrom('anna', 'Müller', 'RECHNUNG', '"; stop; #', '$' + '{ik_place}', '*?\\', 'ﬁ'),
  fc.string({ minLength: 1, maxLength: 30 }).filter((value) => value.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(value)),
);

export const anyCondition: fc.Arbitrary<RuleCondition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('from', 'to', 'cc', 'people', 'subject'),
    test: fc.constantFrom('contains', 'is', 'begins', 'ends'),
    value: text,
    not: fc.boolean(),
  }),
  fc.record({ field: fc.constant('body'), test: fc.constant('contains'), value: text, not: fc.boolean() }),
  fc.record({
    field: fc.constant('header'),
    header: fc.constantFrom('List-Id', 'X-Spam-Flag'),
    test: fc.constantFrom('contains', 'is', 'begins', 'ends'),
    value: text,
    not: fc.boolean(),
  }),
  fc.record({ field: fc.constant('size'), octets: fc.nat(5_000), not: fc.boolean() }),
  fc.record({ field: fc.constant('attachment'), not: fc.boolean() }),
);

export const anyAction: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ type: fc.constantFrom('star', 'read', 'junk', 'trash') }),
  fc.record({ type: fc.constant('label'), label: fc.constantFrom('bills', 'b=c3=bcro', 'to_do') }),
  fc.record({ type: fc.constant('forward'), address: fc.constant('other@example.com') }),
  fc.record({ type: fc.constant('move'), to: fc.record({ path: fc.array(text, { minLength: 1, maxLength: 3 }) }) }),
);

export const anyRule: fc.Arbitrary<MailRule> = fc.record({
  id: fc.stringMatching(/^[a-z0-9]{1,12}$/),
  name: text,
  isOn: fc.boolean(),
  match: fc.constantFrom('all', 'any'),
  conditions: fc.array(anyCondition, { maxLength: 4 }),
  actions: fc.array(anyAction, { maxLength: 3 }),
  stops: fc.boolean(),
});

export const anyRules: fc.Arbitrary<MailRules> = fc.record({
  rules: fc.uniqueArray(anyRule, { maxLength: 5, selector: ({ id }) => id }),
  blocked: fc.constantFrom([], ['spam@example.com'], ['@bad.example', 'x@bad.example']),
  approved: fc.constantFrom([], ['anna@example.org']),
  changed: fc.nat(),
});
