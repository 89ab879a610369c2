import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCardSigns } from '../../../../../src/domain/contacts/duplicates/card-signs.js';
import { DISTINCT, distinctEdits } from '../../../../../src/domain/contacts/duplicates/distinct-marks.js';
import { findDuplicates } from '../../../../../src/domain/contacts/duplicates/find-duplicates.js';
import { applyEdits } from '../../../../../src/domain/items/apply-edits.js';

const card = (uid: string, ...lines: readonly string[]) =>
  `${['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD'].join('\r\n')}\r\n`;

interface Given {
  readonly text: string;
  readonly uid?: string;
  readonly book?: string;
}

function find(given: readonly (string | Given)[]) {
  const cards = given.flatMap((each, index) => {
    const { text, uid = String(index), book = 'b' } = typeof each === 'string' ? { text: each } : each;
    const signs = readCardSigns(text);
    return signs === undefined ? [] : [{ collectionId: book, uid, signs }];
  });
  const work = findDuplicates(cards);
  let step = work.next();
  while (!step.done) {
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
    step = work.next();
  }
  return step.value.map(({ grade, reasons, cards: members }) => ({
    grade,
    why: reasons.map(({ sign, value }) => (value === '' ? sign : `${sign} ${value}`)),
    cards: [...members].sort((a, b) => a - b),
  }));
}

/** Cards made of lines. */
const among = (...cards: readonly (readonly string[])[]) =>
  find(cards.map((lines, index) => card(`u${index}`, ...lines)));

