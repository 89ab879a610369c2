// From whatever a TZID says to an IANA name the platform knows (rules TZ1–TZ5 in docs/rules/calendar.md).
import { findZone, isKnownZone } from './zone.js';
import { cityOfDisplayName, presentNameOf } from './zone-names.js';

/** Longer names are nobody's; they are not looked at. */
const MAX_NAME_LENGTH = 255;
/** Resolved names are kept; hostile input may bring names without end. */
const MAX_CACHED_NAMES = 2000;
/** Parts of a display name that are tried as names of their own. */
const MAX_PARTS = 16;
/** America/Argentina/Salta. */
const MAX_IANA_PARTS = 3;

const resolved = new Map<string, string | undefined>();

/**
 * IANA zone for a zone's name: IANA's own (former spellings become today's), with a prefix such as
 * `/freeassociation.sourceforge.net/`, Windows', Outlook's and Exchange's display names, Lotus Notes', UTC offsets of
 * whole hours. `undefined` for anything else. The UTC family is `UTC`.
 */
export function resolveZone(name: string): string | undefined {
  if (resolved.has(name)) return resolved.get(name);
  const zone = name.length > MAX_NAME_LENGTH ? undefined : find(name.replaceAll('"', '').trim());
  if (resolved.size < MAX_CACHED_NAMES) resolved.set(name, zone);
  return zone;
}

function find(name: string): string | undefined {
  return findIana(name) ?? findPrefixed(name) ?? findOffset(name) ?? findDisplayed(name);
}

/** ICU knows names that are not IANA's, or no longer: three letters (its BST is in Dhaka), zones of System V. */
const NOT_IANA = /^(?!(?:[ehm]s|[cemw]e|gm|uc)t$)..t$|^systemv\//i;

/** IANA's names in any case; former ones, as the platform reads them, become today's. */
function findIana(name: string): string | undefined {
  const zone = NOT_IANA.test(name) ? undefined : findZone(name)?.name;
  return zone && presentName(zone);
}

/** An older platform may not know the new name yet. */
function presentName(zone: string): string {
  const present = presentNameOf(zone);
  return present !== undefined && isKnownZone(present) ? present : zone;
}

/** `/mozilla.org/20050126_1/America/Argentina/Salta`, `tzone://Microsoft/Utc`: the longest end that is a name. */
function findPrefixed(name: string): string | undefined {
  const parts = name.split('/');
  for (let from = Math.max(1, parts.length - MAX_IANA_PARTS); from < parts.length; from += 1) {
    const zone = findIana(parts.slice(from).join('/'));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

const OFFSET = /^\(?(?:UTC|GMT)([+-])(\d{1,2})(?:[:.]?(\d{2}))?\)?$/i;

/** `UTC+02`, `GMT-0500`, `(UTC+01:00)`. Etc's names count westwards. */
function findOffset(name: string): string | undefined {
  const [match, sign, hours, minutes = '00'] = OFFSET.exec(name) ?? [];
  if (match === undefined || minutes !== '00') return undefined;
  return Number(hours) === 0 ? 'UTC' : findIana(`Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`);
}

const OFFSET_PREFIX = /^\((?:UTC|GMT)[^)]{0,12}\)\s*/i;
const FILLER = /\b(?:(?:standard|daylight|summer) )?time\b|\((?:us (?:&|and) canada|canada)\)/g;

/** `W. Europe Standard Time`, `(UTC+01:00) Amsterdam, Berlin, Bern`: the whole, or the first place in it we know. */
function findDisplayed(name: string): string | undefined {
  const rest = name.replaceAll('\\,', ',').replace(OFFSET_PREFIX, '').toLowerCase();
  for (const part of [rest, ...rest.split(/[,;:/()]| - /).slice(0, MAX_PARTS)]) {
    const place = part.replace(FILLER, ' ').replace(/\s+/g, ' ').trim();
    const city = cityOfDisplayName(place);
    const zone = zonesByCity().get(city ?? place) ?? (city && findIana(city));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

let zonesOfCities: Map<string, string> | undefined;

/** IANA zones by their last part, in lower case. The list of all zones takes milliseconds; most files do not need it. */
function zonesByCity(): Map<string, string> {
  zonesOfCities ??= new Map(
    Intl.supportedValuesOf('timeZone').flatMap((listed) => {
      const zone = presentName(listed);
      return [listed, zone].map((name) => [name.replace(/.*\//, '').replaceAll('_', ' ').toLowerCase(), zone] as const);
    }),
  );
  return zonesOfCities;
}
