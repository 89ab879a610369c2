import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/activity/ik-activity.js';
import type { Activity } from '../../src/app/activity/activity.js';
import type { IkActivity } from '../../src/components/activity/ik-activity.js';
import type { IkActivityPanel } from '../../src/components/activity/ik-activity-panel.js';
import { NoticeEvent, type UndoEvent, UndoneEvent } from '../../src/components/shared/notice-event.js';
import { NO_ACTIVITY } from '../../src/domain/activity/activity.js';
import { AppError } from '../../src/domain/errors.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import type { FakeActivity } from '../support/fake-activity.js';
import { createFakeServices } from '../support/fake-services.js';
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

const work = {
  id: 'w1',
  kind: 'mail-import',
  name: 'archive.mbox',
  progress: { done: 1200, total: 4000, fraction: 0.3 },
  canStop: true,
  canHold: true,
  isHeld: false,
  isStopping: false,
} as const;
const busy: Activity = {
  ...NO_ACTIVITY,
  sync: { state: 'online', relay: 'wss://relay.example.org', waiting: 0, lastSynced: Date.now() as EpochMs },
  running: [work],
  failed: [{ id: 'f1', kind: 'backup', name: '', time: Date.now(), error: new AppError('store/quota', 'full') }],
  mail: [{ accountId: 'm', name: 'me@example.org', waiting: { place: 2, destroy: 1 }, refused: [] }],
  outgoing: [
    { emailId: '5', accountId: 'm', subject: 'Minutes', sendAt: 0, isBegun: false },
    {
      emailId: '6',
      accountId: 'm',
      subject: 'Offer',
      sendAt: 0,
      isBegun: false,
      failed: { time: 1, type: 'overQuota', description: '' },
    },
  ],
};

async function show(activity: Activity) {
  const services = createFakeServices();
  (services.activity as FakeActivity).activity.set(activity);
  const { element, host, events } = await mount<IkActivity>(
    html`<ik-activity .services=${services} .display=${exampleDisplay}></ik-activity>`,
    { services },
  );
  const sign = () => deep<HTMLButtonElement>(element, 'button.sign');
  const panel = () => deep<IkActivityPanel>(element, 'ik-activity-panel');
  const text = () => panel().shadowRoot!.querySelector('.body')!.textContent!.replace(/\s+/g, ' ').trim();
  const open = async () => {
    sign().click();
    await until(() => panel().isOpen && text() !== '');
    await settled(element);
  };
  const press = async (name: string) => {
    const all = [...panel().shadowRoot!.querySelectorAll<HTMLElement>('.body .button')];
    const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent!.trim()) === name);
    if (!found) throw new Error(`no ${name} among ${all.map((one) => one.getAttribute('aria-label')).join(', ')}`);
    found.click();
    await settled(element);
  };
  const set = async (more: Partial<Activity>) => {
    const cell = (services.activity as FakeActivity).activity;
    cell.set({ ...cell.get(), ...more });
    await settled(element);
  };
  return { element, host, events, services, sign, panel, text, open, press, set };
}

