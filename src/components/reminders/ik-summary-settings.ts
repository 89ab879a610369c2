import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import summaryIcon from 'lucide-static/icons/sunrise.svg?raw';
import removeIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Done, Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { randomHex } from '../../domain/collections/random-hex.js';
import { MAX_SUMMARIES, newSummary, type Summary } from '../../domain/summary/summary.js';
import { dayOf, formatIsoDate, pad, startOfWeek } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { summaryUrl } from '../calendar/calendar-route.js';
import { whenTold } from '../calendar/summary/summary-texts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { askForNotifications } from './notifications.js';

const ID_BYTES = 6;

/**
 * Daily summaries: which there are, what each is of, when and how it comes.
 *
 * @fires {NoticeEvent} ik-notice - One was removed, or could not be changed.
 */
@customElement('ik-summary-settings')
@localized()
export class IkSummarySettings extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      section { display: grid; gap: 14px; padding: 18px 20px; border: 1px solid var(--ik-line); border-radius: 14px; }
      h2 { margin: 0; font-size: 15px; font-weight: 650; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .summary { display: grid; gap: 12px; margin: 0; padding: 12px 14px 14px; border: 1px solid var(--ik-line); border-radius: 12px; min-inline-size: 0; }
      .top { display: flex; align-items: center; gap: 10px; }
      .top .check { flex: 1; min-inline-size: 0; font-weight: 600; }
      .top a { color: var(--ik-accent); line-height: 32px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 36px; cursor: pointer; overflow-wrap: anywhere; }
      .check input { flex: none; inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; }
      fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
      legend { padding: 0; margin-block-end: 5px; font-size: 13px; color: var(--ik-text-2); }
      .days { display: flex; flex-wrap: wrap; gap: 6px; }
      .days label { position: relative; display: grid; place-items: center; min-inline-size: 44px; min-block-size: 36px; padding: 0 8px; border: 1px solid var(--ik-line); border-radius: 10px; color: var(--ik-text-2); cursor: pointer; }
      .days input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      .days label:has(:checked) { border-color: transparent; background: var(--ik-accent-soft); color: var(--ik-accent); font-weight: 600; }
      .days label:has(:focus-visible) { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
      .list { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); margin-block-start: 4px; }
      @media (pointer: coarse) { .check, .days label { min-block-size: 44px; } .top a { line-height: 44px; } }
      @media (width < 720px) { section { padding: 16px; } .top { flex-wrap: wrap; } .top .check { flex: 1 1 100%; } .top a { flex: 1; } }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) summaries: readonly Summary[] = [];
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  private _text: LocalFormats = createLocalFormats('en');

  protected override willUpdate() {
    this._text = createLocalFormats(this.display?.locale ?? 'en');
  }

  private async _do(work: (settings: Services['settings']) => Promise<Done>): Promise<Done | undefined> {
    try {
      return this.services && (await work(this.services.settings));
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return undefined;
    }
  }

  private _change(summary: Summary, change: Partial<Summary>) {
    const next = { ...summary, ...change };
    if (next.on && next.channel === 'notification') void askForNotifications();
    void this._do((settings) => settings.putSummary(next));
  }

  private _add = async () => {
    const summary: Summary = { ...newSummary, id: randomHex(ID_BYTES) };
    void askForNotifications();
    if ((await this._do((settings) => settings.putSummary(summary))) === undefined) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${summary.id}"] select`)?.focus();
  };

  private async _remove(summary: Summary) {
    const done = await this._do((settings) => settings.removeSummary(summary.id));
    if (done === undefined) return;
    this.dispatchEvent(new NoticeEvent(msg('Daily summary removed.'), { undo: () => done.undo() }));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.add')?.focus();
  }

  private _select(
    label: string,
    value: string,
    choices: readonly (readonly [string, string])[],
    set: (value: string) => void,
  ) {
    return html`<label class="field">${label}<select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${choices.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select></label>`;
  }

  private _check(label: string, checked: boolean, set: (checked: boolean) => void, fixed = false) {
    return html`<label class="check"><input type="checkbox" .checked=${checked} ?disabled=${fixed}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />${label}</label>`;
  }

  private _times(summary: Summary) {
    const { about, minute } = summary;
    const onTime = (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      if (value !== '') this._change(summary, { minute: Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5)) });
    };
    return html`<div class="pair">
      ${this._select(
        msg('Of'),
        about,
        [
          ['today', msg('the same day')],
          ['tomorrow', msg('the next day, the evening before')],
        ],
        (value) => this._change(summary, { about: value as Summary['about'], minute: usualMinute(value, summary) }),
      )}
      <label class="field">${msg('Told at')}<input type="time" required .value=${timeValue(minute)} @change=${onTime} /></label>
    </div>`;
  }

  private _days(summary: Summary) {
    const monday = startOfWeek(0, 1);
    const first = this.display?.firstDay ?? 1;
    const days = Array.from({ length: 7 }, (_, index) => ((first - 1 + index) % 7) + 1);
    const toggle = (day: number, checked: boolean) =>
      this._change(summary, {
        weekdays: [...summary.weekdays.filter((one) => one !== day), ...(checked ? [day] : [])].sort(),
      });
    return html`<fieldset><legend>${msg('For these days')}</legend><div class="days">
      ${days.map((day) => {
        const name = (style: 'short' | 'long') => this._text.weekday((monday + day - 1) as DayNumber, style);
        return html`<label><input type="checkbox" aria-label=${name('long')} .checked=${summary.weekdays.includes(day)}
          @change=${(event: Event) => toggle(day, (event.target as HTMLInputElement).checked)} />${name('short')}</label>`;
      })}
    </div></fieldset>`;
  }

  private _which(summary: Summary) {
    const { calendars: chosen, channel } = summary;
    const visible = this.calendars.filter((one) => one.visible);
    const shown = (visible.length > 0 ? visible : this.calendars.slice(0, 1)).map(({ id }) => id);
    const isChosen = chosen.length > 0;
    const choose = (id: string, checked: boolean) => {
      const calendars = this.calendars
        .map((one) => one.id)
        .filter((one) => (one === id ? checked : chosen.includes(one)));
      this._change(summary, { calendars });
    };
    return html`<div class="pair">
        ${this._select(
          msg('Calendars'),
          isChosen ? 'chosen' : 'shown',
          [
            ['shown', msg('Those I show')],
            ['chosen', msg('Chosen ones…')],
          ],
          (value) => this._change(summary, { calendars: value === 'chosen' ? shown : [] }),
        )}
        ${this._select(
          msg('Comes as'),
          channel,
          [
            ['notification', msg('Notification of this device')],
            ['app', msg('Message inside Ikebana')],
          ],
          (value) => this._change(summary, { channel: value as Summary['channel'] }),
        )}
      </div>
      ${
        isChosen
          ? html`<fieldset><legend>${msg('Chosen calendars')}</legend><div class="list">
              ${this.calendars.map(({ id, name }) => this._check(name, chosen.includes(id), (checked) => choose(id, checked), chosen.length === 1 && chosen[0] === id))}
            </div></fieldset>`
          : nothing
      }
      ${this._check(msg('With events that repeat'), summary.recurring, (recurring) => this._change(summary, { recurring }))}`;
  }

  private _summary = (summary: Summary) => {
    const when = whenTold(summary, this._text);
    const now = epochToLocal(this.display?.timeZone ?? 'UTC', systemClock.now());
    const date = formatIsoDate(dayOf(now) + (summary.about === 'tomorrow' ? 1 : 0));
    return html`<div class="summary" role="group" aria-label=${when} data-id=${summary.id}>
      <div class="top">
        ${this._check(when, summary.on, (on) => this._change(summary, { on }))}
        <a href=${summaryUrl(date, summary.id)} aria-label=${msg(str`Show it now: ${when}`)}>${msg('Show it now')}</a>
        <button type="button" class="icon-button plain" aria-label=${msg(str`Remove: ${when}`)} title=${msg('Remove')} @click=${() => this._remove(summary)}>${icon(removeIcon)}</button>
      </div>
      ${summary.on ? html`${this._times(summary)}${this._days(summary)}${this._which(summary)}` : nothing}
    </div>`;
  };

  protected override render() {
    const { summaries } = this;
    return html`<section aria-labelledby="summaries">
      <h2 id="summaries">${msg('Daily summaries')}</h2>
      <p class="quiet">${msg('What your day holds, in the morning or the evening before: made on this device while Ikebana is open, sent nowhere. A press on it opens the day to read and print.')}</p>
      ${repeat(summaries, ({ id }) => id, this._summary)}
      ${
        summaries.length >= MAX_SUMMARIES
          ? nothing
          : html`<div><button type="button" class="button add" @click=${this._add}>${icon(summaries.length === 0 ? summaryIcon : plusIcon)}${msg('Add a daily summary')}</button></div>`
      }
    </section>`;
  }
}

const timeValue = (minute: number) => `${pad(Math.floor(minute / 60), 2)}:${pad(minute % 60, 2)}`;

/** Seven in the morning becomes six in the evening and back, as long as nobody has chosen another time. */
function usualMinute(about: string, { minute }: Summary): number {
  const [morning, evening] = [newSummary.minute, 18 * 60];
  if (about === 'tomorrow') return minute === morning ? evening : minute;
  return minute === evening ? morning : minute;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-summary-settings': IkSummarySettings;
  }
}
