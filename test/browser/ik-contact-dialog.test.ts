import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/contacts/ik-contact-dialog.js';
import type { IkContactDialog } from '../../src/components/contacts/ik-contact-dialog.js';
import type { IkPhotoCrop } from '../../src/components/contacts/ik-photo-crop.js';
import type { IkPhotoField } from '../../src/components/contacts/ik-photo-field.js';
import { MAX_PHOTO_CHARACTERS } from '../../src/components/contacts/photo-file.js';
import type { IkMenu } from '../../src/components/shared/ik-menu.js';
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

  const picture = async (width: number, height: number, paint: (context: CanvasRenderingContext2D) => void) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    paint(canvas.getContext('2d') as CanvasRenderingContext2D);
    return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))) as Blob;
  };
  /** Red left, blue right. */
  const halves = () =>
    picture(1400, 700, (context) => {
      context.fillStyle = 'red';
      context.fillRect(0, 0, 700, 700);
      context.fillStyle = 'blue';
      context.fillRect(700, 0, 700, 700);
    });
  /** Colour in the middle of a `data:` URI's picture. */
  const middleColour = async (uri: string) => {
    const image = new Image();
    image.src = uri;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red = 0, , blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return {
      side: [image.naturalWidth, image.naturalHeight],
      isRed: red > 200 && blue < 60,
      isBlue: blue > 200 && red < 60,
    };
  };

  it('cuts a square out of a photo by keyboard, and writes it small', async () => {
    const { element, press, saved } = await open(marc);
    const field = deep(element, 'ik-photo-field') as IkPhotoField;
    await field.choose(await halves());
    await settled(element);
    const crop = deep(element, 'ik-photo-field', 'ik-photo-crop') as IkPhotoCrop;
    await settled(crop);
    const frame = deep(crop, '.frame') as HTMLElement;
    await until(() => crop.shadowRoot?.activeElement === frame);
    await expectAccessible(crop);
    await sendKeys({ press: '+' });
    await sendKeys({ down: 'Shift' });
    for (let n = 0; n < 6; n += 1) await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ up: 'Shift' });
    await press('Use photo', crop.shadowRoot as ShadowRoot);
    await until(() => field.photo.startsWith('data:image/jpeg;base64,'));
    await until(() => deep(element, 'ik-photo-field').shadowRoot?.querySelector('ik-photo-crop') === null);
    const { side, isBlue } = await middleColour(field.photo);
    expect(side).to.deep.equal([512, 512]);
    expect(isBlue).to.equal(true);
    expect(field.photo.length).to.be.below(MAX_PHOTO_CHARACTERS);
    await press('Save');
    await until(() => saved.length === 1);
    expect(saved[0]?.[0].photo).to.equal(field.photo);
  });

  it('takes a photo that is dropped or pasted, and says why another file is none', async () => {
    const { element, root, press } = await open(marc);
    const field = deep(element, 'ik-photo-field') as IkPhotoField;
    const place = deep(field, '.place') as HTMLElement;
    const files = new DataTransfer();
    files.items.add(new File([await halves()], 'a.png', { type: 'image/png' }));
    const drop = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true, composed: true });
    place.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true); // the page does not import it
    await until(() => field.shadowRoot?.querySelector('ik-photo-crop') !== null);
    await press('Cancel', deep(field, 'ik-photo-crop').shadowRoot as ShadowRoot);
    await until(() => field.shadowRoot?.querySelector('ik-photo-crop') === null);
    const form = root.querySelector('form') as HTMLFormElement;
    form.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }));
    await until(() => field.shadowRoot?.querySelector('ik-photo-crop') !== null);
    await press('Cancel', deep(field, 'ik-photo-crop').shadowRoot as ShadowRoot);
    await field.choose(new Blob(['no picture'], { type: 'image/png' }));
    await settled(field);
    expect(field.shadowRoot?.textContent).to.contain('no picture');
    await field.choose({ size: 30_000_001 } as Blob);
    await settled(field);
    expect(field.shadowRoot?.textContent).to.contain('30 MB');
  });

  it('adds fields that few contacts have, and keeps those it has', async () => {
    const further = [
      { ...typed('urn:uuid:ada', ['spouse']), name: 'RELATED', detail: '' } as const,
      { ...typed('fr'), name: 'LANG', detail: '' } as const,
    ];
    const lookup = {
      find: async () => [{ uri: 'urn:uuid:bob', name: 'Bob', note: 'bob@example.org' }],
      named: async () => ({ 'urn:uuid:ada': { name: 'Ada Lovelace', href: '/contacts/all/a/b' } }),
    };
    const { element, root, press, fill, saved } = await open({
      ...marc,
      department: 'Sales',
      units: ['Europe'],
      further,
    });
    element.people = lookup;
    await settled(element);
    const fields = deep(element, 'ik-further-fields').shadowRoot as ShadowRoot;
    const add = async (label: string) => {
      const menu = root.querySelector('ik-menu')?.shadowRoot as ShadowRoot;
      const item = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
        (each) => each.textContent?.trim() === label,
      );
      if (item === undefined) throw new Error(`no field ${label}`);
      await (root.querySelector('ik-menu') as IkMenu).open();
      item.click();
      await settled(element);
    };
    await until(() =>
      deep(element, 'ik-further-fields', 'ik-related-input').shadowRoot?.textContent?.includes('Ada Lovelace'),
    );
    await add('Gender');
    await fill(fields.querySelector('[data-name=GENDER] select') as HTMLSelectElement, 'O');
    await fill(fields.querySelector('[data-name=GENDER] input') as HTMLInputElement, 'agender');
    await add('Coordinates');
    await fill(fields.querySelector('[data-name=GEO] input') as HTMLInputElement, 'nowhere');
    await add('Website');
    const urls = [...root.querySelectorAll('ik-value-list')].find(({ kind }) => kind === 'urls')
      ?.shadowRoot as ShadowRoot;
    await until(() => urls.activeElement !== null);
    await fill(urls.querySelector('input') as HTMLInputElement, 'example.org');
    await add('Related person');
    const [, related] = fields.querySelectorAll('ik-related-input');
    const entry = deep(related as HTMLElement, 'input') as HTMLInputElement;
    await until(() => related?.shadowRoot?.activeElement === entry);
    await sendKeys({ type: 'bo' });
    await until(() => related?.shadowRoot?.querySelectorAll('[role=option]').length === 1);
    await expectAccessible(element);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await settled(element);
    await press('Save');
    expect(root.querySelector('.problem')?.textContent).to.contain('“nowhere” is no place');
    await fill(fields.querySelector('[data-name=GEO] input') as HTMLInputElement, '47.4, 8.5');
    await expectAccessible(element);
    await press('Save');
    await until(() => saved.length === 1);
    expect(
      saved[0]?.[0].further.map(({ name, value, detail, types }) => [name, value, detail, types.join()]),
    ).to.deep.equal([
      ['GENDER', 'O', 'agender', ''],
      ['RELATED', 'urn:uuid:ada', '', 'spouse'],
      ['RELATED', 'urn:uuid:bob', '', 'spouse'],
      ['LANG', 'fr', '', ''],
      ['GEO', '47.4, 8.5', '', ''],
    ]);
    expect(saved[0]?.[0].urls.map(({ value }) => value)).to.deep.equal(['example.org']);
    expect(saved[0]?.[0].units).to.deep.equal(['Europe']);
  });

  it('gives a value a label of one’s own', async () => {
    const { values, fill, press, saved } = await open(marc);
    const [first] = values('phones').querySelectorAll('select');
    await fill(first as HTMLSelectElement, 'label');
    await until(() => values('phones').querySelector('.label') !== null);
    await fill(values('phones').querySelector('.label') as HTMLInputElement, 'Chalet');
    await press('Save');
    await until(() => saved.length === 1);
    expect(saved[0]?.[0].phones[0]).to.include({ label: 'Chalet', value: '1' });
    expect(saved[0]?.[0].phones[0]?.types).to.deep.equal([]);
  });
});
