// Keys from passphrases: Argon2id (RFC 9106), in WebAssembly, in a worker. Loaded when somebody has a passphrase.
import { argon2id } from 'hash-wasm';
import { AppError } from '../../domain/errors.js';
import type { PassphraseCost } from '../../store/lock-record.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What new passphrases cost: about a quarter of a second on a small computer of 2026. RFC 9106's second choice. */
export const PASSPHRASE_COST: PassphraseCost = { memory: 65_536, passes: 3 };

/** Never cheaper than this (OWASP 2026), nor so dear that a device hangs: what was stored is not believed beyond that. */
export const CHEAPEST: PassphraseCost = { memory: 19_456, passes: 2 };
const DEAREST: PassphraseCost = { memory: 262_144, passes: 10 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

export const newSalt = (): Bytes => crypto.getRandomValues(new Uint8Array(SALT_BYTES));

/** Whether something costs less than it is to cost now. */
export const isCheaper = (cost: PassphraseCost, now: PassphraseCost): boolean =>
  cost.memory * cost.passes < now.memory * now.passes;

/**
 * @param salt - 16 bytes.
 * @returns 32 bytes.
 * @throws {AppError} `sync/code` (`damaged`): salt or cost are none that this app has written.
 */
export async function keyOfPassphrase(passphrase: string, salt: Uint8Array, cost: PassphraseCost): Promise<Bytes> {
  const { memory, passes } = cost;
  const isSound =
    salt.length === SALT_BYTES &&
    isWithin(memory, CHEAPEST.memory, DEAREST.memory) &&
    isWithin(passes, CHEAPEST.passes, DEAREST.passes);
  if (!isSound) throw new AppError('sync/code', 'No cost of a passphrase.', { why: 'damaged' });
  const key = await argon2id({
    password: passphrase.normalize('NFC'),
    salt,
    parallelism: 1,
    iterations: passes,
    memorySize: memory,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  return new Uint8Array(key);
}