describe('duplicates', () => {
  it('[DU1] have one name in whatever order, with accents, titles and middle names or without', () => {
    const spellings = [
      ['N:Müller;Jörg;;Dr.;', 'FN:Dr. Jörg Müller'],
      ['FN:Mueller, Joerg'],
      ['N:muller;JORG;Karl;;', 'FN:x'],
      ['FN:Prof. Jörg Müller'],
    ];
    const [group, ...others] = among(...spellings.map((lines) => [...lines, 'EMAIL:J@Example.org']));
    expect(others).toEqual([]);
    expect(group).toMatchObject({ cards: [0, 1, 2, 3], why: ['name', 'mail j@example.org'] });
  });

  it('[DU1] have one telephone number in whatever notation, with country or without', () => {
    const numbers = ['+43 (0)660 123 45 67', '0660/1234567', '0043 660 1234567', 'tel:+43-660-1234567'];
    const [group, ...others] = among(...numbers.map((number) => ['FN:Ada Byron', `TEL:${number}`]));
    expect(others).toEqual([]);
    expect(group).toMatchObject({ grade: 'certain', cards: [0, 1, 2, 3], why: ['name', 'phone +436601234567'] });
    const strangers = among(['FN:Ada Byron', 'TEL:+43 660 1234567'], ['FN:Charles B', 'TEL:+49 660 1234567']);
    expect(strangers).toEqual([]);
    expect(among(['FN:Ada Byron', 'TEL:112'], ['FN:Charles B', 'TEL:112'])).toEqual([]);
  });

  it('[DU2] are certain with two signs, when merging loses nothing', () => {
    expect(among(['FN:Ada Byron', 'EMAIL:a@x.org'], ['FN:Ada Byron', 'EMAIL:a@x.org', 'TITLE:Countess'])).toEqual([
      { grade: 'certain', why: ['name', 'mail a@x.org'], cards: [0, 1] },
    ]);
    expect(among(['FN:Ada Byron', 'BDAY:18151210'], ['FN:Byron Ada', 'BDAY:1815-12-10'])[0]?.grade).toBe('certain');
    expect(among(['FN:', 'EMAIL:a@x.org'], ['FN:a@x.org', 'EMAIL:a@x.org'])[0]?.grade).toBe('certain');
  });

  it('[DU3] are likely when something must be chosen, or they are in two books', () => {
    const both = ['FN:Ada Byron', 'EMAIL:a@x.org'];
    expect(among([...both, 'TITLE:Countess'], [...both, 'TITLE:Programmer'])[0]?.grade).toBe('likely');
    const texts = both.map(() => card('u', ...both));
    const inBooks = texts.map((text, index) => ({ text, book: `b${index}`, uid: `u${index}` }));
    expect(find(inBooks)[0]).toMatchObject({ grade: 'likely', why: ['name', 'mail a@x.org'] });
    expect(find(inBooks.map((each) => ({ ...each, uid: 'u' })))[0]?.why[0]).toBe('same-card');
  });

  it('[DU3] are likely when one name goes with the other and something else is the same', () => {
    const mail = 'EMAIL:l@x.org';
    for (const other of ['A. Lovelace', 'Ada', 'Lovelace', 'Ada K Lovelace'])
      expect(among(['FN:Ada Lovelace', mail], [`FN:${other}`, mail])[0], other).toMatchObject({
        grade: 'likely',
        why: ['similar-name', 'mail l@x.org'],
      });
    const nick = among(['N:Smith;Robert;;;', 'NICKNAME:Bob', mail], ['FN:Bob Smith', mail]);
    expect(nick[0]?.grade).toBe('likely');
    expect(among(['FN:Ada Byron', 'ORG:ACME Ltd;Sales'], ['FN:Ada Byron', 'ORG:acme ltd'])[0]).toMatchObject({
      grade: 'likely',
      why: ['name', 'company'],
    });
  });

  it('[DU4] are mere namesakes with one sign alone', () => {
    expect(among(['FN:Ada Byron'], ['FN:Ada Byron', 'EMAIL:b@x.org'])).toEqual([
      { grade: 'perhaps', why: ['name'], cards: [0, 1] },
    ]);
    const couple = among(
      ['FN:Ada Byron', 'EMAIL:we@x.org', 'TEL:0660 123456'],
      ['FN:William King', 'EMAIL:we@x.org', 'TEL:0660 123456'],
    );
    expect(couple).toEqual([{ grade: 'perhaps', why: ['mail we@x.org', 'phone 660123456'], cards: [0, 1] }]);
  });

  it('[DU4] are no more than that where birthdays or generations contradict', () => {
    const same = ['N:Smith;John;;;', 'EMAIL:smith@x.org'];
    expect(among([...same, 'BDAY:1950-01-01'], [...same, 'BDAY:1980-02-02'])[0]?.grade).toBe('perhaps');
    expect(among([...same, 'BDAY:--0101'], [...same, 'BDAY:1980-01-01'])[0]?.grade).toBe('likely');
    expect(among(['FN:John Smith Jr.', 'EMAIL:s@x.org'], ['FN:John Smith sen.', 'EMAIL:s@x.org'])[0]?.grade).toBe(
      'perhaps',
    );
  });

  it('[DU5] that are said to be different people are not found again, but somebody new is', () => {
    const texts = ['a', 'b'].map((uid) => card(uid, 'FN:Ada Byron', 'EMAIL:a@x.org'));
    const decided = distinctEdits(['a', 'b'].map((uid) => ({ collectionId: 'b', uid }))).map(({ edits }, index) => ({
      text: applyEdits(texts[index] ?? '', edits),
      uid: ['a', 'b'][index],
    }));
    expect(decided[0]?.text).toContain(`${DISTINCT}:`);
    expect(find(texts)).toHaveLength(1);
    expect(find(decided)).toEqual([]);
    const [first = { text: '' }] = decided;
    expect(find([first, { ...first, uid: 'copy' }])[0]?.grade).toBe('certain');
    expect(find([...decided, card('c', 'FN:Ada Byron', 'EMAIL:a@x.org')])[0]).toMatchObject({
      grade: 'perhaps',
      cards: [0, 1, 2],
    });
  });

  it('leave out the cards of groups, and companies are no people', () => {
    expect(among(['KIND:group', 'FN:Team', 'EMAIL:t@x.org'], ['FN:Team', 'EMAIL:t@x.org'])).toEqual([]);
    expect(among(['FN:ACME', 'ORG:ACME', 'EMAIL:i@acme.org'], ['ORG:Acme', 'EMAIL:i@acme.org'])[0]?.grade).toBe(
      'certain',
    );
    expect(among(['FN:ACME', 'ORG:ACME', 'EMAIL:i@acme.org'], ['FN:Acme Byron', 'EMAIL:i@acme.org'])[0]?.grade).toBe(
      'perhaps',
    );
  });

  it('are the same whatever the order of the cards, and each strong group is a set of its own', () => {
    const value = fc.record({
      name: fc.constantFrom('', 'Ada Byron', 'A. Byron', 'Bob Smith', 'Dr. Bob Smith', 'ACME'),
      mail: fc.constantFrom('', 'a@x.org', 'A@X.org', 'b@x.org'),
      phone: fc.constantFrom('', '0660 1234567', '+43 660 1234567', '+49 660 1234567'),
      born: fc.constantFrom('', '1815-12-10', '--12-10', '1990-01-01'),
    });
    const toText = (
      uid: string,
      { name, mail, phone, born }: { name: string; mail: string; phone: string; born: string },
    ) => card(uid, `FN:${name}`, `EMAIL:${mail}`, `TEL:${phone}`, `BDAY:${born}`);
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.nat(), (values, turn) => {
        const all = values.map((each, index) => ({ uid: `u${index}`, text: toText(`u${index}`, each) }));
        const at = turn % (all.length + 1);
        const turned = [...all.slice(at), ...all.slice(0, at)];
        const named = (given: typeof all) =>
          find(given)
            .map(
              ({ grade, cards }) =>
                `${grade} ${cards
                  .map((index) => given[index]?.uid)
                  .sort()
                  .join(' ')}`,
            )
            .sort();
        expect(named(turned)).toEqual(named(all));
        const certain = find(all)
          .filter(({ grade }) => grade === 'certain')
          .flatMap(({ cards }) => cards);
        expect(new Set(certain).size).toBe(certain.length);
      }),
    );
  });

  it('of twenty thousand cards with one address are one group', () => {
    const texts = Array.from({ length: 20_000 }, (_, index) =>
      card(`u${index}`, `FN:N${index}x Person`, 'EMAIL:all@x.org', 'TEL:+43660123456'),
    );
    const groups = find(texts);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ grade: 'perhaps' });
    expect(groups[0]?.cards).toHaveLength(20_000);
  });
});
