// An account's own log as a relay would keep it, for tests.
import { foldAccount } from '../../../src/sync/protocol/account-fold.js';
import type { Entry } from '../../../src/sync/protocol/entry.js';
import type { AccountLogState, Step } from '../../../src/sync/protocol/fold-state.js';
import { START } from './log.js';

/** Folds entries one after the other; `hashAt` knows nothing, as these entries have seen nothing. */
export function createAccountLog(fold: typeof foldAccount = foldAccount) {
  let state: AccountLogState | undefined;
  const log = {
    get state(): AccountLogState | undefined {
      return state;
    },
    judge: (entry: Entry, place: Partial<{ seq: number; ts: number }> = {}): Step<AccountLogState> =>
      fold(state, entry, { seq: (state?.seq ?? 0) + 1, ts: START, hashAt: () => undefined, ...place }),
    append(entry: Entry): Step<AccountLogState> {
      const step = log.judge(entry);
      if (step.ok) state = step.state;
      return step;
    },
  };
  return log;
}
