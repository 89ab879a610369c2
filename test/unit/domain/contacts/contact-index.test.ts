import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContactIndex } from '../../../../src/domain/contacts/contact-index.js';
import { phoneDigits } from '../../../../src/domain/contacts/search-text.js';
import { isOneTypo } from '../../../../src/domain/text/typo.js';
import { createWordList } from '../../../../src/domain/text/word-list.js';

/** Names and the rest of cards; found ones by name, best first. */
function indexOf(cards: Readonly<Record<string, string>>) {
  const index = createContactIndex();
  const names = Object.keys(cards);
  for (const name of names) index.add({ name, rest: cards[name] ?? '' });
  const find = (text: string) => {
    const hits = index.search(text);
    if (hits === undefined) return undefined;
    const scored = names
      .map((name, document) => [name, hits.score(document)] as const)
      .filter(([, score]) => score > 0);
    return scored.sort(([, a], [, b]) => b - a).map(([name]) => name);
  };
  return { index, find };
}

const tel = (text: string) => `${text}\n${phoneDigits(text)}`;

describe('search of contacts', () => {
  const { find, index } = indexOf({
    'Anna Müller': `Wien Wurstdarm\n${tel('+43 (0)660 123-456')}`,
    'Ann Smith': `ann@example.org\n${tel('0044 20 7946 0000')}`,
    'Robert Anders': `Anna Street 660\n${tel('12345')}`,
    'Élise Weiß': 'Montréal, Straße',
  });

  it.each([
    ['ann', ['Ann Smith', 'Anna Müller', 'Robert Anders']],
    ['anna', ['Anna Müller', 'Robert Anders', 'Ann Smith']],
    ['anna mu', ['Anna Müller']],
    ['MULLER', ['Anna Müller']],
    ['muler', ['Anna Müller']],
    ['mulelr', ['Anna Müller']],
    ['wurtsd', ['Anna Müller']],
    ['weiss strasse', ['Élise Weiß']],
    ['elise montreal', ['Élise Weiß']],
    ['example.org', ['Ann Smith']],
    ['anna nobody', []],
    ['+43 660/123456', ['Anna Müller']],
    ['0660 123', ['Anna Müller']],
    ['123456', ['Anna Müller']],
    ['12345', ['Robert Anders', 'Anna Müller']],
    ['020 7946', ['Ann Smith']],
    ['0660 124', []],
    ['660', ['Anna Müller', 'Robert Anders']],
  ])('%s', (text, names) => {
    const found = find(text);
    expect(found?.slice().sort()).toEqual([...names].sort());
    // The best is the best; of the rest the order is the list's.
    if (names.length > 0) expect(names).toContain(found?.[0]);
  });

  it('finds the name before what else is in the card, and whole words before begun ones', () => {
    expect(find('ann')?.[0]).toBe('Ann Smith');
    expect(find('anna')?.[0]).toBe('Anna Müller');
  });

  it('asks for nothing without a word', () => {
    expect([find(''), find(' – ')]).toEqual([undefined, undefined]);
  });

  it('finds nobody who has gone, and whoever has come', () => {
    const added = index.add({ name: 'Zoë', rest: '' });
    expect(index.search('zoe')?.score(added)).toBeGreaterThan(0);
    index.remove(added);
    expect(index.search('zoe')?.score(added)).toBe(0);
    expect(index.size).toBe(5);
  });

  it('reads at most twelve words of a text that was pasted', () => {
    const words = Array.from({ length: 13 }, (_, n) => String.fromCharCode(97 + n).repeat(5));
    const { find: look } = indexOf({ [words.slice(0, 12).join(' ')]: '' });
    expect(look(words.join(' '))).toHaveLength(1);
    expect(look([...words.slice(1), words[0]].join(' '))).toHaveLength(0);
  });

  it('finds what a look at every card finds', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 6 });
    const text = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (cards, query) => {
        const own = createContactIndex();
        for (const words of cards) own.add({ name: words[0] ?? '', rest: words.slice(1).join(' ') });
        const hits = own.search(query.join(' '));
        const swaps = (w: string) =>
          [...w].slice(1).map((_, at) => w.slice(0, at) + w[at + 1] + w[at] + w.slice(at + 2));
        const matches = (asked: string, had: string) =>
          had.startsWith(asked) ||
          (asked.length >= 4 && (isOneTypo(asked, had) || swaps(asked).some((other) => had.startsWith(other))));
        const naive = cards.map((words) => query.every((asked) => words.some((had) => matches(asked, had))));
        expect(cards.map((_, document) => (hits?.score(document) ?? 0) > 0)).toEqual(naive);
      }),
    );
  });
});

describe('isOneTypo', () => {
  it.each([
    ['muller', 'muler', true],
    ['muler', 'muller', true],
    ['muller', 'mullar', true],
    ['muller', 'mulelr', true],
    ['muller', 'umller', true],
    ['muller', 'mullers', true],
    ['muller', 'xmuller', true],
    ['muller', 'muller', false],
    ['muller', 'mulr', false],
    ['muller', 'mallar', false],
    ['ab', 'ba', true],
    ['', 'a', true],
    ['', '', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isOneTypo(a, b)).toBe(expected);
  });
});

describe('a list of words', () => {
  it('knows all that begin alike, in whatever order and number they came', () => {
    const words = createWordList();
    const all = Array.from({ length: 5000 }, (_, n) => `w${(n * 7919) % 5000}`);
    const found = (prefix: string) => {
      const list: string[] = [];
      words.eachWithPrefix(prefix, (word) => list.push(word));
      return list.sort();
    };
    for (const [at, word] of all.entries()) {
      words.add(word);
      if (at % 1700 === 0)
        expect(found('w1')).toEqual(
          all
            .slice(0, at + 1)
            .filter((each) => each.startsWith('w1'))
            .sort(),
        );
    }
    expect(found('w12')).toHaveLength(111);
    expect(found('x')).toEqual([]);
  });
});
