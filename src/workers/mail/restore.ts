// Messages back to where they were (rule ML4): from what was noted whenever something moved them.
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailboxRecord } from '../../store/mail/records.js';
import type { MailCommand, MovedEmail } from '../mail.api.js';
import type { Carried, CommandContext } from './command-context.js';
import { placeEmails } from './email-commands.js';
import { emailRow } from './email-rows.js';
import { createMailbox } from './mailbox-commands.js';

interface Past {
  /** Where messages were that have been moved since, and when they left. */
  readonly places: ReadonlyMap<number, { readonly mailboxIds: readonly string[]; readonly movedAt: number }>;
  /** Mailboxes removed since. */
  readonly mailboxes: ReadonlyMap<string, MailboxRecord>;
}

async function readPast(db: MailStore['db'], time: number): Promise<Past> {
  const places = new Map<number, { mailboxIds: readonly string[]; movedAt: number }>();
  const mailboxes = new Map<string, MailboxRecord>();
  // In the order of their ids, which is that of what happened: a clock may have been set back.
  const moves = await db.mailMoves.where('time').above(time).sortBy('id');
  for (const move of moves) {
    for (const [index, email] of move.emails.entries())
      if (!places.has(email)) places.set(email, { mailboxIds: move.places[index] ?? [], movedAt: move.time });
    for (const mailbox of move.mailboxes ?? []) if (!mailboxes.has(mailbox.id)) mailboxes.set(mailbox.id, mailbox);
  }
  return { places, mailboxes };
}

/** Messages that are not where they were at that time, what was moved last first. */
export async function movedSince(store: MailStore, time: number): Promise<readonly MovedEmail[]> {
  const { places, mailboxes } = await readPast(store.db, time);
  const moved = [...places].filter(
    ([email, { mailboxIds }]) =>
      store.columns.exists(email) && store.set(store.columns.places[email]!).join('\n') !== mailboxIds.join('\n'),
  );
  const rows = await store.rows.get(moved.map(([email]) => email));
  return moved
    .flatMap(([email, { mailboxIds, movedAt }]): MovedEmail[] => {
      const row = rows.get(email);
      if (row === undefined) return [];
      const gone = mailboxIds
        .filter((id) => !store.mailboxes.has(id))
        .map((mailboxId) => ({ mailboxId, name: mailboxes.get(mailboxId)?.name ?? '' }));
      return [{ email: emailRow(store, email, row), mailboxIds, gone, movedAt }];
    })
    .sort((a, b) => b.movedAt - a.movedAt);
}

/** Puts messages back; mailboxes that are gone are made again, with those they were in. */
export async function restore(
  context: CommandContext,
  { time, emailIds }: Extract<MailCommand, { readonly type: 'restore' }>,
): Promise<Carried> {
  const { tx } = context;
  const { places, mailboxes } = await readPast(tx.db, time);
  const wanted = new Map<number, readonly string[]>();
  for (const id of emailIds) {
    const past = places.get(Number(id));
    if (past !== undefined && tx.columns.exists(Number(id))) wanted.set(Number(id), past.mailboxIds);
  }
  const inverse: MailCommand[] = [];
  const makeAgain = (id: string): void => {
    const gone = mailboxes.get(id);
    if (gone === undefined || tx.mailboxes.has(id)) return;
    if (gone.parentId !== null) makeAgain(gone.parentId);
    const { accountId, name, parentId } = gone;
    const made = createMailbox(context, { type: 'createMailbox', accountId, name, parentId, mailboxId: id });
    inverse.unshift(...(made.inverse ?? []));
  };
  for (const id of new Set([...wanted.values()].flat())) makeAgain(id);
  const placed = await placeEmails(context, wanted);
  return { inverse: [...(placed.inverse ?? []), ...inverse] };
}
