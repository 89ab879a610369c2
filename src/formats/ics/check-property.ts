import { createScanNames } from '../../domain/calendar/component-scan.js';
import { parseRule } from '../../domain/calendar/recurrence/rule.js';
import { parseContentLine } from '../../domain/items/content-line.js';
import { parseDuration, parseIcalTime } from '../../domain/time/ical-time.js';

/** What a scan remembers of a component's own properties: values unfolded, '' when missing. */
export interface SeenProperties {
  uid: string;
  recurrenceId: string;
  tzid: string;
  start: 'good' | 'bad' | 'missing';
  /** Name of a property that cannot be read and without which the component means something else. */
  broken: string;
}

/** The longest name that is checked: RECURRENCE-ID. */
const MAX_NAME = 13;
const { beginnings } = createScanNames(
  ...['UID', 'TZID', 'RECURRENCE-ID', 'DTSTART', 'DTEND', 'DUE', 'DURATION', 'EXDATE', 'RDATE', 'RRULE', 'EXRULE'],
);

/** Whether a name may be one that {@link checkTopProperty} looks at, by a look at two letters: most lines are not. */
export function mayBeChecked(text: string, from: number, nameEnd: number): boolean {
  const first = text.charCodeAt(from);
  const second = text.charCodeAt(from + 1);
  return nameEnd - from <= MAX_NAME && first < 128 && second < 128 && beginnings[first * 128 + second] === 1;
}

/**
 * Notes the properties that identify a component and looks at the values that place it in time.
 *
 * @param readText - The unfolded line; only called for names that matter.
 * @returns What is wrong with the value, '' when nothing is.
 */
export function checkTopProperty(seen: SeenProperties, writtenName: string, readText: () => string): string {
  switch (writtenName.toUpperCase()) {
    case 'UID':
      seen.uid ||= valueOfLine(readText());
      return '';
    case 'TZID':
      seen.tzid ||= valueOfLine(readText());
      return '';
    case 'RECURRENCE-ID': {
      const value = valueOfLine(readText()).trim();
      seen.recurrenceId ||= value;
      if (parseIcalTime(value) !== undefined) return '';
      seen.broken ||= 'RECURRENCE-ID';
      return 'RECURRENCE-ID is no date or date-time.';
    }
    case 'DTSTART': {
      if (seen.start !== 'missing') return 'DTSTART is there more than once: the first one counts.';
      seen.start = parseIcalTime(valueOfLine(readText()).trim()) === undefined ? 'bad' : 'good';
      return seen.start === 'good' ? '' : 'DTSTART is no date or date-time.';
    }
    case 'DTEND':
    case 'DUE':
      return parseIcalTime(valueOfLine(readText()).trim()) !== undefined
        ? ''
        : `${writtenName} is no date or date-time.`;
    case 'DURATION':
      return parseDuration(valueOfLine(readText())) !== undefined ? '' : 'DURATION is no duration.';
    case 'EXDATE':
    case 'RDATE':
      return valueOfLine(readText()).split(',').every(isTimeOrPeriod)
        ? ''
        : `${writtenName} has a value that is no time.`;
    case 'RRULE':
    case 'EXRULE': {
      const value = valueOfLine(readText());
      if (parseRule(value) !== undefined) return '';
      if (!/(?:^|;)\s*FREQ=/i.test(value)) return `${writtenName} has no FREQ.`;
      return `${writtenName} has a part that cannot be read: it counts as not there.`;
    }
    default:
      return '';
  }
}

/** What is wrong with an alarm's TRIGGER: without it the alarm never goes off. */
export function checkTrigger(line: string): string {
  const value = valueOfLine(line).trim();
  const isRead = parseDuration(value) !== undefined || parseIcalTime(value)?.date === false;
  return isRead || !/^TRIGGER[;:]/i.test(line) ? '' : 'TRIGGER is no duration and no date-time: the alarm is silent.';
}

function isTimeOrPeriod(value: string): boolean {
  const [start = '', end] = value.split('/');
  if (parseIcalTime(start.trim()) === undefined) return false;
  return end === undefined || parseDuration(end) !== undefined || parseIcalTime(end.trim()) !== undefined;
}

/** Value of a content line that is known to be one. */
function valueOfLine(text: string): string {
  const colon = text.indexOf(':');
  const semicolon = text.indexOf(';');
  if (semicolon === -1 || semicolon > colon) return text.slice(colon + 1);
  const quote = text.indexOf('"');
  if (quote === -1 || quote > colon) return text.slice(colon + 1);
  return parseContentLine(text)?.value ?? '';
}
