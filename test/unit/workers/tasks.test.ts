import { describe, expect, it } from 'vitest';
import { emptyTaskFields, type TaskFields } from '../../../src/domain/tasks/task-fields.js';
import type { EpochMs, LocalMs } from '../../../src/domain/time/types.js';
import { REMINDERS, ROWS_VERSION } from '../../../src/store/database.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { describeFile, readFile } from '../../../src/workers/files/read-file.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import type { Command, CommandAnswer } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { commandId, projections, testWriter, textOfRows } from '../../support/writer.js';

const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;
const at = (text: string) => Date.parse(`${text}Z`) as EpochMs;
const november = { from: at('2026-11-01T00:00'), to: at('2026-12-01T00:00'), timeZone: 'UTC' };

async function setUp() {
  const writer = testWriter();
  writer.time = at('2026-11-18T12:00');
  const reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
  const run = async (command: Command): Promise<CommandAnswer> => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const addCalendar = async (name: string) =>
    (await run({ type: 'createCollection', collection: { kind: 'calendar', name, hue: 1 } })).collection?.id ?? '';
  const calendar = await addCalendar('Work');
  const add = async (fields: Partial<TaskFields>) => {
    const all = { ...emptyTaskFields, ...fields };
    return (await run({ type: 'createTask', collectionId: calendar, fields: all })).uid ?? '';
  };
  const undo = (answer: CommandAnswer) => run(answer.inverse ?? { type: 'rebuild' });
  const list = async () =>
    (await reader.tasks({ timeZone: 'UTC' }))
      .map((one) => `${one.title} ${one.recurrenceId ?? ''} ${one.status}`)
      .sort();
  return { writer, reader, run, calendar, addCalendar, add, undo, list };
}

