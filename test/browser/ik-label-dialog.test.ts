// Labels that are put on messages by hand.
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/ik-mail.js';
import type { IkMail } from '../../src/components/mail/ik-mail.js';
import '../../src/components/mail/ik-mail-thread.js';
import '../../src/components/mail/labels/ik-label-dialog.js';
import type { IkLabelDialog } from '../../src/components/mail/labels/ik-label-dialog.js';
import { MenuSelectEvent } from '../../src/components/shared/ik-menu.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import type { EmailDetail, EmailListItem } from '../../src/domain/mail/email.js';
import type { Mailbox } from '../../src/domain/mail/mailbox.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleDisplay, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

beforeEach(() => localStorage.clear());
afterEach(unmountAll);

const inbox: Mailbox = {
  ...{ id: 'in', accountId: 'local', name: 'in', parentId: null, role: 'inbox', sortOrder: 0 },
  ...{ totalEmails: 3, unreadEmails: 0, totalThreads: 3, unreadThreads: 0 },
};

const item = (id: string, keywords: readonly string[]): EmailListItem => ({
  ...{ id, accountId: 'local', threadId: `t${id}`, mailboxIds: ['in'], keywords: ['$seen', ...keywords] },
  ...{ from: [{ name: `Person ${id}`, email: `${id}@mail.example` }], to: [], subject: `Subject ${id}`, preview: '' },
  ...{ receivedAt: 1_795_000_000_000, size: 1000, hasAttachment: false, isHere: true },
  ...{ threadSize: 1, threadFrom: [], threadUnread: false, threadFlagged: false },
});

const detail = (of: EmailListItem): EmailDetail =>
  ({
    ...of,
    ...{ cc: [], bcc: [], replyTo: [], sentAt: null, messageId: [], references: [], problems: [], unsubscribe: [] },
    ...{ text: 'Hello', html: '', attachments: [], structure: undefined },
  }) as unknown as EmailDetail;

