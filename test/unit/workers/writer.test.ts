import { describe, expect, it } from 'vitest';
import { noExtras } from '../../../src/domain/calendar/calendar-extras.js';
import type { EventFields } from '../../../src/domain/calendar/event-fields.js';
import { readEventFields } from '../../../src/domain/calendar/read-event-fields.js';
import { shardDocId, shardOf } from '../../../src/domain/collections/document-id.js';
import { applyEdits } from '../../../src/domain/items/apply-edits.js';
import type { ImportBatch } from '../../../src/store/import-batch.js';
import { unpackRows } from '../../../src/store/packed-rows.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { differencesSince, itemsAt } from '../../../src/workers/writer/history.js';
import { requireItem } from '../../../src/workers/writer/write-documents.js';
import { contactFields, eventFields } from '../../support/fields.js';
import { commandId, projections, type TestWriter, testWriter, textOfRows } from '../../support/writer.js';

const calendar = { kind: 'calendar', name: 'Work', hue: 140 } as const;

async function withCalendar(writer: TestWriter): Promise<string> {
  const { collection } = await writer.run(commandId(), { type: 'createCollection', collection: calendar });
  return collection?.id ?? '';
}

async function addEvent(writer: TestWriter, collectionId: string, fields: Partial<EventFields> = {}): Promise<string> {
  const command = { type: 'createEvent', collectionId, fields: eventFields(fields) } as const;
  return (await writer.run(commandId(), command)).uid ?? '';
}

async function titles(writer: TestWriter): Promise<string[]> {
  const records = [...(await writer.db.events.toArray()), ...(await writer.db.series.toArray())];
  return records
    .flatMap((record) => unpackRows<{ uid: string; title: string }>(record).map(({ title }) => title))
    .sort();
}