describe('tasks', () => {
  it('are made, changed, completed, moved and removed, each taken back', async () => {
    const { run, calendar, addCalendar, add, undo, list, reader } = await setUp();
    const uid = await add({ title: 'Tax', due: wall('2026-11-20T00:00') });
    const ref = { collectionId: calendar, uid };
    expect(await list()).toEqual(['Tax  NEEDS-ACTION']);

    const done = await run({ type: 'completeTasks', refs: [ref], done: true });
    expect(await list()).toEqual(['Tax  COMPLETED']);
    await undo(done);
    expect(await list()).toEqual(['Tax  NEEDS-ACTION']);

    const detail = await reader.readTask(ref);
    const before = detail?.fields ?? emptyTaskFields;
    await run({ type: 'updateTask', ref, fields: { ...before, priority: 1 }, scope: 'all' });
    const renamed = await run({ type: 'updateTask', ref, fields: { ...before, title: 'Taxes' }, before, scope: 'all' });
    expect((await reader.readTask(ref))?.fields).toMatchObject({ title: 'Taxes', priority: 1 });
    await undo(renamed);

    const times = { start: wall('2026-11-25T00:00'), end: wall('2026-11-26T00:00'), allDay: true, timeZone: 'UTC' };
    await run({ type: 'moveTask', ref, times, scope: 'all' });
    const drawn = await reader.occurrences({ ...november, tasks: true });
    expect(drawn.map(({ title, local, task }) => `${title} ${local} ${task}`)).toEqual(['Tax 20261125 open']);
    expect(await reader.occurrences(november)).toEqual([]);

    const home = await addCalendar('Home');
    const current = (await reader.readTask(ref))?.fields ?? before;
    const moved = await run({ type: 'updateTask', ref, fields: current, scope: 'all', collectionId: home });
    expect((await reader.tasks({ timeZone: 'UTC' })).map(({ collectionId }) => collectionId)).toEqual([home]);
    await undo(moved);
    expect((await reader.tasks({ timeZone: 'UTC' })).map(({ collectionId }) => collectionId)).toEqual([calendar]);

    const removed = await run({ type: 'removeTasks', refs: [ref], scope: 'all' });
    expect(await list()).toEqual([]);
    await undo(removed);
    expect(await list()).toEqual(['Tax  NEEDS-ACTION']);
  });

  it('[TA4] of a series are completed and removed one by one', async () => {
    const { run, calendar, add, list } = await setUp();
    const uid = await add({ title: 'Water', due: wall('2026-11-16T00:00'), rrule: 'FREQ=DAILY' });
    expect(await list()).toEqual(['Water 20261118 NEEDS-ACTION']);
    const ref = (recurrenceId: string) => ({ collectionId: calendar, uid, recurrenceId });
    await run({ type: 'completeTasks', refs: [ref('20261118')], done: true });
    expect(await list()).toEqual(['Water 20261118 COMPLETED', 'Water 20261119 NEEDS-ACTION']);
    await run({ type: 'removeTasks', refs: [ref('20261119')], scope: 'this' });
    expect(await list()).toEqual(['Water 20261118 COMPLETED', 'Water 20261120 NEEDS-ACTION']);
  });

  it('[TA14] of a series are changed and removed from one on, and what is open in them goes along', async () => {
    const { run, calendar, add, undo, list, reader } = await setUp();
    const uid = await add({ title: 'Water', due: wall('2026-11-16T00:00'), rrule: 'FREQ=DAILY' });
    await add({ title: 'Fill can', parent: uid });
    const ref = { collectionId: calendar, uid, recurrenceId: '20261118' };
    const before = (await reader.readTask(ref))?.fields ?? emptyTaskFields;
    expect((await reader.readTask(ref))?.series).toEqual({ first: false, exceptions: { all: 0, following: 0 } });
    const fields = { ...before, title: 'Water less', rrule: 'FREQ=WEEKLY' };
    const done = await run({ type: 'updateTask', ref, fields, before, scope: 'following' });
    const fresh = done.uid ?? '';
    const shown = async () =>
      (await reader.occurrences({ ...november, tasks: true })).map((one) => `${one.title} ${one.local}`);
    const divided = ['Water 20261116', 'Water 20261117', 'Water less 20261118', 'Water less 20261125'];
    expect(await shown()).toEqual(divided);
    const part = (await reader.tasks({ timeZone: 'UTC' })).find(({ title }) => title === 'Fill can');
    expect(part?.parent).toBe(fresh);
    const times = { start: wall('2026-11-26T00:00'), end: wall('2026-11-27T00:00'), allDay: true, timeZone: 'UTC' };
    const next = { collectionId: calendar, uid: fresh, recurrenceId: '20261125' };
    const moved = await run({ type: 'moveTask', ref: next, times, scope: 'following' });
    expect((await shown()).slice(2)).toEqual(['Water less 20261118', 'Water less 20261126']);
    await undo(moved);
    const removed = await run({ type: 'removeTasks', refs: [next], scope: 'following' });
    expect((await shown()).slice(2)).toEqual(['Water less 20261118']);
    await undo(removed);
    expect(await shown()).toEqual(divided);
    await undo(done);
    expect(await list()).toEqual(['Fill can  NEEDS-ACTION', 'Water 20261118 NEEDS-ACTION']);
    expect(await shown()).toHaveLength(15);
  });

  it('[TA12] are made with their parts, put below others and in order, and taken to another calendar together', async () => {
    const { run, calendar, addCalendar, undo, reader } = await setUp();
    const fields = { ...emptyTaskFields, title: 'Move' };
    const parts = ['Boxes', 'Lorry'].map((title) => ({ ...emptyTaskFields, title }));
    const { uid = '' } = await run({ type: 'createTask', collectionId: calendar, fields, parts });
    const entries = async () => new Map((await reader.tasks({ timeZone: 'UTC' })).map((one) => [one.title, one]));
    const found = await entries();
    expect([...found].map(([title, { parent }]) => [title, parent === uid])).toEqual(
      expect.arrayContaining([
        ['Move', false],
        ['Boxes', true],
        ['Lorry', true],
      ]),
    );
    const [boxes, lorry] = [found.get('Boxes')!.uid, found.get('Lorry')!.uid];
    const places = [
      { collectionId: calendar, uid: lorry, parent: boxes, sort: -7 },
      { collectionId: calendar, uid: boxes, sort: 5 },
    ];
    const placed = await run({ type: 'placeTasks', places });
    expect(await entries().then((all) => [all.get('Lorry'), all.get('Boxes')])).toMatchObject([
      { parent: boxes, sort: -7 },
      { parent: uid, sort: 5 },
    ]);
    await undo(placed);
    expect((await entries()).get('Lorry')?.parent).toBe(uid);
    await run({ type: 'placeTasks', places: [...places, { collectionId: calendar, uid, parent: uid }] });
    expect((await entries()).get('Move')?.parent).toBeUndefined();

    const home = await addCalendar('Home');
    const ref = { collectionId: calendar, uid };
    const before = (await reader.readTask(ref))?.fields ?? emptyTaskFields;
    const more = [{ ...emptyTaskFields, title: 'Keys' }];
    const gone = await run({
      type: 'updateTask',
      ref,
      fields: before,
      before,
      scope: 'all',
      collectionId: home,
      parts: more,
    });
    expect(
      [...(await entries()).values()].map(({ title, collectionId }) => `${title} ${collectionId === home}`).sort(),
    ).toEqual(['Boxes true', 'Keys true', 'Lorry true', 'Move true']);
    expect((await entries()).get('Keys')?.parent).toBe(uid);
    await undo(gone);
    expect(
      [...(await entries()).values()].map(({ title, collectionId }) => `${title} ${collectionId === home}`).sort(),
    ).toEqual(['Boxes false', 'Lorry false', 'Move false']);
  });

  it('come with files: counted, listed, and given back as they were', async () => {
    const { run, calendar, reader, list, writer } = await setUp();
    const text = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//T//EN', 'BEGIN:VTODO', 'UID:1', 'DTSTAMP:20260101T000000Z'],
      ...[
        'DUE:20261118T100000Z',
        'SUMMARY:One',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT5M',
        'END:VALARM',
        'END:VTODO',
      ],
      ...[
        'BEGIN:VTODO',
        'UID:2',
        'DTSTAMP:20260101T000000Z',
        'SUMMARY:Two',
        'X-ODD:kept',
        'END:VTODO',
        'END:VCALENDAR',
        '',
      ],
    ].join('\r\n');
    const read = await readFile(new Blob([text]), 'tasks.ics', async () => {});
    expect(describeFile(read, 'p', 'tasks.ics')).toMatchObject({
      counts: { tasks: 2, events: 0 },
      samples: [{ title: 'One', start: { instant: at('2026-11-18T10:00') } }, { title: 'Two' }],
    });
    const batch = makeBatch(read, { collectionId: calendar, shards: 64, duplicates: 'skip' }, 'import');
    const answer = await run({ type: 'import', batch });
    expect(await list()).toEqual(['One  NEEDS-ACTION', 'Two  NEEDS-ACTION']);
    expect(await reader.reminders(november)).toMatchObject([{ at: at('2026-11-18T09:55'), title: 'One', task: true }]);
    expect((await reader.readTask({ collectionId: calendar, uid: '2' }))?.text).toContain('X-ODD:kept');
    const { texts: _, ...rows } = await projections(writer.db); // those of an import come when they are needed
    await run({ type: 'rebuild' });
    expect(await projections(writer.db)).toMatchObject(rows);
    await run(answer.inverse ?? { type: 'rebuild' });
    expect(await list()).toEqual([]);
    expect(await reader.reminders(november)).toEqual([]);
  });
});

