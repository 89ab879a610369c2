// Coming in: nobody is a member who has not said yes.
import { acceptSchema, confirmSchema, declineSchema, inviteSchema, uninviteSchema } from './bodies.js';
import { bytesToHex, hexToBytes } from './bytes.js';
import type { Act, Outcome } from './document-act.js';
import { keyRecipients, withEvidence } from './document-keys.js';
import { isBacked, mayEdit, mayInvite } from './document-roles.js';
import { type DocumentState, type InviteState, type MemberState, refuse, type SignatureCheck } from './fold-state.js';
import { linkMessage } from './identifiers.js';
import { MAX_INVITE_MS, MAX_INVITES, MAX_MEMBERS } from './limits.js';
import { checkKeys } from './public-keys.js';
import { decodeAs } from './schema.js';

export function invite({ state, entry, place, author, member }: Act): Outcome {
  const body = decodeAs(inviteSchema, entry.body);
  const id = bytesToHex(body.inviteId);
  if (!mayInvite(state.policy, member.role as 3 | 4, body.role)) refuse('ROLE', 'to a higher role than one may');
  if ((body.account === undefined) === (body.link === undefined)) refuse('MALFORMED', 'an account or a link');
  if (body.link === undefined ? body.address !== undefined : body.evidence !== undefined)
    refuse('MALFORMED', 'evidence is of an account, an address for a link');
  if (id in state.invites) refuse('WRONG_TARGET', 'the invitation is there');
  if (Object.keys(state.invites).length >= MAX_INVITES) refuse('LIMIT', 'too many open invitations');
  if (body.expires <= place.ts) refuse('NO_INVITE', 'expired before it began');
  if (body.expires > place.ts + MAX_INVITE_MS) refuse('LIMIT', 'open for too long');
  const common = { by: author, role: body.role, expires: body.expires };
  if (body.link !== undefined) {
    const [signKey, sealKey] = body.link;
    checkKeys({ sign: signKey, seal: sealKey });
    const link = { signKey: bytesToHex(signKey), sealKey: bytesToHex(sealKey) };
    const address = body.address === undefined ? {} : { address: bytesToHex(body.address) };
    return { state: withInvite(state, id, { ...common, link, ...address }) };
  }
  return inviteAccount(state, id, common, body.account!, body.evidence);
}

function inviteAccount(
  state: DocumentState,
  id: string,
  common: Pick<InviteState, 'by' | 'role' | 'expires'>,
  [invited, generation]: readonly [Uint8Array, number],
  evidence: readonly Uint8Array[] = [],
): Outcome {
  const account = bytesToHex(invited);
  if (keyRecipients(state).some((recipient) => recipient.id === account && recipient.generation > 0))
    refuse('WRONG_TARGET', 'a member, or invited already');
  const known = withEvidence(state, account, evidence);
  const present = known.state.accounts[account]!.generation;
  if (generation !== present || present === 0) refuse('EVIDENCE', `generation ${generation}, known is ${present}`);
  return { state: withInvite(known.state, id, { ...common, account }), checks: known.checks };
}

const withInvite = (state: DocumentState, id: string, invite: InviteState): DocumentState => ({
  ...state,
  invites: { ...state.invites, [id]: invite },
});

/** Closes an invitation that was not taken: whoever got it holds the key. */
const withoutInvite = (state: DocumentState, id: string): DocumentState => {
  const { [id]: _, ...invites } = state.invites;
  return { ...state, invites, due: true };
};

export function uninvite({ state, entry, author, member }: Act): Outcome {
  const id = bytesToHex(decodeAs(uninviteSchema, entry.body).inviteId);
  const open = openInvite(state, id);
  if (open.by !== author && member.role !== 4) refuse('ROLE', 'somebody else’s invitation');
  return { state: withoutInvite(state, id) };
}

function openInvite(state: DocumentState, id: string): InviteState {
  return state.invites[id] ?? refuse('NO_INVITE', 'no such open invitation');
}

