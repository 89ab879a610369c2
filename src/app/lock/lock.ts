// What views may ask of the app's lock.
import type { LockState } from '../../domain/lock/lock.js';
import type { UnsavedForm } from '../../domain/lock/unsaved-form.js';
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
  /** In all tabs, once what `beforeLock` wants has been done, or has taken too long. */
  lock(): Promise<void>;
  /** Is done first whenever this tab locks the app; nothing when absent. */
  beforeLock: (() => Promise<void>) | undefined;
  readonly unsaved: UnsavedActs;
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

/** What one tab has kept. */
export interface KeptForms {
  readonly id: string;
  readonly isOwn: boolean;
  readonly forms: readonly UnsavedForm[];
}

/** Text of open forms that outlives the lock, sealed with its key. */
export interface UnsavedActs {
  /** In the place of what this tab has kept before. Does nothing while no lock is set; rejects with `sync/locked`. */
  keep(forms: readonly UnsavedForm[]): Promise<void>;
  /**
   * What this tab has kept, and tabs that are gone, while no other tab takes any.
   *
   * @param work - Keeps what it wants as this tab's own. @returns what it has taken: of tabs that are gone that is forgotten.
   */
  take(work: (kept: readonly KeptForms[]) => Promise<readonly KeptForms[]>): Promise<void>;
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
