// What is to be known of a room by whoever may not change it.
import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { isAlways, type RoomFields } from '../../domain/rooms/room.js';
import { A_MONDAY } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { floorText, peopleText } from './room-texts.js';

export const factsStyles = css`
  .facts { display: grid; grid-template-columns: minmax(90px, auto) minmax(0, 1fr); gap: 10px 16px; margin: 0; font-size: 14px; }
  .facts dt { color: var(--ik-text-2); }
  .facts dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
  .facts-photo { display: block; max-inline-size: 100%; max-block-size: 240px; margin-block-end: 14px; border-radius: var(--ik-radius); }
`;

/** A line for each day; '' where it can be booked at any time. */
function hoursText({ hours }: RoomFields, locale: string): string {
  if (isAlways(hours)) return '';
  const text = createLocalFormats(locale);
  return hours
    .map((day, at) => {
      const parts = day.map(({ start, end }) => `${text.time(start)}–${text.time(end % 1440)}`);
      return `${text.weekday((A_MONDAY + at) as DayNumber, 'long')}: ${parts.join(', ') || msg('Closed')}`;
    })
    .join('\n');
}

export function roomFacts(room: RoomFields, photo: string) {
  const locale = document.documentElement.lang || 'en';
  const hours = hoursText(room, locale);
  const facts = [
    [msg('People'), peopleText(room.capacity, locale)],
    [msg('Place'), floorText(room)],
    [msg('Equipment'), room.equipment.join(', ')],
    [msg('Accessibility'), room.accessibility.join(', ')],
    [msg('Bookings'), room.approval ? msg('Somebody has to say yes.') : ''],
    [msg('Longest booking, minutes'), room.longest === 0 ? '' : room.longest.toLocaleString(locale)],
    [msg('Days ahead it can be booked'), room.windowDays === 0 ? '' : room.windowDays.toLocaleString(locale)],
    [msg('Hours'), hours === '' ? msg('Can be booked at any time') : hours],
    [msg('Time zone'), hours === '' ? '' : room.zone],
    [msg('Notes'), room.note],
  ] as const;
  return html`${photo === '' ? nothing : html`<img class="facts-photo" src=${photo} alt=${msg('Photo')} />`}
    <dl class="facts">${facts.map(([name, value]) => (value === '' ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`;
}
