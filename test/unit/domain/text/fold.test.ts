import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeForSearch } from '../../../../src/domain/text/fold.js';
import { decodeWindows1252 } from '../../../../src/domain/text/windows-1252.js';

describe('normalizeForSearch', () => {
  it.each([
    ['Straße Müller', 'strasse muller'],
    ['Łódź Øster Æsir Œuvre', 'lodz oster aesir oeuvre'],
    ['ÉLOÏSE  d’Arc\n', "eloise d'arc"],
    ['Nguyễn Đức', 'nguyen duc'],
    ['İstanbul ılık', 'istanbul ilik'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['Ёлка', 'елка'],
    ['ｆｕｌｌ ﬁt', 'full fit'],
    ['がぎ', 'がぎ'],
    ['कि', 'कि'],
  ])('%s is %s', (text, expected) => {
    expect(normalizeForSearch(text)).toBe(expected);
  });

  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalizeForSearch(text);
        expect(normalizeForSearch(once)).toBe(once);
      }),
    );
  });
});

describe('decodeWindows1252', () => {
  it('knows the characters Latin-1 has not', () => {
    expect(decodeWindows1252(Uint8Array.from([0x80, 0x92, 0x93, 0x9f, 0x81, 0xe4, 0x41]))).toBe('€’“Ÿ\u0081äA');
  });
});
