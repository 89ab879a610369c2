// A booking: what a room's calendar holds of an event that takes place in the room (docs/rules/rooms.md, RM10–RM14). It has the
// event's UID and follows it edit by edit, so that whatever merges in the event merges in the booking, too.
import { addressKey, attendeesOf, isAmong, organizerOf, statusOf } from '../calendar/itip/people.js';
import { DELETED, splitItemKey } from '../collections/document-id.js';
import { foldCardLine } from '../contacts/card-lines.js';
import { applyEdits, isOverride } from '../items/apply-edits.js';
import { type Component, formatComponents, type Part, parseComponents, propertyValue } from '../items/component.js';
import { escapeText, formatContentLine, paramValue, parseContentLine, unescapeText } from '../items/content-line.js';
import { parseEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import { formatMomentLine, readMomentLine, readMomentValue } from '../items/moment.js';
import { formatIcalUtc, parseIcalTime } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { MAX_TEXT, roomAddress, roomOfAddress } from './room.js';

/** An item, or what is to be one. */
export interface BookingItem {
  readonly text: string;
  readonly edits: Edits;
}

/** Who books. */
export interface Booker {
  /** '' when they have no name. */
  readonly name: string;
  /** Account, hexadecimal; '' without one. */
  readonly account: string;
  readonly at: EpochMs;
}

/** What the event says that the room's calendar is told, too: when, and what it is called. No guests, no text, no files. */
const TOLD = new Set([
  ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'],
  ...['SUMMARY', 'STATUS', 'SEQUENCE'],
]);
/** What says when it is. Dates that are left out ask for nothing. */
const CLAIMING = new Set(['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE']);
const HEAD = new Set(['UID', 'DTSTAMP', 'CREATED']);
const BOOKED_BY = 'X-IKEBANA-BOOKED-BY';
const GUESTS = 'X-IKEBANA-GUESTS';
/** What somebody who manages the room has decided. */
export const ROOM_STATE = 'X-IKEBANA-ROOM-STATE';
/** Edit key of a check-in: with the occurrence's start in its own zone. */
export const CHECK_IN = 'X-IKEBANA-CHECK-IN';

const isPrivate = (component: Component | undefined) =>
  ['PRIVATE', 'CONFIDENTIAL'].includes((component && propertyValue(component, 'CLASS'))?.trim().toUpperCase() ?? '');

const isMain = ({ name }: Component) => name === 'VEVENT';
const masterOf = (components: readonly Component[]) =>
  components.find((component) => isMain(component) && !isOverride(component));

/** Rooms that an item's components name. */
const roomsIn = (component: Component): readonly string[] =>
  attendeesOf(component).flatMap(({ key }) => roomOfAddress(key) ?? []);

/** Whether an item may name a room: quick, as nearly none does. */
export const mentionsRoom = ({ text, edits }: BookingItem): boolean =>
  (/^ATTENDEE/im.test(text) && /urn:uuid:/i.test(text.replace(/\r?\n[ \t]/g, ''))) ||
  Object.entries(edits).some(([key, value]) => /urn:uuid:/i.test(key + value));

/** Rooms that an item ever named, in its text or in edits. */
export function roomsNamed({ text, edits }: BookingItem): ReadonlySet<string> {
  const fromText = parseComponents(text).filter(isMain).flatMap(roomsIn);
  const fromEdits = Object.keys(edits).flatMap((key) => {
    const parsed = parseEditKey(key);
    return parsed?.name === 'ATTENDEE' ? (roomOfAddress(parsed.id) ?? []) : [];
  });
  return new Set([...fromText, ...fromEdits].map((uid) => uid.toLowerCase()));
}

/** RM11: only who organises an event books rooms for it. */
export function isOrganised({ text, edits }: BookingItem, own: readonly string[]): boolean {
  const master = parseComponents(applyEdits(text, edits)).find(isMain);
  const organizer = master && organizerOf(master);
  return organizer === undefined || isAmong(organizer.key, own);
}

function bookedByLine({ name, account, at }: Booker): string {
  const params = [
    { name: 'AT', values: [formatIcalUtc(at)] },
    ...(account === '' ? [] : [{ name: 'ACCOUNT', values: [account] }]),
  ];
  return formatContentLine({ group: '', name: BOOKED_BY, params, value: escapeText(name.slice(0, MAX_TEXT)) });
}

function partOf(line: string): Part {
  return { name: BOOKED_BY, raw: foldCardLine(line), text: line, block: false };
}

function toldOf(component: Component, withTitle: boolean, bookedBy: string): Component {
  if (!isMain(component)) return component; // a zone of its own
  const parts = component.parts.filter(
    ({ name, block }) =>
      !block && (HEAD.has(name) || TOLD.has(name) || name === 'CLASS') && (withTitle || name !== 'SUMMARY'),
  );
  return { ...component, parts: [...parts, partOf(bookedBy)] };
}

const isTold = (name: string) => TOLD.has(name) || name === 'CLASS' || name === GUESTS;

/** Edits of the event that the booking has, too. */
function toldEdits(edits: Edits, withTitle: boolean): Record<string, string> {
  const told = Object.entries(edits).filter(([key]) => {
    const name = parseEditKey(key)?.name;
    return name !== undefined && isTold(name) && (withTitle || name !== 'SUMMARY');
  });
  return Object.fromEntries(told);
}

/** Occurrences that the event holds elsewhere: the room is free then. */
function leftOut({ text, edits }: BookingItem, room: string): Record<string, string> {
  const master = masterOf(parseComponents(text));
  const zone = readMomentLine(master?.parts.find(({ name }) => name === 'DTSTART')?.text)?.zone ?? '';
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(edits)) {
    const parsed = parseEditKey(key);
    if (parsed === undefined || parsed.rid === '' || parsed.name !== 'ATTENDEE' || value !== '') continue;
    if (addressKey(parsed.id) !== roomAddress(room)) continue;
    const moment = readMomentValue(parsed.rid, zone === 'UTC' ? '' : zone);
    if (moment !== undefined) found[`EXDATE;${parsed.rid}`] = formatMomentLine('EXDATE', moment);
  }
  return found;
}

