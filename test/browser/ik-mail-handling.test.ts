// What is done to mail by hand beside keys: put off, swiped aside, put back.
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { MailCommand, MovedEmail } from '../../src/app/services.js';
import '../../src/components/mail/ik-mail.js';
import type { IkMail } from '../../src/components/mail/ik-mail.js';
import '../../src/components/mail/ik-mail-restore.js';
import '../../src/components/mail/snooze/ik-snooze-dialog.js';
import type { IkSnoozeDialog } from '../../src/components/mail/snooze/ik-snooze-dialog.js';
import { untilText } from '../../src/components/mail/snooze/snooze-texts.js';
import type { EmailListItem } from '../../src/domain/mail/email.js';
import type { Mailbox } from '../../src/domain/mail/mailbox.js';
import { snoozedUntil, snoozeKeywords } from '../../src/domain/mail/snooze.js';
import { systemClock } from '../../src/domain/time/clock.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleDisplay, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

beforeEach(() => localStorage.clear());
afterEach(unmountAll);

const HOUR = 3_600_000;
const box = (id: string, role: Mailbox['role']): Mailbox => ({
  id,
  accountId: 'local',
  name: id,
  parentId: null,
  role,
  sortOrder: 0,
  totalEmails: 2,
  unreadEmails: 0,
  totalThreads: 2,
  unreadThreads: 0,
});
const boxes = [
  box('in', 'inbox'),
  box('arch', 'archive'),
  box('bin', 'trash'),
  box('work', null),
  box('off', 'snoozed'),
];

const item = (id: string, rest: Partial<EmailListItem> = {}): EmailListItem => ({
  id,
  accountId: 'local',
  threadId: `t${id}`,
  mailboxIds: ['in', 'work'],
  keywords: ['$seen'],
  from: [{ name: `Person ${id}`, email: `${id}@mail.example` }],
  to: [],
  subject: `Subject ${id}`,
  preview: '',
  receivedAt: 1_795_000_000_000,
  size: 1000,
  hasAttachment: false,
  isHere: true,
  threadSize: 1,
  threadFrom: [],
  threadUnread: false,
  threadFlagged: false,
  ...rest,
});

async function open(rows: readonly EmailListItem[], path = 'inbox') {
  await setViewport({ width: 390, height: 800 });
  const services = createFakeServices();
  const mail = services.mail as FakeMail;
  mail.mailboxes.set(boxes);
  mail.list.set(rows);
  const mounted = await mount<IkMail>(html`<ik-mail style="height: 780px" .path=${path}></ik-mail>`, { services });
  const root = mounted.element.shadowRoot!;
  const list = root.querySelector('ik-mail-list')!.shadowRoot!;
  const drawn = () => [...list.querySelectorAll<HTMLElement>('.row:not(.waiting)')];
  const commands = () =>
    services.state.calls.filter(([name]) => name === 'mail.run').map(([, command]) => command as MailCommand[]);
  await until(() => drawn().length === rows.length);
  return { ...mounted, root, list, drawn, commands };
}

/** A finger on a row, pulled aside by parts of its width. */
async function swipe({ element, list, drawn }: Awaited<ReturnType<typeof open>>, part: number) {
  const row = drawn()[0]!;
  const { left, top, width } = row.getBoundingClientRect();
  const at = (type: string, x: number, y = 20) =>
    row.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        composed: true,
        isPrimary: true,
        pointerId: 7,
        pointerType: 'touch',
        clientX: left + width / 2 + x * width,
        clientY: top + y,
      }),
    );
  at('pointerdown', 0);
  at('pointermove', part / 3);
  at('pointermove', part);
  await settled(element);
  const hint = list.querySelector('.hint')?.textContent?.trim();
  const isArmed = list.querySelector('.hint.armed') !== null;
  return { hint, isArmed, end: () => at('pointerup', part) };
}

describe('a row under a finger', () => {
  it('does what was chosen for its side once it is far enough, and says so before', async () => {
    const page = await open([item('1'), item('2')]);
    const right = await swipe(page, 0.45);
    expect([right.hint, right.isArmed]).to.deep.equal(['Move to the archive', true]);
    right.end();
    await until(() => page.commands().length === 1);
    expect(page.commands()[0]).to.deep.equal([{ type: 'move', emailIds: ['1'], to: 'arch' }]);
    const left = await swipe(page, -0.45);
    expect(left.hint).to.equal('Delete');
    left.end();
    await until(() => page.commands().length === 2);
    expect(page.commands()[1]).to.deep.equal([{ type: 'move', emailIds: ['1'], to: 'bin' }]);
  });

  it('does nothing when it comes back, and what the settings say otherwise', async () => {
    localStorage.setItem('ik-mail-looks', JSON.stringify({ swipeEnd: 'snooze', swipeStart: 'none' }));
    const page = await open([item('1')]);
    const short = await swipe(page, 0.2);
    expect(short.isArmed).to.equal(false);
    short.end();
    const none = await swipe(page, -0.6);
    expect(none.hint).to.equal(undefined);
    none.end();
    (await swipe(page, 0.6)).end();
    await until(() => page.root.querySelector('ik-snooze-dialog'));
    expect(page.commands()).to.deep.equal([]);
  });
});

