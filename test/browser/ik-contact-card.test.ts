import { expect } from 'chai';
import { html } from 'lit';
import type { CardActionEvent } from '../../src/components/contacts/contact-events.js';
import '../../src/components/contacts/ik-contact-card.js';
import type { IkContactCard } from '../../src/components/contacts/ik-contact-card.js';
import type { ContactFields, FurtherValue } from '../../src/domain/contacts/contact-fields.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleContact, typed } from '../support/sample-contacts.js';

afterEach(unmountAll);

async function open(more: Partial<ContactFields> = {}) {
  const { row, fields } = sampleContact('Marc Bernard', more);
  const { element } = await mount<IkContactCard>(
    html`<ik-contact-card style="width: 330px" .uid=${row.uid} .fields=${fields} locale="en-GB"></ik-contact-card>`,
  );
  const root = element.shadowRoot as ShadowRoot;
  const pairs = () =>
    [...root.querySelectorAll('[part=values] .pair')].map((pair) =>
      (pair.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
  const links = () => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  return { element, root, pairs, links };
}

describe('<ik-contact-card>', () => {
  it('shows every value with what it is', async () => {
    const address = { id: 'a', types: ['home'], preferred: false, label: '', poBox: '', extended: '', region: '' };
    const { element, pairs } = await open({
      phones: [
        { ...typed('07 88', ['cell']), preferred: true },
        { ...typed('3', ['home', 'fax']), label: 'Chalet' },
        typed('4', ['x-odd']),
      ],
      addresses: [{ ...address, street: 'Rue du Lac 3', postalCode: '1003', locality: 'Lausanne', country: 'CH' }],
      birthday: '--03-04',
      anniversary: '2001-02-03',
      categories: ['Product team'],
      note: 'Likes tea.',
    });
    expect(pairs()).to.deep.equal([
      'Workmarc@example.org',
      'Mobile07 88Preferred',
      'Chalet3',
      'x-odd4',
      'HomeRue du Lac 3 1003 Lausanne CH',
      'Birthday4 March',
      'Anniversary3 February 2001',
      'GroupsProduct team',
      'NoteLikes tea.',
    ]);
    await expectAccessible(element);
  });

  it('shows logo, sound, kind, and where and when somebody was born and died', async () => {
    const further = (name: FurtherValue['name'], value: string): FurtherValue => ({
      ...{ id: name, types: [], preferred: false, label: '', detail: '', name, value },
    });
    const logo =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
    const { element, root, pairs } = await open({
      emails: [],
      further: [
        further('KIND', 'org'),
        further('BIRTHPLACE', 'Vienna'),
        further('DEATHDATE', '1852-11-27'),
        further('LOGO', logo),
        further('LOGO', 'https://spy.example/logo.png'),
        further('SOUND', 'ni:///sha-256;dM3TMopSDGjP5PaUlfiyQpsO5DVanYsl_5asCzEh91M'),
      ],
    });
    expect(pairs()).to.deep.equal([
      'Kind of contactOrganisation',
      'Place of birthVienna',
      'Date of death27 November 1852',
      'Logo',
      'Logohttps://spy.example/logo.png',
      'SoundA sound that is not on this device',
    ]);
    await until(() => root.querySelector<HTMLImageElement>('.picture')?.naturalWidth === 1, 'the logo');
    expect(root.querySelectorAll('.picture')).to.have.length(1);
    await expectAccessible(element);
  });

  it('links to what is safe to follow, and only to that', async () => {
    const { links } = await open({
      emails: [typed('marc@example.org'), typed('javascript:alert(1)'), typed('a@b?bcc=everyone')],
      phones: [typed('+41 (0)79 1')],
      urls: [
        typed('https://example.org/a'),
        typed('example.com'),
        typed('javascript:alert(1)'),
        typed('data:text/html,x'),
      ],
    });
    expect(links()).to.deep.equal([
      'mailto:marc@example.org',
      'tel:+410791',
      'mailto:marc@example.org',
      'mailto:a@b%3Fbcc%3Deveryone',
      'tel:+410791',
      'https://example.org/a',
      'https://example.com',
    ]);
  });

  it('loads no photo but the one in the card', async () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const { element, root } = await open({ photo: 'https://spy.example/marc.jpg' });
    expect(root.querySelector('img')).to.equal(null);
    const { fields } = sampleContact('Marc Bernard', {
      photo: pixel,
      others: [{ name: 'PHOTO', value: 'https://spy.example/m.jpg' }],
    });
    element.fields = fields;
    await settled(element);
    expect(root.querySelector('img')?.src).to.equal(pixel);
    expect(root.querySelector('details')?.textContent).to.contain('https://spy.example/m.jpg');
  });

  it('tells which button was pressed; read-only it has none', async () => {
    const { element, root } = await open();
    const actions: string[] = [];
    element.addEventListener('ik-card-action', (event: CardActionEvent) => actions.push(event.action));
    const button = (label: string) => root.querySelector<HTMLElement>(`button[aria-label="${label}"]`);
    for (const label of ['Favourite', 'Edit', 'Delete', 'Back to the list']) button(label)?.click();
    expect(actions).to.deep.equal(['favourite', 'edit', 'delete', 'back']);
    element.readonly = true;
    await settled(element);
    expect(button('Edit')).to.equal(null);
  });

  it('says when it is being read, and when it is gone', async () => {
    const { element, root } = await open();
    element.fields = undefined;
    await settled(element);
    expect(root.querySelector('[aria-busy=true]')).not.to.equal(null);
    await expectAccessible(element);
    element.fields = 'missing';
    await settled(element);
    expect(root.textContent).to.contain('no longer here');
    await expectAccessible(element);
  });

  it('shows what few contacts have, and links to a related person who is here', async () => {
    const value = (name: FurtherValue['name'], text: string, more: Partial<FurtherValue> = {}): FurtherValue => ({
      ...{ ...typed(text), name, detail: '' },
      ...more,
    });
    const { element, pairs, links } = await open({
      emails: [],
      jobTitle: 'Lead',
      department: 'Sales',
      units: ['Europe'],
      organization: 'Acme',
      further: [
        value('ROLE', 'Analyst'),
        value('GENDER', 'O', { detail: 'agender' }),
        value('RELATED', 'urn:uuid:ada', { types: ['spouse'] }),
        value('RELATED', 'urn:uuid:gone'),
        value('RELATED', 'Bob <b>', { types: ['friend'], label: 'Muse' }),
        value('SOCIALPROFILE', 'https://social.example/@marc', { detail: 'mastodon' }),
        value('LANG', 'fr-CH', { types: ['work'] }),
        value('GEO', '47.4, 8.5'),
        value('KEY', 'data:application/pgp-keys;base64,mQGi'),
        value('CALURI', 'javascript:alert(1)'),
        value('HOBBY', 'chess', { detail: 'high' }),
        value('NOTE', 'A second note.'),
      ],
    });
    element.people = {
      find: async () => [],
      named: async () => ({ 'urn:uuid:ada': { name: 'Ada Lovelace', href: '/contacts/all/personal/ada' } }),
    };
    await until(() => element.shadowRoot?.textContent?.includes('Ada Lovelace'));
    expect(pairs()).to.deep.equal([
      'RoleAnalyst',
      'GenderAnother, agender',
      'SpouseAda Lovelace',
      'Related personA contact that is not on this device',
      'MuseBob <b>',
      'Mastodonhttps://social.example/@marc',
      'Language · WorkSwiss French',
      'Coordinates47.4, 8.5',
      'KeyOpenPGP, 1 kB',
      'Calendarjavascript:alert(1)',
      'Hobbychess · Very much',
      'Other noteA second note.',
    ]);
    expect(links()).to.deep.equal([
      '/contacts/all/personal/ada',
      'https://social.example/@marc',
      'geo:47.4,8.5',
      'data:application/pgp-keys;base64,mQGi',
    ]);
    expect(element.shadowRoot?.querySelector('.who')?.textContent?.replace(/\s+/g, ' ')).to.contain(
      'Lead · Europe · Sales · Acme',
    );
    await expectAccessible(element);
  });

  it('shows the initials where the photo is no picture', async () => {
    const { root } = await open({ photo: 'data:image/jpeg;base64,bm8gcGljdHVyZQ==' });
    await until(() => root.querySelector('img')?.hidden);
    expect(root.querySelector<HTMLElement>('.face span')?.getClientRects().length).to.equal(1);
    expect(root.querySelector('.face')?.textContent?.trim()).to.equal('MB');
  });
});
