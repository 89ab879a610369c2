import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrencesOf, projectCalendarItem } from '../../../src/domain/calendar/rows.js';
import { metaDocId, shardDocId, shardOf } from '../../../src/domain/collections/document-id.js';
import { applyEdits } from '../../../src/domain/items/apply-edits.js';
import { parseComponents, propertyValue } from '../../../src/domain/items/component.js';
import type { EpochMs } from '../../../src/domain/time/types.js';
import { parseCalendar } from '../../../src/formats/ics/parse.js';
import { isCounted, itemAt } from '../../../src/store/shard-items.js';
import { eventFields } from '../../support/fields.js';
import { sendAll } from '../../support/send-all.js';
import { commandId, projections, type TestWriter, testWriter, textOfRows } from '../../support/writer.js';

async function twoDevices(): Promise<{ a: TestWriter; b: TestWriter; collectionId: string; uids: string[] }> {
  const [a, b] = [testWriter(), testWriter()];
  const calendar = { kind: 'calendar', name: 'Shared', hue: 140 } as const;
  const { collection } = await a.run(commandId(), { type: 'createCollection', collection: calendar });
  const collectionId = collection?.id ?? '';
  const uids: string[] = [];
  for (const title of ['One', 'Two']) {
    const fields = eventFields({ title, rrule: 'FREQ=DAILY;COUNT=9' });
    uids.push((await a.run(commandId(), { type: 'createEvent', collectionId, fields })).uid ?? '');
  }
  await sendAll(a, b);
  return { a, b, collectionId, uids };
}

const edit = fc.record({
  device: fc.constantFrom('a', 'b'),
  item: fc.nat(1),
  kind: fc.constantFrom(
    ...['title', 'place', 'move', 'cancel one', 'move one', 'name one', 'remove', 'rename collection'],
    ...['rule', 'move following', 'name following', 'remove following', 'copy following'],
  ),
  value: fc.nat(5),
});

async function carryOut(
  writer: TestWriter,
  collectionId: string,
  uid: string,
  { kind, value }: { readonly kind: string; readonly value: number },
): Promise<void> {
  const day = 18 + value;
  const one = { collectionId, uid, recurrenceId: `202611${day}T120000` };
  const whole = { collectionId, uid };
  const times = (shift: number) => {
    const fields = eventFields();
    const start = (fields.start + shift * 3_600_000) as typeof fields.start;
    return { start, end: (start + 7_200_000) as typeof fields.end, allDay: false, timeZone: 'Europe/Vienna' };
  };
  const fields = eventFields({ rrule: 'FREQ=DAILY;COUNT=9' });
  const commands = {
    title: { type: 'updateEvent', ref: whole, fields: { ...fields, title: `Title ${value}` }, scope: 'all' },
    place: { type: 'updateEvent', ref: whole, fields: { ...fields, location: `Place ${value}` }, scope: 'all' },
    move: { type: 'moveEvent', ref: whole, times: times(value), scope: 'all' },
    'cancel one': { type: 'removeEvent', ref: one, scope: 'this' },
    'move one': { type: 'moveEvent', ref: one, times: times(24 * value + 1), scope: 'this' },
    remove: { type: 'removeEvent', ref: whole, scope: 'all' },
    'name one': {
      type: 'updateEvent',
      ref: one,
      fields: { ...fields, title: `One ${value}` },
      before: fields,
      scope: 'this',
    },
    rule: {
      type: 'updateEvent',
      ref: whole,
      fields: { ...fields, rrule: `FREQ=DAILY;COUNT=${value + 3}` },
      before: fields,
      scope: 'all',
    },
    'move following': { type: 'moveEvent', ref: one, times: times(24 * value + 2), scope: 'following' },
    'name following': {
      type: 'updateEvent',
      ref: one,
      fields: { ...fields, title: `From ${value}` },
      before: fields,
      scope: 'following',
    },
    'remove following': { type: 'removeEvent', ref: one, scope: 'following' },
    'copy following': { type: 'copyEvent', ref: one, times: times(24 * value + 3), scope: 'following' },
    'rename collection': { type: 'updateCollection', id: collectionId, change: { name: `Name ${value}` } },
  } as const;
  await writer.run(commandId(), commands[kind as keyof typeof commands]).catch((error: { code?: string }) => {
    // Its occurrence or the whole item was taken away before: nothing to edit.
    if (error.code !== 'store/not-found') throw error;
  });
}

interface Act {
  readonly kind: string;
  readonly value: number;
}

/** Every live item as it is with its edits. */
async function values(writer: TestWriter): Promise<string[]> {
  const records = await writer.db.texts.toArray();
  const items = records.flatMap((record) => record.uids.map((_uid, index) => itemAt(record, index)));
  return items.filter(isCounted).map((item) => applyEdits(item.text, item.edits));
}

/** Day and time of November, and title. */
function occurrences(texts: readonly string[]): string[] {
  const window = { from: Date.UTC(2026, 0, 1) as EpochMs, to: Date.UTC(2028, 0, 1) as EpochMs };
  return texts
    .flatMap((text, n) => occurrencesOf(projectCalendarItem({ uid: `${n}`, text }), window, 'Europe/Vienna', 'c'))
    .map(({ local, title }) => `${local.slice(6)} ${title}`)
    .sort();
}

