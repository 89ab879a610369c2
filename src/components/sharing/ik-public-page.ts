import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import offIcon from 'lucide-static/icons/calendar-x.svg?raw';
import keyIcon from 'lucide-static/icons/key-round.svg?raw';
import lockIcon from 'lucide-static/icons/lock.svg?raw';
import { type PublicCalendar, readPublicCalendar } from '../../app/calendar/public-calendar.js';
import { AppError } from '../../domain/errors.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import '../calendar/ik-calendar.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { styles } from './ik-public-page.styles.js';

/** Brings a calendar's text. Rejects with AppError: `sync/code`, `net/*`. */
export type ReadPublic = (hash: string, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * A public calendar in a browser, for whoever has its address: read-only, decrypted here.
 */
@customElement('ik-public-page')
@localized()
export class IkPublicPage extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) read: ReadPublic | undefined;
  @state() private _calendar: PublicCalendar | undefined;
  @state() private _failure: AppError | undefined;
  private _abort = new AbortController();

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.load);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.load);
    this._abort.abort();
  }

  /** Reads what the page's address names. */
  load = async () => {
    this._abort.abort();
    this._abort = new AbortController();
    const { signal } = this._abort;
    this._calendar = undefined;
    this._failure = undefined;
    try {
      const bytes = await this.read!(location.hash, signal);
      const calendar = await readPublicCalendar(bytes, signal);
      if (signal.aborted) return;
      this._calendar = calendar;
      document.title = calendar.name || msg('Public calendar');
    } catch (error) {
      if (!signal.aborted) this._failure = error instanceof AppError ? error : new AppError('sync/code', String(error));
    }
  };

  private _state(picture: string, title: string, words: string, again = false): TemplateResult {
    return html`<div class="state" role="alert">${icon(picture)}<h2>${title}</h2><p>${words}</p>
      ${again ? html`<button type="button" class="button primary" @click=${this.load}>${msg('Try again')}</button>` : nothing}</div>`;
  }

  private _body(): TemplateResult {
    const failure = this._failure;
    if (this._calendar !== undefined)
      return html`<ik-calendar readonly .locale=${navigator.language} .source=${this._calendar.source} view=${innerWidth < 600 ? 'schedule' : 'month'}></ik-calendar>`;
    if (failure === undefined) return html`<p class="state" role="status">${msg('Opening the calendar…')}</p>`;
    if (failure.code === 'sync/code')
      return this._state(
        keyIcon,
        msg('This address is not complete'),
        msg('The key in it is missing or does not fit. Ask for the whole address: it ends with a long row of letters.'),
      );
    if (failure.code === 'net/status' && failure.detail.status === 404)
      return this._state(
        offIcon,
        msg('There is no calendar here any more'),
        msg('Whoever shared it has switched this address off.'),
      );
    if (failure.code === 'net/status' && failure.detail.status === 429)
      return this._state(offIcon, msg('This address was opened too often'), msg('Try again in a few minutes.'), true);
    return this._state(
      offIcon,
      msg('The calendar cannot be fetched now'),
      msg('The server where it is kept cannot be reached. Look whether you are online.'),
      true,
    );
  }

  /** Nobody but the owner's devices can bring it up to date. */
  private _asOf() {
    const asOf = this._calendar?.asOf;
    if (asOf === undefined) return nothing;
    const day = createLocalFormats(navigator.language).longDay(asOf);
    return html`<p class="as-of">${msg(str`As of ${day}. Later changes appear here once a device of its owner has been online.`)}</p>`;
  }

  protected override render() {
    return html`<header>
        <h1>${this._calendar?.name || msg('Public calendar')}</h1>
        ${this._asOf()}
        <p>${icon(lockIcon)}${msg('Encrypted: only this address opens it. You can look, not change.')}</p>
        <a class="button" href="/">${msg('Open Ikebana')}</a>
      </header>
      <main>${this._body()}</main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-public-page': IkPublicPage;
  }
}
