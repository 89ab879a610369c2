// The strict reading: what a reader that forgives nothing would refuse. Import never asks it.
import type { Problem } from '../../domain/errors.js';
import { type Component, type Part, parseComponents } from '../../domain/items/component.js';
import { paramValue, parseContentLine } from '../../domain/items/content-line.js';
import type { CalendarItem } from '../../domain/items/item.js';
import { isKnownZone } from '../../domain/time/zone.js';
import { decodeText } from '../text/decode.js';
import { type ParsedCalendar, parseCalendar } from './parse.js';
import { alarmRequirements, componentRules, valueRules } from './validate-rules.js';
import { zoneNamesIn } from './zone-names-in.js';

/** Everything RFC 5545 forbids in a file: what {@link parseCalendar} reports, and what it forgives. */
export function validateCalendar(input: string | Uint8Array): Problem[] {
  const { text } = decodeText(input);
  const parsed = parseCalendar(text);
  // That a definition of a zone is another's opinion is no fault of the file's form.
  const problems: Problem[] = parsed.problems.filter(({ code }) => code !== 'ics/zone' && code !== 'ics/no-zone');
  const report = (message: string, of: string) => problems.push({ code: 'ics/value', message, text: of.slice(0, 200) });
  for (const calendar of text.split(/^BEGIN:VCALENDAR[ \t]*\r?$/im).slice(1)) {
    const head = calendar.replace(/\r?\n[ \t]/g, '').split(/^BEGIN:/m, 1)[0] ?? '';
    if (head.match(/^PRODID[;:]/gm)?.length !== 1) report('VCALENDAR needs one PRODID.', head);
    if (head.match(/^VERSION(?:;[^:]*)?:2\.0\s*$/gm)?.length !== 1) report('VCALENDAR needs VERSION:2.0.', head);
    const defined = new Set(Array.from(calendar.matchAll(/^TZID(?:;[^:]*)?:(.*?)\r?$/gm), ([, tzid]) => tzid));
    for (const tzid of zoneNamesIn(calendar.replace(/\r?\n/g, '\r\n'))) {
      // IANA's own names need no definition any more (RFC 7809 §3.1.4 lets servers leave it out).
      if (!defined.has(tzid) && !isKnownZone(tzid)) report(`TZID ${tzid} has no VTIMEZONE.`, tzid);
    }
  }
  if (/^\r?$\r?\n(?=.*\S)/m.test(text)) report('Blank lines are no content lines.', '');
  return [...problems, ...itemProblems(parsed)];
}

function itemProblems({ items, method }: ParsedCalendar): Problem[] {
  return items.flatMap((item) => validateItem(item, { method }));
}

/**
 * What RFC 5545 forbids in one item.
 *
 * @param options.method - Of the calendar: scheduling messages may leave DTSTART out, publications name nobody (RFC
 *   5546 §3.2.1).
 */
export function validateItem(item: CalendarItem, options: { readonly method?: string } = {}): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string, text: string) =>
    problems.push({ code: 'ics/value', message, text: text.slice(0, 200) });
  for (const component of parseComponents(item.text)) {
    const rule = componentRules.get(component.name);
    if (rule === undefined) continue;
    const { name } = component;
    const published = options.method === 'PUBLISH';
    const needsStart = name === 'VEVENT' && (options.method === undefined || published);
    if (published && count(component, 'ATTENDEE') > 0) report('What is published has no ATTENDEE.', component.begin);
    for (const required of [...rule.required, ...(needsStart ? ['DTSTART'] : [])]) {
      if (count(component, required) === 0) report(`${name} needs ${required}.`, component.begin);
    }
    for (const once of rule.once) {
      if (count(component, once) > 1) report(`${name} may have ${once} once only.`, once);
    }
    checkTogether(component, report);
    for (const part of component.parts) checkPart(part, rule.status ?? [], report);
  }
  return problems;
}

type Report = (message: string, text: string) => void;

function count(component: Component, name: string): number {
  return component.parts.filter((part) => part.name === name && !part.block).length;
}

function checkTogether(component: Component, report: Report): void {
  const end = component.name === 'VTODO' ? 'DUE' : 'DTEND';
  if (count(component, end) > 0 && count(component, 'DURATION') > 0)
    report(`${end} and DURATION exclude each other.`, end);
  const lineOf = (name: string) => parseContentLine(component.parts.find((part) => part.name === name)?.text ?? '');
  const start = lineOf('DTSTART');
  const stop = lineOf(end);
  if (start === undefined || stop === undefined) return;
  if (start.value.includes('T') !== stop.value.includes('T'))
    report(`${end} and DTSTART are of different types.`, stop.value);
  const sameZone = paramValue(start, 'TZID') === paramValue(stop, 'TZID') && start.value.length === stop.value.length;
  if (sameZone && stop.value < start.value) report(`${end} is before DTSTART.`, stop.value);
}

function checkPart(part: Part, status: readonly string[], report: Report): void {
  if (part.block) {
    if (part.name === 'VALARM') checkAlarm(part, report);
    return;
  }
  const line = parseContentLine(part.text);
  if (line === undefined) {
    report('Not a content line.', part.text);
    return;
  }
  const isValid = valueRules.get(line.name);
  if (isValid !== undefined && !isValid(line.value.trim())) report(`${line.name} has a wrong value.`, part.text);
  if (line.name === 'STATUS' && status.length > 0 && !status.includes(line.value.trim().toUpperCase())) {
    report('STATUS has a wrong value.', part.text);
  }
}

function checkAlarm({ raw }: Part, report: Report): void {
  const [alarm] = parseComponents(raw);
  if (alarm === undefined) return;
  const action = parseContentLine(alarm.parts.find(({ name }) => name === 'ACTION')?.text ?? '')?.value.trim();
  const required = ['ACTION', 'TRIGGER', ...(alarmRequirements.get(action?.toUpperCase() ?? '') ?? [])];
  for (const name of required) if (count(alarm, name) === 0) report(`VALARM needs ${name}.`, raw);
}