describe('ik-label-dialog', () => {
  async function show(has: readonly (readonly [string, number])[] = [], theme: 'light' | 'dark' = 'light', count = 2) {
    const chosen: (readonly [readonly string[], readonly string[]])[] = [];
    const relabelled: (readonly [string, string?])[] = [];
    const { element } = await mount<IkLabelDialog>(
      html`<ik-label-dialog .count=${count} .labels=${['bills', 'b=c3=bcro', 'travel']} .has=${new Map(has)}
        .choose=${async (add: readonly string[], remove: readonly string[]) => void chosen.push([add, remove])}
        .relabel=${async (...names: [string, string?]) => void relabelled.push(names)}></ik-label-dialog>`,
      { display: { ...exampleDisplay, theme } },
    );
    const boxes = () =>
      [...element.renderRoot.querySelectorAll<HTMLInputElement>('[type=checkbox]')].map((box) => {
        const is = box.indeterminate ? 'some' : box.checked ? 'on' : 'off';
        return `${box.parentElement!.textContent!.trim()}: ${is}`;
      });
    const hint = () => element.renderRoot.querySelector('[role=status]')!.textContent!.trim();
    await until(() => element.shadowRoot!.activeElement?.matches('.input'));
    return { element, chosen, relabelled, boxes, hint };
  }

  for (const theme of ['light', 'dark'] as const)
    it(`[MU17] says which of the messages have a label, and passes axe in the ${theme} theme`, async () => {
      const { element, boxes } = await show(
        [
          ['bills', 1],
          ['travel', 2],
        ],
        theme,
      );
      expect(boxes()).to.deep.equal(['bills: some', 'büro: off', 'travel: on']);
      await expectAccessible(element);
      await sendKeys({ type: 'tax' });
      await until(() => element.renderRoot.querySelector('.new'));
      await expectAccessible(element);
    });

  it('finds by some letters, and Enter puts it on', async () => {
    const { boxes, chosen, hint } = await show();
    await sendKeys({ type: 'bur' });
    await until(() => boxes().length === 1);
    expect(hint()).to.equal('Enter puts “büro” on.');
    await sendKeys({ press: 'Enter' });
    await until(() => chosen.length > 0);
    expect(chosen).to.deep.equal([[['b=c3=bcro'], []]]);
  });

  it('makes a label of what is typed, and refuses what would be too long', async () => {
    const { element, chosen, hint } = await show();
    await sendKeys({ type: 'ü'.repeat(20) });
    await until(() => hint().includes('48'));
    await sendKeys({ press: 'Enter' });
    expect(chosen).to.deep.equal([]);
    const field = element.renderRoot.querySelector<HTMLInputElement>('.input')!;
    field.select();
    await sendKeys({ type: 'To Do' });
    await until(() => hint().includes('makes the label “to do”'));
    await sendKeys({ press: 'Enter' });
    await until(() => chosen.length > 0);
    expect(chosen).to.deep.equal([[['to_do'], []]]);
  });

  it('goes through labels by arrows and Space: what some have becomes on, off, and as it was', async () => {
    const { boxes, chosen } = await show([
      ['bills', 1],
      ['travel', 2],
    ]);
    await sendKeys({ press: 'ArrowDown' });
    for (const is of ['on', 'off', 'some', 'on']) {
      await sendKeys({ press: 'Space' });
      await until(() => boxes()[0] === `bills: ${is}`);
    }
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Space' });
    await until(() => boxes()[2] === 'travel: off');
    await sendKeys({ press: 'Enter' });
    await until(() => chosen.length > 0);
    expect(chosen).to.deep.equal([[['bills'], ['travel']]]);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`[MU18] renames a label by keyboard alone, and passes axe in the ${theme} theme`, async () => {
      const { element, chosen, relabelled, hint } = await show([['travel', 2]], theme);
      // The tick of the second line, the menu beside it, its first item.
      for (const press of ['ArrowDown', 'ArrowDown', 'Space', 'Tab', 'Enter', 'Enter']) await sendKeys({ press });
      await until(() => hint().includes('rules'));
      const field = element.renderRoot.querySelector<HTMLInputElement>('.input')!;
      await until(() => field.selectionEnd === 4 && element.shadowRoot!.activeElement === field);
      expect(field.value).to.equal('büro');
      await expectAccessible(element);
      await sendKeys({ type: 'Travel' });
      await until(() => hint() === 'There is a label “travel”: the two become one.');
      await sendKeys({ type: 's' });
      await sendKeys({ press: 'Enter' });
      await until(() => relabelled.length > 0);
      // What was ticked before is done, too.
      expect([chosen, relabelled]).to.deep.equal([[[['b=c3=bcro'], []]], [['b=c3=bcro', 'travels']]]);
    });

  it('[MU18] deletes a label; what is no name is no new name, and the old one nothing new', async () => {
    const { element, relabelled, hint } = await show();
    const menu = () => element.renderRoot.querySelector<HTMLElement>('ik-menu')!;
    const choose = (id: string) => menu().dispatchEvent(new MenuSelectEvent(id));
    choose('rename');
    await until(() => hint().includes('rules'));
    await sendKeys({ press: 'Backspace' });
    await until(() => hint().includes('48'));
    await sendKeys({ press: 'Enter' });
    expect([relabelled, element.isConnected]).to.deep.equal([[], true]);
    [...element.renderRoot.querySelectorAll('button')].find((button) => button.textContent?.trim() === 'Back')!.click();
    await until(menu);
    choose('delete');
    await until(() => relabelled.length > 0);
    expect(relabelled).to.deep.equal([['bills']]);
  });

  it('does nothing when nothing is changed, and Esc leaves it', async () => {
    const { element, chosen } = await show([['bills', 1]]);
    let closed = 0;
    element.addEventListener('ik-close', () => (closed += 1));
    await sendKeys({ press: 'Enter' });
    await until(() => closed === 1);
    expect(chosen).to.deep.equal([]);
    const other = await show();
    other.element.addEventListener('ik-close', () => (closed += 1));
    await sendKeys({ press: 'Escape' });
    await until(() => closed === 2);
    expect(other.chosen).to.deep.equal([]);
  });
});

describe('labels in mail', () => {
  async function open(rows: readonly EmailListItem[], path = 'inbox') {
    await setViewport({ width: 1300, height: 800 });
    const services = createFakeServices();
    const mail = services.mail as FakeMail;
    mail.accounts.set([{ id: 'local', kind: 'local', name: '', identities: [] }]);
    mail.mailboxes.set([inbox]);
    mail.list.set(rows);
    mail.emails.set(rows.map(detail));
    const mounted = await mount<IkMail>(html`<ik-mail style="height: 780px" .path=${path}></ik-mail>`, { services });
    const list = () => mounted.element.renderRoot.querySelector('ik-mail-list')!.shadowRoot!;
    await until(() => list().querySelectorAll('.row:not(.waiting)').length === rows.length);
    const runs = () => services.state.calls.filter(([name]) => /^(undo )?mail\.run/.test(name));
    return { ...mounted, services, list, runs };
  }

  const label = { type: 'setKeywords', add: ['bills'], remove: [] } as const;

  it('[MU17] go onto a selection by the toolbar, with undo; those who have one are left alone', async () => {
    const { element, list, runs, events } = await open([item('1', []), item('2', ['bills']), item('3', [])]);
    await (element.renderRoot.querySelector('ik-mail-list')! as HTMLElement & { pickAll(): Promise<void> }).pickAll();
    const bar = element.renderRoot.querySelector('ik-mail-bar')!.shadowRoot!;
    (await until(() => bar.querySelector<HTMLElement>('[aria-label="Label…"]')))!.click();
    const dialog = await until(() => element.renderRoot.querySelector('ik-label-dialog'));
    const box = await until(() => dialog!.renderRoot.querySelector<HTMLInputElement>('[type=checkbox]'));
    expect(box!.indeterminate).to.equal(true);
    box!.click();
    dialog!.renderRoot.querySelector<HTMLElement>('.primary')!.click();
    await until(() => runs().length > 0);
    expect(runs()).to.deep.equal([['mail.run', { ...label, emailIds: ['1', '3'] }]]);
    await until(() => events<NoticeEvent>('ik-notice').length > 0);
    const [notice] = events<NoticeEvent>('ik-notice');
    expect(notice!.message).to.equal('3 labelled “bills”.');
    expect(notice!.options.undo).to.be.a('function');
    expect(list().querySelectorAll('.row.ticked').length).to.equal(3);
  });

  it('go onto the row of the keyboard by its command, which has the key l', async () => {
    const { element, commands, runs } = await open([item('1', [])]);
    element.renderRoot.querySelector('ik-mail-list')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    const command = commands.list().find(({ id }) => id === 'mail.label')!;
    expect(command.shortcut).to.equal('l');
    await command.run();
    await until(() => element.renderRoot.querySelector('ik-label-dialog')?.shadowRoot?.activeElement);
    await sendKeys({ type: 'bills' });
    await sendKeys({ press: 'Enter' });
    await until(() => runs().length > 0);
    expect(runs()).to.deep.equal([['mail.run', { ...label, emailIds: ['1'] }]]);
    await until(() => element.renderRoot.querySelector('ik-label-dialog') === null);
  });

  it('are searched for when they are pressed, in a row and in a message', async () => {
    const { element, list } = await open([item('1', ['b=c3=bcro', 'to_do'])], 'inbox/1');
    const field = () => element.renderRoot.querySelector('ik-mail-header')!.text;
    list().querySelectorAll<HTMLElement>('.label-link')[1]!.click();
    await until(() => field() === 'label:"to do"');
    const message = await until(
      () =>
        element.renderRoot.querySelector('ik-mail-thread')?.shadowRoot?.querySelector('ik-mail-message')?.shadowRoot,
    );
    (await until(() => message!.querySelector<HTMLElement>('.labels .label-link')))!.click();
    await until(() => field() === 'label:büro');
  });
});
