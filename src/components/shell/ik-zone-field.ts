import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { systemClock, systemZone } from '../../domain/time/clock.js';
import { isKnownZone, offsetAt } from '../../domain/time/zone.js';
import { offsetText } from '../../domain/time/zone-search.js';
import { controls } from '../shared/controls.styles.js';

/** Every zone of the platform, `UTC` first. */
function allZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/**
 * A field for a time zone: typing part of a name lists the zones that have it.
 *
 * @fires {Event} change - `value` is another known zone now, or '' for the system's.
 */
@customElement('ik-zone-field')
@localized()
export class IkZoneField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      p { margin: 5px 0 0; font-size: 12.5px; color: var(--ik-text-2); }
      .error { color: var(--ik-danger); }
    `,
  ];

  /** IANA name; '' follows the system, or is no zone where one is `optional`. */
  @property() value = '';
  @property() label = '';
  /** Empty means none. */
  @property({ type: Boolean }) optional = false;
  @state() private _wrong = '';

  private _onChange(event: Event) {
    const text = (event.target as HTMLInputElement).value.trim().replaceAll(' ', '_');
    const zone = allZones().find((name) => name.toLowerCase() === text.toLowerCase()) ?? text;
    this._wrong = zone === '' || isKnownZone(zone) ? '' : text;
    if (this._wrong) return;
    this.value = zone;
    this.dispatchEvent(new Event('change'));
  }

  protected override render() {
    const now = systemClock.now();
    const inForce = this.value || (this.optional ? '' : systemZone());
    return html`<label class="field"
        >${this.label}
        <input
          list="zones"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.optional ? msg('None') : msg(str`As the device: ${systemZone()}`)}
          aria-describedby="hint"
          aria-invalid=${this._wrong ? 'true' : nothing}
          .value=${this.value}
          @change=${this._onChange}
        />
      </label>
      <datalist id="zones">
        ${allZones().map((zone) => html`<option value=${zone}>${offsetText(offsetAt(zone, now))}</option>`)}
      </datalist>
      ${
        this._wrong
          ? html`<p id="hint" class="error" role="alert">${msg(str`There is no time zone “${this._wrong}”. Choose one from the list.`)}</p>`
          : html`<p id="hint">${inForce && `${inForce} · ${offsetText(offsetAt(inForce, now))}`}</p>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-zone-field': IkZoneField;
  }
}
