// VTIMEZONEs that say something else than the zone of their name, on the dates of the file's own times (TZ6).
import { scanComponents } from '../../domain/calendar/component-scan.js';
import { createOnsetZone, readOnsets } from '../../domain/calendar/onset-zone.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { parseIcalTime } from '../../domain/time/ical-time.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';
import { type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/types.js';
import { findZone, localToEpoch, type Zone } from '../../domain/time/zone.js';
import type { ProblemList } from '../text/problem-list.js';

interface ZoneText {
  readonly text: string;
  readonly line: number;
}

/** Attack: a million events on a million days, each compared. More days than a life has. */
export const MAX_COMPARED_DAYS = 40_000;

const ZONED_TIMES = /;TZID=(?:"([^"\r\n]*)"|([^";:,\r\n]*))[^:\r\n]*:([0-9T,]+)/gi;

/** What a file says of a zone, beside what the platform knows of it. */
interface Pair {
  readonly name: string;
  readonly ours: Zone;
  readonly theirs: Zone;
  /** By day: whether both agree from its beginning to its end. */
  readonly days: Map<number, boolean>;
}

/**
 * Reports each zone once, with the first time that the file's own rules put elsewhere. The zone of that name counts (TZ1).
 *
 * @param zones - VTIMEZONEs by TZID, those whose name leads to a zone.
 * @param components - What uses them.
 */
export function reportOtherRules(
  zones: ReadonlyMap<string, ZoneText>,
  components: readonly { readonly text: string }[],
  problems: ProblemList,
): void {
  const pairs = new Map<string, Pair | undefined>();
  for (const { text } of components) {
    if (zones.size === 0) return;
    for (const [, quoted, bare = '', values = ''] of text.matchAll(ZONED_TIMES)) {
      const tzid = quoted ?? bare;
      const zone = zones.get(tzid);
      if (zone === undefined) continue;
      if (!pairs.has(tzid)) pairs.set(tzid, pairOf(tzid, zone));
      const pair = pairs.get(tzid);
      const found = pair && firstDifference(pair, values);
      if (found === undefined || pair === undefined) continue;
      pairs.set(tzid, undefined); // once is enough
      problems.addComponent('ics/zone', `VTIMEZONE ${tzid} has other rules than ${pair.name}.`, zone.line, found);
    }
  }
}

function pairOf(tzid: string, { text }: ZoneText): Pair | undefined {
  const name = resolveZone(tzid);
  const ours = name === undefined ? undefined : findZone(name);
  const [component] = scanComponents(text);
  const onsets = component === undefined ? [] : readOnsets(component);
  if (name === undefined || ours === undefined || onsets.length === 0) return undefined;
  return { name, ours, theirs: createOnsetZone(onsets), days: new Map() };
}

function firstDifference(pair: Pair, values: string): string | undefined {
  for (const value of values.split(',')) {
    const time = parseIcalTime(value);
    if (time === undefined || time.date || agreeOn(pair, dayOf(time.local))) continue;
    const [ours, theirs] = [pair.ours, pair.theirs].map((zone) => time.local - localToEpoch(zone, time.local));
    if (ours !== theirs) return `${value}: ${pair.name} ${offsetText(ours!)}, VTIMEZONE ${offsetText(theirs!)}`;
  }
  return undefined;
}

/** Most events of a file are on days that others are on, too. */
function agreeOn({ ours, theirs, days }: Pair, day: number): boolean {
  const known = days.get(day);
  if (known !== undefined) return known;
  const agree = [day, day + 1].every((one) => {
    const local = (one * MS_PER_DAY) as LocalMs;
    return localToEpoch(ours, local) === localToEpoch(theirs, local);
  });
  if (days.size < MAX_COMPARED_DAYS) days.set(day, agree);
  return agree;
}

/** +01:00. */
function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MS_PER_MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
