import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeText,
  foldLine,
  formatContentLine,
  paramValue,
  parseContentLine,
  splitEscaped,
  splitLines,
  unescapeText,
} from '../../../../src/domain/items/content-line.js';

describe('splitLines', () => {
  it('joins folds and keeps what stood there', () => {
    const [line] = splitLines('NOTE:one\r\n  two\r\n\tthree\r\nEND:X');
    expect(line).toEqual({ raw: 'NOTE:one\r\n  two\r\n\tthree', text: 'NOTE:one twothree', line: 1 });
  });
  it.each([['\r\n'], ['\n'], ['\r']])('numbers lines ended by %j, dropping blank ones', (end) => {
    expect(splitLines(['A:1', '', 'B:2', ''].join(end)).map((l) => [l.text, l.line])).toEqual([
      ['A:1', 1],
      ['B:2', 3],
    ]);
  });
});

describe('parseContentLine', () => {
  it('reads group, parameters and quoted values', () => {
    const line = parseContentLine('item1.tel;type=home,"a;b:c";PREF:+41:1');
    expect(line).toEqual({
      group: 'item1',
      name: 'TEL',
      params: [
        { name: 'TYPE', values: ['home', 'a;b:c'] },
        { name: '', values: ['PREF'] },
      ],
      value: '+41:1',
    });
    expect(line && paramValue(line, 'TYPE')).toBe('home');
  });
  it.each([['no colon'], [':x'], ['A;B="open:x'], ['']])('refuses %j', (text) => {
    expect(parseContentLine(text)).toBeUndefined();
  });
  it('reads back what it writes', () => {
    const text = 'ATTENDEE;CN="Doe, Jane";ROLE=CHAIR:mailto:jane@example.org';
    const line = parseContentLine(text);
    expect(line && formatContentLine(line)).toBe(text);
  });
});

describe('folding', () => {
  it('never cuts a character and never exceeds 75 octets', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }).map((s) => `X:${s.replace(/[\r\n]/g, ' ')}`),
        (text) => {
          const folded = foldLine(text);
          for (const part of folded.split('\r\n'))
            expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
          expect(splitLines(folded)[0]?.text).toBe(text);
        },
      ),
    );
  });
});

describe('TEXT', () => {
  it('escapes and unescapes to the same', () => {
    fc.assert(
      fc.property(
        fc.string().map((s) => s.replaceAll('\r', '')),
        (text) => {
          expect(unescapeText(escapeText(text))).toBe(text);
        },
      ),
    );
  });
  it('splits only at bare separators', () => {
    expect(splitEscaped('a\\,b,c\\\\,d', ',')).toEqual(['a\\,b', 'c\\\\', 'd']);
  });
});
