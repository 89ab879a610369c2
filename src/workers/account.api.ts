// What a person asks of their own account (docs/rules/identity.md). Requests, not commands: without a relay they fail.
import type { PairingState } from '../domain/sharing/pairing.js';
import type { DeviceLooks } from '../domain/sharing/sharing.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What stands in the settings' document about the account: all devices know it. */
export interface AccountNote {
  /** How others see the person. */
  readonly name?: string;
  /** Bound e-mail address; '' takes it away. */
  readonly address?: string;
  /** The recovery key's id, hexadecimal, whose words the person has shown to have, and when (epoch ms). */
  readonly recovery?: { readonly key: string; readonly confirmed: number };
}

/** How a device is to be called in an account. */
export interface NewDevice extends DeviceLooks {
  /** `wss://host[:port]` (`readRelayAddress`). */
  readonly relay: string;
  readonly deviceName: string;
}

export interface AccountRequests {
  /** Makes an account on this device and makes it known to the relay. */
  readonly createAccount: { readonly ask: NewDevice & { readonly code?: string }; readonly answer: undefined };
  /**
   * Makes another account in the place of one that the relay has lost, with everything that is here. When it fails, nothing
   * has changed.
   */
  readonly beginAnew: { readonly ask: NewDevice & { readonly code?: string }; readonly answer: undefined };
  /**
   * Takes this device out of the account and forgets the keys here. What is here stays, as collections of this device
   * alone. Answers whether the relay, and so the other devices, know of it.
   */
  readonly signOut: { readonly ask: object; readonly answer: boolean };
  /** Takes devices out of the account, one after the other. @param devices - Hexadecimal. */
  readonly revokeDevices: { readonly ask: { readonly devices: readonly string[] }; readonly answer: undefined };
  /** On a new device: begins to wait for an old one. Goes on in `pairing`. */
  readonly startJoin: { readonly ask: NewDevice; readonly answer: undefined };
  /** On an old device: looks for the new one with this code (24 bytes). Goes on in `pairing`. */
  readonly startAdmit: { readonly ask: { readonly code: Bytes }; readonly answer: undefined };
  /** What the person says of the digits on the old device. */
  readonly answerDigits: { readonly ask: { readonly same: boolean }; readonly answer: undefined };
  readonly stopPairing: { readonly ask: object; readonly answer: undefined };
  /** How far a pairing is: answers when it is further than `seen`, and after 25 seconds at the latest. */
  readonly pairing: { readonly ask: { readonly seen: number }; readonly answer: PairingState };
  /** Adds this device with the recovery key's secret. */
  readonly restoreAccount: { readonly ask: NewDevice & { readonly secret: Bytes }; readonly answer: undefined };
  /** The recovery key's secret, as long as nobody has shown that they have the words. */
  readonly recoverySecret: { readonly ask: object; readonly answer: Bytes | undefined };
  /** The words were typed: they are forgotten here. Answers the key's id, hexadecimal. */
  readonly forgetRecoverySecret: { readonly ask: object; readonly answer: string };
  /** Puts a new recovery key in the old one's place. */
  readonly newRecoveryKey: { readonly ask: object; readonly answer: Bytes };
}
