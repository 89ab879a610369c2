// Coming back with nothing but the words of the recovery key: it acts as a device that adds a new one.
import { AppError } from '../../domain/errors.js';
import { type Connection, openConnection } from '../client/connection.js';
import type { Environment } from '../client/environment.js';
import type { Ask, Credentials } from '../client/ports.js';
import { refusalOf } from '../client/refusal.js';
import { type Bytes, bytesToHex } from '../protocol/bytes.js';
import { readEntry } from '../protocol/entry.js';
import { authMessage } from '../protocol/handshake.js';
import { deviceIdOf, NO_HASH } from '../protocol/identifiers.js';
import { MAX_EVIDENCE } from '../protocol/limits.js';
import type { Random } from '../protocol/seal.js';
import { type CarriedKeys, recoveryKeys } from '../protocol/secrets.js';
import type { Signer } from '../protocol/signatures.js';
import { addDevice, type DeviceKeys, type DeviceKind, joinAs } from './account-entries.js';
import { createAccountWriter, type VerifiedAccount, verifyAccount } from './account-log.js';
import { accountSecrets } from './account-secrets.js';
import { accountsOfRecovery } from './create-account.js';

const CLAIM_MS = 60_000;
/** How often another device's entry may come first. */
const MAX_TRIES = 5;

const recoveryFailed = (why: 'unknown' | 'replaced', cause?: unknown): AppError =>
  new AppError('sync/code', `Recovery: ${why}.`, { why }, { cause });

export interface RestoreOptions {
  readonly environment: Environment;
  readonly random: Random;
  /** `wss://host[:port]` */
  readonly relay: string;
  /** What the words say. */
  readonly secret: Uint8Array;
  readonly keys: DeviceKeys;
  readonly device: { readonly kind: DeviceKind; readonly name: string };
}

/** What a restored device begins with. */
export interface Restored {
  readonly account: Bytes;
  readonly relayKey: Bytes;
}

async function signIn({ ask, hello }: Connection, relay: string, account: Bytes, signer: Signer): Promise<void> {
  const claim = { account, device: deviceIdOf(signer.publicKey), accountHead: NO_HASH, nonce: hello.nonce };
  const full = { ...claim, origin: relay, expires: hello.time + CLAIM_MS };
  await ask('auth', { ...full, signature: await signer.sign('auth', authMessage(full)) });
}

/** Whether the relay knows that a device was taken out of its account; `false` when it cannot be asked. */
export async function isRevoked(
  environment: Environment,
  { relay, account, signer }: Pick<Credentials, 'relay' | 'account' | 'signer'>,
): Promise<boolean> {
  try {
    const connection = await openConnection({ environment, url: relay, onPush: () => {} });
    try {
      await signIn(connection, relay, account, signer);
      return false;
    } finally {
      connection.close();
    }
  } catch (error) {
    return refusalOf(error) === 'DEVICE_REVOKED';
  }
}

/**
 * Adds this device to the account that the recovery key belongs to.
 *
 * @throws {AppError} `sync/offline`; `sync/code` with `why` `unknown` (no account here has this recovery key) or `replaced`
 *   (it had); `sync/refused`.
 */
export async function restoreAccount(options: RestoreOptions): Promise<Restored> {
  const { environment, relay, secret } = options;
  const recovery = await recoveryKeys(secret);
  const connection = await openConnection({ environment, url: relay, onPush: () => {} });
  try {
    for (const account of await accountsOfRecovery(secret)) {
      const { ask, hello } = connection;
      try {
        await signIn(connection, relay, account, recovery.signer);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'UNKNOWN' || refusal === 'NOT_MEMBER') continue;
        if (refusal === 'DEVICE_REVOKED') throw recoveryFailed('replaced', error);
        throw error;
      }
      await addAsRecovery(ask, account, recovery, options);
      return { account, relayKey: hello.relay };
    }
  } finally {
    connection.close();
  }
  throw recoveryFailed('unknown');
}

async function readAccount(ask: Ask, account: Bytes): Promise<VerifiedAccount> {
  const all: Bytes[] = [];
  for (;;) {
    const last = all.at(-1);
    const { entries } = await ask('account', { account, ...(last && { after: readEntry(last).hash }) });
    all.push(...entries);
    if (entries.length < MAX_EVIDENCE) return verifyAccount(account, all);
  }
}

async function addAsRecovery(
  ask: Ask,
  account: Bytes,
  recovery: CarriedKeys,
  { keys, device, random, relay, environment }: RestoreOptions,
): Promise<void> {
  const id = deviceIdOf(recovery.signer.publicKey);
  for (let attempt = 0; ; attempt++) {
    const { state, entries } = await readAccount(ask, account);
    const holder = { id, secretKey: recovery.seal.secretKey };
    const secret = (await accountSecrets(account, entries, holder)).get(state.generation);
    if (secret === undefined) throw recoveryFailed('replaced');
    const written = entries.filter(({ header }) => bytesToHex(header.deviceId) === bytesToHex(id)).length;
    const start = { account: state, seq: 0, ts: 0, counters: { [bytesToHex(id)]: written } };
    const writer = createAccountWriter(
      account,
      recovery,
      { relay, random, now: () => environment.now() },
      { state: start, hash: NO_HASH },
    );
    const joining = await joinAs(keys, account, device);
    const entry = await writer.write((author) => addDevice(author, secret, joining));
    try {
      await ask('append', { entry: entry.bytes });
      return;
    } catch (error) {
      const refusal = refusalOf(error);
      const isStale = refusal === 'STALE_MEMBERSHIP' || refusal === 'STALE_EPOCH';
      if (!isStale || attempt >= MAX_TRIES) throw error;
    }
  }
}
