// From a stored item to its rows: where the domain's rules meet the store's packing.
import {
  type EventRow,
  type ItemRows,
  monthIndex,
  rowMonths,
  type SeriesRow,
  seriesSpan,
  type TaskRow,
} from '../domain/calendar/rows.js';
import { projectContact } from '../domain/contacts/project-contact.js';
import { applyEdits } from '../domain/items/apply-edits.js';
import type { ContactItem, Item } from '../domain/items/item.js';
import { alarmSpan } from '../domain/reminders/due-reminders.js';
import { type DrawnItem, projectWithAlarms } from '../domain/reminders/project-alarms.js';
import type { AlarmRow } from '../domain/reminders/reminder.js';
import { withBookings } from '../domain/rooms/booking-rows.js';
import { civilFromDay, dayOf } from '../domain/time/calendar-date.js';
import { MS_PER_DAY } from '../domain/time/types.js';
import { OPEN_END } from '../store/database.js';
import type { Placement, Projection } from '../store/packed-rows.js';
import type { StoredItem } from '../store/shard-items.js';

/** Whether an item's text is a vCard; otherwise it is iCalendar. */
export function isCard(text: string): boolean {
  return /^\s*BEGIN:VCARD/i.test(text);
}

/** An item's text with its edits: its value, as everything that reads it sees it. */
export function currentText(item: StoredItem): string {
  return Object.keys(item.edits).length === 0 ? item.text : applyEdits(item.text, item.edits);
}

/** Months (see `monthIndex`) that touch a window of instants. */
export function monthsOf(window: { readonly from: number; readonly to: number }): number[] {
  const first = monthIndex(window.from);
  const last = monthIndex(Math.max(window.from, window.to - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function yearOf(epoch: number): number {
  if (epoch === Number.POSITIVE_INFINITY) return OPEN_END;
  return Math.min(OPEN_END, Math.max(0, civilFromDay(dayOf(epoch)).year));
}

/** Where an event is packed: by month, or by its span of years. */
export function placeRow(row: EventRow | SeriesRow): Placement[] {
  const months = row.kind === 'event' ? rowMonths(row) : [];
  if (months.length > 0) return months.map((month) => ({ table: 'events', from: month, to: month, row }));
  const { first, last } = seriesSpan(row);
  return [{ table: 'series', from: yearOf(first), to: yearOf(last), row }];
}

/** Where a task is packed. @param shard - The item's. */
export function placeTask(row: TaskRow, shard: number): Placement {
  return { table: 'tasks', from: shard, to: shard, row };
}

/** What is drawn of a calendar item, a booking with who booked, and what goes off. */
export function drawItem(item: Item): DrawnItem {
  const { rows, alarms } = projectWithAlarms(item);
  return { rows: withBookings(rows, item.text), alarms };
}

/** Journals are kept, but not drawn. */
function placeRows(rows: ItemRows, shard: number): Placement[] {
  return rows.flatMap((row) => {
    if (row.kind === 'task') return [placeTask(row, shard)];
    return row.kind === 'event' || row.kind === 'series' ? placeRow(row) : [];
  });
}

/** What goes off over a longer time than this is kept by its years, like a series. */
const MAX_ALARM_SPAN = 90 * MS_PER_DAY;

/** The quarters that touch a window, each by its first month: a record each, as a month has few alarms. */
export function quartersOf(window: { readonly from: number; readonly to: number }): number[] {
  return [...new Set(monthsOf(window).map((month) => month - (month % 3)))];
}

/** Where an item's alarms are packed: by the quarters in which they go off, or by years. */
export function placeAlarms(alarms: readonly AlarmRow[]): Placement[] {
  return alarms.flatMap((row): Placement[] => {
    const { first, last } = alarmSpan(row);
    if (row.row.kind === 'event' && last - first <= MAX_ALARM_SPAN)
      return quartersOf({ from: first, to: last + 1 }).map((from) => ({ table: 'alarms', from, to: from, row }));
    return [{ table: 'alarms', from: yearOf(first), to: yearOf(last), row }];
  });
}

/** Rows of an item with its edits; pure. */
export function projectItem(collectionId: string, item: StoredItem, shard: number): Projection {
  const { uid } = item;
  const text = currentText(item);
  if (!isCard(text)) {
    const { rows, alarms } = drawItem({ uid, text });
    return [...placeRows(rows, shard), ...placeAlarms(alarms)];
  }
  const contact: ContactItem = { uid, text, kind: 'contact' };
  return [{ table: 'contacts', from: shard, to: shard, row: projectContact(collectionId, contact) }];
}
