// Two people who book one room without a network, over a real relay (docs/rules/rooms.md RM20–RM22, RM43, RM44), and its door.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { readDoor } from '../../../../src/domain/rooms/door-board.js';
import { doorState } from '../../../../src/domain/rooms/door-state.js';
import { withRooms } from '../../../../src/domain/rooms/event-rooms.js';
import { emptyRoom, type Room } from '../../../../src/domain/rooms/room.js';
import { pageAddress, publicSetting, readPublicLink } from '../../../../src/domain/sharing/public-link.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import { createRowStore } from '../../../../src/store/row-store.js';
import { RECEIVED, readReceived } from '../../../../src/store/shared-facts.js';
import { readPublic } from '../../../../src/sync/client/read-public.js';
import { createPublicLinks } from '../../../../src/workers/net/public-links.js';
import { createReader } from '../../../../src/workers/reader/reader.js';
import type { Command } from '../../../../src/workers/sync.api.js';
import { eventFields } from '../../../support/fields.js';
import { calendar } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { newSharer, type Sharer } from '../../../support/sync/sharers.js';
import { commandId } from '../../../support/writer.js';

let relay: Relay;
const people: Sharer[] = [];
beforeEach(async () => {
  relay = await testRelay();
});
afterEach(async () => {
  for (const one of people.splice(0)) await one.stop();
  await relay.close();
});

const at = (hour: number) => Date.UTC(2026, 10, 18, hour) as LocalMs;
const week = { start: at(0), end: at(24), timeZone: 'UTC' };
const run = ({ writer }: Sharer, command: Command) => writer.run(commandId(), command);
const readerOf = ({ writer }: Sharer) => createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });

async function exchange(...all: readonly Sharer[]) {
  for (const one of [...all, ...all]) await one.settled();
}

function goOffline({ line }: Sharer) {
  line.isUp = false;
  line.cut();
}

async function comeBack(one: Sharer) {
  one.line.isUp = true;
  await one.settled();
}

async function share(from: Sharer, to: Sharer, collectionId: string, role: 1 | 2 = 2) {
  const who = { by: 'account', account: to.me, name: '', address: 'bob@example.org' } as const;
  await from.ask('invite', { collectionId, who, role });
  await to.look();
  const [invite] = readReceived((await to.writer.db.local.get(RECEIVED))?.value);
  await to.ask('answerInvite', { log: invite!.log, id: invite!.id, answer: 'accept' });
  await exchange(to, from);
}

const roomsOf = async (one: Sharer) => (await readerOf(one).roomsOverview()).rooms;
const roomOf = async (one: Sharer, name: string) => (await roomsOf(one)).find((room) => room.name === name)!;

/** Who has which room, as one of them sees it. */
async function seen(one: Sharer) {
  const all = await roomsOf(one);
  const names = new Map(all.map(({ uid, name }) => [uid, name]));
  const bookings = await readerOf(one).roomBookings({ ...week, rooms: [...names.keys()] });
  return bookings
    .map(({ room, title, state, start }) => `${names.get(room)} ${new Date(start).getUTCHours()} ${title} ${state}`)
    .sort();
}

const losses = async (one: Sharer) =>
  (await readerOf(one).lostBookings('UTC')).map(({ room, booking, times, others }) => ({
    lost: `${booking.title} ${room.name}`,
    times,
    others: others.map(({ room: other }) => other.name),
  }));

const sizes = { Amber: 6, Birch: 8, Cedar: 4 };

