// An address that names an event: what a reminder opens.
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { localOfDay, parseIsoDate } from '../../domain/time/calendar-date.js';
import { localToEpoch } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';

/** The event that an address's query names, on its day; `undefined` when it names none or that is not there any more. */
export function addressedEvent(
  search: string,
  date: string,
  timeZone: string,
  calendar: Services['calendar'],
): Promise<EventOccurrence | undefined> {
  const query = new URLSearchParams(search);
  const uid = query.get('event');
  const collectionId = query.get('calendar');
  const day = parseIsoDate(date);
  if (uid === null || collectionId === null || day === undefined) return Promise.resolve(undefined);
  const recurrenceId = query.get('occurrence') ?? undefined;
  const [from, to] = [day, day + 1].map((one) => localToEpoch(timeZone, localOfDay(one)));
  const watch = calendar.watchOccurrences({ from: from!, to: to!, timeZone, collectionIds: [collectionId] });
  return firstOf(watch).then(
    (occurrences) => occurrences.find((one) => one.uid === uid && one.recurrenceId === recurrenceId),
    () => undefined,
  );
}
