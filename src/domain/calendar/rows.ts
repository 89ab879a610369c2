// Rows: what the store keeps of calendar items for drawing, and how occurrences come out of them.
export { occurrencesOf } from './occurrences-of.js';
export { projectCalendarItem } from './project-calendar-item.js';
export { monthIndex, rowMonths, seriesSpan } from './row-span.js';
export type { CalendarRow, EventRow, ItemRows, OtherRow, SeriesRow, Span, TaskRow } from './row-types.js';
