// Content lines of iCalendar and vCard (RFC 5545 §3.1, RFC 6350 §3.2): split, read, write. Nothing here judges values.

/** One logical line. `raw` is exactly what stood there, folds included, without its last line break. */
export interface RawLine {
  readonly raw: string;
  /** Unfolded. */
  readonly text: string;
  /** 1-based line number of its first physical line. */
  readonly line: number;
}

export interface Param {
  /** Upper-case; '' for vCard 2.1's bare parameters. */
  readonly name: string;
  /** Quotes removed; RFC 6868 carets still encoded. */
  readonly values: readonly string[];
}

export interface ContentLine {
  /** vCard group such as `item1`, as written; '' when none. */
  readonly group: string;
  /** Upper-case. */
  readonly name: string;
  readonly params: readonly Param[];
  /** As written: escapes are the value type's business. */
  readonly value: string;
}

/** Splits at CRLF, LF or CR and joins folded lines; blank lines are dropped. Linear in the text's length. */
export function splitLines(text: string): RawLine[] {
  const lines: RawLine[] = [];
  const { length } = text;
  let at = 0;
  let number = 0;
  let rawFrom = 0;
  let rawTo = 0;
  let firstLine = 0;
  let parts: string[] | undefined;
  let head = '';
  let open = false;
  const close = () => {
    if (!open) return;
    const raw = text.slice(rawFrom, rawTo);
    if (raw !== '') lines.push({ raw, text: parts === undefined ? head : head + parts.join(''), line: firstLine });
    open = false;
  };
  while (at < length) {
    let end = at;
    let code = 0;
    while (end < length) {
      code = text.charCodeAt(end);
      if (code === 10 || code === 13) break;
      end += 1;
    }
    number += 1;
    const first = text.charCodeAt(at);
    if (open && end > at && (first === 32 || first === 9)) {
      parts ??= [];
      parts.push(text.slice(at + 1, end));
      rawTo = end;
    } else if (end > at) {
      close();
      open = true;
      parts = undefined;
      head = text.slice(at, end);
      rawFrom = at;
      rawTo = end;
      firstLine = number;
    }
    at = end + 1;
    if (code === 13 && text.charCodeAt(at) === 10) at += 1;
  }
  close();
  return lines;
}

// Underscores are no standard, but names such as X-FOO_BAR are about.
const NAME = /^(?:([\w-]+)\.)?([\w-]+)(?=[;:])/;

/** Reads an unfolded line; `undefined` when it has no name, no colon, or an open quote. */
export function parseContentLine(text: string): ContentLine | undefined {
  const match = NAME.exec(text);
  if (match === null) return undefined;
  const [whole, group = '', name = ''] = match;
  const params: Param[] = [];
  let at = whole.length;
  while (text[at] === ';') {
    const from = at + 1;
    at = from;
    while (at < text.length && text[at] !== '=' && text[at] !== ';' && text[at] !== ':') at += 1;
    const paramName = text.slice(from, at);
    if (text[at] !== '=') {
      if (paramName !== '') params.push({ name: '', values: [paramName] });
      continue;
    }
    const values: string[] = [];
    do {
      at += 1;
      if (text[at] === '"') {
        const close = text.indexOf('"', at + 1);
        if (close === -1) return undefined;
        let value = text.slice(at + 1, close);
        at = close + 1;
        // Text after the closing quote is no grammar we know; it is kept with the value.
        const rest = at;
        while (at < text.length && text[at] !== ',' && text[at] !== ';' && text[at] !== ':') at += 1;
        value += text.slice(rest, at);
        values.push(value);
      } else {
        const start = at;
        while (at < text.length && text[at] !== ',' && text[at] !== ';' && text[at] !== ':') at += 1;
        values.push(text.slice(start, at));
      }
    } while (text[at] === ',');
    params.push({ name: paramName.toUpperCase(), values });
  }
  if (text[at] !== ':') return undefined;
  return { group, name: name.toUpperCase(), params, value: text.slice(at + 1) };
}

/** First value of a parameter, `undefined` when it is not there. */
export function paramValue(line: ContentLine, name: string): string | undefined {
  return line.params.find((param) => param.name === name)?.values[0];
}

const MUST_QUOTE = /[;:,]/;

/** Writes an unfolded line. Quotes and line breaks in parameter values become RFC 6868 carets. */
export function formatContentLine(line: ContentLine): string {
  let out = line.group === '' ? line.name : `${line.group}.${line.name}`;
  for (const { name, values } of line.params) {
    const written = values.map((value) => {
      const safe = value.replaceAll('\r\n', '^n').replaceAll('\n', '^n').replaceAll('"', "^'");
      return MUST_QUOTE.test(safe) ? `"${safe}"` : safe;
    });
    out += name === '' ? `;${written.join(',')}` : `;${name}=${written.join(',')}`;
  }
  return `${out}:${line.value}`;
}

const FOLD_OCTETS = 75;

/** Folds to at most 75 octets a line, never inside a character (RFC 5545 §3.1). Line breaks are CRLF + space. */
export function foldLine(text: string): string {
  if (text.length * 3 <= FOLD_OCTETS) return text;
  let out = '';
  let octets = 0;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > FOLD_OCTETS) {
      out += `${text.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += size;
    at += code > 0xffff ? 2 : 1;
  }
  return out + text.slice(from);
}

/** TEXT as written to plain text (RFC 5545 §3.3.11): `\n` `\N` `\;` `\,` `\\`. */
export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\([\s\S]?)/g, (_whole, c: string) => (c === 'n' || c === 'N' ? '\n' : c));
}

/** Plain text to TEXT as written. */
export function escapeText(text: string): string {
  // Most text has nothing to escape, and looking is a tenth of replacing.
  if (!/[\\;,\r\n]/.test(text)) return text;
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** Splits at `separator` where it is not escaped; parts keep their escapes. */
export function splitEscaped(value: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}
