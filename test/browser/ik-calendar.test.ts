import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/calendar.js';
import type { EventChangeEvent, EventCreateEvent, IkCalendar, RangeChangeEvent } from '../../src/calendar.js';
import type { DayElement } from '../../src/components/calendar/views/view.js';
import { dayFromCivil } from '../../src/domain/time/calendar-date.js';
import { expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleCalendars, sampleEvents } from '../support/sample-events.js';

before(() => setViewport({ width: 1280, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(async () => {
  unmountAll();
  await resetMouse();
});

async function open(view: IkCalendar['view'], more: Partial<IkCalendar> = {}) {
  const { element } = await mount<IkCalendar>(html`<ik-calendar
    style="block-size: 860px; inline-size: 1200px"
    view=${view}
    date="2026-11-18"
    time-zone="Europe/Zurich"
    locale="en-GB"
    theme="light"
    .calendars=${sampleCalendars}
    .events=${sampleEvents}
  ></ik-calendar>`);
  Object.assign(element, more);
  const heard: Event[] = [];
  for (const type of ['ik-event-select', 'ik-event-create', 'ik-event-change', 'ik-range-change'])
    element.addEventListener(type, (event) => heard.push(event));
  await settled(element);
  await until(() => element.shadowRoot!.querySelector('.event'), 'events are drawn');
  await new Promise(requestAnimationFrame); // sizes are known, the grid has scrolled
  await new Promise(requestAnimationFrame);
  return { element, heard: <E extends Event>(type: string) => heard.filter((event) => event.type === type) as E[] };
}

const root = (element: IkCalendar) => element.shadowRoot!;
const chips = (element: IkCalendar) => [...root(element).querySelectorAll<HTMLElement>('.event:not(.ghost)')];
const chip = (element: IkCalendar, text: string) => {
  const found = chips(element).find((c) => c.textContent?.includes(text));
  if (found === undefined) throw new Error(`${text} is not drawn`);
  return found;
};
const popoverOf = (element: IkCalendar) =>
  until(() => root(element).querySelector('ik-calendar-popover')?.shadowRoot?.querySelector<HTMLElement>('.pop'));
const middle = (element: Element): [number, number] => {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
};
async function drag(from: [number, number], to: [number, number], release = true) {
  await sendMouse({ type: 'move', position: from });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [from[0] + 8, from[1] + 8] });
  await sendMouse({ type: 'move', position: to });
  if (release) await sendMouse({ type: 'up' });
}
/** The cell of a day in November 2026. */
const cellOf = (element: IkCalendar, day: number, month = 11, year = 2026) => {
  const wanted = dayFromCivil(year, month, day);
  return [...root(element).querySelectorAll<DayElement>('[role=gridcell]')].find((cell) => cell.day === wanted)!;
};
async function press(modifiers: readonly string[], key: string) {
  for (const down of modifiers) await sendKeys({ down });
  await sendKeys({ press: key });
  for (const up of modifiers) await sendKeys({ up });
}
const local = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('<ik-calendar>', () => {
  for (const view of ['month', 'week', 'day', 'schedule'] as const)
    for (const theme of ['light', 'dark'] as const)
      it(`shows a ${view} in the ${theme} theme, accessible`, async () => {
        const { element } = await open(view, { theme });
        await until(() => chip(element, 'Relay rollout'));
        await expectAccessible(element);
      });

  it('draws a recurring event on each of its days and a long one over the weeks it touches', async () => {
    const { element } = await open('month');
    expect(chips(element).filter((c) => c.textContent?.includes('Stand-up'))).to.have.lengthOf.at.least(20);
    expect(chips(element).filter((c) => c.textContent?.includes('Holidays'))).to.have.lengthOf(2);
  });

  it('takes the hue of any CSS colour, and leaves greys to the calendar', async () => {
    const colored = (id: string, color: string) => ({ id, title: id, start: '2026-11-18T10:00', color });
    const events = [colored('hex', '#f00'), colored('named', 'Teal'), colored('grey', '#888'), colored('no', 'colour')];
    const { element } = await open('day', { events });
    await until(() => chips(element).length === 4);
    const hues = Object.fromEntries(
      chips(element).map((c) => [c.querySelector('b')!.textContent, c.style.getPropertyValue('--h')]),
    );
    expect(hues).to.deep.equal({ hex: '29', named: '195', grey: '265', no: '265' });
  });

  it('fills whole-day events of free time in the schedule, too', async () => {
    const events = [{ id: 'holiday', title: 'Holiday', start: '2026-11-18', transparent: true }];
    const { element } = await open('schedule', { events });
    await until(() => chips(element)[0]?.textContent?.includes('Holiday'));
    expect(getComputedStyle(chip(element, 'Holiday')).boxShadow).to.equal('none');
  });

  it('says how many events of a day do not fit, and lists them', async () => {
    const { element } = await open('month');
    const more = cellOf(element, 24).querySelector<HTMLElement>('.more')!;
    const shown = cellOf(element, 24).querySelectorAll('.event').length;
    expect(more.textContent).to.equal(`+${8 - shown} more`);
    more.click();
    const popover = await popoverOf(element);
    await until(() => popover.matches(':popover-open'));
    expect(popover.querySelectorAll('.pick')).to.have.lengthOf(8);
  });

  it('keeps boxes of a crowded morning wide enough to read; the rest of them are listed', async () => {
    const events = Array.from({ length: 30 }, (_, index) => ({
      id: `w${index}`,
      title: `Workshop ${index}`,
      start: '2026-11-18T09:00:00',
      end: '2026-11-18T11:00:00',
    }));
    const { element } = await open('week', { events });
    const rest = await until(() => root(element).querySelector<HTMLElement>('.rest'));
    const boxes = chips(element).filter((c) => c.textContent?.includes('Workshop'));
    for (const box of [...boxes, rest]) expect(box.getBoundingClientRect().width).to.be.at.least(20);
    expect(rest.textContent).to.equal(`+${30 - boxes.length}`);
    rest.click();
    const popover = await popoverOf(element);
    await until(() => popover.matches(':popover-open'));
    expect(popover.querySelectorAll('.pick')).to.have.lengthOf(30);
    expect(popover.scrollWidth).to.equal(popover.clientWidth);
  });

  it('tells which event was chosen, and shows it unless the host does', async () => {
    const { element, heard } = await open('week');
    chip(element, 'Relay rollout').click();
    const popover = await popoverOf(element);
    await until(() => popover.textContent?.includes('Every week on Wednesday'));
    expect(heard('ik-event-select')).to.have.lengthOf(1);
    const link = popover.querySelector<HTMLAnchorElement>('.long a')!;
    expect([link.href, link.rel]).to.deep.equal(['https://example.org/rollout', 'noopener noreferrer']);
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => !popover.matches(':popover-open'));
    element.addEventListener('ik-event-select', (event) => event.preventDefault(), { once: true });
    chip(element, 'Relay rollout').click();
    await settled(element);
    expect(popover.matches(':popover-open')).to.equal(false);
  });

  it('moves an event by drag in the time grid, by quarters of an hour', async () => {
    const { element, heard } = await open('week');
    const before = middle(chip(element, 'Customer call'));
    await drag(before, [before[0], before[1] + 54]);
    const [event] = heard<EventChangeEvent>('ik-event-change');
    expect(event?.kind).to.equal('move');
    expect(local(event!.times.start)).to.equal('2026-11-18T11:30');
    expect(local(event!.times.end)).to.equal('2026-11-18T13:00');
    await until(() => chip(element, 'Customer call').textContent?.includes('11:30'), 'the widget keeps it');
  });

  it('leaves the event where it was when the host refuses', async () => {
    const { element } = await open('week');
    element.addEventListener('ik-event-change', (event) => event.preventDefault());
    const before = middle(chip(element, 'Customer call'));
    await drag(before, [before[0], before[1] + 54]);
    await settled(element);
    expect(chip(element, 'Customer call').textContent).to.include('10:30');
  });

  it('resizes by the lower edge, and puts all back on Escape', async () => {
    const { element, heard } = await open('week');
    const box = chip(element, 'Roadmap Q1').getBoundingClientRect();
    const edge: [number, number] = [Math.round(box.left + 20), Math.round(box.bottom - 2)];
    await drag(edge, [edge[0], edge[1] + 54], false);
    await until(() => root(element).querySelector('.ghost'), 'a ghost shows where it would end');
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    expect(heard('ik-event-change')).to.have.lengthOf(0);
    expect(root(element).querySelector('.ghost')).to.equal(null);
    await drag(edge, [edge[0], edge[1] + 54]);
    const [event] = heard<EventChangeEvent>('ik-event-change');
    expect([event?.kind, local(event!.times.end)]).to.deep.equal(['resize', '2026-11-18T17:00'.replace('18', '17')]);
  });

  it('moves an event to another day of the month, keeping its time', async () => {
    const { element, heard } = await open('month');
    await drag(middle(chip(element, 'Design review')), middle(cellOf(element, 20)));
    const [event] = heard<EventChangeEvent>('ik-event-change');
    expect(local(event!.times.start)).to.equal('2026-11-20T10:30');
  });

  it('makes an event by click and by drag, and none when readonly', async () => {
    const { element, heard } = await open('week');
    const [x, y] = middle(chip(element, 'School concert'));
    await sendMouse({ type: 'click', position: [x, y + 60] });
    const [click] = heard<EventCreateEvent>('ik-event-create');
    expect(local(click!.times.start)).to.equal('2026-11-19T17:30');
    await drag([x, y + 60], [x, y + 114]);
    const drawn = heard<EventCreateEvent>('ik-event-create')[1];
    expect([local(drawn!.times.start), local(drawn!.times.end)]).to.deep.equal([
      '2026-11-19T17:30',
      '2026-11-19T18:45',
    ]);
    element.readonly = true;
    await settled(element);
    await sendMouse({ type: 'click', position: [x, y + 60] });
    await drag(middle(chip(element, 'School concert')), [x, y + 114]);
    expect(heard('ik-event-create')).to.have.lengthOf(2);
    expect(heard('ik-event-change')).to.have.lengthOf(0);
  });

  it('is used by keyboard: days, events, moving and resizing', async () => {
    const { element, heard } = await open('month');
    cellOf(element, 18).focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(hasFocus(cellOf(element, 19))).to.equal(true);
    await sendKeys({ press: 'ArrowUp' });
    expect(hasFocus(cellOf(element, 12))).to.equal(true);
    await sendKeys({ press: 'Enter' });
    expect(local(heard<EventCreateEvent>('ik-event-create')[0]!.times.start)).to.equal('2026-11-12T00:00');
    const review = chip(element, 'Design review');
    review.focus();
    expect(review.getAttribute('aria-description')).to.equal('Mon 16 Nov, 10:30 – 12:00, Léman, Product team');
    await press(['Alt'], 'ArrowRight');
    expect(local(heard<EventChangeEvent>('ik-event-change')[0]!.times.start)).to.equal('2026-11-17T10:30');
    await until(() => hasFocus(chip(element, 'Design review')), 'the focus follows the event');
    await until(
      () => chip(element, 'Design review').getAttribute('aria-description')?.includes('Tue 17 Nov'),
      'it says the new time',
    );
    expect(root(element).querySelector('.said')?.textContent).to.include('Design review');
    await press(['Shift', 'Alt'], 'ArrowDown');
    expect(local(heard<EventChangeEvent>('ik-event-change')[1]!.times.end)).to.equal('2026-11-17T12:15');
  });

  it('turns the page when the keyboard leaves it', async () => {
    const { element, heard } = await open('month');
    element.date = '2026-12-06';
    await settled(element);
    cellOf(element, 6, 12).focus();
    for (let week = 0; week < 5; week++) await sendKeys({ press: 'ArrowDown' });
    await until(() => element.date === '2027-01-10');
    await until(() => hasFocus(cellOf(element, 10, 1, 2027)));
    expect(heard<RangeChangeEvent>('ik-range-change').at(-1)?.title).to.equal('January 2027');
  });

  it('moves through the hours of a week with the arrows and makes an event there', async () => {
    const { element, heard } = await open('week');
    root(element).querySelector<HTMLElement>('.column[tabindex="0"]')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    expect(local(heard<EventCreateEvent>('ik-event-create')[0]!.times.start)).to.equal('2026-11-19T09:30');
  });

  it('shows more of the schedule when asked', async () => {
    const { element } = await open('schedule');
    const before = chips(element).length;
    const later = [...root(element).querySelectorAll<HTMLButtonElement>('.extend')].at(-1)!;
    later.click();
    await until(() => chips(element).length > before);
    root(element).querySelector<HTMLButtonElement>('.extend')!.click();
    await until(() => chips(element).some((c) => c.textContent?.includes('Holidays')));
  });

  it('draws other months with the same elements', async () => {
    const { element } = await open('month');
    const cells = [...root(element).querySelectorAll('.cell')];
    element.turnPage(1);
    await settled(element);
    expect([...root(element).querySelectorAll('.cell')].slice(0, 28)).to.deep.equal(cells.slice(0, 28));
    expect(root(element).querySelector('h2')?.textContent).to.equal('December 2026');
  });

  it('reads an .ics file that the page names', async () => {
    const ics = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:1',
      'SUMMARY:From a file',
      'DTSTART;TZID=Europe/Zurich:20261118T140000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'DESCRIPTION:Said in the file',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    const src = URL.createObjectURL(new Blob([ics], { type: 'text/calendar' }));
    const { element } = await mount<IkCalendar>(
      html`<ik-calendar style="block-size: 500px" date="2026-11-18" locale="en-GB" time-zone="Asia/Kolkata" src=${src}></ik-calendar>`,
    );
    await until(() => chips(element).length === 3);
    expect(chips(element)[0]?.textContent).to.equal('18:30 From a file');
    chips(element)[0]!.click();
    const popover = await popoverOf(element);
    await until(() => popover.textContent?.includes('Said in the file'));
  });

  it('says when the address has no calendar, or cannot be fetched', async () => {
    const src = URL.createObjectURL(new Blob(['<!doctype html><p>Not found</p>']));
    const { element } = await mount<IkCalendar>(html`<ik-calendar style="block-size: 500px" src=${src}></ik-calendar>`);
    const note = () => root(element).querySelector('[role=alert]')?.textContent;
    await until(() => note()?.includes('does not answer with a calendar'));
    element.src = '/nothing-there.ics';
    await until(() => note()?.includes('could not be fetched'));
  });

  it('survives events that make no sense', async () => {
    const { element } = await open('month');
    element.events = [
      { id: 'a', title: 'Good', start: '2026-11-18T10:00' },
      { id: 'b', title: 'No date', start: 'soon' },
      { id: 'c', title: 'Backwards', start: '2026-11-18T12:00', end: '2026-11-18T11:00' },
      { id: 'd', title: 'Odd', start: Number.NaN },
      { id: '__proto__', title: 'Proto', start: '2026-11-18', rrule: 'FREQ=NEVER' },
    ];
    await until(() => chips(element).some((c) => c.textContent === '10:00 Good'));
    expect(chips(element).map((c) => c.textContent)).to.include('12:00 Backwards');
  });

  it('runs from right to left', async () => {
    const { element, heard } = await open('month');
    element.dir = 'rtl';
    await settled(element);
    cellOf(element, 18).focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(hasFocus(cellOf(element, 19))).to.equal(true);
    await drag(middle(chip(element, 'Design review')), middle(cellOf(element, 20)));
    expect(local(heard<EventChangeEvent>('ik-event-change')[0]!.times.start)).to.equal('2026-11-20T10:30');
  });
});
