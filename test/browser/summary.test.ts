import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/summary/ik-day-summary.js';
import type { IkDaySummary } from '../../src/components/calendar/summary/ik-day-summary.js';
import { notificationText } from '../../src/components/calendar/summary/summary-texts.js';
import '../../src/components/reminders/ik-summary-settings.js';
import type { IkSummarySettings } from '../../src/components/reminders/ik-summary-settings.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import type { EventOccurrence } from '../../src/domain/calendar/occurrence.js';
import { summarizeDay } from '../../src/domain/summary/summarize-day.js';
import { newSummary, type Summary } from '../../src/domain/summary/summary.js';
import { parseIsoDate } from '../../src/domain/time/calendar-date.js';
import { createLocalFormats } from '../../src/domain/time/local-formats.js';
import type { DayNumber, EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices, emptyEventFields, familyCalendar, workCalendar } from '../support/fake-services.js';
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

const day = parseIsoDate('2026-11-18') as DayNumber;
const mine: Summary = { ...newSummary, id: 'mine' };

function event(title: string, start: string, end: string, more: Partial<EventOccurrence> = {}): EventOccurrence {
  const instant = (time: string) => Date.parse(`2026-11-18T${time}:00+01:00`) as EpochMs;
  const common = {
    uid: title,
    key: title,
    collectionId: 'work',
    local: '',
    floating: false,
    recurring: false,
    allDay: false,
  };
  return { ...common, title, start: instant(start), end: instant(end), ...more };
}

const occurrences = [
  event('Stand-up', '09:00', '09:15', { recurring: true }),
  event('Customer call', '10:30', '12:00', { location: 'Léman' }),
  event('Interview', '11:00', '12:30', { collectionId: 'family', status: 'TENTATIVE' }),
  event('', '14:00', '14:00'),
];

async function openDay(summary: Summary | undefined, shown: readonly EventOccurrence[] = occurrences) {
  const services = createFakeServices();
  services.state.events.set(shown.map((occurrence) => ({ occurrence, fields: emptyEventFields })));
  services.state.settings.set({ ...services.state.settings.get(), summaries: summary ? [summary] : [] });
  const mounted = await mount<IkDaySummary>(
    html`<ik-day-summary .services=${services} .display=${exampleDisplay} .calendars=${[workCalendar, familyCalendar]} .day=${day} .today=${day} .summary=${summary}></ik-day-summary>`,
  );
  const text = () => mounted.element.shadowRoot?.querySelector('.page')?.textContent?.replace(/\s+/g, ' ') ?? '';
  return { ...mounted, services, text };
}

describe('<ik-day-summary>', () => {
  it('says what a day holds, and names what is at the same time', async () => {
    const { element, text } = await openDay(mine);
    expect(text()).to.match(/Today Wednesday,? 18 November 2026 4 events/);
    expect(text()).to.include('10:30 – 12:00 Customer callLéman · Work At the same time: “Interview”');
    expect(text()).to.include('14:00 (no title)');
    expect(text()).to.include('You get this summary: Every day, at 07:00.');
    await expectAccessible(element);
  });

  it('[DS5] keeps to the choices of its summary, and switches it off', async () => {
    const { element, services, events, text } = await openDay({ ...mine, recurring: false, calendars: ['work'] });
    expect(text()).not.to.match(/Stand-up|Interview/);
    deep<HTMLButtonElement>(element, 'footer button').click();
    await until(() => events<NoticeEvent>('ik-notice').length > 0);
    expect(services.state.settings.get().summaries[0]?.on).to.equal(false);
    await events<NoticeEvent>('ik-notice')[0]?.options.undo?.();
    expect(services.state.settings.get().summaries[0]?.on).to.equal(true);
  });

  it('is a good day without anything, and leads to others', async () => {
    const { element, events, text } = await openDay(undefined, []);
    expect(text()).to.include('Nothing planned. The day is yours.');
    deep<HTMLButtonElement>(element, '[aria-label="Next day"]').click();
    expect(events<NavigateEvent>('ik-navigate')[0]?.url).to.equal('/calendar/summary/2026-11-19');
    await expectAccessible(element);
  });
});

