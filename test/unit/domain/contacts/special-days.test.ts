import { describe, expect, it } from 'vitest';
import { projectContact } from '../../../../src/domain/contacts/project-contact.js';
import { contactOfDay, specialDays } from '../../../../src/domain/contacts/special-days.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const card = (lines: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna\r\n${lines}\r\nEND:VCARD\r\n`;
const rowOf = (lines: string) => projectContact('book', { uid: 'a/1', text: card(lines), kind: 'contact' });

function days(lines: string, from: string, to: string, zone = 'Europe/Zurich') {
  const window = { from: Date.parse(from) as EpochMs, to: Date.parse(to) as EpochMs };
  return specialDays([rowOf(lines)], window, zone, 'days').map(({ local, title }) => `${local} ${title}`);
}

describe('days of contacts', () => {
  it.each([
    ['BDAY:19860304', '1986-03-04'],
    ['BDAY:1986-03-04', '1986-03-04'],
    ['BDAY:--0304', '--03-04'],
    ['BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-04', '--03-04'],
    ['BDAY;VALUE=text:in spring', undefined],
    ['BDAY:19860231', undefined],
  ])('%s is a birthday on %s', (line, date) => {
    expect(rowOf(line).birthday).toBe(date);
  });

  it('[BD2] have the age where the year is known, and none before it', () => {
    expect(days('BDAY:19860304', '2026-03-01', '2026-04-01')).toEqual(['20260304 Anna (40)']);
    expect(days('BDAY:--0304', '2026-03-01', '2026-04-01')).toEqual(['20260304 Anna']);
    expect(days('BDAY:20260304', '2026-03-01', '2026-04-01')).toEqual(['20260304 Anna']);
    expect(days('BDAY:20260304', '2025-03-01', '2025-04-01')).toEqual([]);
    expect(days('ANNIVERSARY:20160304', '2026-03-01', '2026-04-01')).toEqual(['20260304 💍 Anna (10)']);
    expect(days('X-ANNIVERSARY:2016-03-04', '2026-03-01', '2026-04-01')).toEqual(['20260304 💍 Anna (10)']);
  });

  it('[BD1] on 29 February are kept on the 28th in other years', () => {
    expect(days('BDAY:20000229', '2026-02-01', '2026-03-31')).toEqual(['20260228 Anna (26)']);
    expect(days('BDAY:20000229', '2028-02-01', '2028-03-31')).toEqual(['20280229 Anna (28)']);
  });

  it('are all of the window’s years, by the wall clock of who looks', () => {
    expect(days('BDAY:19900101', '2025-12-31T23:00:00Z', '2027-01-01T00:00:00Z')).toEqual([
      '20260101 Anna (36)',
      '20270101 Anna (37)',
    ]);
    expect(days('BDAY:19900101', '2025-12-31T22:00:00Z', '2025-12-31T22:30:00Z')).toEqual([]);
  });

  it('name their contact, and are locked', () => {
    const window = { from: Date.UTC(2026, 0) as EpochMs, to: Date.UTC(2027, 0) as EpochMs };
    const [day] = specialDays([rowOf('BDAY:19860304')], window, 'UTC', 'days');
    expect(day?.locked).toBe(true);
    expect(contactOfDay(day?.uid ?? '')).toEqual({ collectionId: 'book', uid: 'a/1' });
    expect(contactOfDay('an event')).toBeUndefined();
  });
});
