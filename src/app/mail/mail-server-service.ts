// What views may ask for: accounts of mail servers.
import type { MailAccountAdded, NewMailAccount } from '../../domain/mail/server-account.js';
import type { MailAccountState, MailServerProblem } from '../../domain/mail/server-problem.js';
import type { UnsubscribeOutcome } from '../../domain/mail/unsubscribe.js';
import type { Watchable } from '../../domain/watchable.js';

export type { MailAccountAdded, MailSignIn, NewMailAccount } from '../../domain/mail/server-account.js';
export type { MailAccountState, MailServerProblem } from '../../domain/mail/server-problem.js';
export type { UnsubscribeOutcome } from '../../domain/mail/unsubscribe.js';

/** Accounts of mail servers. Calls reject with AppError `store/*`; what a server says is an answer. */
export interface MailServerService {
  /** How mail of each account with a server stands; of one that was not looked at yet, nothing. */
  watchStates(): Watchable<readonly MailAccountState[]>;
  /** Finds the server and signs in; then mail is fetched in the background. The secret is kept encrypted on this device alone. */
  add(account: NewMailAccount): Promise<MailAccountAdded>;
  /** With a new password or token. @returns what is wrong with it */
  signInAgain(accountId: string, secret: string): Promise<MailServerProblem | undefined>;
  /** Takes the account and its messages off this device, with what the server was not told yet. The server keeps its own. */
  remove(accountId: string): Promise<void>;
  /** How much was done here that the server does not know yet. */
  countWaiting(accountId: string): Promise<number>;
  /** Fetches a message that is not on this device. @returns what is wrong; its bytes are here without that */
  fetchMessage(emailId: string): Promise<MailServerProblem | undefined>;
  /** Whether a gateway of the person's can ask the list of a message to take them off; asks their own servers alone. */
  canUnsubscribe(emailId: string): Promise<boolean>;
  /** Has it asked, by one request (RFC 8058): only once the person wants it. */
  unsubscribe(emailId: string): Promise<UnsubscribeOutcome>;
  /** What its server refused was seen. */
  forgetRefused(accountId: string): Promise<void>;
  /** Somebody looks, or the network is back: asks the servers at once. */
  lookNow(): Promise<void>;
}
