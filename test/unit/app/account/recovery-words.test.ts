import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWords, secretOf, suggestWords, wordsOf } from '../../../../src/app/account/recovery-words.js';

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes));

describe('the words of a recovery key', () => {
  // Trezor's vectors of BIP 39.
  it.each([
    ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
    [
      '7f'.repeat(32),
      'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title',
    ],
    ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
    [
      '68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c',
      'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length',
    ],
  ])('are those of BIP 39 for %s', (hex, words) => {
    expect(wordsOf(Uint8Array.from(Buffer.from(hex, 'hex'))).join(' ')).toBe(words);
  });

  it('say the secret again, also as they stand on a printed sheet or cut to four letters', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const words = wordsOf(secret);
        expect(secretOf(words)).toEqual(secret);
        expect(readWords(words.map((word, i) => `${i + 1}. ${word.toUpperCase()}\n`).join(''))).toEqual(words);
        expect(readWords(words.map((word) => word.slice(0, 4)).join(' '))).toEqual(words);
      }),
      { numRuns: 30 },
    );
  });

  it('are refused with what is wrong', () => {
    const words = [...wordsOf(new Uint8Array(32).fill(7))];
    expect(readWords('')).toEqual({ kind: 'count', count: 0 });
    expect(readWords(words.slice(1).join(' '))).toEqual({ kind: 'count', count: 23 });
    expect(readWords(words.with(4, 'blümchen').join(' '))).toMatchObject({ kind: 'unknown' });
    expect(readWords(words.with(4, 'ikebana').join(' '))).toEqual({ kind: 'unknown', at: [4] });
    expect(readWords(words.with(0, 'zoo').with(1, 'abandon').join(' '))).toEqual({ kind: 'checksum' });
    expect(readWords('x'.repeat(100_000))).toEqual({ kind: 'unknown', at: [0] });
  });

  it('are suggested by how they begin', () => {
    expect(suggestWords('aban', 3)).toEqual(['abandon']);
    expect(suggestWords('Zo', 3)).toEqual(['zone', 'zoo']);
    expect(suggestWords('', 3)).toEqual([]);
    expect(suggestWords('a', 4)).toHaveLength(4);
  });
});