const ridOf = (component: Component) => component.parts.find(({ name }) => name === 'RECURRENCE-ID')?.text;

/** The same of occurrences that the text itself, as a file had it, holds elsewhere: their RECURRENCE-ID lines. */
function heldElsewhere(
  components: readonly Component[],
  holds: (component: Component) => boolean,
): ReadonlySet<string> {
  const elsewhere = components.filter((one) => isMain(one) && isOverride(one) && !holds(one));
  return new Set(elsewhere.flatMap((one) => ridOf(one) ?? []));
}

function withoutDates(lines: ReadonlySet<string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of lines) {
    const moment = readMomentLine(line);
    const value = parseContentLine(line)?.value.trim();
    if (moment !== undefined && value) found[`EXDATE;${value}`] = formatMomentLine('EXDATE', moment);
  }
  return found;
}

/** RM14: everybody but who organises it has said no. */
function haveDeclined(component: Component, own: readonly string[]): boolean {
  const guests = attendeesOf(component).filter(({ key }) => roomOfAddress(key) === undefined && !isAmong(key, own));
  return guests.length > 0 && guests.every((guest) => statusOf(guest) === 'DECLINED');
}

/**
 * RM10, RM12: what the room's calendar is to hold of an event.
 *
 * @param own - The person's own calendar addresses.
 * @returns undefined when the event does not take place there.
 */
export function bookingOf(
  event: BookingItem,
  room: string,
  booker: Booker,
  own: readonly string[],
): BookingItem | undefined {
  const now = parseComponents(applyEdits(event.text, event.edits));
  const master = masterOf(now);
  const holds = (component: Component) => roomsIn(component).some((uid) => uid.toLowerCase() === room.toLowerCase());
  const bookedBy = bookedByLine(booker);
  if (master !== undefined && holds(master)) {
    const withTitle = !isPrivate(master);
    const elsewhere = heldElsewhere(now, holds);
    const written = parseComponents(event.text)
      .filter((component) => !isMain(component) || !isOverride(component) || !elsewhere.has(ridOf(component) ?? ''))
      .map((component) => toldOf(component, withTitle, bookedBy));
    const guests: Record<string, string> = haveDeclined(master, own) ? { [GUESTS]: `${GUESTS}:DECLINED` } : {};
    const hidden: Record<string, string> = withTitle ? {} : { SUMMARY: '' };
    const free = { ...withoutDates(elsewhere), ...leftOut(event, room) };
    const edits = { ...toldEdits(event.edits, withTitle), ...free, ...guests, ...hidden };
    return { text: formatComponents(written), edits };
  }
  // Only single occurrences take place there: they are told as they are, since the series is not.
  const single = now.filter((component) => isMain(component) && isOverride(component) && holds(component));
  if (single.length === 0) return undefined;
  const zones = now.filter((component) => !isMain(component));
  const told = single.map((component) => toldOf(component, !isPrivate(component), bookedBy));
  return { text: formatComponents([...zones, ...told]), edits: {} };
}

