import { msg } from '@lit/localize';
import type { Command } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { shownName } from '../../domain/mail/address.js';
import type { EmailListItem, EmailQuery } from '../../domain/mail/email.js';
import type { Room } from '../../domain/rooms/room.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { eventUrl, taskUrl } from '../calendar/calendar-route.js';
import { mailUrl } from '../mail/mail-route.js';
import { willBeSentText } from '../mail/snooze/snooze-texts.js';
import { floorText } from '../rooms/room-texts.js';
import { bookUrl } from '../rooms/rooms-route.js';
import { byRecency, recencyOf } from './recent-choices.js';
import { isMailUsed } from './unread-controller.js';

/** Something the command box found: a page to go to. */
export interface SearchResult {
  readonly kind: 'event' | 'task' | 'contact' | 'mail' | 'room';
  readonly title: string;
  readonly detail: string;
  readonly url: string;
}

const MOST_EVENTS = 8;
const MOST_CONTACTS = 6;
const MOST_MAILS = 6;
const MOST_ROOMS = 4;

/** Fits when each word typed begins a word of the title; all fit when nothing is typed. Accents do not matter. */
export function matchingCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = words(text);
  return commands.filter(({ title, group }) => {
    const there = words(`${title} ${group}`);
    return wanted.every((word) => there.some((candidate) => candidate.startsWith(word)));
  });
}

function words(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Events, tasks, contacts, mail and rooms for a text: of each kind what was chosen lately first. What fails leaves the rest. */
export async function search(
  services: Services,
  text: string,
  display: DisplaySettings,
): Promise<readonly SearchResult[]> {
  const [events, contacts, mails, rooms] = await Promise.allSettled([
    services.calendar.search(text, { timeZone: display.timeZone, limit: MOST_EVENTS }),
    services.contacts.rows({ text, sort: 'first' }, 0, MOST_CONTACTS),
    // Mail that nobody uses here is not started for it.
    isMailUsed() ? services.mail.rows(mailQuery(text), 0, MOST_MAILS) : [],
    firstOf(services.rooms.watch()),
  ]);
  const eventResults = events.status === 'fulfilled' ? events.value.map((event) => eventResult(event, display)) : [];
  const contactResults = contacts.status === 'fulfilled' ? contacts.value : [];
  const mailResults = mails.status === 'fulfilled' ? mails.value.map((mail) => mailResult(mail, display)) : [];
  const roomResults = rooms.status === 'fulfilled' ? matchingRooms(rooms.value.rooms, text).map(roomResult) : [];
  const recency = recencyOf();
  const lists = [
    eventResults.filter(({ kind }) => kind === 'event'),
    eventResults.filter(({ kind }) => kind === 'task'),
    contactResults.map((row) => ({
      kind: 'contact' as const,
      title: row.name,
      detail: [row.organization, row.email || row.phone].filter(Boolean).join(' · '),
      url: `/contacts/all/${encodeURIComponent(row.uid)}`,
    })),
    mailResults,
    roomResults.slice(0, MOST_ROOMS),
  ].map((list) => byRecency<SearchResult>(list, resultKey, recency));
  // A kind that something was chosen of lately comes before the others.
  const first = (list: readonly SearchResult[]) => (list[0] ? resultKey(list[0]) : '');
  return byRecency(lists, first, recency).flat();
}

/** By what a result is known when it is chosen again: events of one day are different ones. */
export const resultKey = ({ kind, title, url }: SearchResult): string => `${kind} ${url} ${title}`;

const mailQuery = (text: string): EmailQuery => ({
  where: { all: true },
  show: 'all',
  text,
  collapseThreads: true,
  order: 'newest',
});

/** Of what is scheduled, when it is sent. */
function mailMoment({ receivedAt, sendAt }: Pick<EmailListItem, 'receivedAt' | 'sendAt'>, display: DisplaySettings) {
  const { locale, timeZone } = display;
  if (sendAt !== undefined) return willBeSentText(sendAt, locale, timeZone);
  const when = createMomentTexts(locale, timeZone, () => systemClock.now()).short(receivedAt);
  return when === 'yesterday' ? msg('Yesterday') : when;
}

function mailResult(
  { id, subject, from, to, receivedAt, sendAt }: EmailListItem,
  display: DisplaySettings,
): SearchResult {
  const [person] = sendAt === undefined ? from : to;
  return {
    kind: 'mail',
    title: subject,
    detail: [person && shownName(person), mailMoment({ receivedAt, sendAt }, display)].filter(Boolean).join(' · '),
    url: mailUrl('all', id),
  };
}

function matchingRooms(rooms: readonly Room[], text: string): readonly Room[] {
  const wanted = words(text);
  return rooms.filter(({ name, address, floor, equipment }) => {
    const there = words([name, address, floor, ...equipment].join(' '));
    return wanted.every((word) => there.some((candidate) => candidate.startsWith(word)));
  });
}

function roomResult({ uid, name, address, floor, bookable }: Room): SearchResult {
  return {
    kind: 'room',
    title: name,
    detail: floorText({ floor, address }),
    url: bookable ? bookUrl('', uid) : '/rooms/day',
  };
}

function eventResult(event: EventOccurrence, display: DisplaySettings): SearchResult {
  const start = epochToLocal(display.timeZone, event.start);
  const end = epochToLocal(display.timeZone, event.end);
  const when = event.undated ? '' : createLocalFormats(display.locale).span({ start, end, allDay: event.allDay }, true);
  return {
    kind: event.task === undefined ? 'event' : 'task',
    title: event.title,
    detail: [when, event.location].filter(Boolean).join(' · '),
    url: event.task === undefined ? eventUrl(event, formatIsoDate(dayOf(start))) : taskUrl(event),
  };
}
