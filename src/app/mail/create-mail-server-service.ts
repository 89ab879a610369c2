import type { MailAccountState } from '../../domain/mail/server-problem.js';
import type { Connection } from '../../workers/connect-worker.js';
import type { MailServersApi } from '../../workers/mail-servers.api.js';
import type { ChangeSource } from '../watch.js';
import type { MailServerService } from './mail-server-service.js';

/** @param call - Asks the mail worker. */
export function createMailServerService(
  call: <T>(use: (api: Connection<MailServersApi>) => Promise<T>) => Promise<T>,
  states: ChangeSource<readonly MailAccountState[]>,
): MailServerService {
  return {
    watchStates: () => ({
      subscribe(observer) {
        const stop = states.subscribe((value) => observer.next(value));
        call((api) => api.serverStates()).then(
          (value) => observer.next(value),
          (error: unknown) => observer.error(error),
        );
        return { unsubscribe: stop };
      },
    }),
    add: (account) => call(async (api) => api.addServerAccount(account)),
    signInAgain: (accountId, secret) => call((api) => api.signInAgain(accountId, secret)),
    remove: (accountId) => call((api) => api.removeServerAccount(accountId)),
    countWaiting: (accountId) => call((api) => api.countWaiting(accountId)),
    fetchMessage: (emailId) => call((api) => api.fetchMessage(emailId)),
    canUnsubscribe: (emailId) => call((api) => api.canUnsubscribe(emailId)),
    unsubscribe: (emailId) => call(async (api) => api.unsubscribe(emailId)),
    forgetRefused: (accountId) => call((api) => api.forgetRefused(accountId)),
    lookNow: () => call((api) => api.lookNow()),
  };
}
