// What of a day is in sight when its hours are opened.
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/calendar.js';
import type { IkCalendar } from '../../src/calendar.js';
import { deep, mount, settled, unmountAll, until } from '../support/mount.js';

const clock = Date.now;
before(() => setViewport({ width: 1280, height: 700 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(() => {
  Date.now = clock;
  unmountAll();
});

/** @param now - In Zurich, of 18 November 2026. */
async function openAt(now: string, date = '2026-11-18') {
  Date.now = () => Date.parse(`2026-11-18T${now}+01:00`);
  const { element } = await mount<IkCalendar>(html`<ik-calendar
    style="block-size: 640px; inline-size: 1200px"
    view="week"
    date=${date}
    time-zone="Europe/Zurich"
    locale="en-GB"
  ></ik-calendar>`);
  await settled(element);
  const scroller = deep(element, '.scroller') as HTMLElement;
  await until(() => scroller.scrollTop > 0, 'the grid has scrolled');
  const sight = scroller.getBoundingClientRect();
  const line = element.shadowRoot!.querySelector('[part~=now]')?.getBoundingClientRect();
  const canvas = deep(element, '.column').getBoundingClientRect();
  const hourAt = (y: number) => ((y - canvas.top) / canvas.height) * 24;
  const head = deep(element, '.day-head').parentElement!.getBoundingClientRect();
  return { element, scroller, line, from: hourAt(head.bottom), to: hourAt(sight.bottom) };
}

describe('the hours of days', () => {
  for (const now of ['10:00', '05:15'])
    it(`open in the morning at ${now}`, async () => {
      const { from } = await openAt(now);
      expect(from).to.be.closeTo(8, 1.2);
    });

  for (const [now, hour] of [
    ['19:30', 19.5],
    ['23:50', 23.83],
  ] as const)
    it(`have the line of now in sight at ${now}`, async () => {
      const { line, from, to } = await openAt(now);
      expect(line).not.to.equal(undefined);
      expect(hour).to.be.within(from + 0.2, to - 0.1);
    });

  it('keep it in sight while the page finds its size, and stay where somebody has scrolled them', async () => {
    const { element, scroller } = await openAt('19:30');
    const line = () => deep(element, '[part~=now]').getBoundingClientRect();
    const sight = () => scroller.getBoundingClientRect();
    const resize = async (size: string) => {
      const before = sight().height;
      element.style.blockSize = size;
      await until(() => sight().height !== before);
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    };
    await resize('400px');
    expect(line().bottom).to.be.below(sight().bottom);
    scroller.scrollTop = 100;
    await until(() => line().top > sight().bottom);
    await new Promise(requestAnimationFrame);
    await resize('500px');
    expect(scroller.scrollTop).to.equal(100);
  });

  it('open in the morning in the evening, too, where today is not among them', async () => {
    const { line, from } = await openAt('19:30', '2026-11-25');
    expect(line).to.equal(undefined);
    expect(from).to.be.closeTo(8, 1.2);
  });
});
