// How far a device has come into an account, as both devices show it. Plain data.
import type { Detail, ProblemCode } from '../errors.js';
import type { EpochMs } from '../time/types.js';

interface Version {
  /** Grows with every change. */
  readonly version: number;
}

export type PairingState = Version &
  (
    | { readonly stage: 'none' }
    /** New device: shows its code. */
    | {
        readonly stage: 'code';
        /** In groups (`writePairingCode`). */
        readonly code: string;
        /** What the QR code says. */
        readonly link: string;
        readonly expires: EpochMs;
      }
    /** Reaches for the relay; the old device looks for the new one. */
    | { readonly stage: 'looking' }
    /** Both show the same digits; the old one asks. `name` is what the new device calls itself. */
    | { readonly stage: 'digits'; readonly end: 'new' | 'old'; readonly digits: string; readonly name: string }
    | { readonly stage: 'adding' }
    | { readonly stage: 'done'; readonly name: string }
    | { readonly stage: 'failed'; readonly code: ProblemCode; readonly detail: Detail }
  );

/** A stage without its version. */
export type PairingStage = PairingState extends infer S ? (S extends Version ? Omit<S, 'version'> : never) : never;
