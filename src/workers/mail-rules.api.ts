// What the mail worker does with rules, senders and vacation answers (docs/rules/mail-rules.md).
import type { EmailRow } from '../domain/mail/email.js';
import type { RuleEntry } from '../domain/mail/rules/read-rules.js';
import type { MailRules } from '../domain/mail/rules/rule.js';
import type { Vacation } from '../domain/mail/rules/vacation.js';
import type { MailServerProblem } from '../domain/mail/server-problem.js';
import type { MailCommand } from './mail.api.js';

interface RulesLooked {
  /** Messages that rules are about. */
  readonly total: number;
  /** Messages looked at. */
  readonly looked: number;
  /** Of these, messages of which only the head is on this device, where rules ask for more. */
  readonly notHere: number;
}

export interface RuleTest extends RulesLooked {
  /** The newest 200 of them. */
  readonly emails: readonly EmailRow[];
}

export interface RuleRun extends RulesLooked {
  readonly inverse: readonly MailCommand[];
}

/** What a server says, or why it cannot be asked. `refused` is its own reason. */
export type Asked<T> = { readonly value: T } | { readonly problem: MailServerProblem } | { readonly refused: string };

/** Calls reject with AppError `store/*`; what a server says is an answer. Progress is posted under the id. */
export interface MailRulesApi {
  /** As the settings on this device have them. */
  accountRules(accountId: string): Promise<MailRules>;
  /** Settings that make rules of an account into others. */
  ruleEntries(
    accountId: string,
    before: MailRules,
    after: MailRules,
  ): Promise<readonly (readonly [string, RuleEntry])[]>;
  /** @throws {AppError} `cancelled` */
  testRules(id: string, rules: MailRules, mailboxIds: readonly string[]): Promise<RuleTest>;
  /** One step. @throws {AppError} `cancelled`: nothing was done */
  runRules(id: string, rules: MailRules, mailboxIds: readonly string[]): Promise<RuleRun>;
  /** Labels that messages on this device have, or rules of the account give; in the order of their names. */
  labels(accountId: string): Promise<readonly string[]>;
  /** Rules of an account before and after a label has another name, or none; `undefined` where none gives it. */
  relabelled(
    accountId: string,
    label: string,
    to?: string,
  ): Promise<{ readonly before: MailRules; readonly after: MailRules } | undefined>;
  /** Notes in the log of mail what was changed in an account's rules on this device. */
  noteRules(accountId: string, before: MailRules, after: MailRules): Promise<void>;
  /** Rules of an account were changed in the settings: they are brought to its server, now or when that can be reached. */
  rulesChanged(accountId: string): Promise<void>;
  /** Rules as the server's script has them. */
  serverRules(accountId: string): Promise<Asked<MailRules | undefined>>;
  vacation(accountId: string): Promise<Asked<Vacation>>;
  setVacation(accountId: string, vacation: Vacation): Promise<Asked<Vacation>>;
}
