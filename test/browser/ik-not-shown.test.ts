import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-not-shown.js';
import type { IkNotShown } from '../../src/components/calendar/ik-not-shown.js';
import type { NotShown } from '../../src/domain/calendar/event-query.js';
import type { DayNumber } from '../../src/domain/time/types.js';
import { createCell } from '../support/cell.js';
import { createFakeServices } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll } from '../support/mount.js';

afterEach(unmountAll);

const range = { first: 0 as DayNumber, days: 7 };

async function open(left: NotShown) {
  const cell = createCell(left);
  const service = { ...createFakeServices().calendar, watchNotShown: () => cell };
  const { element } = await mount<IkNotShown>(html`<ik-not-shown .service=${service} .range=${range}></ik-not-shown>`);
  await settled(element);
  const text = () => element.shadowRoot!.querySelector('[role=status]')!.textContent!.trim();
  return { element, cell, text };
}

describe('<ik-not-shown>', () => {
  it('is not there as long as everything is shown', async () => {
    const { element, text } = await open({ count: 0, titles: [] });
    expect(text()).to.equal('');
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('names the series that come too often, and follows', async () => {
    const { element, cell, text } = await open({ count: 1, titles: ['Beat'] });
    expect(text()).to.equal('Not all shown: “Beat” repeats too often to be shown whole.');
    await expectAccessible(element);
    cell.set({ count: 300, titles: ['A', 'B', ''] });
    await settled(element);
    expect(text()).to.contain('“A”, “B”, “(No title)” and 297 more');
  });
});
