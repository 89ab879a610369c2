// A value with parameters (RFC 2045 §5.1, RFC 2183), and the forms of RFC 2231: other charsets, pieces.

import { decodeCharset, isKnownCharset } from './charset.js';
import { decodeWords } from './encoded-words.js';
import { hexByte } from './transfer-encoding.js';
import { unfold, withoutComments } from './unfold.js';

export interface Parameters {
  /** Lower case, without comments and blanks. */
  readonly value: string;
  /** By lower-case name, the first of each; has no prototype. */
  readonly params: Readonly<Record<string, string>>;
}

/** More of one field are not read. */
const MAX_PARAMETERS = 200;
const MAX_PIECES = 200;

interface Raw {
  readonly name: string;
  readonly value: string;
}

/** Reads `value; name=value …`. Faults of mailers are read as they are meant (MF5). */
export function readParameters(field: string): Parameters {
  const text = unfold(field);
  const semicolon = text.indexOf(';');
  const head = withoutComments(semicolon === -1 ? text : text.slice(0, semicolon)).trim();
  const blank = /[^\s/]\s+[^\s/]/.exec(head);
  const value = (blank ? head.slice(0, blank.index + 1) : head).replace(/\s+/g, '').toLowerCase();
  const raws: Raw[] = [];
  // Without a semicolon a parameter may follow all the same.
  if (blank?.[0]) scanParameters(head, blank.index + 1, raws);
  if (semicolon !== -1) scanParameters(text, semicolon + 1, raws);
  return { value, params: resolve(raws) };
}

function scanParameters(text: string, from: number, raws: Raw[]): void {
  let at = from;
  while (at < text.length && raws.length < MAX_PARAMETERS) {
    const equals = text.indexOf('=', at);
    if (equals === -1) return;
    const semicolon = text.indexOf(';', at);
    if (semicolon !== -1 && semicolon < equals) {
      at = semicolon + 1;
      continue;
    }
    const name = text.slice(at, equals).trim().toLowerCase();
    let start = equals + 1;
    while (text[start] === ' ' || text[start] === '\t') start += 1;
    const { value, end } = text[start] === '"' ? quoted(text, start + 1) : bare(text, start, name);
    if (name !== '' && !/[\s"]/.test(name)) raws.push({ name, value });
    at = end;
  }
}

function quoted(text: string, from: number): { value: string; end: number } {
  let value = '';
  let at = from;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
  }
  at += 1;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return { value, end: text[at] === ';' ? at + 1 : at };
}

/** Names of files may hold blanks that nobody quoted; other values end at one. */
function bare(text: string, from: number, name: string): { value: string; end: number } {
  const semicolon = text.indexOf(';', from);
  const stop = semicolon === -1 ? text.length : semicolon;
  const next = nextName(text, from, stop);
  const own = withoutLastComment(text.slice(from, next ?? stop).trim());
  const value = /^(?:file)?name\b/.test(name) ? own : own.split(/\s/, 1)[0]!;
  return { value, end: next ?? Math.min(stop + 1, text.length) };
}

/** Where another `name=` begins after a blank: its semicolon was forgotten. */
function nextName(text: string, from: number, stop: number): number | undefined {
  for (let equals = text.indexOf('=', from); equals !== -1 && equals < stop; equals = text.indexOf('=', equals + 1)) {
    let start = equals;
    while (start > from && /[\w.*-]/.test(text[start - 1]!)) start -= 1;
    const isName = /[a-z]/i.test(text[start]!) && /[ \t]/.test(text[start - 1] ?? '') && start > from;
    if (isName && text[equals + 1] !== '?' && text[equals + 1] !== '=') return start;
  }
  return undefined;
}

function withoutLastComment(text: string): string {
  const open = text.endsWith(')') ? text.lastIndexOf(' (') : -1;
  return open === -1 ? text : text.slice(0, open).trimEnd();
}

function resolve(raws: readonly Raw[]): Record<string, string> {
  const params = Object.create(null) as Record<string, string>;
  const extended = new Map<string, string>();
  const pieces = new Map<string, Map<number, Raw>>();
  for (const raw of raws) {
    const [, base = '', number, star] = /^([^*]*)(?:\*(0|[1-9]\d{0,3}))?(\*)?$/.exec(raw.name) ?? [];
    if (base === '') continue;
    if (number !== undefined) {
      const of = pieces.get(base) ?? new Map<number, Raw>();
      pieces.set(base, of);
      if (!of.has(Number(number))) of.set(Number(number), { name: star ?? '', value: raw.value });
    } else if (star !== undefined) {
      if (!extended.has(base)) extended.set(base, raw.value);
    } else if (!(base in params)) {
      params[base] = decodeWords(raw.value);
    }
  }
  for (const [base, of] of pieces) {
    const joined = joinPieces(of);
    if (joined !== undefined) params[base] = joined;
  }
  for (const [base, value] of extended) {
    const decoded = decodeExtended(value, !(base in params));
    if (decoded !== undefined) params[base] = decoded;
  }
  return params;
}

/** The pieces from 0 to the first gap (RFC 2231 §3, §4.1). */
function joinPieces(pieces: ReadonlyMap<number, Raw>): string | undefined {
  let text = '';
  let charset = '';
  let encoded = '';
  const flush = () => {
    text += decodeCharset(percentBytes(encoded), charset).text;
    encoded = '';
  };
  const first = pieces.get(0);
  if (!first) return undefined;
  let value = first.value;
  if (first.name === '*') {
    const split = splitExtended(value);
    charset = split?.charset ?? 'utf-8';
    value = split?.rest ?? value;
  }
  for (let number = 0; number < MAX_PIECES; number += 1) {
    const piece = pieces.get(number);
    if (!piece) break;
    const own = number === 0 ? value : piece.value;
    if (piece.name === '*') encoded += own;
    else {
      flush();
      text += own;
    }
  }
  flush();
  return first.name === '' && pieces.size > 0 ? decodeWords(text) : text;
}

/** `charset'language'percent-encoded`. In a charset nobody knows, or without one, only when there is nothing better. */
function decodeExtended(value: string, only: boolean): string | undefined {
  const split = splitExtended(value);
  if (!only && (!split || !isKnownCharset(split.charset))) return undefined;
  return decodeCharset(percentBytes(split?.rest ?? value), split?.charset ?? 'utf-8').text;
}

function splitExtended(value: string): { charset: string; rest: string } | undefined {
  const [, charset = '', rest = ''] = /^([^']*)'(?:[^']*')?(.*)$/s.exec(value) ?? [];
  return value.includes("'") ? { charset, rest } : undefined;
}

function percentBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const value = bytes[at] === 37 ? hexByte(bytes, at + 1) : -1;
    bytes[length] = value === -1 ? bytes[at]! : value;
    length += 1;
    if (value !== -1) at += 2;
  }
  return bytes.subarray(0, length);
}
