// A property of an item in words: what it is called, and what its value says. Kind by kind a table; what no table knows
// is shown as it is written.
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import { readCardProperty } from '../../domain/contacts/card-property.js';
import { readCardDate } from '../../domain/contacts/card-values.js';
import { paramValue, parseContentLine, splitEscaped, unescapeText } from '../../domain/items/content-line.js';
import { ianaZone, instantOf, readMoment } from '../../domain/items/moment.js';
import { parseDuration } from '../../domain/time/ical-time.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { displayPartialDate } from '../../domain/time/partial-date.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { alarmText } from '../calendar/alarm-text.js';
import { ruleText } from '../calendar/rule-text.js';

/** What a property is called; as it is written when we have no word for it. */
export function propertyLabel(name: string): string {
  return labels[name]?.() ?? name;
}

const labels: Readonly<Record<string, () => string>> = {
  SUMMARY: () => msg('Title'),
  LOCATION: () => msg('Place'),
  DESCRIPTION: () => msg('Description'),
  DTSTART: () => msg('Starts'),
  DTEND: () => msg('Ends'),
  DURATION: () => msg('Lasts'),
  DUE: () => msg('Due'),
  COMPLETED: () => msg('Done on'),
  RRULE: () => msg('Repeats'),
  EXRULE: () => msg('Does not repeat'),
  RDATE: () => msg('Also on'),
  EXDATE: () => msg('Not on'),
  'RECURRENCE-ID': () => msg('In place of'),
  ATTENDEE: () => msg('Guest'),
  ORGANIZER: () => msg('Organiser'),
  CONTACT: () => msg('Contact'),
  STATUS: () => msg('Status'),
  TRANSP: () => msg('Availability'),
  BUSYTYPE: () => msg('Availability'),
  CLASS: () => msg('Visibility'),
  CATEGORIES: () => msg('Categories'),
  COLOR: () => msg('Colour'),
  URL: () => msg('Link'),
  CONFERENCE: () => msg('Video call'),
  ATTACH: () => msg('Attachment'),
  PRIORITY: () => msg('Priority'),
  'PERCENT-COMPLETE': () => msg('Progress'),
  'RELATED-TO': () => msg('Belongs to'),
  VALARM: () => msg('Reminder'),
  GEO: () => msg('Coordinates'),
  COMMENT: () => msg('Comment'),
  FN: () => msg('Name'),
  N: () => msg('Parts of the name'),
  NICKNAME: () => msg('Nickname'),
  ORG: () => msg('Company'),
  TITLE: () => msg('Job title'),
  ROLE: () => msg('Role'),
  TEL: () => msg('Phone'),
  EMAIL: () => msg('Email'),
  ADR: () => msg('Address'),
  BDAY: () => msg('Birthday'),
  ANNIVERSARY: () => msg('Anniversary'),
  NOTE: () => msg('Note'),
  PHOTO: () => msg('Photo'),
  IMPP: () => msg('Messenger'),
  LANG: () => msg('Language'),
  PRONOUNS: () => msg('Pronouns'),
  GENDER: () => msg('Gender'),
  GRAMGENDER: () => msg('Form of address'),
  RELATED: () => msg('Related person'),
  SOCIALPROFILE: () => msg('Social profile'),
  'X-SOCIALPROFILE': () => msg('Social profile'),
  TZ: () => msg('Time zone'),
  KEY: () => msg('Key'),
  EXPERTISE: () => msg('Expertise'),
  HOBBY: () => msg('Hobby'),
  INTEREST: () => msg('Interest'),
  CALURI: () => msg('Calendar'),
  FBURL: () => msg('Free or busy'),
  CALADRURI: () => msg('Address for invitations'),
};

const words: Readonly<Record<string, () => string>> = {
  CONFIRMED: () => msg('Confirmed'),
  TENTATIVE: () => msg('Tentative'),
  CANCELLED: () => msg('Cancelled'),
  'NEEDS-ACTION': () => msg('To do'),
  'IN-PROCESS': () => msg('In progress'),
  COMPLETED: () => msg('Done'),
  OPAQUE: () => msg('Busy'),
  TRANSPARENT: () => msg('Free'),
  PUBLIC: () => msg('Public'),
  PRIVATE: () => msg('Private'),
  CONFIDENTIAL: () => msg('Confidential'),
};

