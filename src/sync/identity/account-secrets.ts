// The account's secret keys, as one of its devices (or its recovery key) finds them in the account's log.

import type { AccountKey } from '../protocol/account-bodies.js';
import {
  accountKeyEntrySchema,
  deviceAddSchema,
  deviceRevokeSchema,
  recoverySetSchema,
} from '../protocol/account-bodies.js';
import { type AccountSecret, openAccountBack, openAccountKey, openAccountWrap } from '../protocol/account-keys.js';
import { type Bytes, isSame } from '../protocol/bytes.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { ProtocolError } from '../protocol/errors.js';
import { deviceIdOf } from '../protocol/identifiers.js';
import { decodeAs } from '../protocol/schema.js';
import { openFrom, sealTo } from '../protocol/seal.js';

/** Who looks: a device, or the recovery key, which counts as one. */
export interface SecretHolder {
  readonly id: Uint8Array;
  /** X25519. */
  readonly secretKey: Bytes;
}

/** @returns The key that an entry brings, if it brings one. */
export function keyOfEntry({ header, body }: Pick<Entry, 'header' | 'body'>): AccountKey | undefined {
  switch (header.type) {
    case entryTypes.accountKey:
      return decodeAs(accountKeyEntrySchema, body).key;
    case entryTypes.deviceRevoke:
      return decodeAs(deviceRevokeSchema, body).key;
    case entryTypes.recoverySet:
      return decodeAs(recoverySetSchema, body).key;
    default:
      return undefined;
  }
}

const PROBE = new Uint8Array(16);

/** Only what the public half seals to is the account's key: documents are wrapped to that half. */
async function isPair(publicKey: Uint8Array, secretKey: Bytes): Promise<boolean> {
  try {
    const opened = await openFrom({ secretKey }, PROBE, await sealTo(publicKey, PROBE, PROBE));
    return isSame(opened, PROBE);
  } catch {
    return false;
  }
}

/**
 * Every generation of an account's key that this device can read: its own wraps, and backwards from there, because each
 * key seals the one before it.
 *
 * @param entries - The account's membership entries from its beginning, verified, in order.
 * @returns By generation. Generations after this device was revoked are not there.
 */
export async function accountSecrets(
  account: Bytes,
  entries: readonly Entry[],
  device: SecretHolder,
): Promise<ReadonlyMap<number, AccountSecret>> {
  const keys = new Map<number, AccountKey>();
  const secrets = new Map<number, AccountSecret>();

  async function keep(generation: number, open: () => Promise<Bytes>): Promise<void> {
    const publicKey = keys.get(generation)?.publicKey;
    if (publicKey === undefined || secrets.has(generation)) return;
    try {
      const secretKey = await open();
      if (await isPair(publicKey, secretKey)) secrets.set(generation, { account, generation, publicKey, secretKey });
    } catch (error) {
      // Somebody among the account's own devices wrapped badly: another wrap, or a key after it, may still lead here.
      if (!(error instanceof ProtocolError)) throw error;
    }
  }

  for (const entry of entries) {
    const { epoch: generation, type } = entry.header;
    const key = keyOfEntry(entry);
    if (key !== undefined) {
      keys.set(generation, key);
      await keep(generation, () => openAccountKey(account, generation, key, device));
    } else if (type === entryTypes.deviceAdd) {
      const { signKey, wrap } = decodeAs(deviceAddSchema, entry.body);
      if (wrap !== undefined && isSame(deviceIdOf(signKey), device.id))
        await keep(generation, () => openAccountWrap(account, generation, device, wrap));
    }
  }
  for (const generation of [...keys.keys()].sort((a, b) => b - a)) {
    const newer = secrets.get(generation);
    const back = keys.get(generation)?.back;
    if (newer !== undefined && back !== undefined) await keep(generation - 1, () => openAccountBack(newer, back));
  }
  return secrets;
}
