// Dates that are added to a series or left out of it (RDATE, EXDATE), as a person edits them.
import { applyEdits, isOverride } from '../items/apply-edits.js';
import { type Component, parseComponents } from '../items/component.js';
import { paramValue, parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import {
  formatMoment,
  formatMomentLine,
  inZone,
  type Moment,
  readMomentLine,
  readMomentValue,
} from '../items/moment.js';
import { frameOf, toText } from '../items/series-frame.js';

export type DateName = 'RDATE' | 'EXDATE';

/** A value as it is written, and the time it stands for (of a period its start). */
export interface DateValue {
  readonly value: string;
  readonly moment: Moment | undefined;
}

/** Every value of all lines of a name, in order. */
export function datesOf(component: Component, name: string): DateValue[] {
  return component.parts.flatMap((part) => {
    const line = part.name === name && !part.block ? parseContentLine(part.text) : undefined;
    const tzid = line && paramValue(line, 'TZID');
    return (line?.value.split(',') ?? []).map((text) => {
      const value = text.trim();
      return { value, moment: readMomentValue(value.split('/', 1)[0] ?? '', tzid) };
    });
  });
}

const startOf = (component: Component) => readMomentLine(component.parts.find(({ name }) => name === 'DTSTART')?.text);
const masterOf = (text: string) =>
  parseComponents(text).find((component) => component.name !== 'VTIMEZONE' && !isOverride(component));

function inSeries(moment: Moment, start: Moment): string {
  return formatMoment(moment.date ? moment : inZone(moment, start.zone));
}

/** The values on the series' wall clock, in order: `20261118T140000`, `20261118`, `…Z` of a series in UTC. */
export function readDates(master: Component, name: DateName): string[] {
  const start = startOf(master);
  if (start === undefined) return [];
  const values = datesOf(master, name).flatMap(({ moment }) => (moment === undefined ? [] : [inSeries(moment, start)]));
  return [...new Set(values)].sort();
}

/** The names that the values of a series have in its item's text, before it moved, in the order they have in it now. */
export function namesOfDates(text: string, existing: Edits, name: DateName): string[] {
  const { DTSTART: _start, ...others } = existing;
  const unmoved = masterOf(applyEdits(text, others));
  return unmoved === undefined ? [] : datesOf(unmoved, name).map(({ value }) => value);
}

/** Edits after which a series has these values, as {@link readDates} gives them, in place of those. */
export function dateEdits(
  text: string,
  existing: Edits,
  name: DateName,
  before: readonly string[],
  after: readonly string[],
): Map<string, string> {
  const edits = new Map<string, string>();
  const [written, master] = [masterOf(text), masterOf(applyEdits(text, existing))];
  const start = master && startOf(master);
  if (master === undefined || start === undefined) return edits;
  const frame = frameOf(written, master);
  const names = namesOfDates(text, existing, name);
  for (const [index, { moment }] of datesOf(master, name).entries()) {
    const own = names[index];
    const value = moment && inSeries(moment, start);
    if (own === undefined || value === undefined || !before.includes(value) || after.includes(value)) continue;
    edits.set(formatEditKey({ name, id: own }), '');
  }
  for (const value of after) {
    const moment = before.includes(value) ? undefined : readMomentValue(value, start.zone === 'UTC' ? '' : start.zone);
    if (moment === undefined) continue;
    const named = toText(moment, frame);
    edits.set(formatEditKey({ name, id: formatMoment(named) }), formatMomentLine(name, named));
  }
  return edits;
}
