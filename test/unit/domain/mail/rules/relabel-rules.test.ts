import { describe, expect, it } from 'vitest';
import { relabelRules } from '../../../../../src/domain/mail/rules/relabel-rules.js';
import type { MailRules, RuleAction } from '../../../../../src/domain/mail/rules/rule.js';
import { rule, rules } from '../../../../support/mail-rules.js';

const label = (name: string): RuleAction => ({ type: 'label', label: name });
const star: RuleAction = { type: 'star' };
const of = (...actions: RuleAction[][]) => rules(...actions.map((each) => rule({ actions: each })));
const actionsOf = ({ rules: all }: MailRules) => all.map(({ actions }) => actions);

describe('[MU18] rules that give a label', () => {
  it('give its new name, once', () => {
    const before = of([label('a'), star], [label('a'), label('b')], [label('c')]);
    expect(actionsOf(relabelRules(before, 'a', 'b'))).toEqual([[label('b'), star], [label('b')], [label('c')]]);
  });

  it('give nothing when it is deleted; those that did nothing else are gone', () => {
    const before = of([label('a'), star], [label('a')], [label('c')]);
    expect(actionsOf(relabelRules(before, 'a'))).toEqual([[star], [label('c')]]);
  });

  it('are the same when none gives it', () => {
    const before = of([label('b')], [star]);
    expect(relabelRules(before, 'a', 'z')).toBe(before);
    expect(relabelRules(before, 'a')).toBe(before);
  });
});