const answers: Readonly<Record<string, () => string>> = {
  ACCEPTED: () => msg('accepted'),
  DECLINED: () => msg('declined'),
  TENTATIVE: () => msg('maybe'),
  DELEGATED: () => msg('delegated'),
};

const TIMES = new Set(['DTSTART', 'DTEND', 'DUE', 'COMPLETED', 'RDATE', 'EXDATE', 'RECURRENCE-ID']);
/** A line whose value is a file. */
const DATA = /^[^:]*(?:;ENCODING=B(?:ASE64)?[;:]|:data:)/i;

/** What says values in a person's language and zone. */
export interface Wording {
  readonly formats: LocalFormats;
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}

export function createWording(display: Pick<DisplaySettings, 'locale' | 'timeZone'>): Wording {
  return { formats: createLocalFormats(display.locale), timeZone: display.timeZone, locale: display.locale };
}

/** `Wed 18 Nov 2026, 14:00`, with its zone where that is not the person's own. '' for no time. */
export function timeText(line: string, { formats, timeZone }: Wording): string {
  const parsed = parseContentLine(line);
  const moment = readMoment(parsed);
  if (parsed === undefined || moment === undefined) return '';
  const { date, zone } = moment;
  const isOwn = zone === '' || zone === 'UTC' || ianaZone(zone) === timeZone;
  const local = zone === 'UTC' ? epochToLocal(timeZone, instantOf(moment) as EpochMs) : moment.local;
  const text = formats.span({ start: local, end: local, allDay: date }, true);
  return isOwn ? text : `${text} (${zone})`;
}

function durationText(value: string): string {
  const duration = parseDuration(value);
  if (duration === undefined) return value;
  const { days, seconds } = duration;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.round((seconds % 3600) / 60);
  const parts = [
    days !== 0 && (days === 1 ? msg('1 day') : msg(str`${days} days`)),
    hours !== 0 && (hours === 1 ? msg('1 hour') : msg(str`${hours} hours`)),
    (minutes !== 0 || (days === 0 && hours === 0)) && (minutes === 1 ? msg('1 minute') : msg(str`${minutes} minutes`)),
  ];
  return parts.filter(Boolean).join(' ');
}

function alarmWords(block: string): string {
  const trigger = parseContentLine(/^TRIGGER[;:].*$/im.exec(block.replace(/\r?\n[ \t]/g, ''))?.[0].trim() ?? '');
  const duration = parseDuration(trigger?.value ?? '');
  if (duration === undefined) return trigger?.value ?? msg('Reminder');
  return alarmText(-Math.round(duration.days * 1440 + duration.seconds / 60));
}

function personText(line: NonNullable<ReturnType<typeof parseContentLine>>): string {
  const name = paramValue(line, 'CN') || line.value.replace(/^mailto:/i, '');
  const answer = answers[paramValue(line, 'PARTSTAT')?.toUpperCase() ?? '']?.();
  return answer === undefined ? name : `${name} (${answer})`;
}

/** A birthday, which may have no year. */
function dayText(text: string, locale: string): string {
  const property = readCardProperty(text, false);
  return property === undefined ? text : displayPartialDate(readCardDate(property), locale);
}

/** What a line, or a component inside, says. */
export function valueText(name: string, text: string, wording: Wording): string {
  if (name === 'VALARM') return alarmWords(text);
  const line = parseContentLine(text);
  if (line === undefined) return text;
  const { value } = line;
  if (TIMES.has(name)) return timeText(text, wording) || value;
  if (name === 'DURATION') return durationText(value);
  if (name === 'RRULE') return ruleText(value, wording.formats);
  if (name === 'ATTENDEE' || name === 'ORGANIZER') return personText(line);
  if (name === 'PERCENT-COMPLETE') return `${value} %`;
  if (DATA.test(text)) return msg('a file or picture');
  if (name === 'N' || name === 'ADR' || name === 'ORG')
    return splitEscaped(value, ';')
      .map(unescapeText)
      .filter(Boolean)
      .join(name === 'N' ? ' ' : ', ');
  if (name === 'BDAY' || name === 'ANNIVERSARY') return dayText(text, wording.locale);
  if (name === 'RELATED' && /^urn:/i.test(value)) return msg('another contact');
  return words[value.toUpperCase()]?.() ?? unescapeText(value).replace(/^(?:mailto|tel):/i, '');
}
