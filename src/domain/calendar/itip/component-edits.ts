// From a component that came from outside to the edits that make one of ours equal to it.
import type { Component, Part } from '../../items/component.js';
import { parseContentLine } from '../../items/content-line.js';
import { formatEditKey, parseEditKey } from '../../items/edit-key.js';
import { readLength } from '../../items/edit-time.js';
import type { Edits } from '../../items/item.js';
import { formatMomentLine, ianaZone, type Moment, readMomentLine } from '../../items/moment.js';
import { formatDuration } from '../../time/ical-time.js';
import type { LocalMs } from '../../time/types.js';
import { localToEpoch } from '../../time/zone.js';
import type { ItemZones } from '../item-zones.js';
import { attendeesOf } from './people.js';

/** What stays a person's own when the organiser sends a newer version (rule IT12). */
export const personalNames: ReadonlySet<string> = new Set(['VALARM', 'COLOR']);
/** Named by the item, not by its content; of a single occurrence the series. */
const structure = new Set(['UID', 'RECURRENCE-ID', 'RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'VERSION']);

type EditValues = Record<string, string | null>;

/**
 * Edits of one occurrence that make it say what `wanted` says. A person's own alarms and colour stay.
 *
 * @param rid - Name of the occurrence, '' for the whole.
 * @param current - The component as it is now: of an occurrence without override, the series' copy at that time.
 * @param existing - The item's edits: those that would stand in the way are taken back.
 * @param zones - Zones of the text `wanted` came in: times in one that only it knows are written in UTC.
 */
export function componentEdits(
  rid: string,
  current: Component,
  wanted: Component,
  existing: Edits,
  zones: ItemZones,
): EditValues {
  const edits: EditValues = timeEdits(rid, current, wanted, zones);
  const isTimed = linesOf(wanted, 'DTSTART').length > 0;
  const names = new Set([...current.parts, ...wanted.parts].map(({ name }) => name));
  for (const name of names) {
    const isTime = name === 'DTSTART' || name === 'DTEND' || name === 'DURATION' || (name === 'DUE' && isTimed);
    if (isTime || structure.has(name) || personalNames.has(name)) continue;
    if (name === 'ATTENDEE') Object.assign(edits, attendeeLineEdits(rid, current, wanted));
    else Object.assign(edits, lineEdits(rid, name, linesOf(current, name), linesOf(wanted, name), existing));
  }
  return edits;
}

function linesOf(component: Component, name: string): Part[] {
  return component.parts.filter((part) => part.name === name && !part.block);
}

function lineEdits(
  rid: string,
  name: string,
  current: readonly Part[],
  wanted: readonly Part[],
  existing: Edits,
): EditValues {
  const same = current.length === wanted.length && current.every(({ text }, index) => text === wanted[index]?.text);
  if (same) return {};
  const edits: EditValues = {};
  for (const key of Object.keys(existing)) {
    const parsed = parseEditKey(key);
    if (parsed?.rid === rid && parsed.name === name && parsed.id !== '') edits[key] = null;
  }
  const [first, ...more] = wanted;
  edits[formatEditKey({ rid, name })] = first?.text ?? '';
  for (const [index, { text }] of more.entries()) edits[formatEditKey({ rid, name, id: `line${index + 2}` })] = text;
  return edits;
}

/** One edit for each guest who is new, gone or different. */
function attendeeLineEdits(rid: string, current: Component, wanted: Component): EditValues {
  const edits: EditValues = {};
  const before = new Map(linesOf(current, 'ATTENDEE').map(({ text }) => [attendeeId(text), text]));
  const after = new Map(linesOf(wanted, 'ATTENDEE').map(({ text }) => [attendeeId(text), text]));
  for (const id of before.keys()) if (!after.has(id) && id !== '') edits[attendeeKey(rid, id)] = '';
  for (const [id, text] of after) if (before.get(id) !== text && id !== '') edits[attendeeKey(rid, id)] = text;
  return edits;
}

function attendeeId(text: string): string {
  return parseContentLine(text)?.value.toLowerCase() ?? '';
}

function attendeeKey(rid: string, id: string): string {
  return formatEditKey({ rid, name: 'ATTENDEE', id });
}

/** Key of the edit of one guest's line in a component: the address as the line there writes it. */
export function keyOfAttendee(rid: string, component: Component, address: string): string {
  const line = attendeesOf(component).find(({ key }) => key === address)?.line;
  return attendeeKey(rid, (line?.value ?? address).toLowerCase());
}

function timeEdits(rid: string, current: Component, wanted: Component, zones: ItemZones): EditValues {
  const edits: EditValues = {};
  const [start] = linesOf(wanted, 'DTSTART');
  const moment = readMomentLine(start?.text);
  if (start === undefined || moment === undefined) return edits;
  const line = knownZoneLine(start.text, moment, zones);
  if (line !== linesOf(current, 'DTSTART')[0]?.text) edits[formatEditKey({ rid, name: 'DTSTART' })] = line;
  const [before, after] = [readLength(current), readLength(wanted)];
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    const days = after?.days === 0 && moment.date ? 1 : (after?.days ?? 0);
    const length = after && formatDuration({ days, seconds: moment.date ? 0 : after.seconds });
    edits[formatEditKey({ rid, name: 'DURATION' })] = length === undefined ? '' : `DURATION:${length}`;
  }
  return edits;
}

/** An item's other parts may not have the zone that the message brought along. */
function knownZoneLine(text: string, moment: Moment, zones: ItemZones): string {
  if (moment.zone === '' || ianaZone(moment.zone) !== '') return text;
  const own = zones.find(moment.zone);
  if (own === undefined) return text;
  const local = localToEpoch(own.rules, moment.local) as number as LocalMs;
  return formatMomentLine('DTSTART', { local, date: false, zone: 'UTC' });
}
