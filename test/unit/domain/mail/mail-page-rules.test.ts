import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatLink } from '../../../../src/domain/mail/chat-link.js';
import { emptySearch, readSearchFields, writeSearchFields } from '../../../../src/domain/mail/search-fields.js';
import { unsubscribeWays } from '../../../../src/domain/mail/unsubscribe.js';
import { createMomentTexts } from '../../../../src/domain/time/moment-texts.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

describe('leaving a list', () => {
  it('[MR4] is over https or by mail, https first, and says where it leads', () => {
    const ways = unsubscribeWays([
      'mailto:leave%2Bme@list.example?subject=leave&bcc=spy@list.example',
      'http://list.example/plain',
      'https://list.example/u?1',
      'javascript:alert(1)',
    ]);
    expect(ways).toEqual([
      { kind: 'web', href: 'https://list.example/u?1', to: 'list.example' },
      { kind: 'mail', href: 'mailto:leave%2Bme@list.example?subject=leave', to: 'leave+me@list.example' },
    ]);
  });
});

describe('reply by chat', () => {
  const quote = { address: 'a@b.example', name: 'Anna & Co', subject: 'Re: x?y#z', date: 'today' };
  it.each([
    [
      'https://chat.example/?to={address}&text={subject}',
      'https://chat.example/?to=a%40b.example&text=Re%3A%20x%3Fy%23z',
    ],
    ['xmpp:{address}', 'xmpp:a%40b.example'],
    ['javascript:{name}', undefined],
    ['http://chat.example/{name}', undefined],
    ['{address}', undefined],
    ['', undefined],
  ])('[MR6] %s gives %s', (template, link) => expect(chatLink(template, quote)).toBe(link));
});

describe('the form of a search', () => {
  it('reads what it writes', () => {
    const word = fc.stringMatching(/^[a-z]{0,6}( [a-z]{1,5})?$/);
    const fields = fc.record({
      words: word.map((text) => text.trim()),
      from: word.map((text) => text.trim()),
      to: word.map((text) => text.trim()),
      subject: word.map((text) => text.trim()),
      hasAttachment: fc.boolean(),
      unread: fc.boolean(),
      starred: fc.boolean(),
      after: fc.constantFrom('', '2026-01-31'),
      before: fc.constantFrom('', '2026-03-01'),
      larger: fc.constantFrom('', '5M'),
    });
    fc.assert(
      fc.property(fields, (wanted) => {
        expect(readSearchFields(writeSearchFields(wanted))).toEqual(wanted);
      }),
    );
  });

  it('leaves what it has no field for among the words', () => {
    expect(readSearchFields('budget in:archive is:read has:attachment from:a from:b -draft after:soon')).toEqual({
      ...emptySearch,
      words: 'budget in:archive is:read from:b -draft after:soon',
      from: 'a',
      hasAttachment: true,
    });
  });
});

describe('when a message came', () => {
  const at = (text: string) => Date.parse(text);
  const texts = createMomentTexts('en-GB', 'Europe/Zurich', () => at('2026-11-18T12:00:00Z') as EpochMs);
  it.each([
    ['2026-11-18T08:42:00Z', '09:42'],
    ['2026-11-17T22:59:00Z', 'yesterday'],
    ['2026-11-17T23:30:00Z', '00:30'],
    ['2026-11-16T08:00:00Z', 'Mon'],
    ['2026-11-11T08:00:00Z', '11 Nov'],
    ['2025-11-18T08:00:00Z', '18/11/2025'],
    ['2026-11-19T08:00:00Z', '19 Nov'],
    ['1969-12-31T22:00:00Z', '31/12/1969'],
  ])('is said in as few words as that needs: %s is %s', (time, text) => expect(texts.short(at(time))).toBe(text));

  it('and in all of them', () =>
    expect(texts.full(at('2026-11-18T08:42:00Z'))).toBe('Wednesday, 18 November 2026, 09:42'));
});
