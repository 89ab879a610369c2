import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import inboxIcon from 'lucide-static/icons/inbox.svg?raw';
import type { Services } from '../../app/services.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';

/** In the sidebars: how many invitations wait. Nothing while none does. */
@customElement('ik-invite-badge')
@localized()
export class IkInviteBadge extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      button {
        display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 36px; margin-block-start: 10px; padding-inline: 6px; border: 0; border-radius: 8px;
        background: none; color: var(--ik-text); font-size: 14px; text-align: start; cursor: pointer;
      }
      button:hover { background: var(--ik-surface-2); }
      button svg { inline-size: 16px; block-size: 16px; }
      .label { flex: 1; }
      .count { min-inline-size: 22px; padding: 1px 7px; border-radius: 99px; background: var(--ik-accent); color: var(--ik-on-accent); font-size: 12px; font-weight: 600; text-align: center; }
      @media (hover: none) { button { min-block-size: 44px; } }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  private readonly _invites = new LiveController(this, () => this._services?.sharing.watchInvites());

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._invites.refresh();
  }

  private _show = async () => {
    await import('./ik-invites-dialog.js');
    const dialog = document.createElement('ik-invites-dialog');
    dialog.addEventListener('ik-close', () => dialog.remove());
    this.renderRoot.append(dialog);
  };

  protected override render() {
    const count = this._invites.value?.length ?? 0;
    if (count === 0) return nothing;
    const label = count === 1 ? msg('One invitation') : msg(str`${count} invitations`);
    return html`<button type="button" aria-label=${label} @click=${this._show}>${icon(inboxIcon)}<span class="label">${msg('Invitations')}</span><span class="count" aria-hidden="true">${count}</span></button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-invite-badge': IkInviteBadge;
  }
}
