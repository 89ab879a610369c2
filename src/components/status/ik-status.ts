import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import personIcon from 'lucide-static/icons/user-round.svg?raw';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { noStatus, type Status } from '../../domain/status/status.js';
import { faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { statusWords } from './status-texts.js';

/**
 * The person's own face at the foot of the rail, and how they are.
 *
 * @fires {Event} ik-status-open - The status is to be changed. Does not bubble.
 */
@customElement('ik-status')
@localized()
export class IkStatus extends LitElement {
  static override styles = [
    controls,
    hue,
    faceStyles,
    css`
      button { position: relative; display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 12px; background: none; color: var(--ik-text-2); cursor: pointer; }
      button:hover { background: var(--ik-surface-2); }
      .face::after { border-color: var(--ik-bg) !important; }
      .emoji { position: absolute; inset-block-start: 0; inset-inline-end: 0; font-size: 14px; line-height: 1; }
      .icon svg { inline-size: 20px; block-size: 20px; }
      .face { inline-size: 34px; block-size: 34px; }
    `,
  ];

  /** '' when nobody has said it. */
  @property() name = '';
  /** As it holds now. */
  @property({ attribute: false }) status: Status = noStatus;

  protected override render() {
    const { name, status } = this;
    const label = `${msg('Your status')}: ${statusWords(status)}`;
    const inside = name === '' ? icon(personIcon) : initialsOf(name);
    return html`<button type="button" title=${label} aria-haspopup="dialog" @click=${() => this.dispatchEvent(new Event('ik-status-open'))}>
      <span class="face hue ${status.presence}" aria-hidden="true" .style=${`--h:${hueOf(name)}`}>${inside}</span>
      <span class="visually-hidden">${label}</span>
      ${status.emoji ? html`<span class="emoji" aria-hidden="true">${status.emoji}</span>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-status': IkStatus;
  }
}
