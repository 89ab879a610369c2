// What requests that people wait for may ask of the client.
import { hexToBytes } from '../protocol/bytes.js';
import type { Followed, Following } from './following.js';
import { secretName } from './keyring.js';
import type { LogAccess } from './ports.js';
import { refused } from './refusal.js';

export interface LogAccessOptions extends Omit<Following, 'add'>, Pick<LogAccess, 'relayKey'> {
  /** Begins to follow those that are not followed yet. */
  followNew(ids: readonly string[]): Promise<void>;
}

export function createLogAccess(options: LogAccessOptions): LogAccess {
  const { context, account, followed, followNew, watch } = options;
  const { store, documents, secrets, credentials, onChange } = context;

  const documentOf = (id: string): Followed => {
    const one = followed.get(id);
    if (one === undefined) throw refused('UNKNOWN', 'a log this device does not follow');
    return one;
  };

  return {
    document: async (id) => followed.get(id)?.log.state,
    account: async () => account.log.state,
    evidence: account.evidence,
    accountSecret: account.secret,
    async documentKey(id, epoch) {
      const log = followed.get(id)?.log;
      const wanted = epoch ?? log?.state?.epoch;
      return wanted === undefined ? undefined : log?.keyring.key(wanted);
    },
    append: async (id, make) => documentOf(id).sender.append(make),
    appendToAccount: async (make) => account.sender.append(make),
    credentials: async () => credentials,
    ask: context.ask,
    relayKey: options.relayKey,
    async follow(id, key) {
      if (key !== undefined) await secrets.put(secretName(id, key.epoch), key.key);
      const known = followed.get(id);
      // Somebody who was removed is in it again.
      if (known !== undefined) {
        await known.log.become('ok');
        return watch([known.log]);
      }
      await followNew([id]);
    },
    async forget(id) {
      const one = followed.get(id);
      if (one === undefined) return;
      followed.delete(id);
      one.sender.lost();
      if (context.isOnline()) await context.ask('unwatch', { docs: [hexToBytes(id)] }).catch(() => {});
      await one.log.inTurn(async () => {
        if (one.log.kept.collectionId !== undefined) await documents.drop(one.log.kept.collectionId);
        await store.dropLog(id);
      });
      onChange();
    },
  };
}
