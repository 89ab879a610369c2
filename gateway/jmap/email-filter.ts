// Filters of JMAP (RFC 8621 §4.4.1) as IMAP searches (RFC 9051 §6.4.4), one mailbox at a time.
import type { SearchObject } from 'imapflow';
import { MethodError } from '../errors.js';
import { flagOf } from '../imap/keywords.js';
import type { MailboxInfo } from '../imap/mailboxes.js';
import { isObject, type Json, type JsonObject } from './arguments.js';

const MAX_DEPTH = 10;
const DAY_MS = 86_400_000;

/** What IMAP cannot search for, and is looked at afterwards. Epoch ms. */
export interface AfterSearch {
  readonly after?: number;
  readonly before?: number;
  readonly hasAttachment?: boolean;
}

export interface CompiledFilter {
  /** `false`: nothing in this mailbox can match. */
  readonly search: SearchObject | boolean;
  readonly rest: AfterSearch;
}

type Search = SearchObject | boolean;

const unsupported = (what: string) => new MethodError('unsupportedFilter', `This server cannot search by ${what}.`);

const not = (one: Search): Search => (typeof one === 'boolean' ? !one : { not: one });

function anyOf(all: readonly Search[]): Search {
  if (all.includes(true)) return true;
  const some = all.filter((one): one is SearchObject => typeof one !== 'boolean');
  const [first, ...more] = some;
  if (first === undefined) return false;
  return more.length === 0 ? first : { or: some };
}

function allOf(all: readonly Search[]): Search {
  if (all.includes(false)) return false;
  const some = all.filter((one): one is SearchObject => typeof one !== 'boolean');
  if (some.length === 0) return true;
  const keys = some.flatMap((one) => Object.keys(one));
  // An object has each key once: what would be there twice is said by what must not be missing.
  return keys.length === new Set(keys).size
    ? Object.assign({}, ...some)
    : { not: { or: some.map((one) => ({ not: one })) } };
}

function dateOf(value: Json): number {
  const time =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value)
      ? Date.parse(value)
      : Number.NaN;
  if (Number.isNaN(time)) throw new MethodError('invalidArguments', '“before” and “after” have to be UTC dates.');
  return time;
}

function textOf(name: string, value: Json): string {
  if (typeof value !== 'string' || value.length > 1_000 || /[\0\r\n]/.test(value))
    throw new MethodError('invalidArguments', `“${name}” has to be a text of one line.`);
  return value;
}

function numberOf(name: string, value: Json): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new MethodError('invalidArguments', `“${name}” has to be a whole number.`);
  return value as number;
}

function keywordSearch(value: Json, has: boolean): Search {
  const flag = typeof value === 'string' ? flagOf(value) : undefined;
  if (flag === undefined) throw new MethodError('invalidArguments', 'That is no keyword.');
  const system = { '\\Seen': 'seen', '\\Flagged': 'flagged', '\\Answered': 'answered', '\\Draft': 'draft' }[flag];
  if (system !== undefined) return { [system]: has };
  return has ? { keyword: flag } : { unKeyword: flag };
}

function headerSearch(value: Json): Search {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2)
    throw new MethodError('invalidArguments', '“header” has to be [name] or [name, text].');
  const [name, text] = value.map((one) => textOf('header', one));
  if (!/^[!-9;-~]{1,100}$/.test(name ?? ''))
    throw new MethodError('invalidArguments', 'That is no name of a header field.');
  return { header: { [name as string]: text ?? true } };
}

/** @param inMailbox - the list of a condition; ids of mailboxes that are not there match nothing */
function condition(name: string, value: Json, mailbox: MailboxInfo): Search {
  switch (name) {
    case 'inMailbox':
      return value === mailbox.id;
    case 'inMailboxOtherThan':
      return Array.isArray(value) && !value.includes(mailbox.id);
    // Days are what IMAP knows; exact times are seen to afterwards, where the condition stands alone.
    case 'before':
      return { before: new Date(dateOf(value) + DAY_MS) };
    case 'after':
      return { since: new Date(dateOf(value) - DAY_MS) };
    case 'minSize': {
      const least = numberOf(name, value);
      return least === 0 ? true : { larger: least - 1 };
    }
    case 'maxSize':
      return { smaller: numberOf(name, value) };
    case 'hasKeyword':
      return keywordSearch(value, true);
    case 'notKeyword':
      return keywordSearch(value, false);
    case 'text':
    case 'from':
    case 'to':
    case 'cc':
    case 'bcc':
    case 'subject':
    case 'body': {
      const text = textOf(name, value);
      return text === '' ? true : { [name]: text };
    }
    case 'header':
      return headerSearch(value);
    case 'hasAttachment':
      return true;
    default:
      throw unsupported(`“${name}”`);
  }
}

function compile(filter: JsonObject, mailbox: MailboxInfo, depth: number): Search {
  if (depth > MAX_DEPTH) throw unsupported('filters within so many filters');
  if (!('operator' in filter)) {
    if (depth > 0 && 'hasAttachment' in filter) throw unsupported('“hasAttachment” within other conditions');
    return allOf(
      Object.entries(filter)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => condition(name, value, mailbox)),
    );
  }
  const { operator, conditions } = filter;
  if (!Array.isArray(conditions) || !conditions.every(isObject) || conditions.length > 100)
    throw new MethodError('invalidArguments', '“conditions” has to be a list of filters.');
  const all = (conditions as readonly JsonObject[]).map((one) => compile(one, mailbox, depth + 1));
  if (operator === 'AND') return allOf(all);
  if (operator === 'OR') return anyOf(all);
  if (operator === 'NOT') return not(anyOf(all));
  throw new MethodError('invalidArguments', '“operator” has to be AND, OR or NOT.');
}

export function compileFilter(filter: JsonObject | undefined, mailbox: MailboxInfo): CompiledFilter {
  const search = allOf([{ deleted: false }, filter === undefined ? true : compile(filter, mailbox, 0)]);
  if (filter === undefined || 'operator' in filter) return { search, rest: {} };
  const { after = null, before = null, hasAttachment = null } = filter;
  return {
    search,
    rest: {
      ...(after !== null && { after: dateOf(after) }),
      ...(before !== null && { before: dateOf(before) }),
      ...(typeof hasAttachment === 'boolean' && { hasAttachment }),
    },
  };
}
