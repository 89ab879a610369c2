// What the junk filter learns and says, without a store.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JunkMessage, junkClues, MAX_CLUES } from '../../../../../src/domain/mail/junk/junk-clues.js';
import { JunkFilter, MIN_EXAMPLES } from '../../../../../src/domain/mail/junk/junk-filter.js';
import { junkSaid, sayJunk } from '../../../../../src/domain/mail/junk/junk-said.js';

const message = (more: Partial<JunkMessage>): JunkMessage => ({
  ...{ from: [{ name: 'Anna', email: 'anna@example.org' }], replyTo: [], subject: '', body: '', links: [], files: [] },
  ...{ fields: [], isHtmlOnly: false, ...more },
});
const hashes = (more: Partial<JunkMessage>) => junkClues(message(more)).map(({ hash }) => hash);
const texts = (more: Partial<JunkMessage>) => junkClues(message(more)).map(({ text }) => text);

const junk = (n: number) => ({
  from: [{ name: 'Casino Bonus', email: `win${n}@shop${n}.example` }],
  subject: `Exclusive bonus ${n}`,
  body: `Claim your exclusive casino bonus now, offer ends soon ${n}. Unsubscribe anytime.`,
  links: ['casino.example'],
});
const good = (n: number) => ({
  from: [{ name: 'Ben', email: `ben${n}@firm.example` }],
  subject: `Meeting ${n}`,
  body: `Shall we meet on Tuesday about project ${n}? The agenda is attached, bring your notes.`,
});

function taught(junkCount: number, goodCount: number): JunkFilter {
  const filter = new JunkFilter();
  for (let n = 0; n < junkCount; n += 1) filter.learn({ kind: 'junk', clues: hashes(junk(n)) });
  for (let n = 0; n < goodCount; n += 1) filter.learn({ kind: 'good', clues: hashes(good(n)) });
  return filter;
}

describe('what was said of a message', () => {
  it('[MJ1] is told by its keywords, in the spellings of other programs, too', () => {
    expect(junkSaid(['$seen'])).toBeUndefined();
    expect(junkSaid(['$junk'])).toBe('junk');
    expect(junkSaid(['Junk'])).toBe('junk');
    expect(junkSaid(['$NotJunk'])).toBe('good');
    expect(junkSaid(['nonjunk', '$flagged'])).toBe('good');
    expect(junkSaid(['$junk', '$notjunk'])).toBeUndefined();
  });

  it('[MJ1] is what the keywords it gets say, whatever was said before', () => {
    const before = fc.subarray(['$junk', 'junk', '$notjunk', 'notjunk', 'nonjunk', '$seen']);
    fc.assert(
      fc.property(before, fc.constantFrom('junk' as const, 'good' as const), (keywords, kind) => {
        const { add, remove } = sayJunk(kind);
        const after = [...keywords.filter((one) => !remove.includes(one)), ...add];
        expect(junkSaid(after)).toBe(kind);
      }),
    );
  });
});

describe('clues', () => {
  it('[MJ4] are words, senders with their domains, hosts of links, endings of files, and how it is made', () => {
    const found = texts({
      from: [{ name: 'Big Shop', email: 'Info@news.shop.example' }],
      replyTo: [{ name: null, email: 'answers@elsewhere.example' }],
      subject: 'Schöne Grüße',
      body: 'Ein Wort, ein Wort.',
      links: ['a.b.tracker.example'],
      files: ['Invoice.PDF.exe', 'no ending'],
      fields: ['list-id', 'date'],
      isHtmlOnly: true,
    });
    expect(found).toEqual([
      ...['info@news.shop.example', 'news.shop.example', 'shop.example', 'big', 'shop', 'elsewhere.example'],
      ...['schone', 'grusse', 'a.b.tracker.example', 'tracker.example', '.exe', 'list-id', 'html', 'ein', 'wort'],
    ]);
  });

  it('[MJ4] stand once each, at most so many, whatever the message holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(text, text, (subject, body) => {
        const clues = junkClues(message({ subject, body }));
        expect(clues.length).toBeLessThanOrEqual(MAX_CLUES);
        expect(new Set(clues.map(({ hash }) => hash)).size).toBe(clues.length);
      }),
      { numRuns: 50 },
    );
    const words = Array.from({ length: 5000 }, (_, n) => `word${n}`).join(' ');
    expect(junkClues(message({ body: words })).length).toBe(MAX_CLUES);
  });

  it('[MJ4] of scripts without blanks are their signs', () => {
    expect(texts({ body: '無料' })).toEqual(expect.arrayContaining(['無', '料']));
  });
});

