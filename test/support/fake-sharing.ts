// Sharing that happens in memory: one calendar with an owner, a member and two invitations, unless a test says otherwise.
import type {
  CollectionShare,
  ReceivedInvite,
  RejectedEdit,
  SharedNews,
  SharingService,
} from '../../src/app/services.js';
import { AppError } from '../../src/domain/errors.js';
import type { Invitee, PendingInvite, Person, Role, ShareMember } from '../../src/domain/sharing/sharing.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { type Cell, createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

export const NOW = Date.UTC(2026, 10, 18, 9) as EpochMs;
const DAY = 86_400_000;

const me: ShareMember = { account: 'aa'.repeat(16), name: 'Marie Curie', address: '', role: 4, isMe: true };
const bob: ShareMember = {
  account: 'bb'.repeat(16),
  name: 'Bob Martin',
  address: 'bob@example.org',
  role: 2,
  isMe: false,
};

/** A calendar of one's own, as two others see it. */
export const exampleShare: CollectionShare = {
  collectionId: 'work',
  log: 'dd'.repeat(16),
  myRole: 4,
  owner: me,
  members: [me, bob, { account: 'cc'.repeat(16), name: '', address: '', role: 2, isMe: false, awaits: 3 }],
  invites: [
    {
      id: '11'.repeat(16),
      role: 1,
      expires: (NOW + 9 * DAY) as EpochMs,
      byLink: false,
      mine: true,
      person: { account: 'ee'.repeat(16), name: 'Sophie Germain', address: 'sophie@example.org' },
    },
    { id: '22'.repeat(16), role: 2, expires: (NOW + 12 * DAY) as EpochMs, byLink: true, mine: true },
  ],
  health: 'ok',
};

export const exampleInvite: ReceivedInvite = {
  id: '33'.repeat(16),
  log: 'ff'.repeat(16),
  name: 'Choir',
  kind: 'calendar',
  role: 2,
  from: { account: 'bb'.repeat(16), name: 'Bob Martin', address: 'bob@example.org' },
  expires: (NOW + 10 * DAY) as EpochMs,
};

export const exampleRejected: RejectedEdit = {
  id: 'r1',
  collectionId: 'work',
  uid: 'u1',
  title: 'Lunch with Sophie',
  time: NOW,
  reason: 'role',
};

export const exampleNews: SharedNews = {
  collectionId: 'work',
  uid: 'u2',
  title: 'Planning',
  kind: 'changed',
  by: bob,
  time: (NOW - DAY) as EpochMs,
};

export interface FakeSharing extends SharingService {
  readonly share: Cell<CollectionShare | undefined>;
  readonly invites: Cell<readonly ReceivedInvite[]>;
  readonly rejected: Cell<readonly RejectedEdit[]>;
  readonly news: Cell<readonly SharedNews[]>;
  readonly busy: Cell<CollectionShare | undefined>;
}

