import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as plainSha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettle, nodeSha256, nodeSigner } from '../../../relay/node-crypto.js';
import { type Bytes, concat, hmacSha256 } from '../../../src/sync/protocol/bytes.js';
import type { SignatureCheck, Step } from '../../../src/sync/protocol/fold-state.js';
import { isSigned, settle, signerFromSeed } from '../../../src/sync/protocol/signatures.js';

const SEED = new Uint8Array(32).fill(7);
const stepWith = (checks: readonly SignatureCheck[]): Step<string> => ({ ok: true, state: 'after', checks });

async function signed(): Promise<SignatureCheck> {
  const signer = await signerFromSeed(SEED);
  const message = new Uint8Array([1, 2, 3]);
  return { context: 'doc', key: signer.publicKey, message, signature: await signer.sign('doc', message) };
}

describe('what the relay lets Node hash, sign and verify', () => {
  it('hashes to the same bytes, whatever the parts, as what browsers use', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
        const hash = nodeSha256(parts);
        expect(hash).toEqual(plainSha256(concat(...parts)));
        expect(Object.getPrototypeOf(hash)).toBe(Uint8Array.prototype); // a Buffer cuts without copying
        expect(hash.buffer.byteLength).toBe(32); // what goes to another thread takes its whole buffer along
      }),
    );
    expect(hmacSha256(SEED, SEED)).toEqual(hmac(plainSha256, SEED, SEED) as Bytes);
  });

  it('signs the same bytes with the same key', async () => {
    const [ours, theirs] = [nodeSigner(SEED), await signerFromSeed(SEED)];
    expect(ours.publicKey).toEqual(theirs.publicKey);
    const message = new Uint8Array([9, 8]);
    expect(await ours.sign('rcpt', message)).toEqual(await theirs.sign('rcpt', message));
  });

  it('finds right and wrong what WebCrypto does', async () => {
    const check = await signed();
    const zeros = (length: number): Bytes => new Uint8Array(length);
    const flipped = (bytes: Uint8Array): Bytes => Uint8Array.from(bytes, (byte, i) => (i === 5 ? byte ^ 1 : byte));
    const cases: readonly SignatureCheck[] = [
      check,
      { ...check, context: 'acct' },
      { ...check, message: zeros(3) },
      { ...check, signature: flipped(check.signature) },
      { ...check, signature: check.signature.slice(0, 63) },
      { ...check, signature: zeros(0) },
      { ...check, key: flipped(check.key) },
      { ...check, key: zeros(32) },
      { ...check, key: new Uint8Array(32).fill(255) },
      { ...check, key: check.key.slice(0, 31) },
      { ...check, key: zeros(0) },
    ];
    const quick = createSettle();
    for (const each of cases) expect((await quick(stepWith([each]))).ok).toBe(await isSigned(each));
    for (const each of cases)
      expect(await quick(stepWith([check, each]))).toEqual(await settle(stepWith([check, each])));
    expect((await quick(stepWith([check]))).ok).toBe(true);
  });

  it('answers at once for few signatures, and leaves others their turn for many', async () => {
    const check = await signed();
    const quick = createSettle();
    expect(quick(stepWith([check]))).toEqual(stepWith([check]));
    const many = quick(stepWith(Array.from({ length: 50 }, () => check)));
    expect(many).toBeInstanceOf(Promise);
    expect((await many).ok).toBe(true);
    const last = [...Array.from({ length: 49 }, () => check), { ...check, signature: new Uint8Array(64) }];
    expect(await quick(stepWith(last))).toMatchObject({ ok: false, refusal: 'BAD_SIG' });
  });

  it('passes a refusal on', async () => {
    const refused: Step<string> = { ok: false, refusal: 'ROLE', why: 'needs role 2' };
    expect(await createSettle()(refused)).toBe(refused);
  });
});
