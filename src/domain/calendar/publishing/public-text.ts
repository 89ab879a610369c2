// What everybody may see of an event (docs/rules/public-calendars.md). Nothing is taken over that is not named here: what a
// program or a later standard adds stays private.
import {
  type ContentLine,
  foldLine,
  formatContentLine,
  paramValue,
  parseContentLine,
  splitLines,
} from '../../items/content-line.js';
import type { PublicContent } from '../../sharing/public-link.js';

export interface PublicTextOptions {
  readonly content: PublicContent;
  /** In place of titles. */
  readonly busy: string;
  /** A name for the event that tells nothing and stays the same. */
  uidOf(uid: string): string;
  /** The person's own calendar addresses: what they declined is not their time. */
  readonly addresses: readonly string[];
}

const TIMES = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'EXRULE',
  'RECURRENCE-ID',
  'DTSTAMP',
  'SEQUENCE',
  'STATUS',
  'TRANSP',
];
const WORDS = ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'GEO', 'URL', 'CATEGORIES', 'COLOR'];
const PARAMS = ['VALUE', 'TZID', 'RANGE', 'LANGUAGE'];

interface Component {
  /** Unfolded lines between BEGIN and END, parsed; those of components inside left out. */
  readonly lines: readonly ContentLine[];
}

/** VTIMEZONEs word for word, and the events. */
function readItem(text: string): { readonly zones: string; readonly events: readonly Component[] } {
  let zones = '';
  const events: Component[] = [];
  let lines: ContentLine[] = [];
  const open: string[] = [];
  for (const { raw, text: line } of splitLines(text)) {
    const begin = /^BEGIN:(.+)$/i.exec(line)?.[1]?.trim().toUpperCase();
    const end = /^END:(.+)$/i.exec(line)?.[1]?.trim().toUpperCase();
    if (begin !== undefined) open.push(begin);
    if (open[0] === 'VTIMEZONE') zones += `${raw}\r\n`;
    else if (open.length === 1 && begin === undefined && end === undefined) {
      const parsed = parseContentLine(line);
      if (parsed !== undefined) lines.push(parsed);
    }
    if (end === undefined) continue;
    if (open.length === 1 && open[0] === 'VEVENT') events.push({ lines });
    open.pop();
    if (open.length === 0) lines = [];
  }
  return { zones, events };
}

const textOf = ({ lines }: Component, name: string): string | undefined =>
  lines.find((line) => line.name === name)?.value;

function isHidden(event: Component, { content, addresses }: PublicTextOptions): boolean {
  const confidential = (textOf(event, 'CLASS') ?? 'PUBLIC').trim().toUpperCase() !== 'PUBLIC';
  if (confidential) return true;
  if (content === 'full') return false;
  const isFree = textOf(event, 'TRANSP')?.trim().toUpperCase() === 'TRANSPARENT';
  const isCancelled = textOf(event, 'STATUS')?.trim().toUpperCase() === 'CANCELLED';
  const isDeclined = event.lines.some(
    (line) =>
      line.name === 'ATTENDEE' &&
      paramValue(line, 'PARTSTAT')?.toUpperCase() === 'DECLINED' &&
      addresses.includes(line.value.trim().toLowerCase()),
  );
  return isFree || isCancelled || isDeclined;
}

const plain = (line: ContentLine, name = line.name): ContentLine => ({
  group: '',
  name,
  params: line.params.filter((param) => PARAMS.includes(param.name)),
  value: line.value,
});

/** The occurrence an override stands for, as a date the series leaves out. */
const leftOut = (line: ContentLine): ContentLine => ({
  ...plain(line, 'EXDATE'),
  params: line.params.filter(({ name }) => name === 'VALUE' || name === 'TZID'),
});

function writeEvent(event: Component, without: readonly ContentLine[], options: PublicTextOptions): string {
  const names = options.content === 'full' ? [...TIMES, ...WORDS] : TIMES;
  const uid = textOf(event, 'UID') ?? '';
  const busy: ContentLine = {
    group: '',
    name: 'SUMMARY',
    params: [],
    value: options.busy.replace(/[\\;,\p{Cc}]/gu, ' '),
  };
  const lines = [
    { group: '', name: 'UID', params: [], value: options.uidOf(uid) },
    ...event.lines.filter(({ name }) => names.includes(name)).map((line) => plain(line)),
    ...without,
    ...(options.content === 'busy' ? [busy] : []),
  ];
  const written = lines.map((line) => `${foldLine(formatContentLine(line))}\r\n`);
  return ['BEGIN:VEVENT\r\n', ...written, 'END:VEVENT\r\n'].join('');
}

/**
 * @param text - An item's, as it is stored: VTIMEZONEs and VEVENTs. Tasks and journals are nobody else's.
 * @returns `undefined`: nothing of it.
 */
export function publicText(text: string, options: PublicTextOptions): string | undefined {
  const { zones, events } = readItem(text);
  const series = events.find((event) => textOf(event, 'RECURRENCE-ID') === undefined);
  // What is said of a series holds for its occurrences, also where they do not say it again.
  if (series !== undefined && isHidden(series, options)) return undefined;
  const hidden = events.filter((event) => isHidden(event, options));
  const shown = events.filter((event) => !hidden.includes(event));
  if (shown.length === 0) return undefined;
  const without = hidden.flatMap(({ lines }) => lines.filter(({ name }) => name === 'RECURRENCE-ID').map(leftOut));
  return zones + shown.map((event) => writeEvent(event, event === series ? without : [], options)).join('');
}
