import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dayOf, localOfDay, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { formatIcalDate, formatIcalLocal, parseIcalTime } from '../../domain/time/ical-time.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { type LocalMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import { styles } from './ik-rule-editor.styles.js';
import type { SeriesDates } from './ik-rule-field.js';

/**
 * Dates added to a series, and dates left out of it, which can be brought back.
 *
 * @fires {Event} change - `dates` are others now.
 */
@customElement('ik-date-list')
@localized()
export class IkDateList extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) dates!: SeriesDates;
  @property({ attribute: false }) start = 0 as LocalMs;
  @property({ type: Boolean }) allDay = false;
  @property() zone = '';
  @property() locale = 'en';
  @query('input[type=date]') private _field!: HTMLInputElement;

  private _emit(change: Partial<SeriesDates>) {
    this.dates = { ...this.dates, ...change };
    this.dispatchEvent(new Event('change'));
  }

  /** A day at the event's time, as RDATE and EXDATE write it. */
  private _picked(): string | undefined {
    const day = parseIsoDate(this._field.value);
    if (day === undefined) return undefined;
    if (this.allDay) return formatIcalDate(localOfDay(day));
    const text = formatIcalLocal(localOfDay(day) + timeOfDay(this.start));
    return this.zone === 'UTC' ? `${text}Z` : text;
  }

  private _add(name: 'rdates' | 'exdates') {
    const value = this._picked();
    if (value === undefined) {
      this._field.focus();
      return;
    }
    this._field.value = '';
    const other = name === 'rdates' ? 'exdates' : 'rdates';
    const own = [...new Set([...this.dates[name], value])].sort();
    this._emit({ [name]: own, [other]: this.dates[other].filter((one) => one !== value) });
  }

  private _list(name: 'rdates' | 'exdates', heading: string, action: string) {
    const text = createLocalFormats(this.locale);
    const values = this.dates[name];
    if (values.length === 0) return nothing;
    return html`<h4>${heading}</h4><ul aria-label=${heading}>
      ${values.map((value) => {
        const time = parseIcalTime(value.split('/', 1)[0] ?? '');
        const day = time === undefined ? value : text.longDay(dayOf(time.local));
        const isOther = time !== undefined && !time.date && timeOfDay(time.local) !== timeOfDay(this.start);
        const when = isOther ? `${day}, ${text.time(Math.floor(timeOfDay(time.local) / MS_PER_MINUTE))}` : day;
        return html`<li><span>${when}</span><button type="button" class="button" aria-label=${msg(str`${action}: ${when}`)}
          @click=${() => this._emit({ [name]: values.filter((one) => one !== value) })}>${action}</button></li>`;
      })}
    </ul>`;
  }

  protected override render() {
    const { rdates, exdates } = this.dates;
    return html`<details ?open=${rdates.length + exdates.length > 0}>
      <summary>${msg('Single dates')}</summary>
      <div class="line">
        <input type="date" aria-label=${msg('Date')} />
        <button type="button" class="button" @click=${() => this._add('rdates')}>${msg('Add this date')}</button>
        <button type="button" class="button" @click=${() => this._add('exdates')}>${msg('Leave this date out')}</button>
      </div>
      ${this._list('rdates', msg('Also on'), msg('Remove'))} ${this._list('exdates', msg('Left out'), msg('Bring back'))}
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-date-list': IkDateList;
  }
}
