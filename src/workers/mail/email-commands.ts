// Commands on messages: keywords, places, the end.

import { AppError } from '../../domain/errors.js';
import { type JunkKind, sayJunk } from '../../domain/mail/junk/junk-said.js';
import { ATTACHMENT, DRAFT, HERE } from '../../store/mail/flags.js';
import type { MailboxRecord } from '../../store/mail/records.js';
import type { MailCommand } from '../mail.api.js';
import {
  byAccount,
  type Carried,
  type CommandContext,
  existing,
  mailboxOf,
  noteMoves,
  tellServer,
} from './command-context.js';
import { destroyEmail } from './destroy-email.js';
import { ensureLocalAccount } from './local-account.js';
import { finishMoves } from './moved-away.js';
import type { PreparedMessage } from './put-message.js';
import { takeBackSends } from './take-back.js';
import { dropUpload } from './waiting-uploads.js';

type Of<T extends MailCommand['type']> = Extract<MailCommand, { readonly type: T }>;

const ids = (emails: readonly number[]) => emails.map(String);

export function setKeywords(context: CommandContext, command: Of<'setKeywords'>): Carried {
  const { tx } = context;
  const add = command.add.map((keyword) => keyword.toLowerCase());
  const remove = command.remove.map((keyword) => keyword.toLowerCase());
  /** What has to be done to have it as before, by what that is. */
  const back = new Map<string, { readonly add: string[]; readonly remove: string[]; readonly emails: number[] }>();
  const changed: number[] = [];
  for (const email of existing(context, command.emailIds)) {
    const before = new Set(tx.keywordsOf(email));
    const gained = add.filter((keyword) => !before.has(keyword) && !remove.includes(keyword));
    const lost = remove.filter((keyword) => before.has(keyword));
    if (gained.length + lost.length === 0) continue;
    changed.push(email);
    const after = new Set([...before, ...gained]);
    for (const keyword of lost) after.delete(keyword);
    tx.setKeywords(email, [...after]);
    const key = JSON.stringify([gained, lost]);
    const group = back.get(key) ?? { add: lost, remove: gained, emails: [] };
    group.emails.push(email);
    back.set(key, group);
  }
  for (const [accountId, emails] of byAccount(context, changed))
    tellServer(context, accountId, { type: 'setKeywords', emailIds: ids(emails), add, remove });
  return {
    inverse: [...back.values()].map((group) => ({
      type: 'setKeywords',
      emailIds: ids(group.emails),
      add: group.add,
      remove: group.remove,
    })),
  };
}

export function relabel(context: CommandContext, { label, to }: Of<'relabel'>): Carried {
  const { tx } = context;
  const { columns } = tx;
  // Messages with the same labels name one set: it is looked into once.
  const bySet = new Map<number, boolean>();
  const emails: number[] = [];
  for (let email = 1; email < columns.next; email += 1) {
    if (!columns.exists(email)) continue;
    const set = columns.labels[email]!;
    const has = bySet.get(set) ?? tx.keywordsOf(email).includes(label);
    bySet.set(set, has);
    if (has) emails.push(email);
  }
  if (emails.length === 0 || label === to) return { inverse: [] };
  const add = to === undefined ? [] : [to];
  return setKeywords(context, { type: 'setKeywords', emailIds: ids(emails), add, remove: [label] });
}

/** Puts each message where it is to be; answers with where they were. */
export async function placeEmails(
  context: CommandContext,
  places: ReadonlyMap<number, readonly string[]>,
): Promise<Carried> {
  const { tx } = context;
  const before = new Map<number, readonly string[]>();
  const onTheirWay = await takeBackSends(context, [...places.keys()]);
  for (const [email, mailboxIds] of places) {
    if (onTheirWay.has(email)) continue;
    const was = tx.placesOf(email);
    const wanted = [...new Set(mailboxIds)].filter((id) => tx.mailboxes.has(id)).sort();
    if (wanted.length === 0 || wanted.join('\n') === was.join('\n')) continue;
    before.set(email, was);
    tx.place(email, wanted);
  }
  for (const [accountId, emails] of byAccount(context, [...before.keys()])) {
    tellServer(context, accountId, {
      type: 'place',
      places: emails.map((email) => {
        const was = before.get(email)!;
        const is = tx.placesOf(email);
        return {
          emailId: String(email),
          add: is.filter((id) => !was.includes(id)),
          remove: was.filter((id) => !is.includes(id)),
        };
      }),
    });
  }
  await noteMoves(context, before);
  const back = [...before].map(([email, mailboxIds]) => ({ emailId: String(email), mailboxIds }));
  return { inverse: back.length === 0 ? [] : [{ type: 'place', places: back }] };
}

