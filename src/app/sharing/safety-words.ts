// Words for comparing accounts by voice. An account's id is the hash of its recovery key, and its log is signed from there
// on: two people who see the same words have each other's account, whatever the relay says.
import { wordlist } from '@scure/bip39/wordlists/english.js';

const WORDS = 6;
const BITS = 11;

/**
 * @param a - Account, hexadecimal; the order of the two does not matter.
 * @returns Six words of 11 bits: of SHA-256 over `gw1/words` and both ids, the lesser first.
 */
export async function safetyWords(a: string, b: string): Promise<readonly string[]> {
  const ids = [a, b].sort().join('');
  const bytes = Uint8Array.from(ids.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const text = new Uint8Array([...new TextEncoder().encode('gw1/words'), ...bytes]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: WORDS },
    (_, index) => wordlist[Number.parseInt(bits.slice(index * BITS, (index + 1) * BITS), 2)]!,
  );
}
