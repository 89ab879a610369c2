// Rooms in the form of an event: filters, many of them, and what is said of a series.
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/rooms/ik-room-field.js';
import type { IkRoomField } from '../../src/components/rooms/ik-room-field.js';
import type { Room } from '../../src/domain/rooms/room.js';
import { choice, createFakeRooms, room } from '../support/fake-rooms.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const offered = (element: Element) =>
  [...element.shadowRoot!.querySelectorAll('.list .choice .room-name')].map(
    (one) => one.textContent!.trim().split(/\s/)[0],
  );
const words = (element: Element, part: string) =>
  element.shadowRoot!.querySelector(part)!.textContent!.replace(/\s+/g, ' ').trim();

async function open(rooms: readonly Room[], partly: readonly string[] = []) {
  const fake = createFakeRooms(() => ({ undo: async () => {} }), { rooms });
  const asked: unknown[] = [];
  const watchFor: typeof fake.watchFor = (request) => ({
    subscribe(observer) {
      asked.push(request.chosen);
      const choices = rooms.map((one) => choice(one, partly.includes(one.uid) ? { partly: true } : {}));
      observer.next({ choices, lastBooked: [] });
      return { unsubscribe() {} };
    },
  });
  const services = createFakeServices({ rooms: { ...fake, watchFor } }, createFakeState());
  const { element } = await mount<IkRoomField>(
    html`<ik-room-field .fields=${{ ...emptyEventFields, end: 3_600_000 }}
    @ik-event-rooms=${({ change }: { change: object }) => Object.assign(element, { fields: { ...element.fields, ...change } })}></ik-room-field>`,
    {
      services,
    },
  );
  await until(() => element.shadowRoot!.querySelector('.add'));
  element.shadowRoot!.querySelector<HTMLButtonElement>('.add')!.click();
  await until(() => offered(element).length > 0);
  return { element, asked };
}

describe('<ik-room-field>', () => {
  it('finds rooms by floor as by equipment and size [R3]', async () => {
    const { element } = await open([
      room('Amber', { floor: '2', equipment: ['Screen'] }),
      room('Birch', { floor: 'Attic', equipment: ['Screen'] }),
      room('Cedar', { floor: '2' }),
    ]);
    await expectAccessible(element);
    const choose = async (label: string, value: string) => {
      const select = element.shadowRoot!.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)!;
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await settled(element);
    };
    const floors = [...element.shadowRoot!.querySelectorAll('select[aria-label="Floor"] option')];
    expect(floors.map((one) => one.textContent)).to.deep.equal(['Floor', 'Floor 2', 'Attic']);
    await choose('Floor', '2');
    expect(offered(element)).to.deep.equal(['Amber', 'Cedar']);
    await choose('Equipment', 'Screen');
    expect(offered(element)).to.deep.equal(['Amber']);
    await choose('Floor', '');
    expect(offered(element)).to.deep.equal(['Amber', 'Birch']);
  });

  it('says that there are more rooms than it shows', async () => {
    const { element } = await open(Array.from({ length: 1000 }, (_, n) => room(`Room ${n + 1}`)));
    expect(offered(element).length).to.equal(60);
    expect(words(element, '.list')).to.contain('940 more: look for a name or a place.');
  });

  it('says of which rooms a series was looked at once only, and has the chosen one looked at as a whole [RM41]', async () => {
    const { element, asked } = await open([room('Amber'), room('Birch')], ['Birch']);
    const [amber, birch] = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.list .choice')];
    expect(birch!.textContent).to.contain('Free the first time. Choose it to look at the others.');
    expect(amber!.textContent).not.to.contain('first time');
    birch!.click();
    await until(() => JSON.stringify(asked.at(-1)) === '["Birch"]');
  });
});
