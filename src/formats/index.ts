// The public parsers and writers, `ikebana/formats`: pure, the same in Node, worker and page.
export type { Problem } from '../domain/errors.js';
export type { CalendarItem } from '../domain/items/item.js';
export { defaultIcsLimits, type IcsLimits } from './ics/limits.js';
export { type ParseCalendarOptions, type ParsedCalendar, parseCalendar, parseCalendarSteps } from './ics/parse.js';
export { type WriteCalendarOptions, writeCalendar } from './ics/write.js';
