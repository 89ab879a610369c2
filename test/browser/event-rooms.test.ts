// The rooms of an event on its card: what has become of each, as its calendar says.
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/rooms/ik-event-rooms.js';
import type { IkEventRooms } from '../../src/components/rooms/ik-event-rooms.js';
import { roomAttendee } from '../../src/domain/rooms/event-rooms.js';
import type { RoomBooking } from '../../src/domain/rooms/room-query.js';
import { createFakeRooms, room } from '../support/fake-rooms.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const amber = room('amber', { name: 'Amber', floor: '2nd floor', equipment: ['Screen'] });
const occurrence = { uid: 'plan', start: Date.UTC(2026, 10, 18, 9), end: Date.UTC(2026, 10, 18, 10) };
const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

async function card(bookings: readonly Partial<RoomBooking>[]) {
  const whole = bookings.map((one) => ({
    ...{ key: 'amber/plan', room: 'amber', uid: 'plan', local: '', title: 'Plan', by: 'Ada', mine: true },
    ...{ ...occurrence, recurring: false, state: 'held', checkedIn: false, odd: [] },
    ...one,
  })) as readonly RoomBooking[];
  const rooms = createFakeRooms(() => ({ undo: async () => {} }), { rooms: [amber], bookings: whole });
  const services = createFakeServices({ rooms }, createFakeState());
  const { element } = await mount<IkEventRooms>(
    html`<ik-event-rooms .attendees=${[roomAttendee(amber, true)]} .occurrence=${occurrence} .services=${services}></ik-event-rooms>`,
    { services },
  );
  await until(() => words(element).includes('Screen'));
  return element;
}

describe('<ik-event-rooms>', () => {
  it('says what has become of what was asked for, with place and equipment [R4]', async () => {
    const holder = { title: '', by: 'Bo' };
    for (const [booking, said] of [
      [{ state: 'waiting' }, 'Amber 2nd floor Waits for somebody to say yes. Screen'],
      [{ state: 'held' }, 'Amber 2nd floor Screen'],
      [{ state: 'declined' }, 'Amber 2nd floor Declined. Screen'],
      [{ state: 'lost', holder }, 'Amber 2nd floor Bo booked the room earlier. Screen'],
      [{ state: 'released' }, 'Amber 2nd floor Released: nobody came. Screen'],
      [{ state: 'released', declined: true }, 'Amber 2nd floor Released: all guests declined. Screen'],
      // Somebody else's.
      [{ uid: 'other', state: 'lost' }, 'Amber 2nd floor Waits for somebody to say yes. Screen'],
    ] as const) {
      const element = await card([booking as Partial<RoomBooking>]);
      await until(() => words(element) === said, `${words(element)} = ${said}`);
      await expectAccessible(element);
      unmountAll();
    }
  });

  it('is in the page before it knows of which event it is: its file is loaded late', async () => {
    const failures: unknown[] = [];
    const note = (event: ErrorEvent) => failures.push(event.message);
    addEventListener('error', note);
    document.body.append(document.createElement('ik-event-rooms'));
    document.body.lastElementChild!.remove();
    removeEventListener('error', note);
    expect(failures).to.deep.equal([]);
  });

  it('goes by the event where the room’s calendar is not here', async () => {
    expect(words(await card([]))).to.equal('Amber 2nd floor Waits for somebody to say yes. Screen');
  });
});
