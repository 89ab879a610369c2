// Ed25519 through WebCrypto.
import { type Bytes, concat, hexToBytes } from './bytes.js';
import { type SignatureContext, signedBytes } from './entry.js';
import type { SignatureCheck, Step } from './fold-state.js';

/** RFC 8410 §7: what stands before the 32 secret bytes in PKCS#8. */
const PKCS8_HEAD = hexToBytes('302e020100300506032b657004220420');

/** Signs as somebody; the secret itself cannot be asked for. */
export interface Signer {
  /** Ed25519 public key. */
  readonly publicKey: Bytes;
  /** @returns 64 bytes over the message in its context. */
  sign(context: SignatureContext, message: Uint8Array): Promise<Bytes>;
}

/** @param seed - The secret: 32 random bytes. Not kept. */
export async function signerFromSeed(seed: Uint8Array): Promise<Signer> {
  const pkcs8 = concat(PKCS8_HEAD, seed);
  const [secret, readable] = await Promise.all([
    crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']),
    crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']),
  ]);
  pkcs8.fill(0);
  // The only way WebCrypto has from a secret key to its public one.
  const { x = '' } = await crypto.subtle.exportKey('jwk', readable);
  return signerFromKey(secret, base64UrlToBytes(x));
}

/** @param secret - A private Ed25519 key that may sign; need not be extractable. */
export function signerFromKey(secret: CryptoKey, publicKey: Bytes): Signer {
  return {
    publicKey,
    sign: async (context, message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', secret, signedBytes(context, message))),
  };
}

function base64UrlToBytes(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

/** How many imported public keys are kept: an import costs as much as a verification. */
const KEYS_KEPT = 1_000;
const importedKeys = new Map<string, Promise<CryptoKey>>();

function importPublicKey(key: Uint8Array): Promise<CryptoKey> {
  const id = key.join();
  const known = importedKeys.get(id);
  if (known !== undefined) return known;
  const imported = crypto.subtle.importKey('raw', key as Bytes, 'Ed25519', false, ['verify']);
  if (importedKeys.size >= KEYS_KEPT) importedKeys.delete(importedKeys.keys().next().value!);
  importedKeys.set(id, imported);
  return imported;
}

/** Whether a signature is right; bytes that are no key or no signature are not. */
export async function isSigned({ context, key, message, signature }: SignatureCheck): Promise<boolean> {
  try {
    const imported = await importPublicKey(key);
    return await crypto.subtle.verify('Ed25519', imported, signature as Bytes, signedBytes(context, message));
  } catch {
    return false;
  }
}

/** What a fold came to once its signatures are looked at: `BAD_SIG` when one is wrong. */
export async function settle<S>(step: Step<S>): Promise<Step<S>> {
  if (!step.ok) return step;
  const right = await Promise.all(step.checks.map(isSigned));
  return right.every(Boolean) ? step : { ok: false, refusal: 'BAD_SIG', why: 'a signature is wrong' };
}
