// The mail worker's surface for rules, without the worker: tests run it in their own thread.

import { AppError } from '../../../domain/errors.js';
import type { Progress } from '../../../domain/items/import.js';
import { labelsOf } from '../../../domain/mail/labels.js';
import type { MailLogChange } from '../../../domain/mail/log/mail-log.js';
import { ruleChanges } from '../../../domain/mail/log/rule-changes.js';
import { LOCAL_ACCOUNT } from '../../../domain/mail/mailbox.js';
import { changedEntries, rulesName } from '../../../domain/mail/rules/read-rules.js';
import { relabelRules } from '../../../domain/mail/rules/relabel-rules.js';
import { NO_RULES } from '../../../domain/mail/rules/rule.js';
import type { Vacation } from '../../../domain/mail/rules/vacation.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import { toStoreError } from '../../../store/store-errors.js';
import { fetchAway } from '../../../sync/jmap/away.js';
import type { JmapConnection } from '../../../sync/jmap/connection.js';
import { JmapFailure, MethodFailure } from '../../../sync/jmap/failure.js';
import { rulesAtServer } from '../../../sync/jmap/sieve.js';

import type { Asked, MailRulesApi } from '../../mail-rules.api.js';
import type { CommandEnvironment } from '../run-commands.js';
import { createWorkControl } from '../work-control.js';
import { accountRules } from './account-rules.js';
import { runRules, testRules } from './run-existing.js';
import type { RulesBringer } from './server-rules.js';

export interface RulesApiOptions extends CommandEnvironment {
  readonly store: MailStore;
  readonly bringer: RulesBringer;
  report(id: string, progress: Progress): void;
  /** A connection for one piece of work. @throws {JmapFailure} */
  connect(accountId: string): Promise<JmapConnection>;
  /** Something was done that servers are to be told. */
  onDone(): Promise<void>;
}

export interface RulesApi extends MailRulesApi {
  /** Ends a test or a run before its time. */
  cancel(id: string): void;
}

/** Of all messages. */
function labelsInUse(store: MailStore): readonly string[] {
  const { columns } = store;
  const sets = new Set<number>();
  for (let email = 1; email < columns.next; email += 1) if (columns.exists(email)) sets.add(columns.labels[email]!);
  return [...sets].flatMap((set) => store.set(set));
}

/** Every call waits until `ready`, and its failures are AppErrors. */
export function createRulesApi(options: RulesApiOptions, ready: Promise<unknown>): RulesApi {
  const { store, bringer } = options;
  const control = createWorkControl(options.report);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await ready;
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  };

  /** The local one is there before anything is in it. */
  const accountOf = (id: string) => store.accounts.get(id) ?? (id === LOCAL_ACCOUNT ? { id, name: '' } : undefined);

  /** In the log of mail. */
  async function note(accountId: string, changes: readonly MailLogChange[]): Promise<void> {
    if (changes.length === 0) return;
    await store.write(async (tx) => {
      tx.changed();
      tx.log.doing = { time: options.now(), cause: 'here' };
      for (const change of changes) tx.log.noteChange(accountId, change);
    });
  }

  function ask<T>(accountId: string, work: (connection: JmapConnection) => Promise<Asked<T>>): Promise<Asked<T>> {
    return guarded(async () => {
      try {
        return await work(await options.connect(accountId));
      } catch (error) {
        if (error instanceof JmapFailure) return { problem: error.problem };
        if (error instanceof MethodFailure) return { refused: error.error.description || error.error.type };
        throw error;
      }
    });
  }

  return {
    cancel: control.cancel,
    accountRules: (accountId) =>
      guarded(async () => {
        const account = accountOf(accountId);
        return account === undefined ? NO_RULES : accountRules(store, account);
      }),
    ruleEntries: (accountId, before, after) =>
      guarded(async () => {
        const account = accountOf(accountId);
        if (account === undefined) throw new AppError('store/not-found', 'There is no such account.');
        return changedEntries(rulesName(account), before, after, options.now());
      }),
    labels: (accountId) =>
      guarded(async () => {
        await store.refresh();
        const account = accountOf(accountId);
        const { rules } = account === undefined ? NO_RULES : await accountRules(store, account);
        const given = rules.flatMap(({ actions }) =>
          actions.flatMap((action) => (action.type === 'label' ? [action.label] : [])),
        );
        return labelsOf([...new Set([...labelsInUse(store), ...given])]);
      }),
    relabelled: (accountId, label, to) =>
      guarded(async () => {
        const account = accountOf(accountId);
        const before = account === undefined ? NO_RULES : await accountRules(store, account);
        const after = relabelRules(before, label, to);
        return after === before ? undefined : { before, after };
      }),
    noteRules: (accountId, before, after) => guarded(() => note(accountId, ruleChanges(before, after))),
    testRules: (id, rules, mailboxIds) =>
      guarded(() => control.run(id, (checkpoint) => testRules({ store, checkpoint }, rules, mailboxIds))),
    runRules: (id, rules, mailboxIds) =>
      guarded(async () => {
        const run = await control.run(id, (checkpoint) =>
          runRules({ store, checkpoint }, options, id, rules, mailboxIds),
        );
        await options.onDone();
        return run;
      }),
    async rulesChanged(accountId) {
      if (store.accounts.get(accountId)?.kind !== 'jmap') return;
      // What cannot be reached now is brought with the next connection.
      await ask(accountId, async (connection) => {
        await bringer.bring(accountId, connection);
        return { value: undefined };
      });
    },
    serverRules: (accountId) => ask(accountId, async (connection) => ({ value: await rulesAtServer(connection) })),
    vacation: (accountId) => ask<Vacation>(accountId, async (connection) => ({ value: await fetchAway(connection) })),
    setVacation: (accountId, vacation) =>
      ask<Vacation>(accountId, async (connection) => {
        const wasOn = store.accounts.get(accountId)?.rules?.away?.isOn === true;
        const asked = await bringer.setVacation(accountId, connection, vacation);
        const what = !vacation.isOn ? 'away-off' : wasOn ? 'away-changed' : 'away-on';
        if ('value' in asked) await note(accountId, [{ what }]);
        return asked;
      }),
  };
}
