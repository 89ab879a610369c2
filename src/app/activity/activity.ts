// What views may ask for: what goes on, waits, has failed, and can be taken back (docs/rules/activity.md).
import type { Activity, WorkAbout } from '../../domain/activity/activity.js';
import type { Watchable } from '../../domain/watchable.js';
import type { WorkOptions } from '../store-services.js';

export type {
  Activity,
  ActivitySign,
  DoneAct,
  FailedCalendar,
  FailedWork,
  MailActivity,
  RunningWork,
  WaitingMessage,
  WorkKind,
} from '../../domain/activity/activity.js';

/** Where services say what they are at. There is one for all of them. */
export interface WorkFollower {
  /**
   * Does work that takes long where a person sees it, and can end it from anywhere.
   *
   * @param options - Of whoever asked for it: they are told of the progress, and may end it, too.
   * @param work - Is given the options to go on with: their signal fires when anybody ends it.
   */
  follow<T>(about: FollowedWork, options: WorkOptions, work: (options: FollowedOptions) => Promise<T>): Promise<T>;
}

export interface FollowedWork extends WorkAbout {
  /** Holds it, or lets it go on. Absent of what cannot be held. */
  hold?(held: boolean): void;
  /** It cannot be ended once it has begun. */
  readonly isFirm?: boolean;
}

export type FollowedOptions = WorkOptions & Required<Pick<WorkOptions, 'signal' | 'onProgress'>>;

/** What goes on, and what can be done about it. */
export interface ActivityService {
  /** @param withMail - Mail is used on this device: its worker is started. */
  watch(withMail: boolean): Watchable<Activity>;
  /** Ends work before its time. */
  stop(workId: string): Promise<void>;
  hold(workId: string, held: boolean): Promise<void>;
  /** Does again what has failed; it is no longer among that. */
  tryAgain(workId: string): Promise<void>;
  /** Takes what has failed out of sight. */
  dismiss(workId: string): Promise<void>;
  /** Remembers something that can be taken back. @param undo - By it the act is known. */
  noteAct(message: string, undo: () => Promise<void>): Promise<void>;
  /** It was taken back. */
  undone(undo: () => Promise<void>): Promise<void>;
  /** What takes an act back; `undefined` when it was already. */
  undoOf(actId: string): Promise<(() => Promise<void>) | undefined>;
  /** A server's refusals have been seen. */
  forgetRefused(accountId: string): Promise<void>;
}
