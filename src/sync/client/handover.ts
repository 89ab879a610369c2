// What another device had when it let this one in (ID8): until the relay has shown as much, it is missed.
import { bytesToHex, isSame } from '../protocol/bytes.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import type { PlaceState } from '../protocol/fold-state.js';
import { checkHeads } from './heads.js';
import type { Log } from './log.js';
import type { Head, LogStore } from './storage.js';

/** As far as another device had followed. */
export interface Handed {
  /** The account's last membership entry. Absent once it has been shown. */
  readonly accountHead?: Uint8Array;
  /** Documents that have not been shown as far yet. */
  readonly heads: readonly Head[];
}

export interface Handover {
  /** The relay shows less than the other device had. */
  readonly isMissed: boolean;
  /** To be called when everything is here that the relay says to have. */
  look(): Promise<void>;
}

export interface HandoverOptions {
  readonly handed: Handed | undefined;
  readonly account: string;
  readonly store: Pick<LogStore, 'hashAt' | 'membership'>;
  logOf(id: string): Log<PlaceState> | undefined;
  /** Some of it has been shown: what is left. */
  onShown(left: Handed | undefined): Promise<void>;
}

export function createHandover({ handed, account, store, logOf, onShown }: HandoverOptions): Handover {
  let left = handed;
  let isMissed = false;

  async function isAccountThere(head: Uint8Array): Promise<boolean> {
    const isIt = (entry: Entry) => isSame(entry.hash, head);
    return (await store.membership(account)).some(({ entry }) => entry !== undefined && isIt(readEntry(entry)));
  }

  return {
    get isMissed() {
      return isMissed;
    },
    async look() {
      if (left === undefined) return;
      const { accountHead, heads } = left;
      await checkHeads({ docs: heads }, logOf, store);
      const missing = heads.filter(([doc, seq]) => (logOf(bytesToHex(doc))?.kept.seq ?? 0) < seq);
      const isThere = accountHead === undefined || (await isAccountThere(accountHead));
      isMissed = !isThere || missing.length > 0;
      if (isThere === (accountHead === undefined) && missing.length === heads.length) return;
      left = isMissed ? { ...(!isThere && { accountHead: accountHead! }), heads: missing } : undefined;
      await onShown(left);
    },
  };
}
