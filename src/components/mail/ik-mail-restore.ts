import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { MovedEmail, Services } from '../../app/services.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/types.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { mailboxName } from './mail-names.js';
import { sendersText } from './mail-people.js';
import { timeText } from './mail-row.js';

/** Rows that are drawn; more are restored together with them. */
const MAX_ROWS = 300;

/**
 * Puts messages back to where they were: those deleted or moved since a moment of the last 30 days. Open as soon as it is in the
 * page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-restore')
@localized()
export class IkMailRestore extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: min(760px, 94vw); }
      ul { display: grid; max-block-size: 45vh; margin: 12px 0 0; padding: 0; overflow: auto; list-style: none; }
      li label { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 12px; align-items: center; min-block-size: 44px; padding: 6px 4px; border-block-end: 1px solid var(--ik-line); font-size: 14px; }
      li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      li small { color: var(--ik-text-2); grid-column: 2; }
      time { grid-row: 1; grid-column: 3; color: var(--ik-text-2); font-size: 13px; }
      .all { display: flex; gap: 10px; align-items: center; min-block-size: 32px; margin-block-start: 12px; font-size: 14px; }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) mailboxes: readonly Mailbox[] = [];
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) done: (count: number, undo: (() => Promise<void>) | undefined) => void = () => {};
  @state() private _hours = 24;
  @state() private _moved: readonly MovedEmail[] | undefined;
  @state() private _picked: ReadonlySet<string> = new Set();
  @state() private _error = '';
  @state() private _busy = false;
  private _time = 0;

  protected override firstUpdated() {
    void this._load();
  }

  private async _load() {
    this._moved = undefined;
    this._error = '';
    const time = systemClock.now() - this._hours * MS_PER_HOUR;
    this._time = time;
    try {
      const moved = (await this.services?.mail.movedSince(time)) ?? [];
      if (time === this._time) Object.assign(this, { _moved: moved, _picked: new Set() });
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _toggle(id: string, on: boolean) {
    const picked = new Set(this._picked);
    if (on) picked.add(id);
    else picked.delete(id);
    this._picked = picked;
  }

  private async _restore() {
    this._busy = true;
    try {
      const emailIds = [...this._picked];
      const done = await this.services!.mail.run({ type: 'restore', time: this._time, emailIds });
      this.done(emailIds.length, done.undo);
      this._close();
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._busy = false;
    }
  }

  private _row = ({ email, mailboxIds, gone, movedAt }: MovedEmail) => {
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    const times = createMomentTexts(locale, timeZone, () => systemClock.now());
    const kept = mailboxIds.map((id) => this.mailboxes.find((box) => box.id === id)).filter((box) => box !== undefined);
    const names = [...kept.map(mailboxName), ...gone.map(({ name }) => name)].join(', ');
    return html`<li><label><input type="checkbox" .checked=${this._picked.has(email.id)} @change=${(event: Event) => this._toggle(email.id, (event.target as HTMLInputElement).checked)} />
      <span>${email.subject || msg('No subject')}</span><small>${sendersText(email.from, [])} · ${msg(str`was in ${names}`)}</small><time>${timeText(times, movedAt)}</time></label></li>`;
  };

  private _list() {
    const moved = this._moved;
    if (this._error !== '') return html`<p role="alert">${this._error}</p>`;
    if (moved === undefined) return html`<p role="status">${msg('Looking…')}</p>`;
    if (moved.length === 0) return html`<p>${msg('Nothing was deleted or moved in this time.')}</p>`;
    const isAll = this._picked.size === moved.length;
    return html`<label class="all"><input type="checkbox" .checked=${isAll} @change=${() => {
      this._picked = isAll ? new Set() : new Set(moved.map(({ email }) => email.id));
    }} />${msg(str`All ${moved.length}`)}</label>
      <ul>${moved.slice(0, MAX_ROWS).map(this._row)}</ul>`;
  }

  protected override render() {
    const spans = [
      [1, msg('the last hour')],
      [24, msg('the last day')],
      [24 * 7, msg('the last week')],
      [(30 * MS_PER_DAY) / MS_PER_HOUR, msg('the last 30 days')],
    ] as const;
    return html`<ik-dialog open heading=${msg('Restore mail')} @ik-close=${this._close}>
      <label class="field">${msg('Deleted or moved in')}<select data-autofocus @change=${(event: Event) => {
        this._hours = Number((event.target as HTMLSelectElement).value);
        void this._load();
      }}>${spans.map(([hours, label]) => html`<option value=${hours} ?selected=${hours === this._hours}>${label}</option>`)}</select></label>
      ${this._list()}
      <button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      <button slot="footer" type="button" class="button primary" ?disabled=${this._picked.size === 0 || this._busy} @click=${() => this._restore()}>${this._picked.size === 0 ? msg('Put back') : msg(str`Put ${this._picked.size} back`)}</button>
    </ik-dialog>${nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-restore': IkMailRestore;
  }
}
