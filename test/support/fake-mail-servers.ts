// Accounts of mail servers as views see them, without a server.
import type { MailServerService } from '../../src/app/mail/mail-server-service.js';
import type { MailAccountAdded } from '../../src/domain/mail/server-account.js';
import type { MailAccountState, MailServerProblem } from '../../src/domain/mail/server-problem.js';
import type { UnsubscribeOutcome } from '../../src/domain/mail/unsubscribe.js';
import { type Cell, createCell } from './cell.js';

export interface FakeMailServers extends MailServerService {
  readonly states: Cell<readonly MailAccountState[]>;
  /** What the next account that is added is answered. */
  answer: MailAccountAdded;
  /** What signing in again is answered. */
  problem: MailServerProblem | undefined;
  waiting: number;
  canAsk: boolean;
  /** What asking a list comes to. */
  outcome: UnsubscribeOutcome;
}

export function createFakeMailServers(log: (name: string, ...args: readonly unknown[]) => void): FakeMailServers {
  const states = createCell<readonly MailAccountState[]>([]);
  return {
    states,
    answer: { accountId: 'new' },
    problem: undefined,
    waiting: 0,
    canAsk: true,
    outcome: { kind: 'done' },
    watchStates: () => states,
    async add(account) {
      log('mailServers.add', account);
      return this.answer;
    },
    async signInAgain(...args) {
      log('mailServers.signInAgain', ...args);
      return this.problem;
    },
    async remove(accountId) {
      log('mailServers.remove', accountId);
    },
    async countWaiting() {
      return this.waiting;
    },
    async fetchMessage(emailId) {
      log('mailServers.fetchMessage', emailId);
      return this.problem;
    },
    async canUnsubscribe() {
      return this.canAsk;
    },
    async unsubscribe(emailId) {
      log('mailServers.unsubscribe', emailId);
      return this.outcome;
    },
    async forgetRefused(accountId) {
      log('mailServers.forgetRefused', accountId);
    },
    async lookNow() {
      log('mailServers.lookNow');
    },
  };
}
