import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_PERIOD_DAYS,
  MAX_REMINDERS,
  parsePeriod,
  readSettings,
} from '../../../../src/domain/settings/read-settings.js';
import { defaultSettings, type Settings } from '../../../../src/domain/settings/settings.js';

const stored = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: JSON.stringify(value) }));

describe('settings as stored', () => {
  it('give back what was written', () => {
    const chosen: Settings = {
      ...defaultSettings,
      defaultDuration: 30,
      timedReminders: [10, 1440],
      allDayReminders: [-540, 900],
      workingHours: [null, { start: 0, end: 1440 }, { start: 510, end: 1050 }, null, null, null, null],
      weekNumbers: true,
      secondTimeZone: 'America/New_York',
      showDeclined: false,
      severalDays: 4,
      schedulePeriod: '2026-11-01/2026-11-30',
    };
    expect(readSettings(stored({ ...chosen }))).toEqual(chosen);
  });

  it.each<[keyof Settings, unknown]>([
    ['theme', 'purple'],
    ['firstDay', 8],
    ['timeZone', 'Mars/Olympus'],
    ['contactSort', 1],
    ['locale', 'x'.repeat(201)],
    ['defaultDuration', 4],
    ['defaultDuration', 1441],
    ['defaultDuration', 30.5],
    ['timedReminders', [-1]],
    ['timedReminders', [28 * 1440 + 1]],
    ['timedReminders', [5, 5]],
    ['timedReminders', '5'],
    ['timedReminders', Array.from({ length: MAX_REMINDERS + 1 }, (_, i) => i)],
    ['allDayReminders', [-1440]],
    ['workingHours', []],
    ['workingHours', [null, null, null, null, null, null, { start: 600, end: 600 }]],
    ['workingHours', [null, null, null, null, null, null, { start: 600, end: 1441 }]],
    ['workingHours', [null, null, null, null, null, null, 5]],
    ['weekNumbers', 'yes'],
    ['secondTimeZone', 'x'],
    ['showDeclined', 0],
    ['severalDays', 1],
    ['severalDays', 8],
    ['schedulePeriod', 'always'],
    ['schedulePeriod', '2026-11-02/2026-11-01'],
    ['schedulePeriod', ['30-days']],
  ])('fall back to the default: %s %j', (name, value) => {
    expect(readSettings(stored({ [name]: value }))).toEqual(defaultSettings);
  });

  it('take limits themselves', () => {
    const { timedReminders, defaultDuration } = readSettings(
      stored({ timedReminders: [0, 1, 2, 3, 28 * 1440], defaultDuration: 1440 }),
    );
    expect(timedReminders).toHaveLength(MAX_REMINDERS);
    expect(defaultDuration).toBe(1440);
  });

  it('leave out names nobody knows and values that are no JSON', () => {
    expect(
      readSettings([
        { name: '__proto__', value: '{"theme":"dark"}' },
        { name: 'constructor', value: '1' },
        { name: 'theme', value: 'dark' },
      ]),
    ).toEqual(defaultSettings);
  });

  it('have every field in order whatever was stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(defaultSettings)), fc.json(), (name, value) => {
        const settings = readSettings([{ name, value }]);
        expect(settings.workingHours).toHaveLength(7);
        expect(settings.severalDays).toBeGreaterThanOrEqual(2);
        expect(settings.severalDays).toBeLessThanOrEqual(7);
        expect(Object.keys(settings)).toEqual(Object.keys(defaultSettings));
      }),
    );
  });
});

describe('a period of chosen days', () => {
  it('has both its days', () => expect(parsePeriod('1970-01-02/1970-01-02')).toEqual({ first: 1, last: 1 }));

  it('is bounded', () => {
    const to = new Date(Date.UTC(1970, 0, MAX_PERIOD_DAYS)).toISOString().slice(0, 10);
    const over = new Date(Date.UTC(1970, 0, MAX_PERIOD_DAYS + 1)).toISOString().slice(0, 10);
    expect(parsePeriod(`1970-01-01/${to}`)).toEqual({ first: 0, last: MAX_PERIOD_DAYS - 1 });
    expect(parsePeriod(`1970-01-01/${over}`)).toBeUndefined();
  });

  it.each(['', '/', '2026-11-01', '2026-11-01/2026-11-31', '2026-11-01/2026-11-02/2026-11-03'])('is not “%s”', (text) =>
    expect(parsePeriod(text)).toBeUndefined(),
  );
});
