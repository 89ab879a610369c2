// The door of a room, its switch, rooms in My Day, and rooms that somebody else had booked earlier.
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/day/ik-day-rooms.js';
import type { IkDayRooms } from '../../src/components/day/ik-day-rooms.js';
import '../../src/components/rooms/ik-door.js';
import type { IkDoor, ReadDoor } from '../../src/components/rooms/ik-door.js';
import '../../src/components/rooms/ik-room-door.js';
import type { IkRoomDoor } from '../../src/components/rooms/ik-room-door.js';
import '../../src/components/rooms/ik-room-losses.js';
import type { IkRoomLosses } from '../../src/components/rooms/ik-room-losses.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { AppError } from '../../src/domain/errors.js';
import { doorBoard, doorToText } from '../../src/domain/rooms/door-board.js';
import { roomAttendee } from '../../src/domain/rooms/event-rooms.js';
import type { Room } from '../../src/domain/rooms/room.js';
import type { LostBooking, RoomBooking } from '../../src/domain/rooms/room-query.js';
import { type EpochMs, MS_PER_MINUTE } from '../../src/domain/time/types.js';
import { createFakeRooms, room } from '../support/fake-rooms.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { deep, exampleDisplay, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const now = Date.now();
const soon = (minutes: number) => now + minutes * MS_PER_MINUTE;
/** Blocks that stand side by side may have nothing between them. */
const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

function booking(one: Room, from: number, minutes: number, more: Partial<RoomBooking> = {}): RoomBooking {
  return {
    ...{ key: `${one.uid}${from}`, room: one.uid, uid: `u${from}`, local: '', title: 'Plan', by: 'Ada' },
    ...{ start: soon(from), end: soon(from + minutes), mine: true, recurring: false, state: 'held', checkedIn: false },
    odd: [],
    ...more,
  };
}

function servicesWith(given: Parameters<typeof createFakeRooms>[1]) {
  const state = createFakeState();
  const log = (name: string, ...args: readonly unknown[]) => {
    state.calls.push([name, ...args]);
    return { undo: async () => void state.calls.push(['undo', name]) };
  };
  return createFakeServices({ rooms: createFakeRooms(log, given) }, state);
}

