// Inviting: an account that the relay knows by its address, an account that is known, or whoever has a link.

import { hasEvents } from '../../../domain/collections/collection.js';
import { AppError } from '../../../domain/errors.js';
import type { Invitee, Role, SentInvite } from '../../../domain/sharing/sharing.js';
import { accountNoteKeys } from '../../../store/account-note.js';
import type { CollectionRecord } from '../../../store/database.js';
import { inviteKey, memberKey, textToPerson } from '../../../store/people-keys.js';
import { lookUp } from '../../../sync/client/directory.js';
import { inviteAccountMaker, inviteLinkMaker, uninviteMaker } from '../../../sync/client/membership/invitations.js';
import { packLink } from '../../../sync/client/membership/link.js';
import { verifyAccount } from '../../../sync/identity/account-log.js';
import { bytesToHex, hexToBytes } from '../../../sync/protocol/bytes.js';
import type { SharingRequests } from '../../sharing.api.js';
import {
  clip,
  collectionOf,
  introduceMyself,
  myAccount,
  myWords,
  type SharingDeps,
  sharedCollection,
  writeNames,
} from './deps.js';

/** Name of the secret of a link that was made on this device. */
const linkSecret = (id: string): string => `link/${id}`;

/** @throws {AppError} `sync/recovery` */
async function checkRecovery({ db }: SharingDeps): Promise<void> {
  if ((await db.settings.get(accountNoteKeys.recovery)) === undefined)
    throw new AppError('sync/recovery', 'The recovery key was not confirmed.');
}

/** What the other one reads before they answer. */
async function wordsFor(deps: SharingDeps, { name, kind }: CollectionRecord) {
  const mine = await myWords(deps);
  return {
    name: clip(name, 200),
    from: clip(mine.name, 80),
    address: clip(mine.address, 100),
    kind: hasEvents(kind) ? (1 as const) : (2 as const),
  };
}

/** @throws {AppError} `sync/nobody`, `sync/self` */
async function accountOf(deps: SharingDeps, who: Exclude<Invitee, { by: 'link' }>): Promise<string> {
  const { access } = deps;
  const account = who.by === 'account' ? who.account : (await lookUp(access, who.address))?.account;
  if (account === undefined) throw new AppError('sync/nobody', 'Nobody here has this address.');
  if (account === (await myAccount(deps))) throw new AppError('sync/self', 'One’s own account.');
  return account;
}

/** All membership entries of somebody's account: verified, because a key is about to be sealed to what they say. */
async function entriesOf({ access }: SharingDeps, account: string): Promise<readonly Uint8Array[]> {
  const { entries } = await access.ask('account', { account: hexToBytes(account) });
  await verifyAccount(hexToBytes(account), entries);
  return entries;
}

/** @throws {AppError} `sync/*` */
export async function invite(deps: SharingDeps, collectionId: string, who: Invitee, role: Role): Promise<SentInvite> {
  const { access, random, secrets } = deps;
  await checkRecovery(deps);
  const { record, log } = await sharedCollection(deps, collectionId);
  const inviteId = random(16);
  const id = bytesToHex(inviteId);
  const text = { inviteId, role, words: await wordsFor(deps, record) };
  const names = { name: who.name, address: who.address };
  if (who.by === 'link') {
    const secret = random(16);
    await secrets.put(linkSecret(id), secret);
    await access.append(log, inviteLinkMaker(secret, text));
    await afterwards(deps, record, inviteKey(id), names);
    const { relay } = await access.credentials();
    return { id, link: packLink({ doc: hexToBytes(log), inviteId, secret, relay }) };
  }
  const account = await accountOf(deps, who);
  const entries = await entriesOf(deps, account);
  await access.append(log, inviteAccountMaker(account, entries, text));
  await afterwards(deps, record, memberKey(account), names);
  return { id };
}

/** The invitation is made: that a name could not be written is no reason to say that it was not. */
async function afterwards(
  deps: SharingDeps,
  { id, people }: CollectionRecord,
  key: string,
  names: { readonly name: string; readonly address: string },
): Promise<void> {
  const known = textToPerson(people?.get(key));
  const words = { ...known, name: names.name || known.name, address: names.address || known.address };
  await writeNames(deps, id, [[key, words]]);
  await introduceMyself(deps).catch(() => {});
  deps.changed();
}

export async function withdraw(deps: SharingDeps, log: string, id: string): Promise<void> {
  await deps.access.append(log, uninviteMaker(hexToBytes(id)));
  await deps.secrets.remove(linkSecret(id));
  deps.changed();
}

export async function resend(deps: SharingDeps, log: string, id: string): Promise<SentInvite> {
  const record = await collectionOf(deps, log);
  const open = (await deps.access.document(log))?.invites[id];
  if (record === undefined || open === undefined) throw new AppError('store/not-found', 'No such invitation.');
  const { account } = open;
  const words = textToPerson(record.people?.get(account === undefined ? inviteKey(id) : memberKey(account)));
  await checkRecovery(deps);
  await withdraw(deps, log, id);
  const who: Invitee = account === undefined ? { by: 'link', ...words } : { by: 'account', account, ...words };
  return invite(deps, record.id, who, open.role);
}

/** @returns '' for a link that was made on another device. */
export async function linkOf({ access, secrets }: SharingDeps, log: string, id: string): Promise<string> {
  const secret = await secrets.get(linkSecret(id));
  if (secret === undefined) return '';
  const { relay } = await access.credentials();
  return packLink({ doc: hexToBytes(log), inviteId: hexToBytes(id), secret, relay });
}

/** Asked and answered as `SharingRequests` says. */
export const inviteHandlers = (deps: SharingDeps) => ({
  invite: ({ collectionId, who, role }: SharingRequests['invite']['ask']) => invite(deps, collectionId, who, role),
  withdrawInvite: async ({ log, id }: SharingRequests['withdrawInvite']['ask']) => {
    await withdraw(deps, log, id);
    return undefined;
  },
  resendInvite: ({ log, id }: SharingRequests['resendInvite']['ask']) => resend(deps, log, id),
  inviteLink: ({ log, id }: SharingRequests['inviteLink']['ask']) => linkOf(deps, log, id),
});
