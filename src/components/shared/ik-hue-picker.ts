import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.styles.js';
import { hue } from './hue.styles.js';
import { hueChoices } from './hue-names.js';

/**
 * A row of colours to choose one from; arrow keys move.
 *
 * @fires {Event} change - `value` is another hue now.
 */
@customElement('ik-hue-picker')
@localized()
export class IkHuePicker extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      :host { display: block; }
      fieldset { display: flex; flex-wrap: wrap; gap: 2px; margin: 0; padding: 0; border: 0; }
      label { position: relative; display: grid; place-items: center; inline-size: 34px; block-size: 34px; border-radius: 50%; cursor: pointer; }
      input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      .dot { inline-size: 22px; block-size: 22px; border-radius: 50%; background: var(--hue-bar); }
      input:checked + .dot { box-shadow: 0 0 0 2px var(--ik-surface), 0 0 0 4px var(--hue-bar); }
      input:focus-visible + .dot { outline: 2px solid var(--ik-accent); outline-offset: 5px; }
      @media (pointer: coarse) { label { inline-size: 44px; block-size: 44px; } }
    `,
  ];

  /** OKLCH hue 0–360. */
  @property({ type: Number }) value = 265;
  /** Accessible name. */
  @property() label = '';

  private _choose(hueValue: number) {
    this.value = hueValue;
    this.dispatchEvent(new Event('change'));
  }

  protected override render() {
    const choices = hueChoices();
    const isOwn = !choices.some((choice) => choice.hue === this.value);
    const all = isOwn ? [{ hue: this.value, name: msg('Current colour') }, ...choices] : choices;
    return html`<fieldset aria-label=${this.label || msg('Colour')}>
      ${all.map(
        (choice) => html`<label class="hue" title=${choice.name} .style=${`--h:${choice.hue}`}>
          <input
            type="radio"
            name="hue"
            aria-label=${choice.name}
            .checked=${choice.hue === this.value}
            @change=${() => this._choose(choice.hue)}
          />
          <span class="dot"></span>
        </label>`,
      )}
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-hue-picker': IkHuePicker;
  }
}
