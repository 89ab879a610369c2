// What the organiser sends: REQUEST to who is invited, CANCEL to who no longer is (RFC 5546 §3.2.2; cancellations.ts).
import { type Component, createPart, type Part, propertyValue } from '../../items/component.js';
import { parseContentLine } from '../../items/content-line.js';
import { formatMomentLine, type Moment, momentKey, readMomentLine } from '../../items/moment.js';
import { momentOfPart } from '../read-event-fields.js';
import { cancel, cancelOccurrence, isCancelledPart, mergeCancels, messageBase, WHOLE } from './cancellations.js';
import { inSeries } from './context.js';
import type { EditedItem, SendOptions } from './edited-item.js';
import { allInstances, type Instances } from './message.js';
import {
  isPrivatePart,
  makeComponent,
  messageText,
  type OutgoingMessage,
  partsOf,
  publicLine,
  stampPart,
} from './outgoing.js';
import { attendeesOf, isAmong, type Participant, statusOf } from './people.js';

/** Where each guest takes part: '' the whole, and single occurrences by key. */
type Places = Map<string, { readonly guest: Participant; readonly at: Set<string> }>;

/** Messages of the organiser; guests who get the same share one. */
export function organizerMessages(edited: EditedItem, organizer: Participant, options: SendOptions): OutgoingMessage[] {
  const before = placesOf(edited.before, organizer, options.own);
  const after = placesOf(edited.after, organizer, options.own);
  const drafts = new Map<string, OutgoingMessage>();
  for (const [key, { guest }] of new Map([...before, ...after])) {
    for (const message of messagesTo(edited, organizer, before.get(key)?.at, after.get(key)?.at, guest, options)) {
      const id = `${message.method}\n${message.text}`;
      const known = drafts.get(id);
      drafts.set(id, known ? { ...known, recipients: [...known.recipients, ...message.recipients] } : message);
    }
  }
  return mergeCancels([...drafts.values()]);
}

function placesOf(instances: Instances | undefined, organizer: Participant, own: readonly string[]): Places {
  const places: Places = new Map();
  const add = (component: Component, at: string) => {
    for (const guest of attendeesOf(component)) {
      // A room is booked by its calendar, not by mail.
      if (guest.key === organizer.key || isAmong(guest.key, own) || guest.key.startsWith('urn:uuid:')) continue;
      const known = places.get(guest.key) ?? { guest, at: new Set<string>() };
      known.at.add(at);
      places.set(guest.key, known);
    }
  };
  if (instances === undefined || isCancelledWhole(instances)) return places;
  if (instances.master !== undefined) add(instances.master, WHOLE);
  for (const [key, override] of instances.overrides) if (!isCancelledPart(override)) add(override, key);
  return places;
}

const isCancelledWhole = ({ master }: Instances) => master !== undefined && isCancelledPart(master);

function messagesTo(
  edited: EditedItem,
  organizer: Participant,
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
  guest: Participant,
  options: SendOptions,
): OutgoingMessage[] {
  const gone = [...(before ?? [])].filter((at) => after?.has(at) !== true);
  if (after === undefined) {
    const whole = gone.includes(WHOLE) ? [WHOLE] : gone;
    return whole.flatMap((at) => cancel(edited, organizer, at, guest, options) ?? []);
  }
  const changed = changedPlaces(edited, after);
  if (isLeftOut(edited, after)) changed.add(WHOLE);
  if (changed.size === 0 && gone.length === 0) return [];
  // One occurrence less, and nothing else: that is all there is to say.
  const cancelled = takenAway(edited, changed);
  if (cancelled !== undefined && gone.every((at) => at !== WHOLE))
    return cancelled.flatMap((moment) => cancelOccurrence(edited, organizer, moment, guest, options) ?? []);
  const isNew = before === undefined;
  const single = isNew || changed.has(WHOLE) || gone.length > 0 ? undefined : [...changed];
  return [request(edited, organizer, after, single, guest, options)];
}

/** What a guest sees of a component: not alarms, nor who has answered what. */
function seen(component: Component): string {
  const lines = component.parts
    .filter((part) => !isPrivatePart(part) && part.name !== 'LAST-MODIFIED' && part.name !== 'CREATED' && !part.block)
    .map((part) => (part.name === 'ATTENDEE' ? guestText(part) : part.text));
  return [...new Set(lines)].sort().join('\n');
}

function guestText({ text }: Part): string {
  const line = parseContentLine(text);
  return line === undefined ? text : `ATTENDEE:${line.value.trim().toLowerCase()}`;
}

/** Places of a guest that read differently than before. */
function changedPlaces({ before, after }: EditedItem, at: ReadonlySet<string>): Set<string> {
  const find = (instances: Instances | undefined, key: string) =>
    key === WHOLE ? instances?.master : instances?.overrides.get(key);
  const changed = new Set<string>();
  for (const key of at) {
    const [old, now] = [find(before, key), find(after, key)];
    if (now !== undefined && (old === undefined || seen(old) !== seen(now))) changed.add(key);
  }
  return changed;
}

