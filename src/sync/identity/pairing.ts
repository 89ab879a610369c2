// How a new device comes into an account (docs/rules/identity.md): it shows a code, an old one reads it, both show six
// digits, and the person says on the old one that they are the same.
import { CODE_BYTES } from '../../domain/sharing/pairing-code.js';
import { type Bytes, concat, isSame, sha256, utf8 } from '../protocol/bytes.js';
import { ProtocolError } from '../protocol/errors.js';
import { deviceIdOf, joinMessage } from '../protocol/identifiers.js';
import { decodeAs, encodeAs, type Schema } from '../protocol/schema.js';
import { openFrom, type Random, sealTo } from '../protocol/seal.js';
import { isSigned } from '../protocol/signatures.js';
import { type DeviceKeys, type JoiningDevice, joinAs } from './account-entries.js';
import { type Line, type PairingFailure, pairingFailed } from './meeting-line.js';
import { type Handover, handoverSchema, pairingMessages } from './pairing-messages.js';

export type { Handover } from './pairing-messages.js';

/** How long a code holds, in milliseconds. */
export const CODE_MS = 5 * 60_000;
/** How long the other device may take for what needs no person. */
export const STEP_MS = 15_000;

const SECRET_BYTES = 16;

const fingerprintOf = (signKey: Uint8Array, sealKey: Uint8Array): Bytes =>
  sha256(utf8('gw1/pair-keys'), signKey, sealKey).slice(0, CODE_BYTES - SECRET_BYTES) as Bytes;

/** @returns What a new device's code carries: a secret, and what its keys hash to. */
export const makePairingCode = (keys: DeviceKeys, random: Random): Bytes =>
  concat(random(SECRET_BYTES), fingerprintOf(keys.signer.publicKey, keys.seal.publicKey));

/** The secret of a code: what the line is sealed with. */
export const secretOfCode = (code: Uint8Array): Uint8Array => code.subarray(0, SECRET_BYTES);

/** What the old device shows of itself. */
interface OldSide {
  readonly account: Uint8Array;
  readonly signKey: Uint8Array;
  readonly nonce: Uint8Array;
}

interface NewSide {
  readonly signKey: Uint8Array;
  readonly sealKey: Uint8Array;
  readonly nonce: Uint8Array;
}

/** Said before the other one's keys are seen: nobody can look for digits that fit. */
const commitmentOf = ({ account, signKey, nonce }: OldSide): Bytes =>
  sha256(utf8('gw1/pair-commit'), account, signKey, nonce);

/** Six digits over everything that both have seen. */
export function pairingDigits(code: Uint8Array, older: OldSide, newer: NewSide): string {
  const parts = [older.account, older.signKey, older.nonce, newer.signKey, newer.sealKey, newer.nonce];
  const hash = sha256(utf8('gw1/pair-digits'), secretOfCode(code), ...parts);
  return String(new DataView(hash.buffer).getBigUint64(0) % 1_000_000n).padStart(6, '0');
}

const handoverUse = (account: Uint8Array, device: Uint8Array): Bytes => concat(utf8('pair'), account, device);

const isBye = (plain: Uint8Array): boolean => {
  try {
    decodeAs(pairingMessages.bye, plain);
    return true;
  } catch {
    return false;
  }
};

/** The next message, which has to be this one. */
async function next<T>(line: Line, schema: Schema<T>, milliseconds: number, late: PairingFailure): Promise<T> {
  const plain = await line.receive(milliseconds, late);
  if (isBye(plain)) throw pairingFailed('declined');
  try {
    return decodeAs(schema, plain);
  } catch (error) {
    throw pairingFailed('mismatch', error);
  }
}

/** Tells the other device that it is over, as far as it can be told. */
export async function sayBye(line: Line): Promise<void> {
  await line.send(encodeAs(pairingMessages.bye, { kind: 9 })).catch(() => {});
}

/** What a new device knows once it is in. */
export interface Joined extends Handover {
  readonly account: Bytes;
}

/**
 * The new device's part.
 *
 * @param code - `makePairingCode` of the same keys, fresh: one code, one pairing.
 * @param onDigits - They are to be shown until the old device has answered.
 * @throws {AppError} `sync/code`, `sync/offline`
 */
export async function join(
  line: Line,
  code: Uint8Array,
  keys: DeviceKeys,
  device: Pick<JoiningDevice, 'kind' | 'name'>,
  { random, onDigits }: { readonly random: Random; onDigits(digits: string): void },
): Promise<Joined> {
  const { commitment } = await next(line, pairingMessages.commit, CODE_MS, 'expired');
  const own = { signKey: keys.signer.publicKey, sealKey: keys.seal.publicKey, nonce: random(32) };
  await line.send(encodeAs(pairingMessages.hello, { kind: 2, ...own }));
  const older = await next(line, pairingMessages.reveal, STEP_MS, 'nobody');
  if (!isSame(commitmentOf(older), commitment)) throw pairingFailed('mismatch');
  const { proof, kind, name } = await joinAs(keys, older.account, device);
  await line.send(encodeAs(pairingMessages.join, { kind: 4, device: kind, name, proof }));
  onDigits(pairingDigits(code, older, own));
  const { sealed } = await next(line, pairingMessages.welcome, CODE_MS, 'expired');
  try {
    const use = handoverUse(older.account, deviceIdOf(own.signKey));
    return { account: older.account, ...decodeAs(handoverSchema, await openFrom(keys.seal, use, sealed)) };
  } catch (error) {
    throw error instanceof ProtocolError ? pairingFailed('mismatch', error) : error;
  }
}

/** Somebody at the door. */
export interface Candidate {
  readonly digits: string;
  readonly device: JoiningDevice;
}

/**
 * The old device's part, up to where the person decides.
 *
 * @param code - As it was read from the new device's screen.
 * @throws {AppError} `sync/code`, `sync/offline`
 */
export async function receiveCandidate(
  line: Line,
  code: Uint8Array,
  { account, signKey }: Omit<OldSide, 'nonce'>,
  random: Random,
): Promise<Candidate> {
  const older = { account: account as Bytes, signKey: signKey as Bytes, nonce: random(32) };
  await line.send(encodeAs(pairingMessages.commit, { kind: 1, commitment: commitmentOf(older) }));
  const newer = await next(line, pairingMessages.hello, STEP_MS, 'nobody');
  if (!isSame(fingerprintOf(newer.signKey, newer.sealKey), code.subarray(SECRET_BYTES)))
    throw pairingFailed('mismatch');
  await line.send(encodeAs(pairingMessages.reveal, { kind: 3, ...older }));
  const { device: kind, name, proof } = await next(line, pairingMessages.join, STEP_MS, 'nobody');
  const { signKey: key, sealKey } = newer;
  const message = joinMessage(account, key, sealKey);
  if (!(await isSigned({ context: 'acct', key, message, signature: proof }))) throw pairingFailed('mismatch');
  return { digits: pairingDigits(code, older, newer), device: { signKey: key, sealKey, kind, name, proof } };
}

/** Tells a new device that it is in. */
export async function welcome(
  line: Line,
  account: Uint8Array,
  { signKey, sealKey }: JoiningDevice,
  handover: Handover,
  random: Random,
): Promise<void> {
  const plain = encodeAs(handoverSchema, handover);
  const sealed = await sealTo(sealKey, handoverUse(account, deviceIdOf(signKey)), plain, random(32));
  await line.send(encodeAs(pairingMessages.welcome, { kind: 5, sealed }));
}
