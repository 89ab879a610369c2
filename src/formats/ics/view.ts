// A calendar read for looking at it, once: what is drawn, at the least cost. What an import keeps, repairs and reports
// (parse.ts) is not needed for that; both show the same events.
import {
  ComponentScanner,
  createScanNames,
  drawnNames,
  lineOf,
  type ScannedComponent,
  scanComponents,
} from '../../domain/calendar/component-scan.js';
import { cardNames, type EventCard, readEventCard } from '../../domain/calendar/event-card.js';
import { ItemZones } from '../../domain/calendar/item-zones.js';
import { projectComponents } from '../../domain/calendar/project-item.js';
import type { EventRow, SeriesRow } from '../../domain/calendar/row-types.js';
import { AppError } from '../../domain/errors.js';
import { decode } from '../text/decode.js';
import { normaliseBreaks } from './scan-text.js';

/** Characters read between two looks at the rest of the page. */
const STEP_LENGTH = 64 * 1024;
/** UIDs of one file: as {@link IcsLimits.maxItems}. */
const MAX_EVENTS = 250_000;

const viewNames = createScanNames(...drawnNames.names, 'UID', 'SEQUENCE', 'DTSTAMP');

export interface CalendarView {
  readonly rows: readonly (EventRow | SeriesRow)[];
  /** @param recurrenceId - as its occurrence has it; that of the event itself otherwise. */
  readCard(uid: string, recurrenceId?: string): EventCard | undefined;
}

/**
 * Reads iCalendar text in steps of about a millisecond.
 *
 * @throws {AppError} `input/wrong-kind`: there is no calendar in it.
 */
export function* viewCalendarSteps(bytes: Uint8Array): Generator<void, CalendarView> {
  const text = normaliseBreaks(decode(bytes).text);
  const scanner = new ComponentScanner(text, viewNames);
  while (scanner.scanTo(scanner.position + STEP_LENGTH)) yield;
  const { found } = scanner;
  if (!found.some(({ name }) => name !== 'VCARD') && !/^END:VCALENDAR/im.test(text))
    throw new AppError('input/wrong-kind', 'Not a calendar.');
  const zones = new ItemZones(found);
  const rows: (EventRow | SeriesRow)[] = [];
  /** Where the components of an event are, by RECURRENCE-ID. */
  const places = new Map<string, Map<string, Pick<ScannedComponent, 'from' | 'to'>>>();
  for (const [uid, versions] of yield* groupEvents(found)) {
    rows.push(...projectComponents(uid, [...versions.values()], 'VEVENT', zones));
    places.set(uid, new Map(Array.from(versions, ([id, { from, to }]) => [id, { from, to }])));
    yield;
  }
  return {
    rows,
    readCard(uid, recurrenceId = '') {
      const parts = places.get(uid);
      const place = parts?.get(recurrenceId) ?? parts?.get('');
      const [event] = place ? scanComponents(text.slice(place.from, place.to), cardNames) : [];
      return event && readEventCard(event);
    },
  };
}

type EventGroups = Map<string, Map<string, ScannedComponent>>;

/** Events by UID, then RECURRENCE-ID; of two versions the newer one (RFC 5546 §2.1.5). */
function* groupEvents(components: readonly ScannedComponent[]): Generator<void, EventGroups> {
  const groups: EventGroups = new Map();
  for (const component of components) {
    if (component.name !== 'VEVENT' || groups.size === MAX_EVENTS) continue;
    const id = textOf(component, 'RECURRENCE-ID').trim();
    // Nothing is drawn of it, nor is it a newer version of what is.
    if (!id && !textOf(component, 'DTSTART')) continue;
    let uid = textOf(component, 'UID') || `#${groups.size}`;
    if (!id && isOther(groups.get(uid)?.get(id), component))
      uid += `-${textOf(component, 'DTSTART')} ${textOf(component, 'SUMMARY')}`;
    const group = groups.get(uid);
    const present = group?.get(id);
    if (group === undefined) groups.set(uid, new Map([[id, component]]));
    else if (present === undefined || !isOlder(component, present)) group.set(id, component);
    yield;
  }
  return groups;
}

function textOf(component: ScannedComponent, name: string): string {
  return lineOf(component, name)?.value ?? '';
}

function sequenceOf(component: ScannedComponent): number {
  return Number.parseInt(textOf(component, 'SEQUENCE'), 10) || 0;
}

/** Some programs give every event the same UID. Taking them for versions of one would lose all but one. */
function isOther(present: ScannedComponent | undefined, component: ScannedComponent): boolean {
  if (present === undefined) return false;
  const differs = (name: string) => textOf(present, name) !== textOf(component, name);
  const apart = differs('DTSTART') || !differs('DTSTAMP');
  return apart && differs('SUMMARY') && sequenceOf(present) === sequenceOf(component);
}

function isOlder(component: ScannedComponent, than: ScannedComponent): boolean {
  const newer = sequenceOf(component) - sequenceOf(than);
  return newer < 0 || (newer === 0 && textOf(component, 'DTSTAMP') < textOf(than, 'DTSTAMP'));
}
