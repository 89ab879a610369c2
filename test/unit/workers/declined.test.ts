import { describe, expect, it } from 'vitest';
import { createEventText } from '../../../src/domain/calendar/create-event-text.js';
import type { EpochMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { commandId, testWriter } from '../../support/writer.js';

async function setUp() {
  const writer = testWriter();
  const reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const calendar =
    (await run({ type: 'createCollection', collection: { kind: 'calendar', name: 'c', hue: 1 } })).collection?.id ?? '';
  const attendees = (status: string) => [
    { address: 'mailto:me@example.org', name: '', role: 'REQ-PARTICIPANT', status, kind: '', rsvp: false },
  ];
  for (const [title, status, rrule] of [
    ['Party', 'DECLINED', ''],
    ['Lunch', 'ACCEPTED', ''],
    ['Course', 'DECLINED', 'FREQ=DAILY;COUNT=2'],
  ] as const) {
    const fields = eventFields({ title, rrule, attendees: attendees(status) as never });
    await run({ type: 'createEvent', collectionId: calendar, fields });
  }
  await run({ type: 'updateSettings', change: { addresses: ['mailto:me@example.org'] } });
  const query = {
    from: Date.UTC(2026, 10, 1) as EpochMs,
    to: Date.UTC(2026, 11, 1) as EpochMs,
    timeZone: 'Europe/Vienna',
  };
  const shown = async () =>
    (await reader.occurrences(query)).map(({ title, declined }) => title + (declined ? ' no' : '')).sort();
  const counted = async () => (await reader.dayCounts(query)).reduce((sum, count) => sum + count, 0);
  const find = async (text: string) => {
    const { hits } = await reader.findEvents({ text, timeZone: 'Europe/Vienna', limit: 9 });
    return hits.map(({ occurrence }) => occurrence.title + (occurrence.declined ? ' no' : ''));
  };
  return { run, reader, shown, counted, find };
}

describe('declined invitations', () => {
  it('[DE2] are marked where they are shown, and gone where they are not', async () => {
    const { run, reader, shown, counted, find } = await setUp();
    expect(await shown()).toEqual(['Course no', 'Course no', 'Lunch', 'Party no']);
    expect(await counted()).toBe(4);
    expect(await find('party')).toEqual(['Party no']);
    await run({ type: 'updateSettings', change: { showDeclined: false } });
    expect(await shown()).toEqual(['Lunch']);
    expect(await counted()).toBe(1);
    expect(await find('party')).toEqual([]);
    expect(await find('lunch')).toEqual(['Lunch']);
    expect(await reader.searchEvents('course', { timeZone: 'Europe/Vienna' })).toEqual([]);
    await run({ type: 'updateSettings', change: { addresses: [] } });
    expect(await shown()).toEqual(['Course', 'Course', 'Lunch', 'Party']);
  });

  it('[DE3] are in no conflict with another invitation', async () => {
    const { reader } = await setUp();
    const fields = eventFields({ title: 'New', attendees: [] });
    const text = createEventText(fields, { uid: 'new', now: 0 as EpochMs });
    const message = { method: 'REQUEST', uid: 'new', text } as const;
    const { conflicts } = await reader.invitation(message, 'Europe/Vienna');
    expect(conflicts.map(({ title }) => title)).toEqual(['Lunch']);
  });
});
