import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Services } from '../../app/services.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { describeError } from '../shared/problem-message.js';
import { downloadCalendar } from './download-calendar.js';
import { linkToFetch } from './route.js';

/**
 * A link wants to add a calendar (`webcal:`). Nothing is fetched before the person agrees; then it is subscribed to and
 * kept up to date, or imported once like any other file.
 *
 * @fires {ImportRequestEvent} ik-import - The file was fetched.
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-link-import')
@localized()
export class IkLinkImport extends LitElement {
  static override styles = [
    controls,
    css`
      .address { display: flex; align-items: center; gap: 10px; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); overflow-wrap: anywhere; }
      .error { padding: 10px 12px; border: 1px solid var(--ik-danger); border-radius: var(--ik-radius); }
      .buttons { display: contents; }
    `,
  ];

  /** The address of the link as it came. */
  @property() link = '';
  @consume({ context: servicesContext, subscribe: true }) private _services?: Services;
  @state() private _state: 'asking' | 'fetching' | 'blocked' | 'failed' | 'subscribing' = 'asking';
  /** Why it failed, in words. */
  @state() private _error = '';
  private _abort = new AbortController();

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._abort.abort();
  }

  private async _fetch(url: URL) {
    this._state = 'fetching';
    this._abort = new AbortController();
    const answer = await downloadCalendar(url, this._abort.signal);
    if (this._abort.signal.aborted) return;
    if (answer.kind === 'file') {
      this.dispatchEvent(new ImportRequestEvent([answer.file]));
      return;
    }
    this._state = answer.kind === 'blocked' ? 'blocked' : 'failed';
    if (answer.kind === 'refused')
      this._error = msg(str`${url.host} answered “${answer.status}”: the calendar is not there, or not for everybody.`);
    if (answer.kind === 'failed') this._error = describeError(answer.error, { file: url.host });
  }

  private async _subscribe() {
    await import('../calendar/ik-subscribe-dialog.js');
    this._state = 'subscribing';
  }

  private _close = () => {
    this._abort.abort();
    this.dispatchEvent(new Event('ik-close'));
  };

  private _explanation(url: URL) {
    if (this._state === 'blocked')
      return html`<div class="error" role="alert">
        <p>
          ${msg(str`${url.host} does not let pages of other sites read this calendar, or it cannot be reached. That is a setting of that server (CORS), which we cannot change.`)}
        </p>
        <p>${msg('What works: download the file in a tab of its own, then drop it here.')}</p>
      </div>`;
    if (this._state === 'failed') return html`<p class="error" role="alert">${this._error}</p>`;
    return html`<p>${msg(str`Nothing has been asked from ${url.host} yet. If you go on, it learns your network address, as with any page you open, and again whenever a calendar you subscribed to is refreshed. What is fetched stays on this device.`)}</p>`;
  }

  private _buttons(url: URL | undefined) {
    if (!url) return html`<button type="button" class="button" @click=${this._close}>${msg('Close')}</button>`;
    const cancel = html`<button type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>`;
    if (this._state === 'blocked')
      return html`${cancel}
        <a class="button" href=${url.href} target="_blank" rel="noreferrer" download>${msg('Open in a new tab')}</a>
        <button type="button" class="button primary" @click=${() => this.dispatchEvent(new ImportRequestEvent())}>${msg('Choose the file')}</button>`;
    const isFetching = this._state === 'fetching';
    return html`${cancel}
      <button type="button" class="button" ?disabled=${isFetching} @click=${() => this._fetch(url)}>
        ${isFetching ? msg('Fetching…') : this._state === 'failed' ? msg('Try again') : msg('Import once')}
      </button>
      <button type="button" class="button primary" ?disabled=${isFetching} @click=${() => void this._subscribe()}>${msg('Subscribe')}</button>`;
  }

  protected override render() {
    const url = linkToFetch(this.link);
    const service = this._services?.subscriptions;
    if (this._state === 'subscribing' && url && service)
      return html`<ik-subscribe-dialog .address=${url.href} agreed .service=${service} @ik-close=${this._close}></ik-subscribe-dialog>`;
    return html`<ik-dialog open heading=${msg('Add a calendar from a link')} @ik-close=${this._close}>
      ${
        url
          ? html`<p class="address">${icon(linkIcon)}<span>${url.href}</span></p>
              ${this._explanation(url)}`
          : html`<p class="error" role="alert">${msg('This link is not an address on the web.')}</p>`
      }
      ${this._state === 'fetching' ? html`<p class="visually-hidden" role="status">${msg('Fetching…')}</p>` : nothing}
      <div slot="footer" class="buttons">${this._buttons(url)}</div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-link-import': IkLinkImport;
  }
}
