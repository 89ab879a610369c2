// Rules look at what has come, once for each message on this device, whichever tab does it (MU5, MU6, MU11).
import { planRules, type RulePlan } from '../../../domain/mail/rules/plan-rules.js';
import { isSenderIn, type MailRules, needsWhole, RULED } from '../../../domain/mail/rules/rule.js';
import { RULES_DUE } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailAccountRecord } from '../../../store/mail/records.js';
import { nextTurn } from '../../next-turn.js';
import type { MailJunk } from '../junk/mail-junk.js';
import { mailboxWithRole } from '../local-account.js';
import { accountRules } from './account-rules.js';
import { carryOutPlans } from './carry-out-plans.js';
import { hasBytes, ruleMessage } from './rule-messages.js';

export interface ArrivalsOptions {
  readonly store: MailStore;
  readonly junk: Pick<MailJunk, 'isActive' | 'isJunk'>;
  now(): number;
  newId(): string;
  /** One tab at a time. */
  alone(work: () => Promise<void>): Promise<unknown>;
  /** Gets a message's bytes into the store. @returns whether it has to wait: the server cannot be reached */
  fetch(accountId: string, email: number): Promise<boolean>;
  /** Something was done that servers are to be told. */
  onDone(): Promise<void>;
}

export interface ArrivalRules {
  /** Looks at what is due; resolves when nothing is that could be looked at now. */
  run(): Promise<void>;
}

/** Messages of one transaction. */
const BATCH = 50;

/** It goes elsewhere, and no more. */
const moved = (role: 'inbox' | 'junk', cause: RulePlan['cause']): RulePlan => ({
  ...{ rules: [], cause, place: { role }, star: false, read: false, labels: [] },
});

export function createArrivalRules(options: ArrivalsOptions): ArrivalRules {
  const { store, junk } = options;
  let running: Promise<void> | undefined;
  let isAgain = false;

  function due(waiting: ReadonlySet<number>): number[] {
    const { columns } = store;
    const found: number[] = [];
    for (let email = columns.next - 1; email > 0 && found.length < BATCH; email -= 1)
      if ((columns.flags[email]! & RULES_DUE) !== 0 && columns.exists(email) && !waiting.has(email)) found.push(email);
    return found;
  }

  /** `wait` when its bytes have to come first. */
  async function plan(
    email: number,
    account: MailAccountRecord,
    rules: MailRules,
    isFiltered: boolean,
  ): Promise<RulePlan | 'wait' | undefined> {
    const places = store.set(store.columns.places[email]!);
    const isIn = (role: 'inbox' | 'junk') => places.includes(mailboxWithRole(store, account.id, role) ?? '');
    if (isIn('junk')) {
      const found = await ruleMessage(store, email, false);
      const sender = found?.message.from[0]?.email ?? '';
      return isSenderIn(rules.approved, sender) ? moved('inbox', 'rule') : undefined;
    }
    // Moved by the person, or another device, before anybody looked.
    if (!isIn('inbox')) return undefined;
    const isOurs = account.rules?.at !== 'server';
    if (!isOurs && !isFiltered) return undefined;
    const isWhole = isFiltered || needsWhole(rules);
    if (isWhole && !(await hasBytes(store, email)) && (await options.fetch(account.id, email))) return 'wait';
    const found = await ruleMessage(store, email, isWhole);
    if (found === undefined) return undefined;
    const planned = isOurs ? planRules(rules, found.message) : undefined;
    if (planned !== undefined || isSenderIn(rules.approved, found.message.from[0]?.email ?? '')) return planned;
    return isFiltered && (await junk.isJunk(email)) ? moved('junk', 'filter') : undefined;
  }

  async function batch(emails: readonly number[], waiting: Set<number>): Promise<void> {
    const rulesOf = new Map<string, MailRules>();
    const isFiltered = await junk.isActive();
    const plans = new Map<number, RulePlan>();
    for (const email of emails) {
      const account = [...store.accounts.values()].find(({ number }) => number === store.columns.accounts[email]);
      if (account === undefined) continue;
      const rules = rulesOf.get(account.id) ?? (await accountRules(store, account));
      rulesOf.set(account.id, rules);
      const planned = await plan(email, account, rules, isFiltered);
      if (planned === 'wait') waiting.add(email);
      else if (planned !== undefined) plans.set(email, planned);
    }
    await store.write(async (tx) => {
      const isDue = (email: number) => tx.columns.exists(email) && (tx.columns.flags[email]! & RULES_DUE) !== 0;
      const still = new Map([...plans].filter(([email]) => isDue(email)));
      for (const email of emails) if (isDue(email) && !waiting.has(email)) tx.setBits(email, 0, RULES_DUE);
      await carryOutPlans({ tx, now: options.now(), newId: options.newId }, still, RULED);
    });
    if (plans.size > 0) await options.onDone();
  }

  async function work(): Promise<void> {
    await store.refresh();
    /** Looked at again when something has changed. */
    const waiting = new Set<number>();
    for (let emails = due(waiting); emails.length > 0; emails = due(waiting)) {
      await batch(emails, waiting);
      await nextTurn();
    }
  }

  return {
    run() {
      if (running === undefined && due(new Set()).length === 0) return Promise.resolve();
      isAgain = true;
      running ??= (async () => {
        while (isAgain) {
          isAgain = false;
          await options.alone(work);
        }
      })().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
