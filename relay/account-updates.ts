import type { Log } from '../server/log.js';
import { accountUpdateSchema } from '../src/sync/protocol/bodies.js';
import { bytesToHex, hexToBytes } from '../src/sync/protocol/bytes.js';
import { entryTypes } from '../src/sync/protocol/entry-types.js';
import { deviceIdOf, NO_ID } from '../src/sync/protocol/identifiers.js';
import { MAX_EVIDENCE } from '../src/sync/protocol/limits.js';
import type { Signer } from '../src/sync/protocol/signatures.js';
import { writeClearEntry } from '../src/sync/protocol/write-entry.js';
import type { LogBook } from './logs/log-book.js';
import { isAccountLog } from './logs/log-state.js';
import type { RelayStore } from './store/store.js';

/** Where it is noted which accounts' documents are not told yet. */
const TO_DO = 'account-updates';
const MAX_TRIES = 5;

export interface AccountUpdates {
  /** An account has revoked a device: all its documents are told, so that their next key is not for it. */
  revoked(account: string): Promise<void>;
  /** Goes on with what was begun before the relay last ended. */
  resume(): Promise<void>;
}

/** Posts what an account's log says into the documents of the account, as the relay's own entries. */
export function createAccountUpdates(options: {
  readonly store: RelayStore;
  readonly book: LogBook;
  readonly signer: Signer;
  readonly log: Log;
}): AccountUpdates {
  const { store, book, signer, log } = options;
  const device = deviceIdOf(signer.publicKey);
  const open = new Set<string>();
  const save = () => store.setValue(TO_DO, Buffer.from(JSON.stringify([...open])));

  async function tell(doc: string, account: string): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const hot = await book.log(doc);
      const { state } = hot;
      if (state === undefined || isAccountLog(state)) return;
      const known = state.accounts[account];
      const { records } = await store.membership(account, 1, { bytes: 8_000_000, records: 10_000 });
      const at = records.findIndex(({ entryHash }) => bytesToHex(entryHash) === known?.head);
      const evidence = records.slice(at + 1, at + 1 + MAX_EVIDENCE).flatMap(({ entry }) => entry ?? []);
      if (known === undefined || evidence.length === 0) return;
      const entry = await writeClearEntry(
        {
          suite: 1,
          docId: hexToBytes(doc),
          type: entryTypes.accountUpdate,
          accountId: NO_ID,
          deviceId: device,
          n: (state.counters[bytesToHex(device)] ?? 0) + 1,
          sees: [state.seq, hot.hash as Uint8Array<ArrayBuffer>],
          epoch: state.epoch,
          pm: hexToBytes(state.membership),
        },
        accountUpdateSchema,
        { account: hexToBytes(account), evidence: evidence as Uint8Array<ArrayBuffer>[], relay: signer.publicKey },
        signer,
      );
      // Somebody else's entry may come between reading and writing: then once more.
      const isDone = await book.append(entry).then(
        () => true,
        () => false,
      );
      if (isDone && evidence.length < MAX_EVIDENCE) return;
    }
    log('warn', 'account-update-refused');
  }

  async function tellAll(account: string): Promise<void> {
    const memberships = await store.membershipsOf(account);
    const invitations = await store.invitationsOf(account);
    const docs = new Set([...memberships, ...invitations].map(({ doc }) => doc));
    for (const doc of docs) await tell(doc, account);
    open.delete(account);
    await save();
  }

  return {
    async revoked(account) {
      open.add(account);
      await save();
      await tellAll(account);
    },
    async resume() {
      const kept = await store.value(TO_DO);
      const accounts: string[] = kept === undefined ? [] : JSON.parse(Buffer.from(kept).toString());
      for (const account of accounts) open.add(account);
      for (const account of accounts) await tellAll(account);
    },
  };
}
