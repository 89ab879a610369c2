import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/ik-mail.js';
import type { MailCommand } from '../../src/app/services.js';
import '../../src/components/mail/ik-mail-thread.js';
import type { IkMail } from '../../src/components/mail/ik-mail.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import type { EmailDetail, EmailListItem } from '../../src/domain/mail/email.js';
import type { Mailbox } from '../../src/domain/mail/mailbox.js';
import type { FakeMail } from '../support/fake-mail.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, expectAccessible, mount, unmountAll, until } from '../support/mount.js';

beforeEach(() => localStorage.clear());
afterEach(unmountAll);

const mailbox = (id: string, rest: Partial<Mailbox>): Mailbox => ({
  id,
  accountId: 'local',
  name: id,
  parentId: null,
  role: null,
  sortOrder: 0,
  totalEmails: 3,
  unreadEmails: 0,
  totalThreads: 3,
  unreadThreads: 0,
  ...rest,
});
const boxes: readonly Mailbox[] = [
  mailbox('in', { role: 'inbox', unreadEmails: 2 }),
  mailbox('arch', { role: 'archive' }),
  mailbox('bin', { role: 'trash' }),
  mailbox('clients', { name: 'Clients', unreadEmails: 4 }),
  mailbox('acme', { name: 'Acme', parentId: 'clients' }),
];

function item(id: string, rest: Partial<EmailListItem> = {}): EmailListItem {
  const from = [{ name: `Person ${id}`, email: `${id}@mail.example` }];
  return {
    id,
    accountId: 'local',
    threadId: `t${id}`,
    mailboxIds: ['in'],
    keywords: rest.threadUnread === true ? [] : ['$seen'],
    from,
    to: [],
    subject: `Subject ${id}`,
    preview: `Preview of ${id}`,
    receivedAt: 1_795_000_000_000,
    size: 1000,
    hasAttachment: false,
    isHere: true,
    threadSize: 1,
    threadFrom: from,
    threadUnread: false,
    threadFlagged: false,
    ...rest,
  };
}

const detail = (row: EmailListItem, rest: Partial<EmailDetail> = {}): EmailDetail => ({
  ...row,
  cc: [],
  bcc: [],
  replyTo: [],
  sentAt: row.receivedAt,
  messageId: [],
  references: [],
  text: `Text of ${row.id}`,
  html: '',
  attachments: [],
  unsubscribe: [],
  problems: [],
  ...rest,
});

const three = [item('1', { threadUnread: true }), item('2'), item('3', { threadFlagged: true, hasAttachment: true })];

async function open(path = 'inbox', rows: readonly EmailListItem[] = three, width = 1200) {
  await setViewport({ width, height: 800 });
  const services = createFakeServices();
  const mail = services.mail as FakeMail;
  mail.mailboxes.set(boxes);
  mail.list.set(rows);
  mail.emails.set(rows.slice(0, 10).map((row) => detail(row)));
  const mounted = await mount<IkMail>(html`<ik-mail style="height: 780px" .path=${path}></ik-mail>`, { services });
  const { element, host } = mounted;
  host.addEventListener('ik-navigate', (event: NavigateEvent) => {
    element.path = event.url.replace('/mail/', '');
  });
  const part = (tag: string) => element.shadowRoot?.querySelector(tag)?.shadowRoot as ShadowRoot;
  const drawn = () => [...part('ik-mail-list').querySelectorAll<HTMLElement>('.row:not(.waiting)')];
  const commands = () =>
    services.state.calls.filter(([name]) => name === 'mail.run').map(([, command]) => command as MailCommand);
  const run = (id: string) =>
    mounted.commands
      .list()
      .find((command) => command.id === id)
      ?.run();
  const heading = () => part('ik-mail-thread')?.querySelector('h2')?.textContent?.trim() ?? '';
  if (rows.length > 0) await until(() => drawn().length > 0, 'rows are drawn');
  return { ...mounted, services, mail, part, drawn, commands, run, heading };
}

