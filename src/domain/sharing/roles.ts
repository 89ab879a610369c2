// What members may do with each other, as the dialogs offer it (docs/rules/sync-documents.md SD5–SD9). The relay and every
// device decide by the protocol's own fold; this only keeps people from asking in vain.
import { type CollectionKind, hasEvents } from '../collections/collection.js';
import type { CollectionShare, PendingInvite, Role, ShareMember } from './sharing.js';

/** Roles that a person with role `own` may invite to; address books may have several administrators. */
export function rolesToInvite(own: Role, kind: CollectionKind): readonly Role[] {
  const all: readonly Role[] = hasEvents(kind) ? [1, 2, 3] : [1, 2, 4];
  return own < 3 ? [] : all.filter((role) => role <= own);
}

/** Roles that a member may be given; the one they have is among them. None when it is not for this person to change. */
export function rolesToGive(share: CollectionShare, member: ShareMember, kind: CollectionKind): readonly Role[] {
  const { myRole } = share;
  if (member.isMe || member.role === 4 ? myRole !== 4 || isLastOwner(share, member) : myRole < 3) return [];
  if (myRole === 3 && member.role >= 3) return [];
  const choices = rolesToInvite(myRole, kind).filter((role) => myRole === 4 || role < 3);
  return [...new Set<Role>([...choices, member.role])].sort((a, b) => a - b);
}

/** Whether a member may be removed. One leaves by oneself. */
export const mayRemove = ({ myRole }: CollectionShare, { isMe, role }: ShareMember): boolean =>
  !isMe && (myRole === 4 || (myRole === 3 && role < 3));

/** Whether a member may be made the owner. */
export const mayTransfer = ({ myRole }: CollectionShare, { isMe, role, awaits }: ShareMember): boolean =>
  myRole === 4 && !isMe && role < 4 && awaits === undefined;

/** Whether this person may say that who came by link is the right one. */
export const mayConfirm = ({ myRole }: CollectionShare, { awaits }: ShareMember): boolean =>
  awaits !== undefined && myRole >= 3 && awaits <= myRole;

export const mayWithdraw = ({ myRole }: CollectionShare, { mine }: PendingInvite): boolean => mine || myRole === 4;

const isLastOwner = ({ members }: CollectionShare, { role }: ShareMember): boolean =>
  role === 4 && members.filter((one) => one.role === 4).length === 1;
