import { describe, expect, it } from 'vitest';
import type { EventFields } from '../../../src/domain/calendar/event-fields.js';
import type { EpochMs, LocalMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { contactFields, eventFields } from '../../support/fields.js';
import { commandId, testWriter } from '../../support/writer.js';

const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;
const timeZone = 'Europe/Zurich';

async function setUp() {
  const writer = testWriter();
  const reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const create = async (name: string, more = {}) =>
    (await run({ type: 'createCollection', collection: { kind: 'calendar', name, hue: 1, ...more } })).collection?.id ??
    '';
  const add = (collectionId: string, title: string, day: string, more: Partial<EventFields> = {}) =>
    run({
      type: 'createEvent',
      collectionId,
      fields: eventFields({ title, start: wall(`${day}T12:00`), end: wall(`${day}T13:00`), ...more }),
    });
  const find = async (text: string, more = {}) => {
    const { hits } = await reader.findEvents({ text, timeZone, limit: 10, ...more });
    return hits.map(({ occurrence }) => `${occurrence.local.slice(0, 8)} ${occurrence.title}`).sort();
  };
  return { reader, run, create, add, find };
}

const ada = {
  address: 'mailto:Ada@Example.org',
  name: 'Ada Lovelace',
  status: 'ACCEPTED',
  role: 'REQ-PARTICIPANT',
  rsvp: false,
  kind: 'INDIVIDUAL',
} as const;

describe('search over all events', () => {
  it('finds hidden calendars’ events too, forgives a typo, and says what words it took', async () => {
    const { reader, create, add, find } = await setUp();
    const work = await create('Work');
    const hidden = await create('Hidden');
    await add(work, 'Design review', '2026-11-18', { description: `${'x '.repeat(200)}about the needle` });
    await add(hidden, 'Review of reviews', '2019-03-04');
    expect(await find('reveiw')).toEqual(['20190304 Review of reviews', '20261118 Design review']);
    expect(await find('review', { collectionIds: [hidden] })).toEqual(['20190304 Review of reviews']);
    const { hits, terms, more } = await reader.findEvents({ text: 'reveiw', timeZone, limit: 1 });
    expect([hits.length, more]).toEqual([1, true]);
    expect(terms).toContain('review');
    const needle = await reader.findEvents({ text: 'needle', timeZone, limit: 1 });
    expect(needle.hits[0]?.excerpt).toContain('needle');
  });

  it('keeps to a time: a series is found by its occurrence there', async () => {
    const { create, add, find } = await setUp();
    const work = await create('Work');
    await add(work, 'Yoga', '2020-01-07', { rrule: 'FREQ=WEEKLY' });
    await add(work, 'Yoga retreat', '2026-11-18');
    const june = { from: Date.UTC(2027, 5, 1) as EpochMs, to: Date.UTC(2027, 5, 8) as EpochMs };
    expect(await find('yoga', june)).toEqual(['20270601 Yoga']);
    expect(await find('yoga', { to: Date.UTC(2019, 0, 1) as EpochMs })).toEqual([]);
    expect(await find('yoga', { from: Date.UTC(2026, 10, 18) as EpochMs })).toEqual([
      '20261118 Yoga retreat',
      '20261124 Yoga',
    ]);
  });

  it('says what one has in common with somebody', async () => {
    const { reader, run, create, add, find } = await setUp();
    const work = await create('Work');
    const { uid = '' } = await add(work, 'Kick-off', '2026-11-18', { attendees: [ada] });
    await add(work, 'Engine', '2026-11-19', { organizer: 'mailto:ada@example.org' });
    await add(work, 'Alone', '2026-11-20');
    expect(await find('', { addresses: ['ada@example.ORG'] })).toEqual(['20261118 Kick-off', '20261119 Engine']);
    expect(await find('', { addresses: ['nobody@example.org'] })).toEqual([]);
    expect(await find('', { person: 'lovel' })).toEqual(['20261118 Kick-off', '20261119 Engine']);
    expect(await find('engine', { person: 'ada' })).toEqual(['20261119 Engine']);
    expect(await find('')).toEqual([]);
    const { hits } = await reader.findEvents({ text: 'kick', timeZone, limit: 1 });
    expect(hits[0]?.people).toEqual([{ name: 'Ada Lovelace', address: 'Ada@Example.org' }]);
    await run({ type: 'removeEvent', ref: { collectionId: work, uid }, scope: 'all' });
    expect(await find('', { addresses: ['ada@example.org'] })).toEqual(['20261119 Engine']);
  });
});

describe('birthdays', () => {
  it('follow the contacts, and are shown with the calendar that shows them', async () => {
    const { reader, run, create } = await setUp();
    const book = { kind: 'addressbook', name: 'People', hue: 1 } as const;
    const { collection } = await run({ type: 'createCollection', collection: book });
    const collectionId = collection?.id ?? '';
    const fields = contactFields({ given: 'Anna', birthday: '1986-11-20' });
    const { uid = '' } = await run({ type: 'createContact', collectionId, fields });
    const days = await create('Birthdays', { source: { kind: 'birthdays' } });
    const shown = async () => {
      const window = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs };
      return (await reader.occurrences({ ...window, timeZone })).map(({ local, title }) => `${local} ${title}`);
    };
    expect(await shown()).toEqual([expect.stringMatching(/^20261120 .*\(40\)$/)]);
    await run({
      type: 'updateContact',
      ref: { collectionId, uid },
      fields: { ...fields, birthday: '--11-21' },
    });
    expect(await shown()).toEqual([expect.stringMatching(/^20261121 [^(]*$/)]);
    await run({ type: 'updateCollection', id: days, change: { visible: false } });
    expect(await shown()).toEqual([]);
  });
});
