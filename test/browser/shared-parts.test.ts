import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/shared/ik-dialog.js';
import '../../src/components/shared/ik-hue-picker.js';
import '../../src/components/shared/ik-menu.js';
import '../../src/components/shared/ik-page.js';
import type { IkDialog } from '../../src/components/shared/ik-dialog.js';
import type { IkHuePicker } from '../../src/components/shared/ik-hue-picker.js';
import type { IkMenu, MenuItem, MenuSelectEvent } from '../../src/components/shared/ik-menu.js';
import type { IkPage } from '../../src/components/shared/ik-page.js';
import { ToggleSidebarEvent } from '../../src/components/shared/toggle-sidebar-event.js';
import tokens from '../../src/components/shared/tokens.css?inline';
import { typingAhead } from '../../src/components/shared/type-ahead-keys.js';
import { deep, expectAccessible, hasFocus, mount, settled, unmountAll, until } from '../support/mount.js';

afterEach(unmountAll);

/** Enter, with other keys held down. */
async function pressWith(...held: readonly ('Control' | 'Meta' | 'Shift')[]) {
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: 'Enter' });
  for (const key of held) await sendKeys({ up: key });
}

describe('on paper', () => {
  it('everything is dark on white, in the dark theme, too', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens);
    document.adoptedStyleSheets.push(sheet);
    const { dataset } = document.documentElement;
    const text = () => getComputedStyle(document.documentElement).getPropertyValue('--ik-text');
    try {
      dataset.theme = 'light';
      const light = text();
      dataset.theme = 'dark';
      expect(text()).not.to.equal(light);
      await emulateMedia({ media: 'print' });
      expect(text()).to.equal(light);
    } finally {
      await emulateMedia({ media: 'screen' });
      delete dataset.theme;
      document.adoptedStyleSheets.pop();
    }
  });
});

