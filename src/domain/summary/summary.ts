// What a person wants to be told of their days (docs/rules/summaries.md).

/** A daily summary: which days it is of, when it is told, and what is in it. */
export interface Summary {
  /** Names it in addresses and on all devices. Lower-case letters and digits. */
  readonly id: string;
  /** Switched off it keeps what was chosen. */
  readonly on: boolean;
  /** Of today, told in the morning; or of tomorrow, told the evening before. */
  readonly about: 'today' | 'tomorrow';
  /** When it is told: minutes after midnight, 0–1439. */
  readonly minute: number;
  /** Days it is of: 1 = Monday … 7 = Sunday. */
  readonly weekdays: readonly number[];
  /** With events that repeat. Birthdays and tasks are in it all the same. */
  readonly recurring: boolean;
  /** Calendars it is of; those that are shown when empty. */
  readonly calendars: readonly string[];
  /** How it comes: as a notification of the system, or only inside the app. */
  readonly channel: 'notification' | 'app';
}

/** More than a person reads a day; another device may have written thousands. */
export const MAX_SUMMARIES = 10;
/** Calendars one summary names. */
export const MAX_SUMMARY_CALENDARS = 200;
/** Ids of calendars are shorter. */
const MAX_ID = 100;
const ID = /^[a-z0-9]{1,40}$/;

/** What a new summary is: of every day, at seven in the morning. */
export const newSummary: Omit<Summary, 'id'> = {
  on: true,
  about: 'today',
  minute: 7 * 60,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  recurring: true,
  calendars: [],
  channel: 'notification',
};

/** Name a summary is stored under among the settings: one each, so that two devices change two summaries (DS8). */
export function summaryKey(id: string): string {
  return `summary/${id}`;
}

const PREFIX = 'summary/';

/** The summary a setting holds; `undefined` when it is no such setting, was deleted, or is nothing a person could have chosen. */
export function readSummary({ name, value }: { readonly name: string; readonly value: string }): Summary | undefined {
  const id = name.slice(PREFIX.length);
  if (!name.startsWith(PREFIX) || !ID.test(id)) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isChosen(parsed) ? { ...pick(parsed), id } : undefined;
  } catch {
    return undefined; // not JSON
  }
}

/** Those there are, by the time they are told. */
export function readSummaries(settings: Iterable<{ readonly name: string; readonly value: string }>): Summary[] {
  const found: Summary[] = [];
  for (const setting of settings) {
    const summary = setting.name.startsWith(PREFIX) ? readSummary(setting) : undefined;
    if (summary !== undefined) found.push(summary);
  }
  return found.sort(byTime).slice(0, MAX_SUMMARIES);
}

const orderOf = ({ about, minute }: Summary) => (about === 'today' ? 1440 : 0) + minute;
const byTime = (a: Summary, b: Summary) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1);

type Chosen = Omit<Summary, 'id'>;

function pick({ on, about, minute, weekdays, recurring, calendars, channel }: Chosen): Chosen {
  return { on, about, minute, weekdays: [...weekdays].sort(), recurring, calendars, channel };
}

function isChosen(value: unknown): value is Chosen {
  if (typeof value !== 'object' || value === null) return false;
  const { on, about, minute, weekdays, recurring, calendars, channel } = value as Partial<
    Record<keyof Chosen, unknown>
  >;
  return (
    typeof on === 'boolean' &&
    typeof recurring === 'boolean' &&
    (about === 'today' || about === 'tomorrow') &&
    (channel === 'notification' || channel === 'app') &&
    isWhole(minute, 0, 1439) &&
    isSet(weekdays, 7, (day) => isWhole(day, 1, 7)) &&
    isSet(calendars, MAX_SUMMARY_CALENDARS, (id) => typeof id === 'string' && id !== '' && id.length <= MAX_ID)
  );
}

const isWhole = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

function isSet(value: unknown, max: number, isMember: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= max && value.every(isMember) && new Set(value).size === value.length;
}
