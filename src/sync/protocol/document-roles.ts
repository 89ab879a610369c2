// Who may do what (docs/rules/sync-documents.md). The dialogs that offer it ask the same functions.
import { type EntryType, entryTypes } from './entry-types.js';
import type { DocumentState, InviteState, Role } from './fold-state.js';

/** 0: a calendar, an address book or the like; 1: an organisation's roster. */
export type Policy = 0 | 1;

/** The least role that writes an entry of a type; 0 is everybody. Further rules come with each type. */
export function leastRole(policy: Policy, type: EntryType): Role | 0 | undefined {
  const edit: Role = policy === 1 ? 3 : 2;
  switch (type) {
    case entryTypes.content:
    case entryTypes.snapshot:
    case entryTypes.epoch:
    case entryTypes.repair:
      return edit;
    case entryTypes.invite:
    case entryTypes.confirm:
    case entryTypes.role:
    case entryTypes.remove:
      return 3;
    case entryTypes.uninvite:
    case entryTypes.leave:
    case entryTypes.accountUpdate:
    case entryTypes.attest:
      return 1;
    case entryTypes.transfer:
    case entryTypes.freeze:
      return 4;
    case entryTypes.accept:
    case entryTypes.decline:
      return 0;
    default:
      return undefined;
  }
}

/** Whether a role edits what is in the document. */
export const mayEdit = (policy: Policy, role: Role): boolean => role >= (policy === 1 ? 3 : 2);

/** Whether a member with role `own` may invite to `role`: as high as itself, in a roster only below. */
export const mayInvite = (policy: Policy, own: Role, role: Role): boolean =>
  own >= 3 && (policy === 1 ? role < own : role <= own);

/** Whether a member with role `own` may give a member with role `from` the role `to`. */
export const mayChangeRole = (own: Role, from: Role, to: Role): boolean =>
  own === 4 || (own === 3 && from < 3 && to < 3);

/** Whether a member with role `own` may remove another one with role `of`. */
export const mayRemove = (own: Role, of: Role): boolean => own === 4 || (own === 3 && of < 3);

/** Whether an invitation may still stand: its inviter could make it now. */
export function isBacked(state: Pick<DocumentState, 'policy' | 'members'>, { by, role }: InviteState): boolean {
  const inviter = state.members[by];
  return inviter !== undefined && mayInvite(state.policy, inviter.role, role);
}

/** Whether the document has only this owner. */
export function isLastOwner({ members }: Pick<DocumentState, 'members'>, account: string): boolean {
  return members[account]?.role === 4 && Object.values(members).filter(({ role }) => role === 4).length === 1;
}
