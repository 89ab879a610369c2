// Cancellations by the organiser: for everybody, for one guest, or of single occurrences (RFC 5546 §3.2.5).
import { type Component, createPart, propertyValue } from '../../items/component.js';
import { unescapeText } from '../../items/content-line.js';
import { type Moment, momentKey } from '../../items/moment.js';
import { copyAt } from './context.js';
import type { EditedItem, SendOptions } from './edited-item.js';
import type { Method } from './message.js';
import {
  makeComponent,
  messageText,
  type OutgoingMessage,
  partsOf,
  publicLine,
  type Recipient,
  stampPart,
} from './outgoing.js';
import type { Participant } from './people.js';
import { versionOf } from './version.js';

/** The place of a guest who is asked to the whole series. */
export const WHOLE = '';

export const isCancelledPart = (component: Component) =>
  propertyValue(component, 'STATUS')?.trim().toUpperCase() === 'CANCELLED';

/** What every message to a guest says of itself. */
export function messageBase(edited: EditedItem, organizer: Participant, guest: Participant, component: Component) {
  const recipient: Recipient = { address: guest.line.value.trim(), name: guest.name };
  return {
    uid: edited.uid,
    sender: organizer.line.value.trim(),
    recipients: [recipient],
    title: unescapeText(propertyValue(component, 'SUMMARY') ?? ''),
  };
}

/** What a cancellation says: enough to know what was meant. */
const CANCEL_NAMES = [
  'UID',
  'RECURRENCE-ID',
  'SUMMARY',
  'DTSTART',
  'DTEND',
  'DUE',
  'DURATION',
  'LOCATION',
  'RRULE',
] as const;

export function cancel(
  edited: EditedItem,
  organizer: Participant,
  at: string,
  guest: Participant,
  options: SendOptions,
): OutgoingMessage | undefined {
  const { before, after } = edited;
  const old = at === WHOLE ? before?.master : before?.overrides.get(at);
  const now = at === WHOLE ? after?.master : after?.overrides.get(at);
  if (old === undefined || before === undefined) return undefined;
  // Deleted or called off: for everybody. Otherwise only these guests are out (RFC 5546 §3.2.5: then no STATUS).
  const isOff = now === undefined ? after === undefined : isCancelledPart(now);
  const sequence = now === undefined ? versionOf(old).sequence + 1 : versionOf(now).sequence;
  return cancelMessage(edited, organizer, old, guest, { isOff, sequence, now: options.now });
}

export function cancelOccurrence(
  edited: EditedItem,
  organizer: Participant,
  moment: Moment,
  guest: Participant,
  { now }: SendOptions,
): OutgoingMessage | undefined {
  const { before, after } = edited;
  if (before?.master === undefined || after?.master === undefined) return undefined;
  const key = momentKey(moment);
  const own = before.overrides.get(key) ?? copyAt(before, moment) ?? before.master;
  const struck = after.overrides.get(key);
  const sequence = Math.max(versionOf(after.master).sequence, struck ? versionOf(struck).sequence : 0);
  return cancelMessage(edited, organizer, own, guest, { isOff: true, sequence, now });
}

function cancelMessage(
  edited: EditedItem,
  organizer: Participant,
  component: Component,
  guest: Participant,
  { isOff, sequence, now }: { readonly isOff: boolean; readonly sequence: number; readonly now: SendOptions['now'] },
): OutgoingMessage {
  const recurrenceId = propertyValue(component, 'RECURRENCE-ID')?.trim();
  const parts = [
    ...partsOf(component, ...CANCEL_NAMES),
    createPart('SEQUENCE', `SEQUENCE:${sequence}`),
    stampPart(now),
    ...(isOff ? [createPart('STATUS', 'STATUS:CANCELLED')] : []),
    createPart('ORGANIZER', publicLine(organizer)),
    createPart('ATTENDEE', publicLine(guest)),
  ];
  return {
    ...messageBase(edited, organizer, guest, component),
    method: 'CANCEL' satisfies Method,
    text: messageText([makeComponent(component.name, parts)], edited.before ?? { zones: [] }),
    ...(recurrenceId !== undefined && { recurrenceId }),
    significant: true,
  };
}

/** Cancellations differ only in whose line they name: one message names all of them. */
export function mergeCancels(messages: readonly OutgoingMessage[]): OutgoingMessage[] {
  const merged: OutgoingMessage[] = [];
  for (const message of messages) {
    const id = cancelId(message);
    const index = merged.findIndex((other) => id !== undefined && cancelId(other) === id);
    const known = merged[index];
    if (known === undefined) merged.push(message);
    else
      merged[index] = {
        ...known,
        text: withGuests(known.text, message.text),
        recipients: [...known.recipients, ...message.recipients],
      };
  }
  return merged;
}

const GUEST_LINES = /^ATTENDEE(?:.*\r\n[ \t])*.*\r\n/gm;

function cancelId({ method, text }: OutgoingMessage): string | undefined {
  return method === 'CANCEL' ? text.replace(GUEST_LINES, '') : undefined;
}

function withGuests(text: string, other: string): string {
  const lines = other.match(GUEST_LINES) ?? [];
  return text.replace(/^END:(?:VEVENT|VTODO)\r\n/m, (end) => lines.join('') + end);
}
