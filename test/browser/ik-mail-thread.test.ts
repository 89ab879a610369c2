import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/ik-mail-thread.js';
import type { IkMailThread } from '../../src/components/mail/ik-mail-thread.js';
import type { IkMenu } from '../../src/components/shared/ik-menu.js';
import type { EmailDetail } from '../../src/domain/mail/email.js';
import type { MailboxRole } from '../../src/domain/mail/mailbox.js';
import { createFakeServices } from '../support/fake-services.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const email = (id: string, rest: Partial<EmailDetail> = {}): EmailDetail => ({
  id,
  accountId: 'local',
  threadId: `t${id}`,
  mailboxIds: ['in'],
  keywords: ['$seen'],
  from: [{ name: `Person ${id}`, email: `${id}@mail.example` }],
  to: [],
  subject: `Subject ${id}`,
  preview: '',
  receivedAt: 1_795_000_000_000,
  size: 1000,
  hasAttachment: false,
  isHere: true,
  cc: [],
  bcc: [],
  replyTo: [],
  sentAt: 1_795_000_000_000,
  messageId: [],
  references: [],
  text: '',
  html: '',
  attachments: [],
  unsubscribe: [],
  problems: [],
  ...rest,
});

async function open(first: EmailDetail) {
  await setViewport({ width: 900, height: 600 });
  const services = createFakeServices();
  const { element } = await mount<IkMailThread>(
    html`<ik-mail-thread style="height: 500px" .services=${services} .emails=${[first]} .current=${first.id}></ik-mail-thread>`,
    { services },
  );
  const message = () => element.shadowRoot?.querySelector('ik-mail-message');
  const body = () => message()?.shadowRoot?.querySelector('ik-mail-body')?.shadowRoot;
  const frame = () => body()?.querySelector('iframe');
  const read = () => frame()?.contentDocument?.body?.textContent?.trim() ?? '';
  const show = (next: EmailDetail | undefined) =>
    Object.assign(element, next === undefined ? { emails: undefined } : { emails: [next], current: next.id });
  return { element, message, body, frame, read, show };
}

describe('<ik-mail-thread>', () => {
  it('hides a message while the next one is read, and shows that in its place, from its beginning', async () => {
    const long = '<p style="height: 3000px">first</p><img src="https://elsewhere.example/x.png">';
    const { element, message, frame, read, show } = await open(email('1', { html: long }));
    await until(() => read() === 'first' && element.scrollHeight > 3000);
    const [shown, frame$] = [message()!, frame()!];
    const details = shown.shadowRoot!.querySelector<HTMLElement>('header .icon-button')!;
    details.click();
    await until(() => shown.shadowRoot!.querySelector('.details'));
    element.scrollTop = 1500;
    show(undefined);
    await element.updateComplete;
    expect(shown.getClientRects().length).to.equal(0);
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('Reading the message…');
    await expectAccessible(element);
    show(email('2', { html: '<p style="height: 3000px">second</p>' }));
    await until(() => read() === 'second');
    expect(message()).to.equal(shown);
    expect(frame()).to.equal(frame$);
    expect(element.shadowRoot?.querySelector('h2')?.textContent).to.equal('Subject 2');
    expect(element.scrollTop).to.equal(0);
    expect(shown.shadowRoot!.querySelector('.details')).to.equal(null);
    // What was said of the first one: a picture of it is elsewhere.
    expect(shown.shadowRoot!.querySelector('.chips')).to.equal(null);
  });

  it('says nothing of the message before in one that has no text', async () => {
    const { message, body, read, show } = await open(
      email('1', { html: 'first <img src="https://elsewhere.example/x.png">' }),
    );
    await until(() => read() === 'first' && message()?.shadowRoot?.querySelector('.chips'));
    show(email('2'));
    await until(() => body() === undefined);
    expect(message()?.shadowRoot?.querySelector('.chips')).to.equal(null);
  });
});

