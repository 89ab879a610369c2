import { describe, expect, it } from 'vitest';
import { noExtras } from '../../../src/domain/calendar/calendar-extras.js';
import type { EventFields } from '../../../src/domain/calendar/event-fields.js';
import type { DifferenceSlice, HistoryPage, PropertyChange } from '../../../src/domain/history/history.js';
import { unpackRows } from '../../../src/store/packed-rows.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { HISTORY_PAGE } from '../../../src/workers/writer/ask-history.js';
import { eventFields } from '../../support/fields.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const calendar = { kind: 'calendar', name: 'Work', hue: 140 } as const;
const MINUTE = 60_000;

async function withCalendar(writer: TestWriter): Promise<string> {
  return (await writer.run(commandId(), { type: 'createCollection', collection: calendar })).collection?.id ?? '';
}

async function add(writer: TestWriter, collectionId: string, fields: Partial<EventFields>): Promise<string> {
  const command = { type: 'createEvent', collectionId, fields: eventFields(fields) } as const;
  return (await writer.run(commandId(), command)).uid ?? '';
}

const edit = (writer: TestWriter, collectionId: string, uid: string, fields: Partial<EventFields>) =>
  writer.run(commandId(), {
    type: 'updateEvent',
    ref: { collectionId, uid },
    fields: eventFields(fields),
    scope: 'all',
  });

const remove = (writer: TestWriter, collectionId: string, uid: string) =>
  writer.run(commandId(), { type: 'removeEvent', ref: { collectionId, uid }, scope: 'all' });

async function titles(writer: TestWriter, collectionId?: string): Promise<string[]> {
  const records = [...(await writer.db.events.toArray()), ...(await writer.db.series.toArray())];
  return records
    .filter((record) => collectionId === undefined || record.collectionId === collectionId)
    .flatMap((record) => unpackRows<{ uid: string; title: string }>(record).map(({ title }) => title))
    .sort();
}

