import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { ContactChangeEvent, type ContactInput, type ContactSelectEvent, type IkContacts } from '../../src/contacts.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';

const addresses: string[] = [];
afterEach(() => {
  unmountAll();
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
});

const people: readonly ContactInput[] = [
  {
    id: '2',
    givenName: 'Marc',
    familyName: 'Bernard',
    emails: [{ value: 'marc@io.ch', type: 'work' }],
    birthday: '--03-04',
  },
  {
    id: '1',
    name: 'Anna Alpha',
    phones: ['+41 79 000 00 01'],
    organization: 'Product',
    photo: 'https://spy.example/a.jpg',
  },
  { id: '3', name: 'Élise Morel' },
];

/** Address of a file with this text. */
function file(...lines: readonly string[]): string {
  const address = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/vcard' }));
  addresses.push(address);
  return address;
}

const card = (name: string, ...more: readonly string[]) => [
  'BEGIN:VCARD',
  'VERSION:3.0',
  `UID:${name}`,
  `FN:${name}`,
  ...more,
  'END:VCARD',
];

async function open(set: Partial<IkContacts>, width = 800) {
  const { element, host } = await mount<IkContacts>(html`<ik-contacts lang="en"></ik-contacts>`);
  element.style.inlineSize = `${width}px`;
  Object.assign(element, { locale: 'en-GB', theme: 'light', ...set });
  await settled(element);
  const root = element.shadowRoot as ShadowRoot;
  const list = () => root.querySelector('ik-contact-list')?.shadowRoot as ShadowRoot;
  const rows = () => [...(list()?.querySelectorAll<HTMLElement>('.row:not(.waiting)') ?? [])];
  const names = () => rows().map((row) => row.querySelector('.name')?.textContent ?? '');
  const shown = () => root.querySelector('ik-contact-card')?.shadowRoot;
  const shownName = () => shown()?.querySelector('h2')?.textContent ?? '';
  const press = (label: string) => shown()?.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click();
  return { element, host, root, rows, names, shown, shownName, press, list };
}

