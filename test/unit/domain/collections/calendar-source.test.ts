import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_ADDRESS_LENGTH,
  parseSource,
  sourceToText,
  subscriptionAddress,
} from '../../../../src/domain/collections/calendar-source.js';
import { canEdit } from '../../../../src/domain/collections/collection.js';

describe('an address to subscribe to', () => {
  it.each([
    ['https://example.com/a.ics', 'https://example.com/a.ics'],
    ['webcal://example.com/a.ics', 'https://example.com/a.ics'],
    ['WEBCALS://example.com/a.ics', 'https://example.com/a.ics'],
    ['  example.com/a.ics ', 'https://example.com/a.ics'],
    ['http://localhost:5232/me/a.ics', 'http://localhost:5232/me/a.ics'],
    ['http://127.0.0.1/a', 'http://127.0.0.1/a'],
  ])('[SU1] %s is %s', (text, address) => {
    expect(subscriptionAddress(text)?.href).toBe(address);
  });

  it.each([
    '',
    '  ',
    'http://example.com/a.ics',
    'http://localhost.example.com/a.ics',
    'ftp://example.com/a.ics',
    'javascript://alert(1)',
    'file:///etc/passwd',
    'data:text/calendar,BEGIN:VCALENDAR',
    'https://',
  ])('[SU1] %j is none', (text) => {
    expect(subscriptionAddress(text)?.href).toBeUndefined();
  });

  it('may be of some length, not more', () => {
    const start = 'https://example.com/';
    expect(subscriptionAddress(start + 'a'.repeat(MAX_ADDRESS_LENGTH - start.length))).toBeDefined();
    expect(subscriptionAddress(start + 'a'.repeat(MAX_ADDRESS_LENGTH - start.length + 1))).toBeUndefined();
  });
});

describe('where a calendar comes from', () => {
  it.each([
    { kind: 'subscription', url: 'https://example.com/a.ics', minutes: 60 },
    { kind: 'holidays', country: 'CH', region: 'VD', language: 'fr', observances: true },
    { kind: 'birthdays' },
  ] as const)('is written and read: $kind', (source) => {
    expect(parseSource(sourceToText(source))).toEqual(source);
  });

  it('of a person’s own calendar is nothing', () => {
    expect(parseSource('')).toBeUndefined();
    expect(canEdit({})).toBe(true);
  });

  it('[RO2] that nobody knows is read-only all the same', () => {
    for (const text of ['{"kind":"caldav"}', '{', 'null', '7', '{"kind":"subscription","url":"http://example.com"}']) {
      const source = parseSource(text);
      expect(source).toEqual({ kind: 'unknown' });
      expect(canEdit({ source })).toBe(false);
    }
  });

  it('may be anything without harm', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const source = parseSource(text);
        expect(source === undefined).toBe(text === '');
      }),
    );
  });
});