async function differences(writer: TestWriter, collectionId: string, time: number) {
  const found: DifferenceSlice['differences'][number][] = [];
  let from: number | undefined = 0;
  while (from !== undefined) {
    const slice: DifferenceSlice = (await writer.ask({
      type: 'differences',
      collectionId,
      time,
      from,
    })) as DifferenceSlice;
    found.push(...slice.differences);
    from = slice.next;
  }
  return found.toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

const pastOf = async (writer: TestWriter, collectionId: string, uid: string, skip = 0) =>
  (await writer.ask({ type: 'history', ref: { collectionId, uid }, skip })) as HistoryPage;

/** A calendar with an event changed, one deleted and one added since `then`. */
async function changedCalendar() {
  const writer = testWriter();
  const id = await withCalendar(writer);
  const changed = await add(writer, id, { title: 'B changed', location: 'Inn' });
  const gone = await add(writer, id, { title: 'C gone' });
  await add(writer, id, { title: 'D same' });
  const then = writer.time;
  writer.time += 10 * MINUTE;
  await edit(writer, id, changed, { title: 'B changed', location: 'Bar' });
  await remove(writer, id, gone);
  const added = await add(writer, id, { title: 'A added' });
  writer.time += 10 * MINUTE;
  return { writer, id, then, changed, gone, added };
}

describe('differences from a moment', () => {
  it('are what was added, changed and deleted since, each property by property', async () => {
    const { writer, id, then, changed } = await changedCalendar();
    expect((await differences(writer, id, then)).map(({ title, change, names }) => [title, change, names])).toEqual([
      ['A added', 'added', []],
      ['B changed', 'changed', ['LOCATION']],
      ['C gone', 'deleted', []],
    ]);
    const ref = { collectionId: id, uid: changed };
    const one = (await writer.ask({ type: 'difference', ref, time: then })) as PropertyChange[];
    expect(one).toEqual([{ occurrence: '', name: 'LOCATION', before: ['LOCATION:Inn'], after: ['LOCATION:Bar'] }]);
    expect(await differences(writer, id, writer.time)).toEqual([]);
  });

  it('open no document that did not change', async () => {
    const { writer, id } = await changedCalendar();
    const next = testWriter({ name: writer.db.name, early: true });
    next.time = writer.time;
    expect(await differences(next, id, next.time)).toEqual([]);
    expect(next.loads).toBe(0);
  });

  it('come in slices that a command can get between', async () => {
    const { writer, id, then } = await changedCalendar();
    const clock = writer.context.clock as { now(): number };
    const { now } = clock;
    let ticks = 0;
    clock.now = () => {
      ticks += 50;
      return now() + ticks;
    };
    const slice = (await writer.ask({
      type: 'differences',
      collectionId: id,
      time: then,
      from: 0,
    })) as DifferenceSlice;
    expect(slice.next).toBeLessThan(slice.shards);
    expect(slice.next).toBeGreaterThan(0);
    expect(await differences(writer, id, then)).toHaveLength(3);
  });
});

describe('restoring', () => {
  it('one item leaves the others, and undo takes it back', async () => {
    const { writer, id, then, gone } = await changedCalendar();
    const command = { type: 'restore', collectionId: id, time: then, uids: [gone] } as const;
    const { inverse } = await writer.run(commandId(), command);
    expect(await titles(writer)).toEqual(['A added', 'B changed', 'C gone', 'D same']);
    await writer.run(commandId(), inverse as Command);
    expect(await titles(writer)).toEqual(['A added', 'B changed', 'D same']);
  });

  it('all gives what was, as a new change: nothing of the history is rewritten', async () => {
    const { writer, id, then, changed, added } = await changedCalendar();
    const chunks = await writer.db.chunks.count();
    await writer.run(commandId(), { type: 'restore', collectionId: id, time: then });
    expect(await titles(writer)).toEqual(['B changed', 'C gone', 'D same']);
    expect(await writer.db.chunks.count()).toBeGreaterThan(chunks);
    expect(await differences(writer, id, then)).toEqual([]);
    expect((await pastOf(writer, id, changed)).entries.map(({ kind, by }) => [kind, by])).toEqual([
      ['changed', 'restore'],
      ['changed', undefined],
      ['created', undefined],
    ]);
    expect((await pastOf(writer, id, added)).entries[0]).toMatchObject({ kind: 'deleted', by: 'restore' });
  });

  it('into another calendar writes copies there and changes nothing here', async () => {
    const { writer, id, then } = await changedCalendar();
    const other = await withCalendar(writer);
    const before = await titles(writer, id);
    const command = { type: 'restore', collectionId: id, time: then, target: other } as const;
    const { inverse } = await writer.run(commandId(), command);
    expect(await titles(writer, other)).toEqual(['B changed', 'C gone']);
    expect(await titles(writer, id)).toEqual(before);
    await writer.run(commandId(), inverse as Command);
    expect(await titles(writer, other)).toEqual([]);
    const all = Array.from({ length: 64 }, (_, shard) => ({ ...command, shard }));
    for (const one of all) await writer.run(commandId(), one);
    expect(await titles(writer, other)).toEqual(['B changed', 'C gone', 'D same']);
  });

  it('a thousand items that changed takes one command of each slice, and rows as they would be built anew', async () => {
    const writer = testWriter();
    const texts = Array.from({ length: 300 }, (_, index) => {
      const text = `BEGIN:VEVENT\r\nUID:u${index}\r\nDTSTART:20261118T120000Z\r\nSUMMARY:Event ${index}\r\nEND:VEVENT\r\n`;
      return { uid: `u${index}`, text, kind: 'event' } as const;
    });
    const file = { kind: 'calendar', name: '', items: texts, extras: noExtras, problems: [], problemCount: 0 } as const;
    const batch = makeBatch(file, { collectionId: 'c', shards: 64, duplicates: 'replace' }, 'import-1');
    await writer.run(commandId(), { type: 'import', batch, create: { ...calendar, shards: 64 } });
    const then = writer.time;
    writer.time += MINUTE;
    const writes = texts.map((item) => ({
      collectionId: 'c',
      uid: item.uid,
      edits: { SUMMARY: 'SUMMARY:Changed' },
    }));
    await writer.run(commandId(), { type: 'writeItems', writes });
    expect(new Set(await titles(writer))).toEqual(new Set(['Changed']));
    expect(await differences(writer, 'c', then)).toHaveLength(300);
    await writer.run(commandId(), { type: 'restore', collectionId: 'c', time: then });
    expect(await titles(writer)).toEqual(texts.map((_, index) => `Event ${index}`).sort());
    const { entries } = await pastOf(writer, 'c', 'u7');
    expect(entries.map(({ kind, by }) => [kind, by])).toEqual([
      ['changed', 'restore'],
      ['changed', 'undo'],
      ['created', 'import'],
    ]);
  });
});

describe('the history of an event', () => {
  it('says who, when, what before and after, and what the event is now', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const uid = await add(writer, id, { title: 'Lunch', location: 'Inn' });
    writer.time += MINUTE;
    await edit(writer, id, uid, { title: 'Dinner', location: 'Inn' });
    writer.time += MINUTE;
    await remove(writer, id, uid);
    await writer.run(commandId(), { type: 'nameDevice', name: ' Laptop ' });
    const { entries, more } = await pastOf(writer, id, uid);
    expect(more).toBe(false);
    expect(entries.map(({ kind, device, own, current }) => [kind, device, own, current])).toEqual([
      ['deleted', 'Laptop', true, true],
      ['changed', 'Laptop', true, false],
      ['created', 'Laptop', true, false],
    ]);
    expect(entries[0]?.time).toBe(writer.time);
    expect(entries[1]?.changes).toEqual([
      { occurrence: '', name: 'SUMMARY', before: ['SUMMARY:Lunch'], after: ['SUMMARY:Dinner'] },
    ]);
    expect(await createRowStore(writer.db).deviceName()).toBe('Laptop');
  });

  it('gives a version back, deleted or not, by a change that can be taken back', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const uid = await add(writer, id, { title: 'Lunch' });
    const ref = { collectionId: id, uid };
    await edit(writer, id, uid, { title: 'Dinner' });
    await remove(writer, id, uid);
    const first = (await pastOf(writer, id, uid)).entries.at(-1)?.id ?? '';
    const { inverse } = await writer.run(commandId(), { type: 'restoreVersion', ref, entryId: first });
    expect(await titles(writer)).toEqual(['Lunch']);
    expect((await pastOf(writer, id, uid)).entries[0]).toMatchObject({
      kind: 'brought-back',
      by: 'restore',
      current: true,
    });
    await writer.run(commandId(), inverse as Command);
    expect(await titles(writer)).toEqual([]);
    const unknown = writer.run(commandId(), { type: 'restoreVersion', ref, entryId: 'ab'.repeat(32) });
    await expect(unknown).rejects.toMatchObject({ code: 'store/not-found' });
  });

  it('comes in pages, and knows changes made before Automerge was there', async () => {
    const writer = testWriter({ early: true });
    const id = await withCalendar(writer);
    const uid = await add(writer, id, { title: 'Title 0' });
    for (let index = 1; index <= HISTORY_PAGE; index += 1) await edit(writer, id, uid, { title: `Title ${index}` });
    const first = await pastOf(writer, id, uid);
    expect(first.more).toBe(true);
    expect(first.entries).toHaveLength(HISTORY_PAGE);
    expect(first.entries.every(({ own }) => own)).toBe(true);
    const second = await pastOf(writer, id, uid, HISTORY_PAGE);
    expect(second).toMatchObject({ more: false, entries: [{ kind: 'created' }] });
  });
});

describe('a deleted calendar', () => {
  it('is listed with when it went, and comes back with everything', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    await add(writer, id, { title: 'Lunch' });
    await writer.run(commandId(), { type: 'deleteCollection', id, deleted: true });
    const store = createRowStore(writer.db);
    expect(await store.deletedCollections()).toMatchObject([{ id, itemCount: 1, deletedAt: writer.time }]);
    await writer.run(commandId(), { type: 'deleteCollection', id, deleted: false });
    expect(await store.deletedCollections()).toEqual([]);
    expect((await store.collections()).map((one) => one.id)).toEqual([id]);
  });
});
