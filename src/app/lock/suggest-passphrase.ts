// A passphrase by chance: words of the list that recovery keys are made of (BIP 39), 11 bits each.
import { wordlist } from '@scure/bip39/wordlists/english.js';

const WORDS = 5;

export function suggestPassphrase(): string {
  // 2048 words: the remainder of 16 bits is no more likely for some of them.
  const numbers = crypto.getRandomValues(new Uint16Array(WORDS));
  return Array.from(numbers, (number) => wordlist[number % wordlist.length]).join(' ');
}
