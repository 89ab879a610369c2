// The timeline of rooms: what its bookings say, where they stand, pressing them, and rows that come as it is scrolled.
import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/rooms/ik-room-timeline.js';
import type { IkRoomTimeline } from '../../src/components/rooms/ik-room-timeline.js';
import type { RoomBookingEvent, RoomDayEvent, RoomsInSightEvent } from '../../src/components/rooms/rooms-events.js';
import { bookingsByRoom } from '../../src/components/rooms/timeline-bookings.js';
import type { Room } from '../../src/domain/rooms/room.js';
import type { RoomBooking } from '../../src/domain/rooms/room-query.js';
import { createLocalFormats } from '../../src/domain/time/local-formats.js';
import { type DayNumber, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/domain/time/types.js';
import { room } from '../support/fake-rooms.js';
import { exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const FIRST = Date.UTC(2026, 10, 16);
const rooms = Array.from({ length: 60 }, (_, n) => room(`room-${n}`, { name: `Room ${n}`, capacity: 4, hue: n * 6 }));

function booking(one: Room, day: number, hour: number, minutes: number, more: Partial<RoomBooking> = {}): RoomBooking {
  const start = FIRST + day * MS_PER_DAY + hour * MS_PER_HOUR;
  return {
    ...{ key: `${one.uid} ${start}`, room: one.uid, uid: `u${start}`, local: '', title: 'Plan', by: 'Ada' },
    ...{ start, end: start + minutes * MS_PER_MINUTE, mine: true, recurring: false, state: 'held', checkedIn: false },
    odd: [],
    ...more,
  };
}

async function open(bookings: readonly RoomBooking[], days: number, theme: 'light' | 'dark' = 'light', width = 1100) {
  const pressed: RoomBookingEvent[] = [];
  const inSight: (readonly string[])[] = [];
  const text = createLocalFormats('en-GB');
  const { element } = await mount<IkRoomTimeline>(
    html`<ik-room-timeline .rooms=${rooms} .bookings=${bookingsByRoom(bookings, new Map())} .first=${(FIRST / MS_PER_DAY) as DayNumber} days=${days} ?narrow=${width < 720} .now=${FIRST} .text=${text}
      .style=${`height: 600px; width: ${width}px; display: block; container: rooms / inline-size`}
      @ik-room-booking=${(event: RoomBookingEvent) => pressed.push(event)} @ik-rooms-in-sight=${({ uids }: RoomsInSightEvent) => inSight.push(uids)}></ik-room-timeline>`,
    { display: { ...exampleDisplay, theme } },
  );
  const root = element.shadowRoot!;
  await until(() => root.querySelector('.row') !== null);
  return { element, root, pressed, inSight, marks: () => [...root.querySelectorAll<HTMLElement>('.booking')] };
}

describe('<ik-room-timeline>', () => {
  it('says of each booking what it is, when and whose; the one pressed is told', async () => {
    const first = rooms[0]!;
    const bookings = [
      booking(first, 0, 9, 60),
      booking(first, 0, 11, 30, { title: '', by: 'Bo' }),
      booking(first, 0, 13, 60, { state: 'lost', holder: { title: 'Talk', by: 'Cy' } }),
    ];
    const { element, root, marks, pressed } = await open(bookings, 1);
    expect(marks().map((mark) => mark.ariaLabel)).to.deep.equal([
      'Plan, Ada, 09:00 – 10:00',
      'Bo, 11:00 – 11:30',
      'Plan, Ada, 13:00 – 14:00, Cy booked the room earlier.',
    ]);
    expect(marks().map((mark) => mark.textContent)).to.deep.equal(['Plan Ada', 'Bo', 'Plan Ada']);
    marks()[1]!.querySelector<HTMLElement>('.label')!.click();
    marks()[2]!.click();
    expect(pressed.map((event) => event.booking)).to.deep.equal([bookings[1], bookings[2]]);
    marks()[0]!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    expect(marks()[0]!.title).to.equal('Plan, Ada, 09:00 – 10:00');
    const strip = root.querySelector('.strip')!.getBoundingClientRect();
    const { left, width } = marks()[0]!.getBoundingClientRect();
    expect((left - strip.left) / strip.width).to.be.closeTo(1 / 11, 0.005);
    expect(width / strip.width).to.be.closeTo(1 / 11, 0.01);
    await expectAccessible(element);
  });

  for (const days of [1, 7])
    it(`lets no booking reach into the next one on a telephone, and its words only into what is free (${days} days)`, async () => {
      const four = [9, 9.5, 10, 10.5].map((hour) => booking(rooms[0]!, 0, hour, 30));
      const quarter = booking(rooms[1]!, 0, 9, 15);
      const early = [booking(rooms[2]!, 0, 0, 30), booking(rooms[2]!, 0, 0.5, 30), booking(rooms[2]!, 0, 23, 30)];
      for (const bookings of [[...four, quarter], early]) {
        const { element, root, marks } = await open(bookings, days, 'light', 390);
        const strip = root.querySelector('.strip')!.getBoundingClientRect();
        const hours = bookings === early ? 24 : 11;
        for (const [index, mark] of marks().entries()) {
          const { width, right } = mark.getBoundingClientRect();
          const { start, end } = bookings[index]!;
          expect(width).to.be.at.most(((end - start) / MS_PER_HOUR / hours / days) * strip.width);
          const next = marks()[index + 1]?.getBoundingClientRect();
          if (bookings[index + 1]?.start !== end) continue;
          expect(right).to.be.at.most(next!.left);
          const label = mark.querySelector('.label')?.getBoundingClientRect();
          if (label) expect(label.right).to.be.at.most(next!.left + 1);
        }
        if (bookings !== early) expect(marks().at(-1)!.textContent).to.equal('Plan');
        await expectAccessible(element);
        unmountAll();
      }
    });

  it('gives fingers a half hour of a day as wide as they need, and scrolls to the time that is looked for', async () => {
    const bookings = [9, 9.5, 14, 14.5].map((hour) => booking(rooms[0]!, 0, hour, 30));
    const { element, root, marks } = await open(bookings, 1, 'light', 390);
    for (const mark of marks()) expect(mark.getBoundingClientRect().width).to.be.at.least(24);
    const scroller = root.querySelector('.scroll')!;
    expect(scroller.scrollWidth).to.be.above(scroller.clientWidth);
    const inSight = (at: number) => {
      const [box, own] = [scroller, marks()[at]!].map((one) => one.getBoundingClientRect());
      return own!.left >= box!.left && own!.right <= box!.right;
    };
    expect([inSight(0), inSight(3)]).to.deep.equal([true, false]);
    element.wanted = { start: FIRST + 14 * MS_PER_HOUR, end: FIRST + 15 * MS_PER_HOUR };
    await element.show(FIRST + 14 * MS_PER_HOUR);
    expect(inSight(3)).to.equal(true);
    // Something early makes the day longer: what is in sight stays.
    const { left } = marks()[3]!.getBoundingClientRect();
    element.bookings = bookingsByRoom([booking(rooms[1]!, 0, 6, 30), ...bookings], element.bookings);
    await element.updateComplete;
    expect(marks().length).to.equal(5);
    expect(marks()[3]!.getBoundingClientRect().left).to.be.closeTo(left, 1);
    const leftOf = (name: string) => root.querySelector(name)!.getBoundingClientRect().left;
    await until(() => Math.abs(leftOf('.hours span') - leftOf('.strip')) < 2, 'hours above their bookings');
    await expectAccessible(element);
  });

  it('opens the day that a finger presses in a week on a telephone, where half hours are too small; keys open the booking', async () => {
    const bookings = [9, 9.5, 10].map((hour) => booking(rooms[1]!, 0, hour, 30));
    const { element, root, marks, pressed } = await open(bookings, 7, 'light', 390);
    const days: RoomDayEvent[] = [];
    const slots: Event[] = [];
    element.addEventListener('ik-room-day', (event) => days.push(event));
    element.addEventListener('ik-room-slot', (event) => slots.push(event));
    const middleOf = (one: Element) => {
      const { left, width, top, height } = one.getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)] as [number, number];
    };
    const [x, y] = middleOf(marks()[1]!);
    await sendMouse({ type: 'click', position: [x, y] });
    const strip = root.querySelector('.strip[data-row="2"]')!;
    await sendMouse({ type: 'click', position: [x, middleOf(strip)[1]] });
    expect(days.map(({ room: { name } }) => name)).to.deep.equal(['Room 1', 'Room 2']);
    expect(days.map(({ at }) => (at - FIRST) / MS_PER_HOUR)).to.deep.equal([9, 9]);
    expect([pressed.length, slots.length]).to.deep.equal([0, 0]);
    marks()[1]!.click();
    expect(pressed.map((event) => event.booking)).to.deep.equal([bookings[1]]);
  });

  it('breaks no word in the middle where a day is wide and a booking short', async () => {
    const { root, marks } = await open([booking(rooms[0]!, 0, 9, 30, { title: 'Planning' })], 1);
    const style = getComputedStyle(root.querySelector('.label')!);
    expect(Number.parseFloat(style.width)).to.be.above(marks()[0]!.clientWidth);
    const range = document.createRange();
    range.selectNodeContents(root.querySelector('.label')!);
    expect(range.getClientRects()).to.have.length(1);
  });

  for (const [days, width] of [
    [1, 1100],
    [7, 1100],
    [1, 390],
  ] as const)
    it(`draws what has no room below what has it, and neither over the other (${days} days, ${width} px)`, async () => {
      const held = booking(rooms[0]!, 0, 9, 60, { key: 'first' });
      const lost = booking(rooms[0]!, 0, 9, 60, { state: 'lost' });
      const alone = booking(rooms[0]!, 0, 12, 60);
      const { marks } = await open([held, lost, alone], days, 'light', width);
      const [has, without, full] = marks().map((mark) => mark.getBoundingClientRect());
      expect(without!.top).to.be.at.least(has!.bottom);
      expect(has!.height).to.be.at.least(18);
      expect(full!.height).to.be.above(has!.height);
    });

  it('draws a booking over midnight once for each day, and both are the one booking', async () => {
    const over = booking(rooms[0]!, 1, 20, 10 * 60);
    const { element, marks, pressed } = await open([over, booking(rooms[0]!, 3, 9, 120)], 7, 'dark');
    expect(marks().map((mark) => mark.ariaLabel?.split(',')[0])).to.deep.equal(['Plan', 'Plan', 'Plan']);
    for (const mark of marks().slice(0, 2)) mark.click();
    expect(pressed.map((event) => event.booking.key)).to.deep.equal([over.key, over.key]);
    await expectAccessible(element);
  });

  it('shows the room that comes in the elements of one that has gone, and has the rows in order once it rests', async () => {
    const all = rooms.flatMap((one, n) =>
      Array.from({ length: 1 + (n % 3) }, (_, at) =>
        booking(one, at, 9, 60, { title: `Plan ${n}`, ...(n % 2 === 1 && { state: 'waiting' }) }),
      ),
    );
    const { element, root, marks, pressed } = await open(all, 7);
    await until(() => marks().length > 20);
    const [before, strip] = [marks(), root.querySelector<HTMLElement>('.strip')!];
    marks()[0]!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    strip.focus();
    const scroller = root.querySelector('.scroll')!;
    scroller.scrollTop = 20 * 76;
    await until(() => root.querySelector('.strip[data-row="25"] .booking') !== null);
    expect(marks().filter((mark) => before.includes(mark)).length).to.be.above(before.length / 2);
    // What had the focus shows another room now.
    expect(root.activeElement).to.equal(null);
    for (const row of root.querySelectorAll('.row')) {
      const n = Number(row.getAttribute('aria-rowindex')) - 2;
      const own = [...row.querySelectorAll<HTMLElement>('.booking')];
      expect(row.querySelector('.title button')!.textContent).to.equal(`Room ${n}`);
      expect(own.map((mark) => mark.ariaLabel?.split(',')[0])).to.deep.equal(Array(1 + (n % 3)).fill(`Plan ${n}`));
      expect(own.every((mark) => mark.title === '')).to.equal(true);
      expect(own.every((mark) => mark.classList.contains(n % 2 === 1 ? 'waiting' : 'held'))).to.equal(true);
      expect(row.getBoundingClientRect().top - scroller.getBoundingClientRect().top).to.be.closeTo((n - 20) * 76, 1);
    }
    const shown = () => [...root.querySelectorAll('.row')].map((row) => Number(row.getAttribute('aria-rowindex')));
    await until(() => shown().every((row, at, list) => at === 0 || row === list[at - 1]! + 1), 'rows in order');
    root.querySelector<HTMLElement>('.strip[data-row="25"] .booking')!.click();
    expect(pressed[0]!.booking.title).to.equal('Plan 25');
    // A row with the focus keeps it while the others are put in order.
    const focused = root.querySelector<HTMLElement>('.strip[data-row="30"]')!;
    focused.focus();
    scroller.scrollTop = 25 * 76;
    await until(() => root.querySelector('.strip[data-row="32"] .booking') !== null);
    await until(() => shown().every((row, at, list) => at === 0 || row === list[at - 1]! + 1), 'rows in order again');
    expect(root.activeElement).to.equal(focused);
    await expectAccessible(element);
  });

  it('keeps the bookings of a row as they are while it is scrolled, and asks for rooms in pages before they come', async () => {
    const all = rooms.flatMap((one) => [booking(one, 0, 9, 60), booking(one, 2, 9, 60)]);
    const { root, inSight, marks } = await open(all, 7);
    await until(() => inSight.at(-1)!.length > Math.ceil(600 / 76) + 8);
    expect(inSight.at(-1)!.length % 8).to.equal(0);
    const kept = marks()[8];
    root.querySelector('.scroll')!.scrollTop = 3 * 76;
    await until(() => root.querySelector('.strip[data-row="14"] .booking') !== null);
    expect(marks()).to.include(kept);
    root.querySelector('.scroll')!.scrollTop = 40 * 76;
    await until(() => root.querySelector('.strip[data-row="44"] .booking') !== null);
    expect(inSight.at(-1)).to.include('room-55');
    expect(inSight.at(-1)).not.to.include('room-0');
  });
});

describe('a room’s name on a telephone', () => {
  it('is as high as a finger needs, in the rows as they are', async () => {
    const { root } = await open([], 1, 'light', 390);
    const name = root.querySelectorAll<HTMLElement>('.row .title button')[1]!;
    const { left, top, bottom } = name.closest('.name')!.getBoundingClientRect();
    const isPressed = (y: number) => root.elementFromPoint(left + 20, y) === name;
    expect([top + 1, bottom - 1, top + 43].map(isPressed)).to.deep.equal([true, true, true]);
  });
});
