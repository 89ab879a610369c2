// Whether a rule is about a message.
import type { MailAddress } from '../message.js';
import { isTextCondition, type MailRule, type RuleCondition, type TextTest } from './rule.js';

/** What is known of a message. Where its bytes are not here, only its row is. */
export interface RuleMessage {
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  /** Decoded values of a field, in their order; the name is without case. */
  header(name: string): readonly string[];
  /** As a person reads it. */
  readonly body: string;
  /** Octets. */
  readonly size: number;
  readonly hasAttachment: boolean;
}

/** Case, the way characters are composed, and how much white space there is do not count (MU2). */
export const foldForRule = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const tests: Readonly<Record<TextTest, (text: string, value: string) => boolean>> = {
  contains: (text, value) => text.includes(value),
  is: (text, value) => text === value,
  begins: (text, value) => text.startsWith(value),
  ends: (text, value) => text.endsWith(value),
};

/** Names count where something is contained, addresses alone otherwise. */
function textsOfPeople(people: readonly MailAddress[], test: TextTest): readonly string[] {
  return people.flatMap(({ name, email }) => (test === 'contains' && name !== null ? [name, email] : [email]));
}

function textsOf(condition: Extract<RuleCondition, { readonly test: TextTest }>, message: RuleMessage) {
  const { test } = condition;
  switch (condition.field) {
    case 'from':
      return textsOfPeople(message.from, test);
    case 'to':
      return textsOfPeople(message.to, test);
    case 'cc':
      return textsOfPeople(message.cc, test);
    case 'people':
      return textsOfPeople([...message.to, ...message.cc, ...message.bcc], test);
    case 'subject':
      return [message.subject];
    case 'header':
      return message.header(condition.header ?? '');
    case 'body':
      return [message.body];
  }
}

export function meets(condition: RuleCondition, message: RuleMessage): boolean {
  if (condition.field === 'size') return message.size > condition.octets !== condition.not;
  if (!isTextCondition(condition)) return message.hasAttachment !== condition.not;
  const value = foldForRule(condition.value);
  const test = tests[condition.test];
  return textsOf(condition, message).some((text) => test(foldForRule(text), value)) !== condition.not;
}

/** Whether the rule is about the message (MU1); one without conditions is about every message. */
export function isAbout({ match, conditions }: Pick<MailRule, 'match' | 'conditions'>, message: RuleMessage): boolean {
  if (conditions.length === 0) return true;
  const met = (condition: RuleCondition) => meets(condition, message);
  return match === 'all' ? conditions.every(met) : conditions.some(met);
}
