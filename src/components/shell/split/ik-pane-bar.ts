import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import swapIcon from 'lucide-static/icons/arrow-left-right.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { appTabs } from '../rail.js';
import type { AppName } from '../route.js';

/** Something is wanted of a pane. Does not bubble. */
export class PaneEvent extends Event {
  constructor(readonly wish: 'swap' | 'close') {
    super('ik-pane');
  }
}

/**
 * Above each of two apps that are side by side: what it is, and the way to close it.
 *
 * @fires {PaneEvent} ik-pane - Does not bubble.
 */
@customElement('ik-pane-bar')
@localized()
export class IkPaneBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: flex; flex: none !important; align-items: center; gap: 8px; box-sizing: border-box; block-size: 48px; min-block-size: 48px !important; padding: 0 6px 0 14px; border-block-end: 1px solid var(--ik-line); color: var(--ik-text-2); }
      .name { flex: 1; overflow: hidden; color: var(--ik-text); font-weight: 600; white-space: nowrap; text-overflow: ellipsis; }
      @media print { :host { display: none; } }
    `,
  ];

  @property() app: AppName = 'calendar';
  /** With the way to change sides. */
  @property({ type: Boolean }) swaps = false;

  protected override willUpdate() {
    // The other pane's is in the region of its app; this one stands beside the page's main part.
    this.role = this.swaps ? 'region' : null;
    this.ariaLabel = this.swaps ? msg('Split screen') : null;
  }

  protected override render() {
    const tab = appTabs().find(({ app }) => app === this.app);
    const name = tab?.name ?? msg('Settings');
    const swap = msg('Change sides');
    const close = msg(str`Close ${name}`);
    const wish = (one: PaneEvent['wish']) => () => this.dispatchEvent(new PaneEvent(one));
    return html`${tab ? icon(tab.icon) : nothing}<span class="name">${name}</span>
      ${this.swaps ? html`<button type="button" class="icon-button plain" aria-label=${swap} title=${swap} @click=${wish('swap')}>${icon(swapIcon)}</button>` : nothing}
      <button type="button" class="icon-button plain" aria-label=${close} title=${close} @click=${wish('close')}>${icon(closeIcon)}</button>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-pane': PaneEvent;
  }
  interface HTMLElementTagNameMap {
    'ik-pane-bar': IkPaneBar;
  }
}
