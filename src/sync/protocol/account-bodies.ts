// What entries of an account's own log say.

import { wrapSchema } from './bodies.js';
import { idSchema, keySchema, signatureSchema } from './entry.js';
import { MAX_DEVICES } from './limits.js';
import { bytes, list, may, must, oneOf, record, text, tuple, uint, type Value } from './schema.js';

/** The account's new key, for exactly its devices and its recovery key. */
export const accountKeySchema = record({
  /** X25519. */
  publicKey: must(0, keySchema),
  /** By device id, ascending. */
  recipients: must(1, list(tuple(idSchema, wrapSchema), MAX_DEVICES + 1, 1)),
  /** The secret key before, sealed with this one; missing in the first generation. */
  back: may(2, bytes(12 + 32 + 16)),
});
export type AccountKey = Value<typeof accountKeySchema>;

/** What an account's id is the hash of: its recovery key, which acts as a device that is never online. */
export const accountRootSchema = record({
  nonce: must(0, bytes(16)),
  signKey: must(1, keySchema),
  sealKey: must(2, keySchema),
});
export type AccountRoot = Value<typeof accountRootSchema>;

export const accountGenesisSchema = record({ root: must(0, bytes(128, 1)) });

export const deviceAddSchema = record({
  signKey: must(0, keySchema),
  sealKey: must(1, keySchema),
  /** 1: a browser, 2: an installed app, 3: a program without a screen. */
  kind: must(2, oneOf(1, 2, 3)),
  /** Its name, sealed with the account's key. */
  name: must(3, bytes(256)),
  /** By the new device: that it wants to be in this account. */
  proof: must(4, signatureSchema),
  /** The account's present key; missing exactly when there is none yet. */
  wrap: may(5, wrapSchema),
});

export const deviceRevokeSchema = record({ device: must(0, idSchema), key: must(1, accountKeySchema) });
export const accountKeyEntrySchema = record({ key: must(0, accountKeySchema) });

export const recoverySetSchema = record({
  signKey: must(0, keySchema),
  sealKey: must(1, keySchema),
  /** By the new recovery key. */
  proof: must(2, signatureSchema),
  key: must(3, accountKeySchema),
});

export const pgpBindSchema = record({
  /** Of a version 4 or 6 key. */
  fingerprint: must(0, bytes(32, 20)),
  /** SHA-256 of the certificate. */
  certificate: must(1, bytes(32)),
  /** An OpenPGP signature over the account's id. */
  signature: must(2, bytes(4_096, 1)),
});

export const emailBindSchema = record({
  /** First 16 bytes of SHA-256 over `gw1/addr` and the address in lower case. */
  address: must(0, bytes(16)),
  /** The relay that has seen the address answer … */
  relay: must(1, keySchema),
  /** … when (epoch ms) … */
  time: must(2, uint()),
  /** … and its signature (`dir`) over address, account and time. */
  statement: must(3, signatureSchema),
  /** The address itself, sealed with the account's key. */
  sealedAddress: may(4, bytes(512, 28)),
});

/** A device's name before it is sealed. */
export const deviceNameSchema = record({ name: must(0, text(120)) });