/** Into junk, or out of it, but for the trash: with that the person says what a message is (rule MJ1). */
function saidByMove({ tx }: CommandContext, email: number, to: MailboxRecord): JunkKind | undefined {
  if (to.role === 'trash' || (tx.columns.flags[email]! & DRAFT) !== 0) return undefined;
  const isJunk = tx.placesOf(email).some((id) => tx.mailboxes.get(id)?.role === 'junk');
  if (isJunk === (to.role === 'junk')) return undefined;
  return isJunk ? 'good' : 'junk';
}

export async function move(context: CommandContext, { emailIds, from, to }: Of<'move'>): Promise<Carried> {
  const { tx } = context;
  const target = mailboxOf(context, to);
  const { accountId } = target;
  const places = new Map<number, readonly string[]>();
  const said: Record<JunkKind, string[]> = { junk: [], good: [] };
  for (const email of existing(context, emailIds)) {
    if (tx.accountOf(email)?.id !== accountId)
      throw new AppError('store/failed', 'A message cannot be moved to another account.', { email });
    const left = from === undefined ? [] : tx.placesOf(email).filter((id) => id !== from);
    places.set(email, [...left, to]);
    const kind = saidByMove(context, email, target);
    if (kind !== undefined) said[kind].push(String(email));
  }
  // First: what a server is told of a message goes with it.
  const saying = (['junk', 'good'] as const).map((kind) =>
    setKeywords(context, { type: 'setKeywords', emailIds: said[kind], ...sayJunk(kind) }),
  );
  const moved = await placeEmails(context, places);
  return { inverse: [...(moved.inverse ?? []), ...saying.flatMap(({ inverse = [] }) => inverse)] };
}

export function place(context: CommandContext, command: Of<'place'>): Promise<Carried> {
  const known = new Set(
    existing(
      context,
      command.places.map(({ emailId }) => emailId),
    ),
  );
  const places = new Map<number, readonly string[]>();
  for (const { emailId, mailboxIds } of command.places)
    if (known.has(Number(emailId))) places.set(Number(emailId), mailboxIds);
  return placeEmails(context, places);
}

export async function destroy(context: CommandContext, { emailIds }: Of<'destroy'>): Promise<Carried> {
  for (const [accountId, emails] of byAccount(context, existing(context, emailIds))) {
    if (context.tx.accounts.get(accountId)?.kind === 'jmap') {
      const known: number[] = [];
      for (const email of emails) {
        if (await dropUpload(context.tx, email)) {
          await destroyEmail(context.tx, email);
          await finishMoves(context.tx, String(email));
        } else known.push(email);
      }
      if (known.length === 0) continue;
      // Kept out of sight until the server has agreed: it may refuse.
      for (const email of known) context.tx.hide(email);
      tellServer(context, accountId, { type: 'destroy', emailIds: ids(known) });
    } else for (const email of emails) await destroyEmail(context.tx, email);
  }
  return {};
}

/** Keeps a message that was written here. */
export async function putMessage(
  context: CommandContext,
  command: Omit<Of<'putMessage'>, 'bytes'> & {
    /** Where the server has it, when that is not where it is shown. */
    readonly uploadTo?: string;
    /** Epoch ms; the server is not told before. */
    readonly holdUntil?: number;
  },
  { blob, email: prepared, receivedAt, messageId }: PreparedMessage,
): Promise<Carried> {
  const { tx } = context;
  ensureLocalAccount(tx);
  const account = tx.accounts.get(command.accountId);
  if (account === undefined) throw new AppError('store/not-found', 'There is no such account.');
  mailboxOf(context, command.mailboxId);
  const email = tx.add({
    ...prepared,
    account: account.number,
    mailboxIds: [command.mailboxId],
    keywords: command.keywords,
    receivedAt,
    bits: HERE | (prepared.bits & ATTACHMENT),
  });
  await tx.putBlob(blob, email);
  tellServer(context, account.id, {
    type: 'upload',
    emailId: String(email),
    mailboxIds: [command.uploadTo ?? command.mailboxId],
    keywords: tx.keywordsOf(email),
    receivedAt,
    messageId,
    ...(command.submit && { submit: command.submit }),
    ...(command.uploadTo !== undefined && { shownIn: command.mailboxId }),
    ...(command.holdUntil !== undefined && { holdUntil: command.holdUntil }),
  });
  if (command.replaces !== undefined) await destroy(context, { type: 'destroy', emailIds: [command.replaces] });
  return { emailId: String(email), ...(command.submit === undefined && { inverse: [] }) };
}