const text = (uid: string, title: string) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261118T120000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`;

function batchOf(collectionId: string, items: Readonly<Record<string, string>>, importId: string): ImportBatch {
  const read = Object.entries(items).map(([uid, title]) => ({ uid, text: text(uid, title), kind: 'event' }) as const);
  const file = {
    kind: 'calendar',
    name: '',
    items: read,
    extras: noExtras,
    method: undefined,
    problems: [],
    problemCount: 0,
  } as const;
  return makeBatch(file, { collectionId, shards: 64, duplicates: 'replace' }, importId);
}

describe('a command', () => {
  it('is durable: another writer over the same database goes on from it', async () => {
    const first = testWriter();
    const id = await withCalendar(first);
    const uid = await addEvent(first, id, { title: 'Lunch' });
    const second = testWriter({ name: first.db.name });
    const ref = { collectionId: id, uid };
    await second.run(commandId(), { type: 'updateEvent', ref, fields: eventFields({ title: 'Dinner' }), scope: 'all' });
    expect(await titles(second)).toEqual(['Dinner']);
  });

  it('is carried out once, also when it is sent again to another writer', async () => {
    const first = testWriter();
    const id = await withCalendar(first);
    const command = { type: 'createEvent', collectionId: id, fields: eventFields() } as const;
    const answer = await first.run('the-same', command);
    const again = await testWriter({ name: first.db.name }).run('the-same', command);
    expect(again.uid).toBe(answer.uid);
    expect(await titles(first)).toHaveLength(1);
  });

  it('survives a second writer behind its back', async () => {
    const first = testWriter();
    const id = await withCalendar(first);
    const uid = await addEvent(first, id);
    const second = testWriter({ name: first.db.name });
    const ref = { collectionId: id, uid };
    const update = (location: string) => ({ ...eventFields(), location });
    await second.run(commandId(), { type: 'updateEvent', ref, fields: update('Inn'), scope: 'all' });
    await first.run(commandId(), { type: 'updateEvent', ref, fields: update('Bar'), scope: 'all' });
    const seqs = (await first.db.chunks
      .where('[docId+seq]')
      .between([`${id}/`, 0], [`${id}0`, 0])
      .primaryKeys()) as unknown;
    expect(seqs).toHaveLength(4);
    expect(await textOfRows(first.db.events)).toContain('Bar');
  });

  it('keeps what was changed elsewhere while a form was open', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const before = eventFields({ location: 'Inn', description: '' });
    const { uid = '' } = await writer.run(commandId(), { type: 'createEvent', collectionId: id, fields: before });
    const save = (change: Partial<EventFields>) =>
      writer.run(commandId(), {
        type: 'updateEvent',
        ref: { collectionId: id, uid },
        fields: { ...before, ...change },
        before,
        scope: 'all',
      });
    await save({ location: 'Bar' });
    await save({ description: 'Bring paper.' });
    const item = await requireItem(writer.db, id, uid);
    const stored = readEventFields(applyEdits(item.text, item.edits));
    expect(stored).toEqual({ ...before, location: 'Bar', description: 'Bring paper.' });
  });

  it('leaves nothing behind when it fails', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    await addEvent(writer, id, { title: 'Kept' });
    const before = [await projections(writer.db), await writer.db.chunks.count(), await writer.db.outbox.count()];
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    writer.db.events.hook('creating', full);
    writer.db.events.hook('updating', full);
    await expect(addEvent(writer, id, { title: 'Lost' })).rejects.toMatchObject({ code: 'store/quota' });
    const importing = { type: 'import', batch: batchOf(id, { a: 'A', b: 'B' }, 'i') } as const;
    await expect(writer.run(commandId(), importing)).rejects.toMatchObject({ code: 'store/quota' });
    writer.db.events.hook('creating').unsubscribe(full);
    writer.db.events.hook('updating').unsubscribe(full);
    expect([await projections(writer.db), await writer.db.chunks.count(), await writer.db.outbox.count()]).toEqual(
      before,
    );
    await addEvent(writer, id, { title: 'Found' });
    expect(await titles(writer)).toEqual(['Found', 'Kept']);
  });

  it('on something that is gone says so', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const remove = { type: 'removeEvent', ref: { collectionId: id, uid: 'none' }, scope: 'all' } as const;
    await expect(writer.run(commandId(), remove)).rejects.toMatchObject({ code: 'store/not-found' });
    const create = { type: 'createEvent', collectionId: 'none', fields: eventFields() } as const;
    await expect(writer.run(commandId(), create)).rejects.toMatchObject({ code: 'store/not-found' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('copes with an item called %s', async (uid) => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    await writer.run(commandId(), { type: 'import', batch: batchOf(id, Object.fromEntries([[uid, 'Odd']]), 'i') });
    await writer.run(commandId(), {
      type: 'updateEvent',
      ref: { collectionId: id, uid },
      fields: eventFields({ title: 'Even' }),
      scope: 'all',
    });
    expect(await titles(writer)).toEqual(['Even']);
  });
});

describe('undo', () => {
  it('brings back what a command changed, and only that', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const ref = { collectionId: id, uid: await addEvent(writer, id) };
    const change = (fields: Partial<EventFields>) =>
      writer.run(commandId(), { type: 'updateEvent', ref, fields: eventFields(fields), scope: 'all' });
    const renamed = await change({ title: 'Dinner' });
    await change({ title: 'Dinner', location: 'Inn' });
    await writer.run(commandId(), renamed.inverse ?? { type: 'rebuild' });
    const rows = await textOfRows(writer.db.events);
    expect(rows).toContain('Lunch');
    expect(rows).toContain('Inn');
  });

  it('of a removal, of a new item and of a move to another collection', async () => {
    const writer = testWriter();
    const [a, b] = [await withCalendar(writer), await withCalendar(writer)];
    const ref = { collectionId: a, uid: await addEvent(writer, a) };
    const counts = async () => (await writer.db.collections.bulkGet([a, b])).map((record) => record?.itemCount);
    const removed = await writer.run(commandId(), { type: 'removeEvent', ref, scope: 'all' });
    expect(await counts()).toEqual([0, 0]);
    await writer.run(commandId(), removed.inverse ?? { type: 'rebuild' });
    expect(await counts()).toEqual([1, 0]);
    const fields = eventFields({ title: 'There' });
    const moved = await writer.run(commandId(), { type: 'updateEvent', ref, fields, scope: 'all', collectionId: b });
    expect([await counts(), await titles(writer)]).toEqual([[0, 1], ['There']]);
    await writer.run(commandId(), moved.inverse ?? { type: 'rebuild' });
    expect([await counts(), await titles(writer)]).toEqual([[1, 0], ['Lunch']]);
  });

  it('of an import into a collection with edits of its own', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    await writer.run(commandId(), { type: 'import', batch: batchOf(id, { a: 'A', b: 'B' }, 'first') });
    const ref = { collectionId: id, uid: 'a' };
    await writer.run(commandId(), { type: 'updateEvent', ref, fields: eventFields({ title: 'Edited' }), scope: 'all' });
    const before = await projections(writer.db);
    const done = await writer.run(commandId(), { type: 'import', batch: batchOf(id, { a: 'New', c: 'C' }, 'second') });
    expect(await titles(writer)).toEqual(['B', 'C', 'New']);
    await writer.run(commandId(), done.inverse ?? { type: 'rebuild' });
    expect(await titles(writer)).toEqual(['B', 'Edited']);
    expect((await projections(writer.db)).events).toEqual(before.events);
  });
});

describe('rows', () => {
  it('dropped and rebuilt are the same', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const other = await withCalendar(writer);
    for (let index = 0; index < 12; index += 1) await addEvent(writer, id, { title: `Event ${index}` });
    const uid = await addEvent(writer, id, { title: 'Series', rrule: 'FREQ=DAILY;COUNT=5' });
    const ref = { collectionId: id, uid, recurrenceId: '20261119T120000' };
    await writer.run(commandId(), { type: 'removeEvent', ref, scope: 'this' });
    const book = { kind: 'addressbook', name: 'Friends', hue: 3 } as const;
    const { collection } = await writer.run(commandId(), { type: 'createCollection', collection: book });
    const contact = { type: 'createContact', collectionId: collection?.id ?? '', fields: contactFields() } as const;
    const { uid: gone = '' } = await writer.run(commandId(), contact);
    await writer.run(commandId(), contact);
    const refs = [{ collectionId: contact.collectionId, uid: gone }];
    await writer.run(commandId(), { type: 'removeContacts', refs });
    await writer.run(commandId(), { type: 'updateSettings', change: { theme: 'dark', firstDay: 7 } });
    await writer.run(commandId(), { type: 'import', batch: batchOf(other, { a: 'A', b: 'B' }, 'i') });
    await writer.run(commandId(), { type: 'deleteCollection', id: other, deleted: true });
    while (await writer.settle());
    const before = await projections(writer.db);
    await writer.run(commandId(), { type: 'rebuild' });
    expect(await projections(writer.db)).toEqual(before);
    await writer.db.events.clear();
    await writer.db.texts.clear();
    await writer.db.collections.clear();
    await writer.run(commandId(), { type: 'rebuild' });
    expect(await projections(writer.db)).toEqual(before);
  });
});

describe('an import', () => {
  it('gets its form in one look at all of its chunks, however many documents it has', async () => {
    const writer = testWriter();
    const items = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`uid-${index}`, `Event ${index}`]));
    const create = { ...calendar, shards: 64 };
    await writer.run(commandId(), { type: 'import', batch: batchOf('new-calendar', items, 'i'), create });
    const { pendingDocIds } = writer.context.store;
    let looks = 0;
    Object.assign(writer.context.store, {
      pendingDocIds: () => {
        looks += 1;
        return pendingDocIds();
      },
    });
    let turns = 0;
    while (await writer.settle()) turns += 1;
    expect(turns).toBeGreaterThan(10);
    expect(looks).toBe(2); // the second finds nothing
    expect((await writer.db.chunks.toArray()).filter(({ kind }) => kind === 'pending')).toEqual([]);
  });

  it('needs no Automerge until an item of its shard is opened, then gets its form once', async () => {
    const writer = testWriter({ early: true });
    const id = 'new-calendar';
    const items = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`uid-${index}`, `Event ${index}`]));
    const create = { ...calendar, shards: 64 };
    await writer.run(commandId(), { type: 'import', batch: batchOf(id, items, 'i'), create });
    expect(writer.loads).toBe(0);
    expect(await titles(writer)).toHaveLength(200);
    const pending = async () => (await writer.db.chunks.toArray()).filter(({ kind }) => kind === 'pending').length;
    const before = await pending();
    const ref = { collectionId: id, uid: 'uid-7' };
    await writer.context.pool.prepare();
    await writer.run(commandId(), { type: 'updateEvent', ref, fields: eventFields({ title: 'Edited' }), scope: 'all' });
    expect(await pending()).toBe(before - 1);
    while (await writer.settle());
    expect(await pending()).toBe(0);
    const rows = await projections(writer.db);
    await writer.run(commandId(), { type: 'rebuild' });
    expect(await projections(writer.db)).toEqual(rows);
  });

  it('gets the same encoding whoever makes it', async () => {
    const encode = async (settleFirst: boolean) => {
      const writer = testWriter();
      await writer.run(commandId(), {
        type: 'import',
        batch: batchOf('c', { a: 'A' }, 'i'),
        create: { ...calendar, shards: 64 },
      });
      const docId = shardDocId('c', shardOf('a', 64));
      const chunk = await writer.db.chunks.get([docId, 1]);
      if (chunk?.kind === 'pending') await writer.db.chunks.put({ ...chunk, actor: 'ab'.repeat(16) });
      if (settleFirst) await writer.settle();
      else await writer.run(commandId(), { type: 'removeEvent', ref: { collectionId: 'c', uid: 'a' }, scope: 'all' });
      const made = await writer.db.chunks.get([docId, 1]);
      return made?.kind === 'change' ? [...(made.data ?? [])] : [];
    };
    const [one, two] = [await encode(true), await encode(false)];
    expect(one.length).toBeGreaterThan(50);
    expect(one).toEqual(two);
  });
});

describe('a change made before Automerge is there', () => {
  it('is durable without it, and is the same change once it has its form', async () => {
    const writer = testWriter({ early: true });
    const id = await withCalendar(writer);
    const uid = await addEvent(writer, id, { title: 'Lunch' });
    const ref = { collectionId: id, uid };
    await writer.run(commandId(), { type: 'updateEvent', ref, fields: eventFields({ title: 'Dinner' }), scope: 'all' });
    await writer.run(commandId(), { type: 'updateSettings', change: { theme: 'dark' } });
    expect(writer.loads).toBe(0);
    const next = testWriter({ name: writer.db.name, early: true });
    expect(await titles(next)).toEqual(['Dinner']);
    const before = await projections(next.db);
    while (await next.settle());
    expect((await next.db.chunks.toArray()).filter(({ kind }) => kind === 'pending')).toEqual([]);
    await next.run(commandId(), { type: 'rebuild' });
    expect(await projections(next.db)).toEqual(before);
  });

  it('can be taken back, before and after', async () => {
    const writer = testWriter({ early: true });
    const id = await withCalendar(writer);
    const ref = { collectionId: id, uid: await addEvent(writer, id, { title: 'Lunch' }) };
    const { inverse } = await writer.run(commandId(), { type: 'removeEvent', ref, scope: 'all' });
    expect(await titles(writer)).toEqual([]);
    await writer.run(commandId(), inverse as Command);
    expect(await titles(writer)).toEqual(['Lunch']);
    const again = await writer.run(commandId(), { type: 'removeEvent', ref, scope: 'all' });
    await writer.settle();
    await writer.run(commandId(), again.inverse as Command);
    expect(await titles(writer)).toEqual(['Lunch']);
  });

  it('is made by an actor of this device', async () => {
    const writer = testWriter({ early: true });
    await addEvent(writer, await withCalendar(writer), { title: 'Lunch' });
    const device = await writer.context.actors.device();
    const chunks = await writer.db.chunks.toArray();
    const actors = chunks.map((chunk) => (chunk.kind === 'pending' ? chunk.actor : ''));
    expect(actors.every((actor) => actor.startsWith(device))).toBe(true);
    expect(new Set(actors).size).toBe(actors.length);
  });
});

describe('a command that is sent again', () => {
  it('long after it was carried out is known, and not carried out', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const command = { type: 'createEvent', collectionId: id, fields: eventFields({ title: 'Once' }) } as const;
    await writer.run('sent-twice', command);
    writer.time += 20 * 86_400_000;
    await writer.settle();
    await writer.run('sent-twice', command);
    expect(await titles(writer)).toEqual(['Once']);
  });
});

describe('first run', () => {
  it('makes its collections once, however often it is asked', async () => {
    const writer = testWriter({ early: true });
    const collections = [calendar, { kind: 'addressbook', name: 'People', hue: 3 } as const];
    const command = { type: 'firstRun', collections } as const;
    await Promise.all([writer.run(commandId(), command), writer.run(commandId(), command)]);
    await testWriter({ name: writer.db.name }).run(commandId(), command);
    expect((await createRowStore(writer.db).collections()).map(({ name }) => name).sort()).toEqual(['People', 'Work']);
    expect(writer.loads).toBe(0);
  });
});

describe('a document with many changes', () => {
  it('gets a snapshot when it is opened, and loses neither its history nor what a relay still has to get', async () => {
    const first = testWriter();
    const id = await withCalendar(first);
    const ref = { collectionId: id, uid: await addEvent(first, id, { title: 'Start' }) };
    const then = first.time;
    for (let index = 0; index < 110; index += 1) {
      first.time += 1000;
      const fields = eventFields({ title: `Title ${index}` });
      await first.run(commandId(), { type: 'updateEvent', ref, fields, scope: 'all' });
    }
    const docId = shardDocId(id, shardOf(ref.uid, 64));
    const sent = await first.db.outbox.where('[docId+seq]').between([docId, 0], [docId, 50]).primaryKeys();
    await first.db.outbox.bulkDelete(sent);

    const second = testWriter({ name: first.db.name });
    second.time = first.time + 1000;
    const last = eventFields({ title: 'End' });
    await second.run(commandId(), { type: 'updateEvent', ref, fields: last, scope: 'all' });
    const chunks = await second.db.chunks.where('[docId+seq]').between([docId, 0], [docId, 999]).toArray();
    expect(chunks.map(({ kind }) => kind).slice(-3)).toEqual(['change', 'snapshot', 'change']);
    const withoutData = chunks.filter((chunk) => chunk.kind === 'change' && chunk.data === undefined);
    expect(withoutData).toHaveLength(sent.length);
    const [item] = await itemsAt(testWriter({ name: first.db.name }).context, id, then);
    expect(item && [item.uid, item.text.includes('SUMMARY:Start'), Object.keys(item.edits)]).toEqual([
      ref.uid,
      true,
      [],
    ]);
    await second.run(commandId(), { type: 'rebuild' });
    expect(await titles(second)).toEqual(['End']);
  });
});

describe('time travel', () => {
  it('shows a collection as it was, what differs, and restores it as a new change', async () => {
    const writer = testWriter();
    const id = await withCalendar(writer);
    const kept = await addEvent(writer, id, { title: 'Kept' });
    const changed = await addEvent(writer, id, { title: 'Old' });
    const removed = await addEvent(writer, id, { title: 'Removed' });
    const then = writer.time;
    const rowsThen = await titles(writer);
    writer.time += 60_000;
    const ref = (uid: string) => ({ collectionId: id, uid });
    const update = {
      type: 'updateEvent',
      ref: ref(changed),
      fields: eventFields({ title: 'New' }),
      scope: 'all',
    } as const;
    await writer.run(commandId(), update);
    await writer.run(commandId(), { type: 'removeEvent', ref: ref(removed), scope: 'all' });
    const added = await addEvent(writer, id, { title: 'Added' });

    const items = await itemsAt(writer.context, id, then);
    expect(items.map(({ uid }) => uid)).toEqual([kept, changed, removed].sort());
    const differences = await differencesSince(writer.context, id, then);
    expect(differences.map(({ uid, before, now }) => [uid, before !== undefined, now !== undefined])).toEqual(
      [
        [changed, true, true],
        [removed, true, false],
        [added, false, true],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );

    writer.time += 60_000;
    const restored = await writer.run(commandId(), { type: 'restore', collectionId: id, time: then });
    expect(await titles(writer)).toEqual(rowsThen);
    await writer.run(commandId(), restored.inverse ?? { type: 'rebuild' });
    expect(await titles(writer)).toEqual(['Added', 'Kept', 'New']);
    await writer.run(commandId(), { type: 'restore', collectionId: id, time: then, uids: [removed] });
    expect(await titles(writer)).toEqual(['Added', 'Kept', 'New', 'Removed']);
  });
});
