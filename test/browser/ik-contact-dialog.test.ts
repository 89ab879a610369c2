import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/contacts/ik-contact-dialog.js';
import type { IkContactDialog } from '../../src/components/contacts/ik-contact-dialog.js';
import { readPhoto } from '../../src/components/contacts/photo-file.js';
import type { ContactFields } from '../../src/domain/contacts/contact-fields.js';
import { AppError } from '../../src/domain/errors.js';
import { personalBook } from '../support/fake-services.js';
import { deep, expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';
import { sampleContact, typed } from '../support/sample-contacts.js';

afterEach(unmountAll);

const books = [personalBook, { ...personalBook, id: 'clients', name: 'Clients' }];
const marc = sampleContact('Marc Bernard', {
  birthday: '--03-04',
  phones: [typed('1', ['cell']), typed('2', ['work', 'fax'])],
  others: [{ name: 'X-SKYPE', value: 'marc.b' }],
}).fields;

const ownText = (element: Element) =>
  [...element.childNodes]
    .map((node) => (node instanceof Text ? node.data : ''))
    .join('')
    .trim();

async function open(
  fields?: ContactFields,
  save: (fields: ContactFields, book: string) => Promise<void> = async () => {},
) {
  const saved: (readonly [ContactFields, string])[] = [];
  const onSave = async (given: ContactFields, book: string) => {
    await save(given, book);
    saved.push([given, book]);
  };
  const { element } = await mount<IkContactDialog>(
    html`<ik-contact-dialog .fields=${fields} .books=${books} .bookId=${'personal'} locale="en-GB" .save=${onSave}></ik-contact-dialog>`,
  );
  let closed = 0;
  element.addEventListener('ik-close', () => {
    closed += 1;
  });
  const root = element.shadowRoot as ShadowRoot;
  const field = (label: string) =>
    [...root.querySelectorAll('label')].find((l) => ownText(l) === label)?.querySelector('input, textarea, select') as
      | HTMLInputElement
      | HTMLSelectElement;
  const values = (kind: string) =>
    [...root.querySelectorAll('ik-value-list')].find((list) => list.kind === kind)?.shadowRoot as ShadowRoot;
  const fill = async (input: HTMLInputElement | HTMLSelectElement, text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(element);
  };
  const press = async (label: string, within: ParentNode = root) => {
    const found = [...within.querySelectorAll<HTMLButtonElement>('button')].find(
      (b) => b.textContent?.trim() === label || b.getAttribute('aria-label') === label,
    );
    if (!found) throw new Error(`no button ${label}`);
    found.click();
    await settled(element);
  };
  const problem = () => root.querySelector('.problem')?.textContent ?? '';
  return { element, root, field, values, fill, press, problem, saved, closed: () => closed };
}

describe('<ik-contact-dialog>', () => {
  it('makes a contact: name, values, a birthday without year, a book', async () => {
    const { element, root, field, values, fill, press, saved, closed } = await open();
    expect(document.activeElement === element && element.shadowRoot?.activeElement === field('First name')).to.equal(
      true,
    );
    await expectAccessible(element);
    await fill(field('First name'), 'Zoë');
    await fill(values('emails').querySelector('input') as HTMLInputElement, 'zoe@example.org');
    await press('Add email', values('emails'));
    const [, second] = values('emails').querySelectorAll('input');
    await fill(second as HTMLInputElement, 'z@work.example');
    await press('Email 2 is preferred', values('emails'));
    const date = deep(element, 'ik-partial-date').shadowRoot as ShadowRoot;
    await fill(date.querySelector('input') as HTMLInputElement, '4');
    await fill(date.querySelector('select') as HTMLSelectElement, '3');
    await fill(field('Address book'), 'clients');
    await press('Save');
    await until(() => closed() === 1);
    const [[fields, book] = []] = saved;
    expect(book).to.equal('clients');
    expect(fields?.given).to.equal('Zoë');
    expect(fields?.birthday).to.equal('--03-04');
    expect(fields?.emails.map(({ value, types, preferred }) => [value, types.join(), preferred])).to.deep.equal([
      ['zoe@example.org', 'home', false],
      ['z@work.example', 'work', true],
    ]);
    expect(fields?.phones).to.deep.equal([]); // the line left empty is no phone
    expect(root.querySelector('.problem')).to.equal(null);
  });

  it('changes only what was changed, and keeps what it has no field for', async () => {
    const { root, field, fill, press, saved } = await open(marc);
    expect(root.textContent).to.contain('X-SKYPE');
    await fill(field('Note'), 'Likes tea.');
    await press('Save');
    await until(() => saved.length === 1);
    expect(saved[0]?.[0]).to.deep.equal({ ...marc, formattedName: '', note: 'Likes tea.' });
  });

  it('shows types it has no choice for, and replaces them only when one is chosen', async () => {
    const { element, values, fill, press, saved } = await open(marc);
    const [, second] = values('phones').querySelectorAll('select');
    expect(second?.selectedOptions[0]?.textContent).to.equal('Work, Fax');
    await expectAccessible(element);
    await fill(second as HTMLSelectElement, 'home');
    await press('Remove Phone 1', values('phones'));
    await press('Save');
    await until(() => saved.length === 1);
    expect(saved[0]?.[0].phones.map(({ id, types }) => [id, types.join()])).to.deep.equal([['2', 'home']]);
  });

  it('asks for a name or something to reach the contact by, and for whole dates', async () => {
    const { element, values, fill, press, problem, saved } = await open();
    await press('Save');
    expect(problem()).to.contain('needs a name');
    await fill(values('emails').querySelector('input') as HTMLInputElement, 'not an address');
    await press('Save');
    expect(problem()).to.contain('“not an address”');
    await fill(values('emails').querySelector('input') as HTMLInputElement, 'a@b');
    const date = deep(element, 'ik-partial-date').shadowRoot as ShadowRoot;
    await fill(date.querySelector('input') as HTMLInputElement, '31');
    await fill(date.querySelector('select') as HTMLSelectElement, '2');
    await press('Save');
    expect(problem()).to.contain('dates');
    expect(date.textContent).to.contain('Day and month');
    await expectAccessible(element);
    expect(saved).to.deep.equal([]);
  });

  it('stores an imported card whose address was odd before', async () => {
    const odd = sampleContact('Odd One', { emails: [typed('<no address>')] }).fields;
    const { field, fill, press, saved } = await open(odd);
    await fill(field('Note'), 'x');
    await press('Save');
    await until(() => saved.length === 1);
  });

  it('asks before Escape loses changes; without changes it just closes', async () => {
    const { element, field, fill, press, closed, root } = await open(marc);
    await fill(field('First name'), 'Marco');
    await sendKeys({ press: 'Escape' });
    await until(() => root.textContent?.includes('Discard what you changed?'));
    await expectAccessible(element);
    await press('Keep editing');
    expect((field('First name') as HTMLInputElement).value).to.equal('Marco');
    await press('Cancel');
    await press('Discard');
    await until(() => closed() === 1);
    unmountAll();
    const other = await open(marc);
    await sendKeys({ press: 'Escape' });
    await until(() => other.closed() === 1);
  });

  it('keeps what was typed when an update arrives or storing fails', async () => {
    const full = () => Promise.reject(new AppError('store/quota', 'full'));
    const { element, field, fill, press, problem, closed } = await open(marc, full);
    await fill(field('First name'), 'Marco');
    element.fields = { ...marc, given: 'Somebody else' };
    element.books = [...books];
    await settled(element);
    expect((field('First name') as HTMLInputElement).value).to.equal('Marco');
    await press('Save');
    await until(() => problem().includes('no room left'));
    expect(closed()).to.equal(0);
  });

  it('cuts photos to their middle square and makes them small; other files are refused', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 1400;
    canvas.height = 900;
    canvas.getContext('2d')?.fillRect(0, 0, 1400, 900);
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
    const result = await readPhoto(file as Blob);
    if (typeof result === 'string') throw new Error(result);
    expect(result.photo).to.match(/^data:image\/jpeg;base64,/);
    const image = new Image();
    image.src = result.photo;
    await image.decode();
    expect([image.naturalWidth, image.naturalHeight]).to.deep.equal([512, 512]);
    expect(await readPhoto(new Blob(['not a picture'], { type: 'image/png' }))).to.equal('no-picture');
    expect(await readPhoto({ size: 30_000_001 } as Blob)).to.equal('too-large');
  });
});
