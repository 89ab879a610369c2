import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, highlight, searchWords } from '../../../../src/domain/text/highlight.js';

const marked = (text: string, starts: readonly string[], words: readonly string[] = []) =>
  highlight(text, starts, words)
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('');

describe('what was found', () => {
  it.each([
    ['Lunch in Zürich', ['zur'], 'Lunch in [Zür]ich'],
    ['Déjeuner, déjeuner', ['dejeuner'], '[Déjeuner], [déjeuner]'],
    ['Straße 7', ['stras'], '[Straße] 7'],
    ['Lunch', ['lun', 'lunch'], '[Lunch]'],
    ['a lunch', ['unch'], 'a lunch'],
    ['nothing', [], 'nothing'],
  ])('in %j of %j is %j', (text, starts, expected) => {
    expect(marked(text, starts)).toBe(expected);
  });

  it('with a typo is the whole word', () => {
    expect(marked('Design review', ['reveiw'], ['review'])).toBe('Design [review]');
  });

  it('leaves every letter where it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
        const parts = highlight(text, searchWords(typed));
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });

  it('is shown with what stands around it', () => {
    const long = `${'word '.repeat(60)}needle ${'more '.repeat(60)}`;
    const excerpt = excerptOf(long, ['needle'], 80);
    expect(excerpt).toContain('needle');
    expect(excerpt).toMatch(/^… .* …$/);
    expect(excerpt.length).toBeLessThan(90);
    expect(excerptOf(long, ['other'], 20)).toMatch(/^word word/);
    expect(excerptOf('short', ['x'], 80)).toBe('short');
  });
});
