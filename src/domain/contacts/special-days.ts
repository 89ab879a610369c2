// Birthdays and anniversaries of contacts as occurrences of a calendar: worked out when they are looked at, never stored.
import type { EventOccurrence } from '../calendar/occurrence.js';
import type { ItemRef } from '../items/item.js';
import { civilFromDay, dayFromCivil, dayOf, daysInMonth, localOfDay } from '../time/calendar-date.js';
import { formatIcalDate } from '../time/ical-time.js';
import { parsePartialDate } from '../time/partial-date.js';
import { type EpochMs, MS_PER_DAY, type Window } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { ContactRow } from './contact-row.js';

type Kind = 'birthday' | 'anniversary';

/** Beside the name, so that it says in every language what is kept. */
const MARKS: Readonly<Record<Kind, string>> = { birthday: '', anniversary: '💍 ' };

/** Attack: a card of a million letters' name on every year. */
const MAX_NAME = 200;

/** Names the contact in the occurrence's uid. */
function uidOf(kind: Kind, { collectionId, uid }: ItemRef): string {
  return `${kind}:${collectionId}/${uid}`;
}

/** The contact whose day an occurrence is; `undefined` for other occurrences' uids. */
export function contactOfDay(uid: string): ItemRef | undefined {
  const match = /^(?:birthday|anniversary):([^/]+)\/(.+)$/s.exec(uid);
  return match === null ? undefined : { collectionId: match[1] ?? '', uid: match[2] ?? '' };
}

interface Query {
  readonly first: number;
  readonly last: number;
  readonly timeZone: string;
  readonly collectionId: string;
}

function occurrencesOfDay(kind: Kind, date: string, row: ContactRow, query: Query): EventOccurrence[] {
  const born = parsePartialDate(date);
  if (born === undefined) return [];
  const found: EventOccurrence[] = [];
  for (let { year } = civilFromDay(query.first); year <= civilFromDay(query.last).year; year += 1) {
    const age = born.year === undefined ? undefined : year - born.year;
    if (age !== undefined && age < 0) continue;
    // 29 February is kept on the 28th in other years: it stays in its month.
    const day = dayFromCivil(year, born.month, Math.min(born.day, daysInMonth(year, born.month)));
    if (day < query.first || day > query.last) continue;
    const local = formatIcalDate(day * MS_PER_DAY);
    const uid = uidOf(kind, row);
    found.push({
      key: `${query.collectionId}/${uid}/${local}`,
      collectionId: query.collectionId,
      uid,
      recurrenceId: local,
      start: localToEpoch(query.timeZone, localOfDay(day)),
      end: localToEpoch(query.timeZone, localOfDay(day + 1)),
      local,
      allDay: true,
      floating: true,
      recurring: true,
      transparent: true,
      locked: true,
      title: `${MARKS[kind]}${row.name.slice(0, MAX_NAME)}${age === undefined || age === 0 ? '' : ` (${age})`}`,
    });
  }
  return found;
}

/**
 * The days of contacts that touch a window, as all-day occurrences.
 *
 * @param timeZone - IANA zone that they are laid out in.
 * @param collectionId - The calendar they are shown in.
 */
export function specialDays(
  rows: readonly ContactRow[],
  window: Window,
  timeZone: string,
  collectionId: string,
): EventOccurrence[] {
  const first = dayOf(epochToLocal(timeZone, window.from));
  const last = dayOf(epochToLocal(timeZone, Math.max(window.from, window.to - 1) as EpochMs));
  const query: Query = { first, last, timeZone, collectionId };
  return rows.flatMap((row) => [
    ...(row.birthday === undefined ? [] : occurrencesOfDay('birthday', row.birthday, row, query)),
    ...(row.anniversary === undefined ? [] : occurrencesOfDay('anniversary', row.anniversary, row, query)),
  ]);
}
