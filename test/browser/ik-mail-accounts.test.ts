import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail-accounts/ik-mail-account-settings.js';
import type { AccountCopyReport, HoldableOptions } from '../../src/app/mail/mail-service.js';
import type { IkMailAccountSettings } from '../../src/components/mail-accounts/ik-mail-account-settings.js';
import type { IkMailCopyDialog } from '../../src/components/mail-accounts/ik-mail-copy-dialog.js';
import { AppError } from '../../src/domain/errors.js';
import type { MailAccount } from '../../src/domain/mail/mailbox.js';
import type { MailAccountState } from '../../src/domain/mail/server-problem.js';
import { createCell } from '../support/cell.js';
import { createFakeMailServers } from '../support/fake-mail-servers.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

const ann: MailAccount = { id: 'a', kind: 'jmap', name: 'ann@example.org', identities: [] };
const local: MailAccount = { id: 'local', kind: 'local', name: '', identities: [] };

async function show(accounts: readonly MailAccount[], states: readonly MailAccountState[] = []) {
  const state = createFakeState();
  const servers = createFakeMailServers((name, ...args) => void state.calls.push([name, ...args]));
  servers.states.set(states);
  const base = createFakeServices({}, state);
  const mail = { ...base.mail, watchAccounts: () => createCell<readonly MailAccount[]>([...accounts, local]) };
  const services = createFakeServices({ mail, mailServers: servers }, state);
  const { element } = await mount<IkMailAccountSettings>(html`<ik-mail-account-settings></ik-mail-account-settings>`, {
    services,
  });
  await settled(element);
  const root = element.shadowRoot!;
  const button = (text: string) =>
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text)!;
  /** Clicks, and waits for the dialog that opens. */
  const open = async <T extends HTMLElement>(text: string, tag: string): Promise<T> => {
    const added = new Promise<T>((resolve) => {
      const observer = new MutationObserver(() => {
        const dialog = root.querySelector<T>(tag);
        if (dialog === null) return;
        observer.disconnect();
        resolve(dialog);
      });
      observer.observe(root, { childList: true });
    });
    button(text).click();
    const dialog = await added;
    await settled(dialog as never);
    return dialog;
  };
  return { element, root, servers, services, calls: state.calls, button, open };
}

const inDialog = (dialog: HTMLElement) => {
  const root = dialog.shadowRoot!;
  return {
    type(id: string, text: string) {
      root.querySelector<HTMLInputElement>(`#${id}`)!.value = text;
    },
    async submit() {
      root.querySelector<HTMLFormElement>('form')!.requestSubmit();
      await settled(dialog as never);
    },
    text: () => root.textContent ?? '',
    button: (text: string) =>
      [...root.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(text))!,
    problem: () => root.querySelector('[role=alert]')?.textContent ?? '',
  };
};

