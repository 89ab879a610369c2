// Words in order, so that all that begin alike stand side by side; and by length, so that typos need not be looked for in all.
import { isOneTypo } from './typo.js';

/** New words are put in order when there are this many of them; until then each is looked at. */
const MAX_UNSORTED = 2000;
/** Longer words are no names, and nobody mistypes them by one letter only. */
const MAX_TYPO_LENGTH = 30;
const LETTERS = /^\p{L}+$/u;

export interface WordList {
  /** Once for each word. */
  add(word: string): void;
  /** Puts what is new in order, so that the next who asks does not wait for it. */
  settle(): void;
  /** Calls `visit` with every word that begins so. */
  eachWithPrefix(prefix: string, visit: (word: string) => void): void;
  /** Calls `visit` with every word of letters that is one typo away. */
  eachWithTypo(word: string, visit: (word: string) => void): void;
}

export function createWordList(): WordList {
  let sorted: string[] = [];
  let unsorted: string[] = [];
  const byLength: string[][] = [];

  function order(): void {
    unsorted.sort(compare);
    const merged: string[] = new Array<string>(sorted.length + unsorted.length);
    let left = 0;
    let right = 0;
    for (let at = 0; at < merged.length; at += 1) {
      const [a, b] = [sorted[left], unsorted[right]];
      if (b === undefined || (a !== undefined && a < b)) {
        merged[at] = a as string;
        left += 1;
      } else {
        merged[at] = b;
        right += 1;
      }
    }
    sorted = merged;
    unsorted = [];
  }

  function firstFrom(prefix: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add(word) {
      unsorted.push(word);
      // Not all of it at the end: that would be a long wait.
      if (unsorted.length > Math.max(MAX_UNSORTED, sorted.length / 4)) order();
      if (word.length > MAX_TYPO_LENGTH || !LETTERS.test(word)) return;
      const alike = byLength[word.length] ?? [];
      byLength[word.length] = alike;
      alike.push(word);
    },
    settle() {
      if (unsorted.length > MAX_UNSORTED) order();
    },
    eachWithPrefix(prefix, visit) {
      for (let at = firstFrom(prefix); at < sorted.length; at += 1) {
        const word = sorted[at] as string;
        if (!word.startsWith(prefix)) break;
        visit(word);
      }
      for (const word of unsorted) if (word.startsWith(prefix)) visit(word);
    },
    eachWithTypo(word, visit) {
      for (let length = word.length - 1; length <= word.length + 1; length += 1)
        for (const other of byLength[length] ?? []) if (isOneTypo(word, other)) visit(other);
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
