// Who is there: a device signs the relay's challenge, for this relay and for a short time.

import { activeDevice } from './account-rules.js';
import { type Bytes, bytesToHex, hexToBytes, isSame } from './bytes.js';
import type { ClientMessage } from './client-messages.js';
import { hashSchema, idSchema } from './entry.js';
import { ProtocolError } from './errors.js';
import type { AccountState, SignatureCheck } from './fold-state.js';
import { AUTH_SKEW_MS } from './limits.js';
import { bytes, encodeAs, must, record, text, uint, type Value } from './schema.js';

const claimSchema = record({
  account: must(0, idSchema),
  device: must(1, idSchema),
  accountHead: must(2, hashSchema),
  nonce: must(3, bytes(32)),
  origin: must(4, text(255)),
  expires: must(5, uint()),
});
/** What a device says of itself in a handshake. */
export type AuthClaim = Value<typeof claimSchema>;

/** @returns What is signed (`auth`). */
export const authMessage = ({ account, device, accountHead, nonce, origin, expires }: AuthClaim): Bytes =>
  encodeAs(claimSchema, { account, device, accountHead, nonce, origin, expires });

/** What the relay holds a claim against. */
export interface Challenge {
  /** The nonce of this connection's `hello`. */
  readonly nonce: Uint8Array;
  /** The origins that this relay is known by. */
  readonly origins: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Judges a handshake.
 *
 * @param account - As the relay knows it; `undefined` when it does not.
 * @returns The signature that it stands on.
 * @throws {ProtocolError} `AUTH`: another connection's, another relay's, too old or too far ahead. `UNKNOWN`,
 * `NOT_MEMBER` or `DEVICE_REVOKED`: nobody who may come in.
 */
export function judgeAuth(
  auth: Extract<ClientMessage, { kind: 'auth' }>,
  account: AccountState | undefined,
  { nonce, origins, now }: Challenge,
): SignatureCheck {
  if (!isSame(auth.nonce, nonce)) throw new ProtocolError('AUTH', 'not the challenge of this connection');
  if (!origins.includes(auth.origin)) throw new ProtocolError('AUTH', 'meant for another relay');
  if (auth.expires < now || auth.expires > now + 2 * AUTH_SKEW_MS) throw new ProtocolError('AUTH', 'not at this time');
  if (account === undefined || account.id !== bytesToHex(auth.account))
    throw new ProtocolError('UNKNOWN', 'no such account');
  const device = activeDevice(account, bytesToHex(auth.device));
  return { context: 'auth', key: hexToBytes(device.signKey), message: authMessage(auth), signature: auth.signature };
}