export function createFakeSharing(log: Log, first: CollectionShare | undefined = exampleShare): FakeSharing {
  const share = createCell<CollectionShare | undefined>(first);
  const invites = createCell<readonly ReceivedInvite[]>([]);
  const rejected = createCell<readonly RejectedEdit[]>([]);
  const people = createCell<readonly Person[]>([]);
  const news = createCell<readonly SharedNews[]>([]);
  const busy = createCell<CollectionShare | undefined>(undefined);
  let made = 0;

  const change = (work: (now: CollectionShare) => CollectionShare) => {
    const now = share.get();
    if (now !== undefined) share.set(work(now));
  };
  const changeMember = (account: string, work: (member: ShareMember) => readonly ShareMember[]) =>
    change((now) => ({ ...now, members: now.members.flatMap((one) => (one.account === account ? work(one) : [one])) }));
  const without = (id: string) =>
    change((now) => ({ ...now, invites: now.invites.filter((invite) => invite.id !== id) }));

  function add(who: Invitee, role: Role): string {
    made += 1;
    const { name, address } = who;
    const account = who.by === 'account' ? who.account : '';
    const invite: PendingInvite = {
      id: String(made).padStart(32, '0'),
      role,
      expires: (NOW + 14 * DAY) as EpochMs,
      byLink: who.by === 'link',
      mine: true,
      ...((name || address) && { person: { account, name, address } }),
    };
    change((now) => ({ ...now, invites: [...now.invites, invite] }));
    return who.by === 'link' ? `https://ikebana.test/join#${invite.id}` : '';
  }

  return {
    share,
    invites,
    rejected,
    news,
    busy,
    watch: () => share,
    watchInvites: () => invites,
    watchRejected: () => rejected,
    watchNews: () => news,
    watchPeople: () => people,
    async invite(collectionId, who, role) {
      log('sharing.invite', collectionId, who, role);
      if (who.by === 'address' && who.address.startsWith('nobody')) throw new AppError('sync/nobody', 'nobody');
      return add(who, role);
    },
    async inviteBusy({ id }, who) {
      log('sharing.inviteBusy', id, who);
      return who.by === 'link' ? 'https://ikebana.test/join#busy' : '';
    },
    watchBusy: () => busy,
    async withdraw(_, { id }) {
      log('sharing.withdraw', id);
      without(id);
    },
    async resend(_, { id }) {
      log('sharing.resend', id);
      const before = share.get()?.invites.find((invite) => invite.id === id);
      without(id);
      if (before === undefined) return '';
      const { role, byLink, person } = before;
      const words = { name: person?.name ?? '', address: person?.address ?? '' };
      return add(byLink ? { by: 'link', ...words } : { by: 'account', account: person?.account ?? '', ...words }, role);
    },
    link: async (_, { id }) => `https://ikebana.test/join#${id}`,
    async setRole(_, { account }, role) {
      log('sharing.setRole', account, role);
      changeMember(account, ({ awaits: __, ...member }) => [{ ...member, role }]);
    },
    async remove(_, { account }) {
      log('sharing.remove', account);
      changeMember(account, () => []);
    },
    async confirm(_, { account }) {
      log('sharing.confirm', account);
      changeMember(account, ({ awaits, ...member }) => [{ ...member, role: awaits ?? member.role }]);
    },
    async transfer(_, { account }) {
      log('sharing.transfer', account);
      change((now) => ({
        ...now,
        myRole: 3,
        members: now.members.map((one) =>
          one.isMe ? { ...one, role: 3 } : one.account === account ? { ...one, role: 4 } : one,
        ),
      }));
    },
    leave: async ({ log: of }) => void log('sharing.leave', of),
    leaveCollection: async (id) => void log('sharing.leaveCollection', id),
    async readLink(fragment) {
      log('sharing.readLink', fragment);
      if (fragment.includes('broken')) throw new AppError('sync/code', 'not a link', { why: 'form' });
      return exampleInvite;
    },
    async answer({ id }, answer, fragment) {
      log('sharing.answer', id, answer, ...(fragment === undefined ? [] : [fragment]));
      invites.set(invites.get().filter((invite) => invite.id !== id));
    },
    compare: async () => ['apple', 'river', 'candle', 'meadow', 'ocean', 'stone'],
    async keepRejected(edits, collectionId) {
      const before = rejected.get();
      const ids = edits.map(({ id }) => id);
      const done = log('sharing.keepRejected', ids, collectionId);
      rejected.set(before.filter(({ id }) => !ids.includes(id)));
      return { undo: () => done.undo().then(() => rejected.set(before)) };
    },
    async dropRejected(edits) {
      const before = rejected.get();
      const ids = edits.map(({ id }) => id);
      const done = log('sharing.dropRejected', ids);
      rejected.set(before.filter(({ id }) => !ids.includes(id)));
      return { undo: () => done.undo().then(() => rejected.set(before)) };
    },
    async forgetNews(collectionId) {
      const before = news.get();
      const done = log('sharing.forgetNews', collectionId);
      news.set(before.filter((each) => collectionId !== undefined && each.collectionId !== collectionId));
      return { undo: () => done.undo().then(() => news.set(before)) };
    },
  };
}
