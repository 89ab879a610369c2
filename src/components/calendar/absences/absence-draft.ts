import type { Absence } from '../../../domain/calendar/absence-fields.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import { newAbsence } from '../../../domain/calendar/new-absence.js';
import { systemClock } from '../../../domain/time/clock.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { absenceName, declineText } from './absence-texts.js';

/** What the form of a new absence begins with. @param at - The day in sight, and the person's IANA zone. */
export function absenceDraft(
  kind: Absence,
  { day, timeZone }: { readonly day: DayNumber; readonly timeZone: string },
): EventFields {
  const now = epochToLocal(timeZone, systemClock.now());
  return newAbsence(kind, { day, now, timeZone }, { title: absenceName(kind), declineText: declineText(kind) });
}
