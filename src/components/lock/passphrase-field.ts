import { msg } from '@lit/localize';
import { css, html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import hiddenIcon from 'lucide-static/icons/eye.svg?raw';
import shownIcon from 'lucide-static/icons/eye-off.svg?raw';
import { MAX_PASSPHRASE } from '../../domain/lock/passphrase.js';
import { icon } from '../shared/icon.js';

export const passphraseStyles = css`
  .passphrase { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 5px 6px; font-size: 13px; color: var(--ik-text-2); }
  .passphrase.alone { grid-template-columns: minmax(0, 1fr); }
  .passphrase label { grid-column: 1 / -1; }
  .passphrase .icon-button { inline-size: 38px; min-block-size: 38px; }
  @media (pointer: coarse) { .passphrase .icon-button { inline-size: 44px; min-block-size: 44px; } .passphrase .input { min-block-size: 44px; } }
`;

export interface PassphraseField {
  readonly id: string;
  readonly label: string;
  readonly isNew: boolean;
  /** It is readable at present. */
  readonly shown: boolean;
  readonly focused?: boolean;
  readonly describedBy?: string;
  readonly disabled?: boolean;
  /** Absent where another field's button shows this one, too. */
  onShow?(): void;
  onInput?(event: Event): void;
}

/** A field for a passphrase, which can be made readable. In the same tree as its form, so that Enter sends it. */
export function passphraseField(field: PassphraseField) {
  const { id, label, shown, isNew, onShow } = field;
  const name = shown ? msg('Hide passphrase') : msg('Show passphrase');
  return html`<div class="passphrase ${onShow ? '' : 'alone'}">
    <label for=${id}>${label}</label>
    <input id=${id} class="input" type=${shown ? 'text' : 'password'} required maxlength=${MAX_PASSPHRASE} spellcheck="false"
      autocapitalize="off" autocomplete=${isNew ? 'new-password' : 'current-password'} ?data-autofocus=${field.focused}
      ?disabled=${field.disabled} aria-describedby=${ifDefined(field.describedBy)} @input=${field.onInput} />
    ${
      onShow &&
      html`<button type="button" class="icon-button" title=${name} aria-label=${name} aria-pressed=${shown} @click=${onShow}>${icon(shown ? shownIcon : hiddenIcon)}</button>`
    }
  </div>`;
}
