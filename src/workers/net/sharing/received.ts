// Invitations that come: what the relay tells, what a link says, and the answers.
import { AppError } from '../../../domain/errors.js';
import type { ReceivedInvite } from '../../../domain/sharing/sharing.js';
import type { EpochMs } from '../../../domain/time/types.js';
import { RECEIVED, readReceived, writeReceived } from '../../../store/shared-facts.js';
import { answerMaker } from '../../../sync/client/membership/invitations.js';
import { type InvitationLink, readLink } from '../../../sync/client/membership/link.js';
import {
  type Membership,
  type Opener,
  openInvitation,
  readMembership,
} from '../../../sync/client/membership/received.js';
import type { Author, DocumentState, EpochSecret } from '../../../sync/client/ports.js';
import { refusalOf } from '../../../sync/client/refusal.js';
import { bytesToHex, hexToBytes } from '../../../sync/protocol/bytes.js';
import { ProtocolError } from '../../../sync/protocol/errors.js';
import { NO_HASH } from '../../../sync/protocol/identifiers.js';
import type { LogRecord } from '../../../sync/protocol/record.js';
import type { SharingRequests } from '../../sharing.api.js';
import type { SharingDeps } from './deps.js';

/** Pages of membership: 500 members with all their devices fit into some dozens. */
const MAX_PAGES = 200;

async function membershipOf({ access }: SharingDeps, log: string): Promise<Membership> {
  const records: LogRecord[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const from = (records.at(-1)?.seq ?? 0) + 1;
    const { records: found } = await access.ask('membership', { doc: hexToBytes(log), from });
    records.push(...found);
    if (found.length === 0) break;
  }
  return readMembership(log, records);
}

async function openerOf({ access }: SharingDeps, link: InvitationLink | undefined): Promise<Opener> {
  if (link !== undefined) return { secret: link.secret };
  const { account } = await access.credentials();
  return {
    account,
    async secretOf(generation) {
      const secret = await access.accountSecret(generation);
      if (secret === undefined) throw new AppError('sync/account', 'A key of the account is missing.');
      return secret;
    },
  };
}

interface Opened {
  readonly invite: ReceivedInvite;
  readonly membership: Membership;
  readonly key: EpochSecret;
}

async function open(deps: SharingDeps, log: string, id: string, link?: InvitationLink): Promise<Opened> {
  const membership = await membershipOf(deps, log);
  const { words, key } = await openInvitation(membership, id, await openerOf(deps, link));
  const { by, role, expires } = membership.state.invites[id]!;
  const { name, from = '', address = '', kind = 1 } = words;
  const person = { account: by, name: from, address };
  const about = { id, log, name, kind: kind === 1 ? 'calendar' : 'addressbook', role } as const;
  return { membership, key, invite: { ...about, from: person, expires: expires as EpochMs } };
}

/** What is wrong with a link, in words a person can do something about. */
function linkProblem(error: unknown): unknown {
  const refusal = error instanceof ProtocolError ? error.code : refusalOf(error);
  if (refusal === undefined) return error;
  // A relay does not tell whether there is such a log; a link that was used or withdrawn looks the same.
  return new AppError('sync/code', 'The link leads nowhere.', { why: 'closed' }, { cause: error });
}

/** @throws {AppError} `sync/code` */
async function readFragment({ access }: SharingDeps, fragment: string): Promise<InvitationLink> {
  const link = readLink(fragment);
  if (link === undefined) throw new AppError('sync/code', 'Not a link, or not all of one.', { why: 'form' });
  const { relay } = await access.credentials();
  if (relay !== link.relay)
    throw new AppError('sync/code', 'A link of another relay.', { why: 'relay', host: link.relay });
  return link;
}

/** Asks what one is invited to and keeps it. What cannot be read is no invitation: nobody could know who sent what. */
export async function refreshInvites(deps: SharingDeps): Promise<void> {
  const { access, db } = deps;
  const known = new Map(readReceived((await db.local.get(RECEIVED))?.value).map((each) => [each.id, each]));
  const { invites } = await access.ask('mine', {});
  const found: ReceivedInvite[] = [];
  for (const [doc, invite] of invites) {
    const [log, id] = [bytesToHex(doc), bytesToHex(invite)];
    const before = known.get(id);
    try {
      found.push(before?.log === log ? before : (await open(deps, log, id)).invite);
    } catch (error) {
      if (!(error instanceof ProtocolError) && refusalOf(error) === undefined) throw error;
    }
  }
  const isSame = found.length === known.size && found.every(({ id }) => known.has(id));
  if (isSame) return;
  await writeReceived(db, found);
  deps.changed();
}

