import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/contacts/ik-contacts-page.js';
import type { IkContactsPage } from '../../src/components/contacts/ik-contacts-page.js';
import type { NavigateEvent } from '../../src/components/shared/navigate-event.js';
import type { NoticeEvent } from '../../src/components/shared/notice-event.js';
import { AppError } from '../../src/domain/errors.js';
import { createFakeServices, createFakeState, type FakeContact, personalBook } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';
import { manyContacts, sampleContact, samplePeople } from '../support/sample-contacts.js';

afterEach(unmountAll);

const clients = { ...personalBook, id: 'clients', name: 'Clients', itemCount: 3 };

async function open(path = '', people: readonly FakeContact[] = samplePeople, width = 1200) {
  await setViewport({ width, height: 800 });
  const state = createFakeState();
  state.contacts.set(people);
  state.collections.set([{ ...personalBook, itemCount: 5 }, clients]);
  const services = createFakeServices({}, state);
  const mounted = await mount<IkContactsPage>(
    html`<ik-contacts-page style="height: 780px" .path=${path}></ik-contacts-page>`,
    { services },
  );
  const { element, host } = mounted;
  host.addEventListener('ik-navigate', (event: NavigateEvent) => {
    element.path = event.url.replace('/contacts/', '');
  });
  const part = (tag: string) => element.shadowRoot?.querySelector(tag)?.shadowRoot as ShadowRoot;
  const rows = () => [...part('ik-contact-list').querySelectorAll<HTMLElement>('.row:not(.waiting)')];
  const names = () => rows().map((row) => row.querySelector('.name')?.textContent ?? '');
  const card = () => part('ik-contact-card')?.querySelector('h2')?.textContent ?? '';
  const button = (tag: string, label: string) =>
    [...part(tag).querySelectorAll<HTMLElement>('button, ik-menu')].find(
      (b) => b.getAttribute('aria-label') === label || b.textContent?.trim() === label,
    ) as HTMLElement;
  const run = (id: string) =>
    mounted.commands
      .list()
      .find((command) => command.id === id)
      ?.run();
  if (people.length > 0) await until(() => rows().length > 0, 'rows are drawn');
  return { ...mounted, services, state, part, rows, names, card, button, run, calls: () => state.calls };
}

