import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Asked } from '../../app/mail/mail-rules-service.js';
import type { Services } from '../../app/services.js';
import {
  MAX_VACATION_SUBJECT,
  MAX_VACATION_TEXT,
  NO_VACATION,
  type Vacation,
  vacationPhase,
} from '../../domain/mail/rules/vacation.js';
import { dayOf, formatIsoDate, parseIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { describeServerProblem } from '../mail-accounts/mail-account-texts.js';
import { controls } from '../shared/controls.styles.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { audienceFields, missingInAnswer, withAudience } from './vacation-audience.js';
import { dayText, phaseText } from './vacation-texts.js';

/**
 * The answer an account's server gives while one is away: read from it, and changed there.
 *
 * @fires {NoticeEvent} ik-notice - It was changed.
 */
@customElement('ik-vacation-settings')
@localized()
export class IkVacationSettings extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 12px; }
      form { display: grid; gap: 14px; }
      h3 { margin: 10px 0 0; font-size: 14px; font-weight: 600; }
      summary { min-block-size: 32px; align-content: center; cursor: pointer; }
      details[open] summary { margin-block-end: 8px; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .problem { padding: 10px 12px; border-radius: var(--ik-radius); background: color-mix(in oklab, var(--ik-danger) 12%, var(--ik-surface)); }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 14px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 36px; cursor: pointer; }
      .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
      .buttons { display: flex; flex-wrap: wrap; gap: 10px; }
      @media (pointer: coarse) { .check, summary { min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) services?: Services;
  @property({ attribute: false }) display!: DisplaySettings;
  @property() accountId = '';
  /** The server can answer some people otherwise than others. */
  @property({ type: Boolean }) audiences = false;
  @state() private _kept: Vacation | undefined;
  @state() private _draft: Vacation = NO_VACATION;
  @state() private _problem = '';
  @state() private _busy = false;
  /** Domains as they are typed. */
  @state() private _domains = '';
  /** Others get an answer of their own. */
  @state() private _hasOther = false;

  protected override willUpdate(changed: Map<string, unknown>) {
    if ((changed.has('accountId') || changed.has('services')) && this.services !== undefined) void this._read();
  }

  private async _ask(ask: (services: Services) => Promise<Asked<Vacation>>): Promise<boolean> {
    const { services, accountId } = this;
    if (services === undefined || this._busy) return false;
    this._busy = true;
    this._problem = '';
    try {
      const asked = await ask(services);
      if (accountId !== this.accountId) return false;
      if ('value' in asked) {
        this._kept = asked.value;
        this._show(asked.value);
      } else this._problem = 'problem' in asked ? describeServerProblem(asked.problem) : asked.refused;
      return 'value' in asked;
    } catch (error) {
      this._problem = describeError(error);
      return false;
    } finally {
      this._busy = false;
    }
  }

  private _show(vacation: Vacation) {
    this._draft = vacation;
    this._domains = vacation.domains.join(', ');
    this._hasOther = vacation.otherText !== '';
  }

  private _read = () => {
    this._kept = undefined;
    return this._ask(({ mailRules }) => mailRules.vacation(this.accountId));
  };

  private async _put(next: Vacation, text: string) {
    const before = this._kept;
    const { accountId } = this;
    if (!(await this._ask(({ mailRules }) => mailRules.setVacation(accountId, next)))) return;
    const undo = async () => {
      if (before !== undefined) await this._ask(({ mailRules }) => mailRules.setVacation(accountId, before));
    };
    this.dispatchEvent(new NoticeEvent(text, { undo }));
  }

  private _save = async (event: Event) => {
    event.preventDefault();
    const { services } = this;
    const draft = { ...this._draft, isOn: true };
    const { from, to } = draft;
    if (from !== null && to !== null && to <= from) this._problem = msg('The last day is before the first one.');
    else this._problem = missingInAnswer(draft, this._domains, this._hasOther);
    if (this._problem !== '' || services === undefined) return;
    try {
      const whole = await withAudience(services, draft, this._domains, this._hasOther);
      if (whole.audience === 'contacts' && whole.contacts.length === 0)
        this._problem = msg('None of your contacts has an address.');
      else await this._put(whole, msg('Mail is answered while you are away.'));
    } catch (error) {
      this._problem = describeError(error);
    }
  };

  private _change(change: Partial<Vacation>) {
    this._draft = { ...this._draft, ...change };
    this._problem = '';
  }

  /** @param shift - Days: 1 where the moment is the end of the day that is shown, on which mail is still answered. */
  private _date(label: string, value: number | null, shift: number, change: (time: number | null) => void) {
    const { timeZone } = this.display;
    const shown = value === null ? '' : formatIsoDate(dayOf(epochToLocal(timeZone, (value - shift) as EpochMs)));
    const set = (event: Event) => {
      const day = parseIsoDate((event.target as HTMLInputElement).value);
      change(day === undefined ? null : localToEpoch(timeZone, ((day + shift) * MS_PER_DAY) as LocalMs));
    };
    return html`<label class="field">${label}<input type="date" .value=${shown} @change=${set} /></label>`;
  }

  private _form() {
    const { from, to, subject, text } = this._draft;
    const isOn = this._kept?.isOn === true;
    return html`<form novalidate @submit=${this._save}>
      <div class="pair">
        ${this._date(msg('First day (empty: from now)'), from, 0, (time) => this._change({ from: time }))}
        ${this._date(msg('Last day (empty: until switched off)'), to, 1, (time) => this._change({ to: time }))}
      </div>
      ${audienceFields({
        vacation: this._draft,
        canChoose: this.audiences,
        domains: this._domains,
        change: (change) => this._change(change),
        setDomains: (typed) => {
          this._domains = typed;
          this._problem = '';
        },
      })}
      <label class="field">${msg('Subject')}<input maxlength=${MAX_VACATION_SUBJECT} .value=${subject} placeholder=${msg('as of the message that is answered')} @input=${(event: Event) => this._change({ subject: (event.target as HTMLInputElement).value })} /></label>
      <label class="field">${msg('Answer')}<textarea rows="6" maxlength=${MAX_VACATION_TEXT} .value=${text} @input=${(event: Event) => this._change({ text: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      ${this._other()}
      <p class="quiet">${msg('Sent by the mail server to those who write to you, to each once in some days; not to lists and machines.')}</p>
      ${this._problem === '' ? nothing : html`<p class="problem" role="alert">${this._problem}</p>`}
      <div class="buttons">
        <button type="submit" class="button" ?disabled=${this._busy} aria-busy=${this._busy}>${isOn ? msg('Save answer') : msg('Switch on')}</button>
        ${isOn ? html`<button type="button" class="button" ?disabled=${this._busy} @click=${() => this._put({ ...this._kept!, isOn: false }, msg('Mail is no longer answered by itself.'))}>${msg('Switch off')}</button>` : nothing}
      </div>
    </form>`;
  }

  /** What those who are not among the audience get. */
  private _other() {
    const { audience, otherText } = this._draft;
    if (audience === 'all') return nothing;
    return html`<label class="check"><input type="checkbox" .checked=${this._hasOther} @change=${(event: Event) => (this._hasOther = (event.target as HTMLInputElement).checked)} />${msg('Everybody else gets another answer')}</label>
      ${
        this._hasOther
          ? html`<label class="field">${msg('Answer to everybody else')}<textarea rows="4" maxlength=${MAX_VACATION_TEXT} .value=${otherText} @input=${(event: Event) => this._change({ otherText: (event.target as HTMLTextAreaElement).value })}></textarea></label>`
          : nothing
      }`;
  }

  protected override render() {
    const kept = this._kept;
    if (kept === undefined)
      return html`<h3>${msg('Out of office')}</h3>${
        this._problem === ''
          ? html`<p class="quiet" role="status">${msg('The mail server is asked…')}</p>`
          : html`<p class="problem" role="alert">${this._problem}</p><div class="buttons"><button type="button" class="button" @click=${this._read}>${msg('Try again')}</button></div>`
      }`;
    const { locale, timeZone } = this.display;
    const phase = vacationPhase(kept, systemClock.now());
    const last = kept.to === null ? '' : dayText(kept.to - 1, timeZone, locale);
    return html`<h3>${msg('Out of office')}</h3>
      <p role="status">${phaseText(phase, kept.from === null ? '' : dayText(kept.from, timeZone, locale), last)}</p>
      <details ?open=${phase !== 'off'}><summary>${phase === 'off' ? msg('Write an answer') : msg('The answer')}</summary>${this._form()}</details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-vacation-settings': IkVacationSettings;
  }
}
