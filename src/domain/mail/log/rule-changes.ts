// What was changed in an account's rules, for the log (MA4).
import type { MailRule, MailRules } from '../rules/rule.js';
import type { MailLogChange, RuleChange } from './mail-log.js';

const same = (a: MailRule, b: MailRule) => JSON.stringify(a) === JSON.stringify(b);

function changeOf(before: MailRule, after: MailRule): RuleChange {
  if (same({ ...before, isOn: after.isOn }, after)) return after.isOn ? 'rule-on' : 'rule-off';
  return 'rule-changed';
}

/** One for each rule and each sender that is another one now; none where nothing was changed. */
export function ruleChanges(before: MailRules, after: MailRules): readonly MailLogChange[] {
  const changes: MailLogChange[] = [];
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  for (const rule of after.rules) {
    const old = was.get(rule.id);
    const { name } = rule;
    if (old === undefined) changes.push({ what: 'rule-made', name });
    else if (!same(old, rule))
      changes.push({ what: changeOf(old, rule), name, ...(old.name !== name && { before: old.name }) });
  }
  const now = new Set(after.rules.map(({ id }) => id));
  for (const { id, name } of before.rules) if (!now.has(id)) changes.push({ what: 'rule-deleted', name });
  const order = ({ rules }: MailRules, among: ReadonlySet<string>) =>
    rules.flatMap(({ id }) => (among.has(id) ? [id] : [])).join(' ');
  const stayed = new Set([...was.keys()].filter((id) => now.has(id)));
  if (order(before, stayed) !== order(after, stayed)) changes.push({ what: 'rules-ordered', name: '' });
  return [...changes, ...senderChanges(before, after)];
}

function senderChanges(before: MailRules, after: MailRules): readonly MailLogChange[] {
  const changes: MailLogChange[] = [];
  const listed = new Set([...after.blocked, ...after.approved]);
  for (const name of after.blocked) if (!before.blocked.includes(name)) changes.push({ what: 'sender-blocked', name });
  for (const name of after.approved)
    if (!before.approved.includes(name)) changes.push({ what: 'sender-approved', name });
  for (const name of [...before.blocked, ...before.approved])
    if (!listed.has(name)) changes.push({ what: 'sender-removed', name });
  return changes;
}
