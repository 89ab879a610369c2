// Which messages of a server have come, so that rules look at them (MU5).
import { RULED } from '../../../domain/mail/rules/rule.js';
import { RULES_DUE } from '../../../store/mail/flags.js';
import type { RemoteEmail } from '../../../sync/mail/ports.js';
import { type AccountState, mailboxesByRemote } from '../account-state.js';

/** Clocks of servers may be behind. */
const SLACK_MS = 600_000;

/** States of an account that is added now: what came before is old mail, whenever it gets here. */
export const firstStates = (now: number): Readonly<Record<string, string>> => ({ since: String(now - SLACK_MS) });

/** Whether it came since the account was added: old mail is fetched, and does not come. */
export function isNew({ account }: AccountState, { receivedAt, keywords }: RemoteEmail): boolean {
  const { states } = account;
  const since = Number(states.since ?? (states.backfill === undefined ? 0 : Number.POSITIVE_INFINITY));
  return receivedAt >= since && !keywords.includes('$draft');
}

/**
 * Bits of a message that is new on this device. One that another device's rules, or the server's, have been about, that was
 * written here, that came before the account was added, or that lies elsewhere than in the inbox or among junk, has not come.
 */
export function arrivalBits(state: AccountState, email: RemoteEmail): number {
  const { keywords, mailboxIds } = email;
  if (!isNew(state, email) || keywords.includes(RULED)) return 0;
  const byRemote = mailboxesByRemote(state);
  const roles = mailboxIds.map((id) => byRemote.get(id)?.role);
  return roles.includes('inbox') || roles.includes('junk') ? RULES_DUE : 0;
}
