import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import receiptIcon from 'lucide-static/icons/mail-check.svg?raw';
import type { EmailDetail } from '../../domain/mail/email.js';
import { goesElsewhere, wantsReceipt } from '../../domain/mail/receipt.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

/** What the person answers. Does not bubble. */
export class ReceiptEvent extends Event {
  constructor(readonly sends: boolean) {
    super('ik-receipt');
  }
}

/**
 * Above a message whose sender asks for a receipt: whether one is to be sent. None is without being asked.
 *
 * @fires {ReceiptEvent} ik-receipt
 */
@customElement('ik-receipt-note')
@localized()
export class IkReceiptNote extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin: 0 16px 12px; padding: 10px 14px; border-radius: 12px; background: var(--ik-accent-soft); font-size: 14px; }
      p { flex: 1 1 220px; margin: 0; overflow-wrap: anywhere; }
      .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
    `,
  ];

  @property({ attribute: false }) email?: EmailDetail;
  /** Addresses of the person, lower case. */
  @property({ attribute: false }) own: readonly string[] = [];

  private _text(email: EmailDetail): string {
    if (!goesElsewhere(email)) return msg('The sender asks to be told that you have read this.');
    const names = (email.receiptTo ?? []).map((one) => one.email).join(', ');
    return msg(str`The sender asks that ${names} be told that you have read this.`);
  }

  private _answer(sends: boolean) {
    this.dispatchEvent(new ReceiptEvent(sends));
  }

  protected override render() {
    const { email } = this;
    if (email === undefined || !wantsReceipt(email, this.own)) return nothing;
    return html`<div role="note">${icon(receiptIcon)}<p>${this._text(email)}</p>
      <span class="buttons"><button type="button" class="button" @click=${() => this._answer(true)}>${msg('Send receipt')}</button>
        <button type="button" class="button" @click=${() => this._answer(false)}>${msg('Do not send')}</button></span></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-receipt-note': IkReceiptNote;
  }
  interface HTMLElementEventMap {
    'ik-receipt': ReceiptEvent;
  }
}
