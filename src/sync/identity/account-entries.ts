// Entries of an account's own log, made for its present state. What may be in them is decided by the fold.
import type { Author } from '../client/ports.js';
import {
  accountKeyEntrySchema,
  deviceAddSchema,
  deviceRevokeSchema,
  recoverySetSchema,
} from '../protocol/account-bodies.js';
import { type AccountSecret, makeAccountKey, wrapAccountKey } from '../protocol/account-keys.js';
import { accountRecipients } from '../protocol/account-rules.js';
import { type Bytes, bytesToHex, hexToBytes, utf8 } from '../protocol/bytes.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import type { AccountLogState, AccountState } from '../protocol/fold-state.js';
import { deviceIdOf, joinMessage } from '../protocol/identifiers.js';
import { type Random, type SealKeyPair, sealKeyPairFromSeed } from '../protocol/seal.js';
import { type CarriedKeys, sealDeviceName } from '../protocol/secrets.js';
import type { Signer } from '../protocol/signatures.js';
import { writeClearEntry } from '../protocol/write-entry.js';

/** 1 a browser, 2 an installed app, 3 a program without a screen. */
export type DeviceKind = 1 | 2 | 3;

/** What a device that wants to be in an account says of itself. All of it is public. */
export interface JoiningDevice {
  readonly signKey: Bytes;
  readonly sealKey: Bytes;
  readonly kind: DeviceKind;
  /** At most 120 bytes of UTF-8. */
  readonly name: string;
  /** Its signature over `joinMessage`. */
  readonly proof: Bytes;
}

/** The keys of a device, or of a recovery key. */
export interface DeviceKeys {
  readonly signer: Signer;
  readonly seal: SealKeyPair;
}

export type AccountAuthor = Author<AccountLogState>;

/** Bytes of a device's name that `deviceAdd` has room for. */
const NAME_BYTES = 120;

/** As much of a name as fits, without NUL and without half a character. */
export function fitDeviceName(name: string): string {
  let fitted = '';
  let length = 0;
  for (const char of name.replace(/[\0\p{Surrogate}]/gu, '').trim()) {
    length += utf8(char).length;
    if (length > NAME_BYTES) break;
    fitted += char;
  }
  return fitted;
}

/** @returns The new device's word that it wants to be in the account. */
export async function joinAs(
  keys: DeviceKeys,
  account: Uint8Array,
  { kind, name }: Pick<JoiningDevice, 'kind' | 'name'>,
): Promise<JoiningDevice> {
  const signKey = keys.signer.publicKey;
  const sealKey = keys.seal.publicKey;
  const proof = await keys.signer.sign('acct', joinMessage(account, signKey, sealKey));
  return { signKey, sealKey, kind, name, proof };
}

/** A key pair for the account's next generation. */
export async function nextAccountSecret(account: Bytes, generation: number, random: Random): Promise<AccountSecret> {
  return { account, generation, ...(await sealKeyPairFromSeed(random(32))) };
}

/** Adds a device, with the account's present key. */
export async function addDevice(author: AccountAuthor, secret: AccountSecret, device: JoiningDevice): Promise<Entry> {
  const recipient = { id: bytesToHex(deviceIdOf(device.signKey)), sealKey: bytesToHex(device.sealKey) };
  const value = {
    signKey: device.signKey,
    sealKey: device.sealKey,
    kind: device.kind,
    name: await sealDeviceName(secret, fitDeviceName(device.name), author.random),
    proof: device.proof,
    wrap: await wrapAccountKey(secret, recipient, author.random),
  };
  return writeClearEntry(author.header(entryTypes.deviceAdd), deviceAddSchema, value, author.credentials.signer);
}

/** A next key for exactly those whom `account`, as the entry leaves it, has. */
async function nextKey(author: AccountAuthor, secret: AccountSecret | undefined, account: AccountState) {
  const generation = account.generation + 1;
  const next = await nextAccountSecret(hexToBytes(account.id), generation, author.random);
  return { generation, key: await makeAccountKey(next, accountRecipients(account), secret?.secretKey, author.random) };
}

/** Takes a device out, and gives those who are left a new key. @param device - Hexadecimal. */
export async function revokeDevice(author: AccountAuthor, secret: AccountSecret, device: string): Promise<Entry> {
  const { account } = author.state;
  const target = account.devices[device];
  const devices = { ...account.devices, ...(target && { [device]: { ...target, revoked: true } }) };
  const { generation, key } = await nextKey(author, secret, { ...account, devices });
  const header = author.header(entryTypes.deviceRevoke, { epoch: generation });
  return writeClearEntry(header, deviceRevokeSchema, { device: hexToBytes(device), key }, author.credentials.signer);
}

/** Gives all devices a new key. @param secret - The present one; none for the first. */
export async function newAccountKey(author: AccountAuthor, secret?: AccountSecret): Promise<Entry> {
  const { generation, key } = await nextKey(author, secret, author.state.account);
  const header = author.header(entryTypes.accountKey, { epoch: generation });
  return writeClearEntry(header, accountKeyEntrySchema, { key }, author.credentials.signer);
}

/** Puts a new recovery key in the old one's place, with a new account key that the old one cannot open. */
export async function replaceRecovery(
  author: AccountAuthor,
  secret: AccountSecret,
  recovery: CarriedKeys,
): Promise<Entry> {
  const { account } = author.state;
  const signKey = recovery.signer.publicKey;
  const sealKey = recovery.seal.publicKey;
  const kept = Object.entries(account.devices).map(([id, device]) => {
    return [id, device.kind === 0 ? { ...device, revoked: true } : device] as const;
  });
  const fresh = { signKey: bytesToHex(signKey), sealKey: bytesToHex(sealKey), kind: 0 as const, revoked: false };
  const devices = { ...Object.fromEntries(kept), [bytesToHex(deviceIdOf(signKey))]: fresh };
  const { generation, key } = await nextKey(author, secret, { ...account, devices });
  const proof = await recovery.signer.sign('acct', joinMessage(hexToBytes(account.id), signKey, sealKey));
  const header = author.header(entryTypes.recoverySet, { epoch: generation });
  return writeClearEntry(header, recoverySetSchema, { signKey, sealKey, proof, key }, author.credentials.signer);
}
