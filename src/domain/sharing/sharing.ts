// What people see of accounts, devices and sharing. Plain data; who may do what is decided in src/sync/protocol.
import type { Status } from '../status/status.js';
import type { EpochMs } from '../time/types.js';

/** 1 view, 2 edit, 3 edit and share, 4 owner (administration of an address book). */
export type Role = 1 | 2 | 3 | 4;

/** How this device and the relay stand. */
export interface SyncStatus {
  /** `off`: no account here. `stopped`: it does not go on without the person; `problem` says why. */
  readonly state: 'off' | 'connecting' | 'online' | 'offline' | 'stopped';
  /** `wss://…`; '' while there is none. */
  readonly relay: string;
  /** The last time everything here and there was the same. */
  readonly lastSynced?: EpochMs;
  /** Edits made here that the relay has not got yet. */
  readonly waiting: number;
  readonly problem?: SyncProblem;
}

/** Why the relay and this device do not go on together. */
export type SyncProblem =
  /** This device was taken out of the account. */
  | 'revoked'
  /** The relay knows no such account. */
  | 'unknown-account'
  /** This device's clock is far from the relay's. */
  | 'clock'
  /** The relay has no room left. */
  | 'full'
  /** The relay speaks another protocol, or is no relay. */
  | 'protocol'
  /** At the relay's address is another one than this account began with. */
  | 'other-relay'
  /** The relay shows less than this device, or another one of the account, has seen. */
  | 'behind'
  /** Keys are locked away until the person opens the app lock. */
  | 'locked';

/** What a device is held in or stands on, as far as its browser tells. */
export type DeviceForm = 'phone' | 'tablet' | 'computer';

/** What a device says of itself when it comes into an account. */
export interface DeviceLooks {
  /** Runs as an installed app, in a window of its own. */
  readonly installed?: boolean;
  readonly form?: DeviceForm;
}

/** One of the account's devices. */
export interface AccountDevice {
  /** Hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'browser' | 'app' | 'program';
  /** Absent when it has not said so. */
  readonly form?: DeviceForm;
  /** The one that asks. */
  readonly isThis: boolean;
  readonly revoked: boolean;
  /** When it last wrote something anybody here has seen. */
  readonly lastSeen?: EpochMs;
}

/** Somebody, as far as this device knows them. */
export interface Person {
  /** Account, hexadecimal. */
  readonly account: string;
  /** '' when nobody said it. */
  readonly name: string;
  /** E-mail address; '' when nobody said it. */
  readonly address: string;
  /** How they said they are; it may be over. */
  readonly status?: Status;
}

export interface ShareMember extends Person {
  readonly role: Role;
  readonly isMe: boolean;
  /** Came by link for this role; edits until somebody confirms it. */
  readonly awaits?: Role;
}

export interface PendingInvite {
  /** Hexadecimal. */
  readonly id: string;
  readonly role: Role;
  readonly expires: EpochMs;
  /** Whoever has the link may take it. */
  readonly byLink: boolean;
  /** Who is meant, as far as somebody said. */
  readonly person?: Person;
  /** Whether this account may withdraw it. */
  readonly mine: boolean;
}

/** How lists show that a collection is shared. */
export interface ShareMark {
  readonly role: Role;
  /** Whether one's role, and the state of its log, let one write. */
  readonly editable: boolean;
  /** Other members. */
  readonly others: number;
  /** Members that came by link and wait for a word, when one may give it. */
  readonly waiting: number;
  /** Its owner's name or address; '' when nobody said it. */
  readonly owner: string;
  readonly health: LogHealth;
}

/** Who has a collection. */
export interface CollectionShare {
  readonly collectionId: string;
  /** Log, hexadecimal. */
  readonly log: string;
  readonly myRole: Role;
  readonly owner: Person;
  readonly members: readonly ShareMember[];
  readonly invites: readonly PendingInvite[];
  /** Whether it can be written to: not when the log forked, was frozen, or this account is out. */
  readonly health: LogHealth;
}

/** `fork`: the relay shows different histories. `behind`: it has lost some and gets it back. `out`: this account is no member any more. */
export type LogHealth = 'ok' | 'fork' | 'behind' | 'frozen' | 'out';

/** An invitation for this account that waits for an answer. */
export interface ReceivedInvite {
  /** Invitation and log, hexadecimal. */
  readonly id: string;
  readonly log: string;
  readonly name: string;
  readonly kind: 'calendar' | 'addressbook';
  readonly role: Role;
  readonly from: Person;
  readonly expires: EpochMs;
}

/** An edit that the relay refused for good, kept. */
export interface RejectedEdit {
  readonly id: string;
  readonly collectionId: string;
  readonly uid: string;
  readonly title: string;
  readonly time: EpochMs;
  readonly reason: 'role' | 'removed' | 'frozen' | 'limit';
}

/** What somebody else did in a shared collection while one was away. */
export interface SharedNews {
  readonly collectionId: string;
  readonly uid: string;
  /** '' when nobody knows it any more. */
  readonly title: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  readonly by: Person;
  readonly time: EpochMs;
}

/** Whom somebody wants to share with. Names and addresses are what the person calls them. */
export type Invitee =
  /** Whoever has proved to the relay to have the address. */
  | { readonly by: 'address'; readonly address: string; readonly name: string }
  /** @see Person */
  | { readonly by: 'account'; readonly account: string; readonly address: string; readonly name: string }
  /** Whoever has the link first. */
  | { readonly by: 'link'; readonly address: string; readonly name: string };

/** An invitation that was made. */
export interface SentInvite {
  /** Hexadecimal. */
  readonly id: string;
  /** Of a link: what stands in its fragment. Whoever has it can accept. */
  readonly link?: string;
}
