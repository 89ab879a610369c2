import { MailError } from '../../../domain/mail/mail-error.js';
import { dayFromCivil, weekdayOf } from '../../../domain/time/calendar-date.js';
import { jmapDate } from '../dates.js';
import { unstructured } from './words.js';

/**
 * @throws MailError where a value would end its field and begin another one (facts F-15)
 */
export function refuseControls(value: string, field: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\x00-\x08\x0a-\x1f\x7f\u0085\u2028\u2029]/.test(value)) {
    throw new MailError('mail/field', field, 'A field holds a line break or a control character.');
  }
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) {
    throw new MailError('mail/field', field, 'A field holds half a character.');
  }
}

/** `Name: value` with text for people, folded. */
export function textField(name: string, value: string): string {
  refuseControls(value, name);
  if (!/^[\x21-\x39\x3b-\x7e]{1,76}$/.test(name))
    throw new MailError('mail/field', name.slice(0, 76), 'No name of a field.');
  return `${name}: ${unstructured(value, name.length + 2)}`;
}

/** Ids, each on a line of its own where they do not fit on one. */
export function idField(name: string, ids: readonly string[]): string {
  for (const id of ids) {
    if (!/^[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(id))
      throw new MailError('mail/field', name, `No id of a message: ${id.slice(0, 100)}`);
  }
  let line = name.length + 1;
  return `${name}:${ids
    .map((id) => {
      const fits = line + id.length + 3 <= 76;
      line = (fits ? line : 0) + id.length + 3;
      return `${fits ? ' ' : '\r\n '}<${id}>`;
    })
    .join('')}`;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 §3.3: `Wed, 18 Nov 2026 09:30:00 +0100`. */
export function mailDate(date: { readonly time: number; readonly offset: number }): string {
  const [, year = '', month = '', day = '', clock = ''] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(jmapDate(date)) ?? [];
  const weekday = DAYS[weekdayOf(dayFromCivil(Number(year), Number(month), Number(day))) - 1];
  const east = Math.abs(date.offset);
  const two = (value: number) => String(value).padStart(2, '0');
  const zone = `${date.offset < 0 ? '-' : '+'}${two(Math.floor(east / 60))}${two(east % 60)}`;
  return `${weekday}, ${Number(day)} ${MONTHS[Number(month) - 1]} ${year} ${clock} ${zone}`;
}
