// Dates of mail (RFC 5322 §3.3, obsolete forms of §4.3) and those that mailers write instead.

import { formatIsoDate } from '../../domain/time/calendar-date.js';
import { withoutComments } from './unfold.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC. Letters of one character count as zero (RFC 5322 §4.3). */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  ist: 330,
  eest: 180,
  msk: 180,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  nst: -210,
  ndt: -150,
  ast: -240,
  adt: -180,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
  akdt: -480,
  akst: -540,
  hst: -600,
};

/** A moment and the clock it was written by. */
export interface MailDate {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

/**
 * A date field, or undefined when there is no date in it. The day of the week may be anything; years of two digits are
 * those of RFC 5322 §4.3; a zone nobody knows is UTC; second 60 is the next minute's first.
 */
export function readDate(field: string): MailDate | undefined {
  const text = withoutComments(field.slice(0, 500)).replace(/\s+/g, ' ').trim();
  const parts = /^(?:[^\d,\s]*,? ?)(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{2,4}),?(?: |$)(.*)$/i.exec(text) ?? undefined;
  if (parts) {
    const [, day = '', month = '', year = '', clock = ''] = parts;
    return moment(Number(year), year.length, month, Number(day), clock);
  }
  // asctime, and Americans: Mon Nov 24 14:22:01 1997 -0800; Nov 24, 1997 14:22
  const [, month = '', day = '', clock = '', year = '', zone = ''] =
    /^(?:[a-z]+,? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{1,2}:\d{2}(?::\d{2})?)(?: [a-z]{1,5})? (\d{4})(?: (.*))?$/i.exec(
      text,
    ) ?? [];
  if (year !== '') return moment(Number(year), 4, month, Number(day), `${clock} ${zone}`);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.*))?$/.exec(text);
  if (!iso) return undefined;
  return moment(
    Number(iso[1]),
    4,
    MONTHS[Number(iso[2]) - 1] ?? '',
    Number(iso[3]),
    (iso[4] ?? '').replace(/(?=[Z+-]\S*$)/, ' '),
  );
}

function moment(year: number, digits: number, monthName: string, day: number, clock: string): MailDate | undefined {
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase());
  if (month === -1 || day < 1 || day > 31) return undefined;
  const whole = digits >= 4 ? year : digits === 3 || year >= 50 ? year + 1900 : year + 2000;
  const [, hour = '0', minute = '0', second = '0', afternoon = '', zone = ''] =
    /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)? ?([ap]m)?\s*(.*)$/i.exec(
      clock.replace(/ ?: ?/g, ':').trim(),
    ) ?? [];
  const hours = (Number(hour) % (afternoon ? 12 : 24)) + (/^p/i.test(afternoon) ? 12 : 0);
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const offset = readZone(zone);
  const time = Date.UTC(whole, month, day, hours, Number(minute), Number(second));
  return Number.isNaN(time) ? undefined : { time: time - offset * 60_000, offset };
}

function readZone(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?\b/i.exec(zone) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
  const name = /^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? '';
  return Object.hasOwn(ZONES, name) ? ZONES[name]! : 0;
}

/** As JMAP writes dates (RFC 8620 §1.4): `2014-10-30T14:12:00+08:00`. */
export function jmapDate({ time, offset }: MailDate): string {
  const local = time + offset * 60_000;
  const days = Math.floor(local / 86_400_000);
  const seconds = Math.floor((local - days * 86_400_000) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [seconds / 3600, (seconds % 3600) / 60, seconds % 60].map((part) => two(Math.floor(part))).join(':');
  const east = Math.abs(offset);
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(Math.floor(east / 60))}:${two(east % 60)}`;
  return `${formatIsoDate(days)}T${clock}${zone}`;
}

/** The date a Received field ends with (RFC 5321 §4.4): when the server that wrote it had the message. */
export function readReceivedDate(field: string): MailDate | undefined {
  const semicolon = field.lastIndexOf(';');
  return semicolon === -1 ? undefined : readDate(field.slice(semicolon + 1));
}
