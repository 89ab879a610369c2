import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import junkIcon from 'lucide-static/icons/shield-alert.svg?raw';
import type { Services } from '../../app/services.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { junkSaid } from '../../domain/mail/junk/junk-said.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { quoted } from '../shared/quoted.js';

/**
 * Above a message among spam: why it is there, as far as that is known, and the way out.
 *
 * @fires {Event} ik-not-junk - It is no spam. Does not bubble.
 */
@customElement('ik-junk-note')
@localized()
export class IkJunkNote extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 10px 14px; border-radius: 12px; background: color-mix(in oklab, var(--ik-warn, var(--ik-danger)) 12%, var(--ik-surface)); font-size: 14px; }
      p { flex: 1 1 240px; margin: 0; overflow-wrap: anywhere; }
    `,
  ];

  @property({ attribute: false }) email?: EmailDetail;
  @property({ attribute: false }) services?: Services;
  /** Of which message; nothing while they are asked for. */
  @state() private _reasons?: { readonly emailId: string; readonly words: readonly string[] };

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('email') && this.email !== undefined && !this._isSaid) void this._ask(this.email.id);
  }

  private get _isSaid(): boolean {
    return junkSaid(this.email?.keywords ?? []) === 'junk';
  }

  private async _ask(emailId: string) {
    if (this._reasons?.emailId === emailId) return;
    // A filter that cannot be asked gives no reasons: the message can be read all the same.
    const words = (await this.services?.mailRules.junkReasons(emailId).catch(() => [])) ?? [];
    if (this.email?.id === emailId) this._reasons = { emailId, words };
  }

  private _text(): string {
    if (this._isSaid) return msg('This message was marked as spam.');
    const words = this._reasons?.words ?? [];
    if (words.length === 0) return msg('A rule, the mail server or another program put this message among spam.');
    const named = words.map(quoted).join(', ');
    return msg(str`This message is like mail that you marked as spam: ${named}.`);
  }

  protected override render() {
    const { email } = this;
    if (email === undefined || (!this._isSaid && this._reasons?.emailId !== email.id)) return nothing;
    return html`<div role="note">${icon(junkIcon)}<p>${this._text()}</p>
      <button type="button" class="button" @click=${() => this.dispatchEvent(new Event('ik-not-junk'))}>${msg('Not spam')}</button></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-junk-note': IkJunkNote;
  }
}
