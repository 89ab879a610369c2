// What a person types to search mail (docs/rules/mail-search.md).
import { normalizeForSearch } from '../../text/fold.js';
import { dayFromCivil } from '../../time/calendar-date.js';
import { labelOf } from '../labels.js';
import { wordsOf } from './search-words.js';

/** Where words may stand, as bits: the index says of each find where it was. */
export const SUBJECT = 1;
export const FROM = 2;
export const TO = 4;
export const CC = 8;
export const FILE_NAME = 16;
export const BODY = 32;
export const FILE_TEXT = 64;
export const ANYWHERE = 127;

/** Words that follow each other, or one. */
export interface SearchTerm {
  readonly words: readonly string[];
  /** The last word may be unfinished. */
  readonly isPrefix: boolean;
  /** Fields it must stand in one of. */
  readonly fields: number;
  readonly isNegated: boolean;
}

/** What is asked of a message beside its words. */
export type SearchFilter = { readonly isNegated: boolean } & (
  | { readonly type: 'attachment' }
  | { readonly type: 'keyword'; readonly keyword: string }
  /** Received before the beginning, or after the end, of a day, month or year: days from 1970 on, by the person's calendar. */
  | { readonly type: 'before' | 'after'; readonly day: number }
  | { readonly type: 'larger' | 'smaller'; readonly octets: number }
);

export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
  readonly filters: readonly SearchFilter[];
  /** Names of mailboxes, as `normalizeForSearch` has them; empty for wherever one is. */
  readonly mailboxes: readonly string[];
  /** Everywhere, junk and trash too. */
  readonly isAnywhere: boolean;
}

/** Attack: a text of a hundred thousand words pasted into the search field. */
const MAX_TERMS = 20;
const MAX_WORDS = 20;

const FIELDS: Readonly<Record<string, number>> = {
  from: FROM,
  to: TO | CC,
  cc: CC,
  subject: SUBJECT,
  filename: FILE_NAME,
};

const STATES: Readonly<Record<string, readonly [keyword: string, isNegated: boolean]>> = {
  read: ['$seen', false],
  unread: ['$seen', true],
  starred: ['$flagged', false],
  flagged: ['$flagged', false],
  unstarred: ['$flagged', true],
  answered: ['$answered', false],
  forwarded: ['$forwarded', false],
  draft: ['$draft', false],
};

const TOKEN = /(-?)(?:([a-z]+):(?=\S))?(?:"([^"]*)("?)|(\S+))/gi;

/** First day of what `2026`, `2026-11` or `2026/11/18` names, and the first behind it. */
function daysOf(value: string): readonly [number, number] | undefined {
  const [, y = '', m, d] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(value) ?? [];
  const [year, month, day] = [Number(y), Number(m ?? 1), Number(d ?? 1)];
  if (y === '' || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const first = dayFromCivil(year, month, day);
  if (d !== undefined) return [first, first + 1];
  const next =
    m === undefined ? dayFromCivil(year + 1, 1, 1) : dayFromCivil(year + Math.floor(month / 12), (month % 12) + 1, 1);
  return [first, next];
}

function octetsOf(value: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d{1,12}(?:[.,]\d+)?)\s*([kmg]?)i?b?$/i.exec(value) ?? [];
  if (number === '') return undefined;
  const factor = { '': 1, k: 1000, m: 1_000_000, g: 1_000_000_000 }[unit.toLowerCase()] ?? 1;
  return Number(number.replace(',', '.')) * factor;
}

function filterOf(name: string, value: string, isNegated: boolean): SearchFilter | undefined {
  const plain = normalizeForSearch(value);
  if (name === 'has' && /^(?:attachments?|files?)$/.test(plain)) return { type: 'attachment', isNegated };
  if (name === 'is' && Object.hasOwn(STATES, plain)) {
    const [keyword, isOpposite] = STATES[plain]!;
    return { type: 'keyword', keyword, isNegated: isNegated !== isOpposite };
  }
  const label = name === 'label' ? labelOf(value) : undefined;
  if (label !== undefined) return { type: 'keyword', keyword: label, isNegated };
  if (name === 'before' || name === 'after') {
    const days = daysOf(plain);
    return days && { type: name, day: name === 'before' ? days[0] : days[1], isNegated };
  }
  if (name === 'larger' || name === 'smaller') {
    const octets = octetsOf(plain);
    return octets === undefined ? undefined : { type: name, octets, isNegated };
  }
  return undefined;
}

/** Reads a search. What is no operator, or has a value that makes no sense, is searched as words. */
export function parseSearch(text: string): SearchQuery {
  const terms: SearchTerm[] = [];
  const filters: SearchFilter[] = [];
  const mailboxes: string[] = [];
  let isAnywhere = false;
  for (const [whole, minus = '', operator = '', quoted, close, plain = ''] of text.slice(0, 2000).matchAll(TOKEN)) {
    if (terms.length >= MAX_TERMS) break;
    const name = operator.toLowerCase();
    const value = quoted ?? plain;
    const isNegated = minus === '-';
    if (name === 'in' && !isNegated) {
      const mailbox = normalizeForSearch(value);
      if (mailbox === 'anywhere' || mailbox === 'all') isAnywhere = true;
      else mailboxes.push(mailbox);
      continue;
    }
    const filter = filterOf(name, value, isNegated);
    if (filter !== undefined) {
      filters.push(filter);
      continue;
    }
    const isField = Object.hasOwn(FIELDS, name);
    const words = wordsOf(isField || operator === '' ? value : whole.slice(minus.length)).slice(0, MAX_WORDS);
    if (words.length === 0) continue;
    // A quote that is still open is being typed.
    const isPrefix = quoted === undefined || close === '';
    terms.push({ words, isPrefix, fields: isField ? FIELDS[name]! : ANYWHERE, isNegated });
  }
  return { terms, filters, mailboxes, isAnywhere };
}
