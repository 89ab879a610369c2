import type { Collection } from '../../domain/collections/collection.js';

/** What a person may want of one calendar. */
export type CalendarAction =
  | 'toggle'
  | 'only'
  | 'edit'
  | 'default'
  | 'refresh'
  | 'export'
  | 'restore'
  | 'share'
  | 'leave'
  | 'delete'
  | 'up'
  | 'down';
/** What a person may want of all of them, or make. */
export type ListAction =
  | 'new-calendar'
  | 'new-event'
  | 'new-task'
  | 'new-out-of-office'
  | 'new-focus'
  | 'import'
  | 'deleted'
  | 'subscribe'
  | 'holidays'
  | 'birthdays'
  | 'show-all'
  | 'hide-all'
  | 'order';

/** A wish about one calendar, or, without `calendar`, about all of them. Does not bubble. */
export class CalendarListEvent extends Event {
  constructor(
    readonly action: CalendarAction | ListAction,
    readonly calendar?: Collection,
    /** Of `order`: some calendars, as they are to stand. */
    readonly order: readonly string[] = [],
  ) {
    super('ik-calendar-list');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-calendar-list': CalendarListEvent;
  }
}
