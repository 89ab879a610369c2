import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeFollowing, changeOnwardsOverride } from '../../../../src/domain/calendar/change-following.js';
import { eventEdits, removeOccurrenceEdits } from '../../../../src/domain/calendar/event-edits.js';
import type { EventFields } from '../../../../src/domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../../../src/domain/calendar/occurrence.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { occurrencesOf, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { endSeriesEdits, splitSeries } from '../../../../src/domain/calendar/split-series.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { parseComponents, propertyValue } from '../../../../src/domain/items/component.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';

const now = Date.UTC(2026, 10, 21, 12) as EpochMs;
const options = { uid: 'new', now };
const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const window = { from: Date.UTC(2026, 0, 1) as EpochMs, to: Date.UTC(2027, 6, 1) as EpochMs };

function expand(text: string): readonly EventOccurrence[] {
  return occurrencesOf(projectCalendarItem({ uid: 'x', text }), window, 'Europe/Zurich', 'c');
}
const drawn = (list: readonly EventOccurrence[]) =>
  list
    .map(({ start, end, title, allDay, recurrenceId }) => `${start} ${end} ${title} ${allDay} ${recurrenceId}`)
    .sort();

const event = (head: readonly string[], ...overrides: readonly (readonly string[])[]) =>
  lines(
    ...['BEGIN:VEVENT', 'UID:old', 'DTSTAMP:20260101T000000Z', ...head, 'END:VEVENT'],
    ...overrides.flatMap((own) => ['BEGIN:VEVENT', 'UID:old', ...own, 'END:VEVENT']),
  );
const weekly = (rule: string, ...more: readonly string[]) =>
  event([
    'DTSTART;TZID=Europe/Zurich:20261102T100000',
    'DTEND;TZID=Europe/Zurich:20261102T110000',
    `RRULE:${rule}`,
    'SUMMARY:Series',
    ...more,
  ]);

function halves(text: string, recurrenceId: string, existing: Edits = {}) {
  const split = splitSeries(text, existing, recurrenceId, options);
  if (split === undefined) throw new Error('nothing to divide');
  return { old: applyEdits(text, { ...existing, ...split.edits }), fresh: applyEdits(split.text, split.changes) };
}
const firstValue = (text: string, name: string) => propertyValue(parseComponents(text)[0]!, name);
const fieldsOf = (text: string, recurrenceId?: string): EventFields => {
  const fields = readEventFields(text, recurrenceId);
  if (fields === undefined) throw new Error('no such event');
  return fields;
};

