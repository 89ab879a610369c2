// What settings do in the calendar: length and reminders of what is new, numbers of weeks, declined invitations.
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { createArraySource } from '../../src/app/calendar/array-source.js';
import '../../src/components/calendar/ik-calendar-page.js';
import type { IkCalendarPage } from '../../src/components/calendar/ik-calendar-page.js';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import type { IkQuickCard } from '../../src/components/calendar/ik-quick-card.js';
import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import type { Settings } from '../../src/domain/settings/settings.js';
import type { TaskFields } from '../../src/domain/tasks/task-fields.js';
import { createFakeServices, createFakeState, familyCalendar, workCalendar } from '../support/fake-services.js';
import { deep, mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleEvents } from '../support/sample-events.js';

before(() => setViewport({ width: 1280, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(unmountAll);

async function open(settings: Partial<Settings>, path = 'week/2026-11-18') {
  const state = createFakeState();
  state.settings.set({ ...state.settings.get(), timedReminders: [10], allDayReminders: [-540], ...settings });
  state.collections.set([workCalendar, { ...familyCalendar, alarms: [30] }]);
  const fakes = createFakeServices({}, state);
  const source = createArraySource(sampleEvents);
  const watchOccurrences: typeof source.watchOccurrences = (query) => ({
    subscribe: (observer) =>
      source.watchOccurrences(query).subscribe({
        ...observer,
        next: (all) => observer.next(all.map((one) => (one.title === 'Interview' ? { ...one, declined: true } : one))),
      }),
  });
  const services = { ...fakes, calendar: { ...fakes.calendar, watchOccurrences } };
  const { element: page, commands } = await mount<IkCalendarPage>(
    html`<ik-calendar-page style="block-size: 860px" .path=${path}></ik-calendar-page>`,
    { services },
  );
  const run = (id: string) =>
    commands
      .list()
      .find((command) => command.id === id)
      ?.run();
  const made = (name: string) => state.calls.filter(([call]) => call === name).map(([, , fields]) => fields);
  return { page, state, run, made };
}

const inCalendar = (page: Element, selector: string) => [
  ...deep(page, 'ik-calendar').shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const pick = (select: HTMLSelectElement, value: string) => {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const selectOf = (root: Element, label: string) =>
  [...root.shadowRoot!.querySelectorAll('label')]
    .find((one) => one.textContent?.trim().startsWith(label))
    ?.querySelector<HTMLSelectElement>('select') as HTMLSelectElement;

describe('a new event', () => {
  const card = (page: Element) =>
    until(() => page.shadowRoot!.querySelector<IkQuickCard>('ik-quick-card'), 'the card opens');
  const press = async (page: Element, hour: number) => {
    const column = await until(() => inCalendar(page, '.column:not([hidden])')[1]);
    const scroller = deep(page, 'ik-calendar', '.scroller');
    const box = column.getBoundingClientRect();
    scroller.scrollTop = (hour / 24) * box.height - 200;
    const moved = column.getBoundingClientRect();
    return [Math.round(moved.left + moved.width / 2), Math.round(moved.top + (hour / 24) * moved.height)] as const;
  };

  it('is as long as new events are where the grid was only pressed, and as drawn where it was drawn', async () => {
    const { page } = await open({ defaultDuration: 25 });
    const [x, y] = await press(page, 7.1);
    await sendMouse({ type: 'click', position: [x, y] });
    const { times } = await card(page);
    expect(times && times.end - times.start).to.equal(25 * 60_000);
    (await card(page)).remove();
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x, y + 20] });
    await sendMouse({ type: 'move', position: [x, y + 60] });
    await sendMouse({ type: 'up' });
    const drawn = (await card(page)).times;
    expect(drawn && drawn.end - drawn.start).to.be.greaterThan(45 * 60_000);
  });

  it('has the reminders of its calendar in the small card, and none that were taken away', async () => {
    const { page, run, made } = await open({});
    run('calendar.quick');
    const quick = await card(page);
    await settled(quick);
    const said = () => deep(quick, '.reminders').textContent?.trim();
    expect(said()).to.equal('10 minutes before');
    pick(selectOf(quick, 'Calendar'), 'family');
    await settled(quick);
    expect(said()).to.equal('30 minutes before');
    deep(quick, '.reminders button').click();
    await settled(quick);
    expect(quick.shadowRoot!.querySelector('.reminders')).to.equal(null);
    deep(quick, 'button[type=submit]').click();
    await until(() => made('calendar.create').length === 1);
    expect((made('calendar.create')[0] as EventFields).alarms).to.deep.equal([]);
  });

  it('follows its calendar and its kind of day in the form, until a person chooses reminders', async () => {
    const { page, run } = await open({});
    run('calendar.new');
    const dialog = (await until(() => page.shadowRoot!.querySelector('ik-event-dialog'))) as IkEventDialog;
    const alarms = async () => {
      await settled(dialog);
      return [...dialog.shadowRoot!.querySelectorAll('[aria-label^="Remove reminder"]')].map((one) =>
        one.getAttribute('aria-label')?.replace('Remove reminder: ', ''),
      );
    };
    await settled(dialog);
    deep(dialog, '.more').click();
    expect(await alarms()).to.deep.equal(['10 minutes before']);
    deep<HTMLInputElement>(dialog, '.check input').click();
    expect(await alarms()).to.deep.equal(['on the day at 09:00']);
    deep<HTMLInputElement>(dialog, '.check input').click();
    pick(selectOf(dialog, 'Calendar'), 'family');
    expect(await alarms()).to.deep.equal(['30 minutes before']);
    deep(dialog, '[aria-label^="Remove reminder"]').click();
    expect(await alarms()).to.deep.equal([]);
    pick(selectOf(dialog, 'Calendar'), 'work');
    expect(await alarms()).to.deep.equal([]);
  });

  it('opens with the search for a time by a command', async () => {
    const { page, run } = await open({});
    run('calendar.find-time');
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-event-dialog'));
    await until(() => dialog.shadowRoot!.querySelector('ik-find-time'), 'the search for a time opens');
  });
});

describe('a new task', () => {
  it('has reminders as soon as it is due, those of its calendar', async () => {
    const { page, run, made } = await open({});
    run('calendar.new-task');
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-task-dialog'));
    await settled(dialog);
    const title = deep<HTMLInputElement>(dialog, 'input.title');
    title.value = 'Water plants';
    title.dispatchEvent(new Event('input'));
    const due = deep<HTMLInputElement>(dialog, '[aria-label="Due date"]');
    const setDue = async (value: string) => {
      due.value = value;
      due.dispatchEvent(new Event('change'));
      await settled(dialog);
    };
    const count = () => dialog.shadowRoot!.querySelectorAll('[aria-label="Reminder"]').length;
    expect(count()).to.equal(1);
    await setDue('');
    expect(count()).to.equal(0);
    await setDue('2026-11-20');
    expect(count()).to.equal(1);
    pick(selectOf(dialog, 'Calendar'), 'family');
    await settled(dialog);
    deep(dialog, 'button[type=submit]').click();
    await until(() => made('tasks.create').length === 1);
    expect((made('tasks.create')[0] as TaskFields).alarms).to.deep.equal([30]);
  });
});

describe('numbers of weeks', () => {
  it('stand in the small month and in the year, when they are wished for', async () => {
    const { page, state } = await open({ weekNumbers: true }, 'year/2026-11-18');
    const numbers = (root: Element, selector: string) =>
      [...root.shadowRoot!.querySelectorAll(selector)].map((one) => one.textContent);
    expect(numbers(deep(page, 'ik-mini-month'), '.number')).to.deep.equal(['44', '45', '46', '47', '48', '49']);
    const calendar = deep(page, 'ik-calendar');
    await until(() => numbers(calendar, '.week-number').length > 50);
    const year = numbers(calendar, '.small-month:first-child .week-number');
    expect(year).to.deep.equal(['1', '2', '3', '4', '5']);
    state.settings.set({ ...state.settings.get(), weekNumbers: false });
    await until(() => numbers(calendar, '.week-number').length === 0);
    await until(() => numbers(deep(page, 'ik-mini-month'), '.number').length === 0);
  });
});

describe('a declined invitation', () => {
  it('[DE2] is struck out, and says so', async () => {
    const { page } = await open({});
    const declined = await until(() => inCalendar(page, '.event.declined')[0]);
    expect(declined.textContent).to.include('Interview');
    expect(declined.ariaLabel).to.equal('Interview, declined');
    expect(getComputedStyle(declined).textDecorationLine).to.equal('line-through');
    expect(inCalendar(page, '.event.declined')).to.have.length(1);
  });
});