describe('the notification of a summary', () => {
  it('counts, and names the first of the day', () => {
    const tasks = [{ ...event('Rent', '18:00', '18:00'), task: 'open' as const }];
    const shown = [...occurrences, ...tasks, event('Late', '20:00', '21:00')];
    const facts = { day, today: (day - 1) as DayNumber, timeZone: 'Europe/Zurich', recurring: true, tasks: [] };
    const told = notificationText(
      summarizeDay({ ...facts, occurrences: shown }),
      facts.today,
      createLocalFormats('en-GB'),
    );
    expect(told).to.deep.equal({
      title: 'Tomorrow: 5 events · 1 task due',
      body: '09:00 Stand-up · 10:30 Customer call · 11:00 Interview · 14:00 (no title) · 20:00 Late · 1 more',
    });
  });
});

describe('<ik-summary-settings>', () => {
  async function openSettings(summaries: readonly Summary[] = []) {
    const services = createFakeServices();
    services.state.settings.set({ ...services.state.settings.get(), summaries });
    const mounted = await mount<IkSummarySettings>(
      html`<ik-summary-settings .services=${services} .display=${exampleDisplay} .summaries=${summaries} .calendars=${[workCalendar, familyCalendar]}></ik-summary-settings>`,
    );
    // The settings page gives it what is stored.
    services.state.settings.subscribe({
      next: (settings) => {
        mounted.element.summaries = settings.summaries;
      },
      error: () => {},
    });
    const stored = () => services.state.settings.get().summaries;
    const all = <E extends Element>(selector: string) => [
      ...(mounted.element.shadowRoot?.querySelectorAll<E>(selector) ?? []),
    ];
    const choose = async (select: HTMLSelectElement | HTMLInputElement | undefined, value: string) => {
      if (select) select.value = value;
      select?.dispatchEvent(new Event('change', { bubbles: true }));
      await settled(mounted.element);
    };
    return { ...mounted, stored, all, choose };
  }

  it('makes one, with the focus in it, and removes it with a way back', async () => {
    const { element, stored, events } = await openSettings();
    expect(stored()).to.deep.equal([]);
    deep<HTMLButtonElement>(element, '.add').click();
    await until(() => hasFocus(element.shadowRoot?.querySelector('select') ?? null));
    expect(stored()).to.deep.equal([{ ...newSummary, id: stored()[0]?.id }]);
    expect(stored()[0]?.id).to.match(/^[0-9a-f]{12}$/);
    await expectAccessible(element);
    deep<HTMLButtonElement>(element, '.icon-button').click();
    await until(() => events<NoticeEvent>('ik-notice').length > 0);
    expect(stored()).to.deep.equal([]);
    await events<NoticeEvent>('ik-notice')[0]?.options.undo?.();
    expect(stored()).to.have.length(1);
  });

  it('has every choice', async () => {
    const { element, stored, all, choose } = await openSettings([mine]);
    const select = (at: number) => all<HTMLSelectElement>('select')[at];
    await choose(select(0), 'tomorrow');
    expect(stored()[0]).to.include({ about: 'tomorrow', minute: 18 * 60 });
    await choose(deep<HTMLInputElement>(element, 'input[type=time]'), '20:30');
    await choose(select(0), 'today');
    expect(stored()[0]).to.include({ about: 'today', minute: 20 * 60 + 30 });
    deep<HTMLInputElement>(element, '[aria-label=Sunday]').click();
    await settled(element);
    await choose(select(1), 'chosen');
    await choose(select(2), 'app');
    deep<HTMLInputElement>(element, '.list input').click();
    await settled(element);
    expect(deep<HTMLInputElement>(element, '.list label:last-child input').disabled).to.equal(true);
    all<HTMLInputElement>('.check input').at(-1)?.click();
    await settled(element);
    const chosen = { weekdays: [1, 2, 3, 4, 5, 6], calendars: ['family'], channel: 'app', recurring: false };
    expect(stored()[0]).to.deep.include(chosen);
    deep<HTMLInputElement>(element, '.top input').click();
    await settled(element);
    expect(stored()[0]?.on).to.equal(false);
    expect(all('select')).to.have.length(0);
    await expectAccessible(element);
  });
});
