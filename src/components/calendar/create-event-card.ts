import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { refOf } from './calendar-events.js';
import { IkEventCard } from './ik-event-card.js';

/** The card of an event with all that is known of it. */
export async function createEventCard(
  occurrence: EventOccurrence,
  services: Services,
  display: Pick<IkEventCard, 'timeZone' | 'locale'> & { readonly own?: readonly string[] },
): Promise<IkEventCard> {
  const { own = [] } = display;
  const detail = await services.calendar.read(refOf(occurrence));
  const readFile = (uri: string) => services.files.read(uri);
  return Object.assign(new IkEventCard(), { occurrence, detail, readFile, services, own, ...display });
}
