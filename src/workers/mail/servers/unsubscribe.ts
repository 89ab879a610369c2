// Takes a person off a list by one request, which a gateway of theirs makes (rule MR7 in docs/rules/mail-reading.md).
import type { UnsubscribeOutcome } from '../../../domain/mail/unsubscribe.js';
import { readMessage } from '../../../formats/mail/parse-message.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { JmapConnection } from '../../../sync/jmap/connection.js';
import { JmapFailure } from '../../../sync/jmap/failure.js';
import { UNSUBSCRIBE } from '../../../sync/jmap/session.js';
import { unsubscribeAt } from '../../../sync/jmap/unsubscribe.js';
import { oneClickOf } from '../read-email.js';

export interface UnsubscribeOptions {
  readonly store: MailStore;
  /** Signs in for one piece of work. @throws {JmapFailure} */
  connect(accountId: string): Promise<JmapConnection>;
}

export interface Unsubscriber {
  /** Whether somebody can ask the list of a message. Asks the person's own servers alone. */
  can(emailId: string): Promise<boolean>;
  /** Asks. The address is read off the message's bytes, whatever a page says. */
  ask(emailId: string): Promise<UnsubscribeOutcome>;
}

export function createUnsubscriber({ store, connect }: UnsubscribeOptions): Unsubscriber {
  async function addressOf(email: number): Promise<string | undefined> {
    const hash = (await store.rows.get([email])).get(email)?.h;
    const record = hash === undefined ? undefined : await store.db.mailBlobs.get(hash);
    return record && oneClickOf(readMessage(await unpackBlob(record), { bodyValues: false }));
  }

  /** The account's own gateway, else another one of the person's. */
  async function gatewayFor(email: number): Promise<JmapConnection | undefined> {
    const own = store.columns.accounts[email];
    const all = [...store.accounts.values()].filter(({ kind }) => kind === 'jmap');
    const inOrder = [...all.filter(({ number }) => number === own), ...all.filter(({ number }) => number !== own)];
    for (const { id } of inOrder) {
      try {
        const connection = await connect(id);
        if (connection.session().capabilities.has(UNSUBSCRIBE)) return connection;
      } catch (error) {
        if (!(error instanceof JmapFailure)) throw error;
      }
    }
    return undefined;
  }

  return {
    async can(emailId) {
      const email = Number(emailId);
      return (await addressOf(email)) !== undefined && (await gatewayFor(email)) !== undefined;
    },
    async ask(emailId) {
      const email = Number(emailId);
      const href = await addressOf(email);
      const gateway = href === undefined ? undefined : await gatewayFor(email);
      if (href === undefined || gateway === undefined) return { kind: 'unable' };
      try {
        return await unsubscribeAt(gateway, href);
      } catch (error) {
        if (error instanceof JmapFailure) return { kind: 'failed' };
        throw error;
      }
    },
  };
}
