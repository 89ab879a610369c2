import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shownName } from '../../domain/mail/address.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import type { UnsubscribeWay } from '../../domain/mail/unsubscribe.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

/**
 * Shows how one leaves a list before anything is asked for: the page, or the message to be sent. Open as soon as it is in the
 * page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-unsubscribe-dialog')
@localized()
export class IkUnsubscribeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      .way { display: grid; gap: 6px; margin-block-start: 12px; padding: 12px; border: 1px solid var(--ik-line); border-radius: 10px; }
      .way p { margin: 0; }
      code { overflow-wrap: anywhere; color: var(--ik-text-2); font-size: 12.5px; }
      .way .button { justify-self: start; }
    `,
  ];

  @property({ attribute: false }) email: EmailDetail | undefined;
  @property({ attribute: false }) ways: readonly UnsubscribeWay[] = [];

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _way = (way: UnsubscribeWay, index: number) => html`<div class="way">
    <p>${way.kind === 'web' ? msg(str`A page at ${way.to}, where you may have to confirm it.`) : msg(str`A message to ${way.to}, written with your mail program.`)}</p>
    <code>${way.href.slice(0, 600)}</code>
    <a class="button ${index === 0 ? 'primary' : ''}" href=${way.href} target="_blank" rel="noopener noreferrer" ?data-autofocus=${index === 0} @click=${() => queueMicrotask(this._close)}>${
      way.kind === 'web' ? msg('Open the page') : msg('Write the message')
    }</a>
  </div>`;

  protected override render() {
    const [sender] = this.email?.from ?? [];
    const name = sender === undefined ? msg('Nobody') : shownName(sender);
    return html`<ik-dialog compact open heading=${msg('Unsubscribe')} @ik-close=${this._close}>
      <p>${msg(str`“${name}” says how to leave its list. Nothing has been asked for yet; the sender learns that somebody reads this address.`)}</p>
      ${this.ways.map(this._way)}
      ${this.ways.length === 0 ? html`<p>${msg('It names no way that can be used.')}</p>` : nothing}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-unsubscribe-dialog': IkUnsubscribeDialog;
  }
}
