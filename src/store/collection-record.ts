import { type CalendarExtras, joinExtras } from '../domain/calendar/calendar-extras.js';
import { parseSource } from '../domain/collections/calendar-source.js';
import type { Collection, CollectionKind } from '../domain/collections/collection.js';
import { SHARDS } from '../domain/collections/document-id.js';
import type { DeletedCollection } from '../domain/history/history.js';
import { MAX_ROOM_LIMIT } from '../domain/rooms/room-limit.js';
import { parseIcalTime } from '../domain/time/ical-time.js';
import type { EpochMs } from '../domain/time/types.js';
import type { CollectionRecord } from './database.js';
import { isOwnName, type OwnName } from './own-names.js';
import { setSources } from './own-properties.js';
import { isPersonKey } from './people-keys.js';
import type { KeyChanges } from './shard-items.js';

const kinds: ReadonlySet<string> = new Set<CollectionKind>(['calendar', 'addressbook', 'roomlist', 'room']);

/** Longer than any room's UID. */
const MAX_ROOM = 100;

function changeRoom(record: CollectionRecord, uid: string): void {
  if (uid === '' || uid.length > MAX_ROOM) delete record.room;
  else record.room = uid;
}

/** How many rooms a list has at most (docs/rules/rooms.md RM33), as a key of its document. */
export const ROOM_LIMIT = 'roomLimit';

function changeRoomLimit(record: CollectionRecord, value: string): void {
  const limit = Math.trunc(readNumber(value, 0, MAX_ROOM_LIMIT, 0));
  if (limit === 0) delete record.roomLimit;
  else record.roomLimit = limit;
}

/** Keys of a collection's own document. All values are strings; a yes is `1`, a no ''. */
export type CollectionProperties = Pick<Collection, 'kind' | 'name' | 'hue' | 'description' | 'order' | 'visible'> & {
  readonly shards: number;
  /** `sourceToText` of where it comes from; '' for the person's own. */
  readonly source?: string;
  /** `alarmsToText`. */
  readonly alarms?: string;
  /** UID of the room whose calendar it is. */
  readonly room?: string;
};

export function collectionToKeys(properties: Partial<CollectionProperties>): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [name, value] of Object.entries(properties))
    if (value !== undefined) keys.set(name, typeof value === 'boolean' ? (value ? '1' : '') : String(value));
  return keys;
}

/** Reminders as a property: `10,60`; `none`; '' for those of the settings. */
export function alarmsToText(alarms: readonly number[] | undefined): string {
  return alarms === undefined ? '' : alarms.join(',') || 'none';
}

/** Another device may have written anything: at most a few, each less than a year before. */
const MAX_ALARMS = 10;
const MAX_MINUTES = 366 * 24 * 60;

function textToAlarms(text: string | undefined): readonly number[] | undefined {
  if (text === undefined || text === '') return undefined;
  const minutes = text.split(',').map(Number);
  return minutes.filter((n) => Number.isInteger(n) && Math.abs(n) <= MAX_MINUTES).slice(0, MAX_ALARMS);
}

const EXTRAS = 'extras\n';

/** Key of what one imported file says of the calendar: a key for each, so that files imported on two devices both count. */
export function extrasKey(importId: string): string {
  return `${EXTRAS}${importId}`;
}

export function extrasToText({ properties, components }: CalendarExtras): string {
  return JSON.stringify({ properties, components });
}

const GROUP = 'group\n';

/** Key of a group of contacts that was made by hand: it is there when nobody is in it. `1`, or '' for none. */
export function groupKey(name: string): string {
  return `${GROUP}${name}`;
}

function changeGroups(record: CollectionRecord, name: string, isThere: boolean): void {
  const groups = new Set(record.groups);
  if (isThere) groups.add(name);
  else groups.delete(name);
  if (groups.size > 0) record.groups = [...groups].sort();
  else delete record.groups;
}

const textsIn = (value: unknown) => (Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []);

/** Another device may have written anything: what is no list of texts is as if it were not there. */
function textToExtras(text: string): CalendarExtras {
  try {
    const { properties, components } = JSON.parse(text) as Partial<Record<keyof CalendarExtras, unknown>>;
    return { properties: textsIn(properties), components: textsIn(components) };
  } catch {
    return { properties: [], components: [] };
  }
}