/** Other entries may come first: the membership is read again as often. */
const TRIES = 6;
/** A counter that nobody reaches: the relay says which one it expects instead. */
const BEYOND = 2 ** 40;

/** @throws {AppError} `sync/code`, `sync/refused`, `sync/offline` */
async function answer(
  deps: SharingDeps,
  log: string,
  id: string,
  said: 'accept' | 'decline',
  link?: InvitationLink,
): Promise<EpochSecret> {
  const { access, db, random } = deps;
  const credentials = await access.credentials();
  const device = bytesToHex(credentials.device);
  const make = answerMaker({
    inviteId: hexToBytes(id),
    answer: said,
    own: await access.evidence(),
    ...(link && { secret: link.secret }),
  });
  // Somebody who was a member before goes on counting.
  const kept = (await db.logs.get(log))?.state as DocumentState | undefined;
  let n = (kept?.counters[device] ?? 0) + 1;
  for (let tries = 1; ; tries += 1) {
    const { membership, key } = await open(deps, log, id, link);
    const { state } = membership;
    n = Math.max(n, (state.counters[device] ?? 0) + 1);
    const author: Author<DocumentState> = {
      state,
      credentials,
      random,
      now: () => state.ts,
      header: (type) => ({
        suite: 1,
        docId: hexToBytes(log),
        type,
        accountId: credentials.account,
        deviceId: credentials.device,
        n,
        sees: [0, NO_HASH],
        epoch: state.epoch,
        pm: hexToBytes(state.membership),
      }),
    };
    try {
      await access.ask('append', { entry: (await make(author)).bytes });
      return key;
    } catch (error) {
      const refusal = refusalOf(error);
      if (tries >= TRIES || refusal === undefined) throw error;
      const { expected } = (error as AppError).detail;
      if (refusal === 'GAP' && typeof expected === 'number') n = expected;
      else if (refusal === 'DUP_OLD' || refusal === 'EQUIVOCATION') n = BEYOND;
      else if (refusal !== 'STALE_MEMBERSHIP' && refusal !== 'STALE_EPOCH') throw error;
    }
  }
}

async function dropReceived({ db }: SharingDeps, id: string): Promise<void> {
  const known = readReceived((await db.local.get(RECEIVED))?.value);
  await writeReceived(
    db,
    known.filter((each) => each.id !== id),
  );
}

async function answerInvite(deps: SharingDeps, ask: SharingRequests['answerInvite']['ask']): Promise<undefined> {
  const { log, id, answer: said } = ask;
  const link = ask.link === undefined ? undefined : await readFragment(deps, ask.link);
  try {
    const key = await answer(deps, log, id, said, link);
    if (said === 'accept') await deps.access.follow(log, key);
    await dropReceived(deps, id);
  } catch (error) {
    // It may have been withdrawn meanwhile: then it is not offered any more.
    if (link === undefined) await refreshInvites(deps).catch(() => {});
    throw linkProblem(error);
  } finally {
    deps.changed();
  }
  return undefined;
}

/** Asked and answered as `SharingRequests` says. */
export const receivedHandlers = (deps: SharingDeps) => ({
  async readInviteLink({ link: fragment }: SharingRequests['readInviteLink']['ask']) {
    const link = await readFragment(deps, fragment);
    try {
      const { invite, membership } = await open(deps, bytesToHex(link.doc), bytesToHex(link.inviteId), link);
      const { account } = await deps.access.credentials();
      // One's own link, or one to something that one has: there is nothing to accept.
      if (membership.state.members[bytesToHex(account)] !== undefined)
        throw new AppError('sync/self', 'A member has it already.');
      return invite;
    } catch (error) {
      throw linkProblem(error);
    }
  },
  answerInvite: (ask: SharingRequests['answerInvite']['ask']) => answerInvite(deps, ask),
  refreshInvites: async () => {
    await refreshInvites(deps);
    return undefined;
  },
});