/** Edits that make a booking that is there what it is to be; what the room's people have said of it stays. */
export function followingEdits(there: Edits, wanted: Edits): Record<string, string | null> {
  const edits: Record<string, string | null> = {};
  for (const key of Object.keys(there)) {
    const name = parseEditKey(key)?.name;
    if (name !== undefined && isTold(name) && !(key in wanted)) edits[key] = null;
  }
  for (const [key, value] of Object.entries(wanted)) if (there[key] !== value) edits[key] = value;
  return edits;
}

const timesOf = (text: string): string =>
  parseComponents(text)
    .filter(isMain)
    .flatMap(({ parts }) => parts.filter(({ name }) => CLAIMING.has(name)).map((part) => part.text))
    .join('\n');

/** RM26: whether a booking asks for another time than it did: what was decided was about that one. */
export const asksAnew = (there: BookingItem, wanted: BookingItem, edits: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(edits).some((key) => CLAIMING.has(parseEditKey(key)?.name ?? '')) ||
  (there.text !== wanted.text && timesOf(there.text) !== timesOf(wanted.text));

/** What is known of a booking besides when it is. */
export interface BookingMark {
  readonly by: string;
  readonly account: string;
  /** When it was booked, epoch ms; 0 when nobody said. */
  readonly at: number;
  readonly state?: 'approved' | 'declined';
  /** All guests have declined. */
  readonly declined?: true;
  /** Starts of occurrences somebody checked in to, as RECURRENCE-ID would say them. */
  readonly checkIns?: readonly string[];
}

const MAX_CHECK_INS = 1000;

/** @returns undefined of what no app of ours booked: other software's event in a room's calendar holds the room all the same. */
export function readBookingMark(text: string): BookingMark | undefined {
  const component = parseComponents(text).find(isMain);
  const part = component?.parts.find(({ name }) => name === BOOKED_BY);
  const line = part && parseContentLine(part.text);
  if (component === undefined || line === undefined) return undefined;
  const at = parseIcalTime(paramValue(line, 'AT') ?? '');
  const state = propertyValue(component, ROOM_STATE)?.trim().toUpperCase();
  const checkIns = component.parts
    .filter(({ name }) => name === CHECK_IN)
    .slice(0, MAX_CHECK_INS)
    .flatMap((one) => parseContentLine(one.text)?.value.trim() ?? []);
  return {
    by: unescapeText(line.value).slice(0, MAX_TEXT),
    account: paramValue(line, 'ACCOUNT') ?? '',
    at: at?.local ?? 0,
    ...(state === 'APPROVED' && { state: 'approved' as const }),
    ...(state === 'DECLINED' && { state: 'declined' as const }),
    ...(propertyValue(component, GUESTS)?.trim().toUpperCase() === 'DECLINED' && { declined: true as const }),
    ...(checkIns.length > 0 && { checkIns }),
  };
}

/** Who booked it, as its text says. */
export function readBooker(text: string): Booker | undefined {
  const mark = readBookingMark(text);
  return mark && { name: mark.by, account: mark.account, at: mark.at as EpochMs };
}

/** RM20: items that a change of these keys gives a new place in the order: what is new, brought back, or at another time. */
export function claimedBy(keys: Iterable<string>): ReadonlySet<string> {
  const claimed = new Set<string>();
  for (const key of keys) {
    const { uid, editKey } = splitItemKey(key);
    const name = editKey === undefined ? undefined : parseEditKey(editKey)?.name;
    if (editKey === undefined || editKey === DELETED || (name !== undefined && CLAIMING.has(name))) claimed.add(uid);
  }
  return claimed;
}
