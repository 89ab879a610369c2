// `ikebana/calendar`: registers <ik-calendar>.
import { createArraySource } from './app/calendar/array-source.js';
import { fetchCalendarFile } from './app/calendar/file-source.js';
import { sourceOpeners } from './components/calendar/sources/source-controller.js';

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

sourceOpeners.events = createArraySource;
sourceOpeners.src = fetchCalendarFile;
// Only `local` loads the store's code, and only when it is set.
sourceOpeners.local = async () => {
  const { createServices } = await import('./app/create-services.js');
  const { calendar, collections } = createServices({ firstCollections: [] });
  return { ...calendar, calendars: collections.watch('calendar') };
};