describe('reminders', () => {
  it('are found by the month, of single events and series, and follow edits', async () => {
    const { run, calendar, reader } = await setUp();
    const add = (fields: Parameters<typeof eventFields>[0]) =>
      run({ type: 'createEvent', collectionId: calendar, fields: eventFields({ zone: 'UTC', ...fields }) });
    const { uid = '' } = await add({ title: 'Once', alarms: [10] });
    await add({ title: 'Far ahead', alarms: [40_320], start: wall('2026-12-20T10:00'), end: wall('2026-12-20T11:00') });
    await add({ title: 'Weekly', alarms: [60], rrule: 'FREQ=WEEKLY' });
    await add({ title: 'Silent' });
    const shown = async () =>
      (await reader.reminders(november)).map((one) => `${one.title} ${new Date(one.at).toISOString().slice(5, 16)}`);
    expect(await shown()).toEqual([
      'Weekly 11-18T11:00',
      'Once 11-18T11:50',
      'Far ahead 11-22T10:00',
      'Weekly 11-25T11:00',
    ]);
    const fields = eventFields({ title: 'Once', zone: 'UTC', alarms: [5] });
    await run({ type: 'updateEvent', ref: { collectionId: calendar, uid }, fields, scope: 'all' });
    expect((await shown())[1]).toBe('Once 11-18T11:55');
    await run({ type: 'updateCollection', id: calendar, change: { visible: false } });
    expect(await shown()).toHaveLength(4);
  });

  it('what is remembered is kept only by who has read it last', async () => {
    const { run, reader } = await setUp();
    const keep = async (before: string | undefined, state: string) =>
      (await run({ type: 'keepReminders', before, state })).kept;
    expect(await keep(undefined, 'one')).toBe(true);
    expect(await keep(undefined, 'two')).toBe(false);
    expect(await keep('one', 'three')).toBe(true);
    expect(await reader.reminderState()).toBe('three');
  });
});

describe('rows of an older form', () => {
  it('are projected anew, once, by the first writer that finds them', async () => {
    const { writer, calendar, add } = await setUp();
    await add({ title: 'Old' });
    await writer.db.local.put({ name: REMINDERS, value: 'kept' });
    await writer.db.tasks.clear();
    await writer.db.local.delete('rowsVersion');
    const next = testWriter({ name: writer.db.name });
    const change = await next.bringUpToDate();
    expect(change?.items.map(({ collectionId }) => collectionId)).toContain(calendar);
    expect(await textOfRows(next.db.tasks)).toContain('Old');
    expect((await next.db.local.get('rowsVersion'))?.value).toBe(String(ROWS_VERSION));
    expect((await next.db.local.get(REMINDERS))?.value).toBe('kept');
    expect(await next.bringUpToDate()).toBeUndefined();
    const fresh = testWriter();
    expect(await fresh.bringUpToDate()).toBeUndefined();
    expect(fresh.loads).toBe(0);
  });
});
