import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { Services } from '../../src/app/services.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import '../../src/components/shell/ik-command-box.js';
import '../../src/components/shell/ik-shortcut-sheet.js';
import type { IkCommandBox } from '../../src/components/shell/ik-command-box.js';
import { MAIL_USED } from '../../src/components/shell/unread-controller.js';
import type { EmailListItem } from '../../src/domain/mail/email.js';
import type { RoomsOverview } from '../../src/domain/rooms/room-query.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createCell } from '../support/cell.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { deep, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(() => {
  unmountAll();
  localStorage.removeItem('ik-recent');
  localStorage.removeItem(MAIL_USED);
});

const HOUR = 3_600_000;
const start = Date.UTC(2026, 10, 18, 13) as EpochMs;

function services(): Services {
  const state = createFakeState();
  const occurrence = {
    uid: 'standup',
    key: 'standup',
    collectionId: 'work',
    title: 'Stand-up',
    start,
    end: (start + HOUR) as EpochMs,
    allDay: false,
    floating: false,
    local: '20261118T140000',
    recurring: false,
    location: 'Léman',
  };
  state.events.set([{ occurrence, fields: emptyEventFields }]);
  return createFakeServices({}, state);
}

async function open(given = services()) {
  const ran: string[] = [];
  const mounted = await mount<HTMLElement>(html`<div></div>`, { services: given });
  const command = (title: string, group: string) => ({ id: title, title, group, run: () => ran.push(title) });
  mounted.commands.add([
    command('New event', 'Calendar'),
    command('Settings', 'Go to'),
    command('Neuer Kontäkt', 'Contacts'),
  ]);
  const element = document.createElement('ik-command-box') as IkCommandBox;
  mounted.element.append(element);
  await element.updateComplete;
  const options = () =>
    [...(element.shadowRoot?.querySelectorAll('[role=option] .text') ?? [])].map(
      (o) => o.firstChild?.nextSibling?.textContent ?? o.textContent,
    );
  const active = () =>
    element.shadowRoot?.querySelector('[aria-selected=true]')?.textContent?.replace(/\s+/g, ' ').trim();
  return { ...mounted, element, ran, options, active };
}

describe('<ik-command-box>', () => {
  it('has the focus in its field and is accessible', async () => {
    const { element } = await open();
    expect(element.shadowRoot?.activeElement?.getAttribute('role')).to.equal('combobox');
    await expectAccessible(element);
  });

  it('finds commands by the beginnings of words, accents or not, and runs one by Enter', async () => {
    const { element, ran, active } = await open();
    let closed = 0;
    element.addEventListener('ik-close', () => {
      closed += 1;
    });
    await sendKeys({ type: 'kontakt neu' });
    expect(active()).to.equal('Neuer Kontäkt');
    await sendKeys({ press: 'Enter' });
    await until(() => closed === 1);
    expect(ran).to.deep.equal(['Neuer Kontäkt']);
  });

  it('has commands that come while it is open, and loses those that go', async () => {
    const { commands, element, options } = await open();
    await sendKeys({ type: 'status' });
    expect(options()).not.to.include('Your status');
    const remove = commands.add([{ id: 'status', title: 'Your status', group: 'General', run: () => {} }]);
    await element.updateComplete;
    expect(options()).to.include('Your status');
    remove();
    await element.updateComplete;
    expect(options()).not.to.include('Your status');
  });

  it('moves by arrow keys, round the ends', async () => {
    const { active } = await open();
    expect(active()).to.equal('New event');
    await sendKeys({ press: 'ArrowDown' });
    expect(active()).to.equal('Settings');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    expect(active()).to.equal('Neuer Kontäkt');
  });

  it('finds events and goes to their day in the zone of the display', async () => {
    const { element, active, events } = await open();
    await sendKeys({ type: 'stand' });
    await until(() => active()?.startsWith('Stand-up'));
    expect(active()).to.contain('18 Nov 2026').and.contain('14:00').and.contain('Léman');
    await expectAccessible(element);
    await sendKeys({ press: 'Enter' });
    const navigated = await until(() => events<NavigateEvent>('ik-navigate')[0]);
    expect(navigated.url).to.equal('/calendar/day/2026-11-18?event=standup&calendar=work');
  });

  it('[SL10] finds mail and rooms, too, and leaves out what cannot be asked', async () => {
    localStorage.setItem(MAIL_USED, '1');
    const given = services();
    const mail = {
      id: 'e1',
      subject: 'Stand-up tomorrow',
      from: [{ name: 'Ann', email: 'ann@a.example' }],
      receivedAt: 0,
    };
    (given.mail as FakeMail).list.set([mail as unknown as EmailListItem]);
    const room = { uid: 'r1', name: 'Standing room', address: '', floor: '2nd', equipment: [], bookable: true };
    const other = { ...room, uid: 'r2', name: 'Léman' };
    const overview = { rooms: [room, other], lists: [], lastBooked: [] } as unknown as RoomsOverview;
    const rooms = { ...given.rooms, watch: () => createCell(overview) };
    const contacts = { ...given.contacts, rows: () => Promise.reject(new Error('away')) };
    const { element, events, options, active } = await open({ ...given, rooms, contacts });
    await sendKeys({ type: 'stand' });
    await until(() => options().length >= 3);
    const shown = element.shadowRoot?.querySelector('#list')?.textContent?.replace(/\s+/g, ' ') ?? '';
    expect(shown).to.match(/Events Stand-up.*Mail Stand-up tomorrow ?Ann ·.*Rooms Standing room ?2nd/);
    expect(shown).not.to.contain('Léman,');
    await expectAccessible(element);
    await sendKeys({ press: 'ArrowDown' });
    await until(() => active()?.startsWith('Stand-up tomorrow'));
    await sendKeys({ press: 'Enter' });
    expect((await until(() => events<NavigateEvent>('ik-navigate')[0])).url).to.equal('/mail/all/e1');
  });

  it('[SL11] puts what was chosen lately first, and says nothing of it in what the device keeps', async () => {
    const first = await open();
    await sendKeys({ type: 'kontakt' });
    await sendKeys({ press: 'Enter' });
    await until(() => first.ran.length === 1);
    unmountAll();
    const second = await open();
    expect(second.active()).to.equal('Neuer Kontäkt');
    expect(second.element.shadowRoot?.querySelector('.group')?.textContent).to.equal('Lately used');
    expect(second.element.shadowRoot?.querySelectorAll('[role=option]')).to.have.length(3);
    expect(localStorage.getItem('ik-recent')).to.match(/^\["\w+"\]$/);
    expect(localStorage.getItem('ik-recent')).not.to.contain('Neu');
  });

  it('[SL11] puts a command whose name begins so before all that is found', async () => {
    const { commands, options, active } = await open();
    commands.add([{ id: 'x', title: 'Standard view', group: 'General', run() {} }]);
    await sendKeys({ type: 'stand' });
    await until(() => options().some((text) => text?.startsWith('Stand-up')));
    expect(active()).to.equal('Standard view');
  });

  it('waits for what is looked for when Enter comes first, and takes nothing of the letters before', async () => {
    const given = services();
    const waiting: (() => void)[] = [];
    const search: Services['calendar']['search'] = async (text, options) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return given.calendar.search(text, options);
    };
    const { events, active, element } = await open({ ...given, calendar: { ...given.calendar, search } });
    await sendKeys({ type: 'sett' });
    expect(active()).to.equal('Settings');
    for (const _ of 'sett') await sendKeys({ press: 'Backspace' });
    await sendKeys({ type: 'stand' });
    await sendKeys({ press: 'Enter' });
    expect(element.shadowRoot?.querySelector('dialog')?.open).to.equal(true);
    for (const go of waiting) go();
    const navigated = await until(() => events<NavigateEvent>('ik-navigate')[0]);
    expect(navigated.url).to.contain('event=standup');
  });

  it('[TA14] finds tasks as tasks, and makes up no day for one that has none', async () => {
    const given = services();
    const [event] = await given.calendar.search('stand', { timeZone: 'UTC', limit: 1 });
    const task = { ...event!, uid: 'pay', title: 'Pay rent', location: '', task: 'open' as const, undated: true };
    const { element, events, active } = await open({
      ...given,
      calendar: { ...given.calendar, search: () => Promise.resolve([task]) },
    });
    await sendKeys({ type: 'rent' });
    await until(() => active() === 'Pay rent');
    expect(element.shadowRoot?.querySelector('.group')?.textContent).to.equal('Tasks');
    await sendKeys({ press: 'Enter' });
    const navigated = await until(() => events<NavigateEvent>('ik-navigate')[0]);
    expect(navigated.url).to.equal('/calendar/tasks?event=pay&calendar=work');
  });

  it('says when nothing is found', async () => {
    const { element } = await open();
    await sendKeys({ type: 'zzz' });
    await until(() => element.shadowRoot?.textContent?.includes('Nothing found.'));
    await expectAccessible(element);
  });
});

