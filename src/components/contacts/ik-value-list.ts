import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import starIcon from 'lucide-static/icons/star.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { TypedAddress } from '../../domain/contacts/contact-fields.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import {
  type AnyValue,
  addressParts,
  blankValue,
  chosenType,
  withLabel,
  withType,
  withValue,
} from './contact-draft.js';
import { kindLabel, typeLabel, typesByKind, type ValueKind, valueLabel } from './contact-labels.js';
import { valueLines } from './value-list.styles.js';

/** The values are others than before. Does not bubble. */
export class ValuesChangeEvent extends Event {
  constructor(readonly values: readonly AnyValue[]) {
    super('ik-values-change');
  }
}

const styles = css`
  :host { display: grid; gap: 8px; }
  .address { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 6px; }
  .address .wide { grid-column: span 2; }
  .add { justify-self: start; min-block-size: 34px; padding: 0 10px; border-color: transparent; color: var(--ik-accent); }
      @media (pointer: coarse) { .add { min-block-size: 44px; } }
`;

const inputTypes = { emails: 'email', phones: 'tel', urls: 'url', impps: 'text', addresses: 'text' } as const;

/**
 * All values of one kind, such as a contact's telephone numbers: type, value, preferred, remove, add.
 *
 * @fires {ValuesChangeEvent} ik-values-change - At each keystroke. Does not bubble.
 */
@customElement('ik-value-list')
@localized()
export class IkValueList extends LitElement {
  static override styles = [controls, valueLines, styles];

  @property({ attribute: false }) kind: ValueKind = 'emails';
  @property({ attribute: false }) values: readonly AnyValue[] = [];

  private _change(values: readonly AnyValue[]) {
    this.dispatchEvent(new ValuesChangeEvent(values));
  }

  /** The value whose label is being typed. */
  @state() private _labelled: number | undefined;

  private _isAdding = false;

  /** One value more, with the focus in it. */
  add() {
    this._isAdding = true;
    this._change([...this.values, blankValue(this.kind, this.values.length)]);
  }

  protected override updated(changed: PropertyValues<this>) {
    if (!this._isAdding || !changed.has('values')) return;
    this._isAdding = false;
    [...this.renderRoot.querySelectorAll<HTMLElement>('.line')]
      .at(-1)
      ?.querySelector<HTMLElement>('.value input')
      ?.focus();
  }

  private _remove(at: number) {
    this._labelled = undefined;
    this._change(this.values.filter((_value, index) => index !== at));
    this.renderRoot.querySelector<HTMLElement>('.add')?.focus();
  }

  private async _askForLabel(at: number) {
    this._labelled = at;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.label')?.focus();
  }

  /** A label in the person's own words, as Apple's and Google's address books have it. */
  private _label(value: AnyValue, at: number, name: string) {
    const set = (event: Event) =>
      this._change(withValue(this.values, at, withLabel(this.kind, value, (event.target as HTMLInputElement).value)));
    const done = () => {
      this._labelled = undefined;
    };
    return html`<input class="input label" autocomplete="off" maxlength="100" aria-label=${msg(str`Label of ${name}`)} placeholder=${msg('Label')}
      .value=${live(value.label)} @input=${set} @blur=${done} />`;
  }

  private _type(value: AnyValue, at: number, name: string) {
    if (this._labelled === at) return this._label(value, at, name);
    const chosen = chosenType(this.kind, value);
    const choose = (event: Event) => {
      const type = (event.target as HTMLSelectElement).value;
      if (type === 'label') void this._askForLabel(at);
      else if (type !== 'own') this._change(withValue(this.values, at, withType(this.kind, value, type)));
    };
    const options = [...typesByKind[this.kind], ''];
    return html`<select class="input" aria-label=${msg(str`Kind of ${name}`)} .value=${live(chosen ?? 'own')} @change=${choose}>
      ${chosen === undefined ? html`<option value="own" selected>${valueLabel(this.kind, value)}</option>` : nothing}
      ${options.map((type) => html`<option value=${type} ?selected=${type === chosen}>${type === '' ? msg('Other') : typeLabel(type)}</option>`)}
      <option value="label">${msg('Own label …')}</option>
    </select>`;
  }

  private _field(value: AnyValue, at: number, name: string) {
    if (!('value' in value)) return this._address(value, at);
    const type = inputTypes[this.kind];
    return html`<div class="value"><input class="input" type=${type === 'url' ? 'text' : type} inputmode=${type} autocomplete="off"
      aria-label=${name} .value=${live(value.value)}
      @input=${(event: Event) => this._change(withValue(this.values, at, { ...value, value: (event.target as HTMLInputElement).value }))} /></div>`;
  }

  private _address(address: TypedAddress, at: number) {
    const labels = addressLabels();
    return html`<div class="value address">${addressParts.map((part) => {
      // Parts few people use stand there only when the card has them.
      if ((part === 'poBox' || part === 'extended') && address[part] === '') return nothing;
      const isShort = part === 'postalCode' || part === 'locality';
      return html`<input class="input ${isShort ? '' : 'wide'}" autocomplete="off" aria-label=${labels[part]} placeholder=${labels[part]}
        .value=${live(address[part])}
        @input=${(event: Event) => this._change(withValue(this.values, at, { ...address, [part]: (event.target as HTMLInputElement).value }))} />`;
    })}</div>`;
  }

  private _line = (value: AnyValue, at: number) => {
    const name = this.values.length > 1 ? `${kindLabel(this.kind)} ${at + 1}` : kindLabel(this.kind);
    const prefer = () => this._change(withValue(this.values, at, { ...value, preferred: !value.preferred }));
    return html`<div class="line" role="group" aria-label=${name}>
      ${this._type(value, at, name)} ${this._field(value, at, name)}
      <div class="buttons">
        ${
          this.values.length > 1
            ? html`<button type="button" class="icon-button plain" aria-pressed=${value.preferred ? 'true' : 'false'} title=${msg('Make default')}
                aria-label=${msg(str`${name} is preferred`)} @click=${prefer}>${icon(starIcon)}</button>`
            : nothing
        }
        <button type="button" class="icon-button plain" title=${msg('Remove')} aria-label=${msg(str`Remove ${name}`)}
          @click=${() => this._remove(at)}>${icon(removeIcon)}</button>
      </div>
    </div>`;
  };

  protected override render() {
    return html`${this.values.map(this._line)}
      <button type="button" class="button add" @click=${this.add}>${icon(plusIcon)}${addLabel(this.kind)}</button>`;
  }
}

function addLabel(kind: ValueKind): string {
  switch (kind) {
    case 'emails':
      return msg('Add email');
    case 'phones':
      return msg('Add phone');
    case 'urls':
      return msg('Add website');
    case 'impps':
      return msg('Add messenger');
    case 'addresses':
      return msg('Add address');
  }
}

function addressLabels(): Readonly<Record<(typeof addressParts)[number], string>> {
  return {
    street: msg('Street and number'),
    extended: msg('Address line 2'),
    poBox: msg('Post office box'),
    postalCode: msg('Postal code'),
    locality: msg('Town'),
    region: msg('Region'),
    country: msg('Country'),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-value-list': IkValueList;
  }
  interface HTMLElementEventMap {
    'ik-values-change': ValuesChangeEvent;
  }
}
