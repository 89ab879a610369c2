// What all receiving rules look at: the message and the item it is about, both by occurrence.
import { applyEdits, isOverride } from '../../items/apply-edits.js';
import { type Component, parseComponents, propertyValue } from '../../items/component.js';
import { inZone, type Moment } from '../../items/moment.js';
import { copyOfSeries } from '../../items/series-copy.js';
import { frameOf } from '../../items/series-frame.js';
import { scanComponents } from '../component-scan.js';
import { ItemZones } from '../item-zones.js';
import { momentInText, occurrenceName } from '../occurrence-name.js';
import { momentOfPart } from '../read-event-fields.js';
import { allInstances, type Instances, type ItipMessage, readInstances, type StoredState } from './message.js';
import { attendeesOf, isAmong, organizerOf, type Participant } from './people.js';

export interface ReceiveOptions {
  /** Calendar addresses of this person; none when they have not said. */
  readonly own: readonly string[];
  /** Who sent it, where that is known. */
  readonly sender?: string;
}

export interface ReceiveContext extends ReceiveOptions {
  readonly message: ItipMessage;
  readonly found: Instances;
  readonly stored: StoredState | undefined;
  /** The stored item with its edits. */
  readonly here: Instances | undefined;
  /** Zones that the message brings along. */
  readonly zones: ItemZones;
}

export function createContext(
  message: ItipMessage,
  stored: StoredState | undefined,
  options: ReceiveOptions,
): ReceiveContext {
  return {
    ...options,
    message,
    found: readInstances(message.text),
    stored,
    here: stored && readInstances(applyEdits(stored.text, stored.edits)),
    zones: new ItemZones(/^BEGIN:VTIMEZONE/im.test(message.text) ? scanComponents(message.text) : []),
  };
}

/** The first that is named. */
export function organizerIn(instances: Instances): Participant | undefined {
  for (const component of allInstances(instances)) {
    const organizer = organizerOf(component);
    if (organizer !== undefined) return organizer;
  }
  return undefined;
}

/** One's own line among the guests. */
export function ownAttendee(instances: Instances, own: readonly string[]): Participant | undefined {
  for (const component of allInstances(instances)) {
    const me = attendeesOf(component).find(({ key }) => isAmong(key, own));
    if (me !== undefined) return me;
  }
  return undefined;
}

/** The `rid` of edits of an occurrence (docs/decisions/0001). */
export function nameOfOccurrence(stored: StoredState, here: Instances, occurrence: Moment): string {
  const { written, frame } = frameIn(stored, here);
  return occurrenceName(written, occurrence, seriesStart(here), frame);
}

/** A time of the series as edits of EXDATE and RDATE write it: by the start of the item's text. */
export function dateForEdit(stored: StoredState, here: Instances, occurrence: Moment): Moment {
  return momentInText(occurrence, seriesStart(here), frameIn(stored, here).frame);
}

function frameIn(stored: StoredState, here: Instances) {
  const written = parseComponents(stored.text).filter(({ name }) => name !== 'VTIMEZONE');
  return {
    written,
    frame: frameOf(
      written.find((component) => !isOverride(component)),
      here.master,
    ),
  };
}

/** What the series says of one occurrence that has no component of its own; undefined without series. */
export function copyAt(instances: Instances, occurrence: Moment): Component | undefined {
  const { master } = instances;
  return master && copyOfSeries(allInstances(instances), master, inSeries(instances, occurrence));
}

export function seriesStart({ master }: Instances): Moment | undefined {
  return master && momentOfPart(master, 'DTSTART');
}

/** A RECURRENCE-ID as the series would write it. */
export function inSeries(here: Instances, occurrence: Moment): Moment {
  const start = seriesStart(here);
  return start === undefined || occurrence.date !== start.date ? occurrence : inZone(occurrence, start.zone);
}

/** RECURRENCE-ID as written, '' for the whole. */
export function recurrenceIdOf(component: Component): string {
  return propertyValue(component, 'RECURRENCE-ID')?.trim() ?? '';
}
