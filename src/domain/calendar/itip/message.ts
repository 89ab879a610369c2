// An iTIP message: the components of one UID and what is asked with them (RFC 5546 §1.4).
import { isOverride } from '../../items/apply-edits.js';
import { type Component, parseComponents } from '../../items/component.js';
import type { Edits } from '../../items/item.js';
import { momentKey } from '../../items/moment.js';
import { momentOfPart } from '../read-event-fields.js';

const methods = ['PUBLISH', 'REQUEST', 'REPLY', 'ADD', 'CANCEL', 'REFRESH', 'COUNTER', 'DECLINECOUNTER'] as const;
export type Method = (typeof methods)[number];

export interface ItipMessage {
  readonly method: Method;
  readonly uid: string;
  /** As an item's text: the components of the UID and the time zones they need. */
  readonly text: string;
}

/** @returns undefined for what RFC 5546 does not know. */
export function parseMethod(value: string | undefined): Method | undefined {
  const upper = value?.trim().toUpperCase();
  return methods.find((method) => method === upper);
}

/** What an item is now. */
export interface StoredState {
  readonly text: string;
  readonly edits: Edits;
}

/** New content of an item: a text where a newer version came from outside, and edits by key; `null` takes one back. */
export interface ItemChange {
  readonly text?: string;
  readonly edits: Readonly<Record<string, string | null>>;
}

/** The item after a change. */
export function changeState(state: StoredState | undefined, change: ItemChange): StoredState {
  const edits: Record<string, string> = { ...state?.edits };
  for (const [key, value] of Object.entries(change.edits)) {
    if (value === null) delete edits[key];
    else edits[key] = value;
  }
  return { text: change.text ?? state?.text ?? '', edits };
}

/** The components of one UID, by occurrence. */
export interface Instances {
  readonly master: Component | undefined;
  /** By {@link occurrenceKey}; of two for one occurrence the first. */
  readonly overrides: ReadonlyMap<string, Component>;
  readonly zones: readonly Component[];
  /** What says something else of what one of the above is about already. */
  readonly extra: readonly Component[];
  /** VEVENT, VTODO …; '' when there is nothing. */
  readonly kind: string;
}

/** Names the occurrence an override stands for, whatever zone its RECURRENCE-ID is written in; '' when unreadable. */
export function occurrenceKey(component: Component): string {
  const moment = momentOfPart(component, 'RECURRENCE-ID');
  return moment === undefined ? '' : momentKey(moment);
}

export function readInstances(text: string): Instances {
  const components = parseComponents(text);
  const own = components.filter(({ name }) => name !== 'VTIMEZONE');
  const master = own.find((component) => !isOverride(component));
  const overrides = new Map<string, Component>();
  const extra: Component[] = [];
  for (const component of own) {
    const key = isOverride(component) ? occurrenceKey(component) : '';
    if (key !== '' && !overrides.has(key)) overrides.set(key, component);
    else if (component !== master) extra.push(component);
  }
  return {
    master,
    overrides,
    extra,
    zones: components.filter(({ name }) => name === 'VTIMEZONE'),
    kind: own[0]?.name ?? '',
  };
}

/** The master, then the overrides. */
export function allInstances({ master, overrides }: Instances): Component[] {
  return master === undefined ? [...overrides.values()] : [master, ...overrides.values()];
}
