// What is asked of rules, from the settings and from mail: dialogs, and what was done with an undo.
import { msg, str } from '@lit/localize';
import type { Services } from '../../app/services.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { LOCAL_ACCOUNT, type MailAccount, type Mailbox } from '../../domain/mail/mailbox.js';
import { MAX_RULES, type MailRule, type MailRules } from '../../domain/mail/rules/rule.js';
import { isSender } from '../../domain/mail/rules/senders.js';
import { suggestRule } from '../../domain/mail/rules/suggest-rule.js';
import { firstOf } from '../../domain/watchable.js';
import { showDialog } from '../account/account-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { actionOf } from './rule-lines.js';

export interface RuleFlowContext {
  /** Notices are told from here. */
  readonly host: HTMLElement;
  /** Dialogs stand here. */
  readonly root: ShadowRoot;
  readonly services: Services;
  readonly locale: string;
}

/** An account with its mailboxes and rules. */
export interface RuledAccount {
  readonly account: MailAccount;
  readonly mailboxes: readonly Mailbox[];
  readonly rules: MailRules;
}

type Undo = () => Promise<void>;

export function tell({ host }: RuleFlowContext, message: string, ...undos: readonly (Undo | undefined)[]): void {
  const all = undos.filter((undo) => undo !== undefined);
  const undo = async () => {
    for (const one of all) await one();
  };
  host.dispatchEvent(new NoticeEvent(message, all.length > 0 ? { undo } : {}));
}

/** Lower-case letters and digits: the same on all devices, and in addresses. */
export const newRuleId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 12);

export async function readRuledAccount(services: Services, accountId: string): Promise<RuledAccount | undefined> {
  const [accounts, mailboxes, rules] = await Promise.all([
    firstOf(services.mail.watchAccounts()),
    firstOf(services.mail.watchMailboxes()),
    firstOf(services.mailRules.watch(accountId)),
  ]);
  const account = accounts.find(({ id }) => id === accountId);
  return account && { account, mailboxes: mailboxes.filter((each) => each.accountId === accountId), rules };
}

/** @param given - To begin with; a new rule where there is none of its id. */
export async function editRule(context: RuleFlowContext, ruled: RuledAccount, given: MailRule): Promise<void> {
  const { root, services } = context;
  const { account, mailboxes } = ruled;
  await import('./ik-rule-dialog.js');
  const isNew = !ruled.rules.rules.some(({ id }) => id === given.id);
  let kept: MailRule | undefined;
  let runs = false;
  let undo: Undo | undefined;
  const save = async (rule: MailRule, now: boolean) => {
    // As they are now: another tab may have changed some while this dialog was open.
    const before = await firstOf(services.mailRules.watch(account.id));
    const at = before.rules.findIndex(({ id }) => id === rule.id);
    const rules = at < 0 ? [...before.rules, rule] : before.rules.with(at, rule);
    undo = (await services.mailRules.save(account.id, before, { ...before, rules })).undo;
    [kept, runs] = [rule, now];
  };
  const dialog = document.createElement('ik-rule-dialog');
  Object.assign(dialog, { rule: given, account, mailboxes, isNew, save });
  await showDialog(root, dialog);
  if (kept === undefined) return;
  // A rule of local folders has nothing to wait for: mail is there or it is not.
  if (runs) await runRulesNow(context, { ...ruled, rules: { ...ruled.rules, rules: [{ ...kept, isOn: true }] } }, undo);
  else tell(context, msg(str`Rule “${kept.name}” saved.`), undo);
}

/** @param undo - Of what was done before, as one step with it. @param atOnce - Begins with the inbox. */
export async function runRulesNow(
  context: RuleFlowContext,
  { mailboxes, rules }: RuledAccount,
  undo?: Undo,
  atOnce = undo !== undefined,
): Promise<void> {
  const { runText } = await import('./ik-rules-run-dialog.js');
  const dialog = document.createElement('ik-rules-run-dialog');
  Object.assign(dialog, { rules, mailboxes, locale: context.locale, at: atOnce });
  await showDialog(context.root, dialog);
  const { result } = dialog;
  if (result !== undefined) tell(context, runText(result, context.locale), result.undo, undo);
  else if (undo !== undefined) tell(context, msg('The rule is saved; the messages were left as they are.'), undo);
}

/** A rule without anything in it yet. */
export function emptyRule(mailboxes: readonly Mailbox[]): MailRule {
  return {
    ...{ id: newRuleId(), name: '', isOn: true, match: 'all', stops: false },
    conditions: [{ field: 'from', test: 'contains', value: '', not: false }],
    actions: [actionOf('move', mailboxes)],
  };
}

/** A rule to begin with, of a message. */
export async function ruleFromMessage(context: RuleFlowContext, email: EmailDetail): Promise<void> {
  const ruled = await readRuledAccount(context.services, email.accountId || LOCAL_ACCOUNT);
  if (ruled === undefined) return;
  if (ruled.rules.rules.length >= MAX_RULES) return tell(context, msg('There are as many rules as there can be.'));
  await editRule(context, ruled, { ...emptyRule(ruled.mailboxes), ...suggestRule(email, newRuleId()) });
}

/** Mail of the sender goes to spam from now on, or never. */
export async function listSender(context: RuleFlowContext, email: EmailDetail, list: 'blocked' | 'approved') {
  const { services } = context;
  const sender = email.from[0]?.email.trim().toLowerCase() ?? '';
  if (!isSender(sender)) return tell(context, msg('This message does not say who sent it.'));
  const rules = await firstOf(services.mailRules.watch(email.accountId));
  const isBlocked = list === 'blocked';
  if (rules[list].includes(sender))
    return tell(
      context,
      isBlocked ? msg(str`${sender} is blocked already.`) : msg(str`${sender} is approved already.`),
    );
  const { listsWith } = await import('./ik-sender-lists.js');
  const { undo } = await services.mailRules.save(email.accountId, rules, {
    ...rules,
    ...listsWith(rules, sender, list),
  });
  const text = isBlocked
    ? msg(str`Mail of ${sender} goes to spam from now on.`)
    : msg(str`Mail of ${sender} is never spam.`);
  return tell(context, text, undo);
}
