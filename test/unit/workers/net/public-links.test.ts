import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../relay/config.js';
import { type Relay, startRelay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { SETTINGS_ID } from '../../../../src/domain/collections/document-id.js';
import { AppError } from '../../../../src/domain/errors.js';
import { emptyRoom } from '../../../../src/domain/rooms/room.js';
import { icsAddress } from '../../../../src/domain/sharing/public-link.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { createRowStore } from '../../../../src/store/row-store.js';
import type { Ask } from '../../../../src/sync/client/ports.js';
import { refusalToError } from '../../../../src/sync/client/refusal.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { createPublicLinks } from '../../../../src/workers/net/public-links.js';
import { readPublicLinks } from '../../../../src/workers/reader/public-link-reader.js';
import type { Command } from '../../../../src/workers/sync.api.js';
import { connect, type RelayClient } from '../../../support/relay-client.js';
import { createLog } from '../../../support/sync/log.js';
import { createPerson, type Person, realSign } from '../../../support/sync/people.js';
import { commandId, testWriter } from '../../../support/writer.js';

const NO_CHANGE = { items: [], collections: false, settings: false };
let relay: Relay;
const clients: RelayClient[] = [];
const names = { at: 0 };

beforeEach(async () => {
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store: createMemoryStore(),
    log: () => undefined,
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
});

/** A device of somebody's with a calendar, and a relay that can be away. */
async function device(person: Person = createPerson(`public ${++names.at}`, realSign)) {
  const writer = testWriter();
  const client = await connect(relay.url);
  clients.push(client);
  await client.enter(person);
  const log = createLog(person);
  await client.ask('append', { entry: log.records[0]!.entry.bytes });
  await writer.db.logs.put({
    id: bytesToHex(log.id),
    kind: 'collection',
    collectionId: SETTINGS_ID,
    seq: 1,
    hash: new Uint8Array(32),
    health: 'ok',
    applied: 1,
    lastSynced: 0,
  });
  const state = {
    now: Date.UTC(2026, 10, 29, 15, 30),
    isOnline: true,
    asked: [] as string[],
    timers: [] as { milliseconds: number; work: () => void }[],
  };
  const ask = (async (kind: Parameters<Ask>[0], fields: never) => {
    if (!state.isOnline) throw new AppError('sync/offline', 'no connection');
    state.asked.push(kind);
    const answer = await client.ask(kind, fields);
    if (answer.kind === 'refused') throw refusalToError(answer);
    return answer;
  }) as Ask;
  const links = createPublicLinks({
    db: writer.db,
    run: async (command) => void (await writer.run(commandId(), command)),
    access: { ask, credentials: async () => ({ relay: relay.url }) as never },
    now: () => state.now as EpochMs,
    after(milliseconds, work) {
      const timer = { milliseconds, work };
      state.timers.push(timer);
      return () => {
        state.timers = state.timers.filter((each) => each !== timer);
      };
    },
  });
  const run = (command: Command) => writer.run(commandId(), command);
  const made = await run({ type: 'createCollection', collection: { kind: 'calendar', name: 'Garden', hue: 20 } });
  const id = made.collection?.id ?? '';
  const shown = async (form: 'ics' | 'page' = 'ics') =>
    (await readPublicLinks(createRowStore(writer.db), id)).find((link) => link.form === form);
  return {
    state,
    writer,
    links,
    id,
    run,
    shown,
    addEvent: (uid: string, ...lines: string[]) =>
      run({
        type: 'writeItems',
        writes: [
          {
            collectionId: id,
            uid,
            text: `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20261129T100000Z\r\nSUMMARY:Quince\r\n${lines.join('\r\n')}\r\nEND:VEVENT\r\n`,
            edits: {},
          },
        ],
      }),
    publish: (content: 'busy' | 'full', form: 'ics' | 'page' = 'ics') =>
      links.handlers.publishCalendar?.({ collectionId: id, form, content, busy: 'Besetzt' }),
    unpublish: () => links.handlers.unpublishCalendar?.({ collectionId: id, form: 'ics' }),
    fetch: async () => fetch(icsAddress((await shown())!)),
    /** Lets so many milliseconds pass, and what is due then happen. */
    async wait(milliseconds: number) {
      const due = state.timers.filter((timer) => timer.milliseconds <= milliseconds);
      state.timers = state.timers.filter((timer) => !due.includes(timer));
      for (const { work } of due) work();
      await links.handlers.unpublishCalendar?.({ collectionId: 'behind them in turn', form: 'ics' });
    },
  };
}

it('a calendar that is made public shows times, at the relay, to everybody', async () => {
  const ann = await device();
  await ann.addEvent('one', 'LOCATION:Orchard');
  await ann.addEvent('two', 'CLASS:PRIVATE');
  await ann.publish('busy');
  const text = await (await ann.fetch()).text();
  expect(text).toContain('X-WR-CALNAME:Garden');
  expect(text).toContain('SUMMARY:Besetzt');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  for (const secret of ['Quince', 'Orchard', 'UID:one']) expect(text).not.toContain(secret);
});

it('[PC9] says of which day it is, and says so again on the next day that a device is there', async () => {
  const ann = await device();
  await ann.addEvent('one');
  await ann.publish('full');
  expect(await (await ann.fetch()).text()).toContain('LAST-MODIFIED:20261129T000000Z');
  ann.state.asked.length = 0;
  await ann.links.begin();
  await ann.wait(60_000);
  expect(ann.state.asked).toEqual([]);
  ann.state.now += 86_400_000;
  await ann.links.begin();
  await ann.wait(60_000);
  expect(await (await ann.fetch()).text()).toContain('LAST-MODIFIED:20261130T000000Z');
});

it('keeps its address when it shows more, and gets another after it was off', async () => {
  const ann = await device();
  await ann.addEvent('one');
  await ann.publish('busy');
  const before = icsAddress((await ann.shown())!);
  await ann.publish('full');
  expect(icsAddress((await ann.shown())!)).toBe(before);
  expect(await (await fetch(before)).text()).toContain('SUMMARY:Quince');
  await ann.unpublish();
  expect(await ann.shown()).toBeUndefined();
  expect((await fetch(before)).status).toBe(404);
  await ann.publish('busy');
  expect(icsAddress((await ann.shown())!)).not.toBe(before);
});

it('shows a change a few seconds later, once for many, and sends nothing when nothing public has changed', async () => {
  const ann = await device();
  await ann.publish('full');
  ann.state.asked.length = 0;
  for (const uid of ['one', 'two', 'three']) await ann.links.noteChange((await ann.addEvent(uid)).change, true);
  await ann.wait(10_000);
  expect((await (await ann.fetch()).text()).match(/BEGIN:VEVENT/g)).toHaveLength(3);
  expect(ann.state.asked).toEqual(['blobBegin', 'blobPart', 'publish']);
  await ann.links.noteChange((await ann.addEvent('hidden', 'CLASS:PRIVATE')).change, true);
  await ann.wait(10_000);
  expect(ann.state.asked).toHaveLength(3);
  await ann.links.noteChange({ ...NO_CHANGE, items: [{ collectionId: 'another', uids: [] }] }, true);
  await ann.wait(0);
  expect(ann.state.timers).toEqual([]);
});

it('comes from another device of the person too, which uploads nothing that is there', async () => {
  const person = createPerson('public twice', realSign);
  const [one, two] = [await device(person), await device(person)];
  await one.addEvent('one');
  await one.publish('full');
  // The same calendar and setting, as syncing brings them.
  for (const table of ['collections', 'texts', 'settings'] as const)
    await two.writer.db.table(table).bulkPut(await one.writer.db.table(table).toArray());
  await two.links.begin();
  await two.wait(60_000);
  expect(two.state.asked).toEqual(['blobBegin', 'publish']);
});

it('is not switched on or off without the relay, and says so', async () => {
  const ann = await device();
  ann.state.isOnline = false;
  await expect(ann.publish('busy')).rejects.toMatchObject({ code: 'sync/offline' });
  expect(await ann.shown()).toBeUndefined();
  ann.state.isOnline = true;
  await ann.publish('busy');
  ann.state.isOnline = false;
  await expect(ann.unpublish()).rejects.toMatchObject({ code: 'sync/offline' });
  expect(await ann.shown()).toBeDefined();
});

it('a change that cannot be shown now is shown when the relay is back', async () => {
  const ann = await device();
  await ann.publish('full');
  ann.state.isOnline = false;
  await ann.links.noteChange((await ann.addEvent('one')).change, true);
  await ann.wait(10_000);
  ann.state.isOnline = true;
  await ann.wait(60_000);
  expect(await (await ann.fetch()).text()).toContain('Quince');
});

it('ends with its calendar', async () => {
  const ann = await device();
  await ann.publish('full');
  const address = icsAddress((await ann.shown())!);
  const { change } = await ann.run({ type: 'deleteCollection', id: ann.id, deleted: true });
  await ann.links.noteChange(change, true);
  await ann.wait(10_000);
  expect((await fetch(address)).status).toBe(404);
  expect(await ann.shown()).toBeUndefined();
});

it('[RM73] a door is off while its room is deleted, and at the same address when that is taken back', async () => {
  const ann = await device();
  const rooms = [{ ...emptyRoom, name: 'Amber' }];
  const { change } = await ann.run({ type: 'createRooms', rooms, listName: 'Rooms' });
  const { id } = (await ann.writer.db.collections.toArray()).find(({ kind }) => kind === 'room')!;
  const list = (await ann.writer.db.collections.toArray()).find(({ kind }) => kind === 'roomlist')!;
  const uid = change.items.find(({ collectionId }) => collectionId === list.id)!.uids![0]!;
  await ann.links.handlers.publishCalendar?.({ collectionId: id, form: 'door', content: 'full', busy: '' });
  const [link] = await readPublicLinks(createRowStore(ann.writer.db), id);
  const status = async () => (await fetch(`${relay.url.replace('ws', 'http')}/public/${link!.link}`)).status;
  expect(await status()).toBe(200);
  const removed = await ann.run({ type: 'removeRooms', refs: [{ collectionId: list.id, uid }] });
  await ann.links.noteChange(removed.change, true);
  await ann.wait(10_000);
  expect(await status()).toBe(404);
  // What happens meanwhile asks the relay nothing.
  const asked = ann.state.asked.length;
  await ann.links.noteChange({ ...NO_CHANGE, settings: true }, true);
  await ann.wait(10_000);
  expect(ann.state.asked.slice(asked)).toEqual([]);
  const undone = await ann.run(removed.inverse!);
  await ann.links.noteChange(undone.change, true);
  await ann.wait(10_000);
  expect(await status()).toBe(200);
  expect(await readPublicLinks(createRowStore(ann.writer.db), id)).toEqual([link]);
  // With its calendar the door is off for good.
  const dropped = await ann.run({ type: 'deleteCollection', id, deleted: true });
  await ann.links.noteChange(dropped.change, true);
  await ann.wait(10_000);
  expect(await status()).toBe(404);
  expect(await readPublicLinks(createRowStore(ann.writer.db), id)).toEqual([]);
});

it('the link for browsers has a key of its own, which the relay never sees', async () => {
  const ann = await device();
  await ann.addEvent('one');
  await ann.publish('full', 'page');
  await ann.publish('full', 'ics');
  const [page, ics] = [(await ann.shown('page'))!, (await ann.shown('ics'))!];
  expect(page.key).not.toBe(ics.key);
  expect(page.link).not.toBe(ics.link);
  const sealed = await fetch(`${relay.url.replace('ws', 'http')}/public/${page.link}`);
  expect(Buffer.from(await sealed.arrayBuffer()).includes('Quince')).toBe(false);
});
