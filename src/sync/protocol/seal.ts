// Encrypting: AES-256-GCM under a key of its own for every entry, and HPKE (RFC 9180, base mode) for handing keys over.
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, utf8 } from './bytes.js';
import { ProtocolError } from './errors.js';

/** Makes random bytes; a test gives others. */
export type Random = (length: number) => Bytes;

/** The platform's. */
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** HKDF-SHA-256 (RFC 5869), 32 bytes. */
export const deriveKey = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array): Bytes =>
  hkdf(sha256, secret, salt, info, 32) as Bytes;

const importAes = (key: Uint8Array, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', key as Bytes, 'AES-GCM', false, [use]);

/** AES-256-GCM with a nonce of 12 bytes; the tag stands behind the text. */
export async function encryptAes(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  aad: Uint8Array,
): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: nonce as Bytes, additionalData: aad as Bytes };
  return new Uint8Array(await crypto.subtle.encrypt(parameters, await importAes(key, 'encrypt'), plain as Bytes));
}

/** @throws {ProtocolError} `BAD_SIG`: not encrypted so, by somebody with this key. */
export async function decryptAes(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: nonce as Bytes, additionalData: aad as Bytes };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, await importAes(key, 'decrypt'), sealed as Bytes));
  } catch (error) {
    throw new ProtocolError('BAD_SIG', 'cannot be decrypted', { cause: error });
  }
}

const SALT_BYTES = 16;
const NONCE_BYTES = 12;

/**
 * Encrypts under a key that is used once: derived from `secret`, a random salt and what the text is for. A device that has
 * lost its counter can so never use a key and nonce twice.
 *
 * @returns Salt, nonce, ciphertext and tag.
 */
export async function sealOnce(
  secret: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  plain: Uint8Array,
  random: Random = systemRandom,
): Promise<Bytes> {
  const salt = random(SALT_BYTES);
  const nonce = random(NONCE_BYTES);
  return concat(salt, nonce, await encryptAes(deriveKey(secret, salt, info), nonce, plain, aad));
}

/**
 * The inverse of `sealOnce`.
 *
 * @throws {ProtocolError} `BAD_SIG`
 */
export async function openOnce(
  secret: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Promise<Bytes> {
  const salt = sealed.subarray(0, SALT_BYTES);
  const nonce = sealed.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES);
  if (nonce.length < NONCE_BYTES) throw new ProtocolError('BAD_SIG', 'too short to be encrypted');
  return decryptAes(deriveKey(secret, salt, info), nonce, sealed.subarray(SALT_BYTES + NONCE_BYTES), aad);
}

const hpke = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const ENC_BYTES = 32;
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** An X25519 key pair to seal to. The secret is never stored as a CryptoKey: one browser loses the whole record. */
export interface SealKeyPair {
  readonly publicKey: Bytes;
  readonly secretKey: Bytes;
}

/** @param seed - 32 random bytes; the same pair for the same seed (RFC 9180 §7.1.3). */
export async function sealKeyPairFromSeed(seed: Uint8Array): Promise<SealKeyPair> {
  const pair = await hpke.kem.deriveKeyPair(bufferOf(seed));
  return {
    publicKey: new Uint8Array(await hpke.kem.serializePublicKey(pair.publicKey)),
    secretKey: new Uint8Array(await hpke.kem.serializePrivateKey(pair.privateKey)),
  };
}

/**
 * Seals to whoever has the secret half of a key.
 *
 * @param use - What it is for; opening for anything else fails.
 * @param seed - Of the ephemeral key, in tests only: 32 bytes.
 * @returns The encapsulated key (32 bytes), ciphertext and tag.
 * @throws {ProtocolError} `MALFORMED`: not a usable public key.
 */
export async function sealTo(
  publicKey: Uint8Array,
  use: Uint8Array,
  plain: Uint8Array,
  seed?: Uint8Array,
): Promise<Bytes> {
  try {
    const recipientPublicKey = await hpke.kem.importKey('raw', bufferOf(publicKey), true);
    const ekm = seed && { ekm: await hpke.kem.deriveKeyPair(bufferOf(seed)) };
    const info = concat(utf8('gw1/wrap\0'), use);
    const sender = await hpke.createSenderContext({ recipientPublicKey, info: info.buffer, ...ekm });
    const sealed = await sender.seal(bufferOf(plain));
    return concat(new Uint8Array(sender.enc), new Uint8Array(sealed));
  } catch (error) {
    throw new ProtocolError('MALFORMED', 'cannot be sealed to this key', { cause: error });
  }
}

/**
 * The inverse of `sealTo`.
 *
 * @throws {ProtocolError} `BAD_SIG`: not sealed to this key, or for something else.
 */
export async function openFrom(
  { secretKey }: Pick<SealKeyPair, 'secretKey'>,
  use: Uint8Array,
  sealed: Uint8Array,
): Promise<Bytes> {
  try {
    const recipientKey = await hpke.kem.importKey('raw', bufferOf(secretKey), false);
    const info = concat(utf8('gw1/wrap\0'), use);
    const enc = bufferOf(sealed.subarray(0, ENC_BYTES));
    const recipient = await hpke.createRecipientContext({ recipientKey, enc, info: info.buffer });
    return new Uint8Array(await recipient.open(bufferOf(sealed.subarray(ENC_BYTES))));
  } catch (error) {
    throw new ProtocolError('BAD_SIG', 'cannot be opened', { cause: error });
  }
}
