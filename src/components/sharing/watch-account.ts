import type { AccountView } from '../../app/account/account.js';
import type { Services } from '../../app/services.js';
import type { Watchable } from '../../domain/watchable.js';

/** The account, wrapped: no answer yet is another thing than no account. */
export const watchAccount = ({
  account,
}: Pick<Services, 'account'>): Watchable<{ readonly account: AccountView | undefined }> => ({
  subscribe: (observer) =>
    account
      .watch()
      .subscribe({ next: (value) => observer.next({ account: value }), error: (error) => observer.error(error) }),
});
