import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import contactIcon from 'lucide-static/icons/user-round.svg?raw';
import { isUri } from '../../domain/contacts/further-properties.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { PeopleLookup, PersonChoice, RelatedPerson } from './people-lookup.js';

/**
 * A related person: a name in words, or one of the contacts on this device, chosen from a list (ARIA combobox).
 *
 * @fires {Event} change - `value` is another, at each keystroke.
 */
@customElement('ik-related-input')
@localized()
export class IkRelatedInput extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; position: relative; }
      .chosen { display: flex; align-items: center; gap: 8px; min-block-size: 38px; padding-inline: 11px; border-radius: var(--ik-radius); background: var(--ik-accent-soft); color: var(--ik-accent); font-size: 14px; overflow-wrap: anywhere; }
      [role=listbox] {
        position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% + 2px); max-block-size: 220px; overflow: auto; margin: 0; padding: 4px; list-style: none;
        border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
      }
      [role=option] { display: grid; align-content: center; min-block-size: 34px; padding: 4px 8px; border-radius: 7px; color: var(--ik-text); font-size: 14px; cursor: pointer; }
      [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
      .quiet { color: var(--ik-text-2); font-size: 12.5px; }
      @media (pointer: coarse) { [role=option] { min-block-size: 44px; } }
    `,
  ];

  /** A name, or a URI. */
  @property() value = '';
  @property() label = '';
  /** Without it there are no contacts to choose from. */
  @property({ attribute: false }) people: PeopleLookup | undefined;
  @state() private _found: readonly PersonChoice[] = [];
  @state() private _active = -1;
  @state() private _person: RelatedPerson | undefined;
  @query('input') private _input!: HTMLInputElement | null;
  private _looked = '';

  override focus() {
    this._input?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (this._looked === this.value && !changed.has('people')) return;
    this._looked = this.value;
    if (!isUri(this.value)) this._person = undefined;
    else if (this._person === undefined) void this._look(this.value);
  }

  private async _look(uri: string) {
    const people = await this.people?.named([uri]).catch(() => undefined);
    if (this.value === uri) this._person = people?.[uri];
  }

  private _set(value: string, person?: RelatedPerson) {
    this._person = person;
    this._looked = value;
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private async _onInput() {
    const typed = this._input?.value ?? '';
    this._set(typed);
    const found = typed.trim() === '' ? [] : ((await this.people?.find(typed.trim()).catch(() => [])) ?? []);
    if (this.value !== typed) return; // a later letter asked anew
    this._found = found;
    this._active = -1;
  }

  private _choose({ uri, name }: PersonChoice) {
    this._found = [];
    this._set(uri, { name, href: '' });
  }

  private _onKeyDown(event: KeyboardEvent) {
    const count = this._found.length;
    if (count === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const from = this._active === -1 && event.key === 'ArrowUp' ? 0 : this._active;
      this._active = (from + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (event.key === 'Enter' && this._active !== -1) {
      event.preventDefault(); // chooses, and does not save the form
      this._choose(this._found[this._active] as PersonChoice);
    } else if (event.key === 'Escape') {
      event.preventDefault(); // closes the list, not the dialog
      event.stopPropagation();
      this._found = [];
    }
  }

  private _onBlur() {
    if (this._found.length > 0) this._found = [];
  }

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = (
    choice: PersonChoice,
    index: number,
  ) => html`<li id="o${index}" role="option" aria-selected=${String(index === this._active)}
    @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this._choose(choice)}>
    <span>${choice.name}</span>${choice.note === '' ? nothing : html`<span class="quiet">${choice.note}</span>`}
  </li>`;

  protected override render() {
    if (/^urn:/i.test(this.value) || this._person !== undefined) {
      const name = this._person?.name ?? msg('A contact that is not on this device');
      return html`<span class="chosen" role="img" aria-label=${msg(str`Contact: ${name}`)}>${icon(contactIcon)}${name}</span>`;
    }
    const isOpen = this._found.length > 0;
    return html`<input class="input" type="text" role="combobox" aria-label=${this.label} autocomplete="off" aria-autocomplete="list" aria-controls="list"
        aria-expanded=${String(isOpen)} aria-activedescendant=${isOpen && this._active !== -1 ? `o${this._active}` : nothing}
        placeholder=${this.people === undefined ? nothing : msg('Name, or one of your contacts')} .value=${this.value}
        @input=${this._onInput} @keydown=${this._onKeyDown} @blur=${this._onBlur} />
      <ul id="list" role="listbox" aria-label=${this.label} ?hidden=${!isOpen}>${this._found.map(this._option)}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-related-input': IkRelatedInput;
  }
}
