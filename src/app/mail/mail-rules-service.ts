// What views may ask for: rules of mail, senders, the answer while one is away.
import type { MailRules } from '../../domain/mail/rules/rule.js';
import type { Vacation } from '../../domain/mail/rules/vacation.js';
import type { Watchable } from '../../domain/watchable.js';
import type { JunkState } from '../../workers/mail-junk.api.js';
import type { Asked, RuleTest } from '../../workers/mail-rules.api.js';
import type { Done } from '../done.js';
import type { WorkOptions } from '../store-services.js';

export type { JunkState } from '../../workers/mail-junk.api.js';
export type { Asked, RuleTest } from '../../workers/mail-rules.api.js';

/** What was done to mail that was here. */
export interface RulesRun extends Partial<Done> {
  /** Messages that were changed. */
  readonly total: number;
  readonly looked: number;
  readonly notHere: number;
}

/** Rules of mail accounts. Calls reject with AppError `store/*`; what a server says is an answer. */
export interface MailRulesService {
  watch(accountId: string): Watchable<MailRules>;
  /** What differs is written to all of the person's devices, and brought to the account's server. */
  save(accountId: string, before: MailRules, after: MailRules): Promise<Done>;
  /** Which messages of the mailboxes rules would be about. Rejects with `cancelled` when the signal fires. */
  test(rules: MailRules, mailboxIds: readonly string[], options?: WorkOptions): Promise<RuleTest>;
  /** Has rules look at the messages of mailboxes now: one step, or none when the signal fires. */
  runNow(rules: MailRules, mailboxIds: readonly string[], options?: WorkOptions): Promise<RulesRun>;
  /** Labels that messages have, or rules of the account give; in the order of their names. */
  labels(accountId: string): Promise<readonly string[]>;
  /** Gives a label another name, or takes it off for good (`to` absent): on all messages, and in all rules that give it. */
  relabel(label: string, to?: string): Promise<Done>;
  /** Takes the rules that the account's server has in the place of those here. @returns whether there were any */
  takeFromServer(accountId: string): Promise<Asked<boolean>>;
  vacation(accountId: string): Promise<Asked<Vacation>>;
  setVacation(accountId: string, vacation: Vacation): Promise<Asked<Vacation>>;
  /** The junk filter of this device (docs/rules/mail-junk.md). */
  watchJunk(): Watchable<JunkState>;
  setJunkFilter(isOn: boolean): Promise<void>;
  /** What speaks for junk in a message, the strongest first; nothing where the filter does not think it is. */
  junkReasons(emailId: string): Promise<readonly string[]>;
  /** It begins anew, knowing nothing. */
  forgetJunk(): Promise<Done>;
}
