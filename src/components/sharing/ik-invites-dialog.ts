import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import type { ReceivedInvite } from '../../domain/sharing/sharing.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import './ik-invite-card.js';

/**
 * All invitations that wait for an answer.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-invites-dialog')
@localized()
export class IkInvitesDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ul { display: grid; gap: 18px; margin: 4px 0 0; padding: 0; list-style: none; }
      .quiet { color: var(--ik-text-2); font-size: 14px; }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @consume({ context: servicesContext, subscribe: true }) @state() private _services: Services | undefined;
  @state() private _open = true;
  private readonly _invites = new LiveController(this, () => this._services?.sharing.watchInvites());

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_services')) this._invites.refresh();
  }

  private _answer(invite: ReceivedInvite) {
    return async (answer: 'accept' | 'decline') => {
      await this._services?.sharing.answer(invite, answer);
      const text = answer === 'accept' ? msg(str`You have “${invite.name}” now.`) : msg('Declined.');
      this.dispatchEvent(new NoticeEvent(text));
      if ((this._invites.value?.length ?? 0) <= 1) this._open = false;
    };
  }

  protected override render() {
    const invites = this._invites.value;
    return html`<ik-dialog heading=${msg('Invitations')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${
        invites === undefined
          ? nothing
          : invites.length === 0
            ? html`<p class="quiet">${msg('No invitation waits for you.')}</p>`
            : html`<ul>${invites.map((invite) => html`<li><ik-invite-card .invite=${invite} .answer=${this._answer(invite)}></ik-invite-card></li>`)}</ul>`
      }
      <button slot="footer" type="button" class="button" @click=${() => (this._open = false)}>${msg('Done')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-invites-dialog': IkInvitesDialog;
  }
}
