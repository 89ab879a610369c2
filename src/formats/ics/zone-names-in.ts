import type { YearSpan } from './write-zones.js';

const TZID_PARAMETER = /(?<!\\);TZID=(?:"([^"\r\n]*)"|([^";:,\r\n]*))([^\r\n]*)/gi;
const RULE = /^R(?:RULE|DATE)[;:][^\r\n]*/gim;
const YEAR = /(?<=[:,/=]|^)(\d{4})(?=\d{4}(?:T\d{6}|\b))/g;
/** A rule without end, and one that counts, is taken to go on until here. */
const OPEN_YEAR = 2037;

/** TZIDs that a component's text names, as written, and the years in which times are in them. */
export function zoneYearsIn(text: string): Map<string, YearSpan> {
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  const rules = [...unfolded.matchAll(RULE)].map(([line]) => line);
  const ends = rules.map((line) => Number(/UNTIL=(\d{4})/i.exec(line)?.[1] ?? OPEN_YEAR));
  const found = new Map<string, YearSpan>();
  for (const [, quoted, bare, rest = ''] of unfolded.matchAll(TZID_PARAMETER)) {
    const name = quoted ?? bare ?? '';
    if (name === '') continue;
    const years = [...rest.matchAll(YEAR)].map(([year]) => Number(year));
    const known = found.get(name);
    const first = Math.min(known?.first ?? Number.POSITIVE_INFINITY, ...years);
    const last = Math.max(known?.last ?? Number.NEGATIVE_INFINITY, ...years, ...ends);
    found.set(name, { first, last });
  }
  return found;
}

/** Both spans and what is between them. */
export function joinYears(a: YearSpan | undefined, b: YearSpan): YearSpan {
  return a === undefined ? b : { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}

/** TZIDs that a component's text names, as written. */
export function zoneNamesIn(text: string): Set<string> {
  const unfolded = text.replace(/\r\n[ \t]/g, '');
  const names = new Set(Array.from(unfolded.matchAll(TZID_PARAMETER), ([, quoted, bare]) => quoted ?? bare ?? ''));
  names.delete('');
  return names;
}
