// Messages and items of tests on invitations.

import {
  changeState,
  type ItipMessage,
  type Method,
  parseMethod,
  type StoredState,
} from '../../src/domain/calendar/itip/message.js';
import type { Reception } from '../../src/domain/calendar/itip/reception.js';
import { applyEdits } from '../../src/domain/items/apply-edits.js';
import { parseComponents } from '../../src/domain/items/component.js';
import { parseContentLine } from '../../src/domain/items/content-line.js';

/** An item's text of lines of one component; several with further arrays. */
export function itemText(...components: readonly (readonly string[])[]): string {
  return components
    .map(([kind, ...lines]) => `${[`BEGIN:${kind}`, ...lines, `END:${kind}`].join('\r\n')}\r\n`)
    .join('');
}

export function message(method: Method, text: string, uid = 'u1'): ItipMessage {
  return { method, uid, text };
}

export const state = (text: string): StoredState => ({ text, edits: {} });

/** The item after a message was carried out; undefined when it changes nothing. */
export function applied(stored: StoredState | undefined, { change }: Reception): string | undefined {
  if (change === undefined) return undefined;
  const { text, edits } = changeState(stored, change);
  return applyEdits(text, edits);
}

/** A file's VCALENDAR as a message, as the parser would hand it on: one UID. */
export function readMessageFile(text: string): ItipMessage {
  const unfolded = text.replace(/\r?\n/g, '\r\n');
  const method = parseMethod(/^METHOD:(.*)$/m.exec(unfolded.replaceAll('\r', ''))?.[1] ?? '') ?? 'PUBLISH';
  const inner = unfolded
    .replace(/^[\s\S]*?BEGIN:VCALENDAR\r\n/, '')
    .replace(/END:VCALENDAR[\s\S]*$/, '')
    .replace(/^[^\r\n]*\r\n/gm, (line) => line)
    .replace(/^(?!BEGIN:V)[\s\S]*?(?=BEGIN:V)/, '');
  const uid = /^UID:(.*)\r$/m.exec(inner)?.[1] ?? '';
  return { method, uid, text: inner };
}

/** Components as sets of lines that do not depend on order or folding; lines of these names only, if some are named. */
export function normalised(text: string, names?: readonly string[]): string[][] {
  return parseComponents(text)
    .filter(({ name }) => name !== 'VTIMEZONE')
    .map(({ parts }) =>
      parts
        .filter(({ block, name }) => !block && (names === undefined || names.includes(name)))
        .map(({ text: line }) => normalLine(line))
        .sort(),
    )
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

function normalLine(text: string): string {
  const line = parseContentLine(text);
  if (line === undefined) return text;
  const params = line.params
    .filter(({ name }) => name !== 'SCHEDULE-STATUS' && name !== 'SCHEDULE-FORCE-SEND' && !name.startsWith('X-'))
    .map(({ name, values }) => `${name}=${values.join(',')}`)
    .filter((param) => param !== 'PARTSTAT=NEEDS-ACTION')
    .sort();
  return `${[line.name, ...params].join(';')}:${line.value}`;
}
