import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type { MailLogEntry, MailLogPage, MailLogQuery } from '../../../domain/mail/log/mail-log.js';
import type { MailAccount } from '../../../domain/mail/mailbox.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';
import { causeText, logText } from './log-texts.js';

/** Messages of an entry that are named. */
const MAX_NAMED = 3;

/**
 * What happened to mail on this device: what came, was sent, moved or deleted, and by whom. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-mail-log')
@localized()
export class IkMailLog extends LitElement {
  static override styles = [
    controls,
    css`
      ik-dialog { --ik-dialog-width: min(760px, 94vw); }
      .asked { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; }
      ul { margin: 10px 0 0; padding: 0; list-style: none; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1px 12px; padding: 9px 2px; border-block-end: 1px solid var(--ik-line); font-size: 14px; }
      li:last-child { border: 0; }
      li p { grid-column: 1; margin: 0; overflow-wrap: anywhere; }
      strong { font-weight: 600; }
      .quiet, time { color: var(--ik-text-2); font-size: 13px; }
      time { grid-row: 1; grid-column: 2; white-space: nowrap; }
      .nothing { margin: 28px 0; color: var(--ik-text-2); text-align: center; }
      .about { margin: 0; outline: none; }
      .more { margin: 12px auto 0; display: flex; }
      @media (width < 720px) { .asked { grid-template-columns: minmax(0, 1fr); } li { grid-template-columns: minmax(0, 1fr); } time { grid-row: auto; grid-column: 1; } }
    `,
  ];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) accounts: readonly MailAccount[] = [];
  @property({ attribute: false }) display: DisplaySettings | undefined;
  /** One message alone. */
  @property({ attribute: false }) email: { readonly id: string; readonly subject: string } | undefined;
  @state() private _entries: readonly MailLogEntry[] | undefined;
  @state() private _hasMore = false;
  @state() private _error = '';
  private _query: MailLogQuery = { text: '', show: 'all' };
  private _asked = 0;

  protected override firstUpdated() {
    void this._load();
  }

  private async _load(before?: number) {
    this._asked += 1;
    const asked = this._asked;
    const asking = this.email === undefined ? this._query : { ...this._query, emailId: this.email.id };
    const query = before === undefined ? asking : { ...asking, before };
    try {
      const page: MailLogPage = await this.services!.mail.log(query);
      if (asked !== this._asked) return; // a later letter asked anew
      this._entries = before === undefined ? page.entries : [...(this._entries ?? []), ...page.entries];
      this._hasMore = page.hasMore;
      this._error = '';
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _ask(more: Partial<MailLogQuery>) {
    this._query = { ...this._query, ...more };
    void this._load();
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _entry(entry: MailLogEntry, moments: { full(time: number): string; short(time: number): string }) {
    const { emails, count, time, accountId } = entry;
    const account = this.accounts.length > 1 ? (this.accounts.find(({ id }) => id === accountId)?.name ?? '') : '';
    const short = moments.short(time);
    // Of one message alone its heading says which, and others that came with it are not asked for.
    const named = this.email === undefined ? emails.slice(0, MAX_NAMED) : [];
    const more = this.email === undefined ? count - named.length : 0;
    return html`<li>
      <p><strong>${logText(entry)}</strong> <span class="quiet">${causeText(entry)}</span></p>
      ${named.map(({ subject, from }) => html`<p>${subject || msg('(no subject)')}<span class="quiet">${from === '' ? nothing : ` · ${from}`}</span></p>`)}
      ${more > 0 ? html`<p class="quiet">${msg(str`and ${more} more`)}</p>` : nothing}
      ${account === '' ? nothing : html`<p class="quiet">${account}</p>`}
      <time title=${moments.full(time)}>${short === 'yesterday' ? msg('Yesterday') : short}</time>
    </li>`;
  }

  private _list() {
    if (this._error !== '') return html`<p role="alert">${this._error}</p>`;
    const entries = this._entries;
    if (entries === undefined) return html`<p class="nothing" role="status">${msg('Loading…')}</p>`;
    if (entries.length === 0)
      return html`<p class="nothing" role="status">${this.email !== undefined ? msg('Nothing is noted of this message: it was here before, or it is long ago.') : this._query.text === '' && this._query.show === 'all' ? msg('Nothing has happened yet. From now on it stands here what comes, goes and is moved, and by whom.') : msg('Nothing found.')}</p>`;
    const { locale = 'en', timeZone = 'UTC' } = this.display ?? {};
    const moments = createMomentTexts(locale, timeZone, () => systemClock.now());
    return html`<ul aria-label=${msg('What happened')}>${entries.map((entry) => this._entry(entry, moments))}</ul>
      ${this._hasMore ? html`<button type="button" class="button more" @click=${() => this._load(entries.at(-1)?.id)}>${msg('Show more')}</button>` : nothing}`;
  }

  private _asks() {
    const shows: Readonly<Record<MailLogQuery['show'], string>> = {
      all: msg('Everything'),
      came: msg('Came'),
      sent: msg('Sent'),
      moved: msg('Moved'),
      labelled: msg('Labelled'),
      deleted: msg('Deleted'),
      rules: msg('By rules'),
      changed: msg('Folders, rules, out of office'),
    };
    return html`<div class="asked">
      <input class="input" type="search" data-autofocus aria-label=${msg('Search')} placeholder=${msg('Subject, person, folder, label or rule')} autocomplete="off"
        @input=${(event: Event) => this._ask({ text: (event.target as HTMLInputElement).value })} />
      <select class="input" aria-label=${msg('Show')} @change=${(event: Event) => this._ask({ show: (event.target as HTMLSelectElement).value as MailLogQuery['show'] })}>
        ${Object.entries(shows).map(([id, label]) => html`<option value=${id}>${label}</option>`)}
      </select>
    </div>`;
  }

  protected override render() {
    const { email } = this;
    const heading = email === undefined ? msg('Activity log of mail') : msg('Activity of this message');
    return html`<ik-dialog open heading=${heading} @ik-close=${this._close}>
      ${email === undefined ? this._asks() : html`<p class="quiet about" tabindex="-1" data-autofocus>${email.subject || msg('(no subject)')}</p>`}
      ${this._list()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-log': IkMailLog;
  }
}
