import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { noStatus, type Presence, type Status, statusAt } from '../../domain/status/status.js';
import {
  firstEmoji,
  MAX_STATUS_TEXT,
  presences,
  type StatusLength,
  saysSomething,
  statusEnd,
  statusLengths,
  statusText,
} from '../../domain/status/status-rules.js';
import { systemClock } from '../../domain/time/clock.js';
import { controls } from '../shared/controls.styles.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import '../shared/ik-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { lengthName, presenceName, statusWords, untilText } from './status-texts.js';

interface Suggestion {
  readonly emoji: string;
  readonly text: string;
  readonly presence: Presence;
  readonly length: StatusLength;
}

const suggestions = (): readonly Suggestion[] => [
  { emoji: '📅', text: msg('In a meeting'), presence: 'dnd', length: 'hour' },
  { emoji: '🎯', text: msg('Concentrating'), presence: 'dnd', length: 'four-hours' },
  { emoji: '🍽️', text: msg('At lunch'), presence: 'away', length: 'hour' },
  { emoji: '🚆', text: msg('On the way'), presence: 'away', length: 'hour' },
  { emoji: '🤒', text: msg('Ill'), presence: 'away', length: 'today' },
  { emoji: '🏝️', text: msg('On holiday'), presence: 'away', length: 'this-week' },
];

/**
 * How one is: online, away, not to be disturbed, with a sign and some words, and until when. Open as soon as it is in the page.
 *
 * @fires {NoticeEvent} ik-notice - It was changed, with undo.
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-status-dialog')
@localized()
export class IkStatusDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; gap: 16px; }
      fieldset { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; margin: 0; padding: 0; border: 0; }
      legend, .name { padding: 0; margin: 0 0 6px; color: var(--ik-text-2); font-size: 13px; }
      .presence { position: relative; display: flex; align-items: center; justify-content: center; gap: 8px; min-block-size: 44px; padding: 4px 8px; border: 1px solid var(--ik-line); border-radius: 12px; text-align: center; font-weight: 550; cursor: pointer; }
      .presence input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      .presence:has(:checked) { border-color: var(--ik-accent); background: var(--ik-accent-soft); }
      .presence:has(:focus-visible) { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
      .dot { flex: none; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--ik-ok); }
      .dot.away { background: light-dark(#c77700, #e6a23c); }
      .dot.dnd { background: var(--ik-danger); }
      .words { display: grid; grid-template-columns: 64px 1fr; gap: 8px; }
      .words .emoji { text-align: center; font-size: 18px; }
      .suggestions { display: flex; flex-wrap: wrap; gap: 8px; }
      .suggestions .button { font-weight: 500; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .clear { margin-inline-end: auto; }
    `,
  ];

  @property({ attribute: false }) services!: Services;
  @property({ attribute: false }) display!: DisplaySettings;
  /** As it was last said. */
  @property({ attribute: false }) status: Status = noStatus;
  /** Others see it: there is an account. */
  @property({ type: Boolean }) shared = false;
  @state() private _presence: Presence = 'online';
  @state() private _emoji = '';
  @state() private _text = '';
  /** `keep`: until when it holds already. */
  @state() private _length: StatusLength | 'keep' = 'always';
  @query('ik-dialog') private _dialog!: IkDialog;

  override connectedCallback() {
    super.connectedCallback();
    const { presence, emoji, text, until } = statusAt(this.status, systemClock.now());
    this._presence = presence;
    this._emoji = emoji;
    this._text = text;
    this._length = until === 0 ? 'always' : 'keep';
  }

  private _suggest({ emoji, text, presence, length }: Suggestion) {
    this._emoji = emoji;
    this._text = text;
    this._presence = presence;
    this._length = length;
  }

  private get _draft(): Status {
    const words = { presence: this._presence, emoji: firstEmoji(this._emoji), text: statusText(this._text) };
    const now = systemClock.now();
    const { timeZone, firstDay } = this.display;
    const until = this._length === 'keep' ? this.status.until : statusEnd(this._length, now, timeZone, firstDay);
    // What says nothing has no end.
    return saysSomething({ ...words, until }) ? { ...words, until } : noStatus;
  }

  private async _save(status: Status) {
    const before = this.status;
    try {
      await this.services.settings.update({ status });
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return;
    }
    const undo = () => this.services.settings.update({ status: before });
    const message = saysSomething(status) ? msg(str`Your status: ${statusWords(status)}`) : msg('Status cleared.');
    this.dispatchEvent(new NoticeEvent(message, { undo }));
    this._dialog.open = false;
  }

  private _onSubmit = (event: Event) => {
    event.preventDefault();
    void this._save(this._draft);
  };

  private _words() {
    const set = (name: '_emoji' | '_text') => (event: Event) => {
      this[name] = (event.target as HTMLInputElement).value;
    };
    return html`<div>
      <div class="words">
        <input class="input emoji" aria-label=${msg('Emoji')} placeholder="😀" autocomplete="off" maxlength="32" .value=${this._emoji} @input=${set('_emoji')} />
        <input class="input" data-autofocus aria-label=${msg('What are you doing?')} placeholder=${msg('What are you doing?')} autocomplete="off" maxlength=${MAX_STATUS_TEXT} .value=${this._text} @input=${set('_text')} />
      </div>
      ${
        this._emoji.trim() !== '' && firstEmoji(this._emoji) === ''
          ? html`<p class="quiet" role="status">${msg('That is no emoji: it is left out.')}</p>`
          : nothing
      }
    </div>`;
  }

  private _lengths() {
    const now = statusAt(this.status, systemClock.now());
    return html`<label class="field">${msg('How long')}
      <select
        @change=${(event: Event) => {
          this._length = (event.target as HTMLSelectElement).value as StatusLength | 'keep';
        }}
      >
        ${now.until === 0 ? nothing : html`<option value="keep" .selected=${this._length === 'keep'}>${untilText(now, this.display)}</option>`}
        ${statusLengths.map((length) => html`<option value=${length} .selected=${this._length === length}>${lengthName(length)}</option>`)}
      </select>
    </label>`;
  }

  protected override render() {
    return html`<ik-dialog open heading=${msg('Your status')} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        <fieldset>
          <legend class="visually-hidden">${msg('How you are')}</legend>
          ${presences.map(
            (presence) =>
              html`<label class="presence"><input type="radio" name="presence" .checked=${this._presence === presence} @change=${() => {
                this._presence = presence;
              }} /><span class="dot ${presence}" aria-hidden="true"></span>${presenceName(presence)}</label>`,
          )}
        </fieldset>
        ${this._presence === 'dnd' ? html`<p class="quiet">${msg('Reminders wait until that is over, then they are shown together.')}</p>` : nothing}
        ${this._words()}
        <div class="suggestions" role="group" aria-label=${msg('Suggestions')}>
          ${suggestions().map((one) => html`<button type="button" class="button" @click=${() => this._suggest(one)}><span aria-hidden="true">${one.emoji}</span>${one.text}</button>`)}
        </div>
        ${this._lengths()}
        <p class="quiet">${
          this.shared
            ? html`${msg('On all your devices. People you share a calendar or an address book with see it beside your face.')} ${msg('Where you may only view, the others do not see it: telling them takes the right to edit.')}`
            : msg('On this device. With an account, people you share with see it, too.')
        }</p>
      </form>
      ${
        saysSomething(statusAt(this.status, systemClock.now()))
          ? html`<button slot="footer" type="button" class="button clear" @click=${() => void this._save(noStatus)}>${msg('Clear status')}</button>`
          : nothing
      }
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${msg('Save')}</button>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-status-dialog': IkStatusDialog;
  }
}
