import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { isAlways, type OpenHours, type RoomFields } from '../../domain/rooms/room.js';
import { A_MONDAY, pad } from '../../domain/time/calendar-date.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';

const whole: OpenHours = { start: 0, end: 1440 };
const office: OpenHours = { start: 8 * 60, end: 18 * 60 };

const clock = (minute: number) => `${pad(Math.floor(minute / 60) % 24, 2)}:${pad(minute % 60, 2)}`;

const dayName = (day: number) =>
  createLocalFormats(document.documentElement.lang || 'en').weekday((A_MONDAY + day) as DayNumber, 'long');

function minuteOf(text: string, isEnd: boolean): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  const at = hour * 60 + minute;
  return isEnd && at === 0 ? 1440 : at;
}

/**
 * When a room can be booked: always, or by the day.
 *
 * @fires {Event} change - `value` is another now.
 */
@customElement('ik-hours-field')
@localized()
export class IkHoursField extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 6px; font-size: 13px; }
      .check { display: flex; align-items: center; gap: 8px; min-block-size: 32px; font-size: 14px; cursor: pointer; }
      .check input { inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--ik-accent); }
      .day { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: 8px; align-items: start; }
      .day > span { line-height: 38px; }
      .parts { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-block-size: 38px; }
      .part { display: flex; align-items: center; gap: 4px; }
      .part .input { inline-size: 112px; }
      .quiet { color: var(--ik-text-2); }
      .icon-button { inline-size: 32px; min-block-size: 32px; }
      .icon-button svg { inline-size: 15px; block-size: 15px; }
    `,
  ];

  @property({ attribute: false }) value: RoomFields['hours'] = [];

  private _set(value: RoomFields['hours']) {
    this.value = value;
    this.dispatchEvent(new Event('change'));
  }

  private _setDay(day: number, parts: readonly OpenHours[]) {
    this._set(this.value.map((own, index) => (index === day ? parts : own)));
  }

  private _part(day: number, parts: readonly OpenHours[], at: number, name: string) {
    const part = parts[at]!;
    const change = (which: 'start' | 'end') => (event: Event) => {
      const input = event.target as HTMLInputElement;
      if (input.value === '') input.value = clock(part[which]); // taken out they are by their button
      const minute = minuteOf(input.value, which === 'end');
      this._setDay(
        day,
        parts.map((own, index) => (index === at ? { ...own, [which]: minute } : own)),
      );
    };
    const wrong = part.end <= part.start ? 'true' : nothing;
    return html`<span class="part">
      <input class="input" type="time" aria-label=${msg(str`${name}: from`)} aria-invalid=${wrong} .value=${clock(part.start)} @change=${change('start')} />
      <input class="input" type="time" aria-label=${msg(str`${name}: until`)} aria-invalid=${wrong} .value=${clock(part.end)} @change=${change('end')} />
      <button type="button" class="icon-button plain" aria-label=${msg(str`${name}: take these hours out`)} @click=${() =>
        this._setDay(
          day,
          parts.filter((_, index) => index !== at),
        )}>${icon(closeIcon)}</button>
    </span>`;
  }

  /** What is wrong; '' when nothing is. */
  get problem(): string {
    const day = this.value.findIndex((parts) => parts.some(({ start, end }) => end <= start));
    if (day < 0) return '';
    const name = dayName(day);
    return msg(str`${name}: the hours end before they begin.`);
  }

  private _day = (parts: readonly OpenHours[], day: number) => {
    const name = dayName(day);
    const last = parts.at(-1);
    const next = last === undefined ? office : { start: Math.min(1380, last.end + 60), end: 1440 };
    return html`<div class="day"><span>${name}</span><div class="parts">
      ${parts.length === 0 ? html`<span class="quiet">${msg('Closed')}</span>` : parts.map((_, at) => this._part(day, parts, at, name))}
      ${parts.length >= 3 ? nothing : html`<button type="button" class="icon-button plain" aria-label=${msg(str`${name}: more hours`)} @click=${() => this._setDay(day, [...parts, next])}>${icon(plusIcon)}</button>`}
    </div></div>`;
  };

  protected override render() {
    const always = isAlways(this.value);
    return html`<label class="check"><input type="checkbox" .checked=${always}
        @change=${(event: Event) => this._set(Array.from({ length: 7 }, (_, day) => ((event.target as HTMLInputElement).checked ? [whole] : day < 5 ? [office] : [])))} />${msg('Can be booked at any time')}</label>
      ${always ? nothing : this.value.map(this._day)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-hours-field': IkHoursField;
  }
}
