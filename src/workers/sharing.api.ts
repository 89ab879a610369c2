// What a person asks of what they share (FEATURES C16, K9). Requests, not commands: without a relay they fail.
import type { Invitee, ReceivedInvite, Role, SentInvite } from '../domain/sharing/sharing.js';

/** A log, hexadecimal. */
interface OfLog {
  readonly log: string;
}

/** A member's account, hexadecimal. */
interface OfMember extends OfLog {
  readonly account: string;
}

/** An invitation, hexadecimal. */
interface OfInvite extends OfLog {
  readonly id: string;
}

export interface SharingRequests {
  /** Rejects with `sync/nobody`, `sync/self`, `sync/recovery`. */
  readonly invite: {
    readonly ask: { readonly collectionId: string; readonly who: Invitee; readonly role: Role };
    readonly answer: SentInvite;
  };
  /** The same for a calendar that shows only when the person is busy; it is made when it is not there. */
  readonly inviteBusy: {
    readonly ask: {
      readonly collectionId: string;
      readonly who: Invitee;
      /** What the others see it called, and in place of titles. */
      readonly name: string;
      readonly word: string;
    };
    readonly answer: SentInvite;
  };
  readonly withdrawInvite: { readonly ask: OfInvite; readonly answer: undefined };
  /** A new invitation with a new date in the place of this one. */
  readonly resendInvite: { readonly ask: OfInvite; readonly answer: SentInvite };
  /** The link of an invitation that was made on this device; '' otherwise. */
  readonly inviteLink: { readonly ask: OfInvite; readonly answer: string };
  readonly setMemberRole: { readonly ask: OfMember & { readonly role: Role }; readonly answer: undefined };
  readonly removeMember: { readonly ask: OfMember; readonly answer: undefined };
  /** Says that who came by link is the right person. */
  readonly confirmMember: { readonly ask: OfMember; readonly answer: undefined };
  readonly transferOwnership: { readonly ask: OfMember; readonly answer: undefined };
  /** Leaves, and takes it off this device. */
  readonly leave: { readonly ask: OfLog; readonly answer: undefined };
  /** What a link's fragment invites to. Rejects with `sync/code`: `detail.why` is `form`, `relay`, `closed`. */
  readonly readInviteLink: { readonly ask: { readonly link: string }; readonly answer: ReceivedInvite };
  /** Accepts or declines. @param link - The fragment, for what came by link. */
  readonly answerInvite: {
    readonly ask: OfInvite & { readonly answer: 'accept' | 'decline'; readonly link?: string };
    readonly answer: undefined;
  };
  /** Asks the relay what one is invited to. */
  readonly refreshInvites: { readonly ask: object; readonly answer: undefined };
}
