// What views may ask of sharing.
import type {
  CollectionShare,
  Invitee,
  PendingInvite,
  ReceivedInvite,
  RejectedEdit,
  Role,
  SharedNews,
  ShareMember,
} from '../../domain/sharing/sharing.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Done } from '../done.js';

export type {
  CollectionShare,
  Invitee,
  PendingInvite,
  ReceivedInvite,
  RejectedEdit,
  Role,
  SharedNews,
  ShareMark,
  ShareMember,
} from '../../domain/sharing/sharing.js';

/** Of a collection. */
type Of<T> = (share: Pick<CollectionShare, 'log'>, of: T) => Promise<void>;
type Invite = Pick<PendingInvite, 'id'>;
type Member = Pick<ShareMember, 'account'>;

/** What needs the relay rejects with AppError `sync/*`. */
export interface SharingService {
  /** `undefined` while it is not at the relay: without an account, or just made. */
  watch(collectionId: string): Watchable<CollectionShare | undefined>;
  watchInvites(): Watchable<readonly ReceivedInvite[]>;
  /** Edits that were refused for good, the newest first. */
  watchRejected(): Watchable<readonly RejectedEdit[]>;
  /** What others did while the app was closed, the newest first. */
  watchNews(): Watchable<readonly SharedNews[]>;
  /** @returns The address to hand on, for a link; '' otherwise. */
  invite(collectionId: string, who: Invitee, role: Role): Promise<string>;
  readonly withdraw: Of<Invite>;
  /** A new invitation in its place. @returns As `invite`. */
  resend(share: Pick<CollectionShare, 'log'>, invite: Invite): Promise<string>;
  /** The address of a link that was made on this device; '' for others. */
  link(share: Pick<CollectionShare, 'log'>, invite: Invite): Promise<string>;
  setRole(share: Pick<CollectionShare, 'log'>, member: Member, role: Role): Promise<void>;
  readonly remove: Of<Member>;
  /** Says that who came by link is the right person. */
  readonly confirm: Of<Member>;
  readonly transfer: Of<Member>;
  leave(share: Pick<CollectionShare, 'log'>): Promise<void>;
  /** The log of a collection one wants to leave. */
  leaveCollection(collectionId: string): Promise<void>;
  /** What a link invites to. @param fragment - Of the address, with or without `#`. */
  readLink(fragment: string): Promise<ReceivedInvite>;
  /** @param fragment - For what came by link. */
  answer(invite: Pick<ReceivedInvite, 'id' | 'log'>, answer: 'accept' | 'decline', fragment?: string): Promise<void>;
  /** Six words that both people see when nobody stands between them. */
  compare(member: Member, me: Member): Promise<readonly string[]>;
  keepRejected(edits: readonly Pick<RejectedEdit, 'id'>[], collectionId: string): Promise<Done>;
  dropRejected(edits: readonly Pick<RejectedEdit, 'id'>[]): Promise<Done>;
  forgetNews(collectionId?: string): Promise<Done>;
}

/** Where a link to accept by leads; what stands behind `#` never leaves the browser. */
export const JOIN_PATH = '/join';
