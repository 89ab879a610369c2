// Notices are seen and can be pressed whatever is open.
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/shared/ik-dialog.js';
import type { IkDialog } from '../../src/components/shared/ik-dialog.js';
import '../../src/components/shell/ik-notices.js';
import type { IkNotices } from '../../src/components/shell/ik-notices.js';
import { expectAccessible, mount, unmountAll, until } from '../support/mount.js';

beforeEach(() => setViewport({ width: 390, height: 800 }));
afterEach(async () => {
  unmountAll();
  await setViewport({ width: 800, height: 600 });
});

/** Two notices at most; which of them were undone. */
async function open() {
  const undone: string[] = [];
  const { element } = await mount<IkNotices>(html`<ik-notices></ik-notices>`);
  const stack = element.shadowRoot!.querySelector<HTMLElement>('.stack')!;
  const show = (name: string) => element.show(name, { undo: async () => void undone.push(name) });
  const button = (name: string) =>
    [...stack.querySelectorAll('.notice')]
      .find((notice) => notice.textContent?.includes(name))
      ?.querySelector<HTMLElement>('button');
  /** As a finger does: whatever lies there gets it. */
  const press = async (name: string) => {
    const { x, y, width, height } = button(name)!.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
  };
  const place = () => stack.querySelector('.notice')?.getBoundingClientRect();
  return { element, stack, undone, show, press, place };
}

async function openDialog() {
  const { element } = await mount<IkDialog>(
    html`<ik-dialog heading="Rename"><input aria-label="Name" data-autofocus /><button slot="footer">Save</button></ik-dialog>`,
  );
  element.open = true;
  await element.updateComplete;
  return element;
}

/** A card at the bottom, as that of an event on a telephone. */
async function openSheet() {
  const { element } = await mount<HTMLElement>(
    html`<div popover="auto" tabindex="-1" .style=${'position: fixed; inset: auto 0 0; inline-size: 100%; block-size: 400px; margin: 0'}>Card</div>`,
  );
  element.showPopover();
  element.focus();
  return element;
}

describe('<ik-notices>', () => {
  it('can be pressed over a dialog that was opened before, and over one that is opened later', async () => {
    const { undone, show, press, stack } = await open();
    const first = await openDialog();
    await show('Moved');
    await until(() => stack.closest('dialog') ?? (stack.getRootNode() as ShadowRoot).host?.closest('dialog'));
    await press('Moved');
    await until(() => undone.includes('Moved'));
    first.open = false;
    await first.updateComplete;
    await show('Deleted');
    const second = await openDialog();
    await until(() => (stack.getRootNode() as ShadowRoot).host?.closest('dialog'));
    await expectAccessible(second);
    await press('Deleted');
    await until(() => undone.includes('Deleted'));
    expect(second.open, 'the dialog stays').to.equal(true);
  });

  it('is where it was when the dialog has gone, and can still be pressed', async () => {
    const { element, undone, show, press, stack } = await open();
    await show('Moved');
    const dialog = await openDialog();
    await until(() => (stack.getRootNode() as ShadowRoot).host?.closest('dialog'));
    dialog.open = false;
    await dialog.updateComplete;
    dialog.remove();
    await until(() => stack.getRootNode() === element.shadowRoot && stack.matches(':popover-open'));
    await press('Moved');
    await until(() => undone.includes('Moved'));
  });

  it('does not go with a dialog that is taken away at the moment it is shown', async () => {
    const { element, undone, show, press, stack } = await open();
    await show('First');
    const dialog = await openDialog();
    await until(() => (stack.getRootNode() as ShadowRoot).host?.closest('dialog'));
    await show('Moved');
    dialog.remove();
    await until(() => stack.getRootNode() === element.shadowRoot && stack.matches(':popover-open'));
    await press('Moved');
    await until(() => undone.includes('Moved'));
  });

  it('goes to the other end of a telephone while a card is at its bottom', async () => {
    const { undone, show, press, place } = await open();
    await show('Moved');
    await until(() => (place()?.top ?? 0) > 400);
    const sheet = await openSheet();
    await until(() => (place()?.bottom ?? 800) < 400);
    await press('Moved');
    await until(() => undone.includes('Moved'));
    expect(sheet.isConnected).to.equal(true);
    if (!sheet.matches(':popover-open')) sheet.showPopover();
    await show('Deleted');
    await until(() => (place()?.bottom ?? 800) < 400);
    sheet.hidePopover();
    await show('Copied');
    await until(() => (place()?.top ?? 0) > 400);
  });
});
