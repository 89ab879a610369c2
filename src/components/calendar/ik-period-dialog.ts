import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { parsePeriod } from '../../domain/settings/read-settings.js';
import type { SchedulePeriod } from '../../domain/settings/settings.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';

/**
 * From which day to which the schedule goes. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-period-dialog')
@localized()
export class IkPeriodDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px; }
    `,
  ];

  /** `YYYY-MM-DD`, both belong to it. */
  @property() from = '';
  @property() to = '';
  /** Takes the chosen days. */
  @property({ attribute: false }) choose: (period: SchedulePeriod) => void = () => {};
  @state() private _open = true;
  @query('#from') private _from!: HTMLInputElement;
  @query('#to') private _to!: HTMLInputElement;

  private _leave = () => {
    this._open = false;
  };

  private _onSubmit(event: Event) {
    event.preventDefault();
    const period = `${this._from.value}/${this._to.value}` as const;
    if (parsePeriod(period) === undefined) {
      const isBackwards = this._to.value < this._from.value;
      this._to.setCustomValidity(
        isBackwards ? msg('The last day must not be before the first.') : msg('Choose at most three years.'),
      );
      this._to.reportValidity();
      return;
    }
    this.choose(period);
    this._open = false;
  }

  private _forgive = () => this._to.setCustomValidity('');

  protected override render() {
    return html`<ik-dialog heading=${msg('Days of the schedule')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit} @input=${this._forgive}>
        <label class="field">${msg('From')}<input id="from" type="date" required .value=${this.from} ?autofocus=${true} /></label>
        <label class="field">${msg('To')}<input id="to" type="date" required .value=${this.to} /></label>
      </form>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${msg('Show')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-period-dialog': IkPeriodDialog;
  }
}
