// The rules of an account's log (docs/rules/sync-accounts.md). What a document's log is shown of it is judged by the same ones.
import {
  type AccountKey,
  accountGenesisSchema,
  accountKeyEntrySchema,
  accountRootSchema,
  deviceAddSchema,
  deviceRevokeSchema,
  emailBindSchema,
  pgpBindSchema,
  recoverySetSchema,
} from './account-bodies.js';
import { bytesToHex, concat, hexToBytes, isSame, sha256 } from './bytes.js';
import type { Entry } from './entry.js';
import { entryTypes, isAccountType } from './entry-types.js';
import { type AccountState, type DeviceState, refuse, type SignatureCheck } from './fold-state.js';
import { accountIdOf, addressMessage, deviceIdOf, joinMessage } from './identifiers.js';
import { MAX_ACCOUNT_ENTRY_BYTES, MAX_ADDRESSES, MAX_DEVICES, MAX_DEVICES_EVER } from './limits.js';
import { checkKeys } from './public-keys.js';
import { decodeAs } from './schema.js';

/** An account after an entry, and the signatures that the entry stands on. */
export interface AccountStep {
  readonly account: AccountState;
  readonly checks: readonly SignatureCheck[];
}

/**
 * Follows an account by one membership entry.
 *
 * @param account - `undefined` before its first entry.
 * @throws {ProtocolError} when a rule is broken.
 */
export function applyAccountEntry(account: AccountState | undefined, entry: Entry): AccountStep {
  const { type, docId, pm, deviceId, epoch } = entry.header;
  if (entry.bytes.length > MAX_ACCOUNT_ENTRY_BYTES) refuse('TOO_LARGE', 'an entry that others have to carry');
  if (account === undefined) {
    if (type !== entryTypes.accountGenesis) refuse('UNKNOWN', 'no such account');
    return beginAccount(entry);
  }
  if (type === entryTypes.accountGenesis) refuse('EXISTS', 'an account begins once');
  if (bytesToHex(docId) !== account.id) refuse('WRONG_TARGET', 'an entry of another account');
  const device = activeDevice(account, bytesToHex(deviceId));
  if (epoch !== account.generation + (bringsKey(type) ? 1 : 0)) refuse('STALE_EPOCH', `generation ${epoch}`);
  if (pm === undefined || bytesToHex(pm) !== account.head) refuse('STALE_MEMBERSHIP', 'another entry came first');
  const { account: next, checks = [] } = change(account, entry);
  return { account: { ...next, head: bytesToHex(entry.hash) }, checks: [signatureOf(entry, device), ...checks] };
}

/** @returns A device that may act for its account. */
export function activeDevice(account: AccountState, deviceId: string): DeviceState {
  const device = account.devices[deviceId];
  if (device === undefined) return refuse('NOT_MEMBER', 'no device of this account');
  return device.revoked ? refuse('DEVICE_REVOKED', 'the device was revoked') : device;
}

/** The check of an entry's own signature. */
export const signatureOf = (
  { header: { type }, headerBytes, body, signature }: Entry,
  device: Pick<DeviceState, 'signKey'>,
): SignatureCheck => ({
  context: isAccountType(type) ? 'acct' : 'doc',
  key: hexToBytes(device.signKey),
  message: concat(headerBytes, sha256(body)),
  signature,
});

const bringsKey = (type: number): boolean =>
  type === entryTypes.deviceRevoke || type === entryTypes.accountKey || type === entryTypes.recoverySet;

function beginAccount(entry: Entry): AccountStep {
  const { docId, deviceId, n, pm, epoch } = entry.header;
  const { root } = decodeAs(accountGenesisSchema, entry.body);
  const { signKey, sealKey } = decodeAs(accountRootSchema, root);
  checkKeys({ sign: signKey, seal: sealKey });
  if (!isSame(docId, accountIdOf(root))) refuse('WRONG_TARGET', 'the id is not the hash of the account’s root');
  if (!isSame(deviceId, deviceIdOf(signKey))) refuse('NOT_MEMBER', 'an account begins with its recovery key');
  if (n !== 1 || epoch !== 0 || pm?.some((byte) => byte !== 0)) refuse('MALFORMED', 'not a beginning');
  const recovery: DeviceState = { signKey: bytesToHex(signKey), sealKey: bytesToHex(sealKey), kind: 0, revoked: false };
  const account: AccountState = {
    id: bytesToHex(docId),
    head: bytesToHex(entry.hash),
    generation: 0,
    sealKey: '',
    devices: { [bytesToHex(deviceId)]: recovery },
    addresses: [],
  };
  return { account, checks: [signatureOf(entry, recovery)] };
}

function change(account: AccountState, entry: Entry): { account: AccountState; checks?: readonly SignatureCheck[] } {
  switch (entry.header.type) {
    case entryTypes.deviceAdd:
      return addDevice(account, entry);
    case entryTypes.deviceRevoke:
      return { account: revokeDevice(account, entry) };
    case entryTypes.accountKey:
      return { account: withKey(account, decodeAs(accountKeyEntrySchema, entry.body).key) };
    case entryTypes.recoverySet:
      return replaceRecovery(account, entry);
    case entryTypes.emailBind:
      return bindAddress(account, entry);
    case entryTypes.pgpBind:
      decodeAs(pgpBindSchema, entry.body);
      return { account };
    default:
      return refuse('MALFORMED', 'not an entry of an account');
  }
}

