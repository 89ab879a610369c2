import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DayPicture,
  MAX_PICTURE_EVENTS,
  MAX_PICTURE_LENGTH,
  MAX_PICTURE_TEXT,
  PICTURE_DAYS,
  PICTURE_FORM,
  type PictureEvent,
  readDayPicture,
  sceneAt,
  writeDayPicture,
} from '../../../../src/domain/day/day-picture.js';
import { dayEvents } from '../../../../src/domain/day/my-day.js';
import { dayOf, localOfDay } from '../../../../src/domain/time/calendar-date.js';
import { type EpochMs, MS_PER_HOUR, MS_PER_MINUTE } from '../../../../src/domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../../src/domain/time/zone.js';

const zone = 'Europe/Zurich';
const at = (text: string) => Date.parse(`${text}+01:00`) as EpochMs;
const today = dayOf(epochToLocal(zone, at('2026-11-18T00:00')));
const boundsOf = (timeZone: string, first: number) =>
  Array.from({ length: PICTURE_DAYS + 2 }, (_, ahead) => localToEpoch(timeZone, localOfDay(first + ahead)));

function event(title: string, start: EpochMs, end: EpochMs, more: Partial<PictureEvent> = {}): PictureEvent {
  return {
    uid: title,
    title,
    start,
    end,
    allDay: false,
    location: '',
    hue: 265,
    from: 'from',
    until: 'until',
    ...more,
  };
}

function picture(events: readonly PictureEvent[], more: Partial<DayPicture> = {}): DayPicture {
  const name = (text: string) => ({ moment: text, mail: text, rooms: text, tasks: text });
  const bounds = boundsOf(zone, today);
  return {
    form: PICTURE_FORM,
    language: 'en',
    spoken: 'en-GB,en',
    offsets: bounds.map(() => 60),
    bounds,
    days: bounds.slice(0, PICTURE_DAYS).map((bound, ahead) => ({
      date: `day ${ahead}`,
      greetings: [
        [bound, 'Good evening'],
        [(bound + 5 * MS_PER_HOUR) as EpochMs, 'Good morning'],
      ],
      tasks: [{ title: `due on ${ahead}`, due: 'Today', late: false, hue: 1 }],
      moreTasks: '',
    })),
    events,
    layout: ['moment', 'tasks'],
    hasRooms: false,
    words: {
      apps: { day: '', mail: '', calendar: '', contacts: '', rooms: '', settings: '' },
      search: '',
      more: '',
      widgets: name(''),
      links: name(''),
      minutes: '{0} min',
      hours: '{0} h',
      hoursAndMinutes: '{0} h {1} min',
      left: 'now, {0} left',
      until: 'in {0}',
      now: 'now',
      tomorrow: 'tomorrow',
      nothing: 'nothing',
      nothingElse: 'nothing else',
      noTasks: '',
      noMail: ['', ''],
      noRooms: ['', ''],
    },
    ...more,
  };
}

const device = { languages: 'en-GB,en', offsetAt: () => 60 };