describe('<ik-contacts>', () => {
  it('shows an array in the language’s order, and a card with everything', async () => {
    const { element, names, rows, shown, shownName, root } = await open({ contacts: people });
    await until(() => names().length === 3);
    expect(names()).to.deep.equal(['Anna Alpha', 'Élise Morel', 'Marc Bernard']);
    expect(root.querySelector('.count')?.textContent).to.equal('3 contacts');
    rows()[2]?.click();
    await until(() => shownName() === 'Marc Bernard');
    expect(shown()?.textContent).to.contain('4 March');
    await expectAccessible(element);
    element.theme = 'dark';
    await settled(element);
    expect(getComputedStyle(element).colorScheme).to.equal('dark');
    await expectAccessible(element);
  });

  it('shows a .vcf file; a broken card does not hide the others', async () => {
    const { names, rows, shownName, shown } = await open({
      src: file(...card('Zoë'), 'BEGIN:VCARD', 'FN:cut off', ...card('Abel', 'EMAIL;TYPE=WORK:a@b.ch')),
    });
    await until(() => names().includes('Zoë'));
    expect(names()).to.include('Abel');
    rows()[names().indexOf('Abel')]?.click();
    await until(() => shownName() === 'Abel');
    expect(shown()?.textContent).to.contain('a@b.ch');
  });

  it('says what is wrong with an address, and tries again', async () => {
    const { element, root, names } = await open({ src: file('<!doctype html><p>Not found') });
    const alert = () => root.querySelector('[role=alert]');
    await until(alert);
    expect(alert()?.textContent).to.contain('does not answer with contacts');
    await expectAccessible(element);
    element.src = '/there-is-no-such-file.vcf';
    await until(() => alert()?.textContent?.includes('could not be fetched'));
    element.src = file(...card('Abel'));
    await until(() => names().join() === 'Abel');
    expect(alert()).to.equal(null);
  });

  it('searches by query and by typing, and says when nobody is found', async () => {
    const { element, names, root, list } = await open({ contacts: people, query: 'elise' });
    await until(() => names().join() === 'Élise Morel');
    root.querySelector('input')?.focus();
    element.query = '';
    await until(() => names().length === 3);
    await sendKeys({ type: '79 000' });
    await until(() => names().join() === 'Anna Alpha');
    expect(element.query).to.equal('79 000');
    await sendKeys({ type: 'x' });
    await until(() => list().querySelector('slot[name=empty]'));
    expect(element.shadowRoot?.textContent).to.contain('Nobody found');
  });

  it('tells the page who was chosen; the page may show the contact itself', async () => {
    const { element, host, rows, names, root } = await open({ contacts: people });
    await until(() => names().length === 3);
    const chosen: string[] = [];
    host.addEventListener('ik-contact-select', (event: ContactSelectEvent) => {
      chosen.push(event.contact.uid);
      event.preventDefault();
    });
    rows()[0]?.click();
    await settled(element);
    expect(chosen).to.deep.equal(['1']);
    expect(root.querySelector('ik-contact-card')).to.equal(null);
  });

  it('asks the page before each change, and takes back nothing it was refused', async () => {
    const { element, host, rows, names, shownName, press } = await open({ contacts: people });
    await until(() => names().length === 3);
    rows()[1]?.click();
    await until(() => shownName() === 'Élise Morel');
    const changes: (readonly [string, string, string | undefined])[] = [];
    let refuse = true;
    host.addEventListener('ik-contact-change', (event: ContactChangeEvent) => {
      changes.push([event.action, event.uid, event.fields?.given]);
      if (refuse) event.preventDefault();
    });
    press('Delete');
    await settled(element);
    expect(names()).to.have.length(3);
    refuse = false;
    press('Edit');
    const dialog = await until(() => element.shadowRoot?.querySelector('ik-contact-dialog'));
    await settled(dialog);
    await sendKeys({ type: 'Elisa' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot?.querySelector('ik-contact-dialog') === null);
    press('Delete');
    await until(() => names().length === 2);
    expect(changes).to.deep.equal([
      ['delete', '3', undefined],
      ['update', '3', 'Elisa'],
      ['delete', '3', undefined],
    ]);
    expect(changes[0]).to.be.an('array');
    expect(new ContactChangeEvent('delete', '3', undefined).cancelable).to.equal(true);
  });

  it('read-only it changes nothing', async () => {
    const { element, rows, shown, names, root } = await open({ contacts: people, readonly: true });
    await until(() => names().length === 3);
    rows()[0]?.click();
    const found = await until(() => shown());
    await until(() => found.querySelector('h2'));
    expect(found.querySelector('button[aria-label=Edit]')).to.equal(null);
    expect(root.querySelector('button[aria-label="New contact"]')).to.equal(null);
    await expectAccessible(element);
  });

  it('asks no server for anything a card names', async () => {
    const before = performance.getEntriesByType('resource').length;
    const { rows, names, shownName } = await open({ contacts: people });
    await until(() => names().length === 3);
    rows()[0]?.click();
    await until(() => shownName() === 'Anna Alpha');
    const asked = performance
      .getEntriesByType('resource')
      .slice(before)
      .map(({ name }) => name);
    expect(asked.filter((name) => name.includes('spy.example'))).to.deep.equal([]);
  });

  it('in a narrow place shows the list or the card', async () => {
    const { element, root, rows, names, shownName, press } = await open({ contacts: people }, 360);
    await until(() => names().length === 3);
    rows()[0]?.click();
    await until(() => shownName() === 'Anna Alpha');
    await until(() => root.querySelector('ik-contact-list')?.hidden, 'the list makes room');
    await expectAccessible(element);
    press('Back to the list');
    await until(() => root.querySelector('ik-contact-card') === null);
  });
});