function addDevice(account: AccountState, entry: Entry): AccountStep {
  const { signKey, sealKey, kind, proof, wrap } = decodeAs(deviceAddSchema, entry.body);
  checkKeys({ sign: signKey, seal: sealKey });
  const id = bytesToHex(deviceIdOf(signKey));
  if (id in account.devices) refuse('WRONG_TARGET', 'the device is or was one of the account');
  if (present(account).length >= MAX_DEVICES) refuse('LIMIT', 'too many devices');
  if (Object.keys(account.devices).length >= MAX_DEVICES_EVER) refuse('LIMIT', 'too many devices so far');
  if ((wrap !== undefined) !== account.generation > 0) refuse('RECIPIENTS', 'a new device gets the present key');
  const device = { signKey: bytesToHex(signKey), sealKey: bytesToHex(sealKey), kind, revoked: false };
  return {
    account: { ...account, devices: { ...account.devices, [id]: device } },
    checks: [joinCheck(account, signKey, sealKey, proof)],
  };
}

function revokeDevice(account: AccountState, entry: Entry): AccountState {
  const { device, key } = decodeAs(deviceRevokeSchema, entry.body);
  const id = bytesToHex(device);
  const target = account.devices[id];
  if (target === undefined || target.revoked || target.kind === 0) return refuse('WRONG_TARGET', 'no device to revoke');
  const author = account.devices[bytesToHex(entry.header.deviceId)];
  if (present(account).length === 1 && author?.kind !== 0)
    refuse('LAST_OWNER', 'only the recovery key revokes the last');
  const devices = { ...account.devices, [id]: { ...target, revoked: true } };
  return withKey({ ...account, devices }, key);
}

function replaceRecovery(account: AccountState, entry: Entry): AccountStep {
  const { signKey, sealKey, proof, key } = decodeAs(recoverySetSchema, entry.body);
  checkKeys({ sign: signKey, seal: sealKey });
  const id = bytesToHex(deviceIdOf(signKey));
  if (id in account.devices) refuse('WRONG_TARGET', 'not a new key');
  if (Object.keys(account.devices).length >= MAX_DEVICES_EVER) refuse('LIMIT', 'too many devices so far');
  const old = Object.entries(account.devices).map(([each, device]) => {
    return [each, device.kind === 0 ? { ...device, revoked: true } : device] as const;
  });
  const fresh: DeviceState = { signKey: bytesToHex(signKey), sealKey: bytesToHex(sealKey), kind: 0, revoked: false };
  const devices = { ...Object.fromEntries(old), [id]: fresh };
  return {
    account: withKey({ ...account, devices }, key),
    checks: [joinCheck(account, signKey, sealKey, proof)],
  };
}

/** A new key goes to exactly the devices that are left and the recovery key, and seals the one before. */
function withKey(account: AccountState, { publicKey, recipients, back }: AccountKey): AccountState {
  checkKeys({ seal: publicKey });
  const wanted = accountRecipients(account).map(({ id }) => id);
  if (recipients.map(([id]) => bytesToHex(id)).join() !== wanted.join())
    refuse('RECIPIENTS', 'not exactly the devices');
  if ((back !== undefined) !== account.generation > 0)
    refuse('RECIPIENTS', 'the key before is sealed with the new one');
  if (bytesToHex(publicKey) === account.sealKey) refuse('RECIPIENTS', 'not a new key');
  return { ...account, generation: account.generation + 1, sealKey: bytesToHex(publicKey) };
}

function bindAddress(account: AccountState, entry: Entry): AccountStep {
  const { address, relay, time, statement } = decodeAs(emailBindSchema, entry.body);
  checkKeys({ sign: relay });
  const id = bytesToHex(address);
  if (account.addresses.includes(id)) refuse('WRONG_TARGET', 'the address is bound');
  if (account.addresses.length >= MAX_ADDRESSES) refuse('LIMIT', 'too many addresses');
  const message = addressMessage(address, hexToBytes(account.id), time);
  return {
    account: { ...account, addresses: [...account.addresses, id] },
    checks: [{ context: 'dir', key: relay, message, signature: statement }],
  };
}

const joinCheck = (
  account: AccountState,
  signKey: Uint8Array,
  sealKey: Uint8Array,
  signature: Uint8Array,
): SignatureCheck => ({
  context: 'acct',
  key: signKey,
  message: joinMessage(hexToBytes(account.id), signKey, sealKey),
  signature,
});

const present = (account: AccountState) => Object.values(account.devices).filter((d) => !d.revoked && d.kind !== 0);

/** Who gets an account's next key: id and HPKE public key of each, by id. */
export function accountRecipients(account: AccountState): readonly { readonly id: string; readonly sealKey: string }[] {
  return Object.entries(account.devices)
    .filter(([, { revoked }]) => !revoked)
    .map(([id, { sealKey }]) => ({ id, sealKey }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