describe('<ik-activity>', () => {
  it('says that all is well, with a designed nothing', async () => {
    const { element, sign, text, open } = await show(NO_ACTIVITY);
    expect(sign().getAttribute('aria-label')).to.equal('Activity: up to date');
    await open();
    expect(text()).to.contain('Everything is up to date');
    await expectAccessible(element);
  });

  it('shows what runs, waits and has failed, each with what can be done', async () => {
    const { element, services, sign, text, open, press } = await show(busy);
    expect(sign().getAttribute('aria-label')).to.equal('Activity: something needs you (4)');
    await open();
    for (const part of [
      'Importing archive.mbox',
      '1,200 of 4,000',
      'The backup was not made.',
      'This device has no room left.',
      'Not sent: Offer',
      'Your mailbox is full',
      'Minutes',
      'The server is still to be told: 2 messages moved, 1 message deleted.',
      'Synced',
      'relay.example.org',
    ])
      expect(text()).to.contain(part);
    await expectAccessible(element);
    await press('Pause: Importing archive.mbox');
    await press('Stop: Importing archive.mbox');
    await press('Try again: The backup was not made.');
    await press('Try again: Offer');
    await press('Try now: me@example.org');
    await press('Sync now');
    await press('Dismiss: The backup was not made.');
    expect(services.state.calls).to.deep.equal([
      ['activity.hold', 'w1', true],
      ['activity.stop', 'w1'],
      ['activity.tryAgain', 'f1'],
      ['mail.run', { type: 'sendNow', emailId: '6' }],
      ['mailServers.lookNow'],
      ['syncNow'],
      ['activity.dismiss', 'f1'],
    ]);
    expect(text()).not.to.contain('The backup was not made.');
  });

  it('says held and stopping in words, and offers nothing that is asked for already', async () => {
    const { text, open, set, panel } = await show({ ...busy, running: [{ ...work, isHeld: true }] });
    await open();
    expect(text()).to.contain('1,200 of 4,000 · held').and.to.contain('Go on');
    await set({ running: [{ ...work, isStopping: true }] });
    expect(text()).to.contain('stopping…');
    expect(panel().shadowRoot!.querySelector('li.running .button')).to.equal(null);
  });

  it('always shows that there is no network, and that nothing is lost by it', async () => {
    const { element, sign, text, open, set } = await show({ ...NO_ACTIVITY, isOnline: false });
    expect(sign().getAttribute('aria-label')).to.equal('Activity: offline');
    expect(deep(element, '[role=status]').textContent).to.contain('still works');
    await open();
    expect(text()).to.contain('Everything is on this device and still works.');
    await expectAccessible(element);
    await set({ failed: busy.failed });
    expect(sign().getAttribute('aria-label')).to.equal('Activity: offline, and something needs you');
  });

  it('says what is wrong with a relay, a mail server and a calendar, and what helps', async () => {
    const { element, text, open, panel, press, services } = await show({
      ...NO_ACTIVITY,
      sync: { state: 'stopped', relay: 'wss://relay.example.org', waiting: 2, problem: 'unknown-account' },
      mail: [
        {
          accountId: 'm',
          name: 'me@example.org',
          waiting: {},
          refused: [{ time: 1, type: 'mailboxHasEmail', description: '' }],
          state: { accountId: 'm', phase: 'stopped', problem: { kind: 'credentials', host: 'mail.example.org' } },
        },
      ],
      calendars: [
        {
          collectionId: 'c',
          name: 'Club',
          error: { code: 'net/status', detail: { host: 'club.example', status: 404 } },
        },
      ],
      rejected: 2,
    });
    await open();
    for (const part of [
      'it has lost it',
      'mail.example.org does not accept this password',
      'A folder was not deleted',
      'club.example answered “404”',
      '2 edits could not be saved.',
      '2 edits wait on this device.',
    ])
      expect(text()).to.contain(part);
    const links = [...panel().shadowRoot!.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).to.deep.equal(['/settings', '/settings/mail']);
    await expectAccessible(element);
    await press('Try again: Club');
    await press('Dismiss: me@example.org');
    expect(services.state.calls).to.deep.equal([
      ['subscriptions.refresh', 'c'],
      ['activity.forgetRefused', 'm'],
    ]);
  });

  it('[AC5] remembers what can be taken back after its message has gone', async () => {
    const { element, host, text, open, press, events } = await show(NO_ACTIVITY);
    let undone = 0;
    const undo = async () => {
      undone += 1;
    };
    host.dispatchEvent(new NoticeEvent('3 events deleted.', { undo }));
    host.dispatchEvent(new NoticeEvent('Only said.'));
    // Outside of an app the page itself hears.
    document.dispatchEvent(new NoticeEvent('3 events deleted.', { undo }));
    await open();
    expect(text()).to.contain('3 events deleted.').and.not.to.contain('Only said.');
    const asked: UndoEvent[] = [];
    host.addEventListener('ik-undo', (event) => asked.push(event), { once: true });
    await press('Undo: 3 events deleted.');
    await until(() => asked.length === 1);
    expect(asked[0]!.undo).to.equal(undo);
    expect([undone, events('ik-notice').length]).to.deep.equal([0, 2]);
    document.dispatchEvent(new UndoneEvent(undo));
    await settled(element);
    expect(text()).not.to.contain('3 events deleted.');
  });

  it('is used by keys alone: opened, left by Escape, with the focus back where it was', async () => {
    const { sign, panel, element } = await show(busy);
    sign().focus();
    await sendKeys({ press: 'Enter' });
    await until(() => panel().isOpen);
    await until(() => hasFocus(deep(panel(), 'h2')));
    await until(() => sign().getAttribute('aria-expanded') === 'true');
    await sendKeys({ press: 'Tab' });
    expect(hasFocus(deep(panel(), 'header button'))).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !panel().isOpen);
    await settled(element);
    expect([hasFocus(sign()), sign().getAttribute('aria-expanded')]).to.deep.equal([true, 'false']);
  });

  it('is a sheet on phones, and its sign is there only when there is something to say', async () => {
    await setViewport({ width: 390, height: 844 });
    const { element, sign, panel, open, set } = await show(NO_ACTIVITY);
    expect(getComputedStyle(sign()).display).to.equal('none');
    await set(busy);
    expect(getComputedStyle(sign()).display).to.equal('grid');
    await open();
    await expectAccessible(element);
    const box = deep(panel(), '.panel').getBoundingClientRect();
    expect([Math.round(box.left), Math.round(box.width), Math.round(box.bottom)]).to.deep.equal([0, 390, 844]);
    await setViewport({ width: 1200, height: 800 });
  });
});