/** Closes what has run out, and what its inviter could not make any more. */
export function closeInvites(state: DocumentState, ts: number): DocumentState {
  const closed = Object.entries(state.invites).filter(([, open]) => open.expires <= ts || !isBacked(state, open));
  return closed.reduce((next, [id]) => withoutInvite(next, id), state);
}

/** The person who answers an invitation is the one it is for: the account's device, or the link's key as well. */
function answered(
  { state, entry, author }: Act,
  body: { readonly inviteId: Uint8Array; readonly generation: number; readonly linkSignature?: Uint8Array },
  answer: 'accept' | 'decline',
): { readonly id: string; readonly open: InviteState; readonly checks: readonly SignatureCheck[] } {
  const id = bytesToHex(body.inviteId);
  const open = openInvite(state, id);
  if (body.generation !== state.accounts[author]?.generation || body.generation === 0)
    refuse('EVIDENCE', 'answered with another generation of the key');
  if (open.link === undefined) {
    if (open.account !== author) refuse('WRONG_TARGET', 'somebody else’s invitation');
    if (body.linkSignature !== undefined) refuse('MALFORMED', 'no link to sign for');
    return { id, open, checks: [] };
  }
  if (body.linkSignature === undefined) return refuse('WRONG_TARGET', 'the link’s key has to sign');
  const { docId, accountId, deviceId } = entry.header;
  const message = linkMessage(docId, body.inviteId, accountId, deviceId, answer);
  const key = hexToBytes(open.link.signKey);
  return { id, open, checks: [{ context: 'invite', key, message, signature: body.linkSignature }] };
}

export function accept(act: Act): Outcome {
  const { state, author, member } = act;
  const { id, open, checks } = answered(act, decodeAs(acceptSchema, act.entry.body), 'accept');
  if (member.role !== 0) refuse('WRONG_TARGET', 'a member already');
  if (open.address !== undefined && !state.accounts[author]?.addresses.includes(open.address))
    refuse('WRONG_TARGET', 'the link is for another address');
  if (Object.keys(state.members).length >= MAX_MEMBERS) refuse('LIMIT', 'too many members');
  // A link may have been passed on: sharing and owning wait for somebody who knows the person.
  const waits = open.link !== undefined && open.role >= 3;
  const joined: MemberState = waits ? { role: 2, awaits: { role: open.role, by: open.by } } : { role: open.role };
  const invites = Object.entries(state.invites).filter(([each, other]) => each !== id && other.account !== author);
  // The link's secret outlives the invitation, in whatever it was sent by.
  const due = state.due || open.link !== undefined;
  return { state: withMember({ ...state, invites: Object.fromEntries(invites), due }, author, joined), checks };
}

export function decline(act: Act): Outcome {
  const { id, checks } = answered(act, decodeAs(declineSchema, act.entry.body), 'decline');
  return { state: withoutInvite(act.state, id), checks };
}

export function confirm({ state, entry, author, member }: Act): Outcome {
  const account = bytesToHex(decodeAs(confirmSchema, entry.body).account);
  const awaits = state.members[account]?.awaits;
  if (awaits === undefined) return refuse('WRONG_TARGET', 'nobody who waits');
  if (awaits.by !== author && member.role !== 4) refuse('ROLE', 'somebody else’s guest');
  if (!mayInvite(state.policy, member.role as 3 | 4, awaits.role)) refuse('ROLE', 'to a higher role than one may');
  return { state: withMember(state, account, { role: awaits.role }) };
}

/** Puts a member in, or gives one another role. */
export function withMember(state: DocumentState, account: string, member: MemberState): DocumentState {
  const edits = mayEdit(state.policy, member.role) && !state.editors.includes(account);
  const editors = edits ? [...state.editors, account] : state.editors;
  return { ...state, editors, members: { ...state.members, [account]: member } };
}
