// What else changes with an edit, because others take part.
import { applyEdits } from '../../items/apply-edits.js';
import { parseEditKey } from '../../items/edit-key.js';
import { momentOfPart } from '../read-event-fields.js';
import { keyOfAttendee } from './component-edits.js';
import { nameOfOccurrence, organizerIn } from './context.js';
import { allInstances, type Instances, readInstances, type StoredState } from './message.js';
import { attendeesOf, isAmong, statusOf, writeParams } from './people.js';
import { ANSWERED, REMARK } from './receive-reply.js';

type EditValues = Readonly<Record<string, string | null>>;

/** Times that, changed, make every answer void (RFC 5546 §2.1.4, §3.2.2.1). */
const timeNames = new Set(['DTSTART', 'DURATION', 'DTEND', 'DUE', 'RRULE', 'RDATE']);

/**
 * The edits as they are to be stored: a guest's own changes leave SEQUENCE and DTSTAMP, which are the organiser's; when
 * the organiser changes times, all guests are asked again.
 *
 * @param edits - What is going to be written.
 * @param now - The item as it will be then, with these edits.
 */
export function editsAmongPeople(edits: EditValues, now: StoredState, own: readonly string[]): EditValues {
  const here = readInstances(applyEdits(now.text, now.edits));
  const organizer = organizerIn(here);
  if (organizer === undefined) return withOrganizer(edits, here, own);
  if (!isAmong(organizer.key, own)) return withoutVersion(edits);
  const places = new Set(
    Object.entries(edits).flatMap(([key]) => {
      const parsed = parseEditKey(key);
      return parsed !== undefined && timeNames.has(parsed.name) ? [parsed.rid] : [];
    }),
  );
  if (places.size === 0) return edits;
  const asked: Record<string, string> = {};
  for (const component of allInstances(here)) {
    const moment = momentOfPart(component, 'RECURRENCE-ID');
    const rid = moment === undefined ? '' : nameOfOccurrence(now, here, moment);
    if (!places.has(rid) && !places.has('')) continue;
    for (const guest of attendeesOf(component)) {
      if (guest.key === organizer.key || statusOf(guest) === 'NEEDS-ACTION') continue;
      asked[keyOfAttendee(rid, component, guest.key)] = writeParams(guest.line, {
        PARTSTAT: 'NEEDS-ACTION',
        [ANSWERED]: undefined,
        [REMARK]: undefined,
      });
    }
  }
  return { ...edits, ...asked };
}

/** Who invites others is the organiser (RFC 5545 §3.8.4.3). */
function withOrganizer(edits: EditValues, here: Instances, own: readonly string[]): EditValues {
  const [address] = own;
  const hasGuests = here.master !== undefined && attendeesOf(here.master).length > 0;
  return hasGuests && address !== undefined ? { ...edits, ORGANIZER: `ORGANIZER:${address}` } : edits;
}

function withoutVersion(edits: EditValues): EditValues {
  return Object.fromEntries(
    Object.entries(edits).filter(([key]) => {
      const name = parseEditKey(key)?.name;
      return name !== 'SEQUENCE' && name !== 'DTSTAMP';
    }),
  );
}
