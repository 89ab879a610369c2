import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../../src/domain/settings/read-settings.js';
import { noStatus, type Status, statusAt } from '../../../../src/domain/status/status.js';
import {
  firstEmoji,
  isStatus,
  MAX_STATUS_TEXT,
  readStatus,
  saysSomething,
  statusEnd,
} from '../../../../src/domain/status/status-rules.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { memberKey, personToText, textToPerson } from '../../../../src/store/people-keys.js';

const lunch: Status = { presence: 'away', emoji: '🍽️', text: 'At lunch', until: Date.UTC(2026, 10, 18, 12) };

describe('a status', () => {
  it.each([
    ['😀', '😀'],
    [' 👩‍👩‍👧 family', '👩‍👩‍👧'],
    ['🇨🇭', '🇨🇭'],
    ['3️⃣', '3️⃣'],
    ['hello', ''],
    ['', ''],
    ['<b>', ''],
  ])('[ST1] has of %j the emoji %j', (text, emoji) => {
    expect(firstEmoji(text)).toBe(emoji);
  });

  it('[ST1] is nothing when it is none, and what was written when it is one', () => {
    expect(readStatus(lunch)).toEqual(lunch);
    for (const wrong of [null, 'away', [], {}, { ...lunch, presence: 'gone' }, { ...lunch, until: -1 }])
      expect(readStatus(wrong)).toEqual(noStatus);
    expect(isStatus(lunch)).toBe(true);
    expect(isStatus({ ...lunch, text: 'two\nlines' })).toBe(false);
    expect(saysSomething(noStatus)).toBe(false);
  });

  it('[ST1] is bounded and harmless, whatever was written', () => {
    const anything = fc.record({
      presence: fc.constantFrom('online', 'away', 'dnd', 1),
      emoji: fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.anything()),
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.anything()),
      until: fc.oneof(fc.integer(), fc.double(), fc.anything()),
    });
    fc.assert(
      fc.property(anything, (value) => {
        const status = readStatus(value);
        expect(status.text.length).toBeLessThanOrEqual(MAX_STATUS_TEXT);
        expect(status.text).not.toMatch(/[\p{Cc}\u202e\u2066]/u);
        expect(status.emoji.length).toBeLessThanOrEqual(32);
        expect(readStatus(status)).toEqual(status);
      }),
    );
  });

  it('[ST2] is over at its end', () => {
    expect(statusAt(lunch, lunch.until - 1)).toBe(lunch);
    expect(statusAt(lunch, lunch.until)).toBe(noStatus);
    expect(statusAt({ ...lunch, until: 0 }, Number.MAX_SAFE_INTEGER).presence).toBe('away');
  });

  it('[ST2] ends by the person’s clock, also over a change of clocks', () => {
    // Saturday, 24 October 2026, 22:30 in Zurich; summer time ends in the night.
    const now = Date.UTC(2026, 9, 24, 20, 30) as EpochMs;
    const end = (length: Parameters<typeof statusEnd>[0], firstDay = 1) =>
      new Date(statusEnd(length, now, 'Europe/Zurich', firstDay)).toISOString();
    expect(end('half-hour')).toBe('2026-10-24T21:00:00.000Z');
    expect(end('four-hours')).toBe('2026-10-25T00:30:00.000Z');
    expect(end('today')).toBe('2026-10-24T22:00:00.000Z');
    expect(end('this-week')).toBe('2026-10-25T23:00:00.000Z');
    expect(end('this-week', 7)).toBe('2026-10-24T22:00:00.000Z');
    expect(statusEnd('always', now, 'Europe/Zurich', 1)).toBe(0);
  });

  it('[ST3] is a setting; one that is none is as if nobody had said anything', () => {
    const read = (value: unknown) => readSettings([{ name: 'status', value: JSON.stringify(value) }]).status;
    expect(read(lunch)).toEqual(lunch);
    expect(read({ ...lunch, presence: 'gone' })).toEqual(noStatus);
  });

  it('[ST4] goes along with a person’s name, and only when it says something', () => {
    const ann = { name: 'Ann', address: 'ann@a.example' };
    expect(textToPerson(personToText({ ...ann, status: lunch }))).toEqual({ ...ann, status: lunch });
    expect(personToText({ ...ann, status: noStatus })).toBe(personToText(ann));
    expect(textToPerson('{"name":"Ann","status":{"presence":"boss"}}')).toEqual({ name: 'Ann', address: '' });
    expect(memberKey('ab')).toBe('member\nab');
  });
});
