// Tables of mail (docs/decisions/0012). A message has a number that is never used twice. What lists sort and filter by is
// packed in columns, what they show in rows of their own, so that to star a message rewrites a few kilobytes.
import type { JunkKind } from '../../domain/mail/junk/junk-said.js';
import type { MailboxRole, MailIdentity } from '../../domain/mail/mailbox.js';
import type { MailOperationChange, RemoteState } from '../../domain/mail/operation.js';
import type { ServerRules } from '../../domain/mail/rules/server-rules.js';

/** Schema of version 4 of the database. */
export const mailSchema = {
  mailAccounts: 'id',
  mailboxes: 'id',
  mailStates: 'block, version',
  mailKeys: 'block, version',
  mailSets: 'id',
  mailRows: 'block',
  mailBlobs: 'hash',
  mailMoves: '++id, time',
  mailMeta: 'name',
  mailRemote: '[accountId+id], accountId, &[accountId+email], [accountId+isMissing+receivedAt]',
  mailOperations: '++n, accountId',
  mailSegments: '++id',
  mailTerms: '[segment+part]',
  mailPositions: '[segment+part]',
  mailTexts: 'email',
} as const;

/** Of version 5. */
export const mailLogSchema = { mailLog: '++id, *emails' } as const;

/** Of version 7. */
export const junkSchema = { junkExamples: 'email, time, kind' } as const;

const schemas = { ...mailSchema, ...mailLogSchema, ...junkSchema };
export type MailTable = keyof typeof schemas;
export const mailTables = Object.keys(schemas) as readonly MailTable[];

export interface MailAccountRecord {
  id: string;
  /** By which columns know it. */
  number: number;
  kind: 'local' | 'jmap';
  name: string;
  identities: readonly MailIdentity[];
  /** Seconds the server can hold a message before it sends it. */
  maxDelayedSend?: number;
  /** What its server's client wants to find again (RFC 8620 §5.1). */
  states: Readonly<Record<string, string>>;
  /** How its server stands to its rules; absent until it was asked. */
  rules?: ServerRules;
  /** What was refused lately, the newest first, for the person to see. */
  refused?: readonly { readonly time: number; readonly type: string; readonly description: string }[];
}

export interface MailboxRecord {
  id: string;
  accountId: string;
  name: string;
  parentId: string | null;
  role: MailboxRole | null;
  sortOrder: number;
  /** The server's id; absent for local ones, and while the server does not know it. */
  remoteId?: string;
  /** As the server has it. */
  remote?: { readonly name: string; readonly parentId: string | null; readonly sortOrder: number };
}

/** Columns of 512 messages: parallel arrays. */
export interface MailStateRecord {
  block: number;
  /** Of the store, when it was written: by this other tabs know what to read again. */
  version: number;
  times: Float64Array;
  threads: Uint32Array;
  sizes: Uint32Array;
  flags: Uint16Array;
  places: Uint32Array;
  labels: Uint32Array;
  accounts: Uint8Array;
}

/** Hashes of the keys by which messages of the same block find their threads (rule MT1). */
export interface MailKeysRecord {
  block: number;
  version: number;
  /** Keys of each message: how many. */
  counts: Uint16Array;
  keys: Float64Array;
}

/** A set of mailboxes, or of keywords that have no flag of their own: what columns name by a number. Never changed. */
export interface MailSetRecord {
  id: number;
  kind: 'places' | 'labels';
  names: readonly string[];
}

/** Display rows of 32 messages, JSON of `(MailRow | null)[]`. */
export interface MailRowsRecord {
  block: number;
  data: string;
}

/** Name and address. */
export type RowAddress = readonly [string | null, string];

/** What lists show of a message, and does not change. */
export interface MailRow {
  /** From, to, cc. */
  f: readonly RowAddress[];
  t: readonly RowAddress[];
  c?: readonly RowAddress[];
  /** Subject and preview. */
  s: string;
  p: string;
  /** SHA-256 of its bytes, base64url, once they are here. */
  h?: string;
  /** Message-ID, In-Reply-To, References while its bytes are not here. */
  ids?: readonly [readonly string[], readonly string[], readonly string[]];
}

/** A message as it came, once for all accounts. */
export interface MailBlobRecord {
  hash: string;
  /** Deflate-raw where that is shorter. */
  data: Uint8Array<ArrayBuffer>;
  deflated: boolean;
  size: number;
  /** Numbers of the messages that are these bytes. */
  emails: number[];
}

/** Where messages were before something moved them. */
export interface MailMoveRecord {
  id?: number;
  time: number;
  emails: readonly number[];
  /** Where each was: mailbox ids. */
  places: readonly (readonly string[])[];
  /** Mailboxes that were removed by it. */
  mailboxes?: readonly MailboxRecord[];
}

export interface MailMetaRecord {
  name: 'state';
  version: number;
  nextEmail: number;
  nextSet: number;
  nextAccount: number;
  /** Raised whenever the search index is to be made anew; {@link RESTORED_INDEX} right out of a backup. */
  index: number;
}

/** Of messages that came out of a backup, which has neither the search index nor what the junk filter had learned. */
export const RESTORED_INDEX = -1;

/** A message that its server knows. */
export interface MailRemoteRecord {
  accountId: string;
  id: string;
  email: number;
  blobId: string;
  threadId: string;
  /** 1 while its bytes are not here. */
  isMissing: 0 | 1;
  receivedAt: number;
  size: number;
  /** As the server has it: mailboxes by its ids. */
  state: RemoteState;
}

export interface MailOperationRecord {
  n?: number;
  accountId: string;
  change: MailOperationChange;
  /** Of a mailbox that is to be destroyed at the server, what it was. */
  mailbox?: MailboxRecord;
  /** Of an upload: the client is at it, and nobody may take it back. */
  isBegun?: boolean;
  /** Of an upload: the client was at it once. After a cut its server may have the message without our knowing. */
  wasBegun?: boolean;
  /** Of a message that is sent later: its server has it, and sends it by itself. Of the submission the id, '' where it is not known. */
  handedOver?: string;
  /** Of a message that was to be sent: why the server will not. It is not told again until the person does something. */
  failed?: { readonly time: number; readonly type: string; readonly description: string };
}

/** A message the junk filter has learned from (rule MJ2). It is kept when the message is gone. */
export interface JunkExampleRecord {
  email: number;
  kind: JunkKind;
  /** Somebody has said so; else it is among the good ones as it was read and left where it is. */
  isSaid: boolean;
  /** When it was learned, epoch ms. */
  time: number;
  /** Hashes of its clues. */
  clues: Uint32Array<ArrayBuffer>;
}

/** A segment of the search index: an inverted index of some messages, never changed, only merged into another one. */
export interface MailSegmentRecord {
  id?: number;
  /** Its parts are still being written: nobody reads it. */
  isOpen?: boolean;
  /** Messages in it. */
  emails: number;
  /** Octets of its records. */
  bytes: number;
  /** First word of each part, in order. */
  starts: readonly string[];
}

/** Words and where they are found. */
export interface MailTermsRecord {
  segment: number;
  part: number;
  data: Uint8Array<ArrayBuffer>;
  /** Octets of it unpacked, where it is deflated: in segments that were merged. */
  size?: number;
}

/** Text of a message that would take too long to be read again for every excerpt. */
export interface MailTextRecord {
  email: number;
  /** Of a message that is too long. */
  text?: string;
  /** Of its files, as far as there is text in them. */
  files?: readonly { readonly name: string; readonly text: string }[];
}
