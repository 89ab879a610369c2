// What views may ask of sharing.

import type { Collection } from '../../domain/collections/collection.js';
import type {
  CollectionShare,
  Invitee,
  PendingInvite,
  Person,
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
  /** Others who have said how they are; it may be over (`statusAt`). */
  watchPeople(): Watchable<readonly Person[]>;
  /** @returns The address to hand on, for a link; '' otherwise. */
  invite(collectionId: string, who: Invitee, role: Role): Promise<string>;
  /** The same for somebody who only sees when one is busy: they get a calendar that holds nothing else. */
  inviteBusy(calendar: Pick<Collection, 'id' | 'name'>, who: Invitee): Promise<string>;
  /** Who sees only when one is busy; `undefined` while nobody was ever invited to that. */
  watchBusy(calendarId: string): Watchable<CollectionShare | undefined>;
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

/** Where the fragment of a link (src/sync/client/membership/link.ts) names the relay: behind form, document, invitation and secret. */
const RELAY_AT = 49;
const CHECK_BYTES = 4;

/** The relay that a link's document is at, to set up an account there; '' for what is no link. Looked at again when it is read. */
export function relayOfLink(fragment: string): string {
  try {
    const binary = atob(fragment.replace(/^#/, '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (each) => each.charCodeAt(0));
    const relay = new TextDecoder().decode(bytes.subarray(RELAY_AT, -CHECK_BYTES));
    return /^wss?:\/\/[^/\s]+$/.test(relay) ? relay : '';
  } catch {
    return '';
  }
}