describe('<ik-mail>', () => {
  it('shows mailboxes with what waits in them, folders below each other, rows, and a place for the message', async () => {
    const { element, part, drawn } = await open();
    const lines = [...part('ik-mail-sidebar').querySelectorAll('nav a')].map((a) =>
      a.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(lines).to.deep.equal([
      'Inbox2 unread',
      'Starred',
      'Drafts',
      'Sent',
      'Archive',
      'Spam',
      'Trash',
      'All mail',
      'Clients4 unread',
      'Acme',
    ]);
    expect(drawn().map((row) => row.querySelector('.subject')?.textContent?.trim())).to.deep.equal([
      'Subject 1',
      'Subject 2',
      'Subject 3',
    ]);
    expect(drawn()[0]?.getAttribute('aria-label')).to.match(/^Unread, Person 1, Subject 1, /);
    expect(drawn()[2]?.getAttribute('aria-label')).to.contain('with attachment');
    await expectAccessible(element);
  });

  it('opens what is clicked, marks it as read, and stars, archives and goes on by keys', async () => {
    const { drawn, heading, commands, run, events, mail } = await open();
    drawn()[0]?.click();
    await until(() => heading() === 'Subject 1');
    expect(events<NavigateEvent>('ik-navigate').at(-1)?.url).to.equal('/mail/inbox/1');
    await until(() => commands().length === 1);
    expect(commands()[0]).to.deep.equal({ type: 'setKeywords', emailIds: ['1'], add: ['$seen'], remove: [] });
    run('mail.star');
    await until(() => commands().length === 2);
    expect(commands()[1]).to.deep.equal({ type: 'setKeywords', emailIds: ['1'], add: ['$flagged'], remove: [] });
    run('mail.archive');
    await until(() => commands().length === 3);
    expect(commands()[2]).to.deep.equal([{ type: 'move', emailIds: ['1'], to: 'arch' }]);
    mail.list.set(three.slice(1));
    await until(() => heading() === 'Subject 2');
    run('mail.back');
    await until(() => events<NavigateEvent>('ik-navigate').at(-1)?.url === '/mail/inbox');
  });

  it('picks several by keys and pointer, and does with all of them what is asked', async () => {
    const { element, part, drawn, commands } = await open();
    element.shadowRoot?.querySelector('ik-mail-list')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Space' });
    drawn()[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
    const bar = () => part('ik-mail-bar').querySelector('[role=toolbar] h1')?.textContent?.trim();
    await until(() => bar() === '2 selected');
    await expectAccessible(element);
    (part('ik-mail-bar').querySelector('[aria-label=Delete]') as HTMLElement).click();
    await until(() => commands().some((command) => Array.isArray(command)));
    expect(commands().at(-1)).to.deep.equal([{ type: 'move', emailIds: ['1', '3'], to: 'bin' }]);
    await until(() => bar() === undefined);
  });

  it('asks before anything is deleted for good', async () => {
    const { element, drawn, commands, run } = await open('trash');
    drawn()[1]?.click();
    run('mail.delete');
    const question = await until(() => element.shadowRoot?.querySelector('ik-mail-question'));
    await until(() => deep(question, 'ik-dialog').textContent?.includes('cannot be undone'));
    [...question.shadowRoot!.querySelectorAll<HTMLElement>('button')].at(-1)?.click();
    await until(() => commands().some((command) => command.type === 'destroy'));
  });

  it('finds the place of a message among 100,000, and a jump of the scroll bar draws rows there', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => item(String(at)));
    const { part, drawn } = await open('inbox', many);
    const scroller = part('ik-mail-list').querySelector<HTMLElement>('.scroller')!;
    scroller.scrollTop = 50_000 * 79;
    await until(() => drawn().some((row) => row.dataset.index === '50000'));
    expect(part('ik-mail-list').querySelectorAll('.row').length).to.be.lessThan(40);
  });

  it('says which attachment has what was searched for', async () => {
    const snippet = { text: 'the quarterly figures', marks: [[4, 13] as const], file: 'Report.docx' };
    const { element, drawn } = await open('inbox', [{ ...item('1'), snippet }, item('2')]);
    const preview = drawn()[0]?.querySelector('.preview');
    expect(preview?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Report.docx the quarterly figures');
    expect(preview?.querySelector('mark')?.textContent).to.equal('quarterly');
    expect(drawn()[0]?.getAttribute('aria-label')).to.contain('Report.docx');
    await expectAccessible(element);
  });

  it('says what an empty list means, and what to do', async () => {
    const { element, mail, run, part } = await open('inbox', []);
    const said = () => element.shadowRoot?.querySelector('.empty strong')?.textContent;
    await until(() => said() === 'All done');
    mail.mailboxes.set(boxes.map((box) => ({ ...box, totalEmails: 0 })));
    await until(() => said() === 'No mail on this device yet');
    await expectAccessible(element);
    run('mail.search');
    const input = part('ik-mail-header').querySelector('input') as HTMLInputElement;
    expect(part('ik-mail-header').activeElement).to.equal(input);
    await sendKeys({ type: 'nobody' });
    await until(() => said() === 'Nothing found for “nobody”');
  });

  it('says when the list cannot be read, and tries again', async () => {
    const { mail, part, drawn } = await open('inbox', []);
    const rows = mail.rows;
    Object.assign(mail, { rows: () => Promise.reject(Object.assign(new Error('no'), { code: 'store/failed' })) });
    part('ik-mail-bar').querySelector<HTMLElement>('.filter:nth-of-type(2)')?.click();
    const again = await until(() => part('ik-mail-list').querySelector<HTMLElement>('[role=alert] button'));
    Object.assign(mail, { rows });
    mail.list.set(three);
    again.click();
    await until(() => drawn().length === 3);
  });

  it('remembers where the message is shown and how dense the list is', async () => {
    const first = await open();
    const bar = deep(first.element, 'ik-mail-bar');
    const wish = (action: string) => bar.dispatchEvent(Object.assign(new Event('ik-mail-bar'), { action }));
    wish('pane off');
    wish('density');
    await until(() => first.part('ik-mail-list').querySelector('.compact'));
    first.drawn()[0]?.click();
    await until(() => first.heading() === 'Subject 1');
    expect(first.element.shadowRoot?.querySelector('.list')?.hasAttribute('hidden')).to.equal(true);
    unmountAll();
    const again = await open();
    expect(again.element.shadowRoot?.querySelector('.panes')?.className).to.contain('off');
    await until(() => again.part('ik-mail-list').querySelector('.compact'));
  });

  it('[MR5] does not answer an invitation by one press that somebody else than its organiser has sent', async () => {
    const { services, mail, drawn, part } = await open();
    let received = 0;
    const event = { ...(await import('../support/fake-services.js')).emptyEventFields, title: 'Review' };
    Object.assign(services.invitations, {
      read: async () => ({
        kind: 'invitation',
        method: 'REQUEST',
        verdict: 'apply',
        title: 'Review',
        uid: 'u',
        changes: true,
        concerns: [],
        answers: [],
        conflicts: [],
        recurring: false,
        isTask: false,
        comment: '',
        me: 'mailto:me@mail.example',
        organizer: { address: 'mailto:host@mail.example', name: '' },
        after: event,
      }),
      receive: async () => {
        received += 1;
        return { undo: async () => {}, messages: [] };
      },
    });
    Object.assign(services.imports, {
      preview: async () => ({ id: 'p', messages: [{ method: 'REQUEST', uid: 'u', text: '' }] }),
    });
    Object.assign(mail, { part: async () => new Blob(['BEGIN:VCALENDAR']) });
    const file = { partId: '2', name: 'invite.ics', type: 'text/calendar', size: 10, cid: null, isInline: false };
    mail.emails.set([
      detail(three[0]!, { from: [{ name: 'Thief', email: 'thief@evil.example' }], attachments: [file] }),
      detail(three[1]!, { from: [{ name: 'Host', email: 'host@mail.example' }], attachments: [file] }),
    ]);
    const card = () => {
      const message = part('ik-mail-thread')?.querySelector('ik-mail-message')?.shadowRoot;
      return message?.querySelector('ik-mail-invitation')?.shadowRoot;
    };
    const yes = () => card()?.querySelector<HTMLElement>('.answers button');
    drawn()[0]?.click();
    await until(() => yes());
    await until(() => card()?.querySelector('[role=note]')?.textContent?.includes('thief@evil.example'));
    yes()?.click();
    await until(() => card()?.querySelector('ik-invitation-dialog'));
    expect(received).to.equal(0);
    drawn()[1]?.click();
    await until(() => yes() && card()?.querySelector('[role=note]') === null);
    yes()?.click();
    await until(() => received === 1);
  });

  it('takes turns between list and message on a phone', async () => {
    const { element, drawn, heading, part } = await open('inbox', three, 390);
    await expectAccessible(element);
    drawn()[1]?.click();
    await until(() => heading() === 'Subject 2');
    expect(element.shadowRoot?.querySelector('.list')?.hasAttribute('hidden')).to.equal(true);
    (part('ik-mail-thread').querySelector('.back') as HTMLElement).click();
    await until(() => element.shadowRoot?.querySelector('.list')?.hasAttribute('hidden') === false);
  });

  it('shows on a phone which message the keys are at, and opens it with Enter', async () => {
    const { run, drawn, heading } = await open('inbox', three, 390);
    await sendKeys({ press: 'j' }); // the app's part of it is not here
    run('mail.next');
    run('mail.next');
    const active = await until(() => drawn().find((row) => row.matches('.scroller:focus-visible .row.active')));
    expect(active.textContent).to.contain('Subject 2');
    await sendKeys({ press: 'Enter' });
    await until(() => heading() === 'Subject 2');
    run('mail.next');
    await until(() => heading() === 'Subject 3');
  });
});
