import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_DAY } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { firstOf } from '../../../domain/watchable.js';
import { controls } from '../../shared/controls.styles.js';
import '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';

const MOST = 12;
/** Without a word typed: what comes in so many days. */
const DAYS = 30;

/**
 * Which event: those that come next, or what is searched for. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed. Does not bubble.
 */
@customElement('ik-choose-event')
@localized()
export class IkChooseEvent extends LitElement {
  static override styles = [
    controls,
    css`
      .body { display: grid; gap: 10px; }
      ul { display: grid; gap: 2px; max-block-size: 50vh; margin: 0; padding: 0; overflow: auto; list-style: none; }
      li button { display: grid; inline-size: 100%; min-block-size: 44px; padding: 6px 10px; border: 0; border-radius: 10px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
      li button:hover { background: var(--ik-surface-2); }
      .when, p { margin: 0; color: var(--ik-text-2); font-size: 13px; }
    `,
  ];

  @property({ attribute: false }) services!: Services;
  @property({ attribute: false }) display!: DisplaySettings;
  @property() heading = '';
  @property({ attribute: false }) choose: (event: EventOccurrence) => unknown = () => {};
  @state() private _found: readonly EventOccurrence[] | undefined;
  @state() private _error = '';
  private _text = '';

  override connectedCallback() {
    super.connectedCallback();
    void this._look('');
  }

  private async _look(text: string) {
    this._text = text;
    try {
      const found = await this._ask(text.trim());
      if (this._text === text) this._found = found.filter(({ locked, task }) => !locked && !task).slice(0, MOST);
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _ask(text: string): Promise<readonly EventOccurrence[]> {
    const { timeZone } = this.display;
    if (text !== '') return this.services.calendar.search(text, { timeZone, limit: MOST * 2 });
    const from = systemClock.now();
    const to = (from + DAYS * MS_PER_DAY) as EpochMs;
    return firstOf(this.services.calendar.watchOccurrences({ from, to, timeZone })).then((all) =>
      [...all].sort((a, b) => a.start - b.start),
    );
  }

  private _when({ start, end, allDay }: EventOccurrence): string {
    const { timeZone, locale } = this.display;
    const span = { start: epochToLocal(timeZone, start), end: epochToLocal(timeZone, end), allDay };
    return createLocalFormats(locale).span(span, true);
  }

  private _list() {
    if (this._error !== '') return html`<p role="alert">${this._error}</p>`;
    if (this._found === undefined) return html`<p role="status">${msg('Looking…')}</p>`;
    if (this._found.length === 0) return html`<p role="status">${msg('No event you could change was found.')}</p>`;
    return html`<ul aria-label=${msg('Events')}>${this._found.map(
      (one) =>
        html`<li><button type="button" @click=${() => this.choose(one)}><span>${one.title || msg('(no title)')}</span><span class="when">${this._when(one)}</span></button></li>`,
    )}</ul>`;
  }

  protected override render() {
    const label = msg('Search events');
    return html`<ik-dialog open heading=${this.heading} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <div class="body">
        <input class="input" type="search" data-autofocus autocomplete="off" aria-label=${label} placeholder=${label} @input=${(event: Event) => void this._look((event.target as HTMLInputElement).value)} />
        ${this._list()}
      </div>
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-choose-event': IkChooseEvent;
  }
}