/** Is there a single occurrence now that a guest of the series is no longer asked to? */
function isLeftOut({ before, after }: EditedItem, at: ReadonlySet<string>): boolean {
  if (!at.has(WHOLE) || before === undefined) return false;
  return [...(after?.overrides ?? [])].some(
    ([key, override]) => !at.has(key) && !isCancelledPart(override) && !before.overrides.has(key),
  );
}

/** Occurrences that EXDATE took away, when nothing else of the series changed; undefined when something did. */
function takenAway({ before, after }: EditedItem, changed: ReadonlySet<string>): Moment[] | undefined {
  if (before?.master === undefined || after?.master === undefined) return undefined;
  const statusGone = [...before.overrides].flatMap(([key, override]) => {
    const now = after.overrides.get(key);
    return now !== undefined && isCancelledPart(now) && !isCancelledPart(override) ? [now] : [];
  });
  const fresh = [...after.overrides].filter(([key, now]) => !before.overrides.has(key) && isCancelledPart(now));
  const struck = [...statusGone, ...fresh.map(([, now]) => now)].flatMap(
    (one) => momentOfPart(one, 'RECURRENCE-ID') ?? [],
  );
  if (!changed.has(WHOLE)) return struck.length > 0 && changed.size === 0 ? struck : undefined;
  const without = (component: Component) =>
    seen({ ...component, parts: component.parts.filter(({ name }) => name !== 'EXDATE' && name !== 'SEQUENCE') });
  if (changed.size > 1 || without(before.master) !== without(after.master)) return undefined;
  const old = new Set(exdates(before.master).map(momentKey));
  const added = exdates(after.master).filter((moment) => !old.has(momentKey(moment)));
  const all = [...added, ...struck];
  return all.length > 0 && exdates(after.master).length >= old.size ? all : undefined;
}

export function exdates(component: Component): Moment[] {
  return partsOf(component, 'EXDATE').flatMap(({ text }) => {
    const colon = text.lastIndexOf(':');
    const values = text.slice(colon + 1).split(',');
    return values.flatMap((value) => readMomentLine(text.slice(0, colon + 1) + value) ?? []);
  });
}

/**
 * @param single - Occurrences the message is about; undefined: everything the guest takes part in.
 */
function request(
  edited: EditedItem,
  organizer: Participant,
  at: ReadonlySet<string>,
  single: readonly string[] | undefined,
  guest: Participant,
  options: SendOptions,
): OutgoingMessage {
  const after = edited.after as Instances;
  const wanted = single ?? [...at];
  const components: Component[] = [];
  for (const key of wanted) {
    const component = key === WHOLE ? after.master : after.overrides.get(key);
    if (component !== undefined)
      components.push(requestOf(component, key === WHOLE ? withoutOthers(after, at) : [], options));
  }
  const [first] = components;
  const recurrenceId = single?.length === 1 && first ? propertyValue(first, 'RECURRENCE-ID')?.trim() : undefined;
  return {
    ...messageBase(edited, organizer, guest, first as Component),
    method: 'REQUEST',
    text: messageText(components, after),
    ...(recurrenceId !== undefined && { recurrenceId }),
    significant: edited.before === undefined || timesDiffer(edited),
  };
}

const timeNames = ['DTSTART', 'DTEND', 'DUE', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'STATUS'] as const;

function timesDiffer({ before, after }: EditedItem): boolean {
  const text = (instances: Instances | undefined) =>
    instances === undefined
      ? ''
      : allInstances(instances)
          .map((one) =>
            partsOf(one, ...timeNames)
              .map((part) => part.text)
              .sort()
              .join('\n'),
          )
          .join('\n\n');
  return text(before) !== text(after);
}

/** A series that a guest is not in everywhere: the other occurrences are EXDATEs for them. */
function withoutOthers({ overrides, master }: Instances, at: ReadonlySet<string>): Part[] {
  const parts: Part[] = [];
  for (const [key, override] of overrides) {
    const moment = momentOfPart(override, 'RECURRENCE-ID');
    if (at.has(key) || moment === undefined || master === undefined) continue;
    const own = inSeries({ overrides, master, zones: [], extra: [], kind: '' }, moment);
    parts.push(createPart('EXDATE', formatMomentLine('EXDATE', own)));
  }
  return parts;
}

function requestOf(component: Component, more: readonly Part[], { now }: SendOptions): Component {
  const parts = component.parts
    .filter((part) => !isPrivatePart(part) && !part.block)
    .map((part) => (part.name === 'ATTENDEE' ? requestLine(part, component) : part));
  return makeComponent(component.name, [...parts, ...more, stampPart(now)]);
}

function requestLine(part: Part, component: Component): Part {
  const [guest] = attendeesOf({ ...component, parts: [part] });
  if (guest === undefined) return part;
  const text = publicLine(guest);
  return createPart(
    'ATTENDEE',
    /;PARTSTAT=/i.test(text) ? text : text.replace('ATTENDEE', `ATTENDEE;PARTSTAT=${statusOf(guest)}`),
  );
}
