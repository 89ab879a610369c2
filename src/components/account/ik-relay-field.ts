import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { readRelayAddress } from '../../domain/sharing/relay-address.js';
import { controls } from '../shared/controls.styles.js';
import { describeAddressProblem } from './account-texts.js';

/**
 * The address of a relay. Says what is wrong with it once the person has left it.
 *
 * @fires {Event} change - `value` is another one.
 */
@customElement('ik-relay-field')
@localized()
export class IkRelayField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .problem { margin: 5px 0 0; color: var(--ik-danger); font-size: 13px; }
    `,
  ];

  /** As it was typed. */
  @property() value = '';
  @state() private _problem = '';
  @query('input') private _input!: HTMLInputElement;

  /** @returns `wss://host[:port]`; `undefined` when it is none, which is said. */
  check(): string | undefined {
    const read = readRelayAddress(this.value);
    this._problem = 'problem' in read ? describeAddressProblem(read.problem) : '';
    if ('address' in read) return read.address;
    this._input.focus();
    return undefined;
  }

  private _onInput = () => {
    this.value = this._input.value;
    this._problem = '';
    this.dispatchEvent(new Event('change'));
  };

  private _onChange = () => {
    const read = readRelayAddress(this.value);
    if (this.value !== '' && 'problem' in read) this._problem = describeAddressProblem(read.problem);
  };

  protected override render() {
    return html`<label class="field">${msg('Relay')}
        <input
          inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="255"
          placeholder="relay.example.org" .value=${this.value}
          aria-invalid=${this._problem !== ''} aria-describedby=${this._problem === '' ? nothing : 'problem'}
          @input=${this._onInput} @change=${this._onChange}
        />
      </label>
      ${this._problem === '' ? nothing : html`<p class="problem" id="problem" role="alert">${this._problem}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-relay-field': IkRelayField;
  }
}