describe('<ik-dialog>', () => {
  it('gives the focus back also when it is taken out of the page', async () => {
    const { element } = await mount<HTMLElement>(html`<div><button>Open</button></div>`);
    const opener = element.querySelector('button')!;
    opener.focus();
    const dialog = Object.assign(document.createElement('ik-dialog'), { heading: 'Name', open: true });
    dialog.innerHTML = '<input data-autofocus />';
    element.append(dialog);
    await dialog.updateComplete;
    expect(document.activeElement?.localName).to.equal('input');
    dialog.querySelector('input')!.disabled = true;
    dialog.remove();
    expect(document.activeElement).to.equal(opener);
  });

  const dialog = async () => {
    const { element: opener } = await mount<HTMLButtonElement>(html`<button>Open</button>`);
    opener.focus();
    const { element } = await mount<IkDialog>(
      html`<ik-dialog heading="Rename"><input aria-label="Name" data-autofocus /><button slot="footer">Save</button></ik-dialog>`,
    );
    let closed = 0;
    element.addEventListener('ik-close', () => {
      closed += 1;
    });
    element.open = true;
    await element.updateComplete;
    return { element, opener, closed: () => closed };
  };

  it('takes the focus, is named by its heading, and is accessible', async () => {
    const { element } = await dialog();
    expect(hasFocus(element.querySelector('input'))).to.equal(true);
    await expectAccessible(element);
  });

  it('gives the focus to what comes into it later, until somebody does something', async () => {
    const { element } = await mount<IkDialog>(html`<ik-dialog heading="Invitation" open></ik-dialog>`);
    const part = document.createElement('p'); // is there from the beginning: only what is in it changes
    element.append(part);
    const add = async (label: string) => {
      const button = document.createElement('button');
      button.textContent = label;
      button.dataset.autofocus = '';
      part.replaceChildren(button);
      await settled(element);
      return button;
    };
    const accept = await add('Accept');
    await until(() => hasFocus(accept));
    await sendKeys({ press: 'Shift' });
    expect(hasFocus(await add('Done'))).to.equal(false);
  });

  it('closes by Esc once, and gives the focus back', async () => {
    const { element, opener, closed } = await dialog();
    await sendKeys({ press: 'Escape' });
    await until(() => !element.open);
    expect(closed()).to.equal(1);
    expect(hasFocus(opener)).to.equal(true);
  });

  it('stays open when its owner wants to ask first', async () => {
    const { element, closed } = await dialog();
    element.addEventListener('ik-cancel', (event) => event.preventDefault());
    deep(element, '[aria-label=Close]').click();
    await element.updateComplete;
    expect(deep<HTMLDialogElement>(element, 'dialog').open).to.equal(true);
    expect(closed()).to.equal(0);
  });

  it('saves by Ctrl+Enter and by Cmd+Enter, also out of a field that takes Enter for itself, and tells what was typed until then', async () => {
    const saved: string[] = [];
    let inner = 0;
    const onSubmit = (event: Event) => {
      event.preventDefault();
      saved.push(new FormData(event.target as HTMLFormElement).get('name') as string);
    };
    const { element } = await mount<IkDialog>(html`<ik-dialog heading="Event" open>
      <form id="form" @submit=${onSubmit}>
        <textarea name="name" data-autofocus></textarea>
        <input aria-label="Words" @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          event.stopPropagation();
          inner += 1;
        }} @change=${() => saved.push('changed')} />
      </form>
      <button slot="footer" type="button">Cancel</button>
      <div slot="footer"><button type="submit" form="form" class="primary">Save</button></div>
    </ik-dialog>`);
    await sendKeys({ type: 'Lunch' });
    await pressWith('Control');
    await pressWith('Meta');
    expect(saved).to.deep.equal(['Lunch', 'Lunch']);
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'a' });
    await pressWith('Control');
    expect([...saved.slice(2), inner]).to.deep.equal(['changed', 'Lunch', 0]);
    await pressWith('Control', 'Shift');
    element.querySelector<HTMLButtonElement>('.primary')!.disabled = true;
    element.querySelector('textarea')!.focus();
    await pressWith('Control');
    expect(saved).to.have.length(4);
    expect(hasFocus(element.querySelector('textarea'))).to.equal(true);
  });

  it('leaves Ctrl+Enter in a dialog of its own to that one', async () => {
    const saved: string[] = [];
    const save = (name: string) => (event: Event) => {
      event.preventDefault();
      saved.push(name);
    };
    const { element } = await mount<IkDialog>(html`<ik-dialog heading="Event" open>
      <form id="outer" @submit=${save('outer')}></form>
      <ik-dialog heading="Question" open><form id="inner" @submit=${save('inner')}><input data-autofocus /></form>
        <button slot="footer" type="submit" form="inner" class="primary">Yes</button></ik-dialog>
      <button slot="footer" type="submit" form="outer" class="primary">Save</button>
    </ik-dialog>`);
    element.querySelector('input')!.focus();
    await pressWith('Control');
    expect(saved).to.deep.equal(['inner']);
  });

  it('closes by a press beside it, not by one that began inside', async () => {
    const { element } = await dialog();
    const native = deep<HTMLDialogElement>(element, 'dialog');
    const box = native.getBoundingClientRect();
    const at = (x: number, y: number) => ({ clientX: x, clientY: y, bubbles: true });
    native.dispatchEvent(new PointerEvent('pointerdown', at(box.left + 5, box.top + 5)));
    native.dispatchEvent(new MouseEvent('click', at(1, 1)));
    await element.updateComplete;
    expect(native.open).to.equal(true);
    native.dispatchEvent(new PointerEvent('pointerdown', at(1, 1)));
    native.dispatchEvent(new MouseEvent('click', at(1, 1)));
    await element.updateComplete;
    expect(native.open).to.equal(false);
  });
});

describe('<ik-menu>', () => {
  const items: readonly MenuItem[] = [
    { id: 'edit', label: 'Edit' },
    { id: 'copy', label: 'Copy', disabled: true },
    { id: 'week', label: 'Show weekends', checked: true },
    { id: 'delete', label: 'Delete', danger: true, separated: true },
  ];
  const menu = async () => {
    const { element } = await mount<IkMenu>(html`<ik-menu .items=${items} label="More"></ik-menu>`);
    const chosen: string[] = [];
    element.addEventListener('ik-menu-select', (event) => chosen.push((event as MenuSelectEvent).id));
    const button = deep<HTMLButtonElement>(element, '#button');
    button.focus();
    const focused = () => element.shadowRoot?.activeElement?.textContent?.trim();
    return { element, button, chosen, focused };
  };

  it('is accessible, closed and open', async () => {
    const { element } = await menu();
    await expectAccessible(element);
    await element.open();
    await expectAccessible(element);
  });

  it('begins all words at one line, whatever stands before them', async () => {
    const own = '<svg viewBox="0 0 24 24"></svg>';
    const items: readonly MenuItem[] = [
      { id: 'a', label: 'With a picture', icon: own },
      { id: 'b', label: 'Without' },
      { id: 'c', label: 'Chosen, with a picture', icon: own, checked: true },
      { id: 'd', label: 'Not chosen', checked: false },
    ];
    const { element } = await mount<IkMenu>(html`<ik-menu .items=${items} label="More"></ik-menu>`);
    await element.open();
    const starts = [...element.shadowRoot!.querySelectorAll('.label')].map(
      (label) => label.getBoundingClientRect().left,
    );
    expect(new Set(starts).size).to.equal(1);
  });

  it('opens by arrow key, passes over what is disabled, wraps, chooses by Enter, and gives the focus back', async () => {
    const { button, chosen, focused } = await menu();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => focused() === 'Edit');
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal('Show weekends');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    expect(focused()).to.equal('Delete');
    await sendKeys({ press: 'Enter' });
    expect(chosen).to.deep.equal(['delete']);
    expect(hasFocus(button)).to.equal(true);
  });

  it('finds items by letter and closes by Esc without a choice', async () => {
    const { chosen, focused, button } = await menu();
    await sendKeys({ press: 'Enter' });
    await until(() => focused() === 'Edit');
    await sendKeys({ press: 'd' });
    expect(focused()).to.equal('Delete');
    await sendKeys({ press: 'Escape' });
    await until(() => button.getAttribute('aria-expanded') === 'false');
    expect(chosen).to.deep.equal([]);
    expect(hasFocus(button)).to.equal(true);
  });
});

