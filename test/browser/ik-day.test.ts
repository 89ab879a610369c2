import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/day/ik-day.js';
import type { IkDay } from '../../src/components/day/ik-day.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { newAttendee } from '../../src/domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../src/domain/calendar/occurrence.js';
import type { TaskEntry } from '../../src/domain/tasks/task-entry.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices, createFakeState, emptyEventFields, type FakeState } from '../support/fake-services.js';
import {
  deep,
  exampleDisplay,
  expectAccessible,
  hasFocus,
  mount,
  settled,
  unmountAll,
  until,
} from '../support/mount.js';

afterEach(unmountAll);

const MINUTE = 60_000;
const now = Date.now();

function event(title: string, fromMinutes: number, minutes: number, more: Partial<EventOccurrence> = {}) {
  const start = (now + fromMinutes * MINUTE) as EpochMs;
  const occurrence: EventOccurrence = {
    ...{ uid: title, key: title, collectionId: 'work', local: '', floating: false, allDay: false, recurring: false },
    ...{ title, start, end: (start + minutes * MINUTE) as EpochMs },
    ...more,
  };
  const attendees = ['marc@example.org', 'me@example.org'].map((one) =>
    newAttendee(`mailto:${one}`, one.split('@')[0]),
  );
  return { occurrence, fields: { ...emptyEventFields, title, attendees, conference: 'https://meet.jit.si/abc' } };
}

function task(title: string): TaskEntry {
  const common = { collectionId: 'work', percent: 0, priority: 0, allDay: true, recurring: false } as const;
  return { ...common, key: title, uid: title, title, status: 'NEEDS-ACTION', due: now as EpochMs };
}

async function open(state: FakeState = createFakeState(), display = exampleDisplay) {
  const services = createFakeServices({}, state);
  const { element, events } = await mount<IkDay>(html`<ik-day></ik-day>`, { services, display });
  const cards = () =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('[data-widget]')].map((one) => one.dataset.widget);
  const handle = (widget: string) => deep(element, `[data-widget=${widget}] .handle`);
  return { page: element, services, events, cards, handle };
}

