// Rules for component tests, kept in memory.
import type { JunkState, MailRulesService } from '../../src/app/mail/mail-rules-service.js';
import { type MailRules, NO_RULES } from '../../src/domain/mail/rules/rule.js';
import { NO_VACATION, type Vacation } from '../../src/domain/mail/rules/vacation.js';
import { type Cell, createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

export interface FakeMailRules extends MailRulesService {
  /** Of every account. */
  readonly rules: Cell<MailRules>;
  /** As the server has it. */
  readonly away: Cell<Vacation>;
}

export function createFakeMailRules(log: Log): FakeMailRules {
  const rules = createCell<MailRules>(NO_RULES);
  const away = createCell<Vacation>(NO_VACATION);
  const junk = createCell<JunkState>({ isOn: true, isReady: true, junk: 12, good: 100 });
  return {
    rules,
    away,
    watch: () => rules,
    async save(accountId, _before, after) {
      rules.set(after);
      return log('mailRules.save', accountId, after);
    },
    async test(given, mailboxIds) {
      log('mailRules.test', given, mailboxIds);
      return { total: 0, looked: 3, notHere: 0, emails: [] };
    },
    async runNow(given, mailboxIds) {
      return { total: 1, looked: 3, notHere: 0, ...log('mailRules.runNow', given, mailboxIds) };
    },
    async takeFromServer(accountId) {
      log('mailRules.takeFromServer', accountId);
      return { value: true };
    },
    labels: async () => ['bills', 'b=c3=bcro'],
    relabel: async (label, to) => log('mailRules.relabel', label, to),
    vacation: async () => ({ value: away.get() }),
    async setVacation(accountId, vacation) {
      log('mailRules.setVacation', accountId, vacation);
      away.set(vacation);
      return { value: vacation };
    },
    watchJunk: () => junk,
    async setJunkFilter(isOn) {
      log('mailRules.setJunkFilter', isOn);
      junk.set({ ...junk.get(), isOn });
    },
    junkReasons: async () => ['casino', 'bonus'],
    async forgetJunk() {
      const before = junk.get();
      junk.set({ ...before, isReady: false, junk: 0, good: 0 });
      log('mailRules.forgetJunk');
      return { undo: async () => junk.set(before) };
    },
  };
}
