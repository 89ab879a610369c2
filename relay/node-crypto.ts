// What Node's own crypto does quicker than WebCrypto or plain JavaScript, with the same answers.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { asPlain, type Bytes, bytesToHex, concat, hexToBytes } from '../src/sync/protocol/bytes.js';
import { signedBytes } from '../src/sync/protocol/entry.js';
import type { SignatureCheck, Step } from '../src/sync/protocol/fold-state.js';
import { type Signer, settle } from '../src/sync/protocol/signatures.js';

/** SHA-256 for `useSha256`. */
export const nodeSha256 = (parts: readonly Uint8Array[]): Bytes =>
  asPlain(hash('sha256', parts.length === 1 ? (parts[0] as Uint8Array) : concat(...parts), 'buffer'));

/** RFC 8410 §4: what stands before the 32 bytes of an Ed25519 public key in SPKI. */
const SPKI_HEAD = hexToBytes('302a300506032b6570032100');
/** RFC 8410 §7: the same before a secret of 32 bytes, in PKCS#8. */
const PKCS8_HEAD = hexToBytes('302e020100300506032b657004220420');
/** Devices whose keys are kept: reading a key costs more than a verification. */
const KEYS_KEPT = 20_000;
/** Signatures that are looked at without leaving others their turn: each takes a sixth of a millisecond. */
const AT_ONCE = 4;

/** @param seed - The secret: 32 random bytes. */
export function nodeSigner(seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length);
  return {
    publicKey: Uint8Array.from(publicKey),
    sign: async (context, message) => asPlain(sign(null, signedBytes(context, message), secret)),
  };
}

/** @returns `settle` for a relay: it comes to the same, and an entry's own signature needs no other thread. */
export function createSettle() {
  const keys = new Map<string, KeyObject>();

  function keyOf(key: Uint8Array): KeyObject {
    const id = bytesToHex(key);
    const known = keys.get(id);
    if (known !== undefined) return known;
    const read = createPublicKey({ key: Buffer.from(concat(SPKI_HEAD, key)), format: 'der', type: 'spki' });
    if (keys.size >= KEYS_KEPT) keys.delete(keys.keys().next().value as string);
    keys.set(id, read);
    return read;
  }

  function isRight({ context, key, message, signature }: SignatureCheck): boolean {
    try {
      return verify(null, signedBytes(context, message), keyOf(key), signature);
    } catch {
      return false; // bytes that are no key
    }
  }

  return <S>(step: Step<S>): Step<S> | Promise<Step<S>> => {
    if (!step.ok || step.checks.length > AT_ONCE) return settle(step);
    return step.checks.every(isRight) ? step : { ok: false, refusal: 'BAD_SIG', why: 'a signature is wrong' };
  };
}
