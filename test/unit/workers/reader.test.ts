import { describe, expect, it } from 'vitest';
import type { EventFields } from '../../../src/domain/calendar/event-fields.js';
import type { ContactFields } from '../../../src/domain/contacts/contact-fields.js';
import { emptyTaskFields } from '../../../src/domain/tasks/task-fields.js';
import type { EpochMs, LocalMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createReader, type Reader } from '../../../src/workers/reader/reader.js';
import type { Command, CommandAnswer } from '../../../src/workers/sync.api.js';
import { contactFields, eventFields } from '../../support/fields.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const at = (text: string) => Date.parse(`${text}Z`) as EpochMs;
const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;

interface Setup {
  readonly writer: TestWriter;
  readonly reader: Reader;
  readonly calendar: string;
  readonly book: string;
  /** Runs a command and lets the reader know, as the threads do. */
  run(command: Command): Promise<CommandAnswer>;
  addEvent(fields: Partial<EventFields>): Promise<string>;
  addContact(fields: Partial<ContactFields>): Promise<string>;
}

async function setUp(): Promise<Setup> {
  const writer = testWriter();
  const clock = { now: () => writer.time as EpochMs };
  const reader = createReader(createRowStore(writer.db), clock);
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const create = async (kind: 'calendar' | 'addressbook') =>
    (await run({ type: 'createCollection', collection: { kind, name: kind, hue: 1 } })).collection?.id ?? '';
  const calendar = await create('calendar');
  const book = await create('addressbook');
  const addEvent = async (fields: Partial<EventFields>) =>
    (await run({ type: 'createEvent', collectionId: calendar, fields: eventFields(fields) })).uid ?? '';
  const addContact = async (fields: Partial<ContactFields>) =>
    (await run({ type: 'createContact', collectionId: book, fields: contactFields(fields) })).uid ?? '';
  return { writer, reader, calendar, book, run, addEvent, addContact };
}

const month = (year: number, index: number, timeZone = 'Europe/Vienna') => ({
  from: Date.UTC(year, index, 1) as EpochMs,
  to: Date.UTC(year, index + 1, 1) as EpochMs,
  timeZone,
});

