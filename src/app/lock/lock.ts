// What views may ask of the app's lock.
import type { LockState } from '../../domain/lock/lock.js';
import type { Watchable } from '../../domain/watchable.js';

export type { LockState } from '../../domain/lock/lock.js';

export interface LockService {
  /** Whether the app was locked by a passphrase when this page began, as far as is known before anything was read. */
  readonly mayBeLocked: boolean;
  watch(): Watchable<LockState>;
  /** What can be done with it. Its code is loaded when somebody has a lock, or wants one. */
  acts(): Promise<LockActs>;
}

/**
 * All of it rejects with AppError: `sync/code` with `why` `passphrase` (and `seconds` until the next try), `wait`, `device`,
 * `length`, `changed` or `damaged`; `sync/browser` where keys cannot be locked away.
 */
export interface LockActs {
  set(input: { readonly passphrase: string; readonly minutes: number }): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  change(input: { readonly passphrase: string; readonly next: string }): Promise<void>;
  remove(passphrase: string): Promise<void>;
  setMinutes(minutes: number): Promise<void>;
  /** In all tabs. */
  lock(): Promise<void>;
  /** Somebody uses the app, in whichever tab. */
  noteUse(): void;
  /** When somebody last did, epoch ms. */
  lastUse(): number;
  /** Five words by chance. */
  suggest(): Promise<string>;
  /** Deletes everything of this profile; the page is loaded anew. */
  erase(): Promise<void>;
  readonly device: LockDeviceActs;
}

/** Unlocking by what the device asks for: a finger, a face, a PIN. */
export interface LockDeviceActs {
  /** Whether this device may be able to. */
  isOffered(): Promise<boolean>;
  /** Makes a key of the device's for this. Rejects with `cancelled` when the person does not go on. */
  add(passphrase: string): Promise<void>;
  unlock(): Promise<void>;
  remove(): Promise<void>;
}
