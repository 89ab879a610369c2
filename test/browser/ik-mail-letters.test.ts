// What stands around letters: leaving lists, templates, address books, other accounts.
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { MailCommand } from '../../src/app/services.js';
import { emptyDraft } from '../../src/components/mail/compose/compose-draft.js';
import '../../src/components/mail/compose/ik-compose.js';
import type { IkCompose } from '../../src/components/mail/compose/ik-compose.js';
import '../../src/components/mail/compose/ik-compose-settings.js';
import type { IkComposeSettings } from '../../src/components/mail/compose/ik-compose-settings.js';
import '../../src/components/mail/ik-mail.js';
import type { IkMail } from '../../src/components/mail/ik-mail.js';
import '../../src/components/mail/ik-unsubscribe-dialog.js';
import type { IkUnsubscribeDialog } from '../../src/components/mail/ik-unsubscribe-dialog.js';
import '../../src/components/mail/people/ik-add-people.js';
import type { IkAddPeople } from '../../src/components/mail/people/ik-add-people.js';
import '../../src/components/mail/people/ik-address-picker.js';
import type { IkAddressPicker } from '../../src/components/mail/people/ik-address-picker.js';
import '../../src/components/mail/templates/ik-templates.js';
import type { IkTemplates } from '../../src/components/mail/templates/ik-templates.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import type { MailTexts } from '../../src/domain/mail/compose/mail-texts.js';
import type { EmailDetail, EmailListItem } from '../../src/domain/mail/email.js';
import type { MailAccount, Mailbox } from '../../src/domain/mail/mailbox.js';
import { unsubscribeWays } from '../../src/domain/mail/unsubscribe.js';
import type { FakeMail } from '../support/fake-mail.js';
import type { FakeMailServers } from '../support/fake-mail-servers.js';
import { createFakeServices } from '../support/fake-services.js';
import { deep, expectAccessible, hasFocus, mount, unmountAll, until } from '../support/mount.js';
import { sampleContact, samplePeople } from '../support/sample-contacts.js';

beforeEach(() => localStorage.clear());
afterEach(unmountAll);

const work: MailAccount = {
  ...{ id: 'acc', kind: 'jmap', name: 'me@a.example' },
  identities: [{ id: 'i', name: 'Me', email: 'me@a.example', replyTo: '', textSignature: '' }],
} as unknown as MailAccount;
const local: MailAccount = { id: 'local', kind: 'local', name: '', identities: [] };

const letter = (more: Partial<EmailDetail> = {}): EmailDetail => ({
  ...{ id: '7', accountId: 'acc', threadId: 't7', mailboxIds: ['in'], keywords: ['$seen'], subject: 'News' },
  from: [{ name: 'The List', email: 'news@list.example' }],
  to: [{ name: null, email: 'me@a.example' }],
  ...{ preview: '', receivedAt: 0, size: 1, hasAttachment: false, isHere: true, cc: [], bcc: [], replyTo: [] },
  ...{ sentAt: null, messageId: [], references: [], text: '', html: '', attachments: [], problems: [] },
  unsubscribe: ['https://list.example/u?1', 'mailto:leave@list.example?subject=leave%20me&cc=spy@list.example'],
  oneClick: 'https://list.example/u?1',
  ...more,
});

describe('leaving a list', () => {
  async function open(email = letter(), canAsk = true) {
    const services = createFakeServices();
    (services.mail as FakeMail).accounts.set([work]);
    const servers = services.mailServers as FakeMailServers;
    servers.canAsk = canAsk;
    const mounted = await mount<IkUnsubscribeDialog>(
      html`<ik-unsubscribe-dialog .email=${email} .ways=${unsubscribeWays(email.unsubscribe)} .services=${services}></ik-unsubscribe-dialog>`,
      { services },
    );
    const { renderRoot } = mounted.element;
    await until(() => renderRoot.querySelector('.way'));
    const buttons = () => [...renderRoot.querySelectorAll<HTMLElement>('.way .button')];
    let closed = false;
    mounted.element.addEventListener('ik-close', () => {
      closed = true;
    });
    const said = () => mounted.events<NoticeEvent>('ik-notice').map(({ message }) => message);
    return { ...mounted, services, servers, buttons, said, isClosed: () => closed, renderRoot };
  }

  it('[MR7] is asked for by the gateway once the person wants it, and not before', async () => {
    const { services, buttons, said, isClosed, element } = await open();
    expect(services.state.calls).to.deep.equal([]);
    expect(buttons().map((one) => one.textContent?.trim())).to.deep.equal([
      'Unsubscribe',
      'Send this message',
      'Open the page',
    ]);
    await expectAccessible(element);
    await sendKeys({ press: 'Enter' });
    await until(isClosed);
    expect(services.state.calls).to.deep.equal([['mailServers.unsubscribe', '7']]);
    expect(said()[0]).to.include('was told to take you off its list');
  });

  it('[MR7] by a message, to the one address that is named, where nobody can ask', async () => {
    const { services, buttons, said } = await open(letter(), false);
    expect(buttons()[0]!.textContent!.trim()).to.equal('Send this message');
    buttons()[0]!.click();
    await until(() => said().length > 0);
    const [command] = services.state.calls.at(-1)!.slice(1) as [[Extract<MailCommand, { type: 'send' }>]];
    expect(command[0]).to.include({ type: 'send', accountId: 'acc', mailFrom: 'me@a.example' });
    expect(command[0].rcptTo).to.deep.equal(['leave@list.example']);
    expect(command[0].message).to.include({ subject: 'leave me', text: 'unsubscribe' });
  });

  it('[MR7] says when the list answers otherwise, and offers what is left', async () => {
    const { servers, buttons, renderRoot } = await open();
    servers.outcome = { kind: 'failed', status: 500 };
    buttons()[0]!.click();
    await until(() => renderRoot.querySelector('[role=alert]'));
    expect(renderRoot.querySelector('[role=alert]')!.textContent).to.include('refused (500)');
    expect(buttons().map((one) => one.textContent?.trim())).to.deep.equal(['Send this message', 'Open the page']);
  });
});

