// What a script says of the rules it was made of, so that another device can read them back.

import { readAnsweredContacts } from './compile-vacation.js';
import { readRule } from './read-rules.js';
import { MAX_RULES, MAX_SENDERS, type MailRules } from './rule.js';
import { isSender } from './senders.js';
import { readScriptVacation, type Vacation } from './vacation.js';

/** Name of the script at the server. */
export const SCRIPT_NAME = 'ikebana';

const FIRST = '# Written by Ikebana. What is changed here is overwritten when a rule is changed.';
const LINE = '#: ';
/** Characters of a comment line. */
const WIDTH = 900;
/** Larger ones are not read; a server has 32 kB for a script, or a megabyte. */
const MAX_SCRIPT = 2_000_000;

/** Comment lines, ASCII alone: nothing in them ends a line. */
export function writeSieveHeader(
  rules: MailRules,
  include: string | undefined,
  vacation: Vacation | undefined,
): readonly string[] {
  // Contacts stand in the script already: a server may have room for few of them, and not twice.
  const answer = vacation && { ...vacation, contacts: undefined };
  const content = { ...rules, ...(include !== undefined && { include }), ...(answer && { vacation: answer }) };
  const json = JSON.stringify(content).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const parts = json.match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? [];
  return [FIRST, ...parts.map((part) => LINE + part)];
}

export interface SieveHeader {
  readonly rules: MailRules;
  /** The person's own script that goes on after these rules. */
  readonly include?: string;
  /** The answer while one is away, where the script gives it; or gave it, and is to keep it. */
  readonly vacation?: Vacation;
}

/** @returns `undefined` when the script is not ours, or cannot be read: anybody may have written it. */
export function readSieveHeader(script: string): SieveHeader | undefined {
  if (script.length > MAX_SCRIPT) return undefined;
  const lines = script.split(/\r?\n/);
  if (lines[0] !== FIRST) return undefined;
  let json = '';
  for (const line of lines.slice(1)) {
    if (!line.startsWith(LINE)) break;
    json += line.slice(LINE.length);
  }
  try {
    const value = JSON.parse(json) as Record<string, unknown> | null;
    if (typeof value !== 'object' || value === null) return undefined;
    const { rules, blocked, approved, changed, include, vacation } = value;
    if (!Array.isArray(rules) || !Array.isArray(blocked) || !Array.isArray(approved)) return undefined;
    if (!Number.isSafeInteger(changed) || (changed as number) < 0) return undefined;
    const read = rules.slice(0, MAX_RULES).map(readRule);
    if (read.includes(undefined)) return undefined;
    const answer = readScriptVacation(vacation, readAnsweredContacts(lines));
    return {
      rules: {
        rules: read.filter((rule) => rule !== undefined),
        blocked: blocked.filter(isSender).slice(0, MAX_SENDERS),
        approved: approved.filter(isSender).slice(0, MAX_SENDERS),
        changed: changed as number,
      },
      ...(answer && { vacation: answer }),
      ...(typeof include === 'string' && include !== '' && include !== SCRIPT_NAME && { include }),
    };
  } catch {
    return undefined; // not JSON
  }
}
