import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import type { ReceivedInvite } from '../../domain/sharing/sharing.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { displayContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { accessHint, accessName } from './role-names.js';
import { dayText, describeShareError, personName } from './sharing-texts.js';

/**
 * An invitation: who, what, which role; accepted or declined.
 *
 * @fires {Event} ik-answered - It is done with. Does not bubble.
 */
@customElement('ik-invite-card')
@localized()
export class IkInviteCard extends LitElement {
  static override styles = [
    controls,
    hue,
    faceStyles,
    css`
      :host { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 12px; align-items: start; }
      .text { font-size: 14px; line-height: 1.45; overflow-wrap: anywhere; }
      p { margin: 0; }
      .quiet { font-size: 13px; color: var(--ik-text-2); }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 10px; }
      [role=alert] { color: var(--ik-danger); font-size: 13px; }
      @media (pointer: coarse) { .button { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) invite!: ReceivedInvite;
  @property({ attribute: false }) answer: (answer: 'accept' | 'decline') => Promise<void> = async () => undefined;
  @consume({ context: displayContext, subscribe: true }) @state() private _display: DisplaySettings | undefined;
  @state() private _busy = false;
  @state() private _problem = '';

  private async _answer(answer: 'accept' | 'decline') {
    if (this._busy) return;
    this._busy = true;
    this._problem = '';
    try {
      await this.answer(answer);
      this.dispatchEvent(new Event('ik-answered'));
    } catch (error) {
      this._problem = describeShareError(error);
    } finally {
      this._busy = false;
    }
  }

  protected override render() {
    const { from, name, kind, role, expires } = this.invite;
    const who = personName(from);
    const until = this._display ? dayText(expires, this._display) : '';
    return html`${face({ initials: initialsOf(who), hue: hueOf(from.account) })}
      <div class="text">
        <p>${kind === 'calendar' ? msg(html`<b>${who}</b> shares the calendar <b>${name}</b> with you.`) : msg(html`<b>${who}</b> shares the address book <b>${name}</b> with you.`)}</p>
        <p class="quiet">${from.address && from.name ? html`${from.address} · ` : nothing}${accessName(role, kind)}: ${accessHint(role, kind)}</p>
        ${kind === 'addressbook' ? html`<p class="quiet">${msg('Its groups and contacts can be seen once you have accepted: nobody else can read them before, the relay neither.')}</p>` : nothing}
        <p class="quiet">${msg(str`Open until ${until}. The name is what the sender calls themselves.`)}</p>
        ${this._problem === '' ? nothing : html`<p role="alert">${this._problem}</p>`}
        <div class="acts">
          <button type="button" class="button primary" ?disabled=${this._busy} aria-busy=${this._busy} @click=${() => void this._answer('accept')}>${msg('Accept')}</button>
          <button type="button" class="button" ?disabled=${this._busy} @click=${() => void this._answer('decline')}>${msg('Decline')}</button>
        </div>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-invite-card': IkInviteCard;
  }
}
