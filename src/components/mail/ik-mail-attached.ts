import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import type { MessageActionEvent } from './ik-mail-message.js';
import './ik-mail-message.js';

/**
 * A message that hangs on another one, drawn as messages are. Open as soon as it is in the page.
 *
 * @fires {MessageActionEvent} ik-message-action - Something is wanted of it. Does not bubble.
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-attached')
@localized()
export class IkMailAttached extends LitElement {
  static override styles = [controls, css`ik-dialog { --ik-dialog-width: min(960px, 94vw); }`];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) own: readonly string[] = [];

  private _onMessage = (event: MessageActionEvent) => {
    if (!event.action.startsWith('file-')) return;
    this.dispatchEvent(
      new (event.constructor as typeof MessageActionEvent)(event.action, event.email, event.attachment),
    );
  };

  protected override render() {
    return html`<ik-dialog open heading=${this.email?.subject || msg('No subject')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <ik-mail-message open attached .email=${this.email} .services=${this.services} .display=${this.display} .own=${this.own} @ik-message-action=${this._onMessage}></ik-mail-message>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-attached': IkMailAttached;
  }
}
