import { describe, expect, it } from 'vitest';
import { metaDocId, SETTINGS_ID } from '../../../src/domain/collections/document-id.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

const run = (writer: TestWriter, command: Command) => writer.run(commandId(), command);

async function withCalendar() {
  const writer = testWriter();
  const made = await run(writer, {
    type: 'createCollection',
    collection: { kind: 'calendar', name: 'Work', hue: 265 },
  });
  const id = made.collection?.id ?? '';
  return { writer, id, record: () => writer.db.collections.get(id) };
}

const change = (id: string, values: object): Command => ({ type: 'updateCollection', id, change: values });

describe('what of a calendar is the person’s own', () => {
  it('[SH4] is written into the settings, not into the calendar that others have, too', async () => {
    const { writer, id, record } = await withCalendar();
    await run(writer, change(id, { name: 'Team', hue: 150, visible: false, order: 7, alarms: [10] }));
    expect(await record()).toMatchObject({ name: 'Team', hue: 150, visible: false, order: 7, alarms: '10' });
    const shared = (await writer.context.pool.open(metaDocId(id))).document.read();
    expect(shared.get('name')).toBe('Team');
    expect(shared.get('hue')).toBe('265');
    expect(shared.get('visible')).toBe('1');
    const own = (await writer.context.pool.open(metaDocId(SETTINGS_ID))).document.read();
    expect(own.get(`collection/${id}/hue`)).toBe('"150"');
  });

  it('can be taken back, alone and together', async () => {
    const { writer, id, record } = await withCalendar();
    const before = await record();
    const done = await run(writer, {
      type: 'updateCollections',
      changes: [{ id, change: { hue: 20, name: 'Other', alarms: [5] } }],
    });
    await run(writer, done.inverse as Command);
    const { own: _, given: __, ...after } = (await record())!;
    expect(after).toEqual(before);
  });

  it('[SH4] holds when others change the calendar’s own values, and falls back to those', async () => {
    const { writer, id, record } = await withCalendar();
    await run(writer, change(id, { hue: 20 }));
    const other = (keys: readonly (readonly [string, string])[]): Command => ({
      type: 'writeProperties',
      collections: [{ id, keys }],
    });
    await run(
      writer,
      other([
        ['hue', '99'],
        ['order', '4'],
      ]),
    );
    expect(await record()).toMatchObject({ hue: 20, order: 4 });
    // A value that is none is as if the person had never decided.
    await run(writer, {
      type: 'writeProperties',
      collections: [{ id: SETTINGS_ID, keys: [[`collection/${id}/hue`, 'null']] }],
    });
    expect(await record()).toMatchObject({ hue: 99 });
    expect((await record())?.own).toBeUndefined();
  });

  it('counts for a calendar that comes after it, and when everything is projected anew', async () => {
    const { writer, id } = await withCalendar();
    await run(writer, change(id, { hue: 20, visible: false }));
    await run(writer, { type: 'writeProperties', collections: [{ id, keys: [['hue', '99']] }] });
    const before = await projections(writer.db);
    await run(writer, { type: 'rebuild' });
    expect(await projections(writer.db)).toEqual(before);
    // Another device: the settings have come, the calendar has not.
    const other = testWriter();
    const settings = (await writer.context.pool.open(metaDocId(SETTINGS_ID))).document.read();
    await run(other, { type: 'writeProperties', collections: [{ id: SETTINGS_ID, keys: [...settings] }] });
    await run(other, {
      type: 'writeProperties',
      collections: [
        {
          id,
          keys: [
            ['name', 'Work'],
            ['hue', '99'],
          ],
        },
      ],
    });
    expect(await other.db.collections.get(id)).toMatchObject({ name: 'Work', hue: 20, visible: false });
  });
});
