// From whatever a TZID says to an IANA name the platform knows (rules TZ1–TZ5 in docs/rules/calendar.md).
import { isKnownZone } from './zone.js';
import { zoneOfDisplayName, zoneOfFormerName } from './zone-names.js';

/** Longer names are nobody's; they are not looked at. */
const MAX_NAME_LENGTH = 255;
/** Resolved names are kept; hostile input may bring names without end. */
const MAX_CACHED_NAMES = 2000;
/** Parts of a name that are tried as names of their own. */
const MAX_PARTS = 16;

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
  if (name === '') return undefined;
  return findIana(name) ?? findPrefixed(name) ?? findOffset(name) ?? findDisplayed(name);
}

function known(zone: string | undefined): string | undefined {
  return zone !== undefined && isKnownZone(zone) ? zone : undefined;
}

let properNames: Map<string, string> | undefined;
let zonesByCity: Map<string, string> | undefined;

function readPlatformZones(): { names: Map<string, string>; cities: Map<string, string> } {
  if (properNames === undefined || zonesByCity === undefined) {
    properNames = new Map();
    zonesByCity = new Map();
    for (const listed of Intl.supportedValuesOf('timeZone')) {
      const zone = known(zoneOfFormerName(listed.toLowerCase())) ?? listed;
      properNames.set(zone.toLowerCase(), zone);
      for (const spelling of [listed, zone]) {
        const city = spelling
          .slice(spelling.lastIndexOf('/') + 1)
          .replaceAll('_', ' ')
          .toLowerCase();
        zonesByCity.set(city, zone);
      }
    }
  }
  return { names: properNames, cities: zonesByCity };
}

/** As IANA writes names: `America/Port-au-Prince`. The first words are the same in all of them. */
const PROPER_NAME = /^[A-Z][a-z]+\/[A-Z]/;

/** IANA's names in any case. */
function findIana(name: string): string | undefined {
  const lowerCase = name.toLowerCase();
  const former = zoneOfFormerName(lowerCase);
  // An older platform may not know the new name yet.
  if (former !== undefined) return known(former) ?? known(name);
  // ICU still has zones of System V, which IANA has given up; their last part is a name of its own.
  if (lowerCase.startsWith('systemv/')) return undefined;
  // The list of all zones takes milliseconds; most files do not need it.
  const proper = PROPER_NAME.test(name) ? known(name) : undefined;
  return proper ?? readPlatformZones().names.get(lowerCase) ?? (name.includes('/') ? known(name) : undefined);
}

/** `/mozilla.org/20050126_1/America/Argentina/Salta`, `tzone://Microsoft/Utc`: the longest end that is a name. */
function findPrefixed(name: string): string | undefined {
  const parts = name.split('/').slice(-MAX_PARTS);
  for (let from = 1; from < parts.length; from += 1) {
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
  return Number(hours) === 0 ? 'UTC' : known(`Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`);
}

const OFFSET_PREFIX = /^\((?:UTC|GMT)[^)]{0,12}\)\s*/i;
const FILLER = /\b(?:(?:standard|daylight|summer) )?time\b|\((?:us (?:&|and) canada|canada)\)/g;

/** `W. Europe Standard Time`, `(UTC+01:00) Amsterdam, Berlin, Bern`: the whole, or the first place in it we know. */
function findDisplayed(name: string): string | undefined {
  const rest = name.replaceAll('\\,', ',').replace(OFFSET_PREFIX, '').toLowerCase();
  const direct = known(zoneOfDisplayName(rest) ?? zoneOfDisplayName(tidy(rest)));
  if (direct !== undefined) return direct;
  const { cities } = readPlatformZones();
  for (const part of rest.split(/[,;:/()]| - /).slice(0, MAX_PARTS)) {
    const place = tidy(part);
    const zone = known(zoneOfDisplayName(place) ?? cities.get(place));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function tidy(text: string): string {
  return text.replace(FILLER, ' ').replace(/\s+/g, ' ').trim();
}
