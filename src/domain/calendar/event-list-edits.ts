// Edits of what an event has several of: people and alarms.
import type { Component, Part } from '../items/component.js';
import { type ContentLine, parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import type { EventFields } from './event-fields.js';
import { alarmBlock, attendeeLine } from './event-lines.js';
import { alarmMinutesOfPart } from './read-event-fields.js';

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
    const same = was?.name === attendee.name && was.status === attendee.status && was.role === attendee.role;
    if (!same) edits.set(key, attendeeLine(attendee, lines.get(attendee.address.trim().toLowerCase())));
  }
  return edits;
}

/** One edit for each alarm that is new or gone. Alarms that are no reminders before the start are left alone. */
export function alarmEdits(context: EditContext, before: EventFields, after: EventFields): Map<string, string> {
  const wanted = new Set(after.alarms);
  const gone = new Set(before.alarms.filter((minutes) => !wanted.has(minutes)));
  const fresh = [...wanted].filter((minutes) => !before.alarms.includes(minutes));
  if (gone.size === 0 && fresh.length === 0) return new Map();
  const { rid, written } = context;
  const keyOf = (id: string) => formatEditKey({ rid, name: 'VALARM', id });
  const blocks = context.current.parts.filter(({ name, block }) => name === 'VALARM' && block);
  if (written === undefined || context.existing[keyOf('')] !== undefined) {
    // A copy of the series has no positions of its own to name.
    const stay = blocks.filter((block) => !isOneOf(block, gone)).map(({ raw }) => raw);
    return new Map([[keyOf(''), [...stay, ...fresh.map((minutes) => alarmBlock(minutes, after.title))].join('\r\n')]]);
  }
  const edits = new Map<string, string>();
  const texts = written.parts.filter(({ name, block }) => name === 'VALARM' && block);
  for (const [index, block] of texts.entries()) if (isOneOf(block, gone)) edits.set(keyOf(`#${index + 1}`), '');
  for (const minutes of gone) if (context.existing[keyOf(word(minutes))]) edits.set(keyOf(word(minutes)), '');
  for (const minutes of fresh) edits.set(keyOf(word(minutes)), alarmBlock(minutes, after.title));
  return edits;
}

function isOneOf(block: Part, minutes: ReadonlySet<number>): boolean {
  const own = alarmMinutesOfPart(block);
  return own !== undefined && minutes.has(own);
}

/** Two people who add the same reminder add one. */
const word = (minutes: number) => `minutes${minutes}`;
