// A rule to begin with, made of a message.
import type { EmailDetail } from '../email.js';
import type { MailHeader } from '../message.js';
import type { MailRule, RuleCondition } from './rule.js';

/** `<list.example.org>` of List-Id (RFC 2919 §2). */
const listIdOf = (headers: readonly MailHeader[]): string | undefined => {
  const field = headers.find(({ name }) => name.toLowerCase() === 'list-id')?.value;
  return /<([^<>\s]{1,255})>\s*$/.exec(field ?? '')?.[1];
};

/** Mail of a list is known by the list, other mail by who sends it (MU13). What is done with it, the person chooses. */
export function suggestRule(
  email: Pick<EmailDetail, 'from' | 'structure'>,
  id: string,
): Pick<MailRule, 'id' | 'name' | 'conditions'> {
  const list = listIdOf(email.structure?.headers ?? []);
  const [sender] = email.from;
  const conditions: RuleCondition[] =
    list !== undefined
      ? [{ field: 'header', header: 'List-Id', test: 'contains', value: list, not: false }]
      : sender === undefined || sender.email === ''
        ? []
        : [{ field: 'from', test: 'is', value: sender.email, not: false }];
  return { id, name: list ?? sender?.name ?? sender?.email ?? '', conditions };
}