/** Ada's rooms, which Bob books, too. Each has a calendar of their own. */
async function company(names: readonly (keyof typeof sizes)[] = ['Amber'], listRole: 1 | 2 = 2) {
  const [ada, bob] = [await newSharer(relay.url, 'Ada'), await newSharer(relay.url, 'Bob')];
  people.push(ada, bob);
  const rooms = names.map((name) => ({ ...emptyRoom, name, capacity: sizes[name], zone: 'UTC' }));
  await run(ada, { type: 'createRooms', rooms, listName: 'Rooms' });
  await ada.settled();
  const mine = (await ada.writer.db.collections.toArray()).filter(({ kind }) => kind === 'room' || kind === 'roomlist');
  for (const { id, kind } of mine) await share(ada, bob, id, kind === 'room' ? 2 : listRole);
  const calendars = new Map([
    [ada, await calendar(ada, 'Ada’s')],
    [bob, await calendar(bob, 'Bob’s')],
  ]);
  const book = async (one: Sharer, title: string, hour = 10) => {
    const room = await roomOf(one, 'Amber');
    const plain = eventFields({ title, zone: 'UTC', start: at(hour), end: at(hour + 1) });
    const fields = withRooms(plain, [], [room]);
    const collectionId = calendars.get(one)!;
    return { collectionId, uid: (await run(one, { type: 'createEvent', collectionId, fields })).uid! };
  };
  const update = async (
    one: Sharer,
    ref: { collectionId: string; uid: string },
    change: Partial<ReturnType<typeof eventFields>>,
    room?: Room,
  ) => {
    const { fields } = (await readerOf(one).readEvent(ref))!;
    const changed = { ...fields, ...change };
    const moved = room === undefined ? changed : withRooms(changed, await roomsOf(one), [room]);
    await run(one, { type: 'updateEvent', ref, fields: moved, scope: 'all' });
  };
  return { ada, bob, book, update };
}

describe('a room that two people book without a network', () => {
  it('[RM21] [RM43] [RM44] is of whose entry the relay has first, on both; the other is told what is free instead', async () => {
    const { ada, bob, book, update } = await company(['Amber', 'Birch', 'Cedar']);
    goOffline(ada);
    goOffline(bob);
    // Ada was earlier by the clock, Bob is by the relay.
    const plan = await book(ada, 'Plan');
    bob.writer.time = ada.writer.time + 60_000;
    await book(bob, 'Talk');
    expect(await seen(ada)).toEqual(['Amber 10 Plan held']);
    expect(await seen(bob)).toEqual(['Amber 10 Talk held']);
    await comeBack(bob);
    await comeBack(ada);
    await exchange(bob, ada);
    const settled = ['Amber 10 Plan lost', 'Amber 10 Talk held'];
    expect(await seen(ada)).toEqual(settled);
    expect(await seen(bob)).toEqual(settled);
    // Cedar is too small for what fitted into Amber.
    expect(await losses(ada)).toEqual([{ lost: 'Plan Amber', times: 1, others: ['Birch'] }]);
    expect(await losses(bob)).toEqual([]);
    const [loss] = await readerOf(ada).lostBookings('UTC');
    expect(loss?.booking.holder).toMatchObject({ title: 'Talk', by: 'Bob' });

    await update(ada, plan, {}, await roomOf(ada, 'Birch'));
    await exchange(ada, bob);
    const moved = ['Amber 10 Talk held', 'Birch 10 Plan held'];
    expect(await seen(ada)).toEqual(moved);
    expect(await seen(bob)).toEqual(moved);
    expect(await losses(ada)).toEqual([]);
  });

  it('[RM20] keeps its place under another title, and asks anew when it goes away and comes back', async () => {
    const { ada, bob, book, update } = await company();
    goOffline(ada);
    const plan = await book(ada, 'Plan');
    const talk = await book(bob, 'Talk');
    await bob.settled();
    await comeBack(ada);
    await exchange(ada, bob);
    expect(await seen(ada)).toEqual(['Amber 10 Plan lost', 'Amber 10 Talk held']);
    await update(bob, talk, { title: 'Speech' });
    await exchange(bob, ada);
    expect(await seen(ada)).toEqual(['Amber 10 Plan lost', 'Amber 10 Speech held']);
    for (const hour of [14, 10]) {
      await update(bob, talk, { start: at(hour), end: at(hour + 1) });
      await exchange(bob, ada);
    }
    const turned = ['Amber 10 Plan held', 'Amber 10 Speech lost'];
    expect(await seen(ada)).toEqual(turned);
    expect(await seen(bob)).toEqual(turned);
    expect((await losses(bob)).map(({ lost }) => lost)).toEqual(['Speech Amber']);
    await run(ada, { type: 'removeEvent', ref: plan, scope: 'all' });
    await exchange(ada, bob);
    expect(await losses(bob)).toEqual([]);
    expect(await seen(bob)).toEqual(['Amber 10 Speech held']);
  });
});

