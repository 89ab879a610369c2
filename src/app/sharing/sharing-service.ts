import { msg, str } from '@lit/localize';
import { AppError } from '../../domain/errors.js';
import type { StoreChange } from '../../workers/query.api.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import { JOIN_PATH, type SharingService } from './sharing.js';

/** Counts and names of collections say nothing of who has sent what. */
const isSync = ({ sync }: StoreChange): boolean => sync === true;
const isAbout = ({ sync, collections }: StoreChange): boolean => sync === true || collections;

const PATIENT = { isPatient: true };

/** @param origin - Of the app: where links lead. */
export function createSharingService(engine: Engine, origin: string): SharingService {
  const addressOf = (link: string | undefined) => (link ? `${origin}${JOIN_PATH}#${link}` : '');

  return {
    watch: (id) => watchQuery(engine.changes, () => engine.query((api) => api.share(id)), isAbout),
    watchInvites: () => watchQuery(engine.changes, () => engine.query((api) => api.receivedInvites()), isSync, PATIENT),
    watchRejected: () => watchQuery(engine.changes, () => engine.query((api) => api.rejectedEdits()), isSync, PATIENT),
    watchNews: () => watchQuery(engine.changes, () => engine.query((api) => api.sharedNews()), isSync, PATIENT),
    watchPeople: () =>
      watchQuery(engine.changes, () => engine.query((api) => api.peopleWithStatus()), isAbout, PATIENT),
    invite: async (collectionId, who, role) =>
      addressOf((await engine.perform('invite', { collectionId, who, role })).link),
    inviteBusy: async ({ id, name }, who) =>
      addressOf(
        (
          await engine.perform('inviteBusy', {
            collectionId: id,
            who,
            name: msg(str`${name} (busy only)`),
            word: msg('Busy'),
          })
        ).link,
      ),
    watchBusy: (id) => watchQuery(engine.changes, () => engine.query((api) => api.busyShare(id)), isAbout),
    withdraw: ({ log }, { id }) => engine.perform('withdrawInvite', { log, id }),
    resend: async ({ log }, { id }) => addressOf((await engine.perform('resendInvite', { log, id })).link),
    link: async ({ log }, { id }) => addressOf(await engine.perform('inviteLink', { log, id })),
    setRole: ({ log }, { account }, role) => engine.perform('setMemberRole', { log, account, role }),
    remove: ({ log }, { account }) => engine.perform('removeMember', { log, account }),
    confirm: ({ log }, { account }) => engine.perform('confirmMember', { log, account }),
    transfer: ({ log }, { account }) => engine.perform('transferOwnership', { log, account }),
    leave: ({ log }) => engine.perform('leave', { log }),
    async leaveCollection(id) {
      const share = await engine.query((api) => api.share(id));
      if (share === undefined) throw new AppError('store/not-found', 'It is not shared.', { id });
      await engine.perform('leave', { log: share.log });
    },
    readLink: (link) => engine.perform('readInviteLink', { link }),
    answer: ({ log, id }, answer, link) =>
      engine.perform('answerInvite', { log, id, answer, ...(link !== undefined && { link }) }),
    compare: async (member, me) => (await import('./safety-words.js')).safetyWords(member.account, me.account),
    keepRejected: (edits, collectionId) =>
      engine.run({ type: 'keepRejected', ids: edits.map(({ id }) => id), collectionId }),
    dropRejected: (edits) => engine.run({ type: 'dropRejected', ids: edits.map(({ id }) => id) }),
    forgetNews: (collectionId) => engine.run({ type: 'forgetNews', ...(collectionId && { collectionId }) }),
  };
}
