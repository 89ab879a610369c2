import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/calendar/ik-calendar-page.js';
import type { IkCalendarPage } from '../../src/components/calendar/ik-calendar-page.js';
import type { IkEventDialog } from '../../src/components/calendar/ik-event-dialog.js';
import '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import type { Services } from '../../src/app/services.js';
import type { IkInvitationDialog } from '../../src/components/calendar/invitations/ik-invitation-dialog.js';
import type { Decline } from '../../src/domain/calendar/absence-fields.js';
import type { EventFields } from '../../src/domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../src/domain/calendar/occurrence.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createFakeServices, createFakeState, emptyEventFields } from '../support/fake-services.js';
import { deep, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

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
