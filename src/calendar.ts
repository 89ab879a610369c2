// `ikebana/calendar`: registers <ik-calendar>.
import { localStore } from './components/calendar/sources/source-controller.js';

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

// Only `local` loads the store's code, and only when it is set.
localStore.open = async () => {
  const { createServices } = await import('./app/create-services.js');
  const { calendar, collections } = createServices({ firstCollections: [] });
  return { ...calendar, calendars: collections.watch('calendar') };
};
