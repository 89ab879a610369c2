import { bytesToHex } from '../../src/sync/protocol/bytes.js';
import { mayEdit } from '../../src/sync/protocol/document-roles.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import type { RelayContext } from '../context.js';
import type { HotLog } from '../logs/hot-log.js';
import { isAccountLog } from '../logs/log-state.js';

/** The same words whether it does not exist or is somebody else's. */
const unknown = () => new ProtocolError('UNKNOWN', 'no such log');

/**
 * A log that the account may read: its own, or a document it is a member of. Before an invitation is accepted nothing of
 * a document's content is served.
 *
 * @throws {ProtocolError} `UNKNOWN`
 */
export async function readable({ book }: RelayContext, account: string, id: Uint8Array): Promise<HotLog> {
  const log = await book.log(bytesToHex(id));
  if (log.state === undefined) throw unknown();
  const isOwn = isAccountLog(log.state) ? log.id === account : log.state.members[account] !== undefined;
  if (!isOwn) throw unknown();
  return log;
}

/** A log whose membership the account may read: also for those invited, and for whoever may hold an open link. */
export async function visible({ book, now }: RelayContext, account: string, id: Uint8Array): Promise<HotLog> {
  const log = await book.log(bytesToHex(id));
  const { state } = log;
  if (state === undefined) throw unknown();
  if (isAccountLog(state)) {
    if (log.id !== account) throw unknown();
    return log;
  }
  const isInvited = Object.values(state.invites).some(
    (invite) => invite.expires > now() && (invite.account === account || invite.link !== undefined),
  );
  if (state.members[account] === undefined && !isInvited) throw unknown();
  return log;
}

/** A document that the account may put blobs into. @throws {ProtocolError} `UNKNOWN` or `ROLE` */
export async function writable(context: RelayContext, account: string, id: Uint8Array): Promise<HotLog> {
  const log = await readable(context, account, id);
  const { state } = log;
  if (state !== undefined && !isAccountLog(state)) {
    const role = state.members[account]?.role;
    if (role === undefined || !mayEdit(state.policy, role)) throw new ProtocolError('ROLE', 'may not edit');
  }
  return log;
}
