import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SubscriptionService } from '../../app/services.js';
import type { HolidayIndex } from '../../domain/calendar/holidays.js';
import type { HolidaySource } from '../../domain/collections/calendar-source.js';
import type { Collection } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import '../shared/ik-hue-picker.js';
import type { IkHuePicker } from '../shared/ik-hue-picker.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

type Country = HolidayIndex['countries'][number];

/** The languages names are offered in, besides the country's own. */
const languages = ['en', 'fr', 'de', 'it', 'es'];

/**
 * Adds the public holidays of a country or a region as a read-only calendar. Open as soon as it is in the page.
 *
 * @fires {NoticeEvent} ik-notice - They were added.
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-holidays-dialog')
@localized()
export class IkHolidaysDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; gap: 14px; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; }
      .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
      .error { padding: 10px 12px; border: 1px solid var(--ik-danger); border-radius: var(--ik-radius); }
      @media (pointer: coarse) { .check { min-block-size: 44px; } }
    `,
  ];

  /** BCP 47. */
  @property() locale = 'en';
  @property({ type: Number }) hue = 185;
  /** Those there are: the same one is not added twice. */
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property({ attribute: false }) service!: SubscriptionService;
  @state() private _open = true;
  @state() private _index: HolidayIndex | undefined;
  @state() private _country = '';
  @state() private _region = '';
  @state() private _busy = false;
  @state() private _error = '';
  @query('#language') private _language!: HTMLSelectElement;
  @query('#observances') private _observances!: HTMLInputElement;

  protected override firstUpdated() {
    void this._load();
  }

  private async _load() {
    this._error = '';
    try {
      this._index = await this.service.holidayIndex();
      const here = new Intl.Locale(navigator.language).maximize().region ?? '';
      const countries = this._countries();
      this._country = (countries.find(([code]) => code === here) ?? countries[0])?.[0] ?? '';
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _nameOf(type: 'region' | 'language', code: string): string {
    return new Intl.DisplayNames(this.locale, { type, fallback: 'code' }).of(code) ?? code;
  }

  private _countries(): readonly (readonly [code: string, name: string])[] {
    const { compare } = new Intl.Collator(this.locale);
    return (this._index?.countries ?? [])
      .map(([code]) => [code, this._nameOf('region', code)] as const)
      .sort((a, b) => compare(a[1], b[1]));
  }

  private _chosen(): Country | undefined {
    return this._index?.countries.find(([code]) => code === this._country);
  }

  /** "Holidays in Switzerland (Canton de Vaud)". */
  private _name(): string {
    const place = this._nameOf('region', this._country);
    const region = this._chosen()?.[2].find(([code]) => code === this._region)?.[1];
    return region === undefined ? msg(str`Holidays in ${place}`) : msg(str`Holidays in ${place} (${region})`);
  }

  private get _isKnown(): boolean {
    return this.calendars.some(
      ({ source }) => source?.kind === 'holidays' && source.country === this._country && source.region === this._region,
    );
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    const source: HolidaySource = {
      kind: 'holidays',
      country: this._country,
      region: this._region,
      language: this._language.value,
      observances: this._observances.checked,
    };
    const name = this._name();
    this._busy = true;
    try {
      const preview = await this.service.preview(source);
      const { undo } = await this.service.subscribe(preview.id, { name, hue: this.hue, source });
      this.dispatchEvent(new NoticeEvent(msg(str`“${name}” added.`), { undo }));
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
    this._busy = false;
  };

  private _fields(index: HolidayIndex) {
    const country = this._chosen();
    const regions = country?.[2] ?? [];
    const own = this.locale.split('-')[0] ?? 'en';
    const all = [...new Set([own, country?.[1] ?? 'en', ...languages])].filter(
      (code) => code === own || code === country?.[1] || languages.includes(code),
    );
    const { compare } = new Intl.Collator(this.locale);
    const onCountry = (event: Event) => {
      this._country = (event.target as HTMLSelectElement).value;
      this._region = '';
    };
    const onRegion = (event: Event) => {
      this._region = (event.target as HTMLSelectElement).value;
    };
    const option = (value: string, text: string, chosen: string) =>
      html`<option value=${value} ?selected=${value === chosen}>${text}</option>`;
    return html`<label class="field">${msg('Country')}
        <select id="country" ?autofocus=${true} @change=${onCountry}>${this._countries().map(([code, name]) => option(code, name, this._country))}</select>
      </label>
      ${
        regions.length === 0
          ? nothing
          : html`<label class="field">${msg('Region')}
            <select id="region" @change=${onRegion}>
              ${option('', msg('The whole country'), this._region)}
              ${[...regions].sort((a, b) => compare(a[1], b[1])).map(([code, name]) => option(code, name, this._region))}
            </select>
          </label>`
      }
      <label class="field">${msg('Names in')}
        <select id="language">${all.map((code) => option(code, this._nameOf('language', code), own))}</select>
      </label>
      <ik-hue-picker label=${msg('Colour')} .value=${this.hue} @change=${(event: Event) => {
        this.hue = (event.target as IkHuePicker).value;
      }}></ik-hue-picker>
      <label class="check"><input id="observances" type="checkbox" />${msg('Also days that are kept but not free')}</label>
      <p class="quiet">${this._isKnown ? msg('These holidays are among your calendars already.') : msg(str`From ${index.from} to ${index.to}; each new version of the app adds years.`)}</p>`;
  }

  protected override render() {
    const index = this._index;
    return html`<ik-dialog heading=${msg('Public holidays')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        ${index === undefined ? (this._error === '' ? html`<p class="quiet" role="status">${msg('Loading…')}</p>` : nothing) : this._fields(index)}
        ${this._error === '' ? nothing : html`<p class="error" role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${() => {
        this._open = false;
      }}>${msg('Cancel')}</button>
      ${
        index === undefined && this._error !== ''
          ? html`<button slot="footer" type="button" class="button primary" @click=${this._load}>${msg('Try again')}</button>`
          : html`<button slot="footer" type="submit" form="form" class="button primary" ?disabled=${index === undefined || this._busy || this._isKnown}>${this._busy ? msg('Adding…') : msg('Add')}</button>`
      }
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-holidays-dialog': IkHolidaysDialog;
  }
}