describe('templates', () => {
  const offer = { id: 'o', name: 'Offer', subject: 'Our offer', html: '<div>Dear <b>all</b></div>', text: 'Dear all' };
  const plain = { id: 'p', name: 'Zürich office', subject: '', html: '', text: 'Bahnhofstrasse 1' };
  async function open(written?: IkTemplates['written'], templates = [offer, plain]) {
    const services = createFakeServices();
    const mail = services.mail as FakeMail;
    mail.texts.set({ templates, identities: {} });
    const mounted = await mount<IkTemplates>(
      html`<ik-templates .services=${services} .written=${written}></ik-templates>`,
      { services },
    );
    let closed = false;
    mounted.element.addEventListener('ik-close', () => {
      closed = true;
    });
    const names = () => [...mounted.element.renderRoot.querySelectorAll('.name')].map((one) => one.textContent);
    return { ...mounted, mail, names, isClosed: () => closed };
  }

  it('[MC11] are found by some letters, whatever the accents, and chosen by keyboard', async () => {
    const { element, names, isClosed } = await open({ subject: '', html: '', text: '' });
    await until(() => names().length === 2);
    await expectAccessible(element);
    await sendKeys({ type: 'zurich' });
    await until(() => names().length === 1);
    await sendKeys({ press: 'Enter' });
    await until(isClosed);
    expect(element.result).to.deep.equal(plain);
  });

  it('[MC11] can be searched before they are there: the letters count', async () => {
    const services = createFakeServices();
    let tell: (texts: MailTexts) => void = () => {};
    const watchTexts = () => ({
      subscribe({ next }: { next(texts: MailTexts): void }) {
        tell = next;
        return { unsubscribe() {} };
      },
    });
    Object.assign(services.mail, { watchTexts });
    const { element } = await mount<IkTemplates>(html`<ik-templates .services=${services}></ik-templates>`, {
      services,
    });
    const search = await until(() => element.renderRoot.querySelector<HTMLInputElement>('.search'));
    await until(() => hasFocus(search));
    await sendKeys({ type: 'zur' });
    tell({ templates: [offer, plain], identities: {} });
    const names = () => [...element.renderRoot.querySelectorAll('.name')].map((one) => one.textContent);
    await until(() => names().length > 0);
    expect(names()).to.deep.equal([plain.name]);
    await sendKeys({ type: 'ich' });
    expect([search.value, hasFocus(search)]).to.deep.equal(['zurich', true]);
    tell({ templates: [], identities: {} });
    await until(() => element.renderRoot.querySelector('.empty'));
  });

  it('[MC11] are made from what is written, under a name of their own, and deleted again', async () => {
    const written = { subject: 'Offer', html: '<div>Hi</div>', text: 'Hi' };
    const { element, mail, names, events } = await open(written);
    await until(() => names().length === 2);
    [...element.renderRoot.querySelectorAll<HTMLElement>('button[slot=footer]')][0]!.click();
    await until(() => element.renderRoot.querySelector('form'));
    await expectAccessible(element);
    expect(element.renderRoot.querySelector<HTMLInputElement>('form input')!.value).to.equal('Offer 2');
    await sendKeys({ press: 'Enter' });
    await until(() => names().length === 3);
    expect(mail.texts.get().templates.find(({ name }) => name === 'Offer 2')).to.deep.include(written);
    deep(element, 'li ik-menu', 'button').click();
    const remove = await until(() =>
      [...deep(element, 'li ik-menu').shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) =>
        item.textContent?.includes('Delete'),
      ),
    );
    remove.click();
    await until(() => names().length === 2);
    await events<NoticeEvent>('ik-notice').at(-1)!.options.undo!();
    await until(() => names().length === 3);
  });

  it('[MC11] say what they are for while there is none, and are written in the settings', async () => {
    const { element, mail, names } = await open(undefined, []);
    await until(() => element.renderRoot.querySelector('.empty'));
    await expectAccessible(element);
    [...element.renderRoot.querySelectorAll<HTMLElement>('button[slot=footer]')][0]!.click();
    await until(() => element.renderRoot.querySelector('form'));
    await sendKeys({ type: 'Thanks' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Thank you.' });
    element.renderRoot.querySelector<HTMLElement>('button[slot=footer].primary')!.click();
    await until(() => names().length === 1);
    expect(mail.texts.get().templates[0]).to.deep.include({ name: 'Thanks', html: '', text: 'Thank you.' });
  });

  it('[MC11] stand where the cursor is; their subject counts where there is none', async () => {
    const services = createFakeServices();
    (services.mail as FakeMail).texts.set({ templates: [offer], identities: {} });
    const { element } = await mount<IkCompose>(
      html`<ik-compose .services=${services} .begin=${{ ...emptyDraft, to: [{ name: null, email: 'a@b.example' }] }}></ik-compose>`,
      { services },
    );
    await until(() => element.querySelector('.ik-compose-text'));
    element.renderRoot.querySelector<HTMLElement>('[aria-label=Templates]')!.click();
    const dialog = await until(() => element.renderRoot.querySelector<IkTemplates>('ik-templates'));
    (await until(() => dialog.renderRoot.querySelector<HTMLElement>('.text'))).click();
    await until(() => element.querySelector('.ik-compose-text b')?.textContent === 'all');
    expect(element.renderRoot.querySelector<HTMLInputElement>('.subject')!.value).to.equal('Our offer');
  });

  it('[MC12] signatures that were of this device go to all of them, and are changed for all', async () => {
    localStorage.setItem('ik-mail-identities', JSON.stringify({ 'me@a.example': { signature: 'Old' } }));
    const services = createFakeServices();
    const { texts } = services.mail as FakeMail;
    const { element } = await mount<IkComposeSettings>(
      html`<ik-compose-settings .services=${services} .accounts=${[work, local]}></ik-compose-settings>`,
      { services },
    );
    await until(() => texts.get().identities['me@a.example']?.signature === 'Old');
    await until(() => localStorage.getItem('ik-mail-identities') === null);
    const area = await until(() => element.renderRoot.querySelector('textarea'));
    await until(() => area.value === 'Old');
    area.value = 'New\n';
    area.dispatchEvent(new Event('change'));
    await until(() => texts.get().identities['me@a.example']?.signature === 'New');
  });
});

describe('address books beside the fields', () => {
  const people = [...samplePeople, sampleContact('Nora Nobody', { emails: [] })];
  async function open(taken: readonly string[] = []) {
    const services = createFakeServices();
    services.state.contacts.set(people);
    const mounted = await mount<IkAddressPicker>(
      html`<ik-address-picker .services=${services} field="cc" .taken=${taken}></ik-address-picker>`,
      { services },
    );
    let closed = false;
    mounted.element.addEventListener('ik-close', () => {
      closed = true;
    });
    const { renderRoot } = mounted.element;
    const rows = () =>
      [...renderRoot.querySelectorAll<HTMLElement>('.row')].map((row) => row.querySelector('bdi')!.textContent);
    await until(() => rows().length === people.length);
    const footer = (name: string) =>
      [...renderRoot.querySelectorAll<HTMLElement>('button[slot=footer]')].find(
        (one) => one.textContent?.trim() === name,
      )!;
    return { ...mounted, rows, renderRoot, footer, isClosed: () => closed };
  }

  it('[MC13] are searched, and people chosen, by keyboard alone', async () => {
    const { element, rows, footer, isClosed } = await open(['jean@example.org']);
    await expectAccessible(element);
    await sendKeys({ type: 'A' });
    await until(() => rows().length < people.length);
    await sendKeys({ press: 'Backspace' });
    await until(() => rows().length === people.length);
    for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await sendKeys({ press: key });
    await until(() => element.renderRoot.textContent?.includes('2 chosen'));
    footer('Bcc').click();
    await until(isClosed);
    expect(element.result).to.deep.equal({
      field: 'bcc',
      people: [
        { name: 'Alice Martin', email: 'alice@example.org' },
        { name: 'Anna Alpha', email: 'anna@example.org' },
      ],
    });
  });

  it('[MC13] choose a whole group; who is there already or has no address is not chosen, which is said', async () => {
    const { element, renderRoot, rows, footer } = await open(['jean@example.org']);
    const all = [...renderRoot.querySelectorAll<HTMLElement>('.link')].find((one) => one.textContent?.includes('all'))!;
    all.click();
    await until(() => renderRoot.textContent?.includes('4 chosen'));
    expect(renderRoot.textContent).to.include('1 of them have no e-mail address.');
    const place = renderRoot.querySelector('select')!;
    place.value = 'group:Product team';
    place.dispatchEvent(new Event('change'));
    await until(() => rows().length === 1);
    expect(rows()).to.deep.equal(['Marc Bernard']);
    expect((footer('Cc') as HTMLButtonElement).disabled).to.equal(false);
    await setViewport({ width: 390, height: 800 });
    await expectAccessible(element);
    await setViewport({ width: 1200, height: 800 });
  });

  it('[MC13] the people of a message go into a book, those who are there already left out', async () => {
    const services = createFakeServices();
    services.state.contacts.set(samplePeople);
    const email = letter({
      to: [
        { name: 'van Dam, Jo', email: 'jo@b.example' },
        { name: null, email: 'ME@a.example' },
      ],
      cc: [{ name: 'Anna Alpha', email: 'anna alpha@broken' }],
    });
    const { element, events } = await mount<IkAddPeople>(
      html`<ik-add-people .services=${services} .email=${email} .own=${['me@a.example']}></ik-add-people>`,
      { services },
    );
    await until(() => element.renderRoot.querySelectorAll('.person').length === 2);
    await expectAccessible(element);
    element.renderRoot.querySelector<HTMLElement>('button.primary')!.click();
    await until(() => events('ik-notice').length > 0);
    const made = services.state.calls.filter(([name]) => name === 'contacts.create').map(([, , fields]) => fields);
    expect(made).to.have.length(2);
    expect(made[1]).to.deep.include({ given: 'Jo', family: 'van Dam' });
  });
});

describe('mail of several accounts', () => {
  const box = (id: string, accountId: string, role: Mailbox['role'] = null): Mailbox => ({
    ...{ id, accountId, name: id, parentId: null, role, sortOrder: 0 },
    ...{ totalEmails: 1, unreadEmails: 0, totalThreads: 1, unreadThreads: 0 },
  });
  const row: EmailListItem = {
    ...letter({ isHere: false }),
    ...{ threadSize: 1, threadFrom: [], threadUnread: false, threadFlagged: false },
  };

  async function open(width = 1200) {
    await setViewport({ width, height: 800 });
    const services = createFakeServices();
    const mail = services.mail as FakeMail;
    mail.accounts.set([work, local]);
    mail.mailboxes.set([box('in', 'acc', 'inbox'), box('projects', 'acc'), box('old', 'local')]);
    mail.list.set([row]);
    mail.emails.set([letter({ text: 'Hello' })]);
    const mounted = await mount<IkMail>(html`<ik-mail style="height: 780px" path="inbox"></ik-mail>`, { services });
    const list = () => mounted.element.renderRoot.querySelector('ik-mail-list')!.shadowRoot!;
    await until(() => list().querySelector('.row:not(.waiting)'));
    return { ...mounted, services, list };
  }

  it('[ML11] goes to any of them by the menu: what is not here is fetched first', async () => {
    const { element, commands, services, events } = await open();
    element.renderRoot.querySelector('ik-mail-list')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await commands
      .list()
      .find(({ id }) => id === 'mail.move')!
      .run();
    const dialog = await until(() => element.renderRoot.querySelector('ik-move-dialog'));
    await until(() => (dialog.shadowRoot?.querySelectorAll('li').length ?? 0) > 0);
    const offered = [...dialog.shadowRoot!.querySelectorAll('li')].map((li) => li.textContent?.trim());
    expect(offered).to.deep.equal(['Inbox · me@a.example', 'projects · me@a.example', 'old · On this device']);
    await sendKeys({ type: 'old' });
    await sendKeys({ press: 'Enter' });
    await until(() => events('ik-notice').length > 0);
    const calls = services.state.calls.filter(([name]) => /fetchMessage|mail\.run/.test(name));
    expect(calls).to.deep.equal([
      ['mailServers.fetchMessage', '7'],
      ['mail.run', [{ type: 'transfer', places: [{ emailId: '7', mailboxIds: ['old'] }], isCopy: false }]],
    ]);
  });

  it('is written on a telephone by a button above the list', async () => {
    const { element } = await open(390);
    const write = element.renderRoot.querySelector<HTMLElement>('.fab')!;
    expect(getComputedStyle(write).display).to.equal('grid');
    expect(write.getBoundingClientRect().width).to.be.at.least(44);
    await setViewport({ width: 1200, height: 800 });
    await until(() => getComputedStyle(write).display === 'none');
  });
});