describe('the buttons above a conversation', () => {
  it('are those that were chosen, in their order; the others are in the menu, once', async () => {
    const { element } = await open(email('1'));
    const labels = () =>
      [...element.shadowRoot!.querySelectorAll('.tools > button')].map((button) => button.getAttribute('aria-label'));
    const menu = () => element.shadowRoot!.querySelector<IkMenu>('.tools ik-menu')!.items.map(({ id }) => id);
    expect(labels()).to.deep.equal(['Reply', 'Forward', 'Move to the archive', 'Delete', 'Star']);
    expect(menu()).to.include.members(['reply-all', 'read', 'move', 'label', 'snooze', 'junk', 'event', 'print']);
    element.tools = ['print', 'label', 'reply'];
    await until(() => labels().length === 3);
    expect(labels()).to.deep.equal(['Reply', 'Label…', 'Print']);
    expect(menu()).to.include.members(['forward', 'archive', 'trash', 'star']).and.not.include('label');
    element.tools = ['archive', 'junk', 'trash'];
    element.kind = 'junk';
    await until(() => labels().length === 2);
    expect(labels()).to.deep.equal(['Not spam', 'Delete']);
    expect(menu()).not.to.include('inbox');
    element.tools = [];
    await until(() => labels().length === 0);
    expect(menu().filter((id) => id === 'inbox')).to.deep.equal(['inbox']);
    await expectAccessible(element);
  });
});

describe('<ik-junk-note>', () => {
  async function note(given: EmailDetail, kind: MailboxRole = 'junk') {
    const { element, message, show } = await open(given);
    element.kind = kind;
    await until(() => message() !== undefined);
    const text = () => element.shadowRoot!.querySelector('ik-junk-note')?.shadowRoot?.textContent?.trim() ?? '';
    return { element, text, show };
  }

  it('says that a message was marked as spam, or what speaks for it, and has the way out', async () => {
    const { element, text, show } = await note(email('1', { keywords: ['$seen', '$junk'] }));
    await until(() => text().includes('This message was marked as spam.'));
    show(email('2'));
    await until(() => text().includes('like mail that you marked as spam: “casino”, “bonus”.'));
    await expectAccessible(element);
    let wish = '';
    element.addEventListener('ik-thread-action', (event) => (wish = event.action));
    element.shadowRoot!.querySelector('ik-junk-note')!.shadowRoot!.querySelector('button')!.click();
    expect(wish).to.equal('inbox');
  });

  it('says that it was somebody else where the filter finds nothing, and nothing elsewhere than in spam', async () => {
    const { element, text, show } = await note(email('1'));
    const { mailRules } = element.services!;
    element.services = { ...element.services!, mailRules: { ...mailRules, junkReasons: async () => [] } };
    show(email('3'));
    await until(() => text().includes('A rule, the mail server or another program'));
    element.kind = 'inbox';
    await until(() => element.shadowRoot!.querySelector('ik-junk-note') === null);
  });
});

describe('<ik-receipt-note>', () => {
  it('asks whether a receipt is to be sent, says to whom where that is somebody else, and not among spam', async () => {
    const asking = email('1', { receiptTo: [{ name: null, email: '1@mail.example' }] });
    const { element, message, show } = await open(asking);
    const text = () => message()?.shadowRoot?.querySelector('ik-receipt-note')?.shadowRoot?.textContent ?? '';
    await until(() => text().includes('The sender asks to be told that you have read this.'));
    await expectAccessible(element);
    const wishes: string[] = [];
    element.addEventListener('ik-message-action', (event) => wishes.push(event.action));
    const buttons = () => [
      ...message()!.shadowRoot!.querySelector('ik-receipt-note')!.shadowRoot!.querySelectorAll('button'),
    ];
    for (const button of buttons()) button.click();
    expect(wishes).to.deep.equal(['receipt', 'no-receipt']);
    show(email('2', { receiptTo: [{ name: null, email: 'count@else.example' }] }));
    await until(() => text().includes('asks that count@else.example be told'));
    element.kind = 'junk';
    await until(() => message()?.shadowRoot?.querySelector('ik-receipt-note') === null);
    show(email('3', { ...asking, id: '3', keywords: ['$seen', '$mdnsent'] }));
    element.kind = 'inbox';
    await until(() => message()?.shadowRoot?.querySelector('ik-receipt-note') !== null);
    expect(text()).to.equal('');
  });
});
