// Edits of what an event has several of: people, alarms, files, meeting links.
import type { Component, Part } from '../items/component.js';
import { type ContentLine, parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import { alarmBlock, alarmKey, readAlarm } from './event-alarms.js';
import {
  attachmentLine,
  conferenceIndex,
  conferenceLine,
  conferenceLines,
  conferenceTwins,
} from './event-attachments.js';
import type { AttendeeField, EventFields } from './event-fields.js';
import { attendeeLine } from './event-lines.js';

/** What an edit is written against. */
export interface EditContext {
  /** Name of the occurrence, '' for the whole. */
  readonly rid: string;
  /** The component as it is now. */
  readonly current: Component;
  /** The same in the item's text without edits; absent for an occurrence that only edits know. */
  readonly written: Component | undefined;
  readonly existing: Edits;
}

/** One edit for each person who is new, gone or different, so that guests who answer at once all count. */
export function attendeeEdits(context: EditContext, before: EventFields, after: EventFields): Map<string, string> {
  const edits = new Map<string, string>();
  const lines = new Map<string, ContentLine>();
  for (const part of context.current.parts) {
    const line = part.name === 'ATTENDEE' ? parseContentLine(part.text) : undefined;
    if (line !== undefined) lines.set(line.value.trim().toLowerCase(), line);
  }
  const keyOf = (address: string) =>
    formatEditKey({ rid: context.rid, name: 'ATTENDEE', id: address.trim().toLowerCase() });
  const kept = new Set(after.attendees.map(({ address }) => keyOf(address)));
  for (const { address } of before.attendees) if (!kept.has(keyOf(address))) edits.set(keyOf(address), '');
  const old = new Map(before.attendees.map((attendee) => [keyOf(attendee.address), attendee]));
  for (const attendee of after.attendees) {
    const key = keyOf(attendee.address);
    const was = old.get(key);
    if (was === undefined || !isSameAttendee(was, attendee))
      edits.set(key, attendeeLine(attendee, lines.get(attendee.address.trim().toLowerCase())));
  }
  return edits;
}

const isSameAttendee = (a: AttendeeField, b: AttendeeField) =>
  a.name === b.name && a.status === b.status && a.role === b.role && a.rsvp === b.rsvp && a.kind === b.kind;

/** One edit for each alarm that is new or gone. Alarms that are not for people are left alone. */
export function alarmEdits(context: EditContext, before: EventFields, after: EventFields): Map<string, string> {
  const keysOf = ({ alarms, moreAlarms }: EventFields) =>
    new Map([...alarms, ...moreAlarms].map((alarm) => [alarmKey(alarm), alarm]));
  const [old, wanted] = [keysOf(before), keysOf(after)];
  const gone = new Set([...old.keys()].filter((key) => !wanted.has(key)));
  const fresh = [...wanted]
    .filter(([key]) => !old.has(key))
    .map(([key, alarm]) => [key, alarmBlock(alarm, after.title)]);
  if (gone.size === 0 && fresh.length === 0) return new Map();
  const { rid, written } = context;
  const editKey = (id: string) => formatEditKey({ rid, name: 'VALARM', id });
  const blocksOf = ({ parts }: Component) => parts.filter(({ name, block }) => name === 'VALARM' && block);
  if (written === undefined || context.existing[editKey('')] !== undefined) {
    // A copy of the series has no positions of its own to name.
    const stay = blocksOf(context.current).filter((block) => !isOneOf(block, gone));
    return new Map([[editKey(''), [...stay.map(({ raw }) => raw), ...fresh.map(([, text]) => text)].join('\r\n')]]);
  }
  const edits = new Map<string, string>();
  for (const [index, block] of blocksOf(written).entries())
    if (isOneOf(block, gone)) edits.set(editKey(`#${index + 1}`), '');
  for (const key of gone) if (context.existing[editKey(key)]) edits.set(editKey(key), '');
  for (const [key = '', text = ''] of fresh) edits.set(editKey(key), text);
  return edits;
}

function isOneOf(block: Part, keys: ReadonlySet<string>): boolean {
  const alarm = readAlarm(block);
  return alarm !== undefined && keys.has(alarmKey(alarm));
}

/** One edit for each file or link that is new or gone. */
export function attachmentEdits({ rid }: EditContext, before: EventFields, after: EventFields): Map<string, string> {
  const old = new Set(before.attachments.map(({ id }) => id));
  const wanted = new Set(after.attachments.map(({ id }) => id));
  const keyOf = (id: string) => formatEditKey({ rid, name: 'ATTACH', id });
  return new Map([
    ...[...old].filter((id) => !wanted.has(id)).map((id) => [keyOf(id), ''] as const),
    ...after.attachments.filter(({ id }) => !old.has(id)).map((one) => [keyOf(one.id), attachmentLine(one)] as const),
  ]);
}

/** Names the meeting link that a person adds: two who add one at once end with the same. */
const VIDEO = 'video';

/** The link that was read gives way to the new one, what others write beside it too; numbers to dial stay. */
export function conferenceEdits(context: EditContext, before: EventFields, after: EventFields): Map<string, string> {
  const edits = new Map<string, string>();
  if (before.conference === after.conference) return edits;
  const { rid, current, written, existing } = context;
  const keyOf = (id: string, name = 'CONFERENCE') => formatEditKey({ rid, name, id });
  const index = written === undefined ? -1 : conferenceIndex(conferenceLines(written));
  const position = keyOf(`#${index + 1}`);
  // A copy of the series has no positions of its own to name: there it takes the place of all.
  if (written === undefined) edits.set(keyOf(''), conferenceLine(after.conference));
  else if (index !== -1 && existing[position] !== '') edits.set(position, conferenceLine(after.conference));
  else edits.set(keyOf(VIDEO), conferenceLine(after.conference));
  for (const name of conferenceTwins)
    if (current.parts.some((part) => part.name === name && !part.block)) edits.set(keyOf('', name), '');
  return edits;
}
