import { describe, expect, it } from 'vitest';
import { generateIcs } from '../../../bench/generate-ics.mjs';
import type { EpochMs, Window } from '../../../src/domain/time/types.js';
import { rowTables } from '../../../src/store/database.js';
import { unpackRows } from '../../../src/store/packed-rows.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { describeFile, drawFile, type ReadFile, readFile } from '../../../src/workers/files/read-file.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

const EVENTS = 360;
const SHARDS = 8;
/** As if that were a long file: what matters is what comes after it. */
const MOST = 100;
const noCheckpoint = async () => {};
const long = readFile(
  new Blob([generateIcs({ events: EVENTS, from: '2022-01-01', years: 1 })]),
  'long.ics',
  noCheckpoint,
);
/** March 2022, in the middle of it. */
const inSight: readonly Window[] = [{ from: Date.UTC(2022, 2, 1) as EpochMs, to: Date.UTC(2022, 3, 1) as EpochMs }];
const MARCH = 2022 * 12 + 2;

type CalendarFile = Extract<ReadFile, { kind: 'calendar' }>;

/** As the format worker does it. */
async function importLong(writer: TestWriter): Promise<{ id: string; inverse: Command | undefined; uids: string[] }> {
  const read = (await long) as CalendarFile;
  const drawn = await drawFile(read, noCheckpoint, MOST);
  const id = crypto.randomUUID();
  const batch = makeBatch(read, { collectionId: id, shards: SHARDS, duplicates: 'skip', inSight }, commandId(), {
    drawn,
  });
  const create = { kind: 'calendar', name: 'Long', hue: 20, shards: SHARDS } as const;
  const { inverse } = await writer.run(commandId(), { type: 'import', batch, create });
  return { id, inverse, uids: drawn.undrawn.map(({ item }) => item.uid) };
}

async function drawAll(writer: TestWriter): Promise<void> {
  while ((await writer.draw()) !== undefined);
}

async function rowsOf(writer: TestWriter): Promise<Record<string, unknown>> {
  const all = await projections(writer.db);
  return Object.fromEntries(rowTables.map((table) => [table, all[table]]));
}

async function expectAsBuiltAnew(writer: TestWriter): Promise<void> {
  const rows = await rowsOf(writer);
  await writer.run(commandId(), { type: 'rebuild' });
  expect(rows).toEqual(await rowsOf(writer));
}

const monthOf = async (writer: TestWriter, id: string) => {
  const record = await writer.db.events.get([id, MARCH, MARCH]);
  return record === undefined ? [] : unpackRows(record);
};

describe('an import of a long calendar', () => {
  it('is counted as if all of it were drawn', async () => {
    const read = (await long) as CalendarFile;
    const { counts, span } = describeFile(read, '', '', await drawFile(read, noCheckpoint, MOST));
    const whole = describeFile(read, '', '');
    expect(counts).toEqual(whole.counts);
    expect(span).toEqual(whole.span);
    expect(counts.events + counts.series).toBe(EVENTS);
  });

  it('has what is in sight at once, and the rest after it, as it would be built anew', async () => {
    const writer = testWriter();
    const { id } = await importLong(writer);
    const march = await monthOf(writer, id);
    expect(march.length).toBeGreaterThan(15);
    const months = await writer.db.events.count();
    expect(months).toBeLessThan(6);
    expect((await writer.db.collections.get(id))?.itemCount).toBe(EVENTS);

    const first = await writer.draw();
    expect(first).toBe('more');
    let last = first;
    for (let next = await writer.draw(); next !== undefined; next = await writer.draw()) last = next;
    expect(last).toMatchObject({ items: [{ collectionId: id }] });
    expect(await monthOf(writer, id)).toEqual(march);
    expect(await writer.db.events.count()).toBeGreaterThan(11);
    await expectAsBuiltAnew(writer);
  });

  it('takes what is changed, deleted and moved before it is drawn as it is then', async () => {
    const writer = testWriter();
    const { id, uids } = await importLong(writer);
    const [changed = '', deleted = '', moved = ''] = uids;
    const [first, ...others] = [changed, deleted, moved].map((uid) => ({ collectionId: id, uid }));
    await writer.run(commandId(), {
      type: 'updateEvent',
      ref: first!,
      fields: eventFields({ title: 'New' }),
      scope: 'all',
    });
    await writer.run(commandId(), { type: 'removeEvent', ref: others[0]!, scope: 'all' });
    await writer.draw();
    const fields = eventFields({ title: 'Moved' });
    await writer.run(commandId(), { type: 'updateEvent', ref: others[1]!, fields, scope: 'all' });
    await drawAll(writer);
    await expectAsBuiltAnew(writer);
  });

  it('is drawn on by another writer after a crash', async () => {
    const first = testWriter();
    await importLong(first);
    await first.draw();
    const second = testWriter({ name: first.db.name });
    await drawAll(second);
    await expectAsBuiltAnew(second);
  });

  it('that is taken back while it is not drawn leaves nothing', async () => {
    const writer = testWriter();
    const { inverse } = await importLong(writer);
    await writer.draw();
    await writer.run(commandId(), inverse!);
    await drawAll(writer);
    await expectAsBuiltAnew(writer);
    expect(await writer.db.local.where('name').startsWith('undrawn/').count()).toBe(0);
  });

  it('into a calendar that has some of it leaves those, and draws the others', async () => {
    const writer = testWriter();
    const { id } = await importLong(writer);
    await drawAll(writer);
    const read = (await long) as CalendarFile;
    const added = read.items.map((item, at) =>
      at % 2 === 0 ? item : { ...item, uid: `new-${item.uid}`, text: item.text.replace(/^UID:/m, 'UID:new-') },
    );
    const file = { ...read, items: added };
    const drawn = await drawFile(file, noCheckpoint, MOST);
    for (const duplicates of ['skip', 'replace'] as const) {
      const target = { collectionId: id, shards: SHARDS, duplicates, inSight };
      const batch = makeBatch(file, target, commandId(), { drawn });
      const { counts } = await writer.run(commandId(), { type: 'import', batch });
      expect(counts).toMatchObject(
        duplicates === 'skip' ? { added: EVENTS / 2, skipped: EVENTS / 2 } : { replaced: EVENTS },
      );
      await drawAll(writer);
      await expectAsBuiltAnew(writer);
    }
  });
});
