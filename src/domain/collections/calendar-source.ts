// Where a calendar's items come from when it is not the person who writes them. Such a calendar is read-only.

/** An .ics file at an address. */
export interface SubscriptionSource {
  readonly kind: 'subscription';
  /** https, or http on this computer. */
  readonly url: string;
  /** Minutes between two looks; 0 leaves it to the calendar (RFC 7986 §5.7). */
  readonly minutes: number;
}

/** Public holidays, from the app's own data. */
export interface HolidaySource {
  readonly kind: 'holidays';
  /** ISO 3166-1, such as `CH`. */
  readonly country: string;
  /** Code within the country, such as `VD` or `BY-A`; '' for those of the whole country. */
  readonly region: string;
  /** Language of the names (BCP 47); the country's own where the data lacks it. */
  readonly language: string;
  /** Days that are kept but not free, too. */
  readonly observances: boolean;
}

/** Birthdays and anniversaries of the contacts on this device. */
export interface BirthdaySource {
  readonly kind: 'birthdays';
}

/** Made by a newer version of the app: nobody here knows how to write to it. */
export interface UnknownSource {
  readonly kind: 'unknown';
}

export type CalendarSource = SubscriptionSource | HolidaySource | BirthdaySource | UnknownSource;

/** Longest address kept. Attack: a link of megabytes, in a document that every device holds. */
export const MAX_ADDRESS_LENGTH = 2000;
/** Shortest time between two looks at an address, in minutes: more often would burden its server. */
export const SHORTEST_INTERVAL = 15;
/** Longest, in minutes: a week. */
export const LONGEST_INTERVAL = 7 * 24 * 60;

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address a calendar is fetched from: `webcal:` is https by another name, and a bare `example.com/a.ics` is https
 * too. Plain http only on this computer.
 *
 * @returns `undefined` for anything else.
 */
export function subscriptionAddress(text: string): URL | undefined {
  const trimmed = text.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed)
    ? trimmed.replace(/^webcals?:/i, 'https:')
    : `https://${trimmed}`;
  if (trimmed === '' || address.length > MAX_ADDRESS_LENGTH || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname));
  return isAllowed && url.hostname !== '' ? url : undefined;
}

/** As it stands in the collection's document. */
export function sourceToText(source: CalendarSource): string {
  return JSON.stringify(source);
}

const textOf = (value: unknown, pattern: RegExp) => (typeof value === 'string' && pattern.test(value) ? value : '');

function readSource(value: Readonly<Record<string, unknown>>): CalendarSource {
  if (value.kind === 'birthdays') return { kind: 'birthdays' };
  if (value.kind === 'subscription') {
    const url = subscriptionAddress(textOf(value.url, /^https?:/i));
    const minutes = typeof value.minutes === 'number' ? value.minutes : 0;
    if (url !== undefined) return { kind: 'subscription', url: url.href, minutes: Math.max(minutes, 0) || 0 };
  }
  const country = textOf(value.country, /^[A-Z]{2}$/);
  if (value.kind === 'holidays' && country !== '')
    return {
      kind: 'holidays',
      country,
      region: textOf(value.region, /^[A-Z\d-]{1,20}$/i),
      language: textOf(value.language, /^[a-z]{2,3}(?:-[a-z\d]+)*$/i),
      observances: value.observances === true,
    };
  return { kind: 'unknown' };
}

/** Reads what `sourceToText` wrote; another device may have written anything. '' is a calendar of the person's own. */
export function parseSource(text: string): CalendarSource | undefined {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? readSource({ ...value }) : { kind: 'unknown' };
  } catch {
    return { kind: 'unknown' };
  }
}
