import { isOverride } from '../items/apply-edits.js';
import { type Component, parseComponents } from '../items/component.js';
import { type ContentLine, paramValue, parseContentLine, splitEscaped, unescapeText } from '../items/content-line.js';
import { endOf, readLength } from '../items/edit-time.js';
import { ianaZone, inZone, type Moment, momentKey, readMomentLine, readMomentValue } from '../items/moment.js';
import { copyOfSeries } from '../items/series-copy.js';
import { dayOf, localOfDay } from '../time/calendar-date.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { localToEpoch } from '../time/zone.js';
import { readAbsence } from './absence.js';
import { scanComponents } from './component-scan.js';
import { readAlarms } from './event-alarms.js';
import { readAttachments, readConference } from './event-attachments.js';
import { decodeCarets } from './event-card.js';
import type { AttendeeField, EventFields } from './event-fields.js';
import { ItemZones } from './item-zones.js';
import { valuesOf } from './rule-edits.js';
import { readDates } from './series-dates.js';

/** An event's components: the series or single event, and those of single occurrences. */
export interface EventComponents {
  /** `undefined` when only occurrences are known (an invitation to one of them). */
  readonly master: Component | undefined;
  readonly overrides: readonly Component[];
  /** Zones that the item's own VTIMEZONEs define. */
  readonly zones: ItemZones;
}

export function readEventComponents(text: string): EventComponents {
  const components = parseComponents(text);
  const events = components.filter(({ name }) => name !== 'VTIMEZONE');
  const hasOwnZones = events.length < components.length;
  return {
    master: events.find((event) => !isOverride(event)),
    overrides: events.filter(isOverride),
    zones: new ItemZones(hasOwnZones ? scanComponents(text) : []),
  };
}

/** The first line of a name, read. */
export function lineOfPart(component: Component, name: string): ContentLine | undefined {
  const part = component.parts.find((candidate) => candidate.name === name && !candidate.block);
  return part === undefined ? undefined : parseContentLine(part.text);
}

/** Time a property stands for. */
export function momentOfPart(component: Component, name: string): Moment | undefined {
  return readMomentLine(component.parts.find((part) => part.name === name && !part.block)?.text);
}

/** The override of an occurrence, in whatever zone its RECURRENCE-ID is written. */
export function findOverride(components: EventComponents, recurrenceId: string): Component | undefined {
  const named = recurrenceMoment(components, recurrenceId);
  return components.overrides.find((override) => {
    const own = lineOfPart(override, 'RECURRENCE-ID')?.value.trim();
    const moment = momentOfPart(override, 'RECURRENCE-ID');
    return (
      own === recurrenceId || (moment !== undefined && named !== undefined && momentKey(moment) === momentKey(named))
    );
  });
}

/** A RECURRENCE-ID's value as a time of its series: without `Z` it is in the series' zone. */
export function recurrenceMoment({ master }: EventComponents, recurrenceId: string): Moment | undefined {
  const zone = (master && momentOfPart(master, 'DTSTART')?.zone) ?? '';
  return readMomentValue(recurrenceId, zone === 'UTC' ? '' : zone);
}

/**
 * What a person sees of an event.
 *
 * @param text - The item's text, edits applied.
 * @param recurrenceId - Which occurrence; absent: the series itself, or the single event.
 * @param occurrenceStart - Start of that occurrence on the wall clock of the event's zone, where it is not the one
 *   that `recurrenceId` says (RANGE=THISANDFUTURE). An override's own start always holds.
 * @returns undefined when there is no such event or it has no readable start.
 */
export function readEventFields(
  text: string,
  recurrenceId?: string,
  occurrenceStart?: LocalMs,
): EventFields | undefined {
  const components = readEventComponents(text);
  const { master } = components;
  if (recurrenceId === undefined) {
    const component = master ?? components.overrides[0];
    return component && readFields(component, momentOfPart(component, 'DTSTART'), components);
  }
  const override = findOverride(components, recurrenceId);
  if (override !== undefined) {
    // Without a start it stays where it was (rule RS5).
    const start = momentOfPart(override, 'DTSTART') ?? momentOfPart(override, 'RECURRENCE-ID');
    return readFields(override, start, components);
  }
  const start = master && momentOfPart(master, 'DTSTART');
  const named = recurrenceMoment(components, recurrenceId);
  if (master === undefined || start === undefined || named === undefined) return undefined;
  const copy = copyOfSeries(components.overrides, master, named.date ? named : inZone(named, start.zone));
  const own = momentOfPart(copy, 'DTSTART') ?? start;
  return readFields(copy, occurrenceStart === undefined ? own : { ...own, local: occurrenceStart }, components);
}

