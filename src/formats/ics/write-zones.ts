import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { foldLine } from '../../domain/items/content-line.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';

let supported: ReadonlySet<string> | undefined;

/** The library writes to the console when asked for a zone it does not have, so its list is looked at first. */
function isSupported(zone: string): boolean {
  supported ??= new Set(tzlib_get_timezones());
  return supported.has(zone);
}

/**
 * VTIMEZONE of a zone under the name an item uses for it.
 *
 * @param tzid - As written in TZID parameters.
 * @returns undefined when no IANA zone stands for it.
 * @see RFC 5545 §3.2.19: one for each TZID
 */
export function zoneToVtimezone(tzid: string): string | undefined {
  const zone = resolveZone(tzid);
  if (zone === undefined || !isSupported(zone)) return undefined;
  const [block] = tzlib_get_ical_block(zone);
  if (block === undefined || !block.startsWith('BEGIN:VTIMEZONE')) return undefined;
  return `${block.replace(/^TZID:.*$/m, () => foldLine(`TZID:${tzid}`))}\r\n`;
}
