import { describe, expect, it } from 'vitest';
import type { CalendarSource } from '../../../src/domain/collections/calendar-source.js';
import { unpackRows } from '../../../src/store/packed-rows.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { readFile } from '../../../src/workers/files/read-file.js';
import { refreshBatch, saysTheSame } from '../../../src/workers/files/refresh.js';
import { eventFields } from '../../support/fields.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

const source: CalendarSource = { kind: 'subscription', url: 'https://example.com/a.ics', minutes: 0 };

function calendar(events: Readonly<Record<string, string>>, stamp = '20261101T000000Z', end = 'END:VCALENDAR\r\n') {
  const texts = Object.entries(events).map(
    ([uid, title]) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:${stamp}\r\nDTSTART:20261118T120000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`,
  );
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${texts.join('')}${end}`;
}

async function subscribed(writer: TestWriter): Promise<string> {
  const collection = { kind: 'calendar', name: 'Club', hue: 140, source } as const;
  const answer = await writer.run(commandId(), { type: 'createCollection', collection });
  return answer.collection?.id ?? '';
}

async function refresh(writer: TestWriter, id: string, text: string) {
  const store = createRowStore(writer.db);
  const record = (await store.collections()).find((each) => each.id === id)!;
  const read = await readFile(new Blob([text]), 'a.ics', async () => {});
  const batch = refreshBatch(read, record, await store.allTexts(record), commandId());
  return batch && (await writer.run(batch.importId, { type: 'import', batch })).counts;
}

async function titles(writer: TestWriter): Promise<string[]> {
  const records = await writer.db.events.toArray();
  return records
    .flatMap((record) => unpackRows<{ uid: string; title: string }>(record).map(({ title }) => title))
    .sort();
}

const counts = async ({ db }: TestWriter) => [await db.chunks.count(), await db.outbox.count()];

describe('a refresh', () => {
  it('[SU3] brings what is new, other or gone', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    expect(await refresh(writer, id, calendar({ a: 'A', b: 'B', c: 'C' }))).toMatchObject({ added: 3, removed: 0 });
    expect(await refresh(writer, id, calendar({ a: 'A', b: 'Bee', d: 'D' }))).toEqual({
      added: 1,
      replaced: 1,
      skipped: 0,
      removed: 1,
    });
    expect(await titles(writer)).toEqual(['A', 'Bee', 'D']);
    expect((await writer.db.collections.get(id))?.itemCount).toBe(3);
    // What comes back is there again.
    await refresh(writer, id, calendar({ a: 'A', c: 'C' }));
    expect(await titles(writer)).toEqual(['A', 'C']);
    expect((await writer.db.collections.get(id))?.itemCount).toBe(2);
  });

  it('[SU3] of the same events writes nothing, also when only their stamps are new', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A', b: 'B' }));
    const before = await counts(writer);
    expect(await refresh(writer, id, calendar({ a: 'A', b: 'B' }))).toBeUndefined();
    expect(await refresh(writer, id, calendar({ a: 'A', b: 'B' }, '20261128T230000Z'))).toBeUndefined();
    expect(await counts(writer)).toEqual(before);
  });

  it('[SU4] of an answer that ends too early, or is no calendar, changes nothing', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A', b: 'B' }));
    const before = await counts(writer);
    for (const text of [
      calendar({ a: 'A' }, undefined, ''),
      calendar({ a: 'A' }, undefined, 'BEGIN:VEVENT\r\nUID:b'),
      '<!doctype html><title>Sign in</title>',
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD\r\n',
      '',
    ])
      await expect(refresh(writer, id, text)).rejects.toMatchObject({ code: expect.stringMatching(/^input\//) });
    expect(await counts(writer)).toEqual(before);
    expect(await titles(writer)).toEqual(['A', 'B']);
  });

  it('[SU4] deletes nothing where parts cannot be read', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A', b: 'B' }));
    const broken = calendar({ a: 'Ah' }).replace('END:VCALENDAR', 'THIS IS NO LINE\r\nEND:VCALENDAR');
    await refresh(writer, id, broken);
    expect(await titles(writer)).toEqual(['Ah', 'B']);
  });

  it('of an empty calendar empties it', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A' }));
    await refresh(writer, id, calendar({}));
    expect(await titles(writer)).toEqual([]);
  });

  it('leaves rows that a rebuild makes again', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A', b: 'B', c: 'C' }));
    await refresh(writer, id, calendar({ a: 'Ah', c: 'C', d: 'D' }));
    const { texts: _, ...before } = await projections(writer.db); // texts may still be in pending chunks
    await writer.run(commandId(), { type: 'rebuild' });
    const { texts: __, ...after } = await projections(writer.db);
    expect(after).toEqual(before);
  });

  it('[SU5] notes how it went on this device, in no document', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    const before = await counts(writer);
    const state = { checkedAt: 5, error: { code: 'net/timeout', detail: { host: 'example.com' } } } as const;
    const { change } = await writer.run(commandId(), { type: 'noteRefresh', collectionId: id, state });
    expect(change.collections).toBe(true);
    expect(await counts(writer)).toEqual(before);
    expect((await createRowStore(writer.db).refreshStates()).get(id)).toEqual(state);
  });
});

