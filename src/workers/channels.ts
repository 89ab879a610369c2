import type { Detail, ProblemCode } from '../domain/errors.js';
import { hashOfFileUri } from '../domain/files/file-uri.js';
import type { StoreChange } from '../store/store-change.js';
import type { Answer, Question } from './history.api.js';
import type { NetAnswer, NetRequest } from './net.api.js';
import type { Command, CommandAnswer } from './sync.api.js';

/** What a tab may ask of the one that writes. */
export type Work = Command | Question | { readonly type: 'perform'; readonly request: NetRequest };
export type Outcome = CommandAnswer | Answer | NetAnswer;

/** The database's name, and with it the profile's: tabs that share it are one. Workers get it as their own name. */
export const DEFAULT_DATABASE = 'ikebana';

export const changesChannel = (database: string) => `${database}/changes`;
/** What changed in mail: between the mail workers of all tabs. */
export const mailChannel = (database: string) => `${database}/mail`;
/** Held by the tab that brings the search index of mail up to date. */
export const mailIndexLock = (database: string) => `${database}/mail-index`;
/** Held by the tab whose rules look at mail that has come. */
export const mailRulesLock = (database: string) => `${database}/mail-rules`;
/** Held while the junk filter learns. */
export const mailJunkLock = (database: string) => `${database}/mail-junk`;
/** Held while mail that was put off is brought back. */
export const mailWakeLock = (database: string) => `${database}/mail-wake`;
/** What mail workers say to each other about servers. */
export const mailServersChannel = (database: string) => `${database}/mail-servers`;
/** Held by the tab that talks to mail servers. */
export const mailLock = (database: string) => `${database}/mail`;
export const writerChannel = (database: string) => `${database}/writer`;
/** Messages for one tab's sync worker alone. */
export const inboxChannel = (database: string, id: string) => `${database}/writer/${id}`;
/** Held by the tab that looks after calendars from elsewhere. */
export const refreshLock = (database: string) => `${database}/refresh`;
/** What tabs say about the app's lock. */
export const lockChannel = (database: string) => `${database}/lock`;
/** Held, shared, by tabs that are unlocked. */
export const unlockedLock = (database: string) => `${database}/unlocked`;
export const writerLock = (database: string) => `${database}/writer`;

/** Posted on the changes channel after each commit. */
export interface ChangeBroadcast {
  readonly change: StoreChange;
  /** Of a command: whoever gave it hears of the change with its answer, too. */
  readonly id?: string;
}

/** On the writer channel. */
export type WriterMessage =
  /** "I write from now on", also the answer to `who`. */
  { readonly type: 'writer'; readonly id: string } | { readonly type: 'who' };

/** In an inbox. */
export type InboxMessage =
  | { readonly type: 'run'; readonly from: string; readonly commandId: string; readonly work: Work }
  | { readonly type: 'answer'; readonly commandId: string; readonly answer: Outcome }
  | {
      readonly type: 'failure';
      readonly commandId: string;
      readonly code: ProblemCode;
      readonly message: string;
      readonly detail: Detail;
    };

const FILE_LOCK = 'ikebana-file ';

/** The Web Lock that pages hold, together, on a file they have kept for a form. */
export const fileLock = (uri: string) => `${FILE_LOCK}${hashOfFileUri(uri) ?? ''}`;

/** The file of such a lock; undefined for any other. */
export const hashOfFileLock = (name: string): string | undefined =>
  name.startsWith(FILE_LOCK) ? name.slice(FILE_LOCK.length) : undefined;
