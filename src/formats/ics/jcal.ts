// jCal (RFC 7265) by ical.js. Nothing that the calendar itself needs imports this file: it would bring ical.js along.
import ICAL from 'ical.js';
import type { Problem } from '../../domain/errors.js';
import { decodeText } from '../text/decode.js';
import { createProblemList } from '../text/problem-list.js';
import { parseCalendar } from './parse.js';
import { writeCalendar } from './write.js';

/** Name, type, value or values with their parameters. */
export type JcalProperty = readonly [
  name: string,
  params: Readonly<Record<string, unknown>>,
  type: string,
  ...unknown[],
];
export type JcalComponent = readonly [
  name: string,
  properties: readonly JcalProperty[],
  components: readonly JcalComponent[],
];

export interface CalendarJcal {
  /** One for each VCALENDAR of the file. */
  readonly calendars: readonly JcalComponent[];
  readonly problems: readonly Problem[];
}

/**
 * Typed reading of iCalendar text. Where the whole cannot be read, its good components are, in one calendar, and the
 * others are reported.
 *
 * @see RFC 7265
 */
export function calendarToJcal(input: string | Uint8Array): CalendarJcal {
  const { text } = decodeText(input);
  const whole = readJcal(text);
  if (whole !== undefined) return { calendars: whole, problems: [] };
  const parsed = parseCalendar(text);
  const problems = createProblemList();
  const properties: JcalProperty[] = [];
  const components: JcalComponent[] = [];
  for (const item of parsed.items) {
    const [calendar] = readJcal(writeCalendar([item], { zones: false })) ?? [];
    if (calendar === undefined) problems.addComponent('ics/value', `Item ${item.uid} cannot be read.`, 1, item.text);
    else components.push(...calendar[2]);
  }
  for (const line of parsed.properties) {
    const [calendar] = readJcal(`BEGIN:VCALENDAR\r\n${line}\r\nEND:VCALENDAR`) ?? [];
    properties.push(...(calendar?.[1] ?? []));
  }
  const calendars: JcalComponent[] = parsed.items.length === 0 ? [] : [['vcalendar', properties, components]];
  return { calendars, problems: [...parsed.problems, ...problems.problems] };
}

/** undefined when ical.js refuses, which it does for the whole text at the first bad line. */
function readJcal(text: string): JcalComponent[] | undefined {
  try {
    const parsed: unknown = ICAL.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    // One calendar is given as it is, several as a list of them.
    return ((typeof parsed[0] === 'string' ? [parsed] : parsed) as JcalComponent[]).map(withDates);
  } catch {
    return undefined;
  }
}

const HALF_READ_DATE = /^(\d{4}-\d{2}-\d{2})T::$/;

/** ical.js reads `DTSTART:20081006`, which lacks VALUE=DATE, as a date-time without time (`2008-10-06T::`). */
function withDates([name, properties, components]: JcalComponent): JcalComponent {
  return [name, properties.map(withDate), components.map(withDates)];
}

function withDate(property: JcalProperty): JcalProperty {
  const [name, params, type, ...values] = property;
  const dates = values.map((value) => (typeof value === 'string' ? HALF_READ_DATE.exec(value)?.[1] : undefined));
  return type === 'date-time' && dates.every((date) => date !== undefined)
    ? [name, params, 'date', ...dates]
    : property;
}
