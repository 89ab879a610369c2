import type { ShareMark } from '../sharing/sharing.js';
import type { CalendarSource } from './calendar-source.js';
import type { RefreshState } from './refresh.js';

/** `roomlist`: rooms; `room`: the calendar of one of them, which is in no list of calendars. */
export type CollectionKind = 'calendar' | 'addressbook' | 'roomlist' | 'room';

/** Whether a collection holds events; otherwise it holds cards. */
export const hasEvents = (kind: CollectionKind): boolean => kind === 'calendar' || kind === 'room';

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
  /** How it is shared; absent when it is one's own alone. */
  readonly share?: ShareMark;
}

/** Whether a person may make, change and delete items in it. The writer refuses what this does not allow. */
export function canEdit({ source, share }: Pick<Collection, 'source' | 'share'>): boolean {
  return source === undefined && share?.editable !== false;
}

/** Whether it is one's own: what somebody else shares is left, not deleted. */
export const isOwned = ({ share }: Pick<Collection, 'share'>): boolean => share === undefined || share.role === 4;
