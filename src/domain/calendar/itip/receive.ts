// What a message does to the calendar (RFC 5546; the numbered rules are in docs/rules/invitations.md).
import { type Component, propertyValue } from '../../items/component.js';
import { paramValue } from '../../items/content-line.js';
import { instantOf } from '../../items/moment.js';
import { momentOfPart } from '../read-event-fields.js';
import {
  createContext,
  organizerIn,
  ownAttendee,
  type ReceiveContext,
  type ReceiveOptions,
  recurrenceIdOf,
} from './context.js';
import { allInstances, type ItemChange, type ItipMessage, type Method, type StoredState } from './message.js';
import { addressKey, attendeesOf, isAmong, organizersOf, sentByOf } from './people.js';
import { receiveCancel } from './receive-cancel.js';
import { answererOf, readAnswer, receiveReply } from './receive-reply.js';
import { receiveAdd, receiveRequest } from './receive-request.js';
import type { Concern, GuestAnswer, Reception, ReceptionKind } from './reception.js';
import { versionOf } from './version.js';

const guestMethods: ReadonlySet<Method> = new Set(['REPLY', 'COUNTER', 'REFRESH']);

/**
 * What a message does. Nothing of it is done yet: what is grave is for the person to decide.
 *
 * @param stored - The item of that UID; undefined when there is none, or it was deleted.
 */
export function receive(message: ItipMessage, stored: StoredState | undefined, options: ReceiveOptions): Reception {
  const context = createContext(message, stored, options);
  const components = allInstances(context.found);
  if (components.length === 0)
    return reception(context, 'invitation', { concerns: [{ code: 'empty', level: 'refuse' }] });
  if (organizersOf([...components, ...context.found.extra]).size > 1)
    return reception(context, kindOf(context), { concerns: [{ code: 'several-organizers', level: 'refuse' }] });
  return guestMethods.has(message.method) ? fromGuest(context) : fromOrganizer(context);
}

function kindOf({ message, here }: ReceiveContext): ReceptionKind {
  switch (message.method) {
    case 'REQUEST':
    case 'ADD':
      return here === undefined ? 'invitation' : 'update';
    case 'PUBLISH':
      return 'publication';
    case 'CANCEL':
      return 'cancellation';
    case 'REPLY':
      return 'answer';
    case 'COUNTER':
      return 'counter';
    case 'DECLINECOUNTER':
      return 'counter-declined';
    case 'REFRESH':
      return 'refresh';
  }
}

interface Found {
  readonly concerns: readonly Concern[];
  readonly change?: ItemChange;
  readonly answers?: readonly GuestAnswer[];
}

function reception(context: ReceiveContext, kind: ReceptionKind, found: Found): Reception {
  const { message, here, own } = context;
  const organizer = organizerIn(context.found) ?? (here && organizerIn(here));
  const me = ownAttendee(context.found, own) ?? (here && ownAttendee(here, own));
  const refused = found.concerns.some(({ level }) => level === 'refuse');
  return {
    kind,
    message,
    concerns: found.concerns,
    answers: found.answers ?? [],
    occurrences: allInstances(context.found).map(recurrenceIdOf),
    ...(refused || found.change === undefined ? {} : { change: found.change }),
    ...(me && { me: me.line.value.trim() }),
    ...(organizer && { organizer: { address: organizer.line.value.trim(), name: organizer.name } }),
  };
}

function fromOrganizer(context: ReceiveContext): Reception {
  const { message, stored, here } = context;
  const kind = kindOf(context);
  const concerns = [...organizerConcerns(context), ...guestConcerns(context)];
  if (context.found.extra.length > 0) concerns.push({ code: 'ambiguous', level: 'ask' });
  if (message.method === 'DECLINECOUNTER') {
    if (here === undefined) concerns.push({ code: 'unknown-event', level: 'refuse' });
    return reception(context, kind, { concerns });
  }
  if (message.method === 'CANCEL') {
    if (stored === undefined || here === undefined)
      return reception(context, kind, { concerns: [...concerns, { code: 'unknown-event', level: 'refuse' }] });
    return withOutcome(context, kind, concerns, receiveCancel(context, stored, here));
  }
  concerns.push(...timeConcerns(allInstances(context.found)));
  return withOutcome(context, kind, concerns, message.method === 'ADD' ? receiveAdd(context) : receiveRequest(context));
}

type Outcome =
  | { readonly state: 'newer'; readonly change: ItemChange }
  | { readonly state: 'outdated' | 'duplicate' | 'unknown-event' | 'unknown-occurrence' };

function withOutcome(
  context: ReceiveContext,
  kind: ReceptionKind,
  concerns: readonly Concern[],
  outcome: Outcome,
): Reception {
  if (outcome.state === 'newer') return reception(context, kind, { concerns, change: outcome.change });
  const level = outcome.state === 'outdated' || outcome.state === 'duplicate' ? 'done' : 'refuse';
  return reception(context, kind, { concerns: [...concerns, { code: outcome.state, level }] });
}

