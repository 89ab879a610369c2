import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrencesOf, projectCalendarItem } from '../../../src/domain/calendar/rows.js';
import { applyEdits } from '../../../src/domain/items/apply-edits.js';
import type { EpochMs, LocalMs } from '../../../src/domain/time/types.js';
import { isCounted, itemAt } from '../../../src/store/shard-items.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { exchange, sendAll } from '../../support/send-all.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

const HOUR = 3_600_000;

/** Two devices with one series: daily from the 18th at noon. */
async function twoDevices(rrule: string) {
  const [a, b] = [testWriter(), testWriter()];
  const calendar = { kind: 'calendar', name: 'Shared', hue: 140 } as const;
  const { collection } = await a.run(commandId(), { type: 'createCollection', collection: calendar });
  const collectionId = collection?.id ?? '';
  const fields = eventFields({ title: 'All', rrule });
  const uid = (await a.run(commandId(), { type: 'createEvent', collectionId, fields })).uid ?? '';
  await sendAll(a, b);
  return { a, b, collectionId, uid };
}

/** What a view shows in November: `day title`. */
async function shown(writer: TestWriter): Promise<string[]> {
  const records = await writer.db.texts.toArray();
  const items = records.flatMap((record) => record.uids.map((_uid, index) => itemAt(record, index)));
  const window = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs };
  return items
    .filter(isCounted)
    .flatMap(({ text, edits }, n) =>
      occurrencesOf(projectCalendarItem({ uid: `${n}`, text: applyEdits(text, edits) }), window, 'UTC', 'c'),
    )
    .map(({ local, title, location }) => `${local.slice(6, 11)} ${title}${location ? `@${location}` : ''}`)
    .sort();
}

/** Does something to the occurrence of a day, whichever series it is of by now. */
async function act(writer: TestWriter, kind: string, day: number): Promise<Command | undefined> {
  const records = await writer.db.texts.toArray();
  for (const record of records) {
    for (const [index, uid] of record.uids.entries()) {
      const item = itemAt(record, index);
      if (!isCounted(item)) continue;
      const value = applyEdits(item.text, item.edits);
      const window = { from: Date.UTC(2026, 10, day) as EpochMs, to: Date.UTC(2026, 10, day + 1) as EpochMs };
      const [found] = occurrencesOf(projectCalendarItem({ uid, text: value }), window, 'Europe/Vienna', 'c');
      if (found?.recurrenceId === undefined) continue;
      const { recurrenceId, title, location = '' } = found;
      const ref = { collectionId: record.collectionId, uid, recurrenceId };
      const start = (Date.UTC(2026, 10, day) + Number(found.local.slice(9, 11)) * HOUR) as LocalMs;
      const before = eventFields({ title, location, start, end: (start + HOUR) as LocalMs });
      const times = { allDay: false, timeZone: 'Europe/Vienna' };
      const later = { start: (start + HOUR) as LocalMs, end: (start + 2 * HOUR) as LocalMs };
      const commands: Record<string, Command> = {
        name: { type: 'updateEvent', ref, before, fields: { ...before, title: `From ${day}` }, scope: 'following' },
        place: { type: 'updateEvent', ref, before, fields: { ...before, location: `Room ${day}` }, scope: 'following' },
        move: { type: 'moveEvent', ref, times: { ...times, ...later }, scope: 'following' },
        remove: { type: 'removeEvent', ref, scope: 'following' },
        'name one': { type: 'updateEvent', ref, before, fields: { ...before, title: `One ${day}` }, scope: 'this' },
        'remove one': { type: 'removeEvent', ref, scope: 'this' },
      };
      const { inverse } = await writer.run(commandId(), commands[kind]!);
      return inverse;
    }
  }
  return undefined;
}

const days = (from: number, to: number, what: string) =>
  Array.from({ length: to - from + 1 }, (_none, n) => `${from + n}T12 ${what}`);

