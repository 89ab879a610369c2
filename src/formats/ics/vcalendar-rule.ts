// RRULE of vCalendar 1.0 (§2.1.13, its basic grammar) as that of RFC 5545.

const WEEKDAYS = /^(?:SU|MO|TU|WE|TH|FR|SA)$/;
/** Attack: a rule of megabytes. */
const MAX_TOKENS = 200;

/** What stands behind the frequency as parts of a rule; undefined when it is not understood. */
type ReadDays = (tokens: readonly string[]) => string | undefined;

const allOf = (tokens: readonly string[], pattern: RegExp, part: string) =>
  tokens.length === 0 ? '' : tokens.every((token) => pattern.test(token)) ? `;${part}=${tokens.join(',')}` : undefined;

/** `1+` is the first, `1-` the last. */
const ordinal = (token: string): string => (token.endsWith('-') ? `-${token.slice(0, -1)}` : token.replace('+', ''));

/** `1+ MO TU 1- FR`: places, each with the weekdays that follow. */
function readPlaces(tokens: readonly string[]): string | undefined {
  const days: string[] = [];
  let places: string[] = [];
  let isOpen = true;
  for (const token of tokens) {
    if (WEEKDAYS.test(token)) {
      if (places.length === 0) return undefined;
      days.push(...places.map((place) => place + token));
      isOpen = false;
    } else if (/^[1-5][+-]?$/.test(token)) {
      places = isOpen ? [...places, ordinal(token)] : [ordinal(token)];
      isOpen = true;
    } else return undefined;
  }
  return isOpen ? undefined : `;BYDAY=${days.join(',')}`;
}

const frequencies: Readonly<Record<string, readonly [string, ReadDays]>> = {
  D: ['DAILY', (tokens) => (tokens.length === 0 ? '' : undefined)],
  W: ['WEEKLY', (tokens) => allOf(tokens, WEEKDAYS, 'BYDAY')],
  MP: ['MONTHLY', readPlaces],
  MD: [
    'MONTHLY',
    (tokens) => {
      const days = tokens.map((token) => (token === 'LD' ? '-1' : ordinal(token)));
      return allOf(days, /^-?(?:[1-9]|[12]\d|3[01])$/, 'BYMONTHDAY');
    },
  ],
  YM: ['YEARLY', (tokens) => allOf(tokens, /^(?:[1-9]|1[0-2])$/, 'BYMONTH')],
  YD: ['YEARLY', (tokens) => allOf(tokens, /^[1-9]\d{0,2}$/, 'BYYEARDAY')],
};

/** `W2 TU TH #10` → `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10`; undefined when it is not understood whole. */
export function parseRule10(value: string): string | undefined {
  const [first = '', ...tokens] = value.trim().toUpperCase().split(/\s+/, MAX_TOKENS);
  const [, letters = '', interval = ''] = /^(D|W|MP|MD|YM|YD)([1-9]\d{0,3})$/.exec(first) ?? [];
  const frequency = frequencies[letters];
  if (frequency === undefined) return undefined;
  const last = tokens.at(-1) ?? '';
  const count = /^#(\d{1,6})$/.exec(last)?.[1];
  const until = /^\d{8}T\d{6}Z?$/.test(last) ? last : undefined;
  const [name, readDays] = frequency;
  const days = readDays(count === undefined && until === undefined ? tokens : tokens.slice(0, -1));
  if (days === undefined) return undefined;
  // `#0` goes on for ever; what says nothing happens twice.
  const times = count === undefined ? 2 : Number(count);
  const end = until !== undefined ? `;UNTIL=${until}` : times === 0 ? '' : `;COUNT=${times}`;
  return `FREQ=${name}${interval === '1' ? '' : `;INTERVAL=${interval}`}${days}${end}`;
}
