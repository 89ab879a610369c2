import { type EventFields, newAttendee } from '../../../domain/calendar/event-fields.js';
import type { EpochMs } from '../../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../domain/time/zone.js';
import './ik-find-time.js';

/**
 * Opens the search for a time inside `root`.
 *
 * @param display.timeZone - IANA; of times without zone, too.
 * @param take - Gets the event with the time, and the guests, that were chosen.
 */
export function findTime(
  root: ShadowRoot,
  fields: EventFields,
  display: { readonly timeZone: string; readonly locale: string; readonly uid: string },
  take: (fields: EventFields) => void,
): void {
  const { timeZone, locale, uid } = display;
  const zone = fields.zone || timeZone;
  const dialog = document.createElement('ik-find-time');
  const host = fields.organizer.toLowerCase();
  const guests = fields.attendees
    .filter(({ address }) => address.toLowerCase() !== host)
    .map(({ address, name, role }) => ({ address, name, required: role !== 'OPT-PARTICIPANT' }));
  const times = { start: localToEpoch(zone, fields.start), end: localToEpoch(zone, fields.end) };
  Object.assign(dialog, { guests, times, timeZone, locale, uid });
  dialog.addEventListener('change', () => {
    const { start, end } = dialog.value;
    const known = new Map(fields.attendees.map((one) => [one.address, one]));
    const others = fields.attendees.filter(({ address }) => !dialog.guests.some((guest) => guest.address === address));
    const chosen = dialog.guests.map(({ address, name, required }) => {
      const guest = known.get(address) ?? newAttendee(address, name);
      if (required === (guest.role !== 'OPT-PARTICIPANT')) return guest;
      return { ...guest, role: required ? ('REQ-PARTICIPANT' as const) : ('OPT-PARTICIPANT' as const) };
    });
    take({
      ...fields,
      start: epochToLocal(zone, start as EpochMs),
      end: epochToLocal(zone, end as EpochMs),
      attendees: [...others, ...chosen],
    });
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  root.append(dialog);
}
