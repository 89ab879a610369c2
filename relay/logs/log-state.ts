import type { AccountLogState, DocumentState } from '../../src/sync/protocol/fold-state.js';
import type { Append, AuthorCounter, Head } from '../store/store.js';

/** A log's folded state: of an account's own log, or of a document. */
export type LogState = AccountLogState | DocumentState;

export const isAccountLog = (state: LogState): state is AccountLogState => 'account' in state;

/** Who lent the log room: an account itself, or a document's creator. */
export const ownerOf = (state: LogState): string =>
  isAccountLog(state) ? state.account.id : (Object.keys(state.members)[0] ?? state.id);

/** What is stored: place and counters stand in columns of their own, so that content need not write the state again. */
export function encodeState(state: LogState): Uint8Array {
  return Buffer.from(JSON.stringify({ ...state, seq: 0, ts: 0, counters: {} }));
}

/** The inverse of `encodeState`. */
export function decodeState(head: Head, counters: ReadonlyMap<string, AuthorCounter>): LogState {
  const state = JSON.parse(Buffer.from(head.state).toString()) as LogState;
  const ns = Object.fromEntries([...counters].map(([device, { n }]) => [device, n]));
  return { ...state, seq: head.seq, ts: head.ts, counters: ns };
}

type Changes = Pick<Append, 'joined' | 'left' | 'invited' | 'uninvited'>;

/** What an entry changed of the indexes by account: members with their roles, and who is invited. */
export function accountChanges(before: LogState | undefined, after: LogState): Changes {
  if (isAccountLog(after) || (before !== undefined && isAccountLog(before))) return {};
  if (before?.members === after.members && before.invites === after.invites) return {};
  const [old, now] = [before?.members ?? {}, after.members];
  const [oldInvites, nowInvites] = [before?.invites ?? {}, after.invites];
  return {
    joined: Object.entries(now)
      .filter(([account, { role }]) => old[account]?.role !== role)
      .map(([account, { role }]) => ({ account, role })),
    left: Object.keys(old).filter((account) => now[account] === undefined),
    invited: Object.entries(nowInvites).flatMap(([invite, { account }]) =>
      account === undefined || oldInvites[invite] !== undefined ? [] : [{ account, invite }],
    ),
    uninvited: Object.keys(oldInvites).filter((invite) => nowInvites[invite] === undefined),
  };
}
