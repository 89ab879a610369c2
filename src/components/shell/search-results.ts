import type { Command } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';

/** Something the command box found: a page to go to. */
export interface SearchResult {
  readonly kind: 'event' | 'contact';
  readonly title: string;
  readonly detail: string;
  readonly url: string;
}

const MOST_EVENTS = 8;
const MOST_CONTACTS = 6;

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

/** Events and contacts for a text. A failing half leaves the other. */
export async function search(
  services: Services,
  text: string,
  display: DisplaySettings,
): Promise<readonly SearchResult[]> {
  const [events, contacts] = await Promise.allSettled([
    services.calendar.search(text, { timeZone: display.timeZone, limit: MOST_EVENTS }),
    services.contacts.rows({ text, sort: 'first' }, 0, MOST_CONTACTS),
  ]);
  const eventResults = events.status === 'fulfilled' ? events.value.map((event) => eventResult(event, display)) : [];
  const contactResults = contacts.status === 'fulfilled' ? contacts.value : [];
  return [
    ...eventResults,
    ...contactResults.map((row) => ({
      kind: 'contact' as const,
      title: row.name,
      detail: [row.organization, row.email || row.phone].filter(Boolean).join(' · '),
      url: `/contacts/all/${encodeURIComponent(row.uid)}`,
    })),
  ];
}

function eventResult(event: EventOccurrence, display: DisplaySettings): SearchResult {
  const start = epochToLocal(display.timeZone, event.start);
  const end = epochToLocal(display.timeZone, event.end);
  const when = createLocalFormats(display.locale).span({ start, end, allDay: event.allDay }, true);
  return {
    kind: 'event',
    title: event.title,
    detail: [when, event.location].filter(Boolean).join(' · '),
    url: `/calendar/day/${formatIsoDate(dayOf(start))}`,
  };
}
