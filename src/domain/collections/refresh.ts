// How often a calendar from elsewhere is looked at, and what this device remembers of its last look.
import { propertyName } from '../calendar/calendar-extras.js';
import type { Detail, ProblemCode } from '../errors.js';
import { parseDuration } from '../time/ical-time.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../time/types.js';
import { type CalendarSource, LONGEST_INTERVAL, SHORTEST_INTERVAL } from './calendar-source.js';

/** What one device knows of a calendar's last refresh. It never leaves the device: each asks for itself. */
export interface RefreshState {
  /** Of the last try, epoch ms. */
  readonly checkedAt: number;
  /** When its answer was last taken over, or said that nothing is new. */
  readonly succeededAt?: number;
  /** Why the last try failed; absent when it did not. */
  readonly error?: { readonly code: ProblemCode; readonly detail: Detail };
  /** ETag and Last-Modified of the answer that was taken over (RFC 9110 §8.8). */
  readonly etag?: string;
  readonly modified?: string;
  /** The server refuses conditional requests of other sites (their preflight): it is asked without. */
  readonly plain?: boolean;
  /** SHA-256 of the answer's body, hex: an answer that is the same is not even read. */
  readonly digest?: string;
  /** Minutes that the calendar asks for between two looks. */
  readonly published?: number;
}

/** Between two looks at a calendar that says nothing of it, in minutes. */
const USUAL_INTERVAL = 60;
/** Holidays are the app's own data: they change with a new version of it. */
const HOLIDAY_INTERVAL = 24 * 60;

const within = (minutes: number) => Math.min(LONGEST_INTERVAL, Math.max(SHORTEST_INTERVAL, Math.round(minutes)));

/**
 * Minutes that a calendar's file asks for between two looks: REFRESH-INTERVAL (RFC 7986 §5.7), else X-PUBLISHED-TTL.
 *
 * @param properties - The calendar's own lines, unfolded.
 */
export function publishedInterval(properties: readonly string[]): number | undefined {
  for (const wanted of ['REFRESH-INTERVAL', 'X-PUBLISHED-TTL']) {
    const line = properties.find((text) => propertyName(text) === wanted);
    const length = line && parseDuration(line.slice(line.indexOf(':') + 1).trim());
    const minutes = length ? (length.days * MS_PER_DAY + length.seconds * 1000) / MS_PER_MINUTE : 0;
    if (minutes > 0) return within(minutes);
  }
  return undefined;
}

/** Minutes between two looks: what the person chose, else what the calendar asks for, else an hour. */
export function refreshInterval(source: CalendarSource, state?: Pick<RefreshState, 'published'>): number {
  if (source.kind === 'holidays') return HOLIDAY_INTERVAL;
  const chosen = source.kind === 'subscription' ? source.minutes : 0;
  return within(chosen > 0 ? chosen : (state?.published ?? USUAL_INTERVAL));
}

/** Whether a source is fetched at all. */
export function isFetched(source: CalendarSource | undefined): boolean {
  return source?.kind === 'subscription' || source?.kind === 'holidays';
}

/** When it is looked at next; at once when it never was, or when the clock went back. */
export function nextRefresh(source: CalendarSource, state: RefreshState | undefined, now: EpochMs): EpochMs {
  if (state === undefined || state.checkedAt > now) return now;
  return (state.checkedAt + refreshInterval(source, state) * MS_PER_MINUTE) as EpochMs;
}
