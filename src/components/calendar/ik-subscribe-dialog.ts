import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SubscriptionService } from '../../app/services.js';
import {
  MAX_ADDRESS_LENGTH,
  type SubscriptionSource,
  subscriptionAddress,
} from '../../domain/collections/calendar-source.js';
import type { ImportPreview } from '../../domain/items/import.js';
import { controls } from '../shared/controls.styles.js';
import '../shared/ik-dialog.js';
import '../shared/ik-hue-picker.js';
import type { IkHuePicker } from '../shared/ik-hue-picker.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError, isCancelled } from '../shared/problem-message.js';
import { intervalOptions } from './refresh-text.js';

/**
 * Subscribes to a calendar at an address: asks for it, looks there once the person says so, shows what is there, and makes
 * a read-only calendar of it. Open as soon as it is in the page.
 *
 * @fires {NoticeEvent} ik-notice - It was subscribed to.
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-subscribe-dialog')
@localized()
export class IkSubscribeDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; gap: 14px; }
      p { margin: 0; }
      .quiet { color: var(--ik-text-2); font-size: 13px; }
      .found { padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13.5px; overflow-wrap: anywhere; }
      .error { padding: 10px 12px; border: 1px solid var(--ik-danger); border-radius: var(--ik-radius); font-size: 13.5px; display: grid; gap: 6px; }
      .buttons { display: contents; }
    `,
  ];

  /** The address, when it is known already: of a link. */
  @property() address = '';
  /** The person has agreed to ask there. */
  @property({ type: Boolean }) agreed = false;
  /** OKLCH hue, 0–360. */
  @property({ type: Number }) hue = 185;
  @property({ attribute: false }) service!: SubscriptionService;
  @state() private _open = true;
  @state() private _state: 'asking' | 'looking' | 'found' | 'saving' = 'asking';
  @state() private _error: unknown;
  @state() private _invalid = false;
  @state() private _preview: ImportPreview | undefined;
  @query('#address') private _address!: HTMLInputElement;
  @query('#name') private _name!: HTMLInputElement;
  @query('#interval') private _interval!: HTMLSelectElement;
  private _url: URL | undefined;
  private _abort = new AbortController();

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._abort.abort();
  }

  protected override firstUpdated(_changed: PropertyValues) {
    if (this.agreed) void this._look();
  }

  private _close = () => {
    this._abort.abort();
    this._open = false;
  };

  private _source(url: URL): SubscriptionSource {
    return { kind: 'subscription', url: url.href, minutes: Number(this._interval?.value ?? 0) };
  }

  private async _look() {
    const url = subscriptionAddress(this._address.value);
    this._invalid = url === undefined;
    this._error = undefined;
    if (url === undefined) {
      this._address.focus();
      return;
    }
    this._url = url;
    this._state = 'looking';
    this._abort = new AbortController();
    try {
      this._preview = await this.service.preview(this._source(url), { signal: this._abort.signal });
      this._state = 'found';
      await this.updateComplete;
      this._name.focus();
    } catch (error) {
      this._state = 'asking';
      if (!isCancelled(error)) this._error = error;
    }
  }

  private async _subscribe() {
    const name = this._name.value.trim();
    if (name === '') {
      this._name.focus();
      return;
    }
    this._state = 'saving';
    try {
      const source = this._source(this._url!);
      const { undo } = await this.service.subscribe(this._preview!.id, { name, hue: this.hue, source });
      this.dispatchEvent(new NoticeEvent(msg(str`Subscribed to “${name}”.`), { undo }));
      this._open = false;
    } catch (error) {
      this._state = 'found';
      this._error = error;
    }
  }

  private _onSubmit = (event: Event) => {
    event.preventDefault();
    if (this._state === 'asking') void this._look();
    else if (this._state === 'found') void this._subscribe();
  };

  private _failure() {
    if (this._error === undefined) return nothing;
    const isForbidden = (this._error as { readonly code?: unknown }).code === 'net/forbidden';
    return html`<div class="error" role="alert">
      <p>${describeError(this._error)}</p>
      ${isForbidden ? html`<p>${msg('What works: download the file in a tab of its own, then drop it here. It will not be kept up to date.')}</p>` : nothing}
    </div>`;
  }

  private _found({ counts, samples }: ImportPreview) {
    const events = counts.events + counts.series;
    const count = events === 1 ? msg('1 event') : msg(str`${events} events`);
    const titles = samples
      .map(({ title }) => title)
      .filter(Boolean)
      .slice(0, 3);
    return html`<p class="found" role="status">${count}${counts.tasks > 0 ? ` · ${msg(str`${counts.tasks} tasks`)}` : ''}${titles.length > 0 ? html`<br /><span class="quiet">${titles.join(' · ')} …</span>` : nothing}</p>
      <label class="field">${msg('Name')}<input id="name" maxlength="100" required autocomplete="off" .value=${this._suggestedName()} /></label>
      <ik-hue-picker label=${msg('Colour')} .value=${this.hue} @change=${(event: Event) => {
        this.hue = (event.target as IkHuePicker).value;
      }}></ik-hue-picker>
      <label class="field">${msg('Look for changes')}
        <select id="interval">${intervalOptions().map(({ minutes, text }) => html`<option value=${minutes}>${text}</option>`)}</select>
      </label>`;
  }

  /** The calendar's own name, or the server's. */
  private _suggestedName(): string {
    const host = this._url?.host ?? '';
    const said = this._preview?.suggestedName ?? '';
    return said === '' || host.startsWith(`${said}.`) ? host : said;
  }

  private _asking() {
    return html`<label class="field">${msg('Address')}
        <input id="address" type="text" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" required maxlength=${MAX_ADDRESS_LENGTH} placeholder="https://…/calendar.ics"
          .value=${this.address} aria-invalid=${this._invalid ? 'true' : 'false'} ?readonly=${this._state === 'looking'} ?autofocus=${true} />
      </label>
      ${this._invalid ? html`<p class="error" role="alert">${msg('This is not an address that begins with https:// or webcal://.')}</p>` : nothing}
      <p class="quiet">${msg('The server of this address learns your network address, now and whenever changes are looked for. What it sends stays on this device.')}</p>`;
  }

  protected override render() {
    const isFound = this._state === 'found' || this._state === 'saving';
    const isBusy = this._state === 'looking' || this._state === 'saving';
    const main = isFound
      ? msg('Subscribe')
      : this._state === 'looking'
        ? msg('Looking…')
        : this._error === undefined
          ? msg('Look')
          : msg('Try again');
    return html`<ik-dialog heading=${msg('Subscribe to an address')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" novalidate @submit=${this._onSubmit}>
        ${isFound ? this._found(this._preview!) : this._asking()}
        ${this._failure()}
        ${this._state === 'looking' ? html`<p class="visually-hidden" role="status">${msg('Looking…')}</p>` : nothing}
      </form>
      <div slot="footer" class="buttons">
        <button type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
        <button type="submit" form="form" class="button primary" ?disabled=${isBusy}>${main}</button>
      </div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-subscribe-dialog': IkSubscribeDialog;
  }
}
