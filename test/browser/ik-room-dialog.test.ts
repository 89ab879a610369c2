// A room in its form and in the table: what is wrong is said, what is stored is shown; who may only look reads it.
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/rooms/ik-room-dialog.js';
import '../../src/components/rooms/ik-room-table.js';
import type { IkRoomDialog } from '../../src/components/rooms/ik-room-dialog.js';
import type { IkRoomTable, RoomChangeEvent, RoomLimitEvent } from '../../src/components/rooms/ik-room-table.js';
import { emptyRoom, type RoomFields } from '../../src/domain/rooms/room.js';
import type { RoomList } from '../../src/domain/rooms/room-query.js';
import { room } from '../support/fake-rooms.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const office = emptyRoom.hours.map((_, day) => (day < 5 ? [{ start: 480, end: 1080 }] : []));
const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

async function open(fields: Partial<RoomFields>, readonly = false) {
  const saved: RoomFields[] = [];
  const save = async (made: RoomFields) => void saved.push(made);
  const { element } = await mount<IkRoomDialog>(
    html`<ik-room-dialog .fields=${{ ...emptyRoom, name: 'Amber', ...fields }} .save=${save} ?readonly=${readonly}></ik-room-dialog>`,
  );
  const press = () => element.shadowRoot!.querySelector<HTMLButtonElement>('button[type=submit]')!.click();
  return { element, saved, press };
}

/** Types into a field of an element within, and leaves it. */
async function type(element: Element, inner: string, selector: string, value: string) {
  const input = deep<HTMLInputElement>(element, inner).shadowRoot!.querySelector<HTMLInputElement>(selector)!;
  input.value = value;
  input.dispatchEvent(new Event('change'));
  await settled(element);
  return input;
}

describe('<ik-room-dialog>', () => {
  it('says which day’s hours end before they begin, and saves nothing: the day would be closed', async () => {
    const { element, saved, press } = await open({ hours: office });
    await type(element, 'ik-hours-field', '[aria-label="Tuesday: until"]', '07:00');
    press();
    await until(() => words(element).includes('Tuesday: the hours end before they begin.'));
    await expectAccessible(element);
    expect(saved).to.deep.equal([]);
    const emptied = await type(element, 'ik-hours-field', '[aria-label="Monday: from"]', '');
    expect(emptied.value).to.equal('08:00');
    await type(element, 'ik-hours-field', '[aria-label="Tuesday: until"]', '17:00');
    press();
    await until(() => saved.length === 1);
    expect(saved[0]!.hours.slice(0, 2)).to.deep.equal([[{ start: 480, end: 1080 }], [{ start: 480, end: 1020 }]]);
  });

  it('has the zone that its hours are of [RM31]', async () => {
    const { element, saved, press } = await open({ hours: office, zone: 'Europe/Zurich' });
    await type(element, 'ik-zone-field', 'input', 'America/New_York');
    press();
    await until(() => saved.length === 1);
    expect(saved[0]!.zone).to.equal('America/New_York');
  });

  it('is read by whoever may not change it, also with a screen reader', async () => {
    const facts = {
      capacity: 6,
      floor: '2',
      equipment: ['Screen'],
      accessibility: ['Step-free'],
      note: 'Key at the desk',
    };
    const { element } = await open({ ...facts, hours: office, zone: 'Europe/Zurich', approval: true }, true);
    for (const part of [
      '6 people',
      'Floor 2',
      'Screen',
      'Step-free',
      'Key at the desk',
      'Europe/Zurich',
      'Sunday: Closed',
    ])
      expect(words(element)).to.contain(part);
    expect(element.shadowRoot!.querySelectorAll('[inert], input, button[type=submit]').length).to.equal(0);
    await expectAccessible(element);
  });
});

describe('<ik-room-table>', () => {
  it('shows what is stored of what was typed, and stores what is another value only', async () => {
    const changes: unknown[] = [];
    const rooms = [room('Amber', { equipment: ['Screen'] })];
    const { element } = await mount<IkRoomTable>(html`<ik-room-table .rooms=${rooms} style="height: 300px"
      @ik-room-change=${({ change }: RoomChangeEvent) => changes.push(change)}></ik-room-table>`);
    await until(() => element.shadowRoot!.querySelector('.all .row'));
    const leave = (label: string, value: string) => {
      const input = element.shadowRoot!.querySelector<HTMLInputElement>(`input[aria-label="${label} of Amber"]`)!;
      input.value = value;
      input.dispatchEvent(new Event('change'));
      return input.value;
    };
    expect(
      ['People', 'Floor', 'Name', 'Equipment'].map((label) => leave(label, label === 'People' ? '-5' : '  ')),
    ).to.deep.equal([...['', '', 'Amber', '']]);
    expect(changes).to.deep.equal([{ equipment: [] }]);
    expect(leave('Equipment', 'Screen, screen,  Phone ')).to.equal('Screen, Phone');
    expect(leave('People', '12.7')).to.equal('12');
    expect(changes.slice(1)).to.deep.equal([{ equipment: ['Screen', 'Phone'] }, { capacity: 12 }]);
  });

  it('limits how many rooms the list has, where this person may [RM33]', async () => {
    const limits: unknown[] = [];
    const list: RoomList = { id: 'list', name: 'Rooms', manageable: true, limit: 20 };
    const { element } = await mount<IkRoomTable>(html`<ik-room-table .rooms=${[room('Amber')]} .list=${list}
      @ik-room-limit=${(event: RoomLimitEvent) => limits.push(event.limit)}></ik-room-table>`);
    const input = element.shadowRoot!.querySelector<HTMLInputElement>('.limit input')!;
    expect(input.value).to.equal('20');
    for (const value of ['-1', '20', '30']) {
      input.value = value;
      input.dispatchEvent(new Event('change'));
    }
    expect(limits).to.deep.equal([0, 30]);
    await expectAccessible(element);
    element.list = undefined;
    await settled(element);
    expect(element.shadowRoot!.querySelector('.limit')).to.equal(null);
  });
});
