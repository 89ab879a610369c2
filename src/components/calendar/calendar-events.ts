import type { NewTimes } from '../../domain/calendar/event-change.js';
import type { ViewName } from '../../domain/calendar/layout/range.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { EpochMs } from '../../domain/time/types.js';

/** Which event an occurrence is of. */
export function refOf({ collectionId, uid, recurrenceId }: EventOccurrence): OccurrenceRef {
  return recurrenceId === undefined ? { collectionId, uid } : { collectionId, uid, recurrenceId };
}

/** The person chose an event. When it is not cancelled, the calendar shows it in a popover. */
export class EventSelectEvent extends Event {
  readonly ref: OccurrenceRef;
  constructor(readonly occurrence: EventOccurrence) {
    super('ik-event-select', { bubbles: true, composed: true, cancelable: true });
    this.ref = refOf(occurrence);
  }
}

/** The person wants a new event at these times. The calendar itself makes none. */
export class EventCreateEvent extends Event {
  constructor(readonly times: NewTimes) {
    super('ik-event-create', { bubbles: true, composed: true, cancelable: true });
  }
}

/** `copy`: the event stays, another one like it is wanted at the new times. */
export type ChangeKind = 'move' | 'resize' | 'copy';

/** The person moved, resized or copied an event. When it is not cancelled, a calendar with `events` or `src` keeps the new times itself. */
export class EventChangeEvent extends Event {
  readonly ref: OccurrenceRef;
  /** Settled when the new times are stored or refused; until then they are drawn. */
  settled: Promise<unknown> | undefined;
  constructor(
    readonly occurrence: EventOccurrence,
    readonly times: NewTimes,
    readonly kind: ChangeKind,
  ) {
    super('ik-event-change', { bubbles: true, composed: true, cancelable: true });
    this.ref = refOf(occurrence);
  }

  /** Keeps the event drawn at its new times until the promise settles. */
  waitUntil(promise: Promise<unknown>): void {
    this.settled = promise;
  }
}

/** Other days, or another view, are shown. */
export class RangeChangeEvent extends Event {
  constructor(
    readonly view: ViewName,
    /** `YYYY-MM-DD`: the value of `date`. */
    readonly date: string,
    readonly from: EpochMs,
    /** Exclusive. */
    readonly to: EpochMs,
    /** What the header says, such as `November 2026`. */
    readonly title: string,
  ) {
    super('ik-range-change', { bubbles: true, composed: true });
  }
}

/** A button that a host wants on the card of an event. */
export interface EventAction {
  readonly name: string;
  /** What the button says, in the person's language. */
  readonly label: string;
  /** An SVG of elements without content, such as Lucide's. */
  readonly icon: string;
  /** It leaves the event as it is: also for events that cannot be changed. */
  readonly keeps?: boolean;
}

/** A button of the event's popover was pressed. Fired for the actions the host asked for. */
export class EventActionEvent extends Event {
  readonly ref: OccurrenceRef;
  constructor(
    /** Its `name`. */
    readonly action: string,
    readonly occurrence: EventOccurrence,
  ) {
    super('ik-event-action', { bubbles: true, composed: true });
    this.ref = refOf(occurrence);
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-event-select': EventSelectEvent;
    'ik-event-create': EventCreateEvent;
    'ik-event-change': EventChangeEvent;
    'ik-range-change': RangeChangeEvent;
    'ik-event-action': EventActionEvent;
  }
}
