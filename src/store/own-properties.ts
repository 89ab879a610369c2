// What of a collection is the person's and not the collection's (docs/decisions/0010): whether it is shown, its colour, its
// place and its reminders stand in the settings' document, and what the collection's own document says is what they begin with.
import type { CollectionRecord, SettingRecord } from './database.js';
import { isOwnName, type OwnName, type OwnValues, ownNames } from './own-names.js';

const PREFIX = 'collection/';

/** The setting in which a person's own value of a collection stands. */
export const ownSetting = (collectionId: string, name: OwnName): string => `${PREFIX}${collectionId}/${name}`;

/** Where the settings of one collection lie among all. */
export const ownSettingsOf = (collectionId: string): readonly string[] =>
  ownNames.map((name) => ownSetting(collectionId, name));

/** Which collection a setting is about; `undefined` for all other settings. */
export function placeOfOwnSetting(setting: string): { readonly id: string; readonly name: OwnName } | undefined {
  if (!setting.startsWith(PREFIX)) return undefined;
  const slash = setting.lastIndexOf('/');
  const name = setting.slice(slash + 1);
  return isOwnName(name) && slash > PREFIX.length ? { id: setting.slice(PREFIX.length, slash), name } : undefined;
}

/** Longer than any value of these. */
const MAX_VALUE = 200;

/** Of a setting's JSON; another device may have written anything. */
export function readOwnValue(json: string | undefined): string | undefined {
  if (json === undefined || json.length > MAX_VALUE) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Settings by the collection that they are about. */
export function ownByCollection(settings: Iterable<SettingRecord>): Map<string, [OwnName, string | undefined][]> {
  const found = new Map<string, [OwnName, string | undefined][]>();
  for (const { name, value } of settings) {
    const place = placeOfOwnSetting(name);
    if (place === undefined) continue;
    found.set(place.id, [...(found.get(place.id) ?? []), [place.name, readOwnValue(value)]]);
  }
  return found;
}

const without = (values: OwnValues | undefined, name: OwnName): OwnValues | undefined => {
  const { [name]: _, ...rest } = values ?? {};
  return Object.keys(rest).length === 0 ? undefined : rest;
};

/** Puts both back, without empty ones. */
export function setSources(record: CollectionRecord, name: OwnName, own?: string, given?: string): void {
  const next = {
    own: own === undefined ? without(record.own, name) : { ...record.own, [name]: own },
    given: given === undefined ? without(record.given, name) : { ...record.given, [name]: given },
  };
  for (const key of ['own', 'given'] as const) {
    if (next[key] === undefined) delete record[key];
    else record[key] = next[key];
  }
}
