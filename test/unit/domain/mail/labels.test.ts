import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLabel, labelName, labelOf, labelSearch, labelsOf, MAX_KEYWORD } from '../../../../src/domain/mail/labels.js';
import { RULED } from '../../../../src/domain/mail/rules/rule.js';
import { parseSearch } from '../../../../src/domain/mail/search/search-query.js';
import { snoozeKeywordNames } from '../../../../src/domain/mail/snooze.js';

describe('labels', () => {
  it.each([
    ['Bills', 'bills'],
    ['  To  do ', 'to_do'],
    ['Büro', 'b=c3=bcro'],
    ['a_b=c', 'a=5fb=3dc'],
    ['100 % (ok)', '100_=25_=28ok=29'],
    ['$flagged', '=24flagged'],
  ])('[MU15] “%s” is the keyword %s', (name, keyword) => {
    expect(labelOf(name)).toBe(keyword);
    expect(labelName(keyword)).toBe(name.trim().replace(/\s+/g, ' ').toLowerCase());
  });

  it.each(['bills', 'to_do', 'b=c3=bcro', '=24flagged', '100_=25_=28ok=29'])(
    '[MU17] %s is found by its search',
    (keyword) => {
      const { filters, terms } = parseSearch(labelSearch(keyword));
      expect(filters).toEqual([{ type: 'keyword', keyword, isNegated: false }]);
      expect(terms).toEqual([]);
    },
  );

  it('[MU15] are named back as they were named, without case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
        const keyword = labelOf(name);
        if (keyword === undefined) return;
        expect(isLabel(keyword)).toBe(true);
        // A name that could hide what it is, is shown in the letters of its keyword.
        if (!/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u.test(name)) expect(labelOf(labelName(keyword))).toBe(keyword);
      }),
    );
  });

  it('[MU15] are as long as servers take, and no longer', () => {
    expect([labelOf(''), labelOf(' '), labelOf('x'.repeat(MAX_KEYWORD + 1))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(labelOf('x'.repeat(MAX_KEYWORD))).toHaveLength(MAX_KEYWORD);
  });

  it('[MU15] are no marks of programs', () => {
    const marks = [
      '$seen',
      '$flagged',
      '$ik-chat',
      RULED,
      'nonjunk',
      'Junk',
      ...snoozeKeywordNames,
      'with space',
      'a(b',
    ];
    expect(labelsOf([...marks, 'work', 'bills'])).toEqual(['bills', 'work']);
    expect(labelOf('Junk')).toBeUndefined();
  });

  it.each(['x=zz', '=ff', 'a=e2=80=aeb', '=00'])('what others wrote stays readable: %s', (keyword) => {
    expect(labelName(keyword)).toBe(keyword);
  });
});
