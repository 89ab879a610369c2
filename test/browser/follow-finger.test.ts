import { expect } from 'chai';
import { html } from 'lit';
import { createArraySource } from '../../src/app/calendar/array-source.js';
import '../../src/components/calendar/ik-calendar.js';
import type { IkCalendar } from '../../src/components/calendar/ik-calendar.js';
import { followFinger } from '../../src/components/calendar/interaction/follow-finger.js';
import { mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleCalendars, sampleEvents } from '../support/sample-events.js';

afterEach(unmountAll);

async function open(view = 'week', locale = 'en') {
  const source = createArraySource(sampleEvents);
  const { element: box } = await mount<HTMLElement>(
    html`<div dir=${locale === 'ar' ? 'rtl' : 'ltr'} style="position: relative; display: flex; inline-size: 390px; block-size: 600px"><ik-calendar bare style="flex: 1; block-size: 600px" view=${view} date="2026-11-18" locale=${locale} time-zone="Europe/Zurich" .source=${source} .calendars=${sampleCalendars}></ik-calendar></div>`,
  );
  const calendar = box.querySelector<IkCalendar>('ik-calendar')!;
  await calendar.updateComplete;
  followFinger(calendar, (peek) => peek.classList.add('dressed'));
  await until(() => calendar.renderRoot.querySelector('.event'));
  const cell = calendar.renderRoot.querySelector<HTMLElement>('[role=gridcell]')!;
  const send = (type: string, x: number, y = 200) =>
    cell.dispatchEvent(
      new PointerEvent(type, {
        ...{ pointerId: 7, pointerType: 'touch', isPrimary: true, button: 0, clientX: x, clientY: y },
        ...{ bubbles: true, composed: true },
      }),
    );
  const peek = () => box.querySelector<IkCalendar>('.peek');
  const gone = () => until(() => peek() === null, 'the neighbour is taken away');
  return { box, calendar, send, peek, gone };
}

describe('a page that follows the finger', () => {
  for (const [view, next] of [
    ['day', '2026-11-19'],
    ['week', '2026-11-25'],
    ['month', '2026-12-18'],
  ] as const) {
    it(`shows the next ${view} beside it, and turns to it`, async () => {
      const { calendar, send, peek, gone } = await open(view);
      send('pointerdown', 300);
      send('pointermove', 250);
      send('pointermove', 180);
      expect(calendar.style.transform).to.equal('translateX(-120px)');
      const neighbour = peek()!;
      expect(neighbour.style.transform).to.equal('translateX(270px)');
      expect(neighbour.inert).to.equal(true);
      await until(() => neighbour.date === next && neighbour.classList.contains('dressed'));
      send('pointerup', 180);
      await gone();
      expect(calendar.date).to.equal(next);
      expect(calendar.style.transform).to.equal('');
    });
  }

  it('springs back when it is let go of early, or the browser takes the finger', async () => {
    for (const end of ['pointerup', 'pointercancel']) {
      const { calendar, send, peek, gone } = await open();
      send('pointerdown', 200);
      send('pointermove', 220);
      expect(peek()!.style.transform).to.equal('translateX(-370px)');
      send(end, 220);
      await gone();
      expect(calendar.date).to.equal('2026-11-18');
      expect(calendar.style.transform).to.equal('');
    }
  });

  it('shows the page before when the finger turns round', async () => {
    const { calendar, send, peek, gone } = await open();
    send('pointerdown', 200);
    send('pointermove', 170);
    send('pointermove', 330);
    await until(() => peek()?.date === '2026-11-11');
    send('pointerup', 330);
    await gone();
    expect(calendar.date).to.equal('2026-11-11');
  });

  it('goes the other way where lines go from right to left', async () => {
    const { calendar, send, gone } = await open('week', 'ar');
    send('pointerdown', 100);
    send('pointermove', 300);
    send('pointerup', 300);
    await gone();
    expect(calendar.date).to.equal('2026-11-25');
  });

  it('lets a finger scroll up and down, and a schedule alone', async () => {
    const { send, peek } = await open();
    send('pointerdown', 200, 100);
    send('pointermove', 215, 200);
    expect(peek()).to.equal(null);
    send('pointerup', 215, 200);
    const list = await open('schedule');
    list.calendar.renderRoot.querySelector('.event')!.dispatchEvent(
      new PointerEvent('pointerdown', {
        ...{ pointerId: 8, pointerType: 'touch', isPrimary: true, clientX: 200, bubbles: true, composed: true },
      }),
    );
    expect(list.peek()).to.equal(null);
  });

  it('is scrolled as the page is, and nothing of the page was made by the swipe', async () => {
    const { calendar, send, peek, gone } = await open('day');
    let made = 0;
    calendar.addEventListener('ik-event-create', () => {
      made += 1;
    });
    const scroller = calendar.renderRoot.querySelector('.scroller')!;
    scroller.scrollTop = 333;
    send('pointerdown', 300);
    send('pointermove', 120);
    await until(() => peek()!.renderRoot.querySelector('.scroller')?.scrollTop === 333);
    send('pointerup', 120);
    await gone();
    await settled(calendar);
    expect(made).to.equal(0);
    expect(scroller.scrollTop).to.equal(333);
  });
});