describe('<ik-shortcut-sheet>', () => {
  it('lists the shortcuts there are, by group', async () => {
    const mounted = await mount<HTMLElement>(html`<div></div>`);
    mounted.commands.add([
      { id: 'a', title: 'New event', group: 'Calendar', shortcut: 'c', run() {} },
      { id: 'b', title: 'Without', group: 'Calendar', run() {} },
    ]);
    const sheet = document.createElement('ik-shortcut-sheet');
    mounted.element.append(sheet);
    await until(() => sheet.shadowRoot?.querySelector('kbd'));
    expect(deep(sheet, 'dl').textContent?.replace(/\s+/g, ' ').trim()).to.equal('New eventC');
    await expectAccessible(sheet);
  });

  it('says what keys do that are no commands, of the apps that are there', async () => {
    const mounted = await mount<HTMLElement>(html`<div></div>`);
    mounted.commands.add([{ id: 'mail.next', title: 'Next message', group: 'Mail', shortcut: 'j', run() {} }]);
    const sheet = document.createElement('ik-shortcut-sheet');
    mounted.element.append(sheet);
    const headings = await until(() => {
      const found = [...(sheet.shadowRoot?.querySelectorAll('h3') ?? [])].map((one) => one.textContent);
      return found.length > 0 && found;
    });
    expect(headings).to.deep.equal(['Mail', 'In lists', 'While writing mail', 'In forms']);
    await expectAccessible(sheet);
  });
});
