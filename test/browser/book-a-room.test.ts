// The dialog that books a room: times over midnight, what the room does not allow, the second click.
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/rooms/ik-reserve-dialog.js';
import '../../src/components/rooms/ik-rooms-sidebar.js';
import type { IkReserveDialog } from '../../src/components/rooms/ik-reserve-dialog.js';
import type { IkRoomsSidebar, RoomsWishEvent } from '../../src/components/rooms/ik-rooms-sidebar.js';
import { noFilter } from '../../src/domain/rooms/choose-rooms.js';
import type { Room } from '../../src/domain/rooms/room.js';
import { room } from '../support/fake-rooms.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour, minute);
const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

async function say(element: Element, label: string, value: string) {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;
  input.value = value;
  input.dispatchEvent(new Event('change'));
  await settled(element);
}

async function open(start: number, end: number, fields: Partial<Room> = {}) {
  const booked: unknown[] = [];
  const { element } = await mount<IkReserveDialog>(html`<ik-reserve-dialog
    .room=${room('Amber', fields)} .time=${{ start, end }} name="Meeting" day="Wednesday"
    .book=${async (slot: unknown) => void booked.push(slot)}></ik-reserve-dialog>`);
  const book = () => element.shadowRoot!.querySelector<HTMLButtonElement>('button[type=submit]')!;
  return { element, booked, book };
}

describe('<ik-reserve-dialog>', () => {
  it('takes an end after midnight for that of the next day, and says so [RM76]', async () => {
    const { element, booked, book } = await open(at(18, 22), at(18, 23));
    await say(element, 'End', '01:30');
    expect(words(element)).to.contain('It ends on the next day.');
    await expectAccessible(element);
    book().click();
    await until(() => booked.length === 1);
    expect(booked).to.deep.equal([{ start: at(18, 22), end: at(19, 1, 30) }]);
  });

  it('takes an end before midnight of what ended at midnight for one of the same day [RM76]', async () => {
    const { element, booked, book } = await open(at(18, 23), at(19, 0));
    expect(words(element)).not.to.contain('next day');
    await say(element, 'End', '23:30');
    book().click();
    await until(() => booked.length === 1);
    expect(booked).to.deep.equal([{ start: at(18, 23), end: at(18, 23, 30) }]);
  });

  it('lasts until midnight, and takes an end before its start for a slip [RM76]', async () => {
    const { element, book } = await open(at(18, 10), at(18, 11));
    await say(element, 'End', '09:00');
    expect([book().disabled, words(element).includes('The event ends before it starts.')]).to.deep.equal([true, true]);
    await say(element, 'End', '00:00');
    expect([book().disabled, words(element).includes('before it starts')]).to.deep.equal([false, false]);
  });

  it('says what the room does not allow, and does not book', async () => {
    const { element, book } = await open(at(18, 10), at(18, 11), { longest: 30 });
    expect([book().disabled, words(element).includes('longer than the room may be booked')]).to.deep.equal([
      true,
      true,
    ]);
    await say(element, 'End', '10:30');
    expect(book().disabled).to.equal(false);
  });
});

describe('<ik-rooms-sidebar>', () => {
  it('looks for a time over midnight [RM76]', async () => {
    const wishes: unknown[] = [];
    const { element } =
      await mount<IkRoomsSidebar>(html`<ik-rooms-sidebar .slotWanted=${{ start: at(18, 22), end: at(18, 23) }}
      @ik-rooms-wish=${({ wish }: RoomsWishEvent) => wishes.push(wish)}></ik-rooms-sidebar>`);
    await say(element, 'End', '00:30');
    expect(wishes).to.deep.equal([{ slot: { start: at(18, 22), end: at(19, 0, 30) } }]);
  });

  it('searches on telephones, where the page has no room for a field of its own [R3]', async () => {
    const wishes: unknown[] = [];
    const { element } =
      await mount<IkRoomsSidebar>(html`<ik-rooms-sidebar .rooms=${[room('Amber')]} .slotWanted=${{ start: at(18, 22), end: at(18, 23) }} searches
      @ik-rooms-wish=${({ wish }: RoomsWishEvent) => wishes.push(wish)}></ik-rooms-sidebar>`);
    const field = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = 'am';
    field.dispatchEvent(new Event('input'));
    expect(wishes).to.deep.equal([{ filter: { ...noFilter, text: 'am' } }]);
    await expectAccessible(element);
  });
});