describe('occurrences', () => {
  it('come from single events and series, once each, by start', async () => {
    const { reader, addEvent } = await setUp();
    const times = (start: string, end: string) => ({ start: wall(start), end: wall(end) });
    await addEvent({ title: 'Over midnight', ...times('2026-10-31T22:00', '2026-11-02T01:00') });
    await addEvent({ title: 'Daily', rrule: 'FREQ=DAILY;COUNT=3', ...times('2026-11-18T08:00', '2026-11-18T09:00') });
    await addEvent({ title: 'Years', ...times('2024-01-01T00:00', '2028-01-01T00:00') });
    await addEvent({ title: 'Before', ...times('2026-10-01T08:00', '2026-10-01T09:00') });
    const shown = await reader.occurrences(month(2026, 10));
    expect(shown.map(({ title }) => title)).toEqual(['Years', 'Over midnight', 'Daily', 'Daily', 'Daily']);
    expect(shown[2]?.start).toBe(at('2026-11-18T07:00:00'));
    expect(new Set(shown.map(({ key }) => key)).size).toBe(5);
  });

  it('[RL3] [RL7] are not all there of series that come too often, which is said until they are', async () => {
    const { reader, run, calendar, addEvent } = await setUp();
    const often = await addEvent({ title: 'Often', rrule: 'FREQ=SECONDLY' });
    await addEvent({ title: 'Daily', rrule: 'FREQ=DAILY' });
    expect(await reader.notShown(month(2026, 10))).toEqual({ count: 1, titles: ['Often'] });
    const shown = await reader.occurrences(month(2026, 10));
    expect(shown.filter(({ title }) => title === 'Daily')).toHaveLength(13);
    expect(shown.length).toBeLessThanOrEqual(50_000);
    const year = { from: at('2026-01-01T00:00:00'), to: at('2027-01-01T00:00:00'), timeZone: 'UTC' };
    expect(await reader.notShown(year)).toEqual({ count: 1, titles: ['Often'] });
    expect((await reader.dayCounts(year)).at(-1)).toBe(1);
    await run({ type: 'removeEvent', ref: { collectionId: calendar, uid: often }, scope: 'all' });
    expect(await reader.notShown(month(2026, 10))).toEqual({ count: 0, titles: [] });
  });

  it('follow edits, removals and what is visible', async () => {
    const { reader, run, calendar, addEvent } = await setUp();
    const uid = await addEvent({ rrule: 'FREQ=DAILY;COUNT=3' });
    const second = await addEvent({ title: 'Other', rrule: 'FREQ=DAILY;COUNT=2' });
    const titles = async () => (await reader.occurrences(month(2026, 10))).map(({ title }) => title).sort();
    expect(await titles()).toEqual(['Lunch', 'Lunch', 'Lunch', 'Other', 'Other']);
    const fields = eventFields({ title: 'Dinner', rrule: 'FREQ=DAILY;COUNT=3' });
    await run({ type: 'updateEvent', ref: { collectionId: calendar, uid }, fields, scope: 'all' });
    const one = { collectionId: calendar, uid: second, recurrenceId: '20261119T120000' };
    await run({ type: 'removeEvent', ref: one, scope: 'this' });
    expect(await titles()).toEqual(['Dinner', 'Dinner', 'Dinner', 'Other']);
    await run({ type: 'updateCollection', id: calendar, change: { visible: false } });
    expect(await titles()).toEqual([]);
    expect(await reader.occurrences({ ...month(2026, 10), collectionIds: [calendar] })).toHaveLength(4);
  });

  it('are moved alone or with their series, from a view in another zone', async () => {
    const { reader, run, calendar, addEvent } = await setUp();
    const uid = await addEvent({ rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=3' });
    const ref = { collectionId: calendar, uid, recurrenceId: '20261125T120000' };
    const starts = async () =>
      (await reader.occurrences({ ...month(2026, 10), to: at('2026-12-31T00:00:00') })).map(({ start }) =>
        new Date(start).toISOString().slice(0, 16),
      );
    // New York is six hours behind Vienna: 09:00 there is 15:00.
    const times = {
      start: wall('2026-11-26T09:00'),
      end: wall('2026-11-26T10:00'),
      allDay: false,
      timeZone: 'America/New_York',
    };
    const alone = await run({ type: 'moveEvent', ref, times, scope: 'this' });
    expect(await starts()).toEqual(['2026-11-18T11:00', '2026-11-26T14:00', '2026-12-02T11:00']);
    await run(alone.inverse ?? { type: 'rebuild' });
    await run({ type: 'moveEvent', ref, times, scope: 'all' });
    expect(await starts()).toEqual(['2026-11-19T14:00', '2026-11-26T14:00', '2026-12-03T14:00']);
    expect((await reader.readEvent({ collectionId: calendar, uid }))?.fields.zone).toBe('Europe/Vienna');
  });
});

describe('a search for events', () => {
  it('forgives accents, case and one typo, and shows the next or the latest occurrence', async () => {
    const { writer, reader, addEvent } = await setUp();
    writer.time = at('2026-11-20T00:00:00');
    await addEvent({ title: 'Café mit Zoë', rrule: 'FREQ=DAILY' });
    await addEvent({
      title: 'Planning',
      location: 'Großer Saal',
      start: wall('2020-01-01T10:00'),
      end: wall('2020-01-01T11:00'),
    });
    await addEvent({
      title: 'Past series',
      rrule: 'FREQ=DAILY;COUNT=2',
      start: wall('2021-03-01T10:00'),
      end: wall('2021-03-01T11:00'),
    });
    const find = async (text: string) =>
      (await reader.searchEvents(text, { timeZone: 'Europe/Vienna' })).map(
        ({ title, start }) => `${title} ${new Date(start).toISOString().slice(0, 10)}`,
      );
    expect(await find('cafe')).toEqual(['Café mit Zoë 2026-11-20']);
    expect(await find('plannnig')).toEqual(['Planning 2020-01-01']);
    expect(await find('grosser sa')).toEqual(['Planning 2020-01-01']);
    expect(await find('series')).toEqual(['Past series 2021-03-02']);
    expect(await find('nothing of this')).toEqual([]);
    expect(await find(' ')).toEqual([]);
  });

  it('[TA14] finds tasks where they are due, and says of those without a day that they have none', async () => {
    const { reader, run, calendar } = await setUp();
    const fields = { ...emptyTaskFields, allDay: true };
    const add = (title: string, due?: string) =>
      run({
        type: 'createTask',
        collectionId: calendar,
        fields: { ...fields, title, ...(due && { due: wall(due) }) },
      });
    await add('Pay rent', '2027-03-01T00:00');
    await add('Paint the fence');
    const find = async (text: string) => (await reader.searchEvents(text, { timeZone: 'Europe/Vienna' }))[0];
    expect(await find('rent')).toMatchObject({ task: 'open', allDay: true, start: at('2027-02-28T23:00:00') });
    expect((await find('rent'))?.undated).toBeUndefined();
    expect(await find('fence')).toMatchObject({ task: 'open', undated: true });
  });

  it('knows what was added, changed and removed since', async () => {
    const { reader, run, calendar, addEvent } = await setUp();
    const uid = await addEvent({ title: 'Chess' });
    const find = async (text: string) => (await reader.searchEvents(text, { timeZone: 'UTC' })).length;
    expect(await find('chess')).toBe(1);
    const ref = { collectionId: calendar, uid };
    await run({ type: 'updateEvent', ref, fields: eventFields({ title: 'Go' }), scope: 'all' });
    expect([await find('chess'), await find('go')]).toEqual([0, 1]);
    const removed = await run({ type: 'removeEvent', ref, scope: 'all' });
    expect(await find('go')).toBe(0);
    await run(removed.inverse ?? { type: 'rebuild' });
    expect(await find('go')).toBe(1);
  });
});

describe('the list of contacts', () => {
  it('is sorted as people of the locale expect, with its letters', async () => {
    const { reader, addContact } = await setUp();
    for (const [given, family] of [
      ['Émile', 'Zola'],
      ['Anna', 'Österberg'],
      ['Zoë', 'Adams'],
      ['7', 'Dwarfs'],
      ['emma', 'Brown'],
    ])
      await addContact({ given, family });
    const names = async (sort: 'first' | 'last') => (await reader.contactRows({ sort }, 0, 10)).map(({ name }) => name);
    expect(await names('first')).toEqual(['Anna Österberg', 'Émile Zola', 'emma Brown', 'Zoë Adams', '7 Dwarfs']);
    expect(await names('last')).toEqual(['Zoë Adams', 'emma Brown', '7 Dwarfs', 'Anna Österberg', 'Émile Zola']);
    expect(await reader.contactList({ sort: 'first' })).toMatchObject({
      count: 5,
      letters: [
        { letter: 'A', index: 0 },
        { letter: 'E', index: 1 },
        { letter: 'Z', index: 3 },
        { letter: '#', index: 4 },
      ],
    });
  });

  it('follows edits, favourites and removals', async () => {
    const { reader, run, book, addContact } = await setUp();
    const uids = [await addContact({ given: 'B' }), await addContact({ given: 'A' }), await addContact({ given: 'C' })];
    const [b = '', a = ''] = uids;
    const query = { sort: 'first' } as const;
    const version = (await reader.contactList(query)).version;
    expect(await reader.contactIndex(query, { collectionId: book, uid: b })).toBe(1);
    await run({ type: 'updateContact', ref: { collectionId: book, uid: a }, fields: contactFields({ given: 'D' }) });
    expect((await reader.contactRows(query, 0, 9)).map(({ name }) => name[0])).toEqual(['B', 'C', 'D']);
    expect((await reader.contactList(query)).version).toBeGreaterThan(version);
    await run({ type: 'setFavourite', ref: { collectionId: book, uid: b }, favourite: true });
    expect((await reader.contactList({ ...query, favourites: true })).count).toBe(1);
    await run({ type: 'removeContacts', refs: uids.slice(0, 2).map((uid) => ({ collectionId: book, uid })) });
    expect((await reader.contactList(query)).count).toBe(1);
    expect(await reader.contactIndex(query, { collectionId: book, uid: b })).toBe(-1);
  });

  it('is searched by all that is in a card, digits of its numbers, with a typo', async () => {
    const { reader, addContact } = await setUp();
    const typed = { id: '', types: [], preferred: false, label: '' };
    await addContact({ phones: [{ ...typed, value: '+43 660 123-456' }], note: 'Analytical engine' });
    await addContact({ given: 'Grace', family: 'Hopper', emails: [{ ...typed, value: 'grace@navy.example' }] });
    const find = async (text: string) =>
      (await reader.contactRows({ sort: 'first', text }, 0, 9)).map(({ name }) => name);
    expect(await find('lovelcae')).toEqual(['Ada Lovelace']);
    expect(await find('engin')).toEqual(['Ada Lovelace']);
    for (const number of ['43660123', '0660 123', '+43 (0)660/123456', '123456', '660', '0043660123456'])
      expect(await find(number), number).toEqual(['Ada Lovelace']);
    expect(await find('660 124')).toEqual([]);
    expect(await find('navy')).toEqual(['Grace Hopper']);
    expect((await reader.contactList({ sort: 'first', text: 'grace' })).letters).toEqual([]);
  });
});
