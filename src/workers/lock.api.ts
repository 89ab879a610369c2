// What a page asks about the app's lock (docs/rules/identity.md, ID20 ff.). Carried out by the tab's own sync worker: what a
// person knows goes to that worker and nowhere else.
import type { LockState } from '../domain/lock/lock.js';
import type { LockRecord } from '../store/lock-record.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What stood in the open forms of a tab. */
export interface SealedForms {
  readonly tab: string;
  readonly text: string;
}

/** Each request: what is asked, and what is answered. Wrong passphrases are `sync/code` (`passphrase`, `wait`). */
export interface LockRequests {
  readonly state: { readonly ask: object; readonly answer: LockState };
  readonly set: { readonly ask: { readonly passphrase: string; readonly minutes: number }; readonly answer: undefined };
  readonly unlock: { readonly ask: { readonly passphrase: string }; readonly answer: undefined };
  /** @param secret - 32 bytes, what the credential's PRF gives. */
  readonly unlockByDevice: { readonly ask: { readonly secret: Bytes }; readonly answer: undefined };
  readonly change: {
    readonly ask: { readonly passphrase: string; readonly next: string };
    readonly answer: undefined;
  };
  readonly remove: { readonly ask: { readonly passphrase: string }; readonly answer: undefined };
  readonly addDevice: {
    readonly ask: {
      readonly passphrase: string;
      readonly credential: Bytes;
      readonly salt: Bytes;
      readonly secret: Bytes;
    };
    readonly answer: undefined;
  };
  readonly dropDevice: { readonly ask: object; readonly answer: undefined };
  readonly setMinutes: { readonly ask: { readonly minutes: number }; readonly answer: undefined };
  /** Seals what stands in the open forms of a tab under the lock's key; '' forgets it. Nothing while no lock is set. */
  readonly keepUnsaved: { readonly ask: { readonly tab: string; readonly text: string }; readonly answer: undefined };
  /** What was sealed so, of all tabs. */
  readonly unsaved: { readonly ask: object; readonly answer: readonly SealedForms[] };
  /** In all tabs. */
  readonly lock: { readonly ask: object; readonly answer: undefined };
  /** Deletes everything of this profile, for somebody who has forgotten the passphrase. */
  readonly erase: { readonly ask: object; readonly answer: undefined };
}

export type LockRequest = {
  [K in keyof LockRequests]: { readonly type: K } & LockRequests[K]['ask'];
}[keyof LockRequests];
export type LockAnswer = LockRequests[keyof LockRequests]['answer'];

/** Posted by a sync worker to its page: the lock is to be asked about again, or everything is gone. */
export interface LockMessage {
  readonly type: 'lock';
  readonly erased: boolean;
}

export const isLockMessage = (data: unknown): data is LockMessage =>
  (data as Partial<LockMessage> | null)?.type === 'lock';

/** What only the tab that writes can do, because only it touches the keys. Nothing a person knows is in it. */
export interface KeyRequests {
  /** Puts all keys under a lock's. @param key - The lock's: a CryptoKey that nobody can read out. */
  readonly setKeyLock: {
    readonly ask: { readonly record: LockRecord; readonly key: CryptoKey };
    readonly answer: undefined;
  };
  readonly removeKeyLock: {
    readonly ask: { readonly id: string; readonly key: CryptoKey };
    readonly answer: undefined;
  };
}
