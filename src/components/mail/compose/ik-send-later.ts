import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import { laterTimes, localToTime, timeToLocal } from '../../../domain/mail/compose/later-times.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-dialog.js';

const SECONDS_PER_DAY = 86_400;
/** Days: whoever can hold a message so long can hold any. */
const FOR_LONG = 365;

/**
 * Asks when a message is to be sent. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-send-later')
@localized()
export class IkSendLater extends LitElement {
  static override styles = [
    controls,
    css`
      .times { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; margin-block-end: 14px; }
      .times .button { flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding-block: 6px; white-space: normal; text-align: start; }
      .when { color: var(--ik-text-2); font-weight: 400; }
      form { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
      form .field { flex: 1 1 130px; }
      p { margin: 14px 0 0; color: var(--ik-text-2); font-size: 13px; }
      [role=alert] { color: var(--ik-danger); }
      @media (width < 480px) { .times .button { flex-direction: column; align-items: flex-start; } }
    `,
  ];

  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** Seconds the mail server can hold a message; 0 when it cannot, and this device holds it. */
  @property({ type: Number }) held = 0;
  /** Epoch ms. */
  @property({ attribute: false }) choose: (time: number) => unknown = () => {};
  @state() private _wrong = '';

  private get _zone() {
    return this.display?.timeZone ?? 'UTC';
  }

  private _text(time: number) {
    const { locale = 'en' } = this.display ?? {};
    return createMomentTexts(locale, this._zone, () => systemClock.now()).full(time);
  }

  private _onSubmit = (event: Event) => {
    event.preventDefault();
    const [date, time] = [...this.renderRoot.querySelectorAll('input')].map(({ value }) => value);
    const chosen = localToTime(`${date}T${time}`, this._zone);
    if (chosen === undefined) this._wrong = msg('Choose a day and a time.');
    else if (chosen <= systemClock.now()) this._wrong = msg('That time has passed.');
    else this.choose(chosen);
  };

  /** Who holds it until then. */
  private _where() {
    if (this.held === 0)
      return msg(
        'It waits on this device, under Scheduled, and is sent when Ikebana is open at that time or next opened after it: your mail server cannot hold messages.',
      );
    const { locale = 'en' } = this.display ?? {};
    const days = Math.floor(this.held / SECONDS_PER_DAY).toLocaleString(locale);
    return this.held < FOR_LONG * SECONDS_PER_DAY
      ? msg(
          str`Your mail server keeps it and sends it at that time, also while this device is off. Most servers let you take it back until then. What is more than ${days} days away waits on this device first.`,
        )
      : msg(
          'Your mail server keeps it and sends it at that time, also while this device is off. Most servers let you take it back until then.',
        );
  }

  protected override render() {
    const now = systemClock.now();
    const names = {
      'this-evening': msg('This evening'),
      'tomorrow-morning': msg('Tomorrow morning'),
      'tomorrow-afternoon': msg('Tomorrow afternoon'),
      'next-week': msg('Monday morning'),
    };
    const times = laterTimes(now, this._zone);
    const [date, time] = timeToLocal(
      times.find(({ name }) => name === 'tomorrow-morning')?.time ?? now,
      this._zone,
    ).split('T');
    return html`<ik-dialog open heading=${msg('Send later')} compact @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="times">${times.map(
        (one, index) =>
          html`<button type="button" class="button" ?data-autofocus=${index === 0} @click=${() => this.choose(one.time)}>${names[one.name]}<span class="when">${this._text(one.time)}</span></button>`,
      )}</div>
      <form @submit=${this._onSubmit}>
        <label class="field">${msg('Day')}<input type="date" required .value=${date!} /></label>
        <label class="field">${msg('Time')}<input type="time" required .value=${time!} /></label>
        <button type="submit" class="button primary">${msg('Send at this time')}</button>
      </form>
      ${this._wrong === '' ? '' : html`<p role="alert">${this._wrong}</p>`}
      <p>${this._where()}</p>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-send-later': IkSendLater;
  }
}
