// Rules over mail that is here already: to see what they would be about, or to have it done, as one step (MU7).
import type { EmailRow } from '../../../domain/mail/email.js';
import { planRules, type RulePlan } from '../../../domain/mail/rules/plan-rules.js';
import { type MailRules, needsWhole } from '../../../domain/mail/rules/rule.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { RuleRun, RuleTest } from '../../mail-rules.api.js';
import { emailRow } from '../email-rows.js';
import { placesWhere } from '../mail-lists.js';
import type { CommandEnvironment } from '../run-commands.js';
import type { WorkControl } from '../work-control.js';
import { carryOutPlans } from './carry-out-plans.js';
import { ruleMessage } from './rule-messages.js';

type Checkpoint = Parameters<Parameters<WorkControl['run']>[1]>[0];

export interface ExistingOptions {
  readonly store: MailStore;
  readonly checkpoint: Checkpoint;
}

/** Messages a test shows; all are counted. */
const SHOWN = 200;
/** Messages between two looks at whether it is to end. */
const STEP = 50;

interface Looked {
  readonly plans: ReadonlyMap<number, RulePlan>;
  readonly looked: number;
  readonly notHere: number;
}

/** Messages of mailboxes, the newest first. */
function emailsIn(store: MailStore, mailboxIds: readonly string[]): number[] {
  const { columns } = store;
  const places = placesWhere(store, (id) => mailboxIds.includes(id));
  return [...columns.newestFirst()].filter((email) => columns.exists(email) && places[columns.places[email]!] === 1);
}

async function look({ store, checkpoint }: ExistingOptions, rules: MailRules, mailboxIds: readonly string[]) {
  await store.refresh();
  const emails = emailsIn(store, mailboxIds);
  const whole = needsWhole(rules);
  const plans = new Map<number, RulePlan>();
  let notHere = 0;
  for (const [index, email] of emails.entries()) {
    if (index % STEP === 0) await checkpoint({ done: index, fraction: index / emails.length });
    const found = await ruleMessage(store, email, whole);
    if (found === undefined) continue;
    if (whole && !found.isWhole) notHere += 1;
    const plan = planRules(rules, found.message);
    if (plan !== undefined) plans.set(email, plan);
  }
  return { plans, looked: emails.length, notHere } satisfies Looked;
}

export async function testRules(
  options: ExistingOptions,
  rules: MailRules,
  mailboxIds: readonly string[],
): Promise<RuleTest> {
  const { store } = options;
  const { plans, looked, notHere } = await look(options, rules, mailboxIds);
  const shown = [...plans.keys()].slice(0, SHOWN);
  const rows = await store.rows.get(shown);
  const emails = shown.flatMap((email): EmailRow[] => {
    const row = rows.get(email);
    return row === undefined ? [] : [emailRow(store, email, row)];
  });
  return { total: plans.size, looked, notHere, emails };
}

/** Nothing is sent on: who has a message already wants no copy of it. @param id - It is carried out once per id. */
export async function runRules(
  options: ExistingOptions,
  environment: CommandEnvironment,
  id: string,
  rules: MailRules,
  mailboxIds: readonly string[],
): Promise<RuleRun> {
  const { store } = options;
  const { plans, looked, notHere } = await look(options, rules, mailboxIds);
  return store.command(async (tx) => {
    const before = await tx.db.applied.get(id);
    if (before !== undefined) return before.answer as RuleRun;
    const now = environment.now();
    const places = new Set(mailboxIds);
    // What was moved while rules looked is left alone.
    const still = new Map(
      [...plans].filter(([email]) => tx.columns.exists(email) && tx.placesOf(email).some((each) => places.has(each))),
    );
    const inverse = await carryOutPlans({ tx, now, newId: environment.newId }, still);
    const answer: RuleRun = { total: still.size, looked, notHere, inverse };
    await tx.db.applied.put({ id, time: now, answer });
    return answer;
  });
}