describe('a room for whose bookings somebody has to say yes', () => {
  it('[RM26] is asked for anew at another time, whatever was said of the first one; who says yes has it at once', async () => {
    const { ada, bob, book, update } = await company(['Amber'], 1); // Bob may look at the list
    const amber = await roomOf(ada, 'Amber');
    const list = { collectionId: amber.listId, uid: amber.uid };
    await run(ada, { type: 'updateRoom', ref: list, before: amber, fields: { ...amber, approval: true } });
    await exchange(ada, bob);
    const ref = await book(bob, 'Review', 14);
    await exchange(bob, ada);
    expect(await seen(ada)).toEqual(['Amber 14 Review waiting']);
    await run(ada, { type: 'decideBooking', room: amber.uid, uid: ref.uid, state: 'APPROVED' });
    await exchange(ada, bob);
    expect(await seen(bob)).toEqual(['Amber 14 Review held']);
    await update(bob, ref, { title: 'Talk' });
    expect(await seen(bob)).toEqual(['Amber 14 Talk held']);
    await update(bob, ref, { start: at(16), end: at(17) });
    await exchange(bob, ada);
    expect(await seen(ada)).toEqual(['Amber 16 Talk waiting']);
    await run(ada, { type: 'decideBooking', room: amber.uid, uid: ref.uid, state: 'DECLINED' });
    await exchange(ada, bob);
    // Who asked is told [RM44]; who said it is not.
    expect(await losses(bob)).toEqual([{ lost: 'Talk Amber', times: 1, others: [] }]);
    expect(await losses(ada)).toEqual([]);
    await update(bob, ref, { start: at(18), end: at(19) });
    expect(await losses(bob)).toEqual([]);
    expect(await seen(bob)).toEqual(['Amber 18 Talk waiting']);
    await book(ada, 'Board', 9);
    expect(await seen(ada)).toContain('Amber 9 Board held');
  });
});

describe('the door of a room', () => {
  it('[RM70] [RM71] shows who has it, to whoever has the address alone, as far as the room lets everybody see that', async () => {
    const { ada, bob, book } = await company();
    await book(ada, 'Plan');
    await exchange(ada, bob);
    await book(bob, 'Talk', 12);
    await exchange(bob, ada);
    const room = await roomOf(ada, 'Amber');
    const timers: (() => void)[] = [];
    const links = createPublicLinks({
      db: ada.writer.db,
      access: ada.session.access,
      now: () => at(9) as number as EpochMs,
      after: (_, work) => {
        timers.push(work);
        return () => timers.splice(timers.indexOf(work), 1);
      },
      run: async (command) => void (await run(ada, command)),
    });
    const ask = { collectionId: room.calendarId, form: 'door', busy: 'Booked' } as const;
    await links.handlers.publishCalendar?.({ ...ask, content: 'full' });
    const setting = await ada.writer.db.settings.get(publicSetting(room.calendarId, 'door'));
    const address = new URL(pageAddress(readPublicLink('door', setting?.value)!, 'https://app.example/door.html'));
    const board = async () =>
      readDoor(new TextDecoder().decode(await readPublic(address.hash, AbortSignal.timeout(20_000))))!;
    const words = async (hour: number) => {
      const { kind, current, until, next } = doorState(await board(), at(hour), 'UTC');
      const name = ({ title, mark }: (typeof next)[number]) => `${title}/${mark?.by}`;
      return [
        kind,
        current.map(name).join(),
        until === undefined ? '' : new Date(until).getUTCHours(),
        next.map(name).join(),
      ];
    };
    expect(await words(10)).toEqual(['busy', 'Plan/Ada', 11, 'Talk/Bob']);
    expect(await words(11)).toEqual(['free', '', 12, 'Talk/Bob']);
    expect(await words(13)).toEqual(['free', '', '', '']);
    expect(JSON.stringify(await board())).not.toContain(ada.me);

    // The room keeps it to itself from now on, so its door does.
    const { change } = await run(ada, {
      type: 'updateRoom',
      ref: { collectionId: room.listId, uid: room.uid },
      before: room,
      fields: { ...room, showWho: false },
    });
    await links.noteChange(change, true);
    for (const work of timers.splice(0)) work();
    await expect.poll(() => words(10)).toEqual(['busy', '/', 11, '/']);
    await links.handlers.unpublishCalendar?.(ask);
    await expect(board()).rejects.toMatchObject({ code: 'net/status', detail: { status: 404 } });
  });
});