/** Only the organiser of what is here may change it (IT20–IT25). */
function organizerConcerns(context: ReceiveContext): Concern[] {
  const { found, here, own, sender } = context;
  const concerns: Concern[] = [];
  const organizer = organizerIn(found);
  const known = here && organizerIn(here);
  if (known !== undefined && isAmong(known.key, own)) concerns.push({ code: 'own-event', level: 'ask' });
  else if (known !== undefined && known.key !== organizer?.key)
    concerns.push({ code: 'organizer-differs', level: 'ask', address: organizer?.key, expected: known.key });
  else if (here !== undefined && known === undefined)
    concerns.push({ code: 'not-an-invitation', level: 'ask', address: organizer?.key });
  if (organizer === undefined)
    return here === undefined ? [...concerns, { code: 'no-organizer', level: 'note' }] : concerns;
  const sentBy = sentByOf(organizer);
  const delegators = delegatorsOf(context);
  if (sender !== undefined && !isAmong(sender, [organizer.key, ...(sentBy ? [sentBy] : []), ...delegators]))
    concerns.push({ code: 'sender-differs', level: 'ask', address: addressKey(sender), expected: organizer.key });
  if (sentBy !== undefined && sentBy !== organizer.key)
    concerns.push({ code: 'sent-by', level: 'note', address: sentBy });
  return concerns;
}

function delegatorsOf({ found, own }: ReceiveContext): string[] {
  const me = ownAttendee(found, own);
  const from = me && paramValue(me.line, 'DELEGATED-FROM');
  return from === undefined ? [] : [addressKey(from)];
}

/** Is it meant for this person? (IT26–IT29) */
function guestConcerns(context: ReceiveContext): Concern[] {
  const { found, own, message, here } = context;
  if (message.method === 'PUBLISH') return [];
  const [delegator] = delegatorsOf(context);
  if (delegator !== undefined) return [{ code: 'delegated', level: 'note', address: delegator }];
  if (own.length === 0) return here === undefined ? [{ code: 'no-address', level: 'note' }] : [];
  const organizer = organizerIn(found);
  if (ownAttendee(found, own) !== undefined || (organizer && isAmong(organizer.key, own))) return [];
  const hasGuests = allInstances(found).some((component) => attendeesOf(component).length > 0);
  if (message.method === 'CANCEL')
    return hasGuests && here && ownAttendee(here, own) ? [{ code: 'for-others', level: 'ask' }] : [];
  return message.method === 'REQUEST' || message.method === 'ADD' ? [{ code: 'not-invited', level: 'note' }] : [];
}

function timeConcerns(components: readonly Component[]): Concern[] {
  const concerns: Concern[] = [];
  for (const component of components) {
    const start = momentOfPart(component, 'DTSTART');
    const end = momentOfPart(component, component.name === 'VTODO' ? 'DUE' : 'DTEND');
    if (start === undefined && component.name === 'VEVENT') concerns.push({ code: 'no-start', level: 'ask' });
    if (start && end && start.date === end.date && instantOf(end) < instantOf(start))
      concerns.push({ code: 'end-before-start', level: 'ask' });
  }
  return concerns.filter(({ code }, index) => concerns.findIndex((other) => other.code === code) === index);
}

function fromGuest(context: ReceiveContext): Reception {
  const { message, stored, here, own } = context;
  const kind = kindOf(context);
  const answerer = answererOf(context);
  const said = answerer === undefined ? [] : allInstances(context.found).map((one) => readAnswer(one, answerer));
  if (stored === undefined || here === undefined)
    return reception(context, kind, { concerns: [{ code: 'unknown-event', level: 'refuse' }], answers: said });
  const organizer = organizerIn(here);
  const isMine = organizer === undefined || own.length === 0 || isAmong(organizer.key, own);
  const concerns: Concern[] = isMine ? [] : [{ code: 'not-organizer', level: 'ask', expected: organizer.key }];
  if (message.method === 'REPLY') {
    const { edits, answers, concerns: more } = receiveReply(context, stored, here);
    const change = Object.keys(edits).length > 0 ? { edits } : undefined;
    return reception(context, kind, { concerns: [...concerns, ...more], change, answers });
  }
  if (answerer === undefined) concerns.push({ code: 'no-attendee', level: 'refuse' });
  else if (!allInstances(here).some((one) => attendeesOf(one).some(({ key }) => key === answerer.key)))
    concerns.push({ code: 'guest-not-invited', level: 'ask', address: answerer.key });
  if (message.method === 'COUNTER') {
    const current = here.master;
    const isOld = allInstances(context.found).some(
      (one) =>
        current !== undefined &&
        propertyValue(one, 'SEQUENCE') !== undefined &&
        versionOf(one).sequence < versionOf(current).sequence,
    );
    if (isOld) concerns.push({ code: 'old-answer', level: 'ask' });
    concerns.push(...timeConcerns(allInstances(context.found)));
  }
  return reception(context, kind, { concerns, answers: said });
}
