// What the mail worker does with accounts of mail servers (docs/decisions/0013).
import type { MailAccountAdded, NewMailAccount } from '../domain/mail/server-account.js';
import type { MailAccountState, MailServerProblem } from '../domain/mail/server-problem.js';
import type { UnsubscribeOutcome } from '../domain/mail/unsubscribe.js';

/** Calls reject with AppError `store/*`; what a server says is an answer. */
export interface MailServersApi {
  /** How each account stands, as far as this tab has heard. */
  serverStates(): Promise<readonly MailAccountState[]>;
  addServerAccount(account: NewMailAccount): Promise<MailAccountAdded>;
  signInAgain(accountId: string, secret: string): Promise<MailServerProblem | undefined>;
  removeServerAccount(accountId: string): Promise<void>;
  /** Operations that a server was not told yet. */
  countWaiting(accountId: string): Promise<number>;
  /** What its server refused was seen. */
  forgetRefused(accountId: string): Promise<void>;
  /** Asks the servers at once. */
  lookNow(): Promise<void>;
  /** Fetches a message that is not on this device from its server. @returns what is wrong; its bytes are here without that */
  fetchMessage(emailId: string): Promise<MailServerProblem | undefined>;
  /** Whether a gateway of the person's can ask the list of a message to take them off. */
  canUnsubscribe(emailId: string): Promise<boolean>;
  /** Has it asked (RFC 8058). */
  unsubscribe(emailId: string): Promise<UnsubscribeOutcome>;
}

/** Posted to the page when an account stands differently. */
export interface MailStatesMessage {
  readonly type: 'mail-states';
  readonly states: readonly MailAccountState[];
}

export function isMailStatesMessage(data: unknown): data is MailStatesMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'mail-states';
}
