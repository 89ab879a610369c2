import { describe, expect, it } from 'vitest';
import { isCounted } from '../../../src/store/shard-items.js';
import type { RejectedRecord } from '../../../src/store/sync-records.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { createItemReader } from '../../../src/workers/writer/item-reader.js';
import { titles } from '../../support/sync/on-devices.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const run = (writer: TestWriter, command: Command) => writer.run(commandId(), command);

const vevent = (uid: string, title: string) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T080000Z',
    'DTSTART:20261118T110000Z',
    'DTEND:20261118T120000Z',
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const rejected = (id: string, uid: string, text: string, time: number): RejectedRecord => ({
  id,
  collectionId: 'team',
  uid,
  keys: [],
  text,
  time,
  reason: 'role',
});

async function begin(records: readonly RejectedRecord[]) {
  const writer = testWriter();
  const made = await run(writer, { type: 'createCollection', collection: { kind: 'calendar', name: 'Mine', hue: 1 } });
  const home = made.collection!.id;
  await writer.db.rejected.bulkPut([...records]);
  /** Of this name in the own calendar, when it counts. */
  const has = async (uid: string) => isCounted(await createItemReader(writer.db).read(home, uid));
  const waiting = async () => (await writer.db.rejected.toArray()).map(({ id }) => id).sort();
  return { writer, home, has, waiting };
}

describe('edits that could not be saved', () => {
  it('[SH5] are kept as copies, each item once as it was last to be, and all of that is taken back', async () => {
    const { writer, home, has, waiting } = await begin([
      rejected('r1', 'a', vevent('a', 'Lunch'), 1),
      rejected('r2', 'a', vevent('a', 'Late lunch'), 2),
      rejected('r3', 'b', vevent('b', 'Walk'), 3),
      rejected('r4', 'c', '', 4), // was deleted: nothing to keep
    ]);
    const { inverse } = await run(writer, { type: 'keepRejected', ids: ['r1', 'r2', 'r3', 'r4'], collectionId: home });
    expect(await titles({ writer })).toEqual(['Late lunch', 'Walk']);
    expect(await waiting()).toEqual([]);
    await run(writer, inverse!);
    expect([await has('a'), await has('b')]).toEqual([false, false]);
    expect(await waiting()).toEqual(['r1', 'r2', 'r3', 'r4']);
  });

  it('[SH5] take nothing from an item of the same name that is there: the copy gets a name of its own', async () => {
    const { writer, home } = await begin([rejected('r1', 'a', vevent('a', 'Lunch with changes'), 1)]);
    const write = { collectionId: home, uid: 'a', text: vevent('a', 'Lunch'), edits: {} };
    await run(writer, { type: 'writeItems', writes: [write] });
    await run(writer, { type: 'keepRejected', ids: ['r1'], collectionId: home });
    expect(await titles({ writer })).toEqual(['Lunch', 'Lunch with changes']);
  });

  it('are discarded, and come back when that is taken back', async () => {
    const { writer, has, waiting } = await begin([rejected('r1', 'a', vevent('a', 'Lunch'), 1)]);
    const { inverse } = await run(writer, { type: 'dropRejected', ids: ['r1'] });
    expect(await waiting()).toEqual([]);
    await run(writer, inverse!);
    expect(await waiting()).toEqual(['r1']);
    expect(await has('a')).toBe(false);
  });
});
