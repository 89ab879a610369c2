import { describe, expect, it } from 'vitest';
import { type HolidayFile, holidayCalendar } from '../../../../src/domain/calendar/holidays.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';

const file: HolidayFile = {
  country: 'CH',
  native: 'de',
  from: 2025,
  to: 2026,
  regions: [
    ['', ''],
    ['VD', 'Canton de Vaud'],
    ['ZH', 'Kanton Zürich'],
  ],
  names: [
    { de: 'Neujahr', fr: 'Nouvel An', en: "New Year's Day" },
    { de: 'Bettagsmontag', fr: 'Lundi du Jeûne' },
    { de: 'Muttertag', en: "Mothers' Day; mums, too" },
    { rm: 'Firas' },
  ],
  days: [
    [20260101, 1, 0, 'p', 0],
    [20260510, 1, 2, 'o', 0],
    [20260921, 1, 1, 'p', [1]],
    [20261230, 3, 3, 'p', [2]],
    [20260231, 1, 0, 'p', 0],
    [20260102, 1, 99, 'p', 0],
  ],
};
const source = { country: 'CH', region: '', language: 'en', observances: false };

function read(choice: Partial<typeof source>) {
  const { items, problems } = parseCalendar(holidayCalendar(file, { ...source, ...choice }));
  expect(problems).toEqual([]);
  return items.map(({ uid, text }) => ({ uid, title: /SUMMARY:(.*)\r/.exec(text)?.[1], text }));
}

describe('a calendar of holidays', () => {
  it('has the days of the whole country, or of a region', () => {
    expect(read({}).map(({ title }) => title)).toEqual(["New Year's Day"]);
    expect(read({ region: 'VD' }).map(({ title }) => title)).toEqual(["New Year's Day", 'Bettagsmontag']);
    expect(read({ region: 'ZH' })[1]?.text).toContain('DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270102');
  });

  it('has observances where they are wanted', () => {
    expect(read({ observances: true }).map(({ title }) => title)).toEqual([
      "New Year's Day",
      String.raw`Mothers' Day\; mums\, too`,
    ]);
  });

  it('[HO2] names days in the language, else in the country’s', () => {
    expect(read({ region: 'VD', language: 'fr-CH' }).map(({ title }) => title)).toEqual([
      'Nouvel An',
      'Lundi du Jeûne',
    ]);
    expect(read({ region: 'VD', language: 'es' }).map(({ title }) => title)).toEqual(['Neujahr', 'Bettagsmontag']);
    expect(read({ region: 'ZH' })[1]?.title).toBe('Firas');
  });

  it('[HO1] names its items the same in every language and build', () => {
    const reordered = { ...file, names: [...file.names, ...file.names], days: file.days };
    const uids = read({ region: 'VD', language: 'fr' }).map(({ uid }) => uid);
    expect(uids).toEqual(['holiday-CH-VD-2026-0101-neujahr', 'holiday-CH-VD-2026-0921-bettagsmontag']);
    const again = parseCalendar(holidayCalendar(reordered, { ...source, region: 'VD' })).items.map(({ uid }) => uid);
    expect(again).toEqual(uids);
  });
});
