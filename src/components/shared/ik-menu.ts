import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import { controls } from './controls.styles.js';
import { icon } from './icon.js';
import { styles } from './ik-menu.styles.js';

/** One line of a menu. */
export interface MenuItem {
  /** What `ik-menu-select` reports. */
  readonly id: string;
  readonly label: string;
  /** Raw Lucide SVG. */
  readonly icon?: string;
  /** A choice with a tick: checked or not. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Shown at the end, such as a shortcut. */
  readonly hint?: string;
  /** A line above this item. */
  readonly separated?: boolean;
}

/** A menu's item was chosen. */
export class MenuSelectEvent extends Event {
  constructor(readonly id: string) {
    super('ik-menu-select');
  }
}

/**
 * A button that opens a menu (ARIA menu button): arrow keys, Home, End, letters, Esc; focus returns to the button.
 *
 * @slot - The button's content.
 * @fires {MenuSelectEvent} ik-menu-select - An item was chosen. Does not bubble.
 * @csspart button - The button. @csspart menu - The list.
 */
@customElement('ik-menu')
export class IkMenu extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** Accessible name, needed when the slot has an icon only; also the menu's name. */
  @property() label = '';
  /** Classes of the button from `controls.styles`, such as `icon-button plain`. */
  @property({ attribute: 'button-class' }) buttonClass = 'button';
  @state() private _open = false;
  @query('#button') private _button!: HTMLButtonElement;
  @query('.menu') private _menu!: HTMLElement;

  /** Opens the menu with its first item focused. */
  async open() {
    this._menu.showPopover();
    this._place();
    this._itemElements()[0]?.focus();
  }

  private _itemElements() {
    return [...this._menu.querySelectorAll<HTMLButtonElement>('.item:not(:disabled)')];
  }

  /** Below the button, or above where there is more room; never outside the window. */
  private _place() {
    const button = this._button.getBoundingClientRect();
    const menu = this._menu.getBoundingClientRect();
    const gap = 6;
    const rtl = getComputedStyle(this).direction === 'rtl';
    const wantedLeft = rtl ? button.right - menu.width : button.left;
    const fitsBelow = button.bottom + gap + menu.height <= innerHeight;
    const top =
      fitsBelow || button.top < innerHeight - button.bottom ? button.bottom + gap : button.top - gap - menu.height;
    this._menu.style.left = `${Math.max(8, Math.min(wantedLeft, innerWidth - menu.width - 8))}px`;
    this._menu.style.top = `${Math.max(8, Math.min(top, innerHeight - menu.height - 8))}px`;
  }

  private _onToggle = (event: ToggleEvent) => {
    this._open = event.newState === 'open';
  };

  private _onButtonClick() {
    if (this._open) this._menu.hidePopover();
    else void this.open();
  }

  private _onButtonKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void this.open().then(() => {
      if (event.key === 'ArrowUp') this._itemElements().at(-1)?.focus();
    });
  }

  private _onMenuKeyDown(event: KeyboardEvent) {
    const items = this._itemElements();
    const at = items.findIndex((item) => item.matches(':focus'));
    const target = () => {
      if (event.key === 'ArrowDown') return items[(at + 1) % items.length];
      if (event.key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
      if (event.key === 'Home') return items[0];
      if (event.key === 'End') return items.at(-1);
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.key === ' ') return undefined;
      const starts = (item: HTMLElement) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase());
      return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts);
    };
    if (event.key === 'Tab') this._close();
    const next = target();
    if (!next && event.key !== 'Escape') return;
    event.stopPropagation();
    if (event.key === 'Escape') event.preventDefault(); // an outer dialog stays open
    if (next) {
      event.preventDefault();
      next.focus();
    } else this._close();
  }

  private _close() {
    this._menu.hidePopover();
    this._button.focus();
  }

  private _choose(item: MenuItem) {
    this._close();
    this.dispatchEvent(new MenuSelectEvent(item.id));
  }

  /** What stands before its words, which begin at one line in all of a menu. */
  private _lead({ icon: own, checked = false }: MenuItem) {
    if (own !== undefined) return icon(own);
    if (checked) return icon(checkIcon);
    const isLed = this.items.some((item) => item.icon !== undefined || item.checked !== undefined);
    return isLed ? html`<span class="blank"></span>` : nothing;
  }

  private _item = (item: MenuItem) => html`
    ${item.separated ? html`<hr />` : nothing}
    <button
      type="button"
      tabindex="-1"
      class="item ${item.danger ? 'danger' : ''}"
      role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked=${ifDefined(item.checked === undefined ? undefined : String(item.checked))}
      ?disabled=${item.disabled ?? false}
      @click=${() => this._choose(item)}
    >
      ${this._lead(item)}<span class="label">${item.label}</span>
      ${item.hint ? html`<span class="hint">${item.hint}</span>` : nothing}
      ${item.icon && item.checked ? icon(checkIcon) : nothing}
    </button>`;

  protected override render() {
    return html`<button
        type="button"
        id="button"
        part="button"
        class=${this.buttonClass}
        aria-haspopup="menu"
        aria-expanded=${String(this._open)}
        aria-label=${ifDefined(this.label || undefined)}
        @click=${this._onButtonClick}
        @keydown=${this._onButtonKeyDown}
      >
        <slot></slot>
      </button>
      <div
        class="menu"
        part="menu"
        popover="auto"
        role="menu"
        tabindex="-1"
        aria-labelledby="button"
        @toggle=${this._onToggle}
        @keydown=${this._onMenuKeyDown}
      >
        ${this.items.map(this._item)}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-menu': IkMenu;
  }
}
