// An event with the people of a thread, organised from mail: calendar and room are chosen in the same form.
import { expect } from 'chai';
import { html } from 'lit';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import { organiseEvent } from '../../src/components/mail/organise-event.js';
import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import type { EmailDetail } from '../../src/domain/mail/email.js';
import { createFakeRooms, room } from '../support/fake-rooms.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { deep, exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const email = (from: string, to: readonly string[]) =>
  ({
    ...{ subject: 'Re: Relay rollout', from: [{ name: '', email: from }], cc: [] },
    to: to.map((one) => ({ name: '', email: one })),
  }) as unknown as EmailDetail;

async function open(theme: 'light' | 'dark') {
  const state = createFakeState();
  const log = (name: string, ...args: readonly unknown[]) => {
    state.calls.push([name, ...args]);
    return { undo: async () => {} };
  };
  const rooms = [
    room('amber', { name: 'Amber', capacity: 6, floor: '2nd floor', equipment: ['Screen'] }),
    room('birch', { name: 'Birch', capacity: 12 }),
    room('cedar', { name: 'Cedar', capacity: 20 }),
  ];
  const services = createFakeServices(
    { rooms: createFakeRooms(log, { rooms, taken: ['cedar'], lastBooked: ['birch'] }) },
    state,
  );
  const { element } = await mount<HTMLDivElement>(html`<div></div>`, {
    services,
    display: { ...exampleDisplay, theme },
  });
  element.attachShadow({ mode: 'open' });
  const thread = [
    email('ada@mail.example', ['me@mail.example', 'bo@mail.example']),
    email('me@mail.example', ['ada@mail.example']),
  ];
  await organiseEvent(element, services, exampleDisplay, thread, ['me@mail.example']);
  const dialog = element.shadowRoot!.querySelector('ik-event-dialog') as IkEventDialog;
  await until(() => dialog.shadowRoot?.querySelector('ik-room-field'));
  const field = () => deep(dialog, 'ik-room-field');
  const buttons = () => [...field().shadowRoot!.querySelectorAll('button')];
  await until(() => buttons().length > 0);
  return { dialog, field, buttons, state };
}

for (const theme of ['light', 'dark'] as const)
  it(`[M14] an event organised from mail offers rooms, those booked last and those that are free first (${theme})`, async () => {
    const { dialog, field, buttons } = await open(theme);
    buttons()
      .find((one) => one.textContent?.includes('Add a room'))!
      .click();
    const names = () =>
      [...field().shadowRoot!.querySelectorAll('.list .choice .room-name')].map(
        (one) => one.textContent!.split(' ')[0],
      );
    await until(() => names().length === 3);
    expect(names()).to.deep.equal(['Birch', 'Amber', 'Cedar']);
    const headings = [...field().shadowRoot!.querySelectorAll('.list h3')].map((one) => one.textContent);
    expect(headings).to.deep.equal(['Last booked', 'Free then', 'Taken']);
    await expectAccessible(dialog);
  });

it('[M14] the room that is chosen is invited with the people of the thread', async () => {
  const { dialog, field, buttons, state } = await open('light');
  buttons()
    .find((one) => one.textContent?.includes('Add a room'))!
    .click();
  const offer = await until(() =>
    [...field().shadowRoot!.querySelectorAll<HTMLElement>('.list .choice')].find((one) =>
      one.textContent?.includes('Amber'),
    ),
  );
  offer.click();
  await until(() => field().shadowRoot!.querySelector('ul[aria-label=Rooms]')?.textContent?.includes('Amber'));
  const save = [...dialog.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Save')!;
  save.click();
  const call = await until(() => state.calls.find(([name]) => name === 'calendar.create'));
  const { title, location, attendees } = call.find((part) => typeof part === 'object') as EventFields;
  expect(title).to.equal('Relay rollout');
  expect(attendees.filter(({ kind }) => kind !== 'ROOM').map(({ address }) => address)).to.deep.equal([
    'mailto:ada@mail.example',
    'mailto:bo@mail.example',
  ]);
  expect(attendees.filter(({ kind }) => kind === 'ROOM').map(({ name, address }) => [name, address])).to.deep.equal([
    ['Amber', 'urn:uuid:amber'],
  ]);
  expect(location).to.contain('Amber');
});
