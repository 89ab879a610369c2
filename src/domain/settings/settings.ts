import { noStatus, type Status } from '../status/status.js';
import type { Summary } from '../summary/summary.js';

/** Part of a day, minutes after midnight, half-open: `start` < `end` ≤ 1440. */
export interface DayHours {
  readonly start: number;
  readonly end: number;
}

/** What a schedule shows: the periods with a name, or `2026-11-01/2026-11-30`, both days included (ISO 8601 §5.5). */
export type SchedulePeriod = NamedPeriod | `${string}/${string}`;
export const namedPeriods = ['30-days', '7-days', 'this-week', 'this-month', 'next-month'] as const;
export type NamedPeriod = (typeof namedPeriods)[number];

/** Colours of what can be pressed or is chosen. */
export const accents = ['violet', 'blue', 'teal', 'green', 'amber', 'rose', 'graphite'] as const;

/** What a person chose about the app on all their devices. Stored as a collection of its own. */
export interface Settings {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly accent: (typeof accents)[number];
  /** BCP 47; '' follows the browser. */
  readonly locale: string;
  /** 1 = Monday … 7 = Sunday (ISO 8601); 0 follows the locale. */
  readonly firstDay: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** IANA name; '' follows the system. */
  readonly timeZone: string;
  readonly defaultCalendarId: string;
  readonly defaultAddressBookId: string;
  readonly contactSort: 'first' | 'last' | 'company';
  /** Length of a new event, minutes: 5–1440. */
  readonly defaultDuration: number;
  /** Reminders of a new event with a time: minutes before its start, at most `MAX_REMINDERS`; none when empty. */
  readonly timedReminders: readonly number[];
  /** The same for a new all-day event: minutes before its first midnight. Negative is later: −540 is 09:00 on the day. */
  readonly allDayReminders: readonly number[];
  /** Monday to Sunday; `null` is a day without work. */
  readonly workingHours: readonly (DayHours | null)[];
  /** Numbers of weeks stand beside the rows of a month. */
  readonly weekNumbers: boolean;
  /** IANA name of a second zone beside the hours; '' is none. */
  readonly secondTimeZone: string;
  /** Invitations the person said no to are shown. */
  readonly showDeclined: boolean;
  /** How many days the view of several days shows: 2–7. */
  readonly severalDays: number;
  readonly schedulePeriod: SchedulePeriod;
  /** Tasks stand in the calendar's views on the day they are due. */
  readonly showTasks: boolean;
  /** The person's calendar addresses (`mailto:`…), by which others invite them; the first is used for invitations. */
  readonly addresses: readonly string[];
  /** Address of a new video meeting; `{random}` stands for a room nobody can guess. */
  readonly meetingTemplate: string;
  /** The icon of the installed app says how much mail is unread. */
  readonly appBadge: boolean;
  /** How the person says they are; it may be over (`statusAt`). */
  readonly status: Status;
  /** How the app speaks to the person where there is no account; '' for not at all. */
  readonly personName: string;
  /** Widgets of My Day in the person's order, and those that are hidden: names of `dayWidgets`, and of newer versions. */
  readonly dayOrder: readonly string[];
  readonly dayHidden: readonly string[];
  /** Daily summaries, by the time they are told; each is a setting of its own (`SettingsService.putSummary`). */
  readonly summaries: readonly Summary[];
}

/** What is changed together, value by value. */
export type SettingsChange = Partial<Omit<Settings, 'summaries'>>;

const nineToFive: DayHours = { start: 9 * 60, end: 17 * 60 };

export const defaultSettings: Settings = {
  theme: 'auto',
  accent: 'violet',
  locale: '',
  firstDay: 0,
  timeZone: '',
  defaultCalendarId: '',
  defaultAddressBookId: '',
  contactSort: 'first',
  defaultDuration: 60,
  timedReminders: [],
  allDayReminders: [],
  workingHours: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, null, null],
  weekNumbers: false,
  secondTimeZone: '',
  showDeclined: true,
  severalDays: 3,
  schedulePeriod: '30-days',
  showTasks: true,
  addresses: [],
  meetingTemplate: 'https://kmeet.infomaniak.com/{random}',
  appBadge: true,
  status: noStatus,
  personName: '',
  dayOrder: [],
  dayHidden: [],
  summaries: [],
};
