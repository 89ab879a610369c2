import type { MailRule, MailRules, RuleAction } from './rule.js';

/**
 * Rules once a label has another name, or none: those that gave it give the new one, once; a rule that did nothing else is gone with it.
 *
 * @param to - Its new keyword; absent when the label is deleted.
 * @returns the same rules when none gives it.
 * @see rule MU18 in docs/rules/mail-rules.md
 */
export function relabelRules(rules: MailRules, label: string, to?: string): MailRules {
  const gives = (action: RuleAction, which: string) => action.type === 'label' && action.label === which;
  if (!rules.rules.some(({ actions }) => actions.some((action) => gives(action, label)))) return rules;
  const renamed = ({ actions }: MailRule): readonly RuleAction[] =>
    to === undefined || actions.some((action) => gives(action, to))
      ? actions.filter((action) => !gives(action, label))
      : actions.map((action) => (gives(action, label) ? { type: 'label', label: to } : action));
  return {
    ...rules,
    rules: rules.rules.flatMap((rule) => {
      if (!rule.actions.some((action) => gives(action, label))) return [rule];
      const actions = renamed(rule);
      return actions.length === 0 ? [] : [{ ...rule, actions }];
    }),
  };
}
