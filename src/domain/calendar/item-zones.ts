// Which zone a TZID means inside one item: IANA's if any name leads there, its own VTIMEZONE otherwise (TZ1–TZ5).
import { resolveZone } from '../time/resolve-zone.js';
import { findZone, utcZone, type Zone } from '../time/zone.js';
import { lineOf, type ScannedComponent } from './component-scan.js';
import { createOnsetZone, readOnsets } from './onset-zone.js';
import type { OnsetRow } from './row-types.js';

export interface ItemZone {
  /** IANA name or `UTC`; undefined for a zone of its own. */
  readonly name?: string;
  readonly onsets?: readonly OnsetRow[];
  readonly rules: Zone;
}

const utc: ItemZone = { name: 'UTC', rules: utcZone };

function ianaZone(name: string | undefined): ItemZone | undefined {
  const rules = name === undefined ? undefined : findZone(name);
  return rules && { name, rules };
}

/** IANA name for a VTIMEZONE, by its TZID or its X-LIC-LOCATION; undefined when neither names a zone. */
export function guessZone(timezone: ScannedComponent): string | undefined {
  for (const name of ['TZID', 'X-LIC-LOCATION']) {
    const zone = resolveZone(lineOf(timezone, name)?.value ?? '');
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** Zones of one item's text. */
export class ItemZones {
  readonly #timezones: readonly ScannedComponent[];
  readonly #byId = new Map<string, ItemZone | undefined>();

  constructor(components: readonly ScannedComponent[]) {
    this.#timezones = components.filter(({ name }) => name === 'VTIMEZONE');
  }

  /** Undefined when nothing says what the name means: such times float. */
  find(tzid: string): ItemZone | undefined {
    if (tzid === 'UTC') return utc;
    if (this.#byId.has(tzid)) return this.#byId.get(tzid);
    const zone = ianaZone(resolveZone(tzid)) ?? this.#fromTimezone(tzid);
    this.#byId.set(tzid, zone);
    return zone;
  }

  #fromTimezone(tzid: string): ItemZone | undefined {
    const timezone = this.#timezones.find((component) => lineOf(component, 'TZID')?.value.trim() === tzid);
    if (timezone === undefined) return undefined;
    const iana = ianaZone(guessZone(timezone));
    if (iana !== undefined) return iana;
    const onsets = readOnsets(timezone);
    return onsets.length === 0 ? undefined : { onsets, rules: createOnsetZone(onsets) };
  }
}
