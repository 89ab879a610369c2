import { describe, expect, it } from 'vitest';
import {
  type Availability,
  type BusyInterval,
  stateIn,
} from '../../../../../src/domain/calendar/availability/availability.js';
import {
  findSlots,
  MAX_WINDOW,
  type MeetingPerson,
} from '../../../../../src/domain/calendar/availability/find-slots.js';
import { readFreeBusy } from '../../../../../src/domain/calendar/availability/free-busy.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../../../../src/domain/time/types.js';

/** Monday 2026-11-16, midnight UTC. */
const monday = Date.UTC(2026, 10, 16);
const at = (hour: number, day = 0) => monday + day * MS_PER_DAY + hour * MS_PER_HOUR;
const window = { start: at(0), end: at(0, 5) };
const workday = { start: 9 * 60, end: 17 * 60 };
const hours = { timeZone: 'UTC', days: [workday, workday, workday, workday, workday, null, null] };

const busy = (from: number, to: number, kind: BusyInterval['kind'] = 'busy'): BusyInterval => ({
  start: at(from),
  end: at(to),
  kind,
});
const person = (list: readonly BusyInterval[], more: Partial<MeetingPerson> = {}, known = true): MeetingPerson => ({
  availability: { address: 'mailto:a@example.org', busy: list, known: known ? [window] : [] },
  required: true,
  ...more,
});
const find = (people: readonly MeetingPerson[], buffer = 0, within = window) =>
  findSlots({ people, duration: MS_PER_HOUR, window: within, buffer });

describe('what is known', () => {
  it('[FT1] takes what nobody knows as unknown, never as free', () => {
    const stranger: Availability = { address: 'x', busy: [busy(9, 10)], known: [{ start: at(12), end: at(14) }] };
    const state = (from: number, to: number) => stateIn(stranger, { start: at(from), end: at(to) });
    expect([state(9, 10), state(10, 11), state(12, 13), state(13, 15)]).toEqual(['busy', 'unknown', 'free', 'unknown']);
    const [best] = find([person([], {}, false)]);
    expect(best?.reasons).toEqual([{ code: 'unknown', address: 'mailto:a@example.org' }]);
  });

  it('[FT7] reads a VFREEBUSY', () => {
    const text = [
      'BEGIN:VFREEBUSY',
      'UID:f',
      'ORGANIZER:mailto:Anna@example.org',
      'DTSTART:20261116T000000Z',
      'DTEND:20261121T000000Z',
      'FREEBUSY:20261116T090000Z/20261116T100000Z,20261116T110000Z/PT30M',
      'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261117T000000Z/P1D',
      'FREEBUSY;FBTYPE=X-LUNCH:20261118T120000Z/PT1H',
      'FREEBUSY;FBTYPE=FREE:20261119T120000Z/PT1H',
      'FREEBUSY:nonsense,20261116T100000Z/20261116T090000Z',
      'END:VFREEBUSY',
      '',
    ].join('\r\n');
    expect(readFreeBusy(text)).toEqual([
      {
        addresses: ['mailto:anna@example.org'],
        busy: [
          busy(9, 10),
          busy(11, 11.5),
          { start: at(0, 1), end: at(0, 2), kind: 'away' },
          { start: at(12, 2), end: at(13, 2), kind: 'busy' },
        ],
        known: window,
      },
    ]);
  });
});

describe('the best times', () => {
  it('[FT2] offers none at which somebody who must come is busy', () => {
    const list = [busy(9, 12), busy(13, 17, 'away')];
    const slots = find([person(list, { hours })], 0, { start: at(0), end: at(0, 1) });
    expect(slots[0]).toMatchObject({ start: at(12), end: at(13) });
    expect(slots.every(({ start, end }) => list.every((one) => end <= one.start || start >= one.end))).toBe(true);
    expect(find([person([busy(0, 120)])])).toEqual([]);
  });

  it('[FT3] prefers what suits everybody, within working hours, soon, and says what speaks against it', () => {
    const [best] = find([person([], { hours }), person([busy(9, 12)], { required: false })]);
    expect(best).toMatchObject({ start: at(12), reasons: [{ code: 'everyone-free' }] });
    const day = { start: at(9), end: at(10) };
    expect(find([person([]), person([busy(9, 12)], { required: false })], 0, day)[0]?.reasons).toEqual([
      { code: 'busy', address: 'mailto:a@example.org' },
    ]);
    const night = { start: at(20), end: at(21) };
    expect(find([person([], { hours })], 0, night)[0]?.reasons).toEqual([
      { code: 'outside-hours', address: 'mailto:a@example.org' },
    ]);
    const tokyo = { timeZone: 'Asia/Tokyo', days: hours.days };
    expect(find([person([], { hours: tokyo })])[0]?.start).toBe(at(0));
  });

  it('[FT4] keeps a distance for the way', () => {
    const list = [busy(9, 12), busy(14, 17)];
    const near = { start: at(12), end: at(14) };
    expect(find([person(list)], 30 * MS_PER_MINUTE, near)[0]).toMatchObject({
      start: at(12.5),
      reasons: [{ code: 'everyone-free' }],
    });
  });

  it('[FT5] leaves no gaps too short for anything', () => {
    expect(find([person([busy(9, 11)])], 0, { start: at(11.25), end: at(14) })[0]?.start).toBe(at(11.5));
  });

  it('[FT6] offers at most eight, two of a day, none over another; looks at 60 days', () => {
    const slots = find([person([])]);
    expect(slots).toHaveLength(8);
    const days = slots.map(({ start }) => Math.floor(start / MS_PER_DAY));
    expect(days.every((day) => days.filter((other) => other === day).length <= 2)).toBe(true);
    for (const a of slots) expect(slots.filter((b) => b.start < a.end && a.start < b.end)).toEqual([a]);
    const long = { start: at(0), end: at(0) + 10 * MAX_WINDOW };
    const late = { start: at(0), end: at(0) + MAX_WINDOW - MS_PER_HOUR };
    const full: BusyInterval = { ...late, kind: 'busy' };
    expect(find([person([full])], 0, long).map(({ start }) => start)).toEqual([late.end]);
    expect(findSlots({ people: [person([])], duration: 0, window, buffer: 0 })).toEqual([]);
  });
});