describe('mail that is put off', () => {
  it('[MZ1] goes to Snoozed with its time, out of the inbox, and stays in its folders', async () => {
    const page = await open([item('1')]);
    (page.list.querySelector('.row .face') as HTMLElement).click();
    await settled(page.element);
    page.element
      .shadowRoot!.querySelector('ik-mail-bar')!
      .shadowRoot!.querySelector<HTMLElement>('[aria-label=Snooze]')!
      .click();
    const dialog = await until(() => page.root.querySelector<IkSnoozeDialog>('ik-snooze-dialog'));
    await settled(dialog);
    await expectAccessible(dialog);
    const tomorrow = [...dialog.shadowRoot!.querySelectorAll<HTMLElement>('.choice')].find(({ textContent }) =>
      textContent?.includes('Tomorrow'),
    );
    tomorrow!.click();
    const [[keywords, place]] = (await until(() => page.commands().length > 0 && page.commands())) as [MailCommand[]];
    expect(place).to.deep.equal({ type: 'place', places: [{ emailId: '1', mailboxIds: ['work', 'off'] }] });
    const added = keywords?.type === 'setKeywords' ? keywords.add : [];
    expect(snoozedUntil(added)! - systemClock.now()).to.be.within(HOUR, 33 * HOUR);
  });

  it('[MZ2] takes any time to come, and says why it does not take another', async () => {
    const taken: number[] = [];
    const { element } = await mount<IkSnoozeDialog>(
      html`<ik-snooze-dialog .choose=${async (until: number) => void taken.push(until)} .timeZone=${'UTC'}></ik-snooze-dialog>`,
    );
    const field = (id: string) => element.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
    const submit = async (date: string) => {
      field('date').min = '';
      field('date').value = date;
      field('time').value = '09:30';
      element.shadowRoot!.querySelector('form')!.requestSubmit();
      await settled(element);
    };
    await submit('2020-01-01');
    expect(element.shadowRoot!.querySelector('[role=alert]')?.textContent).to.contain('to come');
    const year = new Date(systemClock.now()).getUTCFullYear() + 1;
    await submit(`${year}-03-04`);
    expect(taken).to.deep.equal([Date.UTC(year, 2, 4, 9, 30)]);
  });

  it('[MZ3] has a sign when it came back, until it is read, and says when it will', async () => {
    const past = snoozeKeywords(systemClock.now() - 2 * HOUR);
    const future = snoozeKeywords(systemClock.now() + 50 * HOUR);
    const { drawn, element } = await open([
      item('1', { keywords: past, threadUnread: true }),
      item('2', { keywords: ['$seen', ...past] }),
      item('3', { keywords: future }),
    ]);
    expect(drawn().map((row) => row.querySelector('.snoozed') !== null)).to.deep.equal([true, false, true]);
    expect(drawn()[0]!.getAttribute('aria-label')).to.contain('Was snoozed until');
    expect(drawn()[2]!.getAttribute('aria-label')).to.contain('Snoozed until');
    await expectAccessible(element);
  });

  it('[MC9] says when it is sent, if it is scheduled, with a sign of its own', async () => {
    const at = systemClock.now() + 50 * HOUR;
    const to = [{ name: 'Bob', email: 'bob@b.example' }];
    const { drawn, element } = await open([item('1', { sendAt: at, to, receivedAt: systemClock.now() })]);
    const [row] = drawn();
    const when = untilText(at, exampleDisplay.locale, exampleDisplay.timeZone);
    expect(row!.querySelector('time')!.textContent).to.equal(when);
    expect(row!.querySelector('.scheduled')!.getAttribute('title')).to.equal(`Will be sent ${when}`);
    expect(row!.getAttribute('aria-label')).to.contain(`Will be sent ${when}`);
    await expectAccessible(element);
  });
});

describe('<ik-mail-restore>', () => {
  it('lists what was moved, and puts back what is ticked, with an undo', async () => {
    const services = createFakeServices();
    const moved: readonly MovedEmail[] = ['1', '2'].map((id) => ({
      email: item(id),
      mailboxIds: ['in'],
      gone: id === '2' ? [{ mailboxId: 'x', name: 'Old folder' }] : [],
      movedAt: systemClock.now() - HOUR,
    }));
    services.mail.movedSince = async () => moved;
    const told: number[] = [];
    const done = (count: number, undo?: () => Promise<void>) => void told.push(undo === undefined ? -1 : count);
    const { element } = await mount<HTMLElement>(
      html`<ik-mail-restore .services=${services} .mailboxes=${boxes} .display=${exampleDisplay} .done=${done}></ik-mail-restore>`,
    );
    const root = element.shadowRoot!;
    await until(() => root.querySelectorAll('li').length === 2);
    expect(root.textContent).to.contain('was in Inbox, Old folder');
    const button = root.querySelector<HTMLButtonElement>('.button.primary')!;
    expect(button.disabled).to.equal(true);
    root.querySelectorAll<HTMLInputElement>('li input')[1]!.click();
    await settled(element);
    await expectAccessible(element);
    button.click();
    await until(() => told.length > 0);
    expect(told).to.deep.equal([1]);
    const [[, command]] = services.state.calls as unknown as [[string, MailCommand]];
    expect(command).to.include({ type: 'restore' }).and.to.have.deep.property('emailIds', ['2']);
  });

  it('says that nothing was moved, and what went wrong', async () => {
    const services = createFakeServices();
    const { element } = await mount<HTMLElement>(html`<ik-mail-restore .services=${services}></ik-mail-restore>`);
    await until(() => element.shadowRoot!.textContent?.includes('Nothing was deleted or moved'));
    services.mail.movedSince = () => Promise.reject(new Error('gone'));
    const again = await mount<HTMLElement>(html`<ik-mail-restore .services=${services}></ik-mail-restore>`);
    await until(() => again.element.shadowRoot!.querySelector('[role=alert]'));
  });
});
