import { msg, str } from '@lit/localize';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** 1970-01-05, a Monday. */
const MONDAY = 4;

/** A recurrence rule in a few words: the simple ones; others are named only as repeating. '' for no rule. */
export function ruleText(rrule: string, text: LocalFormats): string {
  if (rrule === '') return '';
  const parts = new Map(
    rrule.split(';').map((part) => [part.slice(0, part.indexOf('=')).toUpperCase(), part.slice(part.indexOf('=') + 1)]),
  );
  const isSimple = [...parts.keys()].every((key) =>
    ['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST'].includes(key),
  );
  const every = isSimple ? everyText(parts.get('FREQ') ?? '', Number(parts.get('INTERVAL') ?? 1)) : undefined;
  const days = daysText(parts.get('BYDAY'), text);
  if (every === undefined || days === undefined) return msg('Repeats');
  const count = parts.get('COUNT');
  const times = count === undefined ? '' : `, ${msg(str`${count} times`)}`;
  return `${days === '' ? every : msg(str`${every} on ${days}`)}${times}`;
}

function everyText(freq: string, n: number): string | undefined {
  switch (freq) {
    case 'DAILY':
      return n === 1 ? msg('Every day') : msg(str`Every ${n} days`);
    case 'WEEKLY':
      return n === 1 ? msg('Every week') : msg(str`Every ${n} weeks`);
    case 'MONTHLY':
      return n === 1 ? msg('Every month') : msg(str`Every ${n} months`);
    case 'YEARLY':
      return n === 1 ? msg('Every year') : msg(str`Every ${n} years`);
    default:
      return undefined;
  }
}

/** Names of plain weekdays; `undefined` when there are others, such as 2MO. */
function daysText(byday: string | undefined, text: LocalFormats): string | undefined {
  if (byday === undefined) return '';
  const days = byday.split(',').map((day) => DAYS.indexOf(day));
  if (days.includes(-1)) return undefined;
  return days.map((day) => text.weekday((MONDAY + day) as DayNumber, days.length > 1 ? 'short' : 'long')).join(', ');
}
