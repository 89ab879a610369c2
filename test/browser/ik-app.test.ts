import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html, render } from 'lit';
import '../../src/components/shared/tokens.css';
import type { Services } from '../../src/app/services.js';
import { ImportRequestEvent } from '../../src/components/shared/import-request-event.js';
import { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import { NoticeEvent } from '../../src/components/shared/notice-event.js';
import '../../src/components/shell/ik-app.js';
import type { IkApp } from '../../src/components/shell/ik-app.js';
import { createFakeAccount, exampleAccount } from '../support/fake-account.js';
import { createFakeServices } from '../support/fake-services.js';
import { exampleInvite, exampleRejected, type FakeSharing } from '../support/fake-sharing.js';
import { deep, expectAccessible, hasFocus, settled, until } from '../support/mount.js';

const testPage = location.href;
const host = document.createElement('div');

async function open(path: string, services: Services | undefined = createFakeServices()) {
  history.replaceState(null, '', path);
  document.body.append(host);
  render(html`<ik-app .services=${services}></ik-app>`, host);
  const app = host.firstElementChild as IkApp;
  await settled(app);
  const page = () => app.shadowRoot?.querySelector('#content')?.firstElementChild?.localName;
  const tab = (name: string) =>
    [...(app.shadowRoot?.querySelectorAll<HTMLElement>('.tab') ?? [])].find(
      (t) => t.textContent?.trim() === name,
    ) as HTMLElement;
  const current = () => app.shadowRoot?.querySelector('.tab[aria-current]')?.textContent?.trim();
  const notices = () => deep(app, 'ik-notices').shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  return { app, page, tab, current, notices };
}

afterEach(() => {
  render(null, host);
  host.remove();
  localStorage.clear();
  history.replaceState(null, '', testPage);
});

describe('<ik-app> addresses', () => {
  it('opens the calendar first, and the app that was used last after that', async () => {
    const first = await open('/');
    expect([first.page(), location.pathname.split('/')[1]]).to.deep.equal(['ik-calendar-page', 'calendar']);
    first.tab('Contacts').click();
    await until(() => first.page() === 'ik-contacts-page');
    render(null, host);
    expect((await open('/')).page()).to.equal('ik-contacts-page');
  });

  it('follows links, wishes to navigate, back and forward', async () => {
    const { app, page, tab, current } = await open('/contacts/all');
    tab('Settings').click();
    await until(() => page() === 'ik-settings-page');
    expect([location.pathname, document.title, current()]).to.deep.equal([
      '/settings',
      'Settings – Ikebana',
      'Settings',
    ]);
    app.shadowRoot?.querySelector('#content')?.firstElementChild?.dispatchEvent(new NavigateEvent('/contacts/all/x'));
    await until(() => page() === 'ik-contacts-page');
    history.back();
    await until(() => page() === 'ik-settings-page');
    history.forward();
    await until(() => page() === 'ik-contacts-page');
    expect(document.title).to.equal('Contacts – Ikebana');
  });

  it('moves the focus into the app that was opened', async () => {
    const { app, tab } = await open('/contacts');
    tab('Settings').click();
    await until(() => hasFocus(deep(app, '#content')));
  });

  it('leads back to where a person was in an app', async () => {
    const { page, tab } = await open('/contacts/all/some-uid');
    tab('Settings').click();
    await until(() => page() === 'ik-settings-page');
    tab('Contacts').click();
    await until(() => page() === 'ik-contacts-page');
    expect(location.pathname).to.equal('/contacts/all/some-uid');
  });

  it('asks before a webcal link is fetched', async () => {
    const { app } = await open('/import?url=webcal%3A%2F%2Fcal.example%2Fteam.ics');
    const dialog = await until(() => app.shadowRoot?.querySelector('ik-link-import'));
    await settled(dialog);
    expect(dialog.shadowRoot?.textContent).to.contain('https://cal.example/team.ics');
    expect(dialog.shadowRoot?.textContent).to.contain('Nothing has been asked from cal.example yet');
    expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('cal.example'))).to.equal(false);
    await expectAccessible(dialog);
  });
});

