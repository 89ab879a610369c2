// The same message in one more mailbox: it is one message in both (rule ML5).
import { type CommandContext, tellServer } from './command-context.js';

export function addPlaces(context: CommandContext, email: number, mailboxIds: readonly string[]): void {
  const { tx } = context;
  const before = tx.placesOf(email);
  const add = mailboxIds.filter((id) => !before.includes(id));
  if (add.length === 0) return;
  tx.place(email, [...before, ...add]);
  const account = tx.accountOf(email);
  if (account === undefined) return;
  const places = [{ emailId: String(email), add, remove: [] }];
  tellServer(context, account.id, { type: 'place', places });
}