/** What all the files together say of the calendar. */
export function recordToExtras({ extras }: Pick<CollectionRecord, 'extras'>): CalendarExtras {
  const entries = [...(extras ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return joinExtras(entries.map(([, text]) => textToExtras(text)));
}

/** Attack: a document that every member holds is filled with people. Above 500 members and 100 invitations. */
const MAX_TEXTS = 1_000;

function changeTextsOf(record: CollectionRecord, field: 'extras' | 'people', key: string, value: string): void {
  const texts = new Map(record[field]);
  if (value === '') texts.delete(key);
  else if (texts.size < MAX_TEXTS || texts.has(key)) texts.set(key, value);
  if (texts.size > 0) record[field] = texts;
  else delete record[field];
}

function changeDeleted(record: CollectionRecord, value: string): void {
  record.deleted = value !== '';
  const time = parseIcalTime(value);
  if (record.deleted && time !== undefined)
    record.deletedAt = time.local; // a UTC date-time
  else delete record.deletedAt;
}

function readNumber(text: string, low: number, high: number, otherwise: number): number {
  const value = Number(text);
  return text !== '' && value >= low && value <= high ? value : otherwise;
}

// Twice what we ever make: a document from another device decides how many records its items are spread over.
const MAX_SHARDS = 512;

function newRecord(id: string): CollectionRecord {
  return {
    id,
    kind: 'calendar',
    name: '',
    hue: 0,
    description: '',
    order: 0,
    visible: true,
    shards: SHARDS,
    deleted: false,
    itemCount: 0,
  };
}

function putOwn(record: CollectionRecord, name: OwnName, value: string): void {
  if (name === 'hue') record.hue = readNumber(value, 0, 360, record.hue);
  else if (name === 'order') record.order = readNumber(value, -1e9, 1e9, record.order);
  else if (name === 'visible') record.visible = value !== '';
  else if (value === '') delete record.alarms;
  else record.alarms = value;
}

/** What of a record a person may decide for themselves, as it stands in documents. */
export function ownText({ hue, order, visible, alarms = '' }: CollectionRecord, name: OwnName): string {
  if (name === 'visible') return visible ? '1' : '';
  return name === 'alarms' ? alarms : String(name === 'hue' ? hue : order);
}

/** What the collection's document says; it shows where the person has decided nothing. */
function putGiven(record: CollectionRecord, name: OwnName, value: string): void {
  const own = record.own?.[name];
  if (own === undefined) {
    putOwn(record, name, value);
    return;
  }
  const given = { ...record };
  putOwn(given, name, record.given?.[name] ?? '');
  putOwn(given, name, value);
  setSources(record, name, own, ownText(given, name));
}

/** The record after the person has decided for themselves, or, without a value, thinks better of it. */
export function changeOwn(
  old: CollectionRecord,
  changes: Iterable<readonly [OwnName, string | undefined]>,
): CollectionRecord {
  const record = { ...old };
  for (const [name, value] of changes) {
    const given = record.given?.[name] ?? ownText(record, name);
    putOwn(record, name, value ?? given);
    setSources(record, name, value, value === undefined ? undefined : given);
  }
  return record;
}

/** The record after changes of the collection's document. Values nobody of us writes leave the field as it was. */
export function changeCollection(old: CollectionRecord | undefined, id: string, changes: KeyChanges): CollectionRecord {
  const record = { ...(old ?? newRecord(id)) };
  for (const [key, value = ''] of changes) {
    if (key === 'kind' && kinds.has(value)) record.kind = value as CollectionKind;
    else if (key === 'room') changeRoom(record, value);
    else if (key === ROOM_LIMIT) changeRoomLimit(record, value);
    else if (key === 'name') record.name = value;
    else if (key === 'description') record.description = value;
    else if (isOwnName(key)) putGiven(record, key, value);
    else if (key === 'shards') record.shards = Math.trunc(readNumber(value, 1, MAX_SHARDS, record.shards));
    else if (key === 'source') {
      if (value === '') delete record.source;
      else record.source = value;
    } else if (key === 'deleted') changeDeleted(record, value);
    else if (key.startsWith(EXTRAS)) changeTextsOf(record, 'extras', key, value);
    else if (key.startsWith(GROUP)) changeGroups(record, key.slice(GROUP.length), value !== '');
    else if (isPersonKey(key)) changeTextsOf(record, 'people', key, value);
  }
  return record;
}

export function recordToCollection(record: CollectionRecord): Collection {
  const { id, kind, name, hue, description, order, visible, itemCount, share } = record;
  const source = parseSource(record.source ?? '');
  const alarms = textToAlarms(record.alarms);
  return {
    id,
    kind,
    name,
    hue,
    description,
    order,
    visible,
    itemCount,
    ...(source && { source }),
    ...(alarms && { alarms }),
    ...(share && { share }),
  };
}

/** Whether nobody here may write to it: it comes from somewhere else, or is only shown to one. */
export const isLocked = ({ source, share }: CollectionRecord): boolean =>
  source !== undefined || share?.editable === false;

export function recordToDeleted({ id, kind, name, hue, itemCount, deletedAt }: CollectionRecord): DeletedCollection {
  return { id, kind, name, hue, itemCount, ...(deletedAt !== undefined && { deletedAt: deletedAt as EpochMs }) };
}

export function isLive(record: CollectionRecord | undefined): record is CollectionRecord {
  return record !== undefined && !record.deleted;
}
