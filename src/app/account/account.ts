// What views may ask of the person's account.
import type { AccountView, RecoveryState } from '../../domain/sharing/account.js';
import type { PairingState } from '../../domain/sharing/pairing.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Done } from '../done.js';

export type { AccountView, RecoveryState } from '../../domain/sharing/account.js';
export type { PairingState } from '../../domain/sharing/pairing.js';

/** Where the account is, and what this device is called in it. What it looks like is told along. */
export interface DeviceInput {
  /** `wss://host[:port]` (`readRelayAddress`). */
  readonly relay: string;
  readonly deviceName: string;
}

/** Why words are no recovery key: some are not in the list (from 0), one is missing or too many, or they do not belong together. */
export type WordsProblem =
  | { readonly kind: 'unknown'; readonly at: readonly number[] }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'checksum' };

/** All of it rejects with AppError `sync/*`. */
export interface AccountService {
  /** `undefined` while there is no account on this device. */
  watch(): Watchable<AccountView | undefined>;
  /** The relay that comes with the app; '' when none does. Asks the app's own address only. */
  offeredRelay(): Promise<string>;
  create(input: DeviceInput & { readonly name: string; readonly code?: string }): Promise<void>;
  /** In the place of an account that the relay has lost: everything that is on this device goes on in it. */
  beginAnew(input: DeviceInput & { readonly name: string; readonly code?: string }): Promise<void>;
  rename(name: string): Promise<Done>;
  renameDevice(device: string, name: string): Promise<Done>;
  /** Answers whether the other devices know of it. */
  signOut(): Promise<boolean>;
  /** Takes devices out of the account. */
  revoke(devices: readonly string[]): Promise<void>;
  /** Follows a pairing from the beginning to its end, for as long as somebody watches. */
  watchPairing(): Watchable<PairingState>;
  /** New device: shows a code. */
  startJoin(input: DeviceInput): Promise<void>;
  /** Old device: looks for the one whose code this is. */
  startAdmit(code: Uint8Array<ArrayBuffer>): Promise<void>;
  answerDigits(same: boolean): Promise<void>;
  stopPairing(): Promise<void>;
  readonly recovery: RecoveryService;
}

/** The 24 words. */
export interface RecoveryService {
  /** Those of the present key, as long as nobody has shown to have them. */
  show(): Promise<readonly string[] | undefined>;
  /** The person has, or still has, the words: they are forgotten here, and asked about again in a year. */
  confirm(): Promise<void>;
  /** Puts a new key in the old one's place. Its words have to be confirmed. */
  renew(): Promise<readonly string[]>;
  /** Reads what was typed. */
  read(text: string): Promise<readonly string[] | WordsProblem>;
  /** Words that begin so, at most `limit`. */
  suggest(begin: string, limit: number): Promise<readonly string[]>;
  restore(input: DeviceInput & { readonly phrase: readonly string[] }): Promise<void>;
}

/** Sharing waits for this: whoever loses the only device would take others' calendars with it. */
export const recoveryConfirmed = (account: { readonly recovery: RecoveryState } | undefined): boolean =>
  account?.recovery.confirmed === true;
