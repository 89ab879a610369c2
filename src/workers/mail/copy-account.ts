// All mail of an account into another one, with its folders (rule ML12).
import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import type { MailServerProblem } from '../../domain/mail/server-problem.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { AccountCopyReport } from '../mail.api.js';
import { addPlaces } from './add-places.js';
import type { CommandContext } from './command-context.js';
import { ensureLocalAccount, mailboxWithRole } from './local-account.js';
import { placesWhere } from './mail-lists.js';
import { childMailbox } from './mailbox-commands.js';
import { copyTo, type PreparedCopies, prepareCopies } from './transfer-commands.js';

export interface AccountCopyEnvironment {
  readonly store: MailStore;
  now(): number;
  newId(): string;
  /** Called between pieces of work; rejects with `cancelled` when it is to stop. */
  checkpoint(progress: Progress): Promise<void>;
  /** Gets a message's bytes into the store. @returns what is wrong */
  fetch(email: number): Promise<MailServerProblem | undefined>;
  /** Whether nothing is being heard from the account's server: what is not known by now does not come by itself. */
  isInStep(): boolean;
  /** Waits a moment. */
  later(): Promise<void>;
}

/** Messages of one transaction. */
const BATCH = 50;
/** Messages that are fetched at once. */
const AT_ONCE = 4;

/** What is there, byte for byte, is not copied again: begun anew, it goes on where it stopped. */
export async function copyAccount(
  environment: AccountCopyEnvironment,
  from: string,
  to: string,
): Promise<AccountCopyReport> {
  const { store } = environment;
  const looked = new Set<number>();
  let [added, same, failed] = [0, 0, 0];
  let problem: MailServerProblem | undefined;
  const isListed = () => !store.accounts.get(from)?.states.backfill;

  /** @returns numbers of those that are here; others are counted as failed, or the server cannot be reached. */
  async function withBytes(batch: readonly number[]): Promise<number[]> {
    const rows = await store.rows.get(batch);
    const here = new Set(batch.filter((email) => rows.get(email)?.h !== undefined));
    const missing = batch.filter((email) => !here.has(email));
    const fetchSome = async () => {
      for (let email = missing.shift(); email !== undefined && problem === undefined; email = missing.shift()) {
        const wrong = await environment.fetch(email);
        if (wrong === undefined) here.add(email);
        else if (wrong.kind === 'not-found') failed += 1;
        else problem = wrong;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
    return batch.filter((email) => here.has(email));
  }

  for (;;) {
    await store.refresh();
    const left = emailsOf(store, from).filter((email) => !looked.has(email));
    if (left.length === 0) {
      if (isListed() || environment.isInStep()) break;
      await environment.checkpoint({ done: looked.size });
      await environment.later();
    }
    for (let at = 0; at < left.length && problem === undefined; at += BATCH) {
      const [done, total] = [looked.size, looked.size + left.length - at];
      await environment.checkpoint({ done, total, fraction: done / total });
      const batch = left.slice(at, at + BATCH);
      const emails = await withBytes(batch);
      const copied = await writeCopies(environment, emails, from, to);
      added += copied.added;
      same += copied.same;
      for (const email of batch) looked.add(email);
    }
    if (problem !== undefined) break;
  }
  return { added, same, failed, isWhole: problem === undefined && isListed(), ...(problem && { problem }) };
}

/** Those of an account but what waits to be sent, the oldest first. */
function emailsOf(store: MailStore, accountId: string): number[] {
  const { columns, mailboxes } = store;
  const account = store.accounts.get(accountId)?.number;
  const waits = placesWhere(store, (id) => ['outbox', 'scheduled'].includes(mailboxes.get(id)?.role ?? ''));
  return [...columns.newestFirst()]
    .filter(
      (email) => columns.exists(email) && columns.accounts[email] === account && waits[columns.places[email]!] !== 1,
    )
    .reverse();
}

async function writeCopies(
  { store, now, newId }: AccountCopyEnvironment,
  emails: readonly number[],
  from: string,
  to: string,
): Promise<Pick<AccountCopyReport, 'added' | 'same'>> {
  const prepared: PreparedCopies = await prepareCopies(store, emails.map(String));
  return store.write(async (tx) => {
    ensureLocalAccount(tx);
    const account = tx.accounts.get(to);
    if (account === undefined || !tx.accounts.has(from))
      throw new AppError('store/not-found', 'There is no such account.');
    const context: CommandContext = { tx, now: now(), newId };
    const boxes = new Map<string, string>();
    const boxFor = (id: string): string => {
      const known = boxes.get(id) ?? counterpart(context, id, to, boxFor);
      boxes.set(id, known);
      return known;
    };
    let [added, same] = [0, 0];
    for (const email of emails) {
      const copy = prepared.get(String(email));
      if (copy === undefined || !tx.columns.exists(email)) continue;
      const mailboxIds = [...new Set(tx.placesOf(email).map(boxFor))];
      const there = (await tx.db.mailBlobs.get(copy.hash))?.emails.find(
        (one) => tx.columns.accounts[one] === account.number && tx.columns.exists(one),
      );
      if (there === undefined) {
        await copyTo(context, email, mailboxIds, copy);
        added += 1;
      } else {
        addPlaces(context, there, mailboxIds);
        same += 1;
      }
    }
    return { added, same };
  });
}

/** The mailbox of the other account that is the same, made where there is none: by what it is for, else by name and place. */
function counterpart(context: CommandContext, id: string, to: string, boxFor: (id: string) => string): string {
  const { tx } = context;
  const { role, name, parentId } = tx.mailboxes.get(id)!;
  // What is put off comes back on the account it is of, by marks that copies do not have.
  const wanted = role === 'snoozed' ? 'inbox' : role;
  const known = wanted === null ? undefined : mailboxWithRole(tx, to, wanted);
  if (known !== undefined) return known;
  return childMailbox(context, to, parentId === null || !tx.mailboxes.has(parentId) ? null : boxFor(parentId), name);
}
