// An account's rules and its server: brought there whenever a connection begins, and whenever they are changed (MU11).

import { mailboxOfPlace, pathOf } from '../../../domain/mail/rules/rule-mailbox.js';
import { isForwardAddress } from '../../../domain/mail/rules/senders.js';
import type { ServerRules } from '../../../domain/mail/rules/server-rules.js';
import type { Vacation } from '../../../domain/mail/rules/vacation.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailAccountRecord } from '../../../store/mail/records.js';
import { fetchAway, putAway } from '../../../sync/jmap/away.js';
import type { JmapConnection } from '../../../sync/jmap/connection.js';
import { JmapFailure } from '../../../sync/jmap/failure.js';
import { bringRules } from '../../../sync/jmap/sieve.js';
import { mailboxWithRole } from '../local-account.js';
import { accountRules } from './account-rules.js';

export interface RulesBringer {
  /** Before anything is asked of mail: who looks at what comes is known then. @throws {JmapFailure} */
  onConnected(accountId: string, connection: JmapConnection, signal?: AbortSignal): Promise<void>;
  /** The account's mailboxes are here. */
  onMailboxes(accountId: string): void;
  bring(accountId: string, connection: JmapConnection, signal?: AbortSignal): Promise<void>;
  /** Changes the answer while one is away. @returns as it is now, or why the server will not have it. @throws {JmapFailure} @throws {MethodFailure} */
  setVacation(
    accountId: string,
    connection: JmapConnection,
    vacation: Vacation,
  ): Promise<{ readonly value: Vacation } | { readonly refused: string }>;
}

/** A server may say that it answers, and not do it: rules do not wait for that. */
async function awayAt(connection: JmapConnection): Promise<Pick<ServerRules, 'away'>> {
  try {
    const { isOn, from, to } = await fetchAway(connection);
    return { away: { isOn, from, to } };
  } catch (error) {
    if (error instanceof JmapFailure) throw error;
    return {};
  }
}

async function keep(store: MailStore, accountId: string, rules: ServerRules): Promise<void> {
  if (JSON.stringify(store.accounts.get(accountId)?.rules) === JSON.stringify(rules)) return;
  await store.write(async (tx) => {
    const account = tx.accounts.get(accountId);
    if (account !== undefined) tx.putAccount({ ...account, rules });
  });
}

export function createRulesBringer(store: MailStore): RulesBringer {
  /** Accounts whose mailboxes are not here yet: a script could not name any. */
  const early = new Map<string, JmapConnection>();

  async function optionsOf(account: MailAccountRecord) {
    const place: Parameters<typeof bringRules>[1]['pathOf'] = (wanted) => {
      const mailbox = mailboxOfPlace(store.mailboxes.values(), account.id, wanted);
      return mailbox && pathOf(store.mailboxes.values(), mailbox.id);
    };
    const addresses = account.identities.map(({ email }) => email.toLowerCase()).filter(isForwardAddress);
    return { rules: await accountRules(store, account), pathOf: place, addresses: [...new Set(addresses)] };
  }

  async function bring(accountId: string, connection: JmapConnection, signal?: AbortSignal): Promise<void> {
    await store.refresh();
    const account = store.accounts.get(accountId);
    if (account === undefined) return;
    try {
      const standing = await bringRules(connection, await optionsOf(account), signal);
      await keep(store, accountId, { ...standing, ...(standing.hasVacation && (await awayAt(connection))) });
    } catch (error) {
      // A server whose rules do not work still has mail: they are tried again with the next connection.
      if (error instanceof JmapFailure) throw error;
    }
  }

  return {
    bring,
    async setVacation(accountId, connection, vacation) {
      await store.refresh();
      const account = store.accounts.get(accountId);
      if (account === undefined) return { refused: 'notFound' };
      const refused = await putAway(connection, vacation, await optionsOf(account));
      if (refused !== undefined) return { refused };
      const value = await fetchAway(connection);
      const { isOn, from, to } = value;
      const known = store.accounts.get(accountId)?.rules;
      if (known !== undefined) await keep(store, accountId, { ...known, away: { isOn, from, to } });
      return { value };
    },
    async onConnected(accountId, connection, signal) {
      await store.refresh();
      if (mailboxWithRole(store, accountId, 'inbox') === undefined) early.set(accountId, connection);
      else await bring(accountId, connection, signal);
    },
    onMailboxes(accountId) {
      const connection = early.get(accountId);
      if (connection === undefined) return;
      early.delete(accountId);
      bring(accountId, connection).catch(() => {}); // the next connection tries again
    },
  };
}
