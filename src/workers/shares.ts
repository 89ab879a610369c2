// How collections are shared, read from the logs' states: for lists, for dialogs, and for the writer, which writes nothing
// that the relay would refuse.
import type {
  CollectionShare,
  LogHealth,
  PendingInvite,
  Person,
  Role,
  ShareMark,
  ShareMember,
} from '../domain/sharing/sharing.js';
import type { EpochMs } from '../domain/time/types.js';
import { readAccountRecord } from '../store/account-record.js';
import type { AppDatabase, CollectionRecord } from '../store/database.js';
import { inviteKey, memberKey, textToPerson } from '../store/people-keys.js';
import type { LogRecordRow } from '../store/sync-records.js';
import type { DocumentState } from '../sync/protocol/fold-state.js';

type People = CollectionRecord['people'];

const stateOf = ({ state }: LogRecordRow): DocumentState | undefined => state as DocumentState | undefined;

/** Somebody, as the collection's own document names them. */
export function personOf(people: People, account: string): Person {
  return { account, ...textToPerson(people?.get(memberKey(account))) };
}

const wordsOf = ({ name, address }: Pick<Person, 'name' | 'address'>): string => name || address;

/** Whether what is written goes into the log: a viewer's, and what a fork or an owner has stopped, does not. */
function isWritable(role: number, health: LogHealth, frozen: boolean): boolean {
  return role >= 2 && health !== 'fork' && health !== 'out' && (!frozen || role === 4);
}

/** @param me - Account, hexadecimal. @returns `undefined` when it is one's own alone and all is well. */
export function markOf(row: LogRecordRow, me: string, people: People): ShareMark | undefined {
  const state = stateOf(row);
  // Its log is only being begun: until the relay has answered it is one's own, as `mayWrite` has it.
  if (state === undefined && row.health === 'ok') return undefined;
  const own = state?.members[me];
  const health = state !== undefined && own === undefined ? 'out' : row.health;
  const role = own?.role ?? 1;
  const accounts = Object.keys(state?.members ?? {});
  const owner = accounts.find((account) => state?.members[account]?.role === 4);
  if (accounts.length <= 1 && role === 4 && Object.keys(state?.invites ?? {}).length === 0 && health === 'ok')
    return undefined;
  const waiting = Object.values(state?.members ?? {}).filter(
    ({ awaits }) => awaits !== undefined && (awaits.by === me || role === 4) && awaits.role <= role,
  );
  return {
    role,
    editable: isWritable(own?.role ?? 0, health, state?.frozen === true),
    others: Math.max(0, accounts.length - (own === undefined ? 0 : 1)),
    waiting: waiting.length,
    owner: owner === undefined || owner === me ? '' : wordsOf(personOf(people, owner)),
    health,
  };
}

/** The log of a collection; `undefined` when it has none. */
export const logOf = (db: AppDatabase, collectionId: string): Promise<LogRecordRow | undefined> =>
  db.logs.where('collectionId').equals(collectionId).first();

/** This account's role in a collection; `undefined` when it is one's own alone, 0 when one is out. */
export async function roleIn(db: AppDatabase, collectionId: string): Promise<Role | 0 | undefined> {
  return (await standingIn(db, collectionId)).role;
}

/** A collection's log, and this account's role in it, in one reading: asked for before every edit. */
function standingIn(
  db: AppDatabase,
  collectionId: string,
): Promise<{ readonly row: LogRecordRow | undefined; readonly role: Role | 0 | undefined }> {
  return db.transaction('r', db.logs, db.local, async () => {
    const [row, account] = await Promise.all([logOf(db, collectionId), readAccountRecord(db)]);
    const state = row && stateOf(row);
    const isAlone = state === undefined || account === undefined;
    return { row, role: isAlone ? undefined : (state.members[account.account]?.role ?? 0) };
  });
}

/** Whether this account's role lets it write to a collection. Without an account everything is one's own. */
export async function mayWrite(db: AppDatabase, collectionId: string): Promise<boolean> {
  const { row, role = 4 } = await standingIn(db, collectionId);
  const state = row && stateOf(row);
  if (row === undefined || state === undefined) return row?.health !== 'out';
  return isWritable(role, row.health, state.frozen);
}

/** How each collection is shared, of those that are. @param me - Account, hexadecimal. */
export function marksOf(
  logs: readonly LogRecordRow[],
  me: string,
  records: readonly CollectionRecord[],
): Map<string, ShareMark> {
  const people = new Map(records.map((record) => [record.id, record.people]));
  const marks = new Map<string, ShareMark>();
  for (const row of logs) {
    const { collectionId } = row;
    if (collectionId === undefined || !people.has(collectionId)) continue;
    const mark = markOf(row, me, people.get(collectionId));
    if (mark !== undefined) marks.set(collectionId, mark);
  }
  return marks;
}

/** Who has a collection, and who is invited. `undefined` when its log is not there yet. */
export function shareOf(row: LogRecordRow, me: string, { id, people }: CollectionRecord): CollectionShare | undefined {
  const state = stateOf(row);
  if (state === undefined) return undefined;
  const order = (a: ShareMember, b: ShareMember) => b.role - a.role || (wordsOf(a) < wordsOf(b) ? -1 : 1);
  const members = Object.entries(state.members).map(
    ([account, { role, awaits }]): ShareMember => ({
      ...personOf(people, account),
      role,
      isMe: account === me,
      ...(awaits && { awaits: awaits.role }),
    }),
  );
  const owner = members.find(({ role }) => role === 4);
  return {
    collectionId: id,
    log: row.id,
    myRole: state.members[me]?.role ?? 1,
    owner: owner ?? personOf(people, ''),
    members: members.sort(order),
    invites: Object.entries(state.invites).map(([invite, open]) => inviteOf(invite, open, me, people)),
    health: state.members[me] === undefined ? 'out' : row.health,
  };
}

function inviteOf(id: string, invite: DocumentState['invites'][string], me: string, people: People): PendingInvite {
  const { account, by, role, expires } = invite;
  const known = account === undefined ? undefined : personOf(people, account);
  const meant = textToPerson(people?.get(inviteKey(id)));
  const person =
    account === undefined && wordsOf(meant) === ''
      ? undefined
      : { account: account ?? '', ...(known && wordsOf(known) !== '' ? known : meant) };
  return {
    id,
    role,
    expires: expires as EpochMs,
    byLink: account === undefined,
    mine: by === me,
    ...(person && { person }),
  };
}
