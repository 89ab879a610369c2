// A room as vCard text (RFC 6473, KIND:location) and edits: one property for each field, so that two people who change
// different fields both count. What other programs wrote besides stays.
import { foldCardLine } from '../contacts/card-lines.js';
import { keyedLines } from '../contacts/keyed-lines.js';
import { escapeText, parseContentLine, splitEscaped, unescapeText } from '../items/content-line.js';
import type { Edits } from '../items/item.js';
import { isKnownZone } from '../time/zone.js';
import {
  emptyRoom,
  MAX_CAPACITY,
  MAX_LONGEST,
  MAX_RELEASE,
  MAX_TEXT,
  MAX_WINDOW_DAYS,
  mergeHours,
  type OpenHours,
  type RoomFields,
  uniqueWords,
} from './room.js';

type Field = keyof RoomFields;

interface Form<T> {
  /** Property name. */
  readonly name: string;
  /** The value as written; '' when there is nothing to say. */
  write(value: T): string;
  /** Anything may stand there. */
  read(value: string): T;
}

const oneLine = (text: string) =>
  text
    .replace(/[\r\n]+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);

const text = (name: string): Form<string> => ({
  name,
  write: (value) => escapeText(oneLine(value)),
  read: (value) => oneLine(unescapeText(value)),
});

const number = (name: string, most: number, otherwise = 0): Form<number> => ({
  name,
  write: (value) => (value === otherwise ? '' : String(value)),
  read(value) {
    const read = /^\d{1,9}$/.test(value.trim()) ? Number(value) : otherwise;
    return read <= most ? read : otherwise;
  },
});

const flag = (name: string, otherwise: boolean): Form<boolean> => ({
  name,
  write: (value) => (value === otherwise ? '' : value ? 'TRUE' : 'FALSE'),
  read: (value) => (/^true$/i.test(value.trim()) ? true : /^false$/i.test(value.trim()) ? false : otherwise),
});

const words = (name: string): Form<readonly string[]> => ({
  name,
  write: (value) => uniqueWords(value).map(escapeText).join(','),
  read: (value) => uniqueWords(splitEscaped(value, ',').map((word) => oneLine(unescapeText(word)))),
});

/** `480-720+780-1080` for each day from Monday, `;` between them. */
const hours: Form<RoomFields['hours']> = {
  name: 'X-IKEBANA-HOURS',
  write(days) {
    const all = emptyRoom.hours.map((_, day) => mergeHours(days[day] ?? []));
    const isAlways = all.every(([first, ...rest]) => rest.length === 0 && first?.start === 0 && first.end === 1440);
    return isAlways ? '' : all.map((day) => day.map(({ start, end }) => `${start}-${end}`).join('+')).join(';');
  },
  read(value) {
    const days = value.split(';');
    if (days.length !== 7) return emptyRoom.hours;
    return days.map((day) =>
      mergeHours(
        day
          .split('+')
          .slice(0, 100)
          .flatMap((part): OpenHours[] => {
            const match = /^(\d{1,4})-(\d{1,4})$/.exec(part.trim());
            return match === null ? [] : [{ start: Number(match[1]), end: Number(match[2]) }];
          }),
      ),
    );
  },
};

const forms: { readonly [K in Field]: Form<RoomFields[K]> } = {
  name: text('FN'),
  address: {
    name: 'ADR',
    write: (value) => (oneLine(value) === '' ? '' : `;;${escapeText(oneLine(value))};;;;`),
    // Others write street and town apart.
    read: (value) =>
      oneLine(
        splitEscaped(value, ';')
          .map((part) => unescapeText(part).trim())
          .filter(Boolean)
          .join(', '),
      ),
  },
  floor: text('X-IKEBANA-FLOOR'),
  hue: number('X-IKEBANA-HUE', 360, emptyRoom.hue),
  capacity: number('X-IKEBANA-CAPACITY', MAX_CAPACITY),
  equipment: words('X-IKEBANA-EQUIPMENT'),
  accessibility: words('X-IKEBANA-ACCESSIBILITY'),
  photo: {
    name: 'PHOTO',
    write: (value) => value.replace(/[\r\n]+/g, ''),
    read: (value) => (/^(?:ni:|data:image\/)/i.test(value.trim()) ? value.trim() : ''),
  },
  note: {
    name: 'NOTE',
    write: (value) => escapeText(value.trim().slice(0, 8 * MAX_TEXT)),
    read: (value) =>
      unescapeText(value)
        .trim()
        .slice(0, 8 * MAX_TEXT),
  },
  zone: {
    name: 'TZ',
    write: (value) => escapeText(oneLine(value)),
    read: (value) => (isKnownZone(unescapeText(value).trim()) ? unescapeText(value).trim() : ''),
  },
  hours,
  double: flag('X-IKEBANA-DOUBLE-BOOKING', false),
  windowDays: number('X-IKEBANA-BOOKING-WINDOW', MAX_WINDOW_DAYS),
  longest: number('X-IKEBANA-LONGEST', MAX_LONGEST),
  approval: flag('X-IKEBANA-APPROVAL', false),
  releaseAfter: number('X-IKEBANA-RELEASE', MAX_RELEASE),
  releaseDeclined: flag('X-IKEBANA-RELEASE-DECLINED', false),
  showWho: flag('X-IKEBANA-SHOW-WHO', true),
};

const fieldNames = Object.keys(forms) as Field[];

function lineOf<K extends Field>(field: K, value: RoomFields[K]): string {
  const { name, write } = forms[field];
  const written = write(value);
  return written === '' ? '' : `${name}:${written}`;
}

/** Text of a new room. */
export function createRoomText(fields: RoomFields, uid: string): string {
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', 'KIND:location', `UID:urn:uuid:${uid}`];
  if (lineOf('name', fields.name) === '') lines.push('FN:');
  for (const field of fieldNames) lines.push(lineOf(field, fields[field]));
  return `${[...lines.filter((line) => line !== ''), 'END:VCARD'].map(foldCardLine).join('\r\n')}\r\n`;
}

/** RM1, RM2: what is not said, or cannot be read, is as of a room of which nothing is known. */
export function readRoomFields(card: string, edits: Edits): RoomFields {
  const values = new Map<string, string>();
  for (const { name, text: line } of keyedLines(card, edits))
    if (!values.has(name)) values.set(name, parseContentLine(line)?.value ?? '');
  const read = <K extends Field>(field: K): RoomFields[K] => {
    const value = values.get(forms[field].name);
    return value === undefined ? emptyRoom[field] : forms[field].read(value);
  };
  return Object.fromEntries(fieldNames.map((field) => [field, read(field)])) as unknown as RoomFields;
}

/** Edits of the fields that changed; each replaces all lines of its property. */
export function roomEdits(before: RoomFields, after: RoomFields, existing: Edits): Record<string, string> {
  const edits: Record<string, string> = {};
  for (const field of fieldNames) {
    const line = lineOf(field, after[field]);
    if (line === lineOf(field, before[field])) continue;
    const { name } = forms[field];
    edits[name] = line;
    for (const key of Object.keys(existing)) if (key.startsWith(`${name};`)) edits[key] = '';
  }
  return edits;
}
