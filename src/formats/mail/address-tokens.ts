// The words of an address list (RFC 5322 §3.2), before anybody knows what they mean.

export type TokenKind = 'word' | 'quoted' | 'comment' | 'angle' | ',' | ';' | ':';

export interface Token {
  readonly kind: TokenKind;
  /** Without quotes, parentheses and angle brackets; quoted pairs resolved. */
  readonly text: string;
  /** No blank before it. */
  readonly glued: boolean;
}

const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/iy;
const SPECIAL = new Set([' ', '\t', '"', '(', '<', ',', ';', ':']);
/** Comments in comments, further ones are text. */
const MAX_NESTING = 50;

/** Splits a field body that was unfolded. Linear; what is not closed ends with the text. */
export function addressTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  const add = (kind: TokenKind, value: string, end: number) => {
    tokens.push({ kind, text: value, glued });
    at = end;
    glued = true;
  };
  while (at < text.length) {
    const character = text[at]!;
    if (character === ' ' || character === '\t') {
      at += 1;
      glued = false;
    } else if (character === '"') {
      const { value, end } = quotedString(text, at + 1);
      add('quoted', value, end);
    } else if (character === '(') {
      const { value, end } = comment(text, at + 1);
      add('comment', value, end);
    } else if (character === '<') {
      const { value, end } = angle(text, at + 1);
      add('angle', value, end);
    } else if (character === ',' || character === ';' || character === ':') {
      add(character, '', at + 1);
    } else {
      const end = wordEnd(text, at);
      add('word', text.slice(at, end), end);
    }
  }
  return tokens;
}

/** Encoded words hold commas and brackets where mailers did not encode them: they are one word. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === '=' && text[at + 1] === '?') {
      ENCODED_WORD.lastIndex = at;
      if (ENCODED_WORD.test(text)) {
        at = ENCODED_WORD.lastIndex;
        continue;
      }
    }
    // A literal of numbers: me@[IPv6:::1]
    if (text[at] === '[' && text[at - 1] === '@') {
      const close = text.indexOf(']', at);
      if (close !== -1 && close - at < 60) at = close;
    } else if (SPECIAL.has(text[at]!)) break;
    at += 1;
  }
  return Math.max(at, from + 1);
}

function quotedString(text: string, from: number): { value: string; end: number } {
  let value = '';
  let start = from;
  let at = from;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] !== '\\') continue;
    value += text.slice(start, at);
    start = at + 1;
    at += 1;
  }
  return { value: value + text.slice(start, at), end: at + 1 };
}

function comment(text: string, from: number): { value: string; end: number } {
  let depth = 1;
  let value = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\') {
      at += 1;
      value += text[at] ?? '';
      continue;
    }
    if (character === '(' && depth < MAX_NESTING) depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) break;
    value += character;
  }
  return { value, end: at + 1 };
}

/** To the closing bracket, or, where there is none, to the next separator. */
function angle(text: string, from: number): { value: string; end: number } {
  let inQuotes = false;
  let separator = -1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\' && inQuotes) at += 1;
    else if (character === '"') inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (character === '>') return { value: text.slice(from, at), end: at + 1 };
    else if (character === '<' && separator !== -1) break;
    else if ((character === ',' || character === ';') && separator === -1) separator = at;
  }
  const end = separator === -1 ? text.length : separator;
  return { value: text.slice(from, end), end };
}
