import type { CalendarSource } from './calendar-source.js';
import type { RefreshState } from './refresh.js';

export type CollectionKind = 'calendar' | 'addressbook';

/** A calendar or an address book: one shareable set of documents. */
export interface Collection {
  readonly id: string;
  readonly kind: CollectionKind;
  readonly name: string;
  /** OKLCH hue 0–360. */
  readonly hue: number;
  readonly description: string;
  /** Position among its kind, ascending. */
  readonly order: number;
  /** Whether its items are shown. */
  readonly visible: boolean;
  /** Items that are not deleted. */
  readonly itemCount: number;
  /** Where its items come from, when the person does not write them: it is read-only then. */
  readonly source?: CalendarSource;
  /** Reminders of its new events, in minutes before the start; those of the settings when absent. */
  readonly alarms?: readonly number[];
  /** How its last refresh on this device went; absent before the first. */
  readonly refresh?: RefreshState;
}

/** Whether a person may make, change and delete items in it. The writer refuses what this does not allow. */
export function canEdit({ source }: Pick<Collection, 'source'>): boolean {
  return source === undefined;
}
