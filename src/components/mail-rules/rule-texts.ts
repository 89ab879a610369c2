// Rules in words.
import { msg, str } from '@lit/localize';
import { labelName } from '../../domain/mail/labels.js';
import {
  isTextCondition,
  type MailRule,
  type RuleAction,
  type RuleCondition,
  type RuleField,
  type RuleMailbox,
  type TextTest,
} from '../../domain/mail/rules/rule.js';
import type { ServerRules } from '../../domain/mail/rules/server-rules.js';
import { fromName, toName } from '../mail/header-names.js';
import { roleName } from '../mail/mail-names.js';
import { quoted } from '../shared/quoted.js';
import { sizeText } from './size-fields.js';

const fields: Readonly<Record<RuleField, () => string>> = {
  from: fromName,
  to: toName,
  cc: () => msg('Cc'),
  people: () => msg('To or Cc'),
  subject: () => msg('Subject'),
  body: () => msg('Text'),
  header: () => msg('Another header'),
  size: () => msg('Size'),
  attachment: () => msg('Attachment'),
};
/** In the order they are offered. */
export const ruleFields = Object.keys(fields) as readonly RuleField[];
export const fieldName = (field: RuleField) => fields[field]();

const tests: Readonly<Record<TextTest, readonly [() => string, () => string]>> = {
  contains: [() => msg('contains'), () => msg('does not contain')],
  is: [() => msg('is'), () => msg('is not')],
  begins: [() => msg('begins with'), () => msg('does not begin with')],
  ends: [() => msg('ends with'), () => msg('does not end with')],
};
export const textTests = Object.keys(tests) as readonly TextTest[];
export const testName = (test: TextTest, not: boolean) => tests[test][not ? 1 : 0]();

const actions: Readonly<Record<RuleAction['type'], () => string>> = {
  move: () => msg('Move to'),
  label: () => msg('Label'),
  star: () => msg('Star'),
  read: () => msg('Mark as read'),
  junk: () => msg('Move to spam'),
  trash: () => msg('Delete (to the trash)'),
  forward: () => msg('Send a copy to'),
};
export const ruleActions = Object.keys(actions) as readonly RuleAction['type'][];
export const actionName = (type: RuleAction['type']) => actions[type]();

export const placeName = (place: RuleMailbox) =>
  'role' in place
    ? roleName(place.role)
    : place.path.map((name) => (name === 'INBOX' ? roleName('inbox') : name)).join(' / ');

function conditionText(condition: RuleCondition, locale: string): string {
  if (condition.field === 'attachment') return condition.not ? msg('no attachment') : msg('an attachment');
  if (condition.field === 'size') {
    const size = sizeText(condition.octets, locale);
    return condition.not ? msg(str`at most ${size}`) : msg(str`larger than ${size}`);
  }
  if (!isTextCondition(condition)) return '';
  const name = condition.field === 'header' ? (condition.header ?? '') : fieldName(condition.field);
  return `${name} ${testName(condition.test, condition.not)} ${quoted(condition.value)}`;
}

/** In small letters, as part of a sentence. */
export function actionText(action: RuleAction): string {
  if (action.type === 'move') return msg(str`move to “${placeName(action.to)}”`);
  if (action.type === 'label') return msg(str`label “${labelName(action.label)}”`);
  if (action.type === 'forward') return msg(str`send a copy to ${action.address}`);
  return { star: msg('star'), read: msg('mark as read'), junk: msg('move to spam'), trash: msg('delete') }[action.type];
}

/** Conditions a line shows; of more it says how many. */
const SHOWN = 3;

/** `From is “a@b.c” → move to “Bills”, star`. */
export function ruleSummary({ conditions, match, actions: done }: MailRule, locale: string): string {
  const joiner = match === 'all' ? msg('and') : msg('or');
  const shown = conditions.slice(0, SHOWN).map((condition) => conditionText(condition, locale));
  const more = conditions.length - shown.length;
  const about = conditions.length === 0 ? msg('every message') : shown.join(` ${joiner} `);
  const rest = more > 0 ? ` ${msg(str`and ${more} more`)}` : '';
  return `${about}${rest} → ${done.map(actionText).join(', ')}`;
}

/** What a rule is called that nobody has named. */
export function suggestedName({ conditions }: Pick<MailRule, 'conditions'>): string {
  const [first] = conditions;
  if (first === undefined) return msg('Every message');
  return isTextCondition(first) ? first.value.trim() : fieldName(first.field);
}

/** Where the rules of an account run, and what is in the way. */
export function serverRulesText(rules: ServerRules | undefined, kind: 'local' | 'jmap'): string {
  if (kind === 'local') return msg('Nothing arrives in local folders by itself: run rules on them when you like.');
  if (rules?.problem?.kind === 'refused')
    return msg(str`The mail server does not accept these rules: ${rules.problem.text}`);
  if (rules?.problem?.kind === 'newer')
    return msg('The mail server has rules that another device wrote later than those here.');
  if (rules?.problem?.kind === 'extensions')
    return msg(
      str`The mail server cannot carry out all of these rules (it lacks: ${rules.problem.text}). They run here, while the app is open.`,
    );
  if (rules?.at !== 'server')
    return rules?.hasScripts === true
      ? msg('The mail server carries rules out itself, also while all your devices are off.')
      : msg('Rules run on this device, while the app is open: this mail server has none of its own.');
  if (rules.include === undefined)
    return msg('These rules run at the mail server, also while all your devices are off.');
  return msg(
    str`These rules run at the mail server, also while all your devices are off. After them its script “${rules.include}” goes on.`,
  );
}
