import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { createArraySource } from '../../src/app/calendar/array-source.js';
import '../../src/components/calendar/ik-calendar-page.js';
import type { IkCalendarPage } from '../../src/components/calendar/ik-calendar-page.js';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { useLocale } from '../../src/components/shell/localization.js';
import { createFakeServices, createFakeState, workCalendar } from '../support/fake-services.js';
import { deep, expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';
import { readSample, sampleCalendars, sampleEvents } from '../support/sample-events.js';

before(() => setViewport({ width: 1280, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(unmountAll);

async function open(path = 'week/2026-11-18', hasEvents = true) {
  const state = createFakeState();
  state.collections.set(
    sampleCalendars.map((calendar, order) => ({ ...workCalendar, ...calendar, order, itemCount: hasEvents ? 3 : 0 })),
  );
  const fakes = createFakeServices({}, state);
  const source = createArraySource(hasEvents ? sampleEvents : []);
  const calendar = { ...fakes.calendar, watchOccurrences: source.watchOccurrences, read: readSample };
  const services = { ...fakes, calendar };
  const mounted = await mount<IkCalendarPage>(
    html`<ik-calendar-page style="block-size: 860px" .path=${path}></ik-calendar-page>`,
    { services },
  );
  const page = mounted.element;
  mounted.host.addEventListener('ik-navigate', (event) => {
    page.path = event.url.replace('/calendar/', '');
  });
  if (hasEvents) await until(() => deep(page, 'ik-calendar').shadowRoot!.querySelector('.event'));
  const event = (text: string) =>
    [...deep(page, 'ik-calendar').shadowRoot!.querySelectorAll<HTMLElement>('.event')].find((c) =>
      c.textContent?.includes(text),
    )!;
  const run = (id: string) =>
    mounted.commands
      .list()
      .find((command) => command.id === id)!
      .run();
  const choose = async (text: string, label: string) => {
    event(text).click();
    const button = await until(() =>
      deep(page, 'ik-calendar', 'ik-calendar-popover').shadowRoot!.querySelector<HTMLElement>(`[aria-label=${label}]`),
    );
    button.click();
  };
  const dialog = () => until(() => page.shadowRoot!.querySelector('ik-event-dialog'), 'the dialog opens');
  return { ...mounted, page, state, event, run, choose, dialog };
}

const urls = (events: readonly NavigateEvent[]) => events.map(({ url }) => url);
const field = <T extends HTMLElement = HTMLInputElement>(dialog: IkEventDialog, label: string) =>
  [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('input, select, textarea')].find(
    (input) =>
      input.getAttribute('aria-label') === label || input.closest('label')?.textContent?.trim().startsWith(label),
  ) as T;
function fill(input: HTMLInputElement | HTMLTextAreaElement, value: string) {
  input.value = value;
  input.dispatchEvent(new Event('input'));
  input.dispatchEvent(new Event('change'));
}
const submit = (dialog: IkEventDialog) => deep(dialog, 'button[type=submit]').click();

/** The menu of one of the sidebar's calendars. */
function menuOf(page: Element, index: number): Element {
  const rows = deep(page, 'ik-calendar-sidebar').shadowRoot!.querySelectorAll('ik-calendar-row');
  return deep(rows[index]!, 'ik-menu');
}

describe('<ik-calendar-page>', () => {
  it('shows calendars, small month, title and week, and is accessible', async () => {
    const { page } = await open();
    expect(deep(page, 'ik-calendar-header', 'h1').textContent).to.match(/16.*22 November 2026/);
    expect(deep(page, 'ik-calendar-header', '.week').textContent).to.equal('Week 47');
    await expectAccessible(page);
  });

  it('waits for the first calendar of a new profile when somebody is quicker: the form is for that one', async () => {
    const { page, state, run, dialog } = await open('week/2026-11-18', false);
    const calendars = state.collections.get();
    state.collections.set([]);
    run('calendar.new');
    await settled(page);
    expect(page.shadowRoot!.querySelector('ik-event-dialog')).to.equal(null);
    state.collections.set(calendars);
    const names = [...(await dialog()).calendars].map(({ name }) => name);
    expect(names).to.deep.equal(calendars.map(({ name }) => name));
  });

  it('offers a calendar that comes while the form is open', async () => {
    const { page, state, run, dialog } = await open();
    run('calendar.new');
    const form = await dialog();
    state.collections.set([...state.collections.get(), { ...workCalendar, id: 'new', name: 'Just made', order: 9 }]);
    await settled(page);
    const names = [...field<HTMLSelectElement>(form, 'Calendar').options].map(({ text }) => text.trim());
    expect(names).to.include('Just made');
  });

  it('gives each view and date an address', async () => {
    const { page, events, run } = await open();
    run('calendar.next');
    run('calendar.month');
    await settled(page);
    expect(urls(events<NavigateEvent>('ik-navigate'))).to.deep.equal([
      '/calendar/week/2026-11-25',
      '/calendar/month/2026-11-25',
    ]);
    expect(events<NavigateEvent>('ik-navigate').map(({ options }) => options.replace)).to.deep.equal([true, false]);
    await until(() => deep(page, 'ik-calendar-header', 'h1').textContent === 'November 2026');
  });

  it('goes to the day chosen in the small month, also by keyboard', async () => {
    const { page, events } = await open();
    const mini = deep(page, 'ik-mini-month');
    mini.shadowRoot!.querySelector<HTMLElement>('.day[tabindex="0"]')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'PageDown' });
    await sendKeys({ press: 'Enter' });
    expect(urls(events<NavigateEvent>('ik-navigate'))).to.deep.equal(['/calendar/week/2026-12-25']);
  });

  it('hides a calendar by its checkbox', async () => {
    const { page, state } = await open();
    deep<HTMLInputElement>(page, 'ik-calendar-sidebar', 'ik-calendar-row', 'input[type=checkbox]').click();
    await until(() => state.calls.some(([name]) => name === 'collections.update'));
    expect(state.calls).to.deep.include(['collections.update', 'work', { visible: false }]);
  });

  it('makes, renames and deletes calendars; deletion can be taken back', async () => {
    const { page, state, events } = await open();
    deep(page, 'ik-calendar-sidebar', '.head ik-menu', '.item').click();
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-calendar-dialog'));
    await settled(dialog);
    deep<HTMLInputElement>(dialog, 'input').value = 'Garden';
    deep(dialog, 'button[type=submit]').click();
    await until(() => state.calls.some(([name, , title]) => name === 'collections.create' && title === 'Garden'));
    await until(() => !dialog.isConnected);
    const menu = menuOf(page, 1);
    [...menu.shadowRoot!.querySelectorAll<HTMLElement>('.item')].at(-1)!.click();
    const notice = await until(() => events<NoticeEvent>('ik-notice').at(-1));
    expect(notice.message).to.include('Family');
    await notice.options.undo!();
    expect(state.calls.at(-1)).to.deep.equal(['undo', 'collections.remove']);
  });

  it('makes another calendar the one of new events', async () => {
    const { page, state, run, dialog } = await open();
    const menu = menuOf(page, 1);
    const item = [...menu.shadowRoot!.querySelectorAll<HTMLButtonElement>('.item')].find((i) =>
      i.textContent?.includes('Use for new events'),
    )!;
    item.click();
    await until(() => state.settings.get().defaultCalendarId === 'family');
    await settled(page);
    expect(item.disabled).to.equal(true);
    run('calendar.new');
    const form = await dialog();
    await settled(form);
    expect(field<HTMLSelectElement>(form, 'Calendar').value).to.equal('family');
  });

  it('asks no less on a phone: a small month above the schedule, closed by the title, and today in reach', async () => {
    await setViewport({ width: 390, height: 844 });
    const { page, events } = await open('schedule/2026-11-18');
    const mini = () => page.shadowRoot!.querySelector<HTMLElement>('.mini');
    await until(() => mini()?.offsetHeight);
    const schedule = deep(page, 'ik-calendar').shadowRoot!.querySelector('.schedule')!;
    const firstDay = schedule.querySelector('.day')!.getBoundingClientRect();
    expect(firstDay.top - schedule.getBoundingClientRect().top).to.be.within(0, 40);
    await expectAccessible(page);
    const title = deep(page, 'ik-calendar-header', '.drop');
    expect(title.getAttribute('aria-expanded')).to.equal('true');
    mini()!.querySelector('ik-mini-month')!.shadowRoot!.querySelector<HTMLElement>('.head .soft')!.click();
    expect(events<NavigateEvent>('ik-navigate')).to.have.lengthOf(1);
    await settled(page);
    expect(mini()).to.not.equal(null);
    title.click();
    await settled(page);
    expect(mini()).to.equal(null);
    await setViewport({ width: 1280, height: 900 });
  });

  it('keeps title, search and list of calendars in reach at 200 % zoom', async () => {
    await setViewport({ width: 720, height: 450 });
    try {
      const { page } = await open('week/2026-11-18');
      const header = deep(page, 'ik-calendar-header').shadowRoot!;
      const heading = header.querySelector('h1')!;
      expect(heading.scrollWidth).to.be.at.most(heading.clientWidth);
      expect(header.querySelector<HTMLElement>('.menu-button')!.offsetWidth).to.be.at.least(32);
      header.querySelector<HTMLElement>('.find')!.click();
      await until(() => header.querySelector<HTMLElement>('ik-calendar-search')!.offsetWidth > 300);
    } finally {
      await setViewport({ width: 1280, height: 900 });
    }
  });

  it('has one way to a first event on a phone, not two on top of each other', async () => {
    await setViewport({ width: 390, height: 844 });
    const { page } = await open('schedule/2026-11-18', false);
    await until(() => page.shadowRoot!.querySelector('.empty'));
    expect(page.shadowRoot!.querySelector('.create')).to.equal(null);
    await setViewport({ width: 1280, height: 900 });
  });

  it('speaks the language that is chosen while a week is shown', async () => {
    const { page } = await open();
    const lane = () => deep(page, 'ik-calendar').shadowRoot!.querySelector('.lane .gutter')?.textContent;
    expect(lane()).to.equal('all day');
    try {
      await useLocale('de');
      await until(() => lane() === 'ganz\u00adtägig');
    } finally {
      await useLocale('en');
    }
  });

  it('writes a new event', async () => {
    const { run, dialog, state, events } = await open();
    run('calendar.new');
    const form = await dialog();
    await settled(form);
    await until(() => hasFocus(field(form, 'Title')));
    await expectAccessible(form);
    fill(field(form, 'Title'), 'Choir');
    fill(field(form, 'Start date'), '2026-11-20');
    fill(field(form, 'Start time'), '19:00');
    await settled(form);
    expect(field(form, 'End time').value).to.equal('20:00');
    fill(field(form, 'Place'), 'Church');
    await settled(form);
    submit(form);
    await until(() => !form.isConnected);
    const [, calendarId, fields] = state.calls.find(([name]) => name === 'calendar.create')!;
    expect(calendarId).to.equal('work');
    expect(fields).to.include({ title: 'Choir', location: 'Church', zone: 'Europe/Zurich', allDay: false });
    expect(new Date((fields as { start: number }).start).toISOString()).to.equal('2026-11-20T19:00:00.000Z');
    expect(events<NoticeEvent>('ik-notice').at(-1)?.options.undo).to.be.a('function');
  });

  it('refuses an end before the start, in words', async () => {
    const { run, dialog, state } = await open();
    run('calendar.new');
    const form = await dialog();
    await settled(form);
    fill(field(form, 'End date'), '2020-01-01');
    await settled(form);
    expect(deep(form, '[role=alert]').textContent).to.equal('The event ends before it starts.');
    submit(form);
    await settled(form);
    expect(state.calls.some(([name]) => name === 'calendar.create')).to.equal(false);
  });

  it('asks before it throws changes away', async () => {
    const { run, dialog } = await open();
    run('calendar.new');
    const form = await dialog();
    await settled(form);
    fill(field(form, 'Title'), 'Half an idea');
    await settled(form);
    await sendKeys({ press: 'Escape' });
    const discard = await until(() => form.shadowRoot!.querySelector<HTMLElement>('.leave .danger'));
    expect(form.isConnected).to.equal(true);
    discard.click();
    await until(() => !form.isConnected);
  });

  it('edits one occurrence or all of a series', async () => {
    const { page, choose, dialog, state } = await open();
    await choose('Relay rollout', 'Edit');
    const form = await dialog();
    await settled(form);
    fill(field(form, 'Title'), 'Rollout');
    await settled(form);
    submit(form);
    const scope = await until(() => page.shadowRoot!.querySelector('ik-scope-dialog'));
    await settled(scope);
    await expectAccessible(scope);
    deep(scope, '.choices button').click();
    await until(() => state.calls.some(([name]) => name === 'calendar.update'));
    const [, ref, fields, which] = state.calls.find(([name]) => name === 'calendar.update')!;
    expect(which).to.equal('this');
    expect(ref).to.have.property('recurrenceId');
    expect(fields).to.include({ title: 'Rollout', rrule: 'FREQ=WEEKLY;BYDAY=WE' });
  });

  it('keeps the form open when the person closes the question', async () => {
    const { page, choose, dialog, state } = await open();
    await choose('Relay rollout', 'Edit');
    const form = await dialog();
    await settled(form);
    fill(field(form, 'Title'), 'Rollout');
    await settled(form);
    field(form, 'Title').focus();
    await sendKeys({ press: 'Enter' });
    const scope = await until(() => page.shadowRoot!.querySelector('ik-scope-dialog'));
    await settled(scope);
    await sendKeys({ press: 'Escape' });
    await until(() => !scope.isConnected);
    expect(form.isConnected).to.equal(true);
    expect(state.calls.some(([name]) => name === 'calendar.update')).to.equal(false);
  });

  it('sets and shows how an event repeats, and says any rule in words', async () => {
    const { run, dialog, state } = await open();
    run('calendar.new');
    const form = await dialog();
    await settled(form);
    const rule = deep(form, 'ik-rule-field');
    const select = deep<HTMLSelectElement>(rule, 'select');
    select.value = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    select.dispatchEvent(new Event('change'));
    await settled(form);
    submit(form);
    await until(() => !form.isConnected);
    expect(state.calls.at(-1)![2]).to.include({ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' });
    Object.assign(rule, { value: 'FREQ=MONTHLY;BYDAY=2MO' });
    document.body.append(rule);
    await settled(rule);
    expect(deep(rule, '.said').textContent).to.contain('Every month on the second Monday');
    rule.remove();
  });

  it('deletes with a way back', async () => {
    const { choose, state, events } = await open();
    await choose('School concert', 'Delete');
    const notice = await until(() => events<NoticeEvent>('ik-notice').at(-1));
    expect(state.calls.find(([name]) => name === 'calendar.remove')?.[2]).to.equal('all');
    await notice.options.undo!();
    expect(state.calls.at(-1)).to.deep.equal(['undo', 'calendar.remove']);
  });

  it('finds events and goes to them', async () => {
    const state = createFakeState();
    const { page, run } = await open();
    run('calendar.search');
    const search = deep(page, 'ik-calendar-header', 'ik-calendar-search');
    await until(() => hasFocus(deep(search, 'input')));
    const source = createArraySource(sampleEvents);
    let hike: unknown;
    source
      .watchOccurrences({ from: 0 as never, to: 2e12 as never, timeZone: 'UTC' })
      .subscribe({ next: (all) => (hike = all.filter((o) => o.title.startsWith('Hike'))), error: () => {} });
    Object.assign(search, { service: { ...createFakeServices({}, state).calendar, search: async () => hike } });
    await sendKeys({ type: 'hike' });
    await until(() => search.shadowRoot!.querySelector('[role=option]'));
    await expectAccessible(search);
    await sendKeys({ press: 'Enter' });
    await until(() => page.path === 'week/2026-11-22');
  });

  it('offers a beginning when there is nothing', async () => {
    const { page } = await open('month/2026-11-18', false);
    expect(deep(page, '.empty').textContent).to.include('write your first event');
    await expectAccessible(page);
  });

  it('makes a first calendar with its first event, and none for a form that is closed', async () => {
    const { page, state, run, dialog } = await open('week/2026-11-18', false);
    state.collections.set([]);
    await until(() => deep(page, 'ik-calendar-sidebar').shadowRoot!.querySelector('li') === null);
    run('calendar.new');
    const form = await dialog();
    await form.updateComplete;
    const made = () => state.calls.filter(([name]) => name === 'collections.create').length;
    expect(made()).to.equal(0);
    fill(field(form, 'Title'), 'First');
    submit(form);
    await until(() => made() === 1 && page.shadowRoot!.querySelector('ik-event-dialog') === null);
    expect(state.calls.find(([name]) => name === 'calendar.create')?.[1]).to.equal('collection-1');
  });
});
