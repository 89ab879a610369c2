import { localized, msg } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styles } from './ik-page.styles.js';

/**
 * The frame of an app's page: sidebar and content. In less than 720 px the sidebar is a drawer; a menu button in the
 * content dispatches `ToggleSidebarEvent` to open it.
 *
 * @slot sidebar - Lists and filters. Without it the content takes the whole width.
 * @slot - The content. It fills the panel's height; give it `block-size: 100%`.
 * @csspart content - The panel.
 */
@customElement('ik-page')
@localized()
export class IkPage extends LitElement {
  static override styles = styles;

  @state() private _open = false;
  @state() private _hasSidebar = true;
  @query('aside') private _sidebar!: HTMLElement;
  private _opener: HTMLElement | null = null;
  /** A page that becomes wide has its sidebar beside its content, which is to be used. */
  private readonly _width = new ResizeObserver(() => {
    if (!this.renderRoot.querySelector('.scrim')?.checkVisibility()) void this.closeSidebar();
  });
  /** A window has one main part: what stands beside it is another. */
  private _isBeside = false;

  override connectedCallback() {
    super.connectedCallback();
    this.addEventListener('ik-toggle-sidebar', this._onToggle);
    this._hasSidebar = this.querySelector('[slot=sidebar]') !== null;
    const page = (this.getRootNode() as ShadowRoot).host;
    this._isBeside = (page?.getRootNode() as ShadowRoot | undefined)?.host?.localName === 'ik-beside';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('ik-toggle-sidebar', this._onToggle);
  }

  /** Opens the drawer on a narrow page and moves the focus into it. */
  async openSidebar() {
    this._opener = deepActiveElement();
    this._open = true;
    await this.updateComplete;
    this._width.observe(this);
    this._sidebar.focus();
  }

  /** Closes the drawer; focus returns to where it was. */
  async closeSidebar() {
    if (!this._open) return;
    this._open = false;
    this._width.disconnect();
    await this.updateComplete; // until then the content is inert and cannot take the focus
    this._opener?.focus();
    this._opener = null;
  }

  private _onToggle = (event: Event) => {
    event.stopPropagation();
    if (this._open) void this.closeSidebar();
    else void this.openSidebar();
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this._open) return;
    event.stopPropagation();
    void this.closeSidebar();
  };

  private _onSlotChange = (event: Event) => {
    this._hasSidebar = (event.target as HTMLSlotElement).assignedElements().length > 0;
  };

  protected override render() {
    return html`<div class=${classMap({ frame: true, open: this._open, bare: !this._hasSidebar })}>
      <aside tabindex="-1" aria-label=${msg('Sidebar')} @keydown=${this._onKeyDown}>
        <slot name="sidebar" @slotchange=${this._onSlotChange}></slot>
      </aside>
      <button class="scrim" type="button" tabindex="-1" aria-label=${msg('Close sidebar')} @click=${() => this.closeSidebar()}></button>
      ${
        this._isBeside
          ? html`<section part="content" id="main" tabindex="-1" ?inert=${this._open}><slot></slot></section>`
          : html`<main part="content" id="main" tabindex="-1" ?inert=${this._open}><slot></slot></main>`
      }
    </div>`;
  }
}

function deepActiveElement(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-page': IkPage;
  }
}
