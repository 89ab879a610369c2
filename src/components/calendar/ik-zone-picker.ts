import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { LocalMs } from '../../domain/time/types.js';
import { epochToLocal, isKnownZone, localToEpoch } from '../../domain/time/zone.js';
import { findZones, offsetText, placeOf, type ZoneChoice, zoneChoices } from '../../domain/time/zone-search.js';
import { ComboboxController } from '../shared/combobox-controller.js';
import { controls } from '../shared/controls.styles.js';

/**
 * Chooses a time zone by city, offset or abbreviation (ARIA combobox with a list), and says what the time is by one's own
 * clock.
 *
 * @fires {Event} change - `value` is another zone.
 */
@customElement('ik-zone-picker')
@localized()
export class IkZonePicker extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; position: relative; }
      .hint { margin: 4px 0 0; font-size: 12.5px; color: var(--ik-text-2); }
      [role=listbox] {
        position: absolute; z-index: 3; inset-inline: 0; inset-block-start: calc(100% - 18px); max-block-size: 240px; overflow: auto; margin: 0; padding: 4px; list-style: none;
        border: 1px solid var(--ik-line); border-radius: var(--ik-radius); background: var(--ik-surface); box-shadow: var(--ik-shadow);
      }
      .alone { inset-block-start: calc(100% + 2px); }
      [role=option] { display: flex; gap: 8px; align-items: baseline; padding: 6px 8px; border-radius: 7px; font-size: 13.5px; color: var(--ik-text); cursor: pointer; }
      [role=option][aria-selected=true] { background: var(--ik-accent-soft); }
      .city { flex: 1; min-inline-size: 0; }
      .quiet { color: var(--ik-text-2); font-size: 12.5px; white-space: nowrap; }
      @media (pointer: coarse) { [role=option] { min-block-size: 44px; align-items: center; } }
    `,
  ];

  /** IANA name; '' is `empty`. */
  @property() value = '';
  @property() label = '';
  /** What '' is called, such as "Wherever you are". */
  @property() empty = '';
  /** Wall clock there: offsets are those of that day. */
  @property({ attribute: false }) local = 0 as LocalMs;
  /** One's own zone. */
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @query('input') private _input!: HTMLInputElement;
  private _choices: readonly ZoneChoice[] = [];
  private readonly _list = new ComboboxController<ZoneChoice>(this, {
    begin: () => {
      this._choices = zoneChoices(localToEpoch(isKnownZone(this.value) ? this.value : this.timeZone, this.local));
    },
    find: (typed) => findZones(this._choices, typed),
    choose: ({ zone }) => this._choose(zone),
  });

  private _choose(zone: string) {
    this._list.close();
    if (zone === this.value) return;
    this.value = zone;
    this.dispatchEvent(new Event('change'));
  }

  /** What was typed and not chosen counts when it names one zone; emptied, it is none. */
  private _onBlur = () => {
    const typed = this._list.typed;
    if (typed === undefined) return;
    const [first, second] = this._list.found;
    const isEmptied = this.empty !== '' && this._input.value.trim() === '' && this.value !== '';
    if (isEmptied) this._choose('');
    else if (
      typed.trim() !== '' &&
      first !== undefined &&
      (second === undefined || first.city.toLowerCase() === typed.trim().toLowerCase())
    )
      this._choose(first.zone);
    this._list.close();
  };

  private get _shown(): string {
    if (this._list.typed !== undefined && this._list.typed !== '') return this._list.typed;
    return this.value === '' ? '' : placeOf(this.value).city;
  }

  private _hint() {
    if (this.value === '' || this.value === this.timeZone || !isKnownZone(this.value)) return '';
    const own = epochToLocal(this.timeZone, localToEpoch(this.value, this.local));
    const text = createLocalFormats(this.locale).span({ start: own, end: own, allDay: false });
    return msg(str`${text} by your clock`);
  }

  // The keyboard's way to an option is Enter in the field.
  /* eslint-disable lit-a11y/click-events-have-key-events */
  private _option = ({ zone, city, region, offset }: ZoneChoice, index: number) => html`<li id="o${index}" role="option"
    aria-selected=${String(index === this._list.active)} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this._choose(zone)}>
    <span class="city">${city} <span class="quiet">${region}</span></span><span class="quiet">${offsetText(offset)}</span>
  </li>`;

  protected override render() {
    const found = this._list.found;
    const isOpen = this._list.typed !== undefined && found.length > 0;
    const hint = this._hint();
    return html`<label class="field">${this.label}
        <input type="text" role="combobox" aria-label=${this.label} autocomplete="off" spellcheck="false" aria-autocomplete="list" aria-controls="list" aria-expanded=${String(isOpen)}
          aria-activedescendant=${isOpen ? `o${this._list.active}` : nothing} aria-describedby=${hint === '' ? nothing : 'hint'} placeholder=${this.empty}
          .value=${this._shown} @click=${this._list.open} @input=${this._list.onInput} @keydown=${this._list.onKeyDown} @blur=${this._onBlur} />
      </label>
      ${hint === '' ? nothing : html`<p class="hint" id="hint">${hint}</p>`}
      <ul id="list" role="listbox" class=${hint === '' ? 'alone' : ''} aria-label=${this.label} ?hidden=${!isOpen}>${isOpen ? found.map(this._option) : nothing}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-zone-picker': IkZonePicker;
  }
}
