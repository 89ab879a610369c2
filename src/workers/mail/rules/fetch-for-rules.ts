// Bytes of a message that rules have to look at whole.
import type { MailServerProblem } from '../../../domain/mail/server-problem.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import { DEFAULT_BUDGET } from '../../../sync/jmap/fetch-bodies.js';

/**
 * Those of most messages come by themselves (MS6); of others they are asked for.
 *
 * @returns whether rules have to wait for them; a message that its server cannot give any more is looked at as it is.
 */
export async function fetchForRules(
  { db, accounts }: MailStore,
  accountId: string,
  email: number,
  fetchMessage: (emailId: string) => Promise<MailServerProblem | undefined>,
): Promise<boolean> {
  const record = await db.mailRemote.where({ accountId, email }).first();
  if (record === undefined) return false;
  const used = Number(accounts.get(accountId)?.states.bodies ?? 0);
  if (record.size <= DEFAULT_BUDGET.each && used < DEFAULT_BUDGET.total) return true;
  const problem = await fetchMessage(String(email));
  return problem !== undefined && problem.kind !== 'not-found';
}