describe('<ik-page>', () => {
  const page = async (width: number) => {
    const mounted = await mount<HTMLElement>(
      html`<div .style=${`width:${width}px;height:500px`}>
        <ik-page>
          <nav slot="sidebar" aria-label="Lists"><button>Work</button></nav>
          <button @click=${(event: Event) => event.target?.dispatchEvent(new ToggleSidebarEvent())}>Menu</button>
        </ik-page>
      </div>`,
    );
    const element = mounted.element.querySelector('ik-page') as IkPage;
    await settled(element);
    return element;
  };
  const sidebarIsVisible = (element: IkPage) => getComputedStyle(deep(element, 'aside')).visibility === 'visible';

  it('shows the sidebar beside the content where there is room', async () => {
    const element = await page(1000);
    expect(sidebarIsVisible(element)).to.equal(true);
    await expectAccessible(element);
  });

  it('is a drawer on narrow pages: opens by the menu button, closes by Esc with the focus back on it', async () => {
    const element = await page(390);
    expect(sidebarIsVisible(element)).to.equal(false);
    const button = element.querySelector(':scope > button') as HTMLButtonElement;
    button.focus();
    button.click();
    await until(() => sidebarIsVisible(element));
    expect(deep(element, '#main').inert).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !sidebarIsVisible(element));
    await until(() => hasFocus(button), 'focus back on the button');
  });
});

describe('typingAhead', () => {
  it('gives what is typed while something is loaded to its field, and to no shortcut', async () => {
    const shortcuts: string[] = [];
    const hear = (event: KeyboardEvent) => {
      if (event.target === document.body) shortcuts.push(event.key);
    };
    document.addEventListener('keydown', hear);
    let load = () => {};
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    let heard = '';
    const shown = typingAhead(async () => {
      await loaded;
      const { element } = await mount<HTMLInputElement>(html`<input aria-label="Search" />`);
      element.addEventListener('input', () => {
        heard = element.value;
      });
      element.focus();
    });
    await sendKeys({ type: 'ouX' });
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Enter' });
    load();
    await shown;
    await sendKeys({ type: 't' });
    expect([heard, shortcuts]).to.deep.equal(['out', []]);
    (document.activeElement as HTMLElement).blur();
    await sendKeys({ press: 'o' });
    expect(shortcuts).to.deep.equal(['o']);
    document.removeEventListener('keydown', hear);
  });
});

describe('<ik-hue-picker>', () => {
  it('chooses by arrow key and tells', async () => {
    const { element } = await mount<IkHuePicker>(html`<ik-hue-picker .value=${265}></ik-hue-picker>`);
    let changes = 0;
    element.addEventListener('change', () => {
      changes += 1;
    });
    deep<HTMLInputElement>(element, 'input:checked').focus();
    await sendKeys({ press: 'ArrowRight' });
    expect([element.value, changes]).to.deep.equal([230, 1]);
    await expectAccessible(element);
  });

  it('keeps a hue that is not among the offered', async () => {
    const { element } = await mount<IkHuePicker>(html`<ik-hue-picker .value=${212}></ik-hue-picker>`);
    expect(deep(element, 'input:checked').getAttribute('aria-label')).to.equal('Current colour');
  });
});
