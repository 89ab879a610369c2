// What goes on in the app, waits, has failed, and can be taken back (docs/rules/activity.md). Plain data.
import type { Detail, ProblemCode } from '../errors.js';
import type { Progress } from '../items/import.js';
import type { MailOperationKind } from '../mail/operation.js';
import { type MailAccountState, passesByItself } from '../mail/server-problem.js';
import type { SyncStatus } from '../sharing/sharing.js';

/** Work that a person has begun, and that takes long. */
export type WorkKind =
  | 'read-file'
  | 'import'
  | 'mail-import'
  | 'mail-copy'
  | 'export'
  | 'mail-export'
  | 'backup'
  | 'read-backup'
  | 'restore-backup'
  | 'restore'
  | 'compare'
  | 'rules'
  | 'rules-test'
  | 'rebuild';

export interface WorkAbout {
  readonly kind: WorkKind;
  /** Of the file, the calendar …; '' where there is none. */
  readonly name: string;
}

/** Work that is under way. */
export interface RunningWork extends WorkAbout {
  readonly id: string;
  readonly progress?: Progress;
  readonly canStop: boolean;
  readonly canHold: boolean;
  readonly isHeld: boolean;
  /** It was told to stop and has not yet. */
  readonly isStopping: boolean;
}

/** Work that has failed while nobody looked at it. */
export interface FailedWork extends WorkAbout {
  readonly id: string;
  /** Epoch ms. */
  readonly time: number;
  readonly error: unknown;
}

/** Something that was done a moment ago and can be taken back. */
export interface DoneAct {
  readonly id: string;
  /** Epoch ms. */
  readonly time: number;
  /** What was done, in the person's language. */
  readonly message: string;
}

/** A message that waits to be sent, or could not be. */
export interface WaitingMessage {
  readonly emailId: string;
  readonly accountId: string;
  readonly subject: string;
  /** Epoch ms; not before then. */
  readonly sendAt: number;
  readonly isBegun: boolean;
  readonly failed?: { readonly time: number; readonly type: string; readonly description: string };
}

/** How an account with a mail server stands. */
export interface MailActivity {
  readonly accountId: string;
  readonly name: string;
  /** Absent until it was looked at. */
  readonly state?: MailAccountState;
  /** What its server was not told yet: how often of each kind. */
  readonly waiting: Readonly<Partial<Record<MailOperationKind, number>>>;
  /** What its server refused, the newest first. */
  readonly refused: readonly { readonly time: number; readonly type: string; readonly description: string }[];
}

/** A calendar from elsewhere whose last look failed. */
export interface FailedCalendar {
  readonly collectionId: string;
  readonly name: string;
  readonly error: { readonly code: ProblemCode; readonly detail: Detail };
}

export interface Activity {
  /** What the browser says of the network. */
  readonly isOnline: boolean;
  readonly sync: SyncStatus;
  readonly running: readonly RunningWork[];
  readonly failed: readonly FailedWork[];
  /** Newest first. */
  readonly acts: readonly DoneAct[];
  /** Absent when the search index of mail has everything. */
  readonly indexing?: Progress;
  readonly mail: readonly MailActivity[];
  readonly outgoing: readonly WaitingMessage[];
  readonly calendars: readonly FailedCalendar[];
  /** Edits of shared things that were refused for good, and not decided about yet. */
  readonly rejected: number;
}

export const NO_ACTIVITY: Activity = {
  isOnline: true,
  sync: { state: 'off', relay: '', waiting: 0 },
  running: [],
  failed: [],
  acts: [],
  mail: [],
  outgoing: [],
  calendars: [],
  rejected: 0,
};

/** What the small sign beside the apps says (rule AC2). */
export type ActivitySign = 'problem' | 'offline' | 'busy' | 'waiting' | 'synced' | 'quiet';

const isFetching = ({ state }: MailActivity) => state?.phase === 'fetching';

/** Whether the mail account does not go on without the person. */
export const needsPerson = ({ state }: MailActivity): boolean =>
  state?.problem !== undefined && (state.phase === 'stopped' || !passesByItself(state.problem));

/** Things that do not go on without the person. */
export function countProblems({ sync, failed, mail, outgoing, calendars, rejected }: Activity): number {
  const isUnsent = outgoing.filter((one) => one.failed !== undefined).length;
  const refused = mail.reduce((sum, one) => sum + one.refused.length, 0);
  return (
    (sync.problem === undefined ? 0 : 1) +
    failed.length +
    mail.filter(needsPerson).length +
    refused +
    isUnsent +
    calendars.length +
    (rejected > 0 ? 1 : 0)
  );
}

/** Things done here that nobody else knows of yet: edits, messages, what mail servers are to be told. */
export function countWaiting({ sync, mail, outgoing }: Activity): number {
  const told = mail.flatMap(({ waiting }) => Object.values(waiting));
  return sync.waiting + told.reduce((sum, count) => sum + count, 0) + outgoing.filter(({ failed }) => !failed).length;
}

/** Things that go on now. */
export function countRunning({ sync, running, mail, indexing }: Activity): number {
  const isSyncing = sync.state === 'connecting' || (sync.state === 'online' && sync.waiting > 0);
  return running.length + mail.filter(isFetching).length + (indexing === undefined ? 0 : 1) + (isSyncing ? 1 : 0);
}

/** Whether it cannot be reached who should be: the network is away, or the relay is. */
export const isOffline = ({ isOnline, sync }: Activity): boolean => !isOnline || sync.state === 'offline';

/** What one sign can say is what matters most. */
export function activitySign(activity: Activity): ActivitySign {
  if (countProblems(activity) > 0) return 'problem';
  if (isOffline(activity)) return 'offline';
  if (countRunning(activity) > 0) return 'busy';
  if (countWaiting(activity) > 0) return 'waiting';
  return activity.sync.state === 'online' ? 'synced' : 'quiet';
}

/** How far all of it is, where it is known of each: 0 to 1. */
export function overallFraction({ running, mail, indexing }: Activity): number | undefined {
  const fractions = [
    ...running.map(({ progress }) => progress?.fraction),
    ...mail
      .filter(isFetching)
      .map(({ state }) => (state?.total ? Math.min(1, (state.done ?? 0) / state.total) : undefined)),
    ...(indexing === undefined ? [] : [indexing.fraction]),
  ];
  const known = fractions.filter((fraction) => fraction !== undefined);
  if (known.length === 0 || known.length < fractions.length) return undefined;
  return known.reduce((sum, fraction) => sum + fraction, 0) / known.length;
}