describe('a series that is divided', () => {
  it('[SS1] before its first occurrence is not: all is meant', () => {
    expect(splitSeries(weekly('FREQ=WEEKLY'), {}, '20261102T100000', options)).toBeUndefined();
    const without = weekly('FREQ=WEEKLY', 'EXDATE;TZID=Europe/Zurich:20261102T100000');
    expect(splitSeries(without, {}, '20261109T100000', options)).toBeUndefined();
    expect(endSeriesEdits(without, {}, '20261109T100000', now)).toBeUndefined();
  });

  it.each([
    ['with a zone', 'FREQ=WEEKLY', 'DTSTART;TZID=Europe/Zurich:20261102T100000', '20261116T100000', '20261115T225959Z'],
    ['in UTC', 'FREQ=WEEKLY', 'DTSTART:20261102T100000Z', '20261116T100000Z', '20261115T235959Z'],
    ['floating', 'FREQ=WEEKLY', 'DTSTART:20261102T100000', '20261116T100000', '20261115T235959'],
    ['all-day', 'FREQ=WEEKLY', 'DTSTART;VALUE=DATE:20261102', '20261116', '20261115'],
    [
      'several times a day',
      'FREQ=DAILY;BYHOUR=10,16',
      'DTSTART;TZID=Europe/Zurich:20261102T100000',
      '20261116T160000',
      '20261116T145959Z',
    ],
  ])('[SS2] ends by an UNTIL of the right kind: %s', (_what, rule, start, rid, until) => {
    const { old, fresh } = halves(event([start, `RRULE:${rule}`]), rid);
    expect(firstValue(old, 'RRULE')).toBe(`${rule};UNTIL=${until}`);
    expect(firstValue(fresh, 'RRULE')).toBe(rule);
  });

  it('[SS3] shares its COUNT, with what exceptions took of it', () => {
    const { old, fresh } = halves(
      weekly('FREQ=WEEKLY;COUNT=10', 'EXDATE;TZID=Europe/Zurich:20261109T100000'),
      '20261123T100000',
    );
    expect(firstValue(old, 'RRULE')).toBe('FREQ=WEEKLY;COUNT=3');
    expect(firstValue(fresh, 'RRULE')).toBe('FREQ=WEEKLY;COUNT=7');
  });

  it('[SS4] keeps the rhythm of every second week, also when divided at an extra date', () => {
    const text = weekly('FREQ=WEEKLY;INTERVAL=2;COUNT=6', 'RDATE;TZID=Europe/Zurich:20261111T150000');
    const { old, fresh } = halves(text, '20261111T150000');
    expect(drawn([...expand(old), ...expand(fresh)])).toEqual(drawn(expand(text)));
    expect(expand(fresh)[0]?.local).toBe('20261111T150000');
  });

  it('[SS5] goes on as a new item that names the old one and has all of it, unknown properties too', () => {
    const text = weekly(
      'FREQ=WEEKLY',
      'X-UNKNOWN;P=1:kept',
      'ATTENDEE:mailto:a@example.org',
      'BEGIN:VALARM',
      'TRIGGER:-PT5M',
      'END:VALARM',
    );
    const { fresh } = halves(text, '20261116T100000');
    expect(fresh).toBe(
      lines(
        'BEGIN:VEVENT',
        'UID:new',
        'DTSTAMP:20261121T120000Z',
        'CREATED:20261121T120000Z',
        'LAST-MODIFIED:20261121T120000Z',
        'SEQUENCE:0',
        'DTSTART;TZID=Europe/Zurich:20261116T100000',
        'DTEND;TZID=Europe/Zurich:20261116T110000',
        'RRULE:FREQ=WEEKLY',
        'SUMMARY:Series',
        'X-UNKNOWN;P=1:kept',
        'ATTENDEE:mailto:a@example.org',
        'RELATED-TO;RELTYPE=SIBLING:old',
        'BEGIN:VALARM',
        'TRIGGER:-PT5M',
        'END:VALARM',
        'END:VEVENT',
      ),
    );
  });

  it('[SS6] gives each half its own dates and overrides', () => {
    const zone = ';TZID=Europe/Zurich:';
    const text = event(
      [
        `DTSTART${zone}20261102T100000`,
        'RRULE:FREQ=WEEKLY',
        `EXDATE${zone}20261109T100000,20261130T100000`,
        `RDATE${zone}20261104T100000,20261202T100000`,
        'SUMMARY:Series',
      ],
      [`RECURRENCE-ID${zone}20261116T100000`, `DTSTART${zone}20261225T100000`, 'SUMMARY:Early, moved late'],
      [`RECURRENCE-ID${zone}20261207T100000`, `DTSTART${zone}20261103T100000`, 'SUMMARY:Late, moved early'],
    );
    const { old, fresh } = halves(text, '20261123T100000');
    expect(old).toContain('Early, moved late');
    expect(old).not.toContain('Late, moved early');
    expect(firstValue(old, 'RDATE')).toBe('20261104T100000');
    expect(fresh).toContain('Late, moved early');
    expect(firstValue(fresh, 'EXDATE')).toBe('20261130T100000');
    expect(firstValue(fresh, 'RDATE')).toBe('20261202T100000');
    expect(drawn([...expand(old), ...expand(fresh)])).toEqual(drawn(expand(text)));
  });

  it('[SS7] says of itself what RANGE=THISANDFUTURE said before', () => {
    const zone = ';TZID=Europe/Zurich:';
    const text = event(
      [`DTSTART${zone}20261102T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Before'],
      [
        `RECURRENCE-ID;RANGE=THISANDFUTURE${zone}20261109T100000`,
        `DTSTART${zone}20261110T120000`,
        'DURATION:PT2H',
        'SUMMARY:After',
      ],
    );
    for (const rid of ['20261109T100000', '20261123T100000']) {
      const { old, fresh } = halves(text, rid);
      expect(fresh).not.toContain('RANGE');
      expect(fieldsOf(fresh)).toMatchObject({ title: 'After' });
      const times = (list: readonly EventOccurrence[]) => list.map(({ start, end, title }) => [start, end, title]);
      expect(times([...expand(old), ...expand(fresh)])).toEqual(times(expand(text)));
    }
  });
});

describe('a series that changes from an occurrence on (RANGE=THISANDFUTURE)', () => {
  const zone = ';TZID=Europe/Zurich:';
  const text = event(
    [`DTSTART${zone}20261102T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=6', 'SUMMARY:Before'],
    [
      `RECURRENCE-ID;RANGE=THISANDFUTURE${zone}20261116T100000`,
      `DTSTART${zone}20261116T120000`,
      'DURATION:PT2H',
      'SUMMARY:After',
    ],
  );
  const shown = (...texts: readonly string[]) =>
    texts
      .flatMap(expand)
      .map(({ start, end, title }) => `${title} ${new Date(start).getUTCDate()} ${(end - start) / 3_600_000}`);

  it('[SS11] is read and changed at a later occurrence as it is there', () => {
    const before = fieldsOf(text, '20261123T100000');
    expect(before).toMatchObject({
      title: 'After',
      start: Date.UTC(2026, 10, 23, 12),
      end: Date.UTC(2026, 10, 23, 14),
    });
    const target = { scope: 'this', recurrenceId: '20261123T100000' } as const;
    const edited = applyEdits(text, eventEdits(text, {}, before, { ...before, title: 'One' }, target, now));
    expect(shown(edited)).toEqual(['Before 2 1', 'Before 9 1', 'After 16 2', 'One 23 2', 'After 30 2', 'After 7 2']);
  });

  it('[SS11] is divided where just the occurrence it begins at is changed or taken away', () => {
    const before = fieldsOf(text, '20261116T100000');
    const changed = changeOnwardsOverride(
      text,
      {},
      '20261116T100000',
      { before, after: { ...before, title: 'One' } },
      options,
    );
    expect(shown(applyEdits(text, changed!.edits), applyEdits(changed!.text, changed!.changes))).toEqual([
      ...['Before 2 1', 'Before 9 1', 'One 16 2', 'After 23 2', 'After 30 2', 'After 7 2'],
    ]);
    const removed = changeOnwardsOverride(text, {}, '20261116T100000', undefined, options);
    expect(shown(applyEdits(text, removed!.edits), applyEdits(removed!.text, removed!.changes))).toEqual([
      ...['Before 2 1', 'Before 9 1', 'After 23 2', 'After 30 2', 'After 7 2'],
    ]);
    expect(changeOnwardsOverride(text, {}, '20261123T100000', undefined, options)).toBeUndefined();
  });
});

describe('exceptions of a series that changes', () => {
  const zone = ';TZID=Europe/Zurich:';
  const text = event(
    [`DTSTART${zone}20261102T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=6', 'SUMMARY:Series', 'LOCATION:Here'],
    [
      `RECURRENCE-ID${zone}20261116T100000`,
      `DTSTART${zone}20261117T100000`,
      'DURATION:PT1H',
      'SUMMARY:Own',
      'LOCATION:Here',
    ],
  );
  const all = (what: Partial<EventFields>) => {
    const before = fieldsOf(text);
    return applyEdits(text, eventEdits(text, {}, before, { ...before, ...what }, { scope: 'all' }, now));
  };

  it('[SS10] keep what they say of their own and follow in the rest', () => {
    const changed = all({ title: 'New', location: 'There', end: Date.UTC(2026, 10, 2, 12) as LocalMs });
    expect(fieldsOf(changed, '20261116T100000')).toMatchObject({
      title: 'Own',
      location: 'There',
      start: Date.UTC(2026, 10, 17, 10),
      end: Date.UTC(2026, 10, 17, 12),
    });
  });

  it('[SS10] go where the series is made to end before them, and come back with it', () => {
    expect(all({ rrule: 'FREQ=WEEKLY;COUNT=2' })).not.toContain('Own');
    expect(all({ rrule: 'FREQ=WEEKLY;UNTIL=20261115T090000Z' })).not.toContain('Own');
    expect(all({ rrule: 'FREQ=WEEKLY;COUNT=3' })).toContain('Own');
    expect(all({ rrule: 'FREQ=DAILY;INTERVAL=14' })).toContain('Own');
  });

  it('[SS10] a series of several rules moves with all of them', () => {
    const two = event([
      'DTSTART:20261102T100000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2',
      'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3',
      'EXRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
    ]);
    const before = fieldsOf(two);
    const day = 86_400_000;
    const after = { ...before, start: (before.start + day) as LocalMs, end: (before.end + day) as LocalMs };
    const moved = applyEdits(two, eventEdits(two, {}, before, after, { scope: 'all' }, now));
    const days = (list: readonly EventOccurrence[], by: number) => list.map(({ start }) => start + by);
    expect(days(expand(moved), 0)).toEqual(days(expand(two), day));
  });
});

/** Rules, zones and exceptions, in any combination. */
const rule = fc
  .record({
    base: fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=DAILY;BYHOUR=9,18',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;WKST=SU;BYDAY=SU,TU',
      'FREQ=MONTHLY;BYDAY=2MO,-1FR',
      'FREQ=MONTHLY;BYMONTHDAY=31,-2',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2',
      'FREQ=YEARLY;BYWEEKNO=5,20;BYDAY=WE',
      'FREQ=YEARLY;BYYEARDAY=50,-50,200',
      'FREQ=HOURLY;INTERVAL=7',
    ),
    interval: fc.constantFrom(1, 1, 2, 3),
    end: fc.constantFrom('', '', ';COUNT=13', ';COUNT=40', ';UNTIL=20270301T120000Z'),
  })
  .map(
    ({ base, interval, end }) =>
      `${base}${interval > 1 && !base.includes('INTERVAL') ? `;INTERVAL=${interval}` : ''}${end}`,
  );
const randomSeries = fc
  .record({
    start: fc.constantFrom(
      ';TZID=Europe/Zurich:20260128T090000',
      ';TZID=America/New_York:20260307T023000',
      ';TZID=Pacific/Auckland:20260131T090000',
      ':20260302T090000Z',
      ':20260302T090000',
      ';VALUE=DATE:20260301',
    ),
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    rdates: fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 3 }),
    exdates: fc.uniqueArray(fc.nat(60), { maxLength: 4 }),
    overrides: fc.uniqueArray(fc.nat(60), { maxLength: 3 }),
    at: fc.nat(80),
  })
  .map(({ start, rules, rdates, exdates, overrides, at }) => {
    const date = start.includes('VALUE=DATE');
    const params = start.slice(0, start.lastIndexOf(':') + 1);
    const z = start.endsWith('Z') ? 'Z' : '';
    const fixed = rules.map((one) =>
      date ? one.replace(/T120000Z/, '') : z || start.includes('TZID') ? one : one.replace(/0Z$/, '0'),
    );
    const write = (day: number) => {
      const text = new Date(Date.UTC(2026, 1, day)).toISOString().replaceAll('-', '').slice(0, 8);
      return date ? text : `${text}T153000${z}`;
    };
    const head = [
      `DTSTART${start}`,
      date ? 'DURATION:P1D' : 'DURATION:PT1H',
      ...fixed.map((one) => `RRULE:${one}`),
      ...(rdates.length > 0 ? [`RDATE${params}${rdates.map(write).join(',')}`] : []),
      'SUMMARY:S',
    ];
    const plain = event(head);
    const ids = expand(plain).map(({ recurrenceId }) => recurrenceId ?? '');
    const pick = (n: number) => ids[n % ids.length] ?? '';
    const excluded = [...new Set(exdates.map(pick))];
    const text = event(
      [...head, ...(excluded.length > 0 ? [`EXDATE${params}${excluded.join(',')}`] : [])],
      ...[...new Set(overrides.map(pick))].map((id, n) => [
        `RECURRENCE-ID${params}${id}`,
        `DTSTART${params}${date ? '20260815' : `20260815T10000${n}${z}`}`,
        date ? 'DURATION:P2D' : 'DURATION:PT2H',
        `SUMMARY:Override ${n}`,
      ]),
    );
    return { text, at };
  });

describe('any series', () => {
  it('[SS1][SS2][SS3][SS4][SS6] is its two halves together', () => {
    fc.assert(
      fc.property(randomSeries, ({ text, at }) => {
        const whole = expand(text);
        const rid = whole[at % Math.max(1, whole.length)]?.recurrenceId;
        const split = rid === undefined ? undefined : splitSeries(text, {}, rid, options);
        if (split === undefined) return;
        const old = applyEdits(text, split.edits);
        expect(drawn([...expand(old), ...expand(split.text)])).toEqual(drawn(whole));
        // Undone by taking the edits back; divided again it is the same again.
        expect(applyEdits(text, {})).toBe(text);
        expect(firstValue(split.text, 'UID')).toBe('new');
        // Out in a file and in again: the same two items.
        const items = [old, split.text].map((value, n) => ({
          uid: ['old', 'new'][n]!,
          text: value,
          kind: 'event' as const,
        }));
        const { items: read, problems } = parseCalendar(writeCalendar(items));
        expect(problems).toEqual([]);
        expect(read).toEqual(items);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a change of one occurrence and all that follow', () => {
  const follow = (text: string, recurrenceId: string, what: Partial<EventFields>) => {
    const before = fieldsOf(text, recurrenceId);
    const split = changeFollowing(text, {}, { recurrenceId, before, after: { ...before, ...what } }, options);
    if (split === undefined) throw new Error('nothing to divide');
    return { old: applyEdits(text, split.edits), fresh: applyEdits(split.text, split.changes) };
  };
  const hour = 3_600_000;

  it('[SS8] is of the new series alone', () => {
    const text = weekly('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9');
    const { start, end } = fieldsOf(text, '20261111T100000');
    const { old, fresh } = follow(text, '20261111T100000', {
      title: 'Later',
      start: (start + 25 * hour) as LocalMs,
      end: (end + 26 * hour) as LocalMs,
    });
    expect(expand(old).map(({ local, title }) => `${local} ${title}`)).toEqual([
      '20261102T100000 Series',
      '20261104T100000 Series',
      '20261109T100000 Series',
    ]);
    expect(expand(fresh).map(({ local, title }) => `${local} ${title}`)).toEqual([
      '20261112T110000 Later',
      '20261117T110000 Later',
      '20261119T110000 Later',
      '20261124T110000 Later',
      '20261126T110000 Later',
      '20261201T110000 Later',
    ]);
  });

  it('[SS9] shares the COUNT the person left alone, and takes the one they wrote', () => {
    const text = weekly('FREQ=WEEKLY;COUNT=10');
    expect(firstValue(follow(text, '20261116T100000', { rrule: 'FREQ=DAILY;COUNT=10' }).fresh, 'RRULE')).toBe(
      'FREQ=DAILY;COUNT=8',
    );
    expect(firstValue(follow(text, '20261116T100000', { rrule: 'FREQ=DAILY;COUNT=4' }).fresh, 'RRULE')).toBe(
      'FREQ=DAILY;COUNT=4',
    );
  });

  it('[SS8] at an occurrence that differs changes that one too', () => {
    const zone = ';TZID=Europe/Zurich:';
    const text = event(
      [`DTSTART${zone}20261102T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=5', 'SUMMARY:Series'],
      [`RECURRENCE-ID${zone}20261116T100000`, `DTSTART${zone}20261116T140000`, 'DURATION:PT1H', 'SUMMARY:Other'],
    );
    const { start, end } = fieldsOf(text, '20261116T100000');
    const { fresh } = follow(text, '20261116T100000', {
      start: (start + hour) as LocalMs,
      end: (end + hour) as LocalMs,
    });
    expect(expand(fresh).map(({ local, title }) => `${local} ${title}`)).toEqual([
      '20261116T150000 Other',
      '20261123T110000 Series',
      '20261130T110000 Series',
    ]);
  });

  it('[SS6] works on a series that has been moved and edited before', () => {
    const text = weekly('FREQ=WEEKLY;COUNT=6', 'RDATE;TZID=Europe/Zurich:20261103T100000,20261125T100000');
    const whole = fieldsOf(text);
    let edits: Edits = eventEdits(
      text,
      {},
      whole,
      { ...whole, start: (whole.start + 2 * hour) as LocalMs, end: (whole.end + 2 * hour) as LocalMs },
      { scope: 'all' },
      now,
    );
    edits = { ...edits, ...removeOccurrenceEdits(text, edits, '20261109T120000', now) };
    edits = { ...edits, ...removeOccurrenceEdits(text, edits, '20261130T120000', now) };
    const before = expand(applyEdits(text, edits));
    const { old, fresh } = halves(text, '20261116T120000', edits);
    expect(drawn([...expand(old), ...expand(fresh)])).toEqual(drawn(before));
    expect(expand(fresh)).toHaveLength(4);
  });
});
