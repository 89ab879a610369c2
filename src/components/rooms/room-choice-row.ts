// One room among those that are offered for an event.
import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { Clash, RoomChoice } from '../../domain/rooms/choose-rooms.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { choiceText, floorText, peopleText } from './room-texts.js';

export const choiceStyles = css`
  .choice {
    display: grid; grid-template-columns: 10px minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; inline-size: 100%; min-block-size: 44px; padding: 6px 8px; border: 0; border-radius: 8px;
    background: none; text-align: start; cursor: pointer;
  }
  .choice:hover { background: var(--ik-surface-2); }
  .choice .dot { inline-size: 9px; block-size: 9px; border-radius: 50%; background: var(--ik-ok); }
  .choice.taken .dot { background: none; border: 2px solid var(--ik-danger); }
  .choice .room-name { font-weight: 600; font-size: 14px; }
  .choice .room-name span { font-weight: 450; color: var(--ik-text-2); }
  .choice .gear { max-inline-size: 190px; text-align: end; font-size: 12px; color: var(--ik-text-2); }
  .choice .why { grid-column: 2 / -1; font-size: 12.5px; color: var(--ik-text-2); }
  .choice.taken .why { color: var(--ik-danger); }
`;

/** When it is taken, in as many words as there is room for. */
function clashText(clashes: readonly Clash[], count: number, timeZone: string, text: LocalFormats): string {
  const local = (at: number) => epochToLocal(timeZone, at as EpochMs);
  const named = clashes.slice(0, 3).map(({ start, end, title, by }) => {
    const when = text.span({ start: local(start), end: local(end), allDay: false });
    return [when, title || by].filter((part) => part !== '').join(' ');
  });
  const more = count - named.length;
  return [...named, ...(more > 0 ? [msg(str`and ${more} more`)] : [])].join('; ');
}

/** What is to be known of a room for this event: whether it is free, and what is in the way. */
export function choiceWords(choice: RoomChoice, timeZone: string, locale: string, text: LocalFormats): string {
  const said = choiceText(choice, locale);
  if (choice.clashCount === 0 || choice.problems.length > 0) return said;
  return `${said} ${clashText(choice.clashes, choice.clashCount, timeZone, text)}`.trim();
}

export function choiceInside(choice: RoomChoice, words: string, locale: string) {
  const { room } = choice;
  const about = [peopleText(room.capacity, locale), floorText(room)].filter((part) => part !== '').join(' · ');
  return html`<span class="dot" aria-hidden="true"></span>
    <span class="room-name">${room.name}${about === '' ? nothing : html` <span>${about}</span>`}</span>
    <span class="gear">${room.equipment.join(', ')}</span>
    ${words === '' ? nothing : html`<span class="why">${words}</span>`}`;
}