describe('<ik-door>', () => {
  // A day that lasts, whenever the test runs.
  const zone = `Etc/GMT${new Date(now).getUTCHours() > 12 ? '+' : '-'}${Math.abs(new Date(now).getUTCHours() - 12)}`;
  const claim = (uid: string, from: number, minutes: number) => ({
    ...{ key: uid, uid, start: soon(from), end: soon(from + minutes), local: '', cancelled: false },
    ...{ title: `About ${uid}`, mark: { by: `Person ${uid}`, account: '', at: 1 } },
  });
  const text = (claims: readonly ReturnType<typeof claim>[], asOf = now) =>
    doorToText(
      doorBoard(room('room-7', { name: 'Léman', floor: '3rd floor', capacity: 12, zone }), claims, {
        ...{ asOf: asOf as EpochMs, withWho: true, uidOf: (uid: string) => uid },
      }),
    );
  const bytes = (board: string) => new TextEncoder().encode(board);
  async function open(read: ReadDoor) {
    const { element } = await mount<IkDoor>(html`<ik-door locale="en-GB" .read=${read}></ik-door>`);
    await element.load();
    await settled(element);
    return element;
  }

  it('says who has the room until when, what comes, and how to book it', async () => {
    const door = await open(async () => ({ bytes: bytes(text([claim('one', -10, 40), claim('two', 60, 30)])) }));
    expect(deep(door, '.now').className).to.equal('now busy');
    expect(words(deep(door, 'ik-qr-code'))).to.equal('');
    const said = words(door);
    expect(said).to.match(
      /Léman ?12 people · 3rd floor ?Busy ?until \d\d:\d\d ?About one ?\d\d:\d\d – \d\d:\d\d · Person one/,
    );
    expect(said).to.match(/Later today ?\d\d:\d\d – \d\d:\d\d ?About two ?Person two/);
    expect(deep<HTMLElement & { text: string }>(door, 'ik-qr-code').text).to.equal(
      `${location.origin}/rooms/book/room-7`,
    );
    expect(document.title).to.equal('Léman');
    await expectAccessible(door);
    document.documentElement.dataset.theme = 'dark';
    await expectAccessible(door);
  });

  it('is green when it is free, on a phone too', async () => {
    await setViewport({ width: 390, height: 844 });
    try {
      const door = await open(async () => ({ bytes: bytes(text([])) }));
      expect(deep(door, '.now').className).to.equal('now free');
      expect(words(door))
        .to.match(/Free ?for the rest of the day/)
        .and.to.contain('Nothing more is booked today.');
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
      await expectAccessible(door);
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });

  it('goes on with what it knows while nobody answers, and says of when that is', async () => {
    let answers = true;
    const door = await open(async () => {
      if (!answers) throw new AppError('net/unreachable', 'away', { host: 'relay.example' });
      return { bytes: bytes(text([claim('one', -10, 40)])) };
    });
    expect(words(door)).not.to.contain('As of');
    answers = false;
    await door.load();
    await settled(door);
    expect(words(door)).to.match(/About one.*As of \d\d:\d\d: the server cannot be reached/);
    answers = true;
    await door.load();
    await settled(door);
    expect(words(door)).not.to.contain('As of');
  });

  it('says so when what it shows was kept, or is old', async () => {
    const kept = await open(async () => ({ bytes: bytes(text([])), keptAt: soon(-3 * 1440) as EpochMs }));
    expect(words(kept)).to.match(/As of \w{3},? \d+ \w+, \d\d:\d\d: the server cannot/);
    unmountAll();
    const old = await open(async () => ({ bytes: bytes(text([], soon(-3 * 1440))) }));
    expect(words(old)).to.contain('no device of its owner has been online since');
    await expectAccessible(old);
  });

  for (const [what, error, said] of [
    ['half an address', new AppError('sync/code', 'no'), 'not complete'],
    ['a door that is switched off', new AppError('net/status', 'no', { status: 404 }), 'switched off'],
    ['no network from the beginning', new AppError('net/unreachable', 'no', {}), 'cannot be reached'],
  ] as const)
    it(`explains ${what}`, async () => {
      const door = await open(() => Promise.reject(error));
      expect(words(door)).to.contain(said);
      await expectAccessible(door);
    });

  it('is nothing for what is no board', async () => {
    expect(words(await open(async () => ({ bytes: bytes('BEGIN:VCALENDAR') })))).to.contain('not complete');
  });
});

describe('<ik-room-door>', () => {
  it('is switched on, shows less when asked, and is switched off with undo', async () => {
    const services = servicesWith({});
    const { element, events } = await mount<IkRoomDoor>(html`<ik-room-door calendar-id="cal"></ik-room-door>`, {
      services,
    });
    await until(() => !deep<HTMLInputElement>(element, '.switch').disabled);
    deep(element, '.switch').click();
    await until(() => element.shadowRoot!.querySelector('ik-qr-code'));
    expect(services.state.calls.at(-1)).to.deep.equal(['publicLinks.publish', 'door', 'full', 'Booked']);
    await settled(element);
    await expectAccessible(element);
    const select = deep<HTMLSelectElement>(element, 'select');
    select.value = 'busy';
    select.dispatchEvent(new Event('change'));
    await until(() => services.state.calls.at(-1)?.[2] === 'busy');
    await until(() => !deep<HTMLInputElement>(element, '.switch').disabled);
    deep(element, '.switch').click();
    await until(() => element.shadowRoot!.querySelector('ik-qr-code') === null);
    await events<NoticeEvent>('ik-notice').at(-1)?.options.undo?.();
    await until(() => element.shadowRoot!.querySelector('ik-qr-code'));
  });

  it('shows times alone where the room keeps to itself who booked it', async () => {
    const { element } = await mount<IkRoomDoor>(html`<ik-room-door calendar-id="cal" quiet></ik-room-door>`);
    await until(() => !deep<HTMLInputElement>(element, '.switch').disabled);
    deep(element, '.switch').click();
    const select = await until(() => element.shadowRoot!.querySelector('select'));
    expect([select.value, select.disabled]).to.deep.equal(['busy', true]);
  });
});

describe('<ik-day-rooms>', () => {
  const open = async (given: Parameters<typeof createFakeRooms>[1]) => {
    const services = servicesWith(given);
    const { element } = await mount<IkDayRooms>(
      html`<ik-day-rooms .services=${services} .display=${exampleDisplay} .now=${now as EpochMs}></ik-day-rooms>`,
      { services },
    );
    return { element, services };
  };

  it('says until when rooms are free, and books one in two clicks', async () => {
    const [leman, jura] = [room('Léman'), room('Jura')];
    const bookings = [booking(jura, -10, 30)];
    const { element, services } = await open({ rooms: [jura, leman], bookings });
    await until(() => element.shadowRoot!.querySelectorAll('li').length === 2);
    expect(words(element)).to.match(/Léman ?free .* Book Jura ?taken until \d\d:\d\d/);
    await expectAccessible(element);
    deep(element, '[aria-label="Book Léman"]').click();
    const dialog = await until(() => element.shadowRoot!.querySelector('ik-reserve-dialog'));
    await settled(dialog);
    await until(() => dialog.shadowRoot!.querySelector<HTMLButtonElement>('[type=submit]'));
    deep(dialog, '[type=submit]').click();
    const [, request] = await until(() => services.state.calls.find(([name]) => name === 'rooms.book'));
    expect(request).to.nested.include({ 'room.uid': 'Léman' });
  });

  it('leads to the first room where there is none', async () => {
    const { element } = await open({});
    await until(() => words(element).includes('No rooms yet.'));
    expect(deep<HTMLAnchorElement>(element, 'a').getAttribute('href')).to.equal('/rooms');
    await expectAccessible(element);
  });
});

describe('<ik-room-losses>', () => {
  const [amber, birch] = [room('Amber'), room('Birch', { floor: '2nd floor' })];
  const loss: LostBooking = {
    ...{ room: amber, times: 3, others: [{ room: birch, always: false }] },
    booking: booking(amber, 60, 30, { state: 'lost', holder: { title: 'Talk', by: 'Bob' } }),
  };
  const open = async () => {
    localStorage.removeItem('ik-room-losses-aside');
    const services = servicesWith({ rooms: [amber, birch], lost: [loss] });
    const mounted = await mount<IkRoomLosses>(html`<ik-room-losses></ik-room-losses>`, { services });
    await until(() => mounted.element.shadowRoot!.querySelector('.card'));
    return { ...mounted, services };
  };

  it('names who was earlier and what is free, and is put aside with undo', async () => {
    const { element, events } = await open();
    expect(words(element)).to.match(
      /Bob booked Amber earlier “Plan”, .* is without a room. So are 2 more of this series. Free then: Birch this time only Without a room/,
    );
    await expectAccessible(element);
    deep(element, '.close').click();
    await until(() => element.shadowRoot!.querySelector('.card') === null);
    await events<NoticeEvent>('ik-notice').at(-1)?.options.undo?.();
    await until(() => element.shadowRoot!.querySelector('.card'));
  });

  it('says so when this person has the room already', async () => {
    const holder = { title: 'Talk', by: 'Ada', mine: true } as const;
    const services = servicesWith({ lost: [{ ...loss, booking: { ...loss.booking, holder } }] });
    const { element } = await mount<IkRoomLosses>(html`<ik-room-losses></ik-room-losses>`, { services });
    await until(() => words(element).startsWith('Your “Talk” has Amber already “Plan”,'));
  });

  it('tells of a no, and takes the room out of the whole series that was refused', async () => {
    const refused: LostBooking = {
      ...loss,
      booking: booking(amber, 60, 30, { state: 'declined', recurring: true }),
    };
    const services = servicesWith({ rooms: [amber, birch], lost: [refused] });
    const { element, events } = await mount<IkRoomLosses>(html`<ik-room-losses></ik-room-losses>`, { services });
    await until(() => element.shadowRoot!.querySelector('.card'));
    expect(words(element)).to.match(/^Your booking of Amber was declined “Plan”, .* is without a room. So are 2 more/);
    const fields = { ...emptyEventFields, title: 'Plan', location: 'Amber', attendees: [roomAttendee(amber)] };
    services.state.events.set([{ occurrence: { uid: refused.booking.uid, collectionId: 'work' }, fields } as never]);
    const press = [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.acts button')];
    press.at(-1)!.click();
    await until(() => events<NoticeEvent>('ik-notice')[0]);
    const [, , given, scope] = services.state.calls.find(([call]) => call === 'calendar.update')!;
    expect([(given as typeof fields).attendees, scope]).to.deep.equal([[], 'all']);
  });

  it('gives the event the free room that is pressed, or none, and takes that back with undo', async () => {
    for (const [name, location, guests, said] of [
      ['Birch', 'Birch, 2nd floor', ['mailto:bo@b.example', 'urn:uuid:Birch'], 'Moved to Birch.'],
      ['Without a room', '', ['mailto:bo@b.example'], 'The event has no room now.'],
    ] as const) {
      const { element, events, services } = await open();
      const person = { ...roomAttendee(amber), address: 'mailto:bo@b.example', kind: '' };
      const fields = {
        ...emptyEventFields,
        title: 'Plan',
        location: 'Amber',
        attendees: [person, roomAttendee(amber)],
      };
      const occurrence = { uid: loss.booking.uid, key: 'plan', collectionId: 'work' };
      services.state.events.set([{ occurrence, fields } as never]);
      const press = [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.acts button')];
      press.find(({ textContent }) => textContent!.trim().startsWith(name))!.click();
      const notice = await until(() => events<NoticeEvent>('ik-notice')[0]);
      expect(notice.message).to.equal(said);
      const [, ref, given, scope] = services.state.calls.find(([call]) => call === 'calendar.update')!;
      expect(ref).to.deep.equal({ collectionId: 'work', uid: loss.booking.uid });
      expect(given).to.include({ title: 'Plan', location });
      expect((given as typeof fields).attendees.map(({ address }) => address)).to.deep.equal(guests);
      expect(scope).to.equal('all');
      await notice.options.undo!();
      expect(services.state.calls.at(-1)).to.deep.equal(['undo', 'calendar.update']);
      unmountAll();
    }
  });

  it('gives another room to a whole series where it is free every time [RM45]', async () => {
    const others = [birch, room('Cedar')].map((other, index) => ({ room: other, always: index === 0 }));
    const recurring = { ...loss, booking: { ...loss.booking, recurring: true }, others };
    for (const [at, expected] of [
      [0, ['Birch every time', 'all']],
      [1, ['Cedar this time only', 'this']],
    ] as const) {
      const services = servicesWith({ rooms: [amber, birch, others[1]!.room], lost: [recurring] });
      const { element, events } = await mount<IkRoomLosses>(html`<ik-room-losses></ik-room-losses>`, { services });
      await until(() => element.shadowRoot!.querySelector('.card'));
      const fields = { ...emptyEventFields, title: 'Plan', location: 'Amber', attendees: [roomAttendee(amber)] };
      services.state.events.set([{ occurrence: { uid: loss.booking.uid, collectionId: 'work' }, fields } as never]);
      const press = element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.acts button')[at]!;
      await expectAccessible(element);
      const said = press.textContent!.replace(/\s+/g, ' ').trim();
      press.click();
      await until(() => events<NoticeEvent>('ik-notice')[0]);
      const [, , , scope] = services.state.calls.find(([call]) => call === 'calendar.update')!;
      expect([said, scope]).to.deep.equal(expected);
      unmountAll();
    }
  });

  it('says so when its event is on another device, and changes nothing', async () => {
    const { element, events, services } = await open();
    deep(element, '.acts button').click();
    const notice = await until(() => events<NoticeEvent>('ik-notice')[0]);
    expect([notice.message, notice.options.undo]).to.deep.equal([
      'Its event is in no calendar on this device.',
      undefined,
    ]);
    expect(services.state.calls).to.deep.equal([]);
  });

  it('fits a phone, with names as long as they come', async () => {
    await setViewport({ width: 390, height: 844 });
    try {
      const long = room('Long', { name: 'Großer Sitzungssaal im Rückgebäude', floor: 'Erdgeschoss links' });
      const services = servicesWith({
        lost: [{ ...loss, others: [long, birch].map((other) => ({ room: other, always: true })) }],
      });
      const { element } = await mount<IkRoomLosses>(html`<ik-room-losses></ik-room-losses>`, { services });
      await until(() => element.shadowRoot!.querySelector('.card'));
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
      const card = deep(element, '.card').getBoundingClientRect();
      for (const one of element.shadowRoot!.querySelectorAll('button')) {
        const box = one.getBoundingClientRect();
        expect([box.left >= card.left, box.right <= card.right, one.scrollWidth <= one.clientWidth]).to.deep.equal([
          ...[true, true, true],
        ]);
      }
      await expectAccessible(element);
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });
});
