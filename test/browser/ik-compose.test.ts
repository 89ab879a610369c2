import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { MailCommand } from '../../src/app/services.js';
import type { ComposeDraft } from '../../src/components/mail/compose/compose-draft.js';
import { emptyDraft } from '../../src/components/mail/compose/compose-draft.js';
import type { ComposeEndEvent } from '../../src/components/mail/compose/compose-events.js';
import '../../src/components/mail/compose/ik-compose.js';
import type { IkCompose } from '../../src/components/mail/compose/ik-compose.js';
import '../../src/components/mail/compose/ik-recipients.js';
import { writtenMessage } from '../../src/components/mail/compose/compose-draft.js';
import type { IkRecipients } from '../../src/components/mail/compose/ik-recipients.js';
import { divideDraft } from '../../src/components/mail/compose/quote-html.js';
import type { RecipientChoice, RecipientSource } from '../../src/components/mail/compose/suggest-recipients.js';
import { createFakeServices } from '../support/fake-services.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

beforeEach(() => localStorage.clear());
afterEach(unmountAll);

const ann = { name: 'Ann Lee', email: 'ann@a.example' };
const bob = { name: null, email: 'bob@b.example' };
const identity = {
  key: 'acc\ni',
  accountId: 'acc',
  identityId: 'i',
  name: 'Me',
  email: 'me@a.example',
  replyTo: '',
  signature: 'Me, of A',
};

describe('ik-recipients', () => {
  const team: RecipientChoice = { kind: 'group', name: 'Team', count: 3, members: async () => [ann, bob] };
  const source: RecipientSource = {
    find: async (typed) =>
      'ann'.startsWith(typed)
        ? [{ kind: 'person', person: ann, isContact: true }]
        : 'team'.startsWith(typed)
          ? [team]
          : [],
    isKnown: async (email) => email === ann.email,
  };
  const field = async (value: IkRecipients['value'] = []) => {
    const { element } = await mount<IkRecipients>(
      html`<ik-recipients label="To" .value=${value} .source=${source} from="me@a.example"></ik-recipients>`,
    );
    return element;
  };
  const input = (element: IkRecipients) => element.renderRoot.querySelector('input')!;
  const chips = (element: IkRecipients) =>
    [...element.renderRoot.querySelectorAll('.person')].map((chip) => chip.textContent!.trim());

  it('completes people, brings everybody of a group, and says who has no address', async () => {
    const element = await field();
    element.focus();
    await sendKeys({ type: 'an' });
    await until(() => element.renderRoot.querySelector('[role=option]'));
    await expectAccessible(element);
    await sendKeys({ press: 'Enter' });
    await until(() => chips(element).length === 1);
    await sendKeys({ type: 'te' });
    await until(() => element.renderRoot.querySelector('[role=option]'));
    await sendKeys({ press: 'Enter' });
    await until(() => element.value.length === 2);
    expect(element.value).to.deep.equal([ann, bob]);
    await until(() => element.renderRoot.querySelector('[role=status]')!.textContent!.includes('1 of them have no'));
  });

  it('[MC7] marks who is unknown or outside', async () => {
    const element = await field([ann, bob]);
    await until(() => element.renderRoot.querySelector('.unknown'));
    const names = [...element.renderRoot.querySelectorAll('.chip-name')].map((chip) => chip.getAttribute('aria-label'));
    expect(names).to.deep.equal([
      'Ann Lee ann@a.example',
      'bob@b.example, Not in your contacts or mail, Outside your organisation',
    ]);
    await expectAccessible(element);
  });

  it('is edited by keyboard alone: back into a chip, out of the field, changed', async () => {
    const element = await field([ann, bob]);
    element.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'Enter' });
    await until(() => input(element).value !== '');
    expect(input(element).value).to.equal('"Ann Lee" <ann@a.example>');
    await sendKeys({ type: 'eve@e.example, nobody' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.value.length === 2);
    expect(element.value.map(({ email }) => email)).to.deep.equal(['bob@b.example', 'eve@e.example']);
    expect(element.renderRoot.querySelector('[role=alert]')!.textContent).to.include('“nobody” is no e-mail address.');
    input(element).value = '';
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    await until(() => element.value.length === 1);
    expect(element.value.map(({ email }) => email)).to.deep.equal(['bob@b.example']);
  });
});

/** A key together with Ctrl. */
async function withControl(key: string) {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}

