import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail-accounts/ik-mail-account-settings.js';
import type { IkMailAccountSettings } from '../../src/components/mail-accounts/ik-mail-account-settings.js';
import type { MailAccount } from '../../src/domain/mail/mailbox.js';
import type { MailAccountState } from '../../src/domain/mail/server-problem.js';
import { createCell } from '../support/cell.js';
import { createFakeMailServers } from '../support/fake-mail-servers.js';
import { createFakeServices, createFakeState } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll } from '../support/mount.js';

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
  return { element, root, servers, calls: state.calls, button, open };
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
});