describe('the kept picture of My Day', () => {
  const review = event('Review', at('2026-11-18T14:00'), at('2026-11-18T15:00'), { location: 'Léman' });
  const concert = event('Concert', at('2026-11-18T18:00'), at('2026-11-18T20:00'));
  const flight = event('Flight', at('2026-11-19T07:00'), at('2026-11-19T09:00'));
  const kept = picture([review, concert, flight]);

  it('is told by the clock of the moment, not by that of when it was kept [MD11]', () => {
    const scene = (time: string) => sceneAt(kept, at(time), device);
    expect(scene('2026-11-18T13:25')?.main?.facts).toEqual(['from – until', 'in 35 min', 'Léman']);
    expect(scene('2026-11-18T14:10')?.main?.facts[1]).toBe('now, 50 min left');
    expect(scene('2026-11-18T15:00')).toMatchObject({
      date: 'day 0',
      greeting: 'Good morning',
      main: { event: { title: 'Concert' }, facts: ['from – until', 'in 3 h'] },
      next: [{ event: { title: 'Flight' }, when: 'tomorrow' }],
    });
    expect(scene('2026-11-18T15:30')?.main?.facts[1]).toBe('in 2 h 30 min');
    expect(scene('2026-11-18T21:00')?.main?.facts[1]).toBe('tomorrow');
    expect(scene('2026-11-19T04:59')).toMatchObject({
      date: 'day 1',
      greeting: 'Good evening',
      tasks: [{ title: 'due on 1' }],
    });
    expect(scene('2026-11-19T09:00')).toMatchObject({ main: undefined, nothing: 'nothing', next: [] });
  });

  it('says nothing of days it does not know, and nothing to a device of another language or clock [MD11]', () => {
    const [first, ...others] = kept.bounds;
    const last = others[PICTURE_DAYS - 1]!;
    expect(sceneAt(kept, (first! - 1) as EpochMs, device)).toBeUndefined();
    expect(sceneAt(kept, first!, device)?.date).toBe('day 0');
    expect(sceneAt(kept, (last - 1) as EpochMs, device)?.date).toBe(`day ${PICTURE_DAYS - 1}`);
    expect(sceneAt(kept, last, device)).toBeUndefined();
    const now = at('2026-11-18T13:25');
    expect(sceneAt(kept, now, { ...device, languages: 'de-CH' })).toBeUndefined();
    expect(sceneAt(kept, now, { ...device, offsetAt: () => 0 })).toBeUndefined();
    // Another zone by the end of its days, the same until then.
    expect(sceneAt(kept, now, { ...device, offsetAt: (epoch) => (epoch > last ? 120 : 60) })).toBeUndefined();
    const chosen = picture([review], { spoken: '', offsets: [] });
    expect(sceneAt(chosen, now, { languages: 'de-CH', offsetAt: () => 0 })?.main?.event.title).toBe('Review');
  });

  it('tells the same events as My Day itself, in any zone, also where clocks change [MD2] [MD3] [MD4] [MD11]', () => {
    const zones = fc.constantFrom('Europe/Zurich', 'Asia/Kolkata', 'Pacific/Auckland', 'America/New_York');
    const days = fc.constantFrom('2026-11-18', '2026-03-28', '2026-10-24', '2026-10-31', '2026-03-07');
    const minutes = fc.integer({ min: -30 * 60, max: PICTURE_DAYS * 24 * 60 });
    const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(24 * 60, 40 * 60));
    const made = fc.array(fc.tuple(minutes, lengths, fc.boolean()), { maxLength: 14 });
    const moments = fc.integer({ min: 0, max: (PICTURE_DAYS - 1) * 24 * 60 });
    fc.assert(
      fc.property(zones, days, made, moments, (timeZone, date, list, moment) => {
        const first = dayOf(epochToLocal(timeZone, Date.parse(`${date}T12:00Z`) as EpochMs));
        const bounds = boundsOf(timeZone, first);
        const events = list.map(([start, length, allDay], index) => {
          const from = (bounds[0]! + start * MS_PER_MINUTE) as EpochMs;
          return event(`e${index}`, from, (from + length * MS_PER_MINUTE) as EpochMs, { allDay });
        });
        const now = (bounds[0]! + moment * MS_PER_MINUTE) as EpochMs;
        const scene = sceneAt(picture(events, { bounds, offsets: [] }), now, device)!;
        const real = dayEvents({ occurrences: events as never, now, timeZone });
        expect(scene.main?.event.uid).toBe(real.main?.occurrence.uid);
        expect(scene.next.map((one) => one.event.uid)).toEqual(real.next.map((one) => one.occurrence.uid));
        expect(scene.next.map(({ when }) => when)).toEqual(
          real.next.map(({ running, tomorrow }) => (running ? 'now' : tomorrow ? 'tomorrow' : '')),
        );
        expect(scene.allDay.map(({ uid }) => uid)).toEqual(real.allDay.map(({ uid }) => uid));
      }),
    );
  });

  it('is kept whole or not at all, and read only in its own form [MD10]', () => {
    expect(readDayPicture(writeDayPicture(kept)!)).toEqual(kept);
    const many = (count: number) => picture(Array.from({ length: count }, () => review));
    expect([0, MAX_PICTURE_EVENTS, MAX_PICTURE_EVENTS + 1].map((count) => typeof writeDayPicture(many(count)))).toEqual(
      ['string', 'string', 'undefined'],
    );
    const long = (length: number) => picture([{ ...review, title: 'x'.repeat(length) }]);
    expect([0, MAX_PICTURE_TEXT, MAX_PICTURE_TEXT + 1].map((length) => typeof writeDayPicture(long(length)))).toEqual([
      'string',
      'string',
      'undefined',
    ]);
    const huge = picture([], { spoken: 'x'.repeat(MAX_PICTURE_LENGTH) });
    expect(writeDayPicture(huge)).toBeUndefined();
    const bad = [null, '', '{', 'null', '[]', '{"form":0}', JSON.stringify(huge)];
    expect(bad.map(readDayPicture)).toEqual(bad.map(() => undefined));
  });
});
