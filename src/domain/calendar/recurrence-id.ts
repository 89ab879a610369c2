import { formatIcalDate, formatIcalLocal } from '../time/ical-time.js';

/** How a series writes RECURRENCE-ID: in the form of its DTSTART (RFC 5545 §3.8.4.4). */
export function formatRecurrenceId(local: number, series: { readonly date?: boolean; readonly utc?: boolean }): string {
  if (series.date) return formatIcalDate(local);
  return series.utc ? `${formatIcalLocal(local)}Z` : formatIcalLocal(local);
}
