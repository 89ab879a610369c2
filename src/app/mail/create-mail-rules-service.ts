import { LOCAL_ACCOUNT } from '../../domain/mail/mailbox.js';
import type { MailRules } from '../../domain/mail/rules/rule.js';
import type { Connection } from '../../workers/connect-worker.js';
import type { MailApi, MailCommand } from '../../workers/mail.api.js';
import type { MailJunkApi } from '../../workers/mail-junk.api.js';
import type { MailRulesApi } from '../../workers/mail-rules.api.js';
import type { FollowedWork } from '../activity/activity.js';
import type { Done } from '../done.js';
import type { Engine } from '../engine.js';
import type { WorkOptions } from '../store-services.js';
import { type ChangeSource, createChangeSource, watchQuery } from '../watch.js';
import type { MailRulesService } from './mail-rules-service.js';

type Api = Connection<MailRulesApi & MailJunkApi & MailApi>;

export interface MailRulesParts {
  readonly engine: Pick<Engine, 'changes' | 'run'>;
  /** Of mail: the junk filter learns behind them. */
  readonly mailChanges: Pick<ChangeSource<unknown>, 'subscribe'>;
  /** Asks the mail worker. */
  call<T>(use: (api: Api) => Promise<T>): Promise<T>;
  /** Asks it for work with progress and an end before its time. */
  long<T>(id: string, about: FollowedWork, options: WorkOptions, use: (api: Api) => Promise<T>): Promise<T>;
  /** Carries commands on mail out. */
  run(commands: readonly MailCommand[]): Promise<Partial<Done>>;
}

export function createMailRulesService({ engine, mailChanges, call, long, run }: MailRulesParts): MailRulesService {
  /** When rules of an account were changed last, as far as its server was told from here. */
  const brought = new Map<string, number>();
  /** Of the junk filter. */
  const junkChanges = createChangeSource<void>();
  mailChanges.subscribe(() => junkChanges.emit());

  async function save(accountId: string, before: MailRules, after: MailRules): Promise<Done> {
    const entries = await call((api) => api.ruleEntries(accountId, before, after));
    if (entries.length > 0) {
      await engine.run({ type: 'putMailRules', entries });
      // The rules are kept: a log that cannot be written is no reason to say that they are not.
      await call((api) => api.noteRules(accountId, before, after)).catch(() => {});
    }
    return {
      async undo() {
        const now = await call((api) => api.accountRules(accountId));
        await save(accountId, now, { ...before, changed: now.changed });
      },
    };
  }

  /** Rules that came from another device, or were changed here, go to the servers. */
  async function bring(): Promise<void> {
    for (const { id, kind } of await call((api) => api.accounts())) {
      if (kind !== 'jmap') continue;
      const { changed } = await call((api) => api.accountRules(id));
      if ((brought.get(id) ?? 0) === changed) continue;
      brought.set(id, changed);
      await call((api) => api.rulesChanged(id));
    }
  }
  engine.changes.subscribe((change) => {
    if (change.settings) bring().catch(() => {}); // the next connection brings them
  });

  return {
    watch: (accountId) =>
      watchQuery(
        engine.changes,
        () => call((api) => api.accountRules(accountId)),
        ({ settings }) => settings,
      ),
    save,
    test(rules, mailboxIds, options = {}) {
      const id = crypto.randomUUID();
      return long(id, { kind: 'rules-test', name: '' }, options, (api) => api.testRules(id, rules, mailboxIds));
    },
    async runNow(rules, mailboxIds, options = {}) {
      const id = crypto.randomUUID();
      const { inverse, ...done } = await long(id, { kind: 'rules', name: '' }, options, (api) =>
        api.runRules(id, rules, mailboxIds),
      );
      return { ...done, ...(inverse.length > 0 && { undo: async () => void (await run(inverse)) }) };
    },
    labels: (accountId) => call(async (api) => api.labels(accountId)),
    async relabel(label, to) {
      const done = [await run([{ type: 'relabel', label, ...(to !== undefined && { to }) }])];
      const accounts = await call((api) => api.accounts());
      for (const id of new Set([LOCAL_ACCOUNT, ...accounts.map((account) => account.id)])) {
        const changed = await call(async (api) => api.relabelled(id, label, to));
        if (changed !== undefined) done.push(await save(id, changed.before, changed.after));
      }
      return {
        async undo() {
          for (const each of done) await each.undo?.();
        },
      };
    },
    async takeFromServer(accountId) {
      const asked = await call(async (api) => api.serverRules(accountId));
      if (!('value' in asked)) return asked;
      if (asked.value === undefined) return { value: false };
      await save(accountId, await call((api) => api.accountRules(accountId)), asked.value);
      return { value: true };
    },
    vacation: (accountId) => call(async (api) => api.vacation(accountId)),
    setVacation: (accountId, vacation) => call(async (api) => api.setVacation(accountId, vacation)),
    watchJunk: () =>
      watchQuery(
        junkChanges,
        () => call(async (api) => api.junkState()),
        () => true,
      ),
    async setJunkFilter(isOn) {
      await call((api) => api.setJunkFilter(isOn));
      junkChanges.emit();
    },
    junkReasons: (emailId) => call(async (api) => api.junkReasons(emailId)),
    async forgetJunk() {
      const examples = await call(async (api) => api.forgetJunk());
      junkChanges.emit();
      return {
        async undo() {
          await call((api) => api.rememberJunk(examples));
          junkChanges.emit();
        },
      };
    },
  };
}
