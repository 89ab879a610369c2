import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-calendar-page.js';
import type { IkCalendarPage } from '../../src/components/calendar/ik-calendar-page.js';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import type { IkZonePicker } from '../../src/components/calendar/ik-zone-picker.js';
import '../../src/components/calendar/slots/ik-slots-page.js';
import type { Services } from '../../src/app/services.js';
import type { IkInvitationDialog } from '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import type { IkSlotsPage } from '../../src/components/calendar/slots/ik-slots-page.js';
import type { Decline } from '../../src/domain/calendar/absence-fields.js';
import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../src/domain/calendar/occurrence.js';
import { newSlotFields, type SlotFields } from '../../src/domain/calendar/slots/slot-fields.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { createFakeSlots } from '../support/fake-slots.js';
import { deep, exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

before(() => setViewport({ width: 1280, height: 900 }));
after(() => setViewport({ width: 800, height: 600 }));
afterEach(unmountAll);

const absence: EventOccurrence = {
  key: 'a',
  collectionId: 'work',
  uid: 'a',
  start: Date.UTC(2026, 10, 18, 13) as EpochMs,
  end: Date.UTC(2026, 10, 18, 16) as EpochMs,
  allDay: false,
  floating: false,
  local: '20261118T140000',
  zone: 'Europe/Zurich',
  title: 'Dentist',
  recurring: false,
  away: 'out-of-office',
};
const focus: EventOccurrence = {
  ...absence,
  ...{ key: 'f', uid: 'f', title: 'Deep work', away: 'focus' },
  start: Date.UTC(2026, 10, 17, 8) as EpochMs,
  end: Date.UTC(2026, 10, 17, 10) as EpochMs,
};

async function openPage(path: string) {
  const state = createFakeState();
  const fieldsOf = ({ title }: EventOccurrence): EventFields => ({ ...emptyEventFields, title });
  state.events.set([absence, focus].map((occurrence) => ({ occurrence, fields: fieldsOf(occurrence) })));
  const services = createFakeServices({}, state);
  const mounted = await mount<IkCalendarPage>(
    html`<ik-calendar-page style="block-size: 860px" .path=${path}></ik-calendar-page>`,
    { services },
  );
  const page = mounted.element;
  const chips = () => [...deep(page, 'ik-calendar').shadowRoot!.querySelectorAll<HTMLElement>('.event')];
  await until(() => chips().length > 0, 'events are drawn');
  const run = (id: string) =>
    mounted.commands
      .list()
      .find((command) => command.id === id)!
      .run();
  return { ...mounted, page, state, chips, run };
}

const field = (dialog: IkEventDialog, label: string) =>
  [...dialog.shadowRoot!.querySelectorAll<HTMLSelectElement | HTMLTextAreaElement>('select, textarea')].find((input) =>
    input.closest('label')?.textContent?.trim().startsWith(label),
  )!;

describe('absences', () => {
  for (const view of ['week', 'day', 'month', 'schedule']) {
    it(`[UN8] have a pattern and a sign whose meaning is text: ${view}`, async () => {
      const { chips } = await openPage(`${view}/2026-11-18`);
      const chip = await until(() => chips().find((one) => one.textContent?.includes('Dentist')));
      const sign = () => getComputedStyle(chip, '::before').content;
      await until(() => sign().includes('Out of office'), 'the sign is named');
      expect(getComputedStyle(chip).backgroundImage).to.include('repeating-linear-gradient');
      const other = chips().find((one) => one.textContent?.includes('Deep work'));
      if (other) expect(getComputedStyle(other, '::before').content).to.include('Focus time');
      else expect(view).to.match(/day|schedule/);
    });
  }

  it('[UN1] are made by commands, with what becomes of invitations', async () => {
    const { page, run, state } = await openPage('week/2026-11-18');
    run('calendar.out-of-office');
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-event-dialog'), 'the form opens');
    await dialog.updateComplete;
    expect(deep(dialog, 'ik-dialog', 'h2').textContent).to.equal('Out of office');
    await expectAccessible(dialog);
    const choice = field(dialog, 'Invitations to this time') as HTMLSelectElement;
    expect(choice.value).to.equal('offer');
    choice.value = '';
    choice.dispatchEvent(new Event('change'));
    await dialog.updateComplete;
    expect(field(dialog, 'What the organiser is told')).to.equal(undefined);
    choice.value = 'auto';
    choice.dispatchEvent(new Event('change'));
    await dialog.updateComplete;
    const text = field(dialog, 'What the organiser is told');
    text.value = 'Back on Monday';
    text.dispatchEvent(new Event('input'));
    deep(dialog, 'button[type=submit]').click();
    const made = await until(() => state.calls.find(([name]) => name === 'calendar.create'));
    const [, , fields] = made as [string, string, EventFields];
    expect([fields.absence, fields.decline, fields.declineText, fields.allDay, fields.transparent]).to.deep.equal([
      ...['out-of-office', 'auto', 'Back on Monday'],
      ...[true, false],
    ]);
  });
});

async function openInvitation(decline: Decline) {
  const services = createFakeServices();
  const known = await services.invitations.read({ method: 'REQUEST', uid: 'i', text: '' }, 'UTC');
  const me = 'mailto:me@example.org';
  const view = {
    ...known,
    ...{ kind: 'invitation', verdict: 'apply', concerns: [], me, myStatus: 'NEEDS-ACTION', recurring: false },
    absence: { absence: 'out-of-office', decline, declineText: 'Back on Monday', occurrence: absence },
  } as Awaited<ReturnType<Services['invitations']['read']>>;
  const invitations = { ...services.invitations, read: async () => view };
  const messages = [{ method: 'REQUEST' as const, uid: 'i', text: '' }];
  const mounted = await mount<IkInvitationDialog>(
    html`<ik-invitation-dialog .messages=${messages}></ik-invitation-dialog>`,
    { services: { ...services, invitations } },
  );
  return { ...mounted, dialog: mounted.element, calls: services.state.calls };
}

describe('an invitation to the time of an absence', () => {
  it('[UN5] says so, and proposes to decline with the text', async () => {
    const { dialog, calls } = await openInvitation('offer');
    const notice = await until(() => dialog.shadowRoot!.querySelector('.absent'), 'the absence is said');
    expect(notice.textContent).to.include('Out of office (Dentist)');
    await expectAccessible(dialog);
    const no = dialog.shadowRoot!.querySelector<HTMLButtonElement>('.answers .primary')!;
    expect(no.textContent?.trim()).to.equal('No');
    expect(calls.some(([name]) => name === 'invitations.receive')).to.equal(false);
    no.click();
    const [, , decision] = await until(() => calls.find(([name]) => name === 'invitations.receive'));
    expect((decision as { answer: unknown }).answer).to.deep.equal({
      ...{ address: 'mailto:me@example.org', status: 'DECLINED', comment: 'Back on Monday' },
    });
  });

  it('[UN6] is declined by itself where the absence says so, and that can be taken back', async () => {
    const { calls, events } = await openInvitation('auto');
    await until(() => calls.find(([name]) => name === 'invitations.receive'));
    const notice = await until(() => events('ik-notice')[0]);
    expect((notice as Event & { message: string }).message).to.include('declined, as you are absent then');
    expect(calls.filter(([name]) => name === 'invitations.receive')).to.have.length(1);
  });
});

const fields: SlotFields = { ...newSlotFields('Europe/Zurich'), title: 'Office hours', location: 'Room 5' };
const slotAt = (hour: number) => ({
  start: Date.UTC(2026, 11, 1, hour),
  end: Date.UTC(2026, 11, 1, hour, 30),
});

async function openSlots(schedules: readonly SlotFields[]) {
  const services = createFakeServices();
  const log = (name: string, ...args: readonly unknown[]) => {
    services.state.calls.push([name, ...args]);
    return { undo: async () => {} };
  };
  const list = schedules.map((one, index) => ({
    ...{ ref: { collectionId: 'work', uid: `s${index}` }, fields: one },
    ...{ organizer: '', locked: false },
  }));
  const slots = createFakeSlots(log, { overview: { schedules: list, others: [] }, slots: [slotAt(8), slotAt(9)] });
  const mounted = await mount<IkSlotsPage>(
    html`<ik-slots-page style="block-size: 800px" .services=${{ ...services, slots }} .display=${exampleDisplay}></ik-slots-page>`,
    { services },
  );
  return { ...mounted, page: mounted.element, calls: services.state.calls };
}

describe('<ik-slots-page>', () => {
  it('says what it is for when there is nothing yet, and begins', async () => {
    const { page, calls } = await openSlots([]);
    await until(() => page.shadowRoot!.querySelector('.state'));
    await expectAccessible(page);
    deep(page, '.state .button').click();
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-slot-dialog'), 'the form opens');
    await dialog.updateComplete;
    await expectAccessible(dialog);
    const save = deep(dialog, 'button[type=submit]');
    save.click();
    await until(() => dialog.shadowRoot!.textContent?.includes('It needs a title.'));
    expect(calls).to.deep.equal([]);
    const title = deep<HTMLInputElement>(dialog, '.title');
    title.value = 'Surgery';
    title.dispatchEvent(new Event('input'));
    deep(dialog, '.weekday input').click();
    save.click();
    const [, , made] = await until(() => calls.find(([name]) => name === 'slots.create'));
    expect((made as SlotFields).weekly).to.deep.equal([{ days: [2, 3, 4, 5], start: 540, end: 1020 }]);
    await until(() => page.shadowRoot!.querySelector('h2')?.textContent === 'Surgery');
  });

  it('shows what is free, and books it for somebody', async () => {
    const { page, calls } = await openSlots([fields, { ...fields, title: 'Other' }]);
    const buttons = await until(() => {
      const found = [...page.shadowRoot!.querySelectorAll<HTMLButtonElement>('.slot')];
      return found.length === 2 && found;
    });
    expect(buttons.map((one) => one.textContent?.trim())).to.deep.equal(['09:00', '10:00']);
    expect(buttons[0]!.getAttribute('aria-label')).to.include('Tuesday').and.include('09:00');
    await expectAccessible(page);
    buttons[1]!.click();
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-booking-dialog'));
    await dialog.updateComplete;
    const book = deep(dialog, 'button[type=submit]');
    book.click();
    await until(() => dialog.shadowRoot!.querySelector('[role=alert]'));
    const [name, email] = dialog.shadowRoot!.querySelectorAll('input');
    for (const [input, value] of [
      [name!, 'Ada'],
      [email!, 'not an address'],
    ] as const) {
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    book.click();
    await until(() => dialog.shadowRoot!.textContent?.includes('This is no mail address.'));
    email!.value = 'ada@example.org';
    email!.dispatchEvent(new Event('input'));
    await expectAccessible(dialog);
    book.click();
    const [, ref, , booking, title] = await until(() => calls.find(([command]) => command === 'slots.book'));
    expect([ref, booking, title]).to.deep.equal([
      { collectionId: 'work', uid: 's0' },
      { slot: slotAt(9), name: 'Ada', email: 'ada@example.org', note: '' },
      'Office hours: Ada',
    ]);
  });

  it('gives the free times as text on the reader’s clock, and as a file', async () => {
    const { page } = await openSlots([fields]);
    await until(() => page.shadowRoot!.querySelector('.slot'));
    deep(page, '.top .button').click();
    const dialog = await until(() => page.shadowRoot!.querySelector('ik-slot-share'));
    const area = await until(() => dialog.shadowRoot!.querySelector('textarea'));
    await until(() => area.value !== '');
    expect(area.value).to.equal(
      'Office hours\nTimes that are free, 30 min each (time zone Europe/Zurich):\n\n• Tuesday, 1 December 2026: 09:00, 10:00\n\nRoom 5',
    );
    const zone = deep<IkZonePicker>(dialog, 'ik-zone-picker');
    zone.value = 'America/New_York';
    zone.dispatchEvent(new Event('change'));
    await until(() => area.value.includes('America/New York') && area.value.includes(': 03:00, 04:00'));
    await expectAccessible(dialog);
  });
});
