import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-calendar-popover.js';
import type { IkCalendarPopover } from '../../src/components/calendar/ik-calendar-popover.js';
import { markPopover } from '../../src/components/calendar/popover-marks.js';
import type { EventOccurrence } from '../../src/domain/calendar/occurrence.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const occurrence = (title: string, more: Partial<EventOccurrence> = {}): EventOccurrence => ({
  ...{ key: title, collectionId: 'c', uid: title, title, allDay: false, floating: false, recurring: false },
  ...{ start: 0 as EpochMs, end: 3_600_000 as EpochMs, local: '19700101T000000' },
  ...more,
});

async function open(...occurrences: EventOccurrence[]) {
  const { element } = await mount<IkCalendarPopover>(html`<ik-calendar-popover></ik-calendar-popover>`);
  markPopover(element);
  const show = (shown: readonly EventOccurrence[]) =>
    element.open(
      { kind: 'day', title: 'Wed', rows: shown.map((one) => ({ occurrence: one, time: '10:00', hue: 265 })) },
      document.body,
    );
  await show(occurrences);
  const picks = () => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.pick')];
  const struck = (index: number) => getComputedStyle(picks()[index]!).textDecorationLine === 'line-through';
  return { element, show, picks, struck };
}

describe('the list of a day', () => {
  it('shows how each event stands, as the views do, and says it', async () => {
    const { element, picks, struck } = await open(
      occurrence('Plain'),
      occurrence('No', { declined: true }),
      occurrence('Off', { status: 'CANCELLED' }),
      occurrence('Perhaps', { status: 'TENTATIVE' }),
      occurrence('Gone', { away: 'out-of-office' }),
      occurrence('Done', { task: 'done' }),
    );
    await until(() => picks()[1]!.classList.contains('declined'));
    expect(picks().map((_pick, index) => struck(index))).to.deep.equal([false, true, true, false, false, true]);
    expect(getComputedStyle(picks()[3]!).fontStyle).to.equal('italic');
    expect(picks().map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      ...[null, '10:00 No, declined', '10:00 Off, cancelled', null, '10:00 Gone, Out of office', null],
    ]);
    await expectAccessible(element);
  });

  it('follows from one day to another', async () => {
    const { show, picks, struck } = await open(occurrence('No', { declined: true }));
    await show([occurrence('Yes'), occurrence('Never', { declined: true })]);
    await until(() => picks()[1]!.classList.contains('declined'));
    expect([struck(0), struck(1)]).to.deep.equal([false, true]);
  });
});
