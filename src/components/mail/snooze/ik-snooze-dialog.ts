import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import weekIcon from 'lucide-static/icons/calendar-arrow-up.svg?raw';
import laterIcon from 'lucide-static/icons/clock.svg?raw';
import eveningIcon from 'lucide-static/icons/moon.svg?raw';
import weekendIcon from 'lucide-static/icons/sofa.svg?raw';
import tomorrowIcon from 'lucide-static/icons/sun.svg?raw';
import { isSnoozeTime, type SnoozeChoiceId, snoozeChoices } from '../../../domain/mail/snooze.js';
import { dayOf, formatIsoDate, localOfDay, parseIsoDate } from '../../../domain/time/calendar-date.js';
import { systemClock } from '../../../domain/time/clock.js';
import { type LocalMs, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../domain/time/zone.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import '../../shared/ik-dialog.js';
import { choiceName, untilText } from './snooze-texts.js';

const icons: Readonly<Record<SnoozeChoiceId, string>> = {
  later: laterIcon,
  evening: eveningIcon,
  tomorrow: tomorrowIcon,
  weekend: weekendIcon,
  'next-week': weekIcon,
};

/**
 * Until when mail is put off: a press on one of the usual times, or a date and a time. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-snooze-dialog')
@localized()
export class IkSnoozeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: 460px; }
      ul { display: grid; gap: 2px; margin: 0; padding: 0; list-style: none; }
      .choice { display: flex; align-items: center; gap: 12px; inline-size: 100%; min-block-size: 40px; padding: 4px 10px; border: 0; border-radius: 9px; background: transparent; font-size: 14.5px; text-align: start; cursor: pointer; }
      .choice:hover { background: var(--ik-surface-2); }
      .choice .icon { color: var(--ik-accent); }
      .choice span:last-child { margin-inline-start: auto; color: var(--ik-text-2); font-size: 13px; font-variant-numeric: tabular-nums; }
      form { display: flex; flex-wrap: wrap; align-items: end; gap: 10px; margin-block-start: 12px; padding-block-start: 14px; border-block-start: 1px solid var(--ik-line); }
      form .field { flex: 1 1 140px; min-inline-size: 0; }
      .problem { flex: 1 0 100%; margin: 0; color: var(--ik-danger); font-size: 13px; }
      @media (pointer: coarse) { .choice { min-block-size: 48px; } }
      @media (width < 480px) { form .button { flex: 1; } }
    `,
  ];

  /** How many conversations are put off. */
  @property({ attribute: false }) count = 1;
  @property() locale = 'en';
  @property({ attribute: false }) timeZone = 'UTC';
  @property({ attribute: false }) choose: (until: number) => Promise<unknown> = async () => undefined;
  @state() private _open = true;
  @state() private _problem = '';
  @query('#date') private _date!: HTMLInputElement;
  @query('#time') private _time!: HTMLInputElement;

  private get _now(): LocalMs {
    return epochToLocal(this.timeZone, systemClock.now());
  }

  private _take(at: LocalMs) {
    const until = localToEpoch(this.timeZone, at);
    if (!isSnoozeTime(until, systemClock.now())) {
      this._problem = msg('Choose a time to come, within five years.');
      return;
    }
    this._open = false;
    void this.choose(until);
  }

  private _submit = (event: Event) => {
    event.preventDefault();
    const day = parseIsoDate(this._date.value);
    const [hours = 0, minutes = 0] = this._time.value.split(':').map(Number);
    if (day === undefined) return;
    this._take((localOfDay(day) + (hours * 60 + minutes) * MS_PER_MINUTE) as LocalMs);
  };

  private _choices() {
    return html`<ul>${snoozeChoices(this._now).map(
      (
        { id, at },
        index,
      ) => html`<li><button type="button" class="choice" ?data-autofocus=${index === 0} @click=${() => this._take(at)}>
        ${icon(icons[id])}<span>${choiceName(id)}</span><span>${untilText(localToEpoch(this.timeZone, at), this.locale, this.timeZone)}</span></button></li>`,
    )}</ul>`;
  }

  protected override render() {
    const heading = this.count === 1 ? msg('Snooze until') : msg(str`Snooze ${this.count} until`);
    const tomorrow = formatIsoDate(dayOf(this._now) + 1);
    return html`<ik-dialog compact heading=${heading} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._choices()}
      <form @submit=${this._submit}>
        <label class="field">${msg('Date')}<input id="date" type="date" required min=${formatIsoDate(dayOf(this._now))} .defaultValue=${tomorrow} /></label>
        <label class="field">${msg('Time')}<input id="time" type="time" required step="900" .defaultValue=${'08:00'} /></label>
        <button type="submit" class="button">${msg('Snooze')}</button>
        ${this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`}
      </form>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-snooze-dialog': IkSnoozeDialog;
  }
}
