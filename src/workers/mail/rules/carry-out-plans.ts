// What rules have planned for messages becomes commands, inside one transaction.
import type { RulePlan } from '../../../domain/mail/rules/plan-rules.js';
import { mailboxOfPlace } from '../../../domain/mail/rules/rule-mailbox.js';
import type { MailCommand } from '../../mail.api.js';
import type { CommandContext } from '../command-context.js';
import { placeEmails, setKeywords } from '../email-commands.js';

/** Messages by number. @param mark - A keyword they all get. @returns what undoes it */
export async function carryOutPlans(
  context: CommandContext,
  plans: ReadonlyMap<number, RulePlan>,
  mark?: string,
): Promise<readonly MailCommand[]> {
  const { tx } = context;
  tx.log.doing = { time: context.now, cause: 'rule' };
  const places = new Map<number, readonly string[]>();
  /** Messages by the keywords they get. */
  const groups = new Map<string, string[]>();
  for (const [email, { place, star, read, labels, rules, cause }] of plans) {
    tx.log.ruled(email, { cause, rules: rules.map(({ name }) => name) });
    const marks = [...(star ? ['$flagged'] : []), ...(read ? ['$seen'] : [])];
    const keywords = [...marks, ...labels, ...(mark === undefined ? [] : [mark])];
    const key = keywords.join(' ');
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), String(email)]);
    const account = tx.accountOf(email);
    const to = place && account && mailboxOfPlace(tx.mailboxes.values(), account.id, place);
    if (to !== undefined) places.set(email, [to.id]);
  }
  const inverse: MailCommand[] = [];
  // The keywords first: who hears that a message has gone elsewhere knows that a rule did it.
  for (const [key, emailIds] of groups) {
    const done = setKeywords(context, { type: 'setKeywords', emailIds, add: key.split(' '), remove: [] });
    inverse.unshift(...(done.inverse ?? []));
  }
  const moved = await placeEmails(context, places);
  return [...(moved.inverse ?? []), ...inverse];
}
