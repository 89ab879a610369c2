// Messages to others, and the parts they are made of.
import { type Component, createPart, formatComponents, type Part } from '../../items/component.js';
import { formatContentLine } from '../../items/content-line.js';
import { formatIcalUtc } from '../../time/ical-time.js';
import type { EpochMs } from '../../time/types.js';
import { textLine } from '../event-lines.js';
import type { Instances, ItipMessage } from './message.js';
import type { Participant } from './people.js';

export interface Recipient {
  /** Calendar address as the event writes it. */
  readonly address: string;
  readonly name: string;
}

/** A message that is to go out; how it travels (a file, later mail by RFC 6047) is no rule's business. */
export interface OutgoingMessage extends ItipMessage {
  readonly sender: string;
  readonly recipients: readonly Recipient[];
  /** SUMMARY as written, for subject lines. */
  readonly title: string;
  /** RECURRENCE-ID's value where it is about one occurrence. */
  readonly recurrenceId?: string;
  /** Of a reply: PARTSTAT. */
  readonly status?: string;
  /** A new time, place in the series or guest: those who know the event should hear of it. */
  readonly significant: boolean;
}

/** What stays at home: alarms, colours, and what only our own software or server is told. */
const privateNames = new Set(['VALARM', 'COLOR', 'CATEGORIES', 'REQUEST-STATUS', 'DTSTAMP']);
const privateParams = new Set(['SCHEDULE-STATUS', 'SCHEDULE-FORCE-SEND', 'SCHEDULE-AGENT']);

export function isPrivatePart({ name }: Part): boolean {
  return privateNames.has(name) || name.startsWith('X-IKEBANA-') || name.startsWith('X-MOZ-');
}

/** A guest's line as others may read it: an answer's remark is for the organiser alone. */
export function publicLine({ line }: Participant): string {
  const params = line.params.filter(({ name }) => !privateParams.has(name) && !name.startsWith('X-'));
  return formatContentLine({ ...line, params });
}

export function stampPart(now: EpochMs): Part {
  return createPart('DTSTAMP', `DTSTAMP:${formatIcalUtc(now)}`);
}

export function commentParts(comment: string): Part[] {
  return comment === '' ? [] : [createPart('COMMENT', textLine('COMMENT', comment))];
}

export function partsOf(component: Component, ...names: readonly string[]): Part[] {
  return component.parts.filter(({ name, block }) => !block && names.includes(name));
}

/** The components, with the zones of the item they come from. */
export function messageText(components: readonly Component[], { zones }: Pick<Instances, 'zones'>): string {
  return formatComponents([...zones, ...components]);
}

/** A component of its own kind, of these lines. */
export function makeComponent(kind: string, parts: readonly Part[]): Component {
  return { name: kind, begin: `BEGIN:${kind}`, end: `END:${kind}`, parts };
}
