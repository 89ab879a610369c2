// What a person does with an invitation: answering it, and proposing other times (RFC 5546 §3.2.3, §3.2.6–3.2.8).
import { applyEdits } from '../../items/apply-edits.js';
import { type Component, createPart, propertyValue } from '../../items/component.js';
import { formatContentLine, unescapeText } from '../../items/content-line.js';
import type { Edits } from '../../items/item.js';
import { formatMomentLine } from '../../items/moment.js';
import type { EpochMs } from '../../time/types.js';
import { type EditTarget, eventEdits } from '../event-edits.js';
import type { EventFields } from '../event-fields.js';
import { durationLine, startMoment } from '../event-lines.js';
import { findOverride, readEventComponents, readEventFields, recurrenceMoment } from '../read-event-fields.js';
import { keyOfAttendee } from './component-edits.js';
import { organizerIn, recurrenceIdOf } from './context.js';
import { allInstances, type ItemChange, type ItipMessage, readInstances, type StoredState } from './message.js';
import {
  commentParts,
  makeComponent,
  messageText,
  type OutgoingMessage,
  partsOf,
  publicLine,
  stampPart,
} from './outgoing.js';
import { attendeeOf, attendeesOf, organizerOf, statusOf, withParams, writeParams } from './people.js';
import { targetOf } from './receive-reply.js';

/** PARTSTAT a person chooses. */
export type Answer = 'ACCEPTED' | 'TENTATIVE' | 'DECLINED';

const currentText = ({ text, edits }: StoredState) => applyEdits(text, edits);

/** A component that names an occurrence of the item and says nothing else. */
function pointerTo(text: string, recurrenceId: string | undefined): Component | undefined {
  const components = readEventComponents(text);
  if (recurrenceId === undefined) return makeComponent('VEVENT', []);
  const override = findOverride(components, recurrenceId);
  const line = override && partsOf(override, 'RECURRENCE-ID')[0];
  const moment = recurrenceMoment(components, recurrenceId);
  const part = line ?? (moment && createPart('RECURRENCE-ID', formatMomentLine('RECURRENCE-ID', moment)));
  return part && makeComponent('VEVENT', [part]);
}

/**
 * Writes one's own answer: an edit of one's own line only. Somebody who was not invited is put on the list.
 *
 * @param recurrenceId - One occurrence; absent: all of them, but for those that were answered otherwise.
 * @param address - One's own, as the event writes it.
 */
export function answerChange(
  stored: StoredState,
  recurrenceId: string | undefined,
  address: string,
  answer: Answer,
): ItemChange {
  const text = currentText(stored);
  const here = readInstances(text);
  const pointer = pointerTo(text, recurrenceId);
  const pointers = pointer === undefined ? [] : [pointer];
  const whole = here.master && attendeeOf(here.master, address);
  if (recurrenceId === undefined) {
    const before = whole === undefined ? 'NEEDS-ACTION' : statusOf(whole);
    for (const override of here.overrides.values()) {
      const me = attendeeOf(override, address);
      const isOther = me !== undefined && statusOf(me) !== 'NEEDS-ACTION' && statusOf(me) !== before;
      if (me !== undefined && !isOther) pointers.push(makeComponent('VEVENT', partsOf(override, 'RECURRENCE-ID')));
    }
  }
  const edits: Record<string, string> = {};
  for (const one of pointers) {
    const target = targetOf(one, stored, here);
    if (target === undefined) continue;
    const me = attendeeOf(target.current, address);
    const line = me?.line ?? { group: '', name: 'ATTENDEE', params: [], value: address };
    edits[keyOfAttendee(target.rid, target.current, me?.key ?? address)] = writeParams(line, {
      PARTSTAT: answer,
      RSVP: undefined,
    });
  }
  return { edits };
}

export interface Proposal {
  readonly uid: string;
  /** The invitation as one has it. */
  readonly state: StoredState;
  readonly recurrenceId?: string;
  /** One's own address, as the event writes it. */
  readonly address: string;
  /** The event with the times that are proposed. */
  readonly fields: EventFields;
  readonly comment: string;
  readonly now: EpochMs;
}

