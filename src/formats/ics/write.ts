import { foldLine } from '../../domain/items/content-line.js';
import type { CalendarItem } from '../../domain/items/item.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';
import { withCalendarName } from './calendar-name.js';
import { type YearSpan, zoneToVtimezone } from './write-zones.js';
import { joinYears, zoneYearsIn } from './zone-names-in.js';

const PRODID = '-//Ikebana//Ikebana//EN';

export interface WriteCalendarOptions {
  /** iTIP method (RFC 5546); none for a plain file. */
  readonly method?: string;
  /** Written as NAME (RFC 7986 §5.1) and X-WR-CALNAME, which older programs read, unless `properties` say it. */
  readonly name?: string;
  /** Write VTIMEZONEs of IANA zones; true when absent. Those that items carry are always written. */
  readonly zones?: boolean;
  /** Further content lines of the calendar, unfolded, as {@link ParsedCalendar.properties} has them. */
  readonly properties?: readonly string[];
  /** Further components, as {@link ParsedCalendar.components} has them. */
  readonly components?: readonly string[];
}

/** What one VCALENDAR holds. */
interface Sheet {
  /** VTIMEZONE by TZID, as items carry it. */
  readonly zones: Map<string, string>;
  readonly bodies: string[];
}

/**
 * iCalendar text of items, each byte for byte as it is. Where two items mean different zones by the same TZID, the
 * second is written in a VCALENDAR of its own, since a calendar may define a TZID only once (RFC 5545 §3.6.5).
 */
export function writeCalendar(items: readonly CalendarItem[], options: WriteCalendarOptions = {}): string {
  const sheets: Sheet[] = [{ zones: new Map(), bodies: [] }];
  for (const text of [...items.map((item) => item.text), ...(options.components ?? [])]) {
    const { zones, body } = splitZones(text);
    let sheet = sheets.find((candidate) => !contradicts(candidate.zones, zones));
    if (sheet === undefined) {
      sheet = { zones: new Map(), bodies: [] };
      sheets.push(sheet);
    }
    for (const [tzid, zone] of zones) sheet.zones.set(tzid, zone);
    sheet.bodies.push(body);
  }
  return sheets.map((sheet) => writeSheet(sheet, options)).join('');
}

function writeSheet({ zones, bodies }: Sheet, options: WriteCalendarOptions): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODID}`];
  if (options.method !== undefined) head.push(`METHOD:${options.method}`);
  head.push(...withCalendarName(options.properties ?? [], options.name));
  const lines = head.map((line) => `${foldLine(line.replace(/[\r\n]+/g, ' '))}\r\n`).join('');
  const own = options.zones === false ? [] : ianaZones(bodies, zones);
  return [lines, ...zones.values(), ...own, ...bodies.map(endLine), 'END:VCALENDAR\r\n'].join('');
}

function ianaZones(bodies: readonly string[], carried: ReadonlyMap<string, string>): string[] {
  const used = new Map<string, YearSpan>();
  for (const body of bodies)
    for (const [tzid, years] of zoneYearsIn(body)) used.set(tzid, joinYears(used.get(tzid), years));
  return [...used].flatMap(([tzid, years]) => (carried.has(tzid) ? [] : (zoneToVtimezone(tzid, finite(years)) ?? [])));
}

/** A name that stands with no date at all still gets the rules of now. */
function finite({ first, last }: YearSpan): YearSpan {
  return Number.isFinite(first) && Number.isFinite(last) ? { first, last } : { first: 1970, last: 2037 };
}

function endLine(text: string): string {
  return text.endsWith('\r\n') || text === '' ? text : `${text}\r\n`;
}

const LEADING_ZONE = /^BEGIN:VTIMEZONE[ \t]*\r\n[\s\S]*?\r\nEND:VTIMEZONE[ \t]*\r\n/i;
const ZONE_NAME = /^TZID(?:;[^:\r\n]*)?:(.*(?:\r\n[ \t].*)*)\r$/im;

/** VTIMEZONEs stand at the beginning of an item's text. Of IANA zones, if any, ours are written instead. */
function splitZones(text: string): { zones: Map<string, string>; body: string } {
  const zones = new Map<string, string>();
  let body = text;
  for (let match = LEADING_ZONE.exec(body); match !== null; match = LEADING_ZONE.exec(body)) {
    const [zone] = match;
    const tzid = ZONE_NAME.exec(zone)?.[1]?.replace(/\r\n[ \t]/g, '') ?? '';
    if (tzid !== '' && resolveZone(tzid) === undefined) zones.set(tzid, zone);
    body = body.slice(zone.length);
  }
  return { zones, body };
}

function contradicts(known: ReadonlyMap<string, string>, zones: ReadonlyMap<string, string>): boolean {
  for (const [tzid, zone] of zones) {
    const present = known.get(tzid);
    if (present !== undefined && present !== zone) return true;
  }
  return false;
}
