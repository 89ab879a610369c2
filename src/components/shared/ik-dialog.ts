import { localized, msg } from '@lit/localize';
import { html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { controls } from './controls.styles.js';
import { icon } from './icon.js';
import { styles } from './ik-dialog.styles.js';
import { isSaveKey, pressMain } from './save-key.js';

/**
 * A modal dialog: focus is kept inside and goes back to where it was; Esc, the close button and a click beside it close
 * it. On phones it fills the screen. An element with `data-autofocus` in the slot gets the focus first, also one that comes into
 * it before the person has done anything. Ctrl+Enter, or Cmd+Enter, presses the main button of a form.
 *
 * @slot - The content.
 * @slot footer - Buttons, the main one last.
 * @fires {Event} ik-close - It was closed, by whatever means. Does not bubble.
 * @fires {Event} ik-cancel - The person wants to leave it (Esc, close button, click beside). Cancelable: a dialog with
 *   unsaved input may ask first. Does not bubble.
 * @csspart dialog - The native dialog.
 * @cssproperty [--ik-dialog-width=520px] - Width on wide screens.
 */
@customElement('ik-dialog')
@localized()
export class IkDialog extends LitElement {
  static override styles = [controls, styles];

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  /** On phones as high as its content, at the bottom: for a question, not for a form. */
  @property({ type: Boolean, reflect: true }) compact = false;
  @state() private _hasFooter = false;
  @query('dialog') private _dialog!: HTMLDialogElement;
  private _opener: HTMLElement | null = null;

  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('open')) return;
    if (this.open && !this._dialog.open) {
      this._opener = focused();
      this._dialog.showModal();
      this.querySelector<HTMLElement>('[data-autofocus]')?.focus();
      this._late.observe(this, { childList: true, subtree: true });
    }
    if (!this.open && this._dialog.open) this._dialog.close();
  }

  /** What comes in late may have the focus that nobody has moved from the first button, until something is done. */
  private readonly _late = new MutationObserver(() => {
    const isAtFirst = this.shadowRoot?.activeElement?.matches('header button') === true;
    if (isAtFirst) this.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  });
  private _onTouch = () => this._late.disconnect();

  constructor() {
    super();
    for (const type of ['keydown', 'pointerdown']) this.addEventListener(type, this._onTouch, { capture: true });
    // Before the fields: some take Enter for something of their own.
    this.addEventListener('keydown', this._onKey, { capture: true });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._late.disconnect();
    // The browser gives the focus back when a dialog closes, and not when it is taken out of the page.
    if (this._dialog?.open) this._opener?.focus();
    this._dialog?.close();
  }

  private _onKey = (event: KeyboardEvent) => {
    const isOwn = event.composedPath().find((target) => target instanceof IkDialog) === this;
    const main = this.querySelector<HTMLButtonElement>(
      ':scope > [type=submit].primary[slot=footer], :scope > [slot=footer] [type=submit].primary',
    );
    if (!isOwn || main === null || !isSaveKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    pressMain(main);
  };

  private _leave() {
    if (this.dispatchEvent(new Event('ik-cancel', { cancelable: true }))) this.open = false;
  }

  private _onCancel(event: Event) {
    if (event.target !== this._dialog) return; // a nested file field's "cancel" bubbles up to here
    event.preventDefault();
    this._leave();
  }

  /** Leaves it as Esc does: what a "Cancel" button in the slot does. */
  leave() {
    this._leave();
  }

  /** Only a press that begins and ends on the backdrop: selecting text may end outside. */
  private _pressedBackdrop = false;
  private _onPointerDown = (event: PointerEvent) => {
    this._pressedBackdrop = event.target === this._dialog && !isInside(event, this._dialog);
  };

  private _onClick = (event: MouseEvent) => {
    if (this._pressedBackdrop && event.target === this._dialog) this._leave();
    this._pressedBackdrop = false;
  };

  private _onClose() {
    this.open = false;
    this.dispatchEvent(new Event('ik-close'));
  }

  private _onFooterChange = (event: Event) => {
    this._hasFooter = (event.target as HTMLSlotElement).assignedElements().length > 0;
  };

  protected override render() {
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keyboard's way is Esc: the cancel event
    return html`<dialog
      part="dialog"
      aria-labelledby="heading"
      @cancel=${this._onCancel}
      @close=${this._onClose}
      @pointerdown=${this._onPointerDown}
      @click=${this._onClick}
    >
      <header role="presentation">
        <h2 id="heading">${this.heading}</h2>
        <button type="button" class="icon-button plain" aria-label=${msg('Close')} @click=${this._leave}>${icon(closeIcon)}</button>
      </header>
      <div class="body"><slot></slot></div>
      <footer role="presentation" ?hidden=${!this._hasFooter}><slot name="footer" @slotchange=${this._onFooterChange}></slot></footer>
    </dialog>`;
  }
}

function isInside(event: MouseEvent, element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  return (
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
  );
}

/** What has the focus, in whatever shadow it is. Not shared with <ik-page>: a file of its own would be one more for the first view. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-dialog': IkDialog;
  }
}
