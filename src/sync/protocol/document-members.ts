// Being in, and going out: who loses access loses it with this entry, and the next key is not theirs.
import { leaveSchema, removeSchema, roleSchema, transferSchema } from './bodies.js';
import { bytesToHex } from './bytes.js';
import type { Act, Outcome } from './document-act.js';
import { closeInvites, withMember } from './document-invites.js';
import { withEpoch } from './document-keys.js';
import { isLastOwner, mayChangeRole, mayRemove } from './document-roles.js';
import { type DocumentState, type MemberState, refuse } from './fold-state.js';
import { decodeAs } from './schema.js';

const memberOf = ({ members }: DocumentState, account: string): MemberState =>
  members[account] ?? refuse('WRONG_TARGET', 'no member');

export function changeRole({ state, entry, place, member }: Act): Outcome {
  const body = decodeAs(roleSchema, entry.body);
  const account = bytesToHex(body.account);
  const target = memberOf(state, account);
  if (!mayChangeRole(member.role as 3 | 4, target.role, body.role)) refuse('ROLE', 'not with this role');
  if (target.role === body.role && target.awaits === undefined) refuse('WRONG_TARGET', 'has this role');
  if (isLastOwner(state, account) && body.role !== 4) refuse('LAST_OWNER', 'the last owner stays one');
  const due = state.due || (target.role >= 3 && body.role < 3);
  return { state: closeInvites(withMember({ ...state, due }, account, { role: body.role }), place.ts) };
}

/** Without a member and the invitations that stood on them: who gets the key that a removal brings. */
export function withoutMember(state: DocumentState, account: string, ts: number): DocumentState {
  const { [account]: _, ...members } = state.members;
  return closeInvites({ ...state, members }, ts);
}

/** Removal and the next key are one entry: there is no moment in which the removed one could still read. */
export function remove({ state, entry, place, author, member }: Act): Outcome {
  const body = decodeAs(removeSchema, entry.body);
  const account = bytesToHex(body.account);
  const target = memberOf(state, account);
  if (account === author) refuse('WRONG_TARGET', 'one leaves oneself');
  if (!mayRemove(member.role as 3 | 4, target.role)) refuse('ROLE', 'not with this role');
  return { state: withEpoch(withoutMember(state, account, place.ts), body.epoch) };
}

export function leave({ state, entry, place, author }: Act): Outcome {
  decodeAs(leaveSchema, entry.body);
  if (isLastOwner(state, author)) refuse('LAST_OWNER', 'the last owner stays');
  // Who leaves must not make the next key: somebody else does.
  return { state: { ...withoutMember(state, author, place.ts), due: true } };
}

export function transfer({ state, entry, place, author }: Act): Outcome {
  const account = bytesToHex(decodeAs(transferSchema, entry.body).account);
  if (memberOf(state, account).role === 4) refuse('WRONG_TARGET', 'an owner already');
  const handed = withMember(withMember(state, account, { role: 4 }), author, { role: 3 });
  return { state: closeInvites(handed, place.ts) };
}
