import type { EpochMs } from '../time/types.js';

export type TaskStatus = 'NEEDS-ACTION' | 'IN-PROCESS' | 'COMPLETED' | 'CANCELLED';

/** A task, or one occurrence of a task that repeats, with what a list draws of it. */
export interface TaskEntry {
  /** Unique among all tasks. */
  readonly key: string;
  readonly collectionId: string;
  readonly uid: string;
  /** Which occurrence, as RECURRENCE-ID's value would say it. */
  readonly recurrenceId?: string;
  readonly title: string;
  readonly location?: string;
  readonly status: TaskStatus;
  /** 0–100; 100 when completed. */
  readonly percent: number;
  /** 1 (highest) to 9; 0 is none. */
  readonly priority: number;
  readonly completed?: EpochMs;
  /** When it starts, where it says so. Of an all-day task midnight of the zone it was read for. */
  readonly start?: EpochMs;
  /** When it is due. */
  readonly due?: EpochMs;
  readonly allDay: boolean;
  /** One of a series. */
  readonly recurring: boolean;
  /** UID of the task it is a part of. */
  readonly parent?: string;
  /** Where it stands in the order made by hand, the smaller the higher (TA11); 0 when nothing is known. */
  readonly sort?: number;
  /** COLOR of its own. */
  readonly color?: string;
}

/** Completed or cancelled: nothing is left to do. */
export function isClosed({ status }: Pick<TaskEntry, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'CANCELLED';
}
