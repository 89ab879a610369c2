// What the sync client is given: it knows no database, worker, clock or socket of its own.

import type { AccountSecret } from '../protocol/account-keys.js';
import type { Bytes } from '../protocol/bytes.js';
import type { ClientMessage } from '../protocol/client-messages.js';
import type { Entry, Header } from '../protocol/entry.js';
import type { EntryType } from '../protocol/entry-types.js';
import type { EpochSecret } from '../protocol/epoch-keys.js';
import type { AccountLogState, DocumentState } from '../protocol/fold-state.js';
import type { RelayMessage } from '../protocol/relay-messages.js';
import type { Random } from '../protocol/seal.js';
import type { Signer } from '../protocol/signatures.js';
import type { AnswerKinds } from './answer-kinds.js';

/** This device in its account. */
export interface Credentials {
  /** Where the relay is: `wss://host[:port]`. */
  readonly relay: string;
  /** The relay's key as this device first met it: with another one it has nothing to do. */
  readonly relayKey?: Bytes;
  readonly account: Bytes;
  readonly device: Bytes;
  readonly signer: Signer;
  /** The device's X25519 secret key. */
  readonly sealSecret: Bytes;
}

/** Keys at rest: wrapped when they are put, unwrapped when they are taken. */
export interface SecretStore {
  get(name: string): Promise<Bytes | undefined>;
  put(name: string, secret: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Where an entry is made. */
export interface Author<S> {
  readonly state: S;
  readonly credentials: Credentials;
  readonly random: Random;
  /** Epoch ms, as the relay's clock shows it. */
  now(): number;
  /** Header with account, device, counter, `sees` and, for membership, `pm` filled in; the present epoch unless one is given. */
  header(type: EntryType, more?: Pick<Partial<Header>, 'epoch' | 'refs'>): Header;
}

export interface DocumentAuthor extends Author<DocumentState> {
  /** The document's present key. */
  readonly key: EpochSecret;
  /** The account's own key. */
  readonly accountSecret: AccountSecret;
}

/** Makes an entry for a log's present state. Asked again when somebody else's entry came first. */
export type EntryMaker<A> = (author: A) => Promise<Entry>;

/** Where an entry stands for good. */
export interface Confirmed {
  readonly seq: number;
  readonly ts: number;
}

/** What handlers of requests (src/workers/net) build on. All rejections are AppError `sync/*`. */
export interface LogAccess {
  /** A log this device follows; `undefined` for others. @param id - Hexadecimal. */
  document(id: string): Promise<DocumentState | undefined>;
  account(): Promise<AccountLogState | undefined>;
  /** The account's membership entries, after the one with this hash (hexadecimal): what other logs need as evidence. */
  evidence(after?: string): Promise<readonly Bytes[]>;
  accountSecret(generation?: number): Promise<AccountSecret | undefined>;
  /** A document's key; the present one without epoch. */
  documentKey(id: string, epoch?: number): Promise<EpochSecret | undefined>;
  /** Resolves when the relay has confirmed it. Rejects with `sync/offline` at once when there is no connection, `sync/refused` with the relay's word. */
  append(id: string, make: EntryMaker<DocumentAuthor>): Promise<Confirmed>;
  appendToAccount(make: EntryMaker<Author<AccountLogState>>): Promise<Confirmed>;
  /** This device, and what it signs with; rejects with `sync/account` when there is none. */
  credentials(): Promise<Credentials>;
  /**
   * Asks the relay something that belongs to no log this device follows: an address, other people's accounts, the membership
   * of what one is invited to. Rejects with `sync/offline`, or `sync/refused` with the relay's word and, where it says so,
   * `expected`.
   */
  ask: Ask;
  /** The key that the relay signs with; rejects with `sync/offline` while there is no connection. */
  relayKey(): Promise<Bytes>;
  /**
   * Begins to follow a log that this account has become a member of.
   *
   * @param key - What came with a link: nothing in the log opens it for this account before the next one.
   */
  follow(id: string, key?: EpochSecret): Promise<void>;
  /** Stops following a log this account has left, and takes its collection off this device. */
  forget(id: string): Promise<void>;
}

/** What a request of one kind is answered with. */
export type Answer<K extends ClientMessage['kind']> = Extract<RelayMessage, { kind: AnswerKinds[K][number] }>;

/** One request to the relay, and its answer. */
export type Ask = <K extends ClientMessage['kind']>(
  kind: K,
  fields: Omit<Extract<ClientMessage, { readonly kind: K }>, 'kind' | 'request'>,
) => Promise<Answer<K>>;
export type { AccountLogState, AccountSecret, DocumentState, EpochSecret };
