// Organiser and attendees of a component: calendar addresses and what their lines say (RFC 5545 §3.8.4.1, §3.8.4.3).
import type { Component } from '../../items/component.js';
import { type ContentLine, formatContentLine, paramValue, parseContentLine } from '../../items/content-line.js';
import { decodeCarets } from '../event-card.js';

/** A calendar address in the form that equal ones share: scheme and letters in lower case. */
export function addressKey(address: string): string {
  const plain = address.trim().toLowerCase();
  const colon = plain.indexOf(':');
  return colon === -1 ? `mailto:${plain}` : `${plain.slice(0, colon)}:${plain.slice(colon + 1).trim()}`;
}

/** An address as people write it: without `mailto:`. */
export function addressText(address: string): string {
  return address.trim().replace(/^mailto:\s*/i, '');
}

/** Is it one of these? */
export function isAmong(address: string, addresses: readonly string[]): boolean {
  const key = addressKey(address);
  return addresses.some((own) => addressKey(own) === key);
}

/** ORGANIZER or ATTENDEE of a component. */
export interface Participant {
  /** See {@link addressKey}. */
  readonly key: string;
  readonly line: ContentLine;
  /** CN, '' when none is given. */
  readonly name: string;
}

function readParticipant(text: string): Participant | undefined {
  const line = parseContentLine(text);
  if (line === undefined || line.value.trim() === '') return undefined;
  return { key: addressKey(line.value), line, name: decodeCarets(paramValue(line, 'CN') ?? '') };
}

export function organizerOf(component: Component): Participant | undefined {
  const part = component.parts.find(({ name, block }) => name === 'ORGANIZER' && !block);
  return part && readParticipant(part.text);
}

/** Keys of all organisers named; more than one is no sound event. */
export function organizersOf(components: readonly Component[]): ReadonlySet<string> {
  return new Set(components.flatMap((component) => organizerOf(component)?.key ?? []));
}

export function attendeesOf(component: Component): Participant[] {
  return component.parts.flatMap((part) =>
    part.name === 'ATTENDEE' && !part.block ? (readParticipant(part.text) ?? []) : [],
  );
}

export function attendeeOf(component: Component, address: string): Participant | undefined {
  const key = addressKey(address);
  return attendeesOf(component).find((attendee) => attendee.key === key);
}

/** PARTSTAT, upper-case; NEEDS-ACTION when it is not said (RFC 5545 §3.2.12). */
export function statusOf({ line }: Pick<Participant, 'line'>): string {
  return paramValue(line, 'PARTSTAT')?.trim().toUpperCase() || 'NEEDS-ACTION';
}

/** Whoever else speaks for this person (SENT-BY, RFC 5545 §3.2.18); undefined when nobody. */
export function sentByOf({ line }: Pick<Participant, 'line'>): string | undefined {
  const value = paramValue(line, 'SENT-BY');
  return value === undefined || value.trim() === '' ? undefined : addressKey(value);
}

/** The line with other parameters; `undefined` takes one out. Those that change keep their place. */
export function withParams(line: ContentLine, changes: Readonly<Record<string, string | undefined>>): ContentLine {
  const params = line.params.flatMap((param) => {
    if (!(param.name in changes)) return [param];
    const value = changes[param.name];
    return value === undefined ? [] : [{ name: param.name, values: [value] }];
  });
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined && !params.some((param) => param.name === name)) params.push({ name, values: [value] });
  }
  return { ...line, params };
}

/** {@link withParams}, written. */
export function writeParams(line: ContentLine, changes: Readonly<Record<string, string | undefined>>): string {
  return formatContentLine(withParams(line, changes));
}
