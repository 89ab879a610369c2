// Two states of one item, property by property. Knows lines, not what they mean: events, tasks, contacts and whatever
// comes later are treated alike.
import { type Component, parseComponents, propertyValue } from '../items/component.js';
import { parseContentLine, unescapeText } from '../items/content-line.js';
import { copyOfSeries, ridOf } from '../items/series-copy.js';
import type { ItemSummary, PropertyChange } from './history.js';

/** What programs write for each other at every change. */
const TECHNICAL = new Set(['DTSTAMP', 'LAST-MODIFIED', 'CREATED', 'SEQUENCE', 'UID', 'VERSION', 'PRODID', 'REV']);
/** A photo or a file in the text is millions of letters long, and nobody reads it. UTF-16 code units. */
const MAX_LINE = 2000;
/** A series may have ten thousand exceptions; nobody reads them either. */
export const MAX_CHANGES = 200;

type Lines = ReadonlyMap<string, readonly string[]>;

function linesOf(component: Component | undefined, isNew: boolean): Lines {
  const lines = new Map<string, string[]>();
  for (const { name, text } of component?.parts ?? []) {
    if (TECHNICAL.has(name) || (isNew && name === 'RECURRENCE-ID')) continue;
    lines.set(name, [...(lines.get(name) ?? []), text]);
  }
  return lines;
}

const cut = (text: string) => (text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text);

/** Lines of `own` that `other` has not, counting how often each stands. */
function without(own: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return own.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function compare(occurrence: string, before: Lines, after: Lines): PropertyChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const gone = without(before.get(name) ?? [], after.get(name) ?? []);
    const come = without(after.get(name) ?? [], before.get(name) ?? []);
    if (gone.length === 0 && come.length === 0) return [];
    return [{ occurrence, name, before: gone.map(cut), after: come.map(cut) }];
  });
}

/** Components that are the item, by the occurrence they are of and their number. */
function ownComponents(text: string | undefined): Map<string, Component> {
  const own = new Map<string, Component>();
  for (const component of parseComponents(text ?? '')) {
    if (component.name === 'VTIMEZONE') continue;
    const rid = propertyValue(component, 'RECURRENCE-ID')?.trim() ?? '';
    for (let count = 0; ; count += 1) {
      const key = `${rid}\n${count}`;
      if (own.has(key)) continue;
      own.set(key, component);
      break;
    }
  }
  return own;
}

/** The series' own occurrence, which an override that is new has taken the place of. */
function plainOccurrence(own: ReadonlyMap<string, Component>, like: Component): Component | undefined {
  const master = own.get('\n0');
  const moment = ridOf(like);
  return master && moment && copyOfSeries([...own.values()], master, moment);
}

/**
 * What differs between two states of an item, in the order of its lines; at most `MAX_CHANGES` properties.
 *
 * @param before - The item's text with its edits; `undefined` when there was none: then every line is new.
 */
export function itemChanges(before: string | undefined, after: string | undefined): PropertyChange[] {
  const [old, now] = [ownComponents(before), ownComponents(after)];
  const changes: PropertyChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (changes.length >= MAX_CHANGES) break;
    const [was, is] = [old.get(key), now.get(key)];
    const occurrence = key.split('\n', 1)[0] ?? '';
    const isNew = was === undefined || is === undefined;
    const from = was ?? (occurrence !== '' && is !== undefined ? plainOccurrence(old, is) : undefined);
    const to = is ?? (occurrence !== '' && was !== undefined ? plainOccurrence(now, was) : undefined);
    changes.push(...compare(occurrence, linesOf(from, isNew), linesOf(to, isNew)));
  }
  return changes.slice(0, MAX_CHANGES);
}

/** What a line in a list says of an item. */
export function summarize(text: string): ItemSummary {
  const components = [...ownComponents(text).values()];
  const component = components[0];
  if (component === undefined) return { component: '', title: '' };
  const title = propertyValue(component, component.name === 'VCARD' ? 'FN' : 'SUMMARY') ?? '';
  const line = (wanted: string) => component.parts.find(({ name, block }) => name === wanted && !block)?.text;
  const start = line('DTSTART') ?? line('DUE');
  return {
    component: component.name,
    title: unescapeText(title).slice(0, 200),
    ...(start !== undefined && parseContentLine(start) !== undefined && { start: cut(start) }),
  };
}
