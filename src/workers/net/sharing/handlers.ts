// Requests about what is shared (src/workers/sharing.api.ts).
import { AppError } from '../../../domain/errors.js';
import type { StoreChange } from '../../../store/store-change.js';
import { confirmMaker } from '../../../sync/client/membership/invitations.js';
import { leaveMaker, removeMaker, roleMaker, transferMaker } from '../../../sync/client/membership/members.js';
import type { DocumentAuthor, EntryMaker } from '../../../sync/client/ports.js';
import type { NetHandlers } from '../../net.api.js';
import type { SharingRequests } from '../../sharing.api.js';
import { type BusyCopies, createBusyCopies } from './busy.js';
import { introduceMyself, myAccount, type SharingDeps } from './deps.js';
import { invite, inviteHandlers } from './invite.js';
import { receivedHandlers, refreshInvites } from './received.js';

export interface Sharing {
  readonly handlers: Pick<NetHandlers, keyof SharingRequests>;
  readonly busy: Pick<BusyCopies, 'begin'>;
  /** The relay is there, or has said that an invitation came or went. Never rejects. */
  look(): Promise<void>;
  /** Something in the store is otherwise: a collection has come, perhaps. Never rejects. */
  noteChange(change: StoreChange): Promise<void>;
}

/** @param settle - Resolves when what was made here is at the relay. */
export function createSharing(deps: SharingDeps, settle: () => Promise<void>): Sharing {
  const { db, access, random, run, changed } = deps;
  const busy = createBusyCopies({ db, random, run, settle, invite: (id, who) => invite(deps, id, who, 1) });
  async function append(log: string, make: EntryMaker<DocumentAuthor>): Promise<undefined> {
    await access.append(log, make);
    changed();
    return undefined;
  }
  /** What can be done twice waits for a connection that is just being made. */
  const patient =
    <A, R>(work: (ask: A) => Promise<R>) =>
    async (ask: A): Promise<R> => {
      try {
        return await work(ask);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'sync/offline') throw error;
        await settle();
        return work(ask);
      }
    };
  const received = receivedHandlers(deps);
  /** Collections that are here. */
  let known = new Set<unknown>();

  return {
    busy,
    async noteChange(change) {
      await busy.noteChange(change);
      if (change.settings && !change.collections) await introduceMyself(deps).catch(() => {});
      if (!change.collections) return;
      const ids = new Set<unknown>(await db.collections.toCollection().primaryKeys());
      const isNew = [...ids].some((id) => !known.has(id));
      known = ids;
      if (isNew) await introduceMyself(deps).catch(() => {});
    },
    handlers: {
      ...inviteHandlers(deps),
      inviteBusy: busy.inviteBusy,
      readInviteLink: patient(received.readInviteLink),
      answerInvite: patient(received.answerInvite),
      refreshInvites: patient(received.refreshInvites),
      setMemberRole: ({ log, account, role }) => append(log, roleMaker(account, role)),
      removeMember: ({ log, account }) => append(log, removeMaker(account)),
      confirmMember: ({ log, account }) => append(log, confirmMaker(account)),
      transferOwnership: ({ log, account }) => append(log, transferMaker(account)),
      async leave({ log }) {
        // Who was removed only takes it off this device.
        const [state, row] = await Promise.all([access.document(log), db.logs.get(log)]);
        const isMember = state?.members[await myAccount(deps)] !== undefined && row?.health !== 'out';
        if (isMember) await append(log, leaveMaker);
        await access.forget(log);
        changed();
        return undefined;
      },
    },
    async look() {
      // What does not work now is tried again when the relay is next there.
      await refreshInvites(deps).catch(() => {});
      await introduceMyself(deps).catch(() => {});
    },
  };
}