/** COUNTER: other times. It changes nothing before the organiser agrees. */
export function counterMessage(proposal: Proposal): OutgoingMessage | undefined {
  const { state, recurrenceId, address, fields, comment, now, uid } = proposal;
  const text = currentText(state);
  const here = readInstances(text);
  const pointer = pointerTo(text, recurrenceId);
  const target = pointer && targetOf(pointer, state, here);
  const organizer = target && organizerOf(target.current);
  if (target === undefined || organizer === undefined) return undefined;
  const me = attendeeOf(target.current, address)?.line ?? { group: '', name: 'ATTENDEE', params: [], value: address };
  const line = withParams(me, { PARTSTAT: 'TENTATIVE', RSVP: undefined });
  const parts = [
    ...partsOf(target.current, 'UID', 'RECURRENCE-ID', 'SEQUENCE', 'SUMMARY', 'LOCATION', 'RRULE'),
    createPart('DTSTART', formatMomentLine('DTSTART', startMoment(fields, fields.zone))),
    createPart('DURATION', durationLine(fields)),
    stampPart(now),
    createPart('ORGANIZER', publicLine(organizer)),
    createPart('ATTENDEE', formatContentLine(line)),
    ...commentParts(comment),
  ];
  return {
    method: 'COUNTER',
    uid,
    text: messageText([makeComponent(target.current.name, parts)], here),
    sender: address,
    recipients: [{ address: organizer.line.value.trim(), name: organizer.name }],
    title: unescapeText(propertyValue(target.current, 'SUMMARY') ?? ''),
    ...(recurrenceId !== undefined && { recurrenceId }),
    significant: true,
  };
}

/** DECLINECOUNTER: the proposal is not taken. */
export function declineCounter(counter: ItipMessage, comment: string, now: EpochMs): OutgoingMessage | undefined {
  const found = readInstances(counter.text);
  const [component] = allInstances(found);
  const organizer = component && organizerOf(component);
  const [guest] = component === undefined ? [] : attendeesOf(component);
  if (component === undefined || organizer === undefined || guest === undefined) return undefined;
  const parts = [
    ...partsOf(component, 'UID', 'RECURRENCE-ID', 'SEQUENCE', 'SUMMARY'),
    stampPart(now),
    createPart('ORGANIZER', publicLine(organizer)),
    createPart('ATTENDEE', publicLine(guest)),
    ...commentParts(comment),
  ];
  return {
    method: 'DECLINECOUNTER',
    uid: counter.uid,
    text: messageText([makeComponent(component.name, parts)], found),
    sender: organizer.line.value.trim(),
    recipients: [{ address: guest.line.value.trim(), name: guest.name }],
    title: unescapeText(propertyValue(component, 'SUMMARY') ?? ''),
    significant: false,
  };
}

/** REFRESH: asks the organiser for the latest version of something that one has heard of. */
export function refreshMessage(message: ItipMessage, me: string, now: EpochMs): OutgoingMessage | undefined {
  const found = readInstances(message.text);
  const organizer = organizerIn(found);
  const [component] = allInstances(found);
  if (organizer === undefined || component === undefined) return undefined;
  const parts = [
    ...partsOf(component, 'UID'),
    stampPart(now),
    createPart('ORGANIZER', publicLine(organizer)),
    createPart('ATTENDEE', formatContentLine({ group: '', name: 'ATTENDEE', params: [], value: me })),
  ];
  return {
    method: 'REFRESH',
    uid: message.uid,
    text: messageText([makeComponent(component.name, parts)], { zones: [] }),
    sender: me,
    recipients: [{ address: organizer.line.value.trim(), name: organizer.name }],
    title: unescapeText(propertyValue(component, 'SUMMARY') ?? ''),
    significant: false,
  };
}

/** What a counter-proposal would make of the event: its times, place and title; one occurrence or the whole. */
export interface CounterFields {
  readonly target: EditTarget;
  readonly before: EventFields;
  readonly after: EventFields;
}

/** @returns undefined when there is no such event or the proposal has no readable times. */
export function readCounter(counter: ItipMessage, stored: StoredState): CounterFields | undefined {
  const [component] = allInstances(readInstances(counter.text));
  const recurrenceId = component && recurrenceIdOf(component);
  if (component === undefined) return undefined;
  const text = currentText(stored);
  const here = readInstances(text);
  const named = recurrenceId === '' ? undefined : nameInSeries(component, stored);
  const before = readEventFields(text, named);
  const proposed = readEventFields(counter.text, recurrenceId === '' ? undefined : recurrenceId);
  if (before === undefined || proposed === undefined || (recurrenceId !== '' && named === undefined)) return undefined;
  const { start, end, zone, allDay, title, location } = proposed;
  const after = {
    ...before,
    ...{ start, end, zone, allDay },
    title: title === '' ? before.title : title,
    location: location === '' ? before.location : location,
  };
  const scope: EditTarget =
    named === undefined || here.master === undefined ? { scope: 'all' } : { scope: 'this', recurrenceId: named };
  return { target: scope, before, after };
}

function nameInSeries(component: Component, stored: StoredState): string | undefined {
  const here = readInstances(currentText(stored));
  const target = targetOf(component, stored, here);
  const line = target && partsOf(target.current, 'RECURRENCE-ID')[0];
  return line && propertyValue(makeComponent('VEVENT', [line]), 'RECURRENCE-ID')?.trim();
}

/** Edits that take the proposal. */
export function acceptCounter(counter: ItipMessage, stored: StoredState, now: EpochMs): Edits {
  const fields = readCounter(counter, stored);
  return fields === undefined
    ? {}
    : eventEdits(stored.text, stored.edits, fields.before, fields.after, fields.target, now);
}
