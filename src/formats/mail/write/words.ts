// Text in header fields: plain where it can be, else encoded words (RFC 2047) in UTF-8.

const MAX_WORD = 75;
const PREFIX = '=?utf-8?';
/** Characters of the payload of one word: `=?utf-8?Q?` and `?=` taken off. */
const PAYLOAD = MAX_WORD - PREFIX.length - 4;

/** Text of fields like Subject; folded, `used` characters of the first line are taken. */
export function unstructured(text: string, used: number): string {
  const isPlain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) && !text.includes('=?') && !/\S{400}/.test(text);
  if (text === '') return '';
  return isPlain ? foldAtBlanks(text, used) : encodedWords(text, used);
}

/** A line break before a blank wherever the line would be longer than 76 characters. */
export function foldAtBlanks(text: string, used: number): string {
  let line = used;
  let result = '';
  for (const [index, word] of text.split(' ').entries()) {
    if (index > 0) {
      const fits = line + 1 + word.length <= 76;
      result += fits ? ' ' : '\r\n ';
      line = fits ? line + 1 : 1;
    }
    result += word;
    line += word.length;
  }
  return result;
}

/** Encoded words on lines of at most 76 characters; no character is divided between two of them (§5). */
export function encodedWords(text: string, used: number): string {
  const useQ = lengthInQ(text) <= lengthInB(text);
  const words: string[] = [];
  let room = Math.max(12, Math.min(PAYLOAD, 76 - used - PREFIX.length - 4));
  let run = '';
  for (const character of text) {
    const longer = run + character;
    if (run !== '' && (useQ ? lengthInQ(longer) : lengthInB(longer)) > room) {
      words.push(encodeWord(run, useQ));
      run = '';
      room = PAYLOAD;
    }
    run += character;
  }
  words.push(encodeWord(run, useQ));
  return words.join('\r\n ');
}

function encodeWord(text: string, useQ: boolean): string {
  const bytes = utf8(text);
  if (useQ) return `${PREFIX}Q?${[...bytes].map(codeQ).join('')}?=`;
  return `${PREFIX}B?${btoa(String.fromCharCode(...bytes))}?=`;
}

/** What stands for itself in every place a word may stand in (§5, rule 3). */
function codeQ(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9!*+/-]/.test(character)) return character;
  return byte === 32 ? '_' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

const encoder = new TextEncoder();
const utf8 = (text: string) => encoder.encode(text);
const lengthInB = (text: string) => Math.ceil(utf8(text).length / 3) * 4;

function lengthInQ(text: string): number {
  let length = 0;
  for (const byte of utf8(text)) length += codeQ(byte).length;
  return length;
}

/** A person's or group's name (RFC 5322 §3.2.5): atoms, a quoted string, or encoded words. */
export function phrase(name: string, used: number): string {
  const text = name.trim();
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(text) && isShort(text)) return text;
  if (/^[\x20-\x7e]*$/.test(text) && isShort(text) && !/ {2}/.test(text)) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  return encodedWords(text, used);
}

const isShort = (text: string) => text.length <= 60 && !text.includes('=?');

/**
 * A parameter of Content-Type or Content-Disposition: a quoted string, or the forms of RFC 2231 for what is long or
 * beyond ASCII. Each piece stands on a line of its own.
 */
export function parameter(name: string, value: string): string {
  if (/^[\x20-\x7e]*$/.test(value) && isShort(value)) return `;\r\n ${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  const pieces: string[] = [''];
  for (const character of value) {
    const coded = [...utf8(character)]
      .map((byte) =>
        /[A-Za-z0-9._-]/.test(String.fromCharCode(byte))
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('');
    if (pieces.at(-1)!.length + coded.length > 50) pieces.push('');
    pieces[pieces.length - 1] += coded;
  }
  if (pieces.length === 1) return `;\r\n ${name}*=utf-8''${pieces[0]}`;
  return pieces.map((piece, index) => `;\r\n ${name}*${index}*=${index === 0 ? "utf-8''" : ''}${piece}`).join('');
}
