import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { RowSelectEvent, SelectionChangeEvent } from '../../src/components/contacts/contact-events.js';
import '../../src/components/contacts/ik-contact-list.js';
import type { IkContactList } from '../../src/components/contacts/ik-contact-list.js';
import type { ContactQuery } from '../../src/domain/contacts/contact-query.js';
import type { ContactRow } from '../../src/domain/contacts/contact-row.js';
import { createFakeServices, createFakeState, type FakeContact } from '../support/fake-services.js';
import { expectAccessible, mount, settled, unmountAll, until } from '../support/mount.js';
import { manyContacts, samplePeople } from '../support/sample-contacts.js';

afterEach(unmountAll);

const query: ContactQuery = { sort: 'first' };

async function open(people: readonly FakeContact[] = manyContacts(10_000)) {
  const state = createFakeState();
  state.contacts.set(people);
  const services = createFakeServices({}, state);
  const { element } = await mount<IkContactList>(
    html`<ik-contact-list style="height: 480px; width: 800px" .source=${services.contacts} .query=${query} multiple></ik-contact-list>`,
  );
  const root = element.shadowRoot as ShadowRoot;
  const rows = () => [...root.querySelectorAll<HTMLElement>('.row:not(.waiting)')];
  const names = () => rows().map((row) => row.querySelector('.name')?.textContent ?? '');
  const opened: (readonly [string, string])[] = [];
  element.addEventListener('ik-row-select', ({ row, via }: RowSelectEvent) => opened.push([row.uid, via]));
  let selected: readonly string[] = [];
  element.addEventListener('ik-selection-change', ({ refs }: SelectionChangeEvent) => {
    selected = refs.map(({ uid }) => uid);
  });
  if (people.length > 0) await until(() => rows().length > 0, 'rows are drawn');
  const grid = root.querySelector<HTMLElement>('.scroller');
  const active = () => root.querySelector(`#${grid?.getAttribute('aria-activedescendant')}`);
  const activeName = () => active()?.querySelector('.name')?.textContent ?? '';
  const row = (index: number) => root.querySelector<HTMLElement>(`#row-${index}`) as HTMLElement;
  return {
    element,
    state,
    services,
    root,
    grid: grid as HTMLElement,
    rows,
    names,
    opened,
    selected: () => selected,
    activeName,
    row,
  };
}