describe('<ik-app>', () => {
  it('is accessible, wide and narrow', async () => {
    const { app } = await open('/settings');
    await until(() => deep(app, 'ik-settings-page').shadowRoot?.querySelector('h2'));
    await expectAccessible(app);
    await setViewport({ width: 390, height: 844 });
    await expectAccessible(app);
    await setViewport({ width: 1200, height: 800 });
  });

  it('draws its frame before there are services', async () => {
    history.replaceState(null, '', '/settings');
    document.body.append(host);
    render(html`<ik-app></ik-app>`, host);
    const app = host.firstElementChild as IkApp;
    await settled(app);
    expect(app.shadowRoot?.querySelectorAll('.tab').length).to.equal(8);
  });

  it('says so when the storage cannot be opened', async () => {
    const { app } = await open('/calendar');
    app.startError = { code: 'store/failed' };
    await app.updateComplete;
    expect(deep(app, '[role=alert]').textContent).to.contain('Ikebana cannot open its storage');
  });

  it('puts the chosen theme, week start and zone into force at once, and remembers the theme for the next start', async () => {
    const services = createFakeServices();
    await open('/settings', services);
    await services.settings.update({ theme: 'dark' });
    await until(() => document.documentElement.dataset.theme === 'dark');
    expect(localStorage.getItem('ik-theme')).to.equal('dark');
  });

  it('shows notices, takes the latest back by Ctrl+Z, and says so', async () => {
    const { app, notices } = await open('/settings');
    const undone: string[] = [];
    const undo = (name: string) => async () => void undone.push(name);
    app.dispatchEvent(new NoticeEvent('First deleted.', { undo: undo('first') }));
    app.dispatchEvent(new NoticeEvent('Second deleted.', { undo: undo('second') }));
    await until(() => notices().includes('Second deleted.'));
    await expectAccessible(deep(app, 'ik-notices'));
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await until(() => notices().includes('Undone.'));
    expect(undone).to.deep.equal(['second']);
  });

  it('tells when taking back fails', async () => {
    const { app, notices } = await open('/settings');
    app.dispatchEvent(new NoticeEvent('Deleted.', { undo: () => Promise.reject({ code: 'store/quota' }) }));
    const button = await until(() =>
      deep(app, 'ik-notices').shadowRoot?.querySelector<HTMLButtonElement>('.notice button'),
    );
    button.click();
    await until(() => notices().includes('no room left'));
  });

  it('opens the command box by Ctrl+K, the shortcuts by ?, and goes by sequences', async () => {
    const { app, page } = await open('/settings');
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    await until(() => app.shadowRoot?.querySelector('ik-command-box'));
    await sendKeys({ press: 'Escape' });
    await until(() => !app.shadowRoot?.querySelector('ik-command-box'));
    await sendKeys({ press: '?' });
    await until(() => app.shadowRoot?.querySelector('ik-shortcut-sheet'));
    await sendKeys({ press: 'Escape' });
    await until(() => !app.shadowRoot?.querySelector('ik-shortcut-sheet'));
    await sendKeys({ press: 'g' });
    await sendKeys({ press: 'p' });
    await until(() => page() === 'ik-contacts-page');
  });

  it('takes plain keys in fields for what they are', async () => {
    const { app, page } = await open('/settings');
    const input = await until(() =>
      deep(app, 'ik-settings-page').shadowRoot?.querySelector('ik-zone-field')?.shadowRoot?.querySelector('input'),
    );
    input.select();
    await sendKeys({ type: 'gp?' });
    expect(input.value).to.equal('gp?');
    expect(page()).to.equal('ik-settings-page');
  });

  it('imports files that are dropped anywhere', async () => {
    const services = createFakeServices();
    const { app } = await open('/settings', services);
    const files = new DataTransfer();
    files.items.add(new File(['BEGIN:VCALENDAR'], 'team.ics'));
    const drag = (type: string) =>
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
    drag('dragenter');
    await until(() => app.shadowRoot?.querySelector('.drop'));
    expect(services.state.calls).to.deep.include(['imports.prepare']);
    drag('drop');
    const dialog = await until(() => app.shadowRoot?.querySelector('ik-import-dialog'));
    await until(() => dialog.shadowRoot?.textContent?.includes('team.ics'));
    expect(app.shadowRoot?.querySelector('.drop')).to.equal(null);
  });

  it('leaves drags of other things alone', async () => {
    const { app } = await open('/settings');
    const text = new DataTransfer();
    text.setData('text/plain', 'an event');
    document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: text, bubbles: true }));
    await app.updateComplete;
    expect(app.shadowRoot?.querySelector('.drop')).to.equal(null);
  });

  it('opens the import dialog for pages that ask', async () => {
    const { app } = await open('/settings');
    deep(app, '#content').firstElementChild?.dispatchEvent(new ImportRequestEvent());
    const dialog = await until(() => app.shadowRoot?.querySelector('ik-import-dialog'));
    await until(() => dialog.shadowRoot?.textContent?.includes('Choose files'));
  });
});

describe('<ik-app> sharing', () => {
  it('shows above every page who invites, and what could not be saved; also when the services come late', async () => {
    const services = createFakeServices({ account: createFakeAccount(undefined, exampleAccount) });
    const sharing = services.sharing as FakeSharing;
    const { app } = await open('/calendar', undefined);
    app.services = services;
    sharing.invites.set([exampleInvite]);
    sharing.rejected.set([exampleRejected]);
    const cards = await until(
      () => app.shadowRoot?.querySelector('#content > ik-sharing-cards'),
      'the cards are loaded',
    );
    await until(() => cards.shadowRoot?.querySelectorAll('.card').length === 2, 'both are shown');
  });
});