describe('<ik-day>', () => {
  it('says what goes on: where, with whom, where to join, and what comes next', async () => {
    const state = createFakeState();
    state.settings.set({ ...state.settings.get(), personName: 'Anna Amsler', addresses: ['mailto:me@example.org'] });
    state.events.set([event('Relay rollout', -10, 40, { location: 'Léman' }), event('Running late', -30, 60)]);
    const { page } = await open(state);
    expect(deep(page, 'h1').textContent).to.match(/^Good (morning|afternoon|evening), Anna$/);
    const moment = deep(page, 'ik-day-moment');
    const text = () => moment.shadowRoot!.textContent!.replace(/\s+/g, ' ');
    await until(() => moment.shadowRoot!.querySelector('.join') !== null);
    expect(text()).to.match(/Relay rollout .* · now, 30 min left · Léman/);
    expect(deep<HTMLAnchorElement>(moment, '.join').href).to.equal('https://meet.jit.si/abc');
    expect(deep(moment, '.faces').getAttribute('aria-label')).to.equal('With marc');
    expect(text()).to.contain('Running late');
    expect(deep<HTMLAnchorElement>(moment, '.title').getAttribute('href')).to.contain('event=Relay+rollout');
    await expectAccessible(page);
  });

  it('leaves room for the rest of the day where a title is very long', async () => {
    const state = createFakeState();
    const words = 'Donaudampfschifffahrt '.repeat(40);
    state.events.set([event(words, -10, 40, { location: words }), event('After it', 40, 60)]);
    const { page } = await open(state);
    const moment = deep(page, 'ik-day-moment');
    await until(() => moment.shadowRoot!.querySelector('.join') !== null);
    expect(deep(moment, '.what').getBoundingClientRect().height).to.be.below(180);
    expect(moment.shadowRoot!.textContent).to.contain('After it');
  });

  it('is quiet when there is nothing', async () => {
    const { page } = await open();
    await until(() => deep(page, 'ik-day-moment').shadowRoot!.querySelector('.empty') !== null);
    await until(() => deep(page, 'ik-day-tasks').shadowRoot!.textContent!.includes('Nothing is due'));
    await until(() => deep(page, 'ik-day-mail').shadowRoot?.querySelector('a[href="/mail"]'));
    await until(() => deep(page, 'ik-day-rooms').shadowRoot?.querySelector('a[href="/rooms"]'));
    await expectAccessible(page);
  });

  it('ticks a task, and takes it back', async () => {
    const state = createFakeState();
    state.tasks.set([{ entry: task('Ship notes'), fields: undefined as never }]);
    const { page, events } = await open(state);
    const tick = await until(() => deep(page, 'ik-day-tasks').shadowRoot!.querySelector<HTMLElement>('.tick'));
    tick.click();
    await until(() => state.calls.some(([name]) => name === 'tasks.complete'));
    const [notice] = events<NoticeEvent>('ik-notice');
    expect(notice?.message).to.equal('“Ship notes” is done.');
    await notice?.options.undo?.();
    expect(state.calls.at(-1)).to.deep.equal(['undo', 'tasks.complete']);
  });

  it('is arranged with the keyboard; what is hidden comes back', async () => {
    const { page, cards, handle, services, events } = await open();
    expect(cards()).to.deep.equal(['moment', 'mail', 'rooms', 'tasks']);
    deep(page, '.arrange').click();
    await settled(page);
    await until(() => hasFocus(handle('moment')));
    await sendKeys({ press: 'ArrowRight' });
    await until(() => cards().join() === 'mail,moment,rooms,tasks' && hasFocus(handle('moment')));
    expect(deep(page, '[role=status]').textContent).to.equal('At the moment: 2 of 4');
    await sendKeys({ press: 'End' });
    await until(() => cards().join() === 'mail,rooms,tasks,moment');
    await expectAccessible(page);
    deep(page, '[data-widget=mail] [aria-label="Hide Last mails"]').click();
    await until(() => cards().join() === 'rooms,tasks,moment' && hasFocus(handle('rooms')));
    expect(services.state.settings.get().dayHidden).to.deep.equal(['mail']);
    deep(page, '.hidden button').click();
    await until(() => cards().join() === 'mail,rooms,tasks,moment');
    await events<NoticeEvent>('ik-notice').at(-1)?.options.undo?.();
    await sendKeys({ press: 'Escape' });
    await until(() => page.shadowRoot!.querySelector('.handle') === null && hasFocus(deep(page, '.arrange')));
  });

  it('is arranged by dragging; Esc puts it back', async () => {
    const { page, cards, handle } = await open();
    deep(page, '.arrange').click();
    await settled(page);
    const centre = (widget: string) => {
      const { left, top, width, height } = deep(page, `[data-widget=${widget}]`).getBoundingClientRect();
      return { clientX: left + width / 2, clientY: top + height / 2 };
    };
    const send = (type: string, at: object) =>
      handle('tasks').dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, button: 0, ...at }));
    handle('tasks').setPointerCapture = () => {};
    send('pointerdown', {});
    send('pointermove', centre('moment'));
    await settled(page);
    expect(deep(page, '.over').dataset.widget).to.equal('moment');
    await sendKeys({ press: 'Escape' });
    send('pointerup', {});
    expect(cards()).to.deep.equal(['moment', 'mail', 'rooms', 'tasks']);
    send('pointerdown', {});
    send('pointermove', centre('moment'));
    send('pointerup', {});
    await until(() => cards().join() === 'tasks,moment,mail,rooms');
  });

  it('stands in one column on a phone, in the dark', async () => {
    await setViewport({ width: 390, height: 844 });
    try {
      const state = createFakeState();
      state.events.set([event('Relay rollout', 35, 60, { location: 'Léman' })]);
      const { page } = await open(state, { ...exampleDisplay, theme: 'dark' });
      await settled(page);
      const lefts = [...page.shadowRoot!.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().left);
      expect(new Set(lefts).size).to.equal(1);
      await expectAccessible(page);
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });
});
