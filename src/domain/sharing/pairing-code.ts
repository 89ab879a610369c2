// A new device's code as text: 13 groups of four letters and digits, the last of each a check digit that says which group
// is wrong. Letters are those of Crockford's base 32: no I, L, O or U.

/** Bytes that a code carries: a secret of 16, and 8 of what the new device's keys hash to. */
export const CODE_BYTES = 24;
export const CODE_GROUPS = 13;
const GROUP = 4;
/** Data symbols: 195 bits, of which 192 are used. */
const SYMBOLS = CODE_GROUPS * (GROUP - 1);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** What is typed wrong: another length, or the group with this number (from 1). */
export type CodeProblem =
  | { readonly kind: 'length'; readonly groups: number }
  | { readonly kind: 'group'; readonly group: number };

/** Product in GF(32), x⁵ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}

const WEIGHTS = [2, 4, 8] as const;

/** Differs when one symbol is another one, when two neighbours changed places, and in another group. */
const checkOf = (group: number, symbols: readonly number[]): number =>
  symbols.reduce((sum, symbol, i) => sum ^ times(symbol, WEIGHTS[i]!), group + 1);

/** @param bytes - `CODE_BYTES` of them. */
export function writePairingCode(bytes: Uint8Array): string {
  let bits = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) << 3n;
  const symbols: number[] = [];
  for (let i = 0; i < SYMBOLS; i++) {
    symbols.unshift(Number(bits & 31n));
    bits >>= 5n;
  }
  const groups = Array.from({ length: CODE_GROUPS }, (_, group) => {
    const own = symbols.slice(group * 3, group * 3 + 3);
    return [...own, checkOf(group, own)].map((symbol) => ALPHABET[symbol]).join('');
  });
  return groups.join(' ');
}

/** Letters and digits of what was typed, as a code has them. What can be no part of a code is kept: its group is wrong. */
const plain = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[OIL]/g, (letter) => ALIKE[letter]!);

/** What was typed, in groups: as it is shown while somebody types. */
export const groupPairingCode = (typed: string): string =>
  plain(typed)
    .match(/.{1,4}/g)
    ?.join(' ') ?? '';

/** Whole groups at the beginning that are right, or the number of the first that is wrong (from 1). */
function readGroups(text: string): { readonly symbols: readonly number[]; readonly wrong?: number } {
  const symbols: number[] = [];
  for (let group = 0; (group + 1) * GROUP <= text.length && group < CODE_GROUPS; group++) {
    const read = [...text.slice(group * GROUP, (group + 1) * GROUP)].map((letter) => ALPHABET.indexOf(letter));
    const own = read.slice(0, 3);
    if (read.includes(-1) || checkOf(group, own) !== read[3]) return { symbols, wrong: group + 1 };
    symbols.push(...own);
  }
  return { symbols };
}

/** The first group of what was typed so far that is wrong, from 1; `undefined` while nothing is. */
export const wrongGroup = (typed: string): number | undefined => readGroups(plain(typed)).wrong;

/** Reads a code as people type it: small letters, no blanks, O for 0. */
export function readPairingCode(typed: string): Uint8Array<ArrayBuffer> | CodeProblem {
  const text = plain(typed);
  const { symbols, wrong } = readGroups(text);
  if (wrong !== undefined) return { kind: 'group', group: wrong };
  if (text.length !== CODE_GROUPS * GROUP) return { kind: 'length', groups: Math.floor(text.length / GROUP) };
  let bits = symbols.reduce((value, symbol) => (value << 5n) | BigInt(symbol), 0n);
  // Three bits are left over: of another kind of code.
  if ((bits & 7n) !== 0n) return { kind: 'group', group: CODE_GROUPS };
  bits >>= 3n;
  const bytes = new Uint8Array(CODE_BYTES);
  for (let i = CODE_BYTES - 1; i >= 0; i--) {
    bytes[i] = Number(bits & 255n);
    bits >>= 8n;
  }
  return bytes;
}

const LINK_HEAD = 'ikebana-device:1:';

/** What a new device's QR code says: the relay at which it waits, and its code. */
export const writePairingLink = (relay: string, code: string): string =>
  `${LINK_HEAD}${code.replaceAll(' ', '')}:${relay}`;

/** @returns `undefined` for what is no such link: it may still be a code alone. */
export function readPairingLink(text: string): { readonly code: string; readonly relay: string } | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith(LINK_HEAD)) return undefined;
  const [code = '', ...relay] = trimmed.slice(LINK_HEAD.length).split(':');
  return { code, relay: relay.join(':') };
}
