// The app's lock as people see it (docs/rules/identity.md, ID20 ff.).

type Bytes = Uint8Array<ArrayBuffer>;

/** How this device unlocks beside the passphrase: a WebAuthn credential whose PRF gives the same 32 bytes each time. */
export interface LockDevice {
  readonly credential: Bytes;
  /** What the PRF is asked for. */
  readonly salt: Bytes;
}

/** How the app on this device stands to its lock. */
export interface LockState {
  /** There is a passphrase. */
  readonly isSet: boolean;
  readonly locked: boolean;
  /** Minutes without use after which it locks; 0: when it is closed only. */
  readonly minutes: number;
  readonly device?: LockDevice;
}

/** There is none. */
export const NO_LOCK: LockState = { isSet: false, locked: false, minutes: 0 };

/** What people may choose from. */
export const lockMinutes: readonly number[] = [5, 15, 60, 0];
const DEFAULT_MINUTES = 15;

/** A number of minutes that was stored or asked for, as one of the choices. */
export const fitMinutes = (minutes: unknown): number => lockMinutes.find((each) => each === minutes) ?? DEFAULT_MINUTES;

/** Wrong passphrases that are taken for slips of the finger. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** How long nobody may try after so many wrong passphrases in a row, in milliseconds. */
export function waitAfter(tries: number): number {
  if (tries < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - FREE_TRIES, 10));
}
