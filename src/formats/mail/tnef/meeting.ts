// Meetings of Outlook ([MS-OXOCAL]) as iTIP (RFC 5546), with times in UTC.

import type { MailAddress } from '../../../domain/mail/message.js';
import { formatIcalDate, formatIcalUtc } from '../../../domain/time/ical-time.js';
import type { EpochMs } from '../../../domain/time/types.js';
import type { MailProblems } from '../problems.js';
import { type MapiProperties, numberOf, textOf, timeOf } from './properties.js';

export interface TnefMeeting {
  readonly method: 'REQUEST' | 'REPLY' | 'CANCEL';
  /** The VCALENDAR. */
  readonly text: string;
}

export interface MeetingPeople {
  readonly from?: MailAddress;
  readonly to?: readonly MailAddress[];
}

interface Context extends MeetingPeople {
  readonly subject?: string;
  readonly body?: string;
}

const APPOINTMENT = '00062002-0000-0000-c000-000000000046';
const MEETING = '6ed8da90-450b-101b-98da-00aa003f1305';

/** What a class of message does with a meeting. */
const KINDS: readonly (readonly [RegExp, TnefMeeting['method'], string])[] = [
  [/^ipm\.(?:schedule\.meeting\.request|microsoft schedule\.mtgreq)/i, 'REQUEST', 'NEEDS-ACTION'],
  [/^ipm\.(?:schedule\.meeting\.cancell?ed|microsoft schedule\.mtgcncl)/i, 'CANCEL', 'NEEDS-ACTION'],
  [/^ipm\.(?:schedule\.meeting\.resp\.pos|microsoft schedule\.mtgrespp)/i, 'REPLY', 'ACCEPTED'],
  [/^ipm\.(?:schedule\.meeting\.resp\.neg|microsoft schedule\.mtgrespn)/i, 'REPLY', 'DECLINED'],
  [/^ipm\.(?:schedule\.meeting\.resp\.tent|microsoft schedule\.mtgrespa)/i, 'REPLY', 'TENTATIVE'],
];

/**
 * The meeting as one VEVENT, where class, times and id are there. What repeats is written as its first occurrence, and
 * reported: Outlook's own form of the rule is not read.
 */
export function meetingOf(
  messageClass: string,
  properties: MapiProperties,
  codePage: number,
  context: Context,
  problems: MailProblems,
): TnefMeeting | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(messageClass));
  if (!kind) return undefined;
  const [, method, answer] = kind;
  const appointment = (id: number) => properties.get(`${APPOINTMENT}:${id}`);
  const start = timeOf(appointment(0x820d)) ?? timeOf(properties.get('96'));
  const end = timeOf(appointment(0x820e)) ?? timeOf(properties.get('97'));
  const uid = uidOf(properties.get(`${MEETING}:35`)?.data ?? properties.get(`${MEETING}:3`)?.data);
  if (start === undefined || uid === undefined) {
    problems.add('mail/syntax', 'The meeting of the winmail.dat has no time or no id.');
    return undefined;
  }
  if (numberOf(appointment(0x8223)) === 1 || appointment(0x8216)) {
    problems.add('mail/syntax', 'The meeting of the winmail.dat repeats; only its first occurrence was read.');
  }
  const text = (id: number) => textOf(properties.get(String(id)), codePage);
  const sender = text(0x5d02) ?? text(0x5d01) ?? text(0x0065) ?? text(0x0c1f) ?? '';
  const from = sender.includes('@') ? { name: text(0x0042) ?? text(0x0c1a) ?? null, email: sender } : context.from;
  const to = context.to ?? [];
  const [organizers, guests] = method === 'REPLY' ? [to.slice(0, 1), from ? [from] : []] : [from ? [from] : [], to];
  const isDay = numberOf(appointment(0x8215)) === 1;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ikebana//winmail.dat//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${formatIcalUtc((timeOf(properties.get(`${MEETING}:26`)) ?? timeOf(properties.get('57')) ?? start) as EpochMs)}`,
    `SEQUENCE:${numberOf(appointment(0x8201)) ?? 0}`,
    timeLine('DTSTART', start, isDay),
    ...(end === undefined || end <= start ? [] : [timeLine('DTEND', end, isDay)]),
    ...textLine('SUMMARY', context.subject),
    ...textLine('LOCATION', textOf(appointment(0x8208), codePage) ?? textOf(properties.get(`${MEETING}:2`), codePage)),
    ...textLine('DESCRIPTION', context.body?.trim()),
    ...(method === 'CANCEL' ? ['STATUS:CANCELLED'] : []),
    ...organizers.map((person) => personLine('ORGANIZER', person)),
    ...guests.map((person) => personLine(`ATTENDEE;PARTSTAT=${answer}`, person)),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, text: `${lines.flatMap(fold).join('\r\n')}\r\n` };
}

/** All-day times are local midnights: the day is that of the noon behind it, whatever the zone. */
function timeLine(name: string, time: number, isDay: boolean): string {
  return isDay
    ? `${name};VALUE=DATE:${formatIcalDate(time + 43_200_000)}`
    : `${name}:${formatIcalUtc(time as EpochMs)}`;
}

const textLine = (name: string, value: string | undefined) => (value ? [`${name}:${escapeText(value)}`] : []);

const escapeText = (value: string) =>
  value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand in a content line (RFC 5545 §3.1)
    .replace(/[\x00-\x08\x0a-\x1f\x7f\u2028\u2029]/g, '');

function personLine(property: string, { name, email }: MailAddress): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand in a content line (RFC 5545 §3.1)
  const clean = (value: string) => value.replace(/["\x00-\x1f\x7f\u2028\u2029]/g, '');
  return `${property}${name ? `;CN="${clean(name)}"` : ''}:mailto:${clean(email).replace(/\s/g, '')}`;
}

/** Lines of at most 75 bytes (RFC 5545 §3.1), no character divided. */
function fold(line: string): string[] {
  const lines: string[] = [''];
  let room = 75;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (size > room) {
      lines.push(' ');
      room = 74;
    }
    lines[lines.length - 1] += character;
    room -= size;
  }
  return lines;
}

/**
 * The UID of a Global Object ID ([MS-OXCICAL] §2.1.3.1.1.20.26): what is behind `vCal-Uid`, or all of it in hexadecimal
 * digits without the date of an occurrence.
 */
function uidOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length < 40 || bytes.length > 2000) return undefined;
  const text = String.fromCharCode(...bytes.subarray(40));
  if (text.startsWith('vCal-Uid\x01\0\0\0')) return text.slice(12).split('\0', 1)[0] || undefined;
  return [...bytes]
    .map((byte, at) => (at >= 16 && at < 20 ? '00' : byte.toString(16).padStart(2, '0')))
    .join('')
    .toUpperCase();
}
