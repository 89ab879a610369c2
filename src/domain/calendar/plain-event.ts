// Events of which a glance tells when they are, so that a file of thousands is counted before it is drawn.
import type { Item } from '../items/item.js';
import { parseIcalTime } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY, type Window } from '../time/types.js';

/** An event that happens once. Wall clocks, right to the day. */
export interface PlainEvent {
  readonly item: Item;
  readonly first: LocalMs;
  /** The end where the event has one as a time; its start otherwise. */
  readonly last: LocalMs;
}

/** What makes it more than that, or leaves open what it is: such an item has to be drawn. */
const NOT_PLAIN = [
  '\nRRULE',
  '\nRDATE',
  '\nEXDATE',
  '\nEXRULE',
  '\nRECURRENCE-ID',
  '\nBEGIN:VEVENT',
  '\nBEGIN:VTIMEZONE',
];

/** The wall clock of the only line of that name. */
function timeOf(text: string, name: string): LocalMs | undefined {
  const from = text.indexOf(`\n${name}`) + 1;
  if (from === 0) return undefined;
  const end = text.indexOf('\r\n', from);
  const colon = text.lastIndexOf(':', end);
  return colon < from ? undefined : parseIcalTime(text.slice(colon + 1, end))?.local;
}

/**
 * A glance at the text of an item of one VEVENT: `undefined` when it repeats, or does not say plainly when it is. What a glance
 * misses (a folded name, DURATION) makes an event come into sight later, never wrongly.
 */
export function readPlainEvent(item: Item): PlainEvent | undefined {
  const { text } = item;
  if (!text.startsWith('BEGIN:VEVENT') || NOT_PLAIN.some((name) => text.includes(name))) return undefined;
  const first = timeOf(text, 'DTSTART');
  if (first === undefined) return undefined;
  return { item, first, last: timeOf(text, 'DTEND') ?? first };
}

/** Wall clocks are at most 14 hours from UTC; a day more for what says its length only. */
const PAD = 2 * MS_PER_DAY;

/** Whether it may be in a window, wherever that is. */
export function mayTouch({ first, last }: PlainEvent, { from, to }: Window): boolean {
  return first - PAD < to && Math.max(first, last) + PAD >= from;
}
