// What rules do to a message, all together.
import { isAbout, type RuleMessage } from './match-rule.js';
import { isSenderIn, type MailRule, type MailRules, type RuleMailbox } from './rule.js';

/** Where a message goes: the last place that a rule names. */
export type RulePlace = RuleMailbox | { readonly role: 'junk' | 'trash' };

export interface RulePlan {
  /** Rules that are about it, in their order. */
  readonly rules: readonly Pick<MailRule, 'id' | 'name'>[];
  /** Rules; that its sender is blocked, when no rule was looked at; or the junk filter (rule MJ5), when none is about it. */
  readonly cause: 'rule' | 'blocked' | 'filter';
  /** Absent when it stays. */
  readonly place?: RulePlace;
  readonly star: boolean;
  readonly read: boolean;
  /** Keywords, each once. */
  readonly labels: readonly string[];
}

/** What happens to a message that has come, or is looked at again. `undefined` when nothing does (MU3, MU4). */
export function planRules(given: MailRules, message: RuleMessage): RulePlan | undefined {
  const sender = message.from[0]?.email ?? '';
  const isApproved = isSenderIn(given.approved, sender);
  if (!isApproved && isSenderIn(given.blocked, sender))
    return { rules: [], cause: 'blocked', place: { role: 'junk' }, star: false, read: false, labels: [] };
  const rules: Pick<MailRule, 'id' | 'name'>[] = [];
  let place: RulePlace | undefined;
  let star = false;
  let read = false;
  const labels = new Set<string>();
  for (const rule of given.rules) {
    if (!rule.isOn || !isAbout(rule, message)) continue;
    rules.push({ id: rule.id, name: rule.name });
    for (const action of rule.actions) {
      if (action.type === 'move') place = action.to;
      if (action.type === 'trash') place = { role: 'trash' };
      if (action.type === 'junk' && !isApproved) place = { role: 'junk' };
      if (action.type === 'label') labels.add(action.label);
      if (action.type === 'star') star = true;
      if (action.type === 'read') read = true;
    }
    if (rule.stops) break;
  }
  if (rules.length === 0) return undefined;
  return { rules, cause: 'rule', ...(place && { place }), star, read, labels: [...labels] };
}
