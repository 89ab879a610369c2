// What the fold knows of a log. Plain data with ids as hexadecimal texts: it goes through JSON and structured clone.
import { bytesToHex, sha256, utf8 } from './bytes.js';
import type { SignatureContext } from './entry.js';
import { ProtocolError, type Refusal } from './errors.js';

/** 1 view, 2 edit, 3 edit and share, 4 owner; in a roster external, collaborator, administrator, legal representative. */
export type Role = 1 | 2 | 3 | 4;

export interface DeviceState {
  readonly signKey: string;
  readonly sealKey: string;
  /** 0 is the recovery key; the rest as in `deviceAdd`. */
  readonly kind: 0 | 1 | 2 | 3;
  /** Kept for ever: its old entries have to be verified. */
  readonly revoked: boolean;
}

export interface AccountState {
  readonly id: string;
  /** Hash of the account log's last membership entry. */
  readonly head: string;
  /** Of the account's key; 0 before the first. */
  readonly generation: number;
  /** The key's public half; empty before the first. */
  readonly sealKey: string;
  readonly devices: Readonly<Record<string, DeviceState>>;
  /** Hashes of the addresses that were bound. */
  readonly addresses: readonly string[];
}

/** What every log counts, whatever is in it. */
export interface PlaceState {
  readonly seq: number;
  /** Epoch ms of the last record. */
  readonly ts: number;
  /** The last counter of each device. */
  readonly counters: Readonly<Record<string, number>>;
}

/** An account's own log. */
export interface AccountLogState extends PlaceState {
  readonly account: AccountState;
}

export interface MemberState {
  readonly role: Role;
  /** Came by link for this role, and has role 2 until somebody confirms it; `by` is who invited. */
  readonly awaits?: { readonly role: Role; readonly by: string };
}

export interface InviteState {
  readonly by: string;
  readonly role: Role;
  /** Epoch ms. */
  readonly expires: number;
  /** The account that is invited, or … */
  readonly account?: string;
  /** … the public keys of the link. */
  readonly link?: { readonly signKey: string; readonly sealKey: string };
  /** The address that the link is for. */
  readonly address?: string;
}

export interface SnapshotState {
  /** The record that names it, and the last that it covers. */
  readonly seq: number;
  readonly upTo: number;
  readonly by: string;
  /** Whether an owner made it. */
  readonly byOwner: boolean;
  readonly blob: string;
  /** Accounts that say it is right, and that say it is wrong. */
  readonly attests: readonly string[];
  readonly disputes: readonly string[];
}

/** A document's log. */
export interface DocumentState extends PlaceState {
  readonly id: string;
  readonly policy: 0 | 1;
  readonly organisation?: string;
  /** Hash of the last membership entry. */
  readonly membership: string;
  readonly epoch: number;
  readonly commitment: string;
  /** Somebody who is no member or invitee any more may hold the key: nothing is written before the next one. */
  readonly due: boolean;
  readonly frozen: boolean;
  readonly members: Readonly<Record<string, MemberState>>;
  /** Open invitations by their id. */
  readonly invites: Readonly<Record<string, InviteState>>;
  /** Everybody whose devices the log has ever needed. */
  readonly accounts: Readonly<Record<string, AccountState>>;
  /** Accounts that could edit at some time: whose lost entries may be brought back. */
  readonly editors: readonly string[];
  /** Accounts that could not open this epoch's key. */
  readonly badWraps: readonly string[];
  /** The newest last. */
  readonly snapshots: readonly SnapshotState[];
  /** The last record that a snapshot covers. */
  readonly covered: number;
}

/** Where an entry is to stand. */
export interface Place {
  readonly seq: number;
  /** Epoch ms, given by the relay. */
  readonly ts: number;
  /** Hash of an earlier record of this log; `undefined` where there is none. Asked for `placesNamed` only. */
  hashAt(seq: number): Uint8Array | undefined;
}

/** A signature that has to be right for the step to count. */
export interface SignatureCheck {
  readonly context: SignatureContext;
  /** Ed25519 public key. */
  readonly key: Uint8Array;
  /** What was signed, without the context. */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a fold makes of an entry: a new state that counts when every signature is right, or a refusal. */
export type Step<S> =
  | { readonly ok: true; readonly state: S; readonly checks: readonly SignatureCheck[] }
  | { readonly ok: false; readonly refusal: Refusal; readonly why: string };

/** @throws {ProtocolError} always; a fold's outer function turns it into a refusal. */
export function refuse(code: Refusal, why: string): never {
  throw new ProtocolError(code, why);
}

/** Makes a function that refuses by throwing into one that never throws. */
export function total<S>(step: () => { state: S; checks: readonly SignatureCheck[] }): Step<S> {
  try {
    return { ok: true, ...step() };
  } catch (error) {
    if (error instanceof ProtocolError) return { ok: false, refusal: error.code, why: error.message };
    throw error;
  }
}

/** The same hash for the same state: what two who folded the same log compare. */
export function stateDigest(state: DocumentState | AccountLogState): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
  };
  return bytesToHex(sha256(utf8('gw1/state'), utf8(JSON.stringify(sorted(state)))));
}