describe('<ik-contacts-page>', () => {
  it('shows lists with their counts, the rows, and a place for the card', async () => {
    const { element, part, names } = await open();
    expect(names()).to.deep.equal(['Alice Martin', 'Anna Alpha', 'Élise Morel', 'Jean Dupont', 'Marc Bernard']);
    const lines = [...part('ik-contacts-sidebar').querySelectorAll('nav a')].map((a) => a.textContent?.trim());
    expect(lines).to.deep.equal([
      'All contacts5',
      'Favourites1',
      'Duplicates',
      'Personal5',
      'Product team1',
      'Contacts without group4',
      'Clients3',
    ]);
    expect(part('ik-contacts-header').querySelector('h1')?.textContent?.trim()).to.equal('All contacts5');
    await expectAccessible(element);
  });

  it('counts possible duplicates when there is time, and again after changes', async () => {
    const [first] = samplePeople;
    const twice = { row: { ...first!.row, uid: 'again' }, fields: first!.fields };
    const { part, state } = await open('', [...samplePeople, twice]);
    const entry = () => part('ik-contacts-sidebar').querySelector('a[href$=duplicates]')?.textContent?.trim();
    await until(() => entry() === 'Duplicates1', 'count');
    state.contacts.set(samplePeople);
    await until(() => entry() === 'Duplicates', 'none');
  });

  it('opens the contact of an address, in a list or in any book, and says when it is gone', async () => {
    const { element, card, part } = await open('all/personal/marc-bernard');
    await until(() => card() === 'Marc Bernard');
    await expectAccessible(element);
    element.path = 'personal/anna-alpha';
    await until(() => card() === 'Anna Alpha');
    element.path = 'all/%C3%A9lise-morel';
    await until(() => card() === 'Élise Morel');
    element.path = 'favourites/nobody';
    await until(() => part('ik-contact-card')?.textContent?.includes('no longer here'));
    element.path = 'all/%E0%A4%A';
    await until(() => part('ik-contact-card')?.textContent?.includes('no longer here'));
  });

  it('puts the clicked contact into the address; the keyboard replaces it when it rests', async () => {
    const { rows, card, events, element } = await open();
    rows()[1]?.click();
    await until(() => card() === 'Anna Alpha');
    expect(events<NavigateEvent>('ik-navigate').map(({ url, options }) => [url, options.replace])).to.deep.equal([
      ['/contacts/all/personal/anna-alpha', false],
    ]);
    element.shadowRoot?.querySelector('ik-contact-list')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => card() === 'Élise Morel');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => card() === 'Jean Dupont');
    await until(() => events('ik-navigate').length === 2);
    const { url, options } = events<NavigateEvent>('ik-navigate')[1] as NavigateEvent;
    expect([url, options.replace]).to.deep.equal(['/contacts/all/personal/jean-dupont', true]);
  });

  it('searches while it is typed, in the list that is shown; Enter opens the first', async () => {
    const { part, names, card, run, element } = await open();
    run('contacts.search');
    const input = part('ik-contacts-header').querySelector('input') as HTMLInputElement;
    expect(part('ik-contacts-header').activeElement).to.equal(input);
    await sendKeys({ type: 'ma' });
    await until(() => names().join() === 'Alice Martin,Marc Bernard');
    await expectAccessible(element);
    await sendKeys({ press: 'Enter' });
    await until(() => card() === 'Alice Martin');
    input.focus();
    await sendKeys({ type: 'xyz' });
    await until(() => part('ik-contact-list').querySelector('slot[name=empty]'));
    expect(element.shadowRoot?.querySelector('.empty')?.textContent).to.contain('Nobody found for “maxyz”');
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => names().length === 5);
  });

  it('makes a contact in the book that is shown, with undo', async () => {
    const { element, run, calls, events } = await open('clients', [
      ...samplePeople,
      sampleContact('Cleo Client', {}, 'clients'),
    ]);
    run('contacts.new');
    const dialog = await until(() => element.shadowRoot?.querySelector('ik-contact-dialog'));
    await settled(dialog);
    await sendKeys({ type: 'Zoë' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot?.querySelector('ik-contact-dialog') === null);
    const [name, book, fields] = calls().at(-1) as unknown as [string, string, { given: string }];
    expect([name, book, fields.given]).to.deep.equal(['contacts.create', 'clients', 'Zoë']);
    const [notice] = events<NoticeEvent>('ik-notice');
    await notice?.options.undo?.();
    expect(calls().at(-1)).to.deep.equal(['undo', 'contacts.create']);
    expect(events<NavigateEvent>('ik-navigate').at(-1)?.url).to.equal('/contacts/clients/new');
  });

  it('edits, stars and deletes the open contact by command, with undo', async () => {
    const { element, run, calls, events, card, names } = await open('personal/anna-alpha');
    await until(() => card() === 'Anna Alpha');
    run('contacts.favourite');
    await until(() => calls().length === 1);
    expect(calls()[0]).to.deep.equal(['contacts.setFavourite', { collectionId: 'personal', uid: 'anna-alpha' }, false]);
    run('contacts.edit');
    const dialog = await until(() => element.shadowRoot?.querySelector('ik-contact-dialog'));
    await settled(dialog);
    await sendKeys({ type: '!' });
    await sendKeys({ press: 'Enter' });
    await until(() => calls().length === 2);
    expect(calls()[1]?.[0]).to.equal('contacts.update');
    await until(() => element.shadowRoot?.querySelector('ik-contact-dialog') === null);
    run('contacts.delete');
    await until(() => !names().includes('Anna Alpha'));
    expect(card()).to.equal('');
    const notice = events<NoticeEvent>('ik-notice').at(-1);
    expect(notice?.message).to.equal('Contact deleted.');
    await notice?.options.undo?.();
    await until(() => names().includes('Anna Alpha'));
  });

  it('deletes and exports what is selected', async () => {
    const { element, rows, part, button, calls, names } = await open();
    rows()[0]?.click();
    await settled(element);
    rows()[2]?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    await until(() => part('ik-contacts-header').textContent?.includes('3 selected'));
    await expectAccessible(element);
    const menu = button('ik-contacts-header', 'Export');
    menu.dispatchEvent(Object.assign(new Event('ik-menu-select'), { id: 'export-3' }));
    await until(() => calls().length === 1);
    const refs = ['alice-martin', 'anna-alpha', 'élise-morel'].map((uid) => ({ collectionId: 'personal', uid }));
    expect(calls()[0]).to.deep.equal(['contacts.exportVcf', { refs }, '3.0']);
    button('ik-contacts-header', 'Delete').click();
    await until(() => names().length === 2);
    expect(calls()[1]).to.deep.equal(['contacts.remove', refs]);
  });

  it('names, renames and deletes address books', async () => {
    const { element, part, button, calls, events } = await open('clients', [
      sampleContact('Cleo Client', {}, 'clients'),
    ]);
    button('ik-contacts-sidebar', 'New address book').click();
    const dialog = await until(() => element.shadowRoot?.querySelector('ik-name-dialog'));
    await settled(dialog);
    await expectAccessible(dialog);
    await sendKeys({ type: 'Family' });
    await sendKeys({ press: 'Enter' });
    await until(() => calls().length === 1);
    expect(calls()[0]?.slice(0, 3)).to.deep.equal(['collections.create', 'addressbook', 'Family']);
    await until(() => part('ik-contacts-sidebar').textContent?.includes('Family'));
    const sidebar = element.shadowRoot?.querySelector('ik-contacts-sidebar') as HTMLElement;
    const menus = [...part('ik-contacts-sidebar').querySelectorAll('ik-menu')];
    const ofClients = menus.find((menu) => menu.label === 'Actions for Clients');
    ofClients?.dispatchEvent(Object.assign(new Event('ik-menu-select'), { id: 'delete' }));
    await until(() => !part('ik-contacts-sidebar').textContent?.includes('Clients'));
    expect(sidebar).not.to.equal(null);
    await events<NoticeEvent>('ik-notice').at(-1)?.options.undo?.();
    await until(() => part('ik-contacts-sidebar').textContent?.includes('Clients'));
  });

  it('shares a contact, or a group, as an address book of copies', async () => {
    const { element, part, calls, events } = await open('all/personal/marc-bernard');
    await until(() => part('ik-contact-card')?.querySelector('h2'));
    const menu = element.shadowRoot!.querySelector('ik-contact-card ik-menu')!;
    menu.dispatchEvent(Object.assign(new Event('ik-menu-select', { bubbles: true, composed: true }), { id: 'share' }));
    const dialog = await until(() =>
      element.shadowRoot!.querySelector<HTMLElement & { collection: { name: string } }>('ik-share-dialog'),
    );
    expect(dialog.collection.name).to.equal('Marc Bernard');
    expect(calls().map(([name]) => name)).to.include.members(['collections.create', 'contacts.copy']);
    const [notice] = events<NoticeEvent>('ik-notice').slice(-1);
    expect(notice!.message).to.contain('to be shared').and.contain('not made in the other');
    await notice!.options.undo!();
    expect(calls().at(-1)![0]).to.equal('collections.remove');
  });

  it('offers to bring back only what one may write to', async () => {
    const share = { role: 1, editable: false, others: 1, waiting: 0, owner: 'Ada', health: 'ok' } as const;
    const { state, element, run, part } = await open('all/personal/marc-bernard');
    await until(() => part('ik-contact-card')?.querySelector('h2'));
    const items = () =>
      [...element.shadowRoot!.querySelectorAll('ik-contact-card ik-menu')].flatMap((menu) =>
        (menu as HTMLElement & { items: readonly { label: string }[] }).items.map(({ label }) => label),
      );
    expect(items()).to.include('Restore the address book');
    state.collections.set([
      { ...personalBook, itemCount: 5, share },
      { ...clients, share },
    ]);
    await until(() => !items().includes('Restore the address book'));
    run('contacts.restore');
    await settled(element);
    expect(element.shadowRoot!.querySelector('ik-restore-dialog')).to.equal(null);
    state.collections.set([{ ...personalBook, itemCount: 5, share }, clients]);
    await settled(element);
    run('contacts.restore');
    const dialog = await until(() =>
      element.shadowRoot!.querySelector<HTMLElement & { collection: { id: string } }>('ik-restore-dialog'),
    );
    expect(dialog.collection.id).to.equal('clients');
  });

  it('on a phone shows the list or the card, with a way back', async () => {
    const { element, rows, card, part, button, events } = await open('', manyContacts(300), 390);
    await until(() => part('ik-contact-list').host.clientWidth < 400);
    expect(element.shadowRoot?.querySelector('ik-contact-card')).to.equal(null);
    await expectAccessible(element);
    rows()[3]?.click();
    await until(() => card() === 'A00003 Person');
    expect((part('ik-contact-list').host as HTMLElement).hidden).to.equal(true);
    await expectAccessible(element);
    button('ik-contact-card', 'Back to the list').click();
    await until(() => element.shadowRoot?.querySelector('ik-contact-card') === null);
    expect(events<NavigateEvent>('ik-navigate').at(-1)?.url).to.equal('/contacts/all');
  });

  it('invites to import or begin when there is nobody yet', async () => {
    const { element, events } = await open('', []);
    const empty = await until(() => element.shadowRoot?.querySelector('.empty'));
    await expectAccessible(element);
    empty.querySelector<HTMLElement>('button')?.click();
    expect(events('ik-import')).to.have.length(1);
  });

  it('tells why something could not be done', async () => {
    const { services, run, events, card } = await open('personal/marc-bernard');
    await until(() => card() === 'Marc Bernard');
    (services.contacts as { remove: unknown }).remove = () => Promise.reject(new AppError('store/quota', 'full'));
    run('contacts.delete');
    await until(() => events('ik-notice').length === 1);
    const [notice] = events<NoticeEvent>('ik-notice');
    expect([notice?.options.kind, notice?.message.includes('no room left')]).to.deep.equal(['error', true]);
    expect(card()).to.equal('Marc Bernard');
  });

  it('takes its commands out when it leaves', async () => {
    const { commands } = await open();
    expect(commands.list().map(({ id }) => id)).to.include('contacts.new');
    unmountAll();
    expect(commands.list()).to.deep.equal([]);
  });
});
