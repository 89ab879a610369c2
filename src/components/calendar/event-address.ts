// An address that names an event: what a reminder opens.
import type { Services } from '../../app/services.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { localOfDay, parseIsoDate } from '../../domain/time/calendar-date.js';
import { localToEpoch } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';

/** What an address's query names. */
export function addressedRef(search: string): OccurrenceRef | undefined {
  const query = new URLSearchParams(search);
  const [uid, collectionId, recurrenceId] = ['event', 'calendar', 'occurrence'].map((name) => query.get(name));
  if (uid == null || collectionId == null) return undefined;
  return { uid, collectionId, ...(recurrenceId != null && { recurrenceId }) };
}

/** The event that an address's query names, on its day; `undefined` when it names none or that is not there any more. */
export function addressedEvent(
  search: string,
  date: string,
  timeZone: string,
  calendar: Services['calendar'],
): Promise<EventOccurrence | undefined> {
  const ref = addressedRef(search);
  const day = parseIsoDate(date);
  if (ref === undefined || day === undefined) return Promise.resolve(undefined);
  const { uid, collectionId, recurrenceId } = ref;
  const [from, to] = [day, day + 1].map((one) => localToEpoch(timeZone, localOfDay(one)));
  const watch = calendar.watchOccurrences({ from: from!, to: to!, timeZone, collectionIds: [collectionId] });
  return firstOf(watch).then(
    (occurrences) => occurrences.find((one) => one.uid === uid && one.recurrenceId === recurrenceId),
    () => undefined,
  );
}
