// What somebody may only look at is written to by no command: every command there is stands here.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { newSlotFields } from '../../../src/domain/calendar/slots/slot-fields.js';
import { SHARDS, shardOf } from '../../../src/domain/collections/document-id.js';
import { emptyRoom } from '../../../src/domain/rooms/room.js';
import { emptyTaskFields } from '../../../src/domain/tasks/task-fields.js';
import type { LocalMs } from '../../../src/domain/time/types.js';
import { writeAccountRecord } from '../../../src/store/account-record.js';
import { makeBatch } from '../../../src/workers/files/make-batch.js';
import { readFile } from '../../../src/workers/files/read-file.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { contactFields, eventFields } from '../../support/fields.js';
import { commandId, projections, type TestWriter, testWriter } from '../../support/writer.js';

type Type = Command['type'];
type Of<T extends Type> = Extract<Command, { type: T }>;

const [me, ada] = ['aa', 'bb'].map((byte) => byte.repeat(16)) as [string, string];
const start = Date.UTC(2026, 10, 18, 14) as LocalMs;
const times = { start, end: (start + 3_600_000) as LocalMs, allDay: false, timeZone: 'Europe/Vienna' };
const all = { scope: 'all' } as const;
const slots = {
  ...newSlotFields('Europe/Vienna'),
  title: 'Office hours',
  weekly: [{ days: ['MO'], from: 540, to: 720 }],
} as unknown as Of<'createSlots'>['fields'];
const card = 'BEGIN:VCARD\r\nVERSION:4.0\r\nUID:new\r\nFN:New\r\nEND:VCARD\r\n';
const lunch = 'BEGIN:VEVENT\r\nUID:new\r\nDTSTART:20261118T120000Z\r\nSUMMARY:New\r\nEND:VEVENT\r\n';
const file = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${lunch.replaceAll('UID:new', 'UID:imported')}END:VCALENDAR\r\n`;

async function batchFor(collectionId: string, importId: string): Promise<Of<'import'>> {
  const read = await readFile(new Blob([file]), 'a.ics', async () => {});
  return { type: 'import', batch: makeBatch(read, { collectionId, shards: 64, duplicates: 'skip' }, importId) };
}

/** A calendar and an address book of Ada's, full, of which this account may only look at, and one of each of its own. */
async function viewer() {
  const writer = testWriter();
  const run = <T extends Type>(command: Of<T>, id = commandId()) => writer.run(id, command);
  const make = async (kind: 'calendar' | 'addressbook', name: string) =>
    (await run({ type: 'createCollection', collection: { kind, name, hue: 1 } })).collection!.id;
  const [theirs, own] = [await make('calendar', 'Theirs'), await make('calendar', 'Own')];
  const [book, ownBook] = [await make('addressbook', 'Their book'), await make('addressbook', 'Own book')];
  const uidOf = async (command: Of<'createEvent' | 'createTask' | 'createSlots' | 'createContact'>) => {
    const { uid = '' } = await run(command);
    return { collectionId: command.collectionId, uid };
  };
  const eventIn = (collectionId: string) => uidOf({ type: 'createEvent', collectionId, fields: eventFields() });
  const contactIn = (collectionId: string, given: string) =>
    uidOf({ type: 'createContact', collectionId, fields: contactFields({ given }) });
  const task = { ...emptyTaskFields, title: 'Tax' };
  const ids = {
    ...{ theirs, own, book, ownBook, task },
    event: await eventIn(theirs),
    ownEvent: await eventIn(own),
    todo: await uidOf({ type: 'createTask', collectionId: theirs, fields: task }),
    ownTodo: await uidOf({ type: 'createTask', collectionId: own, fields: task }),
    schedule: await uidOf({ type: 'createSlots', collectionId: theirs, fields: slots }),
    ownSchedule: await uidOf({ type: 'createSlots', collectionId: own, fields: slots }),
    person: await contactIn(book, 'Ada'),
    other: await contactIn(book, 'Eve'),
    ownPerson: await contactIn(ownBook, 'Bob'),
    importId: commandId(),
  };
  await run({ type: 'createGroup', collectionId: book, name: 'Team' });
  await run({ type: 'changeGroups', refs: [ids.person], add: ['Team'], remove: [] });
  await run(await batchFor(theirs, ids.importId), ids.importId);
  const guests = itip('REQUEST', 'NEEDS-ACTION');
  await run({ type: 'updateSettings', change: { addresses: ['mailto:me@example.org'] } });
  await run({
    type: 'receiveMessage',
    message: { method: 'REQUEST', uid: 'invited', text: guests },
    decision: { collectionId: theirs, insist: true },
  });
  const versions = await writer.ask({ type: 'history', ref: ids.event, skip: 0 });
  const entryId = (versions as { entries: readonly { id: string }[] }).entries[0]!.id;
  while (await writer.settle()); // what is pending is encoded when it is read: no new content
  writer.time += 3_600_000;
  await writeAccountRecord(writer.db, {
    relay: 'wss://relay.test',
    relayKey: '',
    account: me,
    device: 'ee'.repeat(16),
    signKey: '',
    since: 0,
  });
  for (const [at, collectionId] of [theirs, book].entries())
    await writer.db.logs.put({
      id: `d${at}`.repeat(16),
      kind: 'collection',
      collectionId,
      state: { members: { [me]: { role: 1 }, [ada]: { role: 4 } }, invites: {}, frozen: false },
      seq: 1,
      hash: new Uint8Array(32),
      health: 'ok',
      applied: 1,
      lastSynced: 0,
    });
  await writer.db.rejected.put({
    ...{ id: 'r1', collectionId: own, uid: 'kept', keys: [], text: lunch, time: 0, reason: 'role' },
  });
  return { ...ids, writer, entryId };
}
type Viewer = Awaited<ReturnType<typeof viewer>>;

const itip = (method: string, status: string) =>
  `BEGIN:VEVENT\r\nUID:invited\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261118T120000Z\r\nDTEND:20261118T130000Z\r\nSEQUENCE:${method === 'CANCEL' ? 1 : 0}\r\nSUMMARY:Invited\r\nORGANIZER:mailto:ada@example.org\r\nATTENDEE;PARTSTAT=${status}:mailto:me@example.org\r\nEND:VEVENT\r\n`;

/** What each command does to what may only be looked at; a text says why it cannot. A new command has to stand here. */
const tried: {
  readonly [T in Type]: ((v: Viewer) => readonly Of<T>[]) | ((v: Viewer) => Promise<readonly Of<T>[]>) | string;
} = {
  firstRun: 'makes collections',
  createCollection: 'makes a collection',
  updateCollection: (v) => [{ type: 'updateCollection', id: v.theirs, change: { name: 'Mine' } }],
  updateCollections: (v) => [
    { type: 'updateCollections', changes: [{ id: v.book, change: { description: 'Mine' } }] },
    {
      type: 'updateCollections',
      changes: [
        { id: v.own, change: { name: 'Renamed' } },
        { id: v.theirs, change: { name: 'Mine' } },
      ],
    },
  ],
  writeProperties: (v) => [{ type: 'writeProperties', collections: [{ id: v.theirs, keys: [['name', 'Mine']] }] }],
  deleteCollection: (v) => [
    { type: 'deleteCollection', id: v.theirs, deleted: true },
    { type: 'deleteCollection', id: v.book, deleted: false },
  ],
  putBusy: (v) => [{ type: 'putBusy', collectionId: v.theirs, items: [{ uid: 'new', text: lunch }] }],
  keepRejected: (v) => [{ type: 'keepRejected', ids: ['r1'], collectionId: v.theirs }],
  dropRejected: 'drops what only this device keeps',
  restoreRejected: (v) => [
    { type: 'restoreRejected', records: [], writes: [{ collectionId: v.theirs, uid: 'new', text: lunch, edits: {} }] },
  ],
  forgetNews: 'drops what only this device keeps',
  restoreNews: 'brings back what only this device keeps',
  updateSettings: 'writes the person’s own settings',
  putSummary: 'writes the person’s own settings',
  putMailRules: 'writes the person’s own settings',
  putMailTexts: 'writes the person’s own settings',
  createRooms: (v) => [
    { type: 'createRooms', listId: v.theirs, listName: 'Rooms', rooms: [{ ...emptyRoom, name: 'Mine' }] },
  ],
  updateRoom: (v) => [{ type: 'updateRoom', ref: v.person, before: emptyRoom, fields: { ...emptyRoom, name: 'Mine' } }],
  limitRooms: (v) => [{ type: 'limitRooms', listId: v.theirs, limit: 3 }],
  removeRooms: (v) => [{ type: 'removeRooms', refs: [v.person] }],
  decideBooking: 'asks for a room’s calendar by the room: rooms.test.ts',
  checkIn: 'asks for a room’s calendar by the room: rooms.test.ts',
  createEvent: (v) => [{ type: 'createEvent', collectionId: v.theirs, fields: eventFields() }],
  updateEvent: (v) => {
    const fields = eventFields({ title: 'Mine' });
    return [
      { type: 'updateEvent', ref: v.event, fields, ...all },
      { type: 'updateEvent', ref: v.event, fields, ...all, collectionId: v.own },
      { type: 'updateEvent', ref: v.ownEvent, fields, ...all, collectionId: v.theirs },
    ];
  },
  moveEvent: (v) => [{ type: 'moveEvent', ref: v.event, times, ...all }],
  copyEvent: (v) => [
    { type: 'copyEvent', ref: v.event, times, ...all },
    { type: 'copyEvent', ref: v.ownEvent, times, ...all, collectionId: v.theirs },
  ],
  removeEvent: (v) => [{ type: 'removeEvent', ref: v.event, ...all }],
  createSlots: (v) => [{ type: 'createSlots', collectionId: v.theirs, fields: slots }],
  updateSlots: (v) => [
    { type: 'updateSlots', ref: v.schedule, fields: { ...slots, title: 'Mine' } },
    { type: 'updateSlots', ref: v.schedule, fields: slots, collectionId: v.own },
    { type: 'updateSlots', ref: v.ownSchedule, fields: slots, collectionId: v.theirs },
  ],
  bookSlot: (v) => {
    const slot = { start: Date.UTC(2026, 10, 23, 9), end: Date.UTC(2026, 10, 23, 10) } as never;
    const booking = { slot, name: 'Eve', email: 'eve@example.org', note: '' };
    return [{ type: 'bookSlot', ref: v.schedule, booking, title: 'Eve' }];
  },
  createTask: (v) => [{ type: 'createTask', collectionId: v.theirs, fields: v.task, parts: [v.task] }],
  updateTask: (v) => {
    const fields = { ...v.task, title: 'Mine' };
    return [
      { type: 'updateTask', ref: v.todo, fields, ...all },
      { type: 'updateTask', ref: v.todo, fields, ...all, parts: [fields] },
      { type: 'updateTask', ref: v.todo, fields, ...all, collectionId: v.own },
      { type: 'updateTask', ref: v.ownTodo, fields, ...all, collectionId: v.theirs },
    ];
  },
  placeTasks: (v) => [{ type: 'placeTasks', places: [{ ...v.todo, sort: 3 }] }],
  completeTasks: (v) => [{ type: 'completeTasks', refs: [v.todo], done: true }],
  moveTask: (v) => [{ type: 'moveTask', ref: v.todo, times, ...all }],
  removeTasks: (v) => [{ type: 'removeTasks', refs: [v.ownTodo, v.todo], ...all }],
  receiveMessage: (v) => [
    {
      type: 'receiveMessage',
      message: {
        method: 'REQUEST',
        uid: 'another',
        text: itip('REQUEST', 'NEEDS-ACTION').replaceAll('UID:invited', 'UID:another'),
      },
      decision: { collectionId: v.theirs, insist: true },
    },
  ],
  answerEvent: (v) => [
    {
      type: 'answerEvent',
      ref: { collectionId: v.theirs, uid: 'invited' },
      answer: { address: 'mailto:me@example.org', status: 'ACCEPTED', comment: '' },
    },
  ],
  createContact: (v) => [{ type: 'createContact', collectionId: v.book, fields: contactFields() }],
  updateContact: (v) => {
    const fields = contactFields({ given: 'Mine' });
    return [
      { type: 'updateContact', ref: v.person, fields },
      { type: 'updateContact', ref: v.person, fields, collectionId: v.ownBook },
      { type: 'updateContact', ref: v.ownPerson, fields, collectionId: v.book },
    ];
  },
  setFavourite: (v) => [{ type: 'setFavourite', ref: v.person, favourite: true }],
  removeContacts: (v) => [{ type: 'removeContacts', refs: [v.ownPerson, v.person] }],
  writeItems: (v) => [
    { type: 'writeItems', writes: [{ collectionId: v.book, uid: 'new', text: card, edits: {} }] },
    { type: 'writeItems', writes: [], properties: [{ collectionId: v.book, keys: { 'group\nx': 'Mine' } }] },
    { type: 'writeItems', writes: [{ ...v.event, edits: { SUMMARY: 'SUMMARY:Mine' } }], told: true },
  ],
  changeGroups: (v) => [
    { type: 'changeGroups', refs: [v.person], add: ['New'], remove: [] },
    { type: 'changeGroups', refs: [v.person], add: [], remove: ['Team'] },
  ],
  createGroup: (v) => [{ type: 'createGroup', collectionId: v.book, name: 'Mine' }],
  renameGroup: (v) => [{ type: 'renameGroup', collectionId: v.book, name: 'Team', newName: 'Mine' }],
  deleteGroup: (v) => [
    { type: 'deleteGroup', collectionId: v.book, name: 'Team', withContacts: false },
    { type: 'deleteGroup', collectionId: v.book, name: 'Team', withContacts: true },
  ],
  copyContacts: (v) => {
    const more = { groups: [], keepGroups: true };
    return [
      { type: 'copyContacts', refs: [v.ownPerson], collectionId: v.book, ...more, move: false },
      { type: 'copyContacts', refs: [v.person], collectionId: v.ownBook, ...more, move: true },
    ];
  },
  mergeContacts: (v) => [
    { type: 'mergeContacts', merges: [{ keep: v.person, others: [v.other] }] },
    { type: 'mergeContacts', merges: [{ keep: v.ownPerson, others: [v.person] }] },
  ],
  markDistinct: (v) => [{ type: 'markDistinct', refs: [v.person, v.other] }],
  import: async (v) => [await batchFor(v.theirs, 'another import')],
  noteRefresh: 'notes what only this device knows',
  undoImport: (v) => [{ type: 'undoImport', importId: v.importId }],
  restore: (v) => [
    { type: 'restore', collectionId: v.theirs, time: 0 },
    {
      type: 'restore',
      collectionId: v.own,
      time: v.writer.time,
      target: v.theirs,
      shard: shardOf(v.ownEvent.uid, SHARDS),
    },
    { type: 'restore', collectionId: v.book, time: 0, uids: [v.person.uid] },
  ],
  putFile: 'keeps a file on this device',
  keepReminders: 'notes what only this device knows',
  restoreVersion: (v) => [{ type: 'restoreVersion', ref: v.event, entryId: v.entryId }],
  nameDevice: 'writes the person’s own settings',
  noteAccount: 'writes the person’s own settings',
  rebuild: 'projects anew what is there',
};

const writing = Object.entries(tried).flatMap(([type, of]) =>
  typeof of === 'string' ? [] : [[type as Type, of] as const],
);

/** Everything that is stored, but for what says that a command was carried out. */
async function stored({ db }: TestWriter) {
  return {
    ...(await projections(db)),
    chunks: await db.chunks.toArray(),
    outbox: await db.outbox.toArray(),
    rejected: await db.rejected.toArray(),
  };
}

describe('[SH7] what is shared with one only to look at', () => {
  let v: Viewer;
  beforeAll(async () => {
    v = await viewer();
  });

  it('stands against every command there is', () => {
    const files = readdirSync('src/workers').filter((name) => name.endsWith('-commands.api.ts'));
    const named = files.flatMap((name) => {
      const source = readFileSync(`src/workers/${name}`, 'utf8');
      return [...source.matchAll(/readonly type: '(\w+)'/g)].map(([, type]) => type);
    });
    expect(named.length).toBeGreaterThan(40);
    expect(Object.keys(tried).sort()).toEqual(named.sort());
  });

  it.each(writing)('refuses %s', async (_, commandsOf) => {
    const before = await stored(v.writer);
    for (const command of await commandsOf(v))
      await expect(v.writer.run(commandId(), command), JSON.stringify(command)).rejects.toMatchObject({
        code: 'store/read-only',
      });
    expect(await stored(v.writer)).toEqual(before);
  });
});