describe('two texts of an item', () => {
  const text = (stamp: string, title: string) => `BEGIN:VEVENT\r\nUID:a\r\n${stamp}SUMMARY:${title}\r\nEND:VEVENT\r\n`;
  it('say the same when only DTSTAMP differs', () => {
    expect(saysTheSame(text('DTSTAMP:1\r\n', 'A'), text('DTSTAMP:2\r\n', 'A'))).toBe(true);
    expect(saysTheSame(text('DTSTAMP;X=1:\r\n 20\r\n', 'A'), text('', 'A'))).toBe(true);
    expect(saysTheSame(text('DTSTAMP:1\r\n', 'A'), text('DTSTAMP:1\r\n', 'B'))).toBe(false);
  });
});

describe('[RO1] a read-only calendar', () => {
  it('is not written to by any command of a person', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    await refresh(writer, id, calendar({ a: 'A' }));
    const own = { kind: 'calendar', name: 'Own', hue: 1 } as const;
    const { collection } = await writer.run(commandId(), { type: 'createCollection', collection: own });
    const other = collection?.id ?? '';
    const { uid = '' } = await writer.run(commandId(), {
      type: 'createEvent',
      collectionId: other,
      fields: eventFields({ title: 'Mine' }),
    });
    const ref = { collectionId: id, uid: 'a' };
    const fields = eventFields({ title: 'Mine now' });
    const before = await counts(writer);
    for (const command of [
      { type: 'createEvent', collectionId: id, fields },
      { type: 'updateEvent', ref, fields, scope: 'all' },
      { type: 'updateEvent', ref, fields, scope: 'all', collectionId: other },
      { type: 'updateEvent', ref: { collectionId: other, uid }, fields, scope: 'all', collectionId: id },
      { type: 'removeEvent', ref, scope: 'all' },
      { type: 'writeItems', writes: [{ collectionId: id, uid: 'x', text: 'BEGIN:VEVENT', edits: {} }] },
      { type: 'restore', collectionId: id, time: 0 },
    ] as const)
      await expect(writer.run(commandId(), command)).rejects.toMatchObject({ code: 'store/read-only' });
    expect(await counts(writer)).toEqual(before);
    expect(await titles(writer)).toEqual(['A', 'Mine']);
  });

  it('takes no import but its own refresh', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    const store = createRowStore(writer.db);
    const record = (await store.collections()).find((each) => each.id === id)!;
    const read = await readFile(new Blob([calendar({ a: 'A' })]), 'a.ics', async () => {});
    const { refresh: _, ...batch } = refreshBatch(read, record, [], 'other')!;
    await expect(writer.run('other', { type: 'import', batch })).rejects.toMatchObject({ code: 'store/read-only' });
  });

  it('gets another name and colour, which can be taken back', async () => {
    const writer = testWriter();
    const id = await subscribed(writer);
    const changes = [{ id, change: { name: 'Chess', alarms: [10], visible: false } }] as const;
    const { inverse } = await writer.run(commandId(), { type: 'updateCollections', changes });
    expect(await writer.db.collections.get(id)).toMatchObject({ name: 'Chess', alarms: '10', visible: false });
    await writer.run(commandId(), inverse!);
    expect(await writer.db.collections.get(id)).toMatchObject({ name: 'Club', visible: true });
    expect((await writer.db.collections.get(id))?.alarms).toBeUndefined();
  });
});
