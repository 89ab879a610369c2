import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTexts, unpackTexts } from '../../../src/store/packed-texts.js';

it('gives every text back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\0', '\r\n', 'é', '’', '𝄞', '\ufeff', ' ') });
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      expect(unpackTexts(packTexts(texts))).toEqual(texts);
    }),
  );
});

it('keeps texts in their places where half a surrogate pair cannot be kept', () => {
  expect(unpackTexts(packTexts(['a\ud834', 'b']))).toEqual(['a\ufffd', 'b']);
});