describe('ik-compose', () => {
  async function open(begin: Partial<ComposeDraft> = {}, identities = [identity]) {
    const ends: ComposeEndEvent[] = [];
    const services = createFakeServices();
    const { element } = await mount<IkCompose>(
      html`<ik-compose .services=${services} .identities=${identities} .begin=${{ ...emptyDraft, from: identities[0]?.key ?? '', ...begin }}
        @ik-compose-end=${(event: ComposeEndEvent) => ends.push(event)}></ik-compose>`,
    );
    const saved = () =>
      services.state.calls
        .filter(([name]) => name === 'mail.run')
        .map(([, command]) => command as Extract<MailCommand, { type: 'saveDraft' }>);
    return { element, ends, saved, services };
  }
  const part = <T extends HTMLElement = HTMLElement>(element: IkCompose, selector: string) =>
    element.renderRoot.querySelector<T>(selector)!;
  const text = (element: IkCompose) => element.querySelector<HTMLElement>('.ik-compose-text')!;

  it('is written by keyboard alone, kept as a draft, and sent', async () => {
    const { element, ends, saved } = await open();
    await sendKeys({ type: 'bob@b.example' });
    await sendKeys({ press: 'Enter' });
    part(element, '.subject').focus();
    await sendKeys({ type: 'Plan' });
    text(element).focus();
    await sendKeys({ type: 'Soon' });
    await until(() => saved().length > 0 && saved().at(-1)!.message.text!.includes('Soon'));
    const { message, accountId } = saved().at(-1)!;
    expect(accountId).to.equal('acc');
    expect(message).to.deep.include({ subject: 'Plan', to: [bob], from: [{ name: 'Me', email: 'me@a.example' }] });
    expect(message.html).to.include('<div>Soon</div>');
    await expectAccessible(element);
    await withControl('Enter');
    await until(() => ends.length === 1);
    expect([ends[0]!.how, ends[0]!.draft.to]).to.deep.equal(['send', [bob]]);
  });

  it('[MC6] asks about a subject and an attachment that are missing', async () => {
    const { element, ends } = await open({
      to: [bob],
      text: 'The plan is attached.',
      html: '<div>The plan is attached.</div>',
    });
    part<HTMLButtonElement>(element, '.send').click();
    await until(() => part(element, '.concern'));
    expect(part(element, '.concern p').textContent).to.equal(
      'There is no subject. You write of an attachment, but there is none.',
    );
    await expectAccessible(element);
    part<HTMLButtonElement>(element, '.concern .primary').click();
    await until(() => ends.length === 1);
  });

  it('says who it needs, and that sending needs an account', async () => {
    const { element, ends } = await open({}, []);
    part<HTMLButtonElement>(element, '.send').click();
    await until(() => part(element, '[role=alert].wrong'));
    expect(part(element, '.wrong').textContent).to.include('Add at least one person.');
    part<IkRecipients>(element, 'ik-recipients').value = [bob];
    part(element, 'ik-recipients').dispatchEvent(new Event('change'));
    await element.updateComplete;
    part<HTMLButtonElement>(element, '.send').click();
    await until(() => part(element, '.wrong')?.textContent?.includes('add a mail account'));
    expect(ends).to.deep.equal([]);
  });

  it('takes files that are dropped or pasted, pictures from the clipboard into the text', async () => {
    const { element } = await open({ to: [bob] });
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'Übersicht.pdf', { type: 'application/pdf' }));
    part(element, 'section').dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
    await until(() => part(element, '.files li'));
    expect(part(element, '.files .name').textContent).to.equal('Übersicht.pdf');
    text(element).focus();
    const picture = new DataTransfer();
    picture.items.add(new File(['GIF89a'], 'p.gif', { type: 'image/gif' }));
    text(element).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: picture, bubbles: true, cancelable: true, composed: true }),
    );
    await until(() => text(element).querySelector('img[data-cid]'));
    expect(element.renderRoot.querySelectorAll('.files li').length).to.equal(1);
  });

  it('[MC8] keeps nothing of an empty window', async () => {
    const { element, ends, saved } = await open();
    await element.close();
    expect([ends.map(({ how }) => how), saved()]).to.deep.equal([['kept'], []]);
  });

  it('[MC4] has the quote folded, and goes on with it after it was kept', async () => {
    const quote = {
      attribution: 'On Monday, Ann wrote:',
      html: '<p>Old <b>plan</b></p>',
      text: '> Old plan',
      isForward: false,
    };
    const { element } = await open({ to: [ann], quote, html: '<div>Yes.</div>', text: 'Yes.' });
    const folded = part(element, 'ik-quote');
    await until(() => folded.shadowRoot!.querySelector('.fold'));
    expect(folded.shadowRoot!.querySelector('ik-mail-body')).to.equal(null);
    folded.shadowRoot!.querySelector<HTMLButtonElement>('.fold')!.click();
    await until(() => folded.shadowRoot!.querySelector('ik-mail-body'));
    await expectAccessible(element);
    const date = { time: 0, offset: 0 };
    const message = writtenMessage(
      { ...emptyDraft, html: '<div>Yes.</div>', text: 'Yes.', quote },
      { identity, date, messageId: 'm@a.example' },
    );
    expect(message.text).to.equal('Yes.\n\nOn Monday, Ann wrote:\n> Old plan\n');
    const again = divideDraft(message.html!);
    expect(again).to.deep.include({ own: '<div>Yes.</div>', ownText: 'Yes.' });
    expect(again.quote).to.deep.include({ attribution: quote.attribution, html: quote.html, isForward: false });
    folded.dispatchEvent(new Event('ik-quote-edit'));
    await until(() => text(element).querySelector('blockquote b'));
    expect(part(element, 'ik-quote')).to.equal(null);
  });
});