describe('the filter', () => {
  it('[MJ3] says nothing before it has examples of both kinds', () => {
    const few = taught(MIN_EXAMPLES.junk - 1, 100);
    expect(few.isReady).toBe(false);
    expect(few.judge(junkClues(message(junk(1)))).isJunk).toBe(false);
    expect(taught(100, MIN_EXAMPLES.good - 1).judge(junkClues(message(junk(1)))).isJunk).toBe(false);
    expect(taught(MIN_EXAMPLES.junk, MIN_EXAMPLES.good).isReady).toBe(true);
  });

  it('[MJ4] tells mail like the examples of either kind, and says by what', () => {
    const filter = taught(MIN_EXAMPLES.junk, MIN_EXAMPLES.good);
    const bad = filter.judge(junkClues(message(junk(99))));
    expect(bad).toMatchObject({ isJunk: true });
    expect(bad.reasons).toContain('casino');
    const fine = filter.judge(junkClues(message(good(99))));
    expect(fine.isJunk).toBe(false);
    expect(fine.score).toBeLessThan(0.05);
  });

  it('[MJ4] lets through what is like neither, and what is like both', () => {
    const filter = taught(50, 50);
    const strange = { from: [{ name: null, email: 'x@y.test' }], subject: 'Zebra', body: 'Quagga okapi.' };
    expect(filter.judge(junkClues(message(strange))).score).toBeCloseTo(0.5);
    const both = { ...junk(3), from: good(3).from, body: `${good(3).body} ${junk(3).body}` };
    expect(filter.judge(junkClues(message(both))).isJunk).toBe(false);
    expect(filter.judge([]).score).toBe(0.5);
  });

  it('[MJ2] forgets an example as if it had never learned it', () => {
    const example = fc.record({
      kind: fc.constantFrom('junk' as const, 'good' as const),
      clues: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }),
    });
    const clues = Array.from({ length: 31 }, (_, hash) => ({ hash, text: String(hash) }));
    fc.assert(
      fc.property(fc.array(example, { maxLength: 40 }), fc.array(example, { maxLength: 10 }), (kept, gone) => {
        const plain = new JunkFilter();
        const other = new JunkFilter();
        for (const one of gone) other.learn(one);
        for (const one of kept) {
          plain.learn(one);
          other.learn(one);
        }
        for (const one of gone) other.learn(one, -1);
        expect(other.judge(clues)).toEqual(plain.judge(clues));
        expect(other.examples).toEqual(plain.examples);
      }),
    );
  });

  it('[MJ4] gives a score between 0 and 1, however many examples there are', () => {
    const filter = new JunkFilter();
    const many = Array.from({ length: MAX_CLUES }, (_, n) => n);
    for (let n = 0; n < 1000; n += 1) filter.learn({ kind: 'junk', clues: many });
    for (let n = 0; n < 1000; n += 1) filter.learn({ kind: 'good', clues: many.map((clue) => clue + MAX_CLUES) });
    const of = (clues: readonly number[]) => filter.judge(clues.map((hash) => ({ hash, text: '' }))).score;
    expect(of(many)).toBeCloseTo(1);
    expect(of(many.map((clue) => clue + MAX_CLUES))).toBeCloseTo(0);
    expect(of([...many, ...many.map((clue) => clue + MAX_CLUES)])).toBeCloseTo(0.5, 1);
  });
});