function expectValid(text: string): void {
  const components = parseComponents(text);
  expect(new Set(components.map((one) => propertyValue(one, 'UID'))).size).toBe(1);
  const rids = components.map((one) => propertyValue(one, 'RECURRENCE-ID') ?? '');
  expect(new Set(rids).size).toBe(rids.length);
  for (const one of components) expect(one.parts.filter(({ name }) => name === 'DTSTART')).toHaveLength(1);
  const { problems } = parseCalendar(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${text}END:VCALENDAR\r\n`);
  expect(problems).toEqual([]);
}

describe('two devices that exchange their changes', () => {
  it('see the same, in whatever order and however often changes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const { a, b, collectionId, uids } = await twoDevices();
        for (const each of edits) {
          const writer = each.device === 'a' ? a : b;
          writer.time += 1000;
          await carryOut(writer, collectionId, uids[each.item] ?? '', each);
        }
        await sendAll(b, a);
        await sendAll(a, b);
        await sendAll(b, a);
        const [seenByA, seenByB] = [await projections(a.db), await projections(b.db)];
        expect(seenByA).toEqual(seenByB);
        await a.run(commandId(), { type: 'rebuild' });
        expect(await projections(a.db)).toEqual(seenByA);
        for (const text of await values(a)) expectValid(text);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  /** Of the first series, as both devices see it after they exchanged what they did apart. */
  async function together(first: Act, second: Act, backwards = false) {
    const { a, b, collectionId, uids } = await twoDevices();
    const uid = uids[0] ?? '';
    await carryOut(a, collectionId, uid, first);
    await carryOut(b, collectionId, uid, second);
    await sendAll(a, b, { backwards });
    await sendAll(b, a, { backwards });
    const [own, other] = [await values(a), await values(b)];
    expect(own.toSorted()).toEqual(other.toSorted());
    return occurrences(own.filter((text) => !text.includes('SUMMARY:Two')));
  }

  it.each([
    ['its first name', 'name one', '21T150000 One 3'],
    ['its first move', 'move one', '21T130000 One'],
  ])(
    'one moves a series, the other gives an occurrence %s: it is that occurrence still',
    async (_what, kind, expected) => {
      const seen = await together({ kind: 'move', value: 3 }, { kind, value: 3 });
      expect(seen).toHaveLength(9);
      expect(seen.filter((one) => one.startsWith('21'))).toEqual([expected]);
    },
  );

  it('one moves a series, the other takes an occurrence away: it stays away', async () => {
    const seen = await together({ kind: 'move', value: 2 }, { kind: 'cancel one', value: 3 });
    expect(seen).toHaveLength(8);
    expect(seen.some((one) => one.startsWith('21'))).toBe(false);
  });

  it.each([false, true])(
    'one divides a series, the other changes an occurrence after that: it is not there twice (documents backwards: %s)',
    async (backwards) => {
      const seen = await together({ kind: 'name following', value: 2 }, { kind: 'name one', value: 4 }, backwards);
      expect(seen.map((one) => one.slice(0, 9))).toEqual([...new Set(seen.map((one) => one.slice(0, 9)))]);
      expect(seen).toHaveLength(9);
      expect(seen.some((one) => one.endsWith('One 4'))).toBe(true);
    },
  );

  it('lose no edit of different properties', async () => {
    const { a, b, collectionId, uids } = await twoDevices();
    const uid = uids[0] ?? '';
    await carryOut(a, collectionId, uid, { kind: 'title', value: 1 });
    await carryOut(b, collectionId, uid, { kind: 'cancel one', value: 2 });
    await carryOut(b, collectionId, uids[1] ?? '', { kind: 'remove', value: 0 });
    await sendAll(a, b);
    await sendAll(b, a);
    const series = await textOfRows(a.db.series);
    expect(series).toContain('Title 1');
    expect(series).toContain('exdates');
    expect(series).not.toContain('Two');
    expect((await a.db.collections.get(collectionId))?.itemCount).toBe(1);
  });

  it('wait for a change whose predecessor is missing', async () => {
    const { a, b, collectionId, uids } = await twoDevices();
    const uid = uids[0] ?? '';
    await carryOut(a, collectionId, uid, { kind: 'title', value: 1 });
    await carryOut(a, collectionId, uid, { kind: 'title', value: 2 });
    const docId = shardDocId(collectionId, shardOf(uid, 64));
    const chunks = await a.db.chunks.where('[docId+seq]').between([docId, 0], [docId, 99]).toArray();
    const changes = chunks.slice(-2).flatMap((chunk) => (chunk.kind === 'change' && chunk.data ? [chunk.data] : []));
    const [first = new Uint8Array(), second = new Uint8Array()] = changes;
    await b.applyRemote(docId, [second]);
    expect(await textOfRows(b.db.series)).toContain('One');
    await b.applyRemote(docId, [first]);
    expect(await textOfRows(b.db.series)).toContain('Title 2');
  });

  it('refuse bytes that are no change, and go on', async () => {
    const { a, b, collectionId } = await twoDevices();
    const before = await projections(b.db);
    const docId = metaDocId(collectionId);
    await expect(b.applyRemote(docId, [new Uint8Array([1, 2, 3])])).rejects.toMatchObject({ code: 'store/failed' });
    expect(await projections(b.db)).toEqual(before);
    await carryOut(a, collectionId, '', { kind: 'rename collection', value: 3 });
    await sendAll(a, b);
    expect((await b.db.collections.get(collectionId))?.name).toBe('Name 3');
  });
});
