import { isMeetingTemplate } from '../calendar/meeting-link.js';
import { isWidgetList } from '../day/day-layout.js';
import { isStatus } from '../status/status-rules.js';
import { readSummaries } from '../summary/summary.js';
import { parseIsoDate } from '../time/calendar-date.js';
import { isKnownZone } from '../time/zone.js';
import {
  accents,
  type DayHours,
  defaultSettings,
  namedPeriods,
  type Settings,
  type SettingsChange,
} from './settings.js';

/** More reminders of one event than anybody reads; another device may have written thousands. */
export const MAX_REMINDERS = 5;
/** A reminder may be at most this long before, minutes: four weeks. */
export const MAX_REMINDER_MINUTES = 28 * 1440;
/** Longer than any name of a language, zone, calendar or period; keeps a hostile value from being copied about. */
export const MAX_SETTING_LENGTH = 200;
/** A schedule of chosen days is at most this long: three years of days can still be drawn at once. */
export const MAX_PERIOD_DAYS = 3 * 366;

/** Mail addresses of one person. */
export const MAX_ADDRESSES = 20;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value.length <= MAX_SETTING_LENGTH;
const isFlag: Check = (value) => typeof value === 'boolean';
const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
const isZoneOrNone: Check = (value) => value === '' || (isText(value) && isKnownZone(value as string));

function isReminders(value: unknown, min: number): boolean {
  if (!Array.isArray(value) || value.length > MAX_REMINDERS) return false;
  return value.every((minutes) => isWhole(minutes, min, MAX_REMINDER_MINUTES)) && new Set(value).size === value.length;
}

function isDayHours(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { start, end } = value as Partial<DayHours>;
  return isWhole(start, 0, 1439) && isWhole(end, start + 1, 1440);
}

/** Reads `2026-11-01/2026-11-30`; `undefined` when it is no such period, ends before it begins, or is too long. */
export function parsePeriod(text: string): { readonly first: number; readonly last: number } | undefined {
  const [from = '', to = '', more] = text.slice(0, MAX_SETTING_LENGTH).split('/');
  const first = parseIsoDate(from);
  const last = parseIsoDate(to);
  if (first === undefined || last === undefined || more !== undefined) return undefined;
  return last < first || last - first >= MAX_PERIOD_DAYS ? undefined : { first, last };
}

const isAddress: Check = (value) => isText(value) && /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}]+$/u.test(value as string);

const checks: Readonly<Record<keyof SettingsChange, Check>> = {
  theme: isOneOf('auto', 'light', 'dark'),
  accent: isOneOf(...accents),
  locale: isText,
  firstDay: (value) => isWhole(value, 0, 7),
  timeZone: isZoneOrNone,
  defaultCalendarId: isText,
  defaultAddressBookId: isText,
  contactSort: isOneOf('first', 'last', 'company'),
  defaultDuration: (value) => isWhole(value, 5, 1440),
  timedReminders: (value) => isReminders(value, 0),
  allDayReminders: (value) => isReminders(value, -1439),
  workingHours: (value) => Array.isArray(value) && value.length === 7 && value.every(isDayHours),
  weekNumbers: isFlag,
  secondTimeZone: isZoneOrNone,
  showDeclined: isFlag,
  addresses: (value) => Array.isArray(value) && value.length <= MAX_ADDRESSES && value.every(isAddress),
  severalDays: (value) => isWhole(value, 2, 7),
  showTasks: isFlag,
  schedulePeriod: (value) =>
    typeof value === 'string' &&
    ((namedPeriods as readonly string[]).includes(value) || parsePeriod(value) !== undefined),
  appBadge: isFlag,
  status: isStatus,
  personName: isText,
  dayOrder: isWidgetList,
  dayHidden: isWidgetList,
  meetingTemplate: (value) => isText(value) && isMeetingTemplate(value as string),
};

/**
 * Settings as stored: each name's value as JSON. Another device, or another version, may have written anything: what is
 * no value of its setting is as if it were not there, and names nobody knows are left out.
 */
export function readSettings(values: Iterable<{ readonly name: string; readonly value: string }>): Settings {
  const settings: Record<string, unknown> = { ...defaultSettings, summaries: readSummaries(values) };
  for (const { name, value } of values) {
    if (!Object.hasOwn(checks, name)) continue;
    try {
      const parsed: unknown = JSON.parse(value);
      if (checks[name as keyof SettingsChange](parsed)) settings[name] = parsed;
    } catch {
      // not JSON: the default stays
    }
  }
  return settings as unknown as Settings;
}
