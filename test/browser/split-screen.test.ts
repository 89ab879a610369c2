// Two apps side by side, and what is dragged between them.
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { startContactDrag } from '../../src/components/contacts/contact-drag.js';
import { startMailDrag } from '../../src/components/mail/mail-drag.js';
import '../../src/components/shared/tokens.css';
import '../../src/components/shell/ik-app.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import { startLate } from '../../src/components/shell/late.js';
import type { EmailDetail, EmailListItem } from '../../src/domain/mail/email.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { deep, expectAccessible, settled, until } from '../support/mount.js';
import { sampleContact } from '../support/sample-contacts.js';

const testPage = location.href;
const HOUR = 3_600_000;
const start = Date.UTC(2026, 10, 18, 13) as EpochMs;

before(() => setViewport({ width: 1440, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(() => {
  document.querySelector('ik-app')?.remove();
  document.querySelector('ik-reminder-card')?.remove();
  localStorage.clear();
  history.replaceState(null, '', testPage);
});

async function open(path: string) {
  history.replaceState(null, '', path);
  const state = createFakeState();
  const occurrence = {
    ...{
      uid: 'standup',
      key: 'standup',
      collectionId: 'work',
      title: 'Stand-up',
      start,
      end: (start + HOUR) as EpochMs,
    },
    ...{ allDay: false, floating: false, local: '20261118T140000', recurring: false, location: '' },
  };
  state.events.set([{ occurrence, fields: { ...emptyEventFields, title: 'Stand-up' } }]);
  state.contacts.set([sampleContact('Anna Alpha'), sampleContact('Bob Beta', { emails: [] })]);
  const services = createFakeServices({}, state);
  const app = document.createElement('ik-app') as IkApp;
  app.style.blockSize = '900px';
  app.services = services;
  document.body.append(app);
  startLate(app);
  await settled(app);
  const beside = () => app.shadowRoot!.querySelector('ik-beside');
  const shown = () => [
    app.shadowRoot!.querySelector('#content')!.querySelector(':scope > :not(ik-pane-bar)')?.localName,
    beside()?.shadowRoot?.querySelector('section')?.firstElementChild?.localName,
  ];
  const run = (id: string) =>
    app.commands
      .list()
      .find((command) => command.id === id)!
      .run();
  const address = () => location.pathname + location.search;
  return { app, state, services, beside, shown, run, address };
}

describe('two apps side by side', () => {
  it('[SL6] are what the address says, can be opened, exchanged and closed, and back leads back', async () => {
    const { app, shown, run, address, beside } = await open('/contacts/all?beside=calendar/day/2026-11-18');
    await until(() => shown()[1] === 'ik-calendar-page');
    expect(shown()).to.deep.equal(['ik-contacts-page', 'ik-calendar-page']);
    const bar = deep(app, '#content', 'ik-pane-bar');
    deep(bar, '[aria-label="Change sides"]').click();
    await until(() => shown()[0] === 'ik-calendar-page');
    expect(address()).to.equal('/calendar/day/2026-11-18?beside=contacts/all');
    run('shell.beside-day');
    await until(() => shown()[1] === 'ik-day');
    history.back();
    await until(() => shown()[1] === 'ik-contacts-page');
    deep(beside()!, 'ik-pane-bar', '[aria-label="Close Contacts"]').click();
    await until(() => beside() === null);
    expect(address()).to.equal('/calendar/day/2026-11-18');
  });

  it('[SL6] show the page only in a narrow window, and both again in a wide one', async () => {
    const { beside, address } = await open('/contacts/all?beside=day');
    await until(beside);
    await setViewport({ width: 900, height: 800 });
    await until(() => beside() === null);
    expect(address()).to.equal('/contacts/all?beside=day');
    await setViewport({ width: 1440, height: 900 });
    await until(beside);
  });

  it('each open their lists and calendars, which have no room beside them', async () => {
    const { app, beside, shown } = await open('/contacts/all?beside=calendar/day/2026-11-18');
    await until(() => shown()[1] === 'ik-calendar-page');
    for (const [page, header] of [
      [app.shadowRoot!.querySelector('ik-contacts-page')!, 'ik-contacts-header'],
      [beside()!.shadowRoot!.querySelector('ik-calendar-page')!, 'ik-calendar-header'],
    ] as const) {
      const button = await until(() =>
        page.shadowRoot?.querySelector(header)?.shadowRoot?.querySelector<HTMLElement>('.menu-button'),
      );
      expect(getComputedStyle(button).display).not.to.equal('none');
      const sidebar = deep(page, 'ik-page', 'aside');
      expect(getComputedStyle(sidebar).visibility).to.equal('hidden');
      button.click();
      await until(() => getComputedStyle(sidebar).visibility === 'visible');
      await sendKeys({ press: 'Escape' });
    }
  });

  it('are divided by mouse and keys, alike after loading anew', async () => {
    const { app } = await open('/contacts/all?beside=day');
    const divider = await until(() => app.shadowRoot!.querySelector('ik-divider'));
    await divider.updateComplete;
    const line = deep(divider, '.line');
    const now = () => line.getAttribute('aria-valuenow');
    line.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => now() === '52');
    await sendKeys({ press: 'Home' });
    await until(() => now() === '25');
    expect(app.style.gridTemplateColumns).to.contain('0.25fr');
    app.remove();
    const again = await open('/contacts/all?beside=day');
    await until(() => again.app.style.gridTemplateColumns.includes('0.25fr'));
    await expectAccessible(again.app);
  });

  it('[SL7] each take what is meant for them', async () => {
    const { app, shown, address } = await open('/contacts/all?beside=calendar/day/2026-11-18');
    await until(() => shown()[1] === 'ik-calendar-page');
    app.shadowRoot!.querySelector<HTMLElement>('.tab[href="/calendar"]')!.click();
    await settled(app);
    expect(address()).to.match(/^\/contacts\/all\?beside=calendar/);
    app.shadowRoot!.querySelector<HTMLElement>('.tab[href="/day"]')!.click();
    await until(() => shown()[0] === 'ik-day');
    expect(address()).to.match(/^\/day\?beside=calendar/);
  });

  it('[SL7] each keep the other when keys lead elsewhere: a third app comes into the pane with the focus', async () => {
    const { app, shown, beside, run } = await open('/contacts/all?beside=calendar/day/2026-11-18');
    await until(() => shown()[1] === 'ik-calendar-page');
    run('shell.day');
    await until(() => shown()[0] === 'ik-day');
    expect(shown()).to.deep.equal(['ik-day', 'ik-calendar-page']);
    run('shell.calendar');
    await until(() => app.shadowRoot?.activeElement === beside());
    run('shell.rooms');
    await until(() => shown()[1] === 'ik-rooms');
    expect(shown()).to.deep.equal(['ik-day', 'ik-rooms']);
  });
});

describe('things dragged onto the calendar', () => {
  /** The browser's drag, as far as pages see it. */
  function drag(begin: (event: DragEvent) => void, onto: Element) {
    const dataTransfer = new DataTransfer();
    const box = onto.getBoundingClientRect();
    const at = { clientX: box.x + box.width / 2, clientY: box.y + Math.min(box.height / 2, 30) };
    const options = { bubbles: true, composed: true, cancelable: true, dataTransfer, ...at };
    begin(new DragEvent('dragstart', options));
    const over = new DragEvent('dragover', options);
    onto.dispatchEvent(over);
    onto.dispatchEvent(new DragEvent('drop', options));
    return over.defaultPrevented;
  }

  async function calendarBeside(contacts = '/contacts/all') {
    const opened = await open(`${contacts}?beside=calendar/day/2026-11-18`);
    const { beside } = opened;
    const page = await until(() => beside()?.shadowRoot?.querySelector('ik-calendar-page'));
    const chip = await until(() => page.shadowRoot?.querySelector('ik-calendar')?.shadowRoot?.querySelector('.event'));
    chip.scrollIntoView({ block: 'center' });
    const form = () => until(() => page.shadowRoot!.querySelector('ik-event-dialog'), 'the form opens');
    return { ...opened, page, chip, form };
  }

  it('[SL9] a contact on an event comes to it when it is saved', async () => {
    const { chip, form, state } = await calendarBeside();
    const refs = state.contacts.get().map(({ row }) => ({ collectionId: row.collectionId, uid: row.uid }));
    expect(drag((event) => startContactDrag(event, refs, '2 contacts'), chip)).to.equal(true);
    const dialog = await form();
    expect(dialog.fields.title).to.equal('Stand-up');
    expect(dialog.fields.attendees.map(({ address, name }) => [address, name])).to.deep.equal([
      ['mailto:anna@example.org', 'Anna Alpha'],
    ]);
    expect(state.calls.map(([name]) => name)).not.to.include('calendar.update');
  });

  it('[SL9] a contact comes to an event by a command, too, which is chosen from a list', async () => {
    const { app, run, form, beside } = await calendarBeside('/contacts/all/personal/anna-alpha');
    run('shell.add-to-event');
    const choice = await until(() => app.shadowRoot!.querySelector('ik-choose-event'));
    await until(() => choice.shadowRoot?.querySelector('input'));
    await expectAccessible(choice);
    const search = choice.shadowRoot!.querySelector('input')!;
    search.value = 'stand';
    search.dispatchEvent(new Event('input'));
    (await until(() => choice.shadowRoot!.querySelector<HTMLElement>('li button'))).click();
    const dialog = await form();
    expect(dialog.fields.attendees.map(({ name }) => name)).to.deep.equal(['Anna Alpha']);
    expect(beside()?.beside?.app).to.equal('calendar');
  });

  it('[SL9] mail on a free hour makes an event then, with its subject and people', async () => {
    const { page, form, services } = await calendarBeside();
    const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org` });
    const email = {
      ...{
        id: 'e1',
        threadId: 't1',
        accountId: 'a',
        subject: 'Re: Lunch',
        from: [person('Ann')],
        to: [person('Carl')],
      },
      ...{ cc: [], bcc: [], keywords: [], receivedAt: 0, sentAt: 0 },
    } as unknown as EmailDetail;
    (services.mail as FakeMail).emails.set([email]);
    const column = deep(page, 'ik-calendar').shadowRoot!.querySelector('.column')!;
    const scroller = column.closest('.scroller')!;
    const taken = drag((event) => startMailDrag(event, 'Lunch', [email as unknown as EmailListItem]), scroller);
    expect(taken).to.equal(true);
    const { fields } = await form();
    expect(fields.title).to.equal('Lunch');
    expect(fields.attendees.map(({ address }) => address)).to.deep.equal([
      'mailto:ann@example.org',
      'mailto:carl@example.org',
    ]);
    expect(fields.end - fields.start).to.equal(HOUR);
    expect(new Date(fields.start).toISOString()).to.match(/^2026-11-18T\d\d:[03]0/);
  });
});
