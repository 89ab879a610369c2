// Small looks into a calendar's text, without taking it apart.

const COLON = 58;
const QUOTE = 34;
const FOLD = /[\r\n]+[ \t]/g;

/** Line breaks other than LF and CRLF become LF: rare, so the whole text is copied. `\r\r\n` is one break. */
export function normaliseBreaks(text: string): string {
  return /\r(?!\n)/.test(text) ? text.replace(/\r+\n|\r/g, '\n') : text;
}

export function isKeyword(text: string, at: number, keyword: string): boolean {
  return text.startsWith(keyword, at) || text.slice(at, at + keyword.length).toUpperCase() === keyword;
}

export function unfoldSlice(text: string, from: number, to: number): string {
  const slice = text.slice(from, to);
  return slice.includes('\n') ? slice.replace(FOLD, '') : slice;
}

/** First character that cannot be in a property's name. */
export function endOfName(text: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!letter && !(code >= 48 && code <= 57) && code !== 45 && code !== 95 && code !== 46) break;
  }
  return at;
}

/** A colon after the parameters, quotes respected. False may also mean that the colon is behind a fold. */
export function hasColon(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COLON) return true;
    if (code === QUOTE) {
      at = text.indexOf('"', at + 1);
      if (at === -1 || at >= to) return false;
    }
  }
  return false;
}