describe('<ik-mail-account-settings>', () => {
  it('says what an account is for while there is none', async () => {
    const { element, root } = await show([]);
    expect(root.textContent).to.contain('Add the account of your provider');
    await expectAccessible(element);
  });

  it('adds an account by address and password', async () => {
    const { root, open, calls } = await show([]);
    const dialog = await open('Add a mail account', 'ik-mail-account-dialog');
    await expectAccessible(dialog);
    const form = inDialog(dialog);
    form.type('address', ' ann@example.org ');
    form.type('secret', 'pass word');
    const closed = new Promise((done) => dialog.addEventListener('ik-close', done));
    await form.submit();
    await closed;
    expect(calls).to.deep.include([
      'mailServers.add',
      { address: 'ann@example.org', server: '', user: '', signIn: 'password', secret: 'pass word' },
    ]);
    expect(root.querySelector('ik-mail-account-dialog')).to.equal(null);
  });

  it('says what is wrong, and asks before a password goes to a server nobody typed', async () => {
    const { open, servers, calls } = await show([]);
    const dialog = await open('Add a mail account', 'ik-mail-account-dialog');
    const form = inDialog(dialog);
    form.type('address', 'ann@example.org');
    form.type('secret', 'x');
    servers.answer = { problem: { kind: 'credentials', host: 'example.org' } };
    await form.submit();
    expect(form.problem()).to.contain('does not accept this password').and.to.contain('app password');
    servers.answer = { problem: { kind: 'not-found', host: 'example.org' } };
    await form.submit();
    expect(form.problem()).to.contain('No JMAP server was found');
    expect(dialog.shadowRoot!.querySelector('details')!.open).to.equal(true);
    servers.answer = { problem: { kind: 'elsewhere', host: 'example.org', elsewhere: 'https://api.other.test/jmap' } };
    await form.submit();
    expect(form.text()).to.contain('Your password would be sent to api.other.test');
    await expectAccessible(dialog);
    form.button('Use api.other.test').click();
    await settled(dialog as never);
    expect((calls.at(-1)![1] as { server: string }).server).to.equal('https://api.other.test/jmap');
  });

  it('says how accounts stand', async () => {
    const quota = { used: 1_200_000_000, limit: 5_000_000_000 };
    const { element, root } = await show([ann], [{ accountId: 'a', phase: 'fetching', done: 200, total: 5000, quota }]);
    expect(root.textContent).to.contain('200 of 5,000').and.to.contain('1.2 GB of 5 GB used');
    expect(root.querySelector('progress')!.value).to.equal(200);
    await expectAccessible(element);
  });

  it('says what the server would not do', async () => {
    const refused = [
      { time: 0, type: 'maybeSent', description: '' },
      { time: 0, type: 'invalidRecipients', description: 'x@y.test nobody of that name' },
    ];
    const { element, root } = await show([{ ...ann, refused }], [{ accountId: 'a', phase: 'ready', isLive: true }]);
    expect(root.textContent).to.contain('may have gone out').and.to.contain('nobody of that name');
    await expectAccessible(element);
  });

  it('asks for the password again where it is not accepted any more', async () => {
    const problem = { kind: 'credentials', host: 'example.org' } as const;
    const { element, open, servers, calls } = await show([ann], [{ accountId: 'a', phase: 'stopped', problem }]);
    await expectAccessible(element);
    const dialog = await open('Sign in again', 'ik-mail-sign-in-dialog');
    await expectAccessible(dialog);
    const form = inDialog(dialog);
    form.type('secret', 'wrong');
    servers.problem = problem;
    await form.submit();
    expect(form.problem()).to.contain('does not accept');
    servers.problem = undefined;
    form.type('secret', 'right');
    const closed = new Promise((done) => dialog.addEventListener('ik-close', done));
    await form.submit();
    await closed;
    expect(calls.at(-1)).to.deep.equal(['mailServers.signInAgain', 'a', 'right']);
  });

  it('removes an account once the person has said so, and says what is lost', async () => {
    const { open, servers, calls } = await show([ann], [{ accountId: 'a', phase: 'ready' }]);
    servers.waiting = 2;
    const dialog = await open('Remove', 'ik-sure-dialog');
    const form = inDialog(dialog);
    expect(form.text()).to.contain('2 things').and.to.contain('At the server everything stays');
    const closed = new Promise((done) => dialog.addEventListener('ik-close', done));
    form.button('Remove').click();
    await closed;
    expect(calls.at(-1)).to.deep.equal(['mailServers.remove', 'a']);
  });

  it('copies an account into another one, says how far it is, and what became of it', async () => {
    const { root, open, services, calls } = await show([ann, { ...ann, id: 'b', name: 'ben@example.org' }]);
    let end = (_report: AccountCopyReport) => {};
    const given: { options?: HoldableOptions } = {};
    Object.assign(services.mail, {
      copyAccount(from: MailAccount, to: string, options: HoldableOptions) {
        given.options = options;
        calls.push(['copy', from.id, to]);
        options.onBegin?.('c1');
        options.onProgress?.({ done: 1200, total: 5000, fraction: 0.24 });
        return new Promise<AccountCopyReport>((resolve, reject) => {
          end = resolve;
          options.signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'x')));
        });
      },
    });
    const dialog = await open<IkMailCopyDialog>('Copy…', 'ik-mail-copy-dialog');
    await settled(dialog);
    const inside = dialog.shadowRoot!;
    const press = (text: string) =>
      [...inside.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text)!.click();
    const texts = () => [...inside.querySelectorAll('option')].map(({ textContent }) => textContent?.trim());
    expect(texts()).to.deep.equal(['ben@example.org', 'On this device']);
    await expectAccessible(dialog);
    const select = inside.querySelector('select')!;
    select.value = 'b';
    select.dispatchEvent(new Event('change'));
    press('Copy');
    await until(() => inside.textContent!.includes('1,200 of 5,000'));
    await expectAccessible(dialog);
    press('Pause');
    await until(() => inside.textContent!.includes('held'));
    press('Go on');
    await until(() => !inside.textContent!.includes('held'));
    end({ added: 4000, same: 1, failed: 2, isWhole: false });
    await until(() =>
      inside.textContent!.includes('4,000 messages copied. 1 was there already. The server does not give 2'),
    );
    expect(inside.textContent).to.contain('copy again later');
    press('Close');
    await until(() => root.querySelector('ik-mail-copy-dialog') === null);
    expect(calls.filter(([name]) => ['copy', 'mail.pauseImport'].includes(String(name)))).to.deep.equal([
      ['copy', 'a', 'b'],
      ['mail.pauseImport', 'c1', true],
      ['mail.pauseImport', 'c1', false],
    ]);

    const other = await open<IkMailCopyDialog>('Copy…', 'ik-mail-copy-dialog');
    await settled(other);
    const pressIn = (text: string) =>
      [...other.shadowRoot!.querySelectorAll('button')]
        .find(({ textContent }) => textContent?.trim() === text)!
        .click();
    pressIn('Copy');
    await until(() => other.shadowRoot!.textContent!.includes('1,200'));
    pressIn('Stop');
    await until(() => other.shadowRoot!.textContent!.includes('Stopped. What was copied is there'));
    expect(other.shadowRoot!.querySelector('[role=alert]')).to.equal(null);
  });
});
