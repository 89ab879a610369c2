// What people see of their own account. Plain data.
import type { EpochMs } from '../time/types.js';
import type { AccountDevice, SyncProblem } from './sharing.js';

/** Longer than anybody's name. UTF-16 code units. */
export const MAX_PERSON_NAME = 100;

/** The account of this device. */
export interface AccountView {
  /** Hexadecimal. */
  readonly id: string;
  /** How others see the person; '' when nobody said it. */
  readonly name: string;
  /** Bound e-mail address; '' without one. */
  readonly address: string;
  /** `wss://host[:port]` */
  readonly relay: string;
  /** This one first, then those that were seen last; revoked ones at the end. */
  readonly devices: readonly AccountDevice[];
  readonly recovery: RecoveryState;
}

/** The account's recovery key: 24 words on paper. */
export interface RecoveryState {
  /** The person has shown that they have the words. */
  readonly confirmed: boolean;
  /** When they did. */
  readonly since?: EpochMs;
  /** This device still knows the words and can show them. */
  readonly shown: boolean;
}

/** Whether the relay has lost the account: another one can take its place (rule ID10). */
export const isAccountLost = (problem: SyncProblem | undefined): boolean =>
  problem === 'unknown-account' || problem === 'other-relay';

/** After so long people are asked whether they still have their words, in milliseconds. */
export const REMIND_RECOVERY_MS = 365 * 86_400_000;

/** Whether it is time to ask. */
export const isRecoveryDue = ({ confirmed, since }: RecoveryState, now: EpochMs): boolean =>
  confirmed && since !== undefined && now - since > REMIND_RECOVERY_MS;