/** A red pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

describe('<ik-contact-list>', () => {
  it('shows photos of the rows that are drawn, and initials where there is none that can be shown', async () => {
    const people = manyContacts(2000).map(({ row, fields }, index) => ({
      fields,
      row: {
        ...row,
        ...(index % 2 === 0 && { photo: index === 2 ? 'data:image/png;base64,AAAA' : `${pixel}#${index}` }),
      },
    }));
    const state = createFakeState();
    state.contacts.set(people);
    const services = createFakeServices({}, state);
    const asked = new Set<string>();
    const { photo } = services.contacts;
    const source = {
      ...services.contacts,
      photo: async (row: ContactRow) => {
        asked.add(row.uid);
        return row.photo?.endsWith('AAAA') ? new Blob(['no picture'], { type: 'image/png' }) : photo(row);
      },
    };
    const { element } = await mount<IkContactList>(
      html`<ik-contact-list style="height: 480px" .source=${source}></ik-contact-list>`,
      { services },
    );
    const rows = () => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.row:not(.waiting)') ?? [])];
    const shown = () =>
      rows().flatMap((row) => {
        const image = row.querySelector<HTMLImageElement>('.face img');
        return image !== null && !image.hidden && image.naturalWidth > 0 ? [image] : [];
      });
    await until(() => shown().length >= 4, 'photos');
    await until(() => asked.has(people[2]?.row.uid ?? ''), 'what is no picture is read');
    const third = rows().find((row) => row.querySelector('.name')?.textContent === people[2]?.row.name) as HTMLElement;
    expect(getComputedStyle(third.querySelector('.face span') as Element).display).to.not.equal('none');
    expect(asked.size).to.be.below(60);
    for (const image of shown()) expect(image.src).to.match(/^blob:/);
    await expectAccessible(element);
    const url = shown()[0]?.src ?? '';
    element.remove();
    const gone = await fetch(url).then(
      () => 'there',
      () => 'given back',
    );
    expect(gone).to.equal('given back');
  });

  it('draws what is visible of 10,000 contacts, and says how many there are', async () => {
    const { grid, rows, root } = await open();
    expect(rows().length).to.be.below(30);
    expect(grid.getAttribute('aria-rowcount')).to.equal('10000');
    expect(grid.scrollHeight).to.equal(10_000 * 48);
    expect(root.querySelectorAll('.row *').length / rows().length).to.be.below(7);
  });

  it('shows the right rows two frames after a jump to any place', async () => {
    const { grid, names } = await open();
    for (const index of [9_000, 120, 9_980, 0]) {
      grid.scrollTop = index * 48;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const wanted = String(index).padStart(5, '0');
      expect(names().some((name) => name.slice(1).startsWith(wanted))).to.equal(true, `row ${index}`);
    }
  });

  it('reads what is drawn in the end, however many places were passed while answers were slow', async () => {
    const { element, grid, names, services } = await open();
    const { contacts } = services;
    const waiting: (() => void)[] = [];
    const asked: number[] = [];
    element.source = {
      ...contacts,
      rows: async (query, from, to) => {
        asked.push(from);
        if (from > 0) await new Promise<void>((resolve) => waiting.push(resolve));
        return contacts.rows(query, from, to);
      },
    };
    await until(() => asked.length > 0);
    for (let index = 1_000; index <= 9_000; index += 500) {
      grid.scrollTop = index * 48;
      await new Promise(requestAnimationFrame);
    }
    expect(asked.length).to.be.below(8);
    await until(() => {
      for (const give of waiting.splice(0)) give();
      return names().includes('X09000 Person');
    }, 'the last place is drawn');
  });

  it('moves by arrows, pages, Home and End; the screen reader hears of it', async () => {
    const { grid, activeName, opened } = await open();
    grid.focus();
    const press = async (key: string, name: string) => {
      await sendKeys({ press: key });
      await until(() => activeName().slice(1) === `${name} Person`, `${key} leads to ${name}, not ${activeName()}`);
    };
    await press('ArrowDown', '00000');
    await press('ArrowDown', '00001');
    await press('PageDown', '00010');
    await press('End', '09999');
    await press('ArrowUp', '09998');
    await press('Home', '00000');
    await press('ArrowUp', '00000');
    expect(opened.every(([, via]) => via === 'move')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await until(() => opened.at(-1)?.[1] === 'open');
    expect(opened.at(-1)?.[0]).to.equal('a00000-person');
  });

  it('goes to the name whose first letters are typed, accents or not', async () => {
    const { grid, activeName } = await open(samplePeople);
    grid.focus();
    await sendKeys({ type: 'an' });
    await until(() => activeName() === 'Anna Alpha');
  });

  it('leaves letters to the commands of the page when it is told to', async () => {
    const { element, grid, activeName } = await open(samplePeople);
    element.typeAhead = false;
    let heard = '';
    element.addEventListener('keydown', (event) => {
      heard += event.key;
    });
    grid.focus();
    await sendKeys({ press: 'j' });
    await settled(element);
    expect([heard, activeName()]).to.deep.equal(['j', '']);
  });

  it('selects by click, adds by Ctrl or the face, a range by Shift, all by Ctrl+A, and lets go by Escape', async () => {
    const { element, grid, row, selected } = await open(samplePeople);
    const click = async (index: number, init: MouseEventInit = {}, part = '.name') => {
      row(index)
        .querySelector(part)
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...init }));
      await settled(element);
    };
    await click(0);
    expect(selected()).to.deep.equal(['alice-martin']);
    await click(2, { ctrlKey: true });
    await click(4, {}, '.face');
    expect(selected()).to.deep.equal(['alice-martin', 'élise-morel', 'marc-bernard']);
    expect(row(2).getAttribute('aria-selected')).to.equal('true');
    await click(1);
    await click(3, { shiftKey: true });
    await until(() => selected().join() === 'anna-alpha,élise-morel,jean-dupont');
    await expectAccessible(element);
    grid.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Control' });
    await until(() => selected().length === samplePeople.length);
    element.current = { collectionId: 'personal', uid: 'anna-alpha' };
    await sendKeys({ press: 'Escape' });
    await until(() => selected().join() === 'anna-alpha');
  });

  it('keeps the keyboard at the same person when others come before', async () => {
    const { element, state, grid, activeName } = await open(samplePeople.slice(1));
    grid.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => activeName() === 'Anna Alpha');
    element.current = { collectionId: 'personal', uid: 'anna-alpha' };
    await settled(element);
    state.contacts.set(samplePeople);
    await until(() => activeName() === 'Anna Alpha' && grid.getAttribute('aria-activedescendant') === 'row-1');
  });

  it('shows a far away contact when an address names it', async () => {
    const { element, names } = await open();
    element.current = { collectionId: 'personal', uid: 'n05000-person' };
    await until(() => names().includes('N05000 Person'));
  });

  it('keeps the old rows until the answer to a new question is there', async () => {
    const { element, names, services } = await open(samplePeople);
    let answer: (() => void) | undefined;
    const { contacts } = services;
    element.source = {
      ...contacts,
      rows: async (asked, from, to) => {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return contacts.rows(asked, from, to);
      },
    };
    element.query = { sort: 'first', text: 'marc' };
    await settled(element);
    expect(names()).to.have.length(samplePeople.length);
    const give = await until(() => answer);
    give();
    await until(() => names().join() === 'Marc Bernard');
  });

  it('jumps by the letters at its side, by pointer and keyboard, and marks the one in view', async () => {
    const { element, root, names, grid } = await open(manyContacts(2_600));
    const rail = root.querySelector('ik-letter-rail') as HTMLElement;
    await settled(element);
    const letters = () => [...(rail.shadowRoot?.querySelectorAll('button') ?? [])];
    const current = () => letters().find((letter) => letter.ariaCurrent === 'true')?.textContent;
    expect(letters()).to.have.length(26);
    const box = (letters()[12] as Element).getBoundingClientRect();
    const init = { bubbles: true, buttons: 1, clientX: box.x, clientY: box.y + box.height / 2 };
    rail.shadowRoot?.querySelector('[role=toolbar]')?.dispatchEvent(new PointerEvent('pointerdown', init));
    await until(() => names().includes('M01200 Person') && current() === 'M');
    letters()[12]?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => names().includes('N01300 Person') && current() === 'N');
    await sendKeys({ press: 'Home' });
    await until(() => current() === 'A');
    grid.scrollTop = 2_450 * 48;
    await until(() => current() === 'Y');
    await expectAccessible(element);
  });

  it('picks by a long press, goes on by taps, and scrolls without picking', async () => {
    const { element, row, selected } = await open(samplePeople);
    const touch = (type: string, index: number, x = 100) =>
      row(index)
        .querySelector('.name')
        ?.dispatchEvent(
          new PointerEvent(type, { bubbles: true, composed: true, pointerType: 'touch', isPrimary: true, clientX: x }),
        );
    touch('pointerdown', 0);
    touch('pointermove', 0, 160);
    touch('pointerup', 0);
    touch('pointerdown', 1);
    await until(() => selected().join() === 'anna-alpha', 'the row is picked');
    touch('pointerup', 1);
    touch('click', 1);
    touch('pointerdown', 3);
    touch('pointerup', 3);
    touch('click', 3);
    await settled(element);
    expect(selected()).to.deep.equal(['anna-alpha', 'jean-dupont']);
    expect(row(3).classList.contains('ticked')).to.equal(true);
  });

  it('says when it is empty, and when the rows cannot be read, and tries again', async () => {
    const { element, root, services, rows } = await open([]);
    expect(root.querySelector('slot[name=empty]')).not.to.equal(null);
    await expectAccessible(element);
    const broken = { ...services.contacts, rows: () => Promise.reject(new Error('worker died')) };
    element.source = broken;
    const again = await until(() => root.querySelector<HTMLButtonElement>('[role=alert] button'));
    await expectAccessible(element);
    services.state.contacts.set(samplePeople);
    broken.rows = services.contacts.rows as never;
    again.click();
    await until(() => rows().length === samplePeople.length);
  });
});