describe('a series that two devices divide apart', () => {
  it.each(['FREQ=DAILY', 'FREQ=DAILY;COUNT=13'])('[SS12] each part ends where the next begins: %s', async (rule) => {
    const { a, b } = await twoDevices(rule);
    await act(a, 'name', 20);
    await act(b, 'name', 24);
    await exchange(a, b);
    expect(await shown(a)).toEqual([...days(18, 19, 'All'), ...days(20, 23, 'From 20'), ...days(24, 30, 'From 24')]);
    expect(await shown(b)).toEqual(await shown(a));
  });

  it('[SS12] also where one device divides a part once more', async () => {
    const { a, b } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 20);
    await act(a, 'name', 27);
    await act(b, 'name', 24);
    await exchange(a, b);
    const parts = [...days(18, 19, 'All'), ...days(20, 23, 'From 20'), ...days(24, 26, 'From 24')];
    expect(await shown(a)).toEqual([...parts, ...days(27, 30, 'From 27')]);
    expect(await shown(b)).toEqual(await shown(a));
  });

  it('[SS12] what one takes away from a day on ends the part that the other has begun before it', async () => {
    const { a, b } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 20);
    await act(b, 'remove', 24);
    await exchange(a, b);
    expect(await shown(a)).toEqual([...days(18, 19, 'All'), ...days(20, 23, 'From 20')]);
    expect(await shown(b)).toEqual(await shown(a));
  });

  it('[SS13] a division that is taken back lets the part before it go on', async () => {
    const { a, b } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 20);
    const undo = await act(b, 'name', 24);
    await exchange(a, b);
    await b.run(commandId(), undo!);
    await exchange(a, b);
    expect(await shown(b)).toEqual([...days(18, 19, 'All'), ...days(20, 30, 'From 20')]);
    expect(await shown(a)).toEqual(await shown(b));
  });

  it('[SS13] a rule that a person writes afterwards counts', async () => {
    const { a, b, collectionId, uid } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 20);
    await act(b, 'remove', 24);
    await exchange(a, b);
    const before = eventFields({ title: 'All', rrule: 'FREQ=DAILY;UNTIL=20261119T225959Z' });
    const fields = { ...before, rrule: 'FREQ=DAILY;COUNT=4' };
    await a.run(commandId(), { type: 'updateEvent', ref: { collectionId, uid }, before, fields, scope: 'all' });
    await exchange(a, b);
    expect((await shown(b)).filter((one) => one.endsWith('All'))).toEqual(days(18, 21, 'All'));
    expect(await shown(a)).toEqual(await shown(b));
  });

  it('[SS14] single occurrences that the other device changed go along with the part that has them', async () => {
    const { a, b } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 20);
    await act(b, 'name one', 22);
    await act(b, 'remove one', 26);
    await exchange(a, b);
    const seen = await shown(a);
    expect(seen).toContain('22T12 One 22');
    expect(seen.filter((one) => /^2[26]/.test(one))).toHaveLength(1);
    expect(await shown(b)).toEqual(seen);
  });

  it('[SS15] divided at the same place it is one part with both changes', async () => {
    const { a, b } = await twoDevices('FREQ=DAILY');
    await act(a, 'name', 22);
    await act(b, 'place', 22);
    await exchange(a, b);
    expect(await shown(a)).toEqual([...days(18, 21, 'All'), ...days(22, 30, 'From 22@Room 22')]);
    expect(await shown(b)).toEqual(await shown(a));
  });

  it('[SS15] divided, taken back and divided again at the same place it is as the second time', async () => {
    const { a } = await twoDevices('FREQ=DAILY');
    const undo = await act(a, 'name', 22);
    await a.run(commandId(), undo!);
    expect(await shown(a)).toEqual(days(18, 30, 'All'));
    await act(a, 'place', 22);
    expect(await shown(a)).toEqual([...days(18, 21, 'All'), ...days(22, 30, 'All@Room 22')]);
  });

  const edit = fc.record({
    device: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('name', 'place', 'move', 'remove', 'name one', 'remove one'),
    day: fc.integer({ min: 18, max: 30 }),
    undone: fc.boolean(),
  });

  it('[SS12] shows no day twice and both the same, whatever they did and took back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 7 }), async (edits) => {
        const { a, b } = await twoDevices('FREQ=DAILY');
        for (const { device, kind, day, undone } of edits) {
          const writer = device === 'a' ? a : b;
          writer.time += 1000;
          const undo = await act(writer, kind, day);
          if (undone && undo !== undefined) await writer.run(commandId(), undo);
        }
        await exchange(a, b);
        const seen = await shown(a);
        expect(await shown(b)).toEqual(seen);
        expect(await projections(b.db)).toEqual(await projections(a.db));
        const dates = seen.map((one) => one.slice(0, 2));
        expect(dates).toEqual([...new Set(dates)]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