function readFields(
  component: Component,
  start: Moment | undefined,
  components: EventComponents,
): EventFields | undefined {
  start ??= missingStart(component);
  if (start === undefined) return undefined;
  const { master } = components;
  const length = readLength(component);
  const noEnd = start.date ? start.local + MS_PER_DAY : start.local;
  const end = length === undefined ? (noEnd as LocalMs) : endOf(start, length).local;
  return {
    title: textOf(component, 'SUMMARY'),
    location: textOf(component, 'LOCATION'),
    description: textOf(component, 'DESCRIPTION'),
    url: lineOfPart(component, 'URL')?.value ?? '',
    conference: readConference(component),
    allDay: start.date,
    ...timesOf(start, end, components.zones, momentOfPart(component, 'DTEND')?.zone ?? ''),
    rrule: (master && lineOfPart(master, 'RRULE')?.value) ?? '',
    moreRules: master === undefined ? [] : valuesOf(master, 'RRULE').slice(1),
    rdates: master === undefined ? [] : readDates(master, 'RDATE'),
    exdates: master === undefined ? [] : readDates(master, 'EXDATE'),
    color: readColor(component),
    transparent: lineOfPart(component, 'TRANSP')?.value.trim().toUpperCase() === 'TRANSPARENT',
    status: oneOf(statuses, lineOfPart(component, 'STATUS')?.value, ''),
    visibility: oneOf(visibilities, lineOfPart(component, 'CLASS')?.value, 'PUBLIC'),
    categories: readCategories(component),
    ...readAbsence(component),
    ...readAlarms(component),
    ...readOrganizer(component),
    attendees: readAttendees(component),
    attachments: readAttachments(component),
  };
}

/** Where an event is put that does not say when it starts: at its end, or on the day it was written. */
function missingStart(component: Component): Moment | undefined {
  const end = momentOfPart(component, 'DTEND');
  if (end !== undefined) return end;
  const written = momentOfPart(component, 'CREATED') ?? momentOfPart(component, 'DTSTAMP');
  return written && { local: localOfDay(dayOf(written.local)), date: true, zone: '' };
}

/** A zone that only a VTIMEZONE of the item knows has no name others would understand: its times are given in UTC. */
function timesOf(
  start: Moment,
  end: LocalMs,
  zones: ItemZones,
  endTzid: string,
): Pick<EventFields, 'start' | 'end' | 'zone' | 'endZone'> {
  const zone = ianaZone(start.zone);
  const own = zone === '' && start.zone !== '' ? zones.find(start.zone) : undefined;
  const named = own?.name ?? zone;
  const endNamed =
    endTzid === '' || endTzid === start.zone ? '' : ianaZone(endTzid) || (zones.find(endTzid)?.name ?? '');
  const endZone = endNamed === named || (named === '' && own === undefined) ? '' : endNamed;
  if (own === undefined || own.name !== undefined) return { start: start.local, end, zone: named, endZone };
  const utc = (local: LocalMs) => localToEpoch(own.rules, local) as number as LocalMs;
  return { start: utc(start.local), end: utc(end), zone: 'UTC', endZone: endZone === 'UTC' ? '' : endZone };
}

const statuses = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;
const visibilities = ['PUBLIC', 'PRIVATE', 'CONFIDENTIAL'] as const;
const partStats = ['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'] as const;
const roles = ['CHAIR', 'REQ-PARTICIPANT', 'OPT-PARTICIPANT', 'NON-PARTICIPANT'] as const;
const kinds = ['INDIVIDUAL', 'GROUP', 'RESOURCE', 'ROOM', 'UNKNOWN'] as const;

function oneOf<T extends string, F extends string>(known: readonly T[], value: string | undefined, fallback: F): T | F {
  const upper = value?.trim().toUpperCase();
  return known.find((candidate) => candidate === upper) ?? fallback;
}

function textOf(component: Component, name: string): string {
  return unescapeText(lineOfPart(component, name)?.value ?? '');
}

function readCategories(component: Component): string[] {
  const lines = component.parts.filter(({ name, block }) => name === 'CATEGORIES' && !block);
  const values = lines.flatMap(({ text }) => splitEscaped(parseContentLine(text)?.value ?? '', ','));
  return values.map((value) => unescapeText(value).trim()).filter((value) => value !== '');
}

function readAttendees(component: Component): AttendeeField[] {
  return component.parts.flatMap((part) => {
    const line = part.name === 'ATTENDEE' ? parseContentLine(part.text) : undefined;
    if (line === undefined || line.value.trim() === '') return [];
    return [
      {
        address: line.value.trim(),
        name: decodeCarets(paramValue(line, 'CN') ?? ''),
        status: oneOf(partStats, paramValue(line, 'PARTSTAT'), 'NEEDS-ACTION'),
        role: oneOf(roles, paramValue(line, 'ROLE'), 'REQ-PARTICIPANT'),
        rsvp: paramValue(line, 'RSVP')?.toUpperCase() === 'TRUE',
        kind: oneOf(kinds, paramValue(line, 'CUTYPE'), 'INDIVIDUAL'),
      },
    ];
  });
}

function readOrganizer(component: Component): Pick<EventFields, 'organizer' | 'organizerName'> {
  const line = lineOfPart(component, 'ORGANIZER');
  return {
    organizer: line?.value.trim() ?? '',
    organizerName: line === undefined ? '' : decodeCarets(paramValue(line, 'CN') ?? ''),
  };
}

/** A colour's name is letters; anything else is none (RFC 7986 §5.9). */
function readColor(component: Component): string {
  const value = lineOfPart(component, 'COLOR')?.value.trim().toLowerCase() ?? '';
  return /^[a-z]{3,20}$/.test(value) ? value : '';
}
