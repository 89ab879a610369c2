// The words of RTF (Rich Text Format 1.9.1, "Basic entities").

export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'ignorable' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'byte'; readonly value: number }
  | { readonly kind: 'text'; readonly from: number; readonly to: number };

const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const QUOTE = 39;
const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

/** One token after the other; text is where it stands in the bytes, line breaks in it mean nothing. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === OPEN || byte === CLOSE) {
      yield byte === OPEN ? { kind: 'open' } : { kind: 'close' };
      at += 1;
    } else if (byte === BACKSLASH) {
      const { token, end } = control(bytes, at + 1);
      yield token;
      // Binary data follows, whatever it looks like.
      at = token.kind === 'word' && token.name === 'bin' ? end + Math.max(0, token.value ?? 0) : end;
    } else if (byte === 13 || byte === 10 || byte === 0) {
      at += 1;
    } else {
      const from = at;
      while (at < bytes.length && !isSpecial(bytes[at]!)) at += 1;
      yield { kind: 'text', from, to: at };
    }
  }
}

const isSpecial = (byte: number) =>
  byte === OPEN || byte === CLOSE || byte === BACKSLASH || byte === 13 || byte === 10 || byte === 0;

function control(bytes: Uint8Array, from: number): { token: RtfToken; end: number } {
  const first = bytes[from];
  if (isLetter(first)) return word(bytes, from);
  if (first === QUOTE) {
    const value = Number.parseInt(String.fromCharCode(bytes[from + 1] ?? 48, bytes[from + 2] ?? 48), 16);
    return { token: { kind: 'byte', value: Number.isNaN(value) ? 63 : value }, end: from + 3 };
  }
  if (first === 42) return { token: { kind: 'ignorable' }, end: from + 1 };
  if (first === 13 || first === 10) return { token: { kind: 'word', name: 'par', value: undefined }, end: from + 1 };
  if (first === 126) return { token: { kind: 'word', name: 'nbsp', value: undefined }, end: from + 1 };
  // `\-`, `\|`, `\:` say how a word may be divided; the others stand for themselves.
  if (first === 45 || first === 124 || first === 58)
    return { token: { kind: 'word', name: 'hyphen', value: undefined }, end: from + 1 };
  return { token: { kind: 'byte', value: first === 95 ? 45 : (first ?? BACKSLASH) }, end: from + 1 };
}

function word(bytes: Uint8Array, from: number): { token: RtfToken; end: number } {
  let at = from;
  while (at - from < 32 && isLetter(bytes[at])) at += 1;
  const name = String.fromCharCode(...bytes.subarray(from, at));
  const start = at;
  if (bytes[at] === 45 && isDigit(bytes[at + 1])) at += 1;
  while (at - start < 11 && isDigit(bytes[at])) at += 1;
  const value = at > start ? Number(String.fromCharCode(...bytes.subarray(start, at))) : undefined;
  return { token: { kind: 'word', name, value }, end: bytes[at] === 32 ? at + 1 : at };
}
