import type { AlarmField } from '../calendar/event-fields.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import type { TaskStatus } from './task-entry.js';

/** What a person sees and edits of one VTODO. */
export interface TaskFields {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
  /** Dates without time of day. */
  readonly allDay: boolean;
  /** Wall clock in `zone`, midnight when all-day; `null` when the task does not say. */
  readonly start: LocalMs | null;
  readonly due: LocalMs | null;
  /** IANA name or `UTC`; '' is floating (and for all-day always ''). */
  readonly zone: string;
  /** RRULE value, '' for none. */
  readonly rrule: string;
  /** 1 (highest) to 9; 0 for none. */
  readonly priority: number;
  readonly status: TaskStatus;
  /** 0–100; 100 exactly when completed. */
  readonly percent: number;
  /** Not null only when completed. */
  readonly completed: EpochMs | null;
  readonly visibility: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
  readonly categories: readonly string[];
  /** Minutes before it is due (before it starts, when it is not due) of each DISPLAY or AUDIO alarm. */
  readonly alarms: readonly number[];
  /** All other alarms a person can make sense of: before the start of a task that is due at another time, at a moment. */
  readonly moreAlarms: readonly AlarmField[];
  /** UID of the task it is a part of, '' for none. */
  readonly parent: string;
  /** Where it stands in the order made by hand, the smaller the higher (TA11); `null` when it was never put anywhere. */
  readonly sort: number | null;
}

export const emptyTaskFields: TaskFields = {
  title: '',
  location: '',
  description: '',
  url: '',
  allDay: true,
  start: null,
  due: null,
  zone: '',
  rrule: '',
  priority: 0,
  status: 'NEEDS-ACTION',
  percent: 0,
  completed: null,
  visibility: 'PUBLIC',
  categories: [],
  alarms: [],
  moreAlarms: [],
  parent: '',
  sort: null,
};

/** The fields of a task that is done, or to be done again (TA3). */
export function withCompletion(fields: TaskFields, done: boolean, now: EpochMs): TaskFields {
  return done
    ? { ...fields, status: 'COMPLETED', percent: 100, completed: now }
    : { ...fields, status: 'NEEDS-ACTION', percent: 0, completed: null };
}

/** Status, percent and time of completion so that they agree, whichever of them a person changed. */
export function withProgress(fields: TaskFields, percent: number, now: EpochMs): TaskFields {
  if (percent >= 100) return withCompletion(fields, true, now);
  const status = percent > 0 ? 'IN-PROCESS' : 'NEEDS-ACTION';
  return { ...fields, status, percent: Math.max(0, percent), completed: null };
}
