// Rows of a room's calendar say also who booked, so that a week of two hundred rooms is drawn without reading one text.
import type { ItemRows } from '../calendar/row-types.js';
import { type BookingMark, readBookingMark } from './booking.js';

/** On a row of an event. */
export interface BookedRow {
  readonly booking?: BookingMark;
}

/** @param text - With its edits. */
export function withBookings(rows: ItemRows, text: string): ItemRows {
  // Nearly no event is a booking.
  if (!text.includes('X-IKEBANA-BOOKED-BY')) return rows;
  const booking = readBookingMark(text);
  return booking === undefined ? rows : rows.map((row) => ({ ...row, booking }));
}
