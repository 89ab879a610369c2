// `ikebana/calendar`: registers <ik-calendar>.
export type { CalendarEventInput } from './app/calendar/event-input.js';
export {
  EventActionEvent,
  EventChangeEvent,
  EventCreateEvent,
  EventSelectEvent,
  RangeChangeEvent,
} from './components/calendar/calendar-events.js';
export { type CalendarInfo, IkCalendar } from './components/calendar/ik-calendar.js';
export type { OccurrenceSource } from './components/calendar/sources/occurrence-source.js';
