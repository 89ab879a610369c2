import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordIndex, type WordQuery } from '../../../../src/domain/text/word-index.js';

interface Doc {
  readonly name: string;
}

function indexOf(texts: Readonly<Record<string, readonly [title: string, rest?: string]>>) {
  const index = createWordIndex<Doc>();
  const split = (text = '') => text.split(' ').filter(Boolean);
  for (const [name, [title, rest]] of Object.entries(texts))
    index.put(name, { name }, { title: split(title), rest: split(rest) });
  return index;
}

const query = (text: string, typos = false): WordQuery[] => text.split(' ').map((word) => ({ forms: [word], typos }));
const namesOf = (index: ReturnType<typeof indexOf>, words: WordQuery[]) =>
  index.search(words).found.map(({ name }) => name);

describe('createWordIndex', () => {
  it('finds what has every word, each perhaps unfinished', () => {
    const index = indexOf({ a: ['lunch with ada'], b: ['lunch', 'bring ada'], c: ['launch'] });
    expect(namesOf(index, query('lun ada'))).toEqual(['a', 'b']);
    expect(namesOf(index, query('lunch bo'))).toEqual([]);
    expect(namesOf(index, [])).toEqual([]);
  });

  it('puts titles before the rest, whole words before beginnings, short titles before long ones', () => {
    const index = indexOf({
      rest: ['tea', 'review'],
      long: ['the yearly review of everything'],
      beginning: ['reviewers'],
      short: ['review'],
    });
    expect(namesOf(index, query('review'))).toEqual(['short', 'long', 'beginning', 'rest']);
  });

  it.each(['meetimg', 'meting', 'meeeting', 'emeting', 'meetnig'])('forgives one slip: %s', (word) => {
    const index = indexOf({ right: ['meeting'], wrong: ['eating'] });
    expect(namesOf(index, query(word, true))).toEqual(['right']);
    expect(namesOf(index, query(word))).toEqual([]);
  });

  it('takes any form of a word', () => {
    const index = indexOf({ a: ['660123456'], b: ['43660123456'] });
    expect(namesOf(index, [{ forms: ['43660123', '660123'] }]).sort()).toEqual(['a', 'b']);
  });

  it('says which words of a document were meant', () => {
    const index = indexOf({ a: ['design review', 'reviewers only'] });
    const { found, wordsOf } = index.search(query('reviw', true));
    expect(wordsOf(found[0]!)).toEqual(['review']);
    const beginnings = index.search(query('rev'));
    expect(beginnings.wordsOf(beginnings.found[0]!).toSorted()).toEqual(['review', 'reviewers']);
  });

  it('finds only what is accepted, and nothing that was removed or replaced', () => {
    const index = indexOf({ a: ['one two'], b: ['one'] });
    expect(index.search(query('one'), ({ name }) => name !== 'b').found).toEqual([{ name: 'a' }]);
    index.put('a', { name: 'a' }, { title: ['three'], rest: [] });
    index.remove('b');
    expect(namesOf(index, query('one'))).toEqual([]);
    expect(namesOf(index, query('three'))).toEqual(['a']);
  });

  it('has what a look at every document has, after any changes', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 });
    const words = fc.array(word, { maxLength: 4 });
    const change = fc.record({
      id: fc.nat(5).map(String),
      words: fc.option(fc.record({ title: words, rest: words }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        fc.array(word, { minLength: 1, maxLength: 2 }),
        (changes, asked) => {
          const index = createWordIndex<Doc>();
          const all = new Map<string, readonly string[]>();
          for (const { id, words: said } of changes) {
            if (said === undefined) index.remove(id);
            else index.put(id, { name: id }, said);
            if (said === undefined) all.delete(id);
            else all.set(id, [...said.title, ...said.rest]);
          }
          const wanted = [...all].filter(([, own]) => asked.every((one) => own.some((each) => each.startsWith(one))));
          const found = index.search(asked.map((one) => ({ forms: [one] }))).found.map(({ name }) => name);
          expect(found.toSorted()).toEqual(wanted.map(([id]) => id).toSorted());
        },
      ),
    );
  });

  it('stays right when most of it was replaced', () => {
    const index = createWordIndex<Doc>();
    for (let round = 0; round < 4; round += 1)
      for (let n = 0; n < 600; n += 1)
        index.put(`${n}`, { name: `${n}` }, { title: [`round${round}`], rest: [`n${n}`] });
    expect(index.search(query('round3')).found).toHaveLength(600);
    expect(index.search(query('round2')).found).toEqual([]);
    expect(
      index
        .search(query('n42'))
        .found.map(({ name }) => name)
        .sort(),
    ).toContain('42');
  });
});
