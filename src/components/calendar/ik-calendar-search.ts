import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import type { CalendarService } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { EventSelectEvent } from './calendar-events.js';

const LIMIT = 20;

/**
 * Search over all events: results while typing, arrow keys and Enter choose (ARIA combobox).
 *
 * @fires {EventSelectEvent} ik-event-select - A result was chosen.
 * @fires {CustomEvent<string>} ik-search-all - All results of this text are wanted, on a page of their own. Does not bubble.
 */
@customElement('ik-calendar-search')
@localized()
export class IkCalendarSearch extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      :host { display: block; position: relative; }
      .box { display: flex; align-items: center; gap: 8px; min-block-size: 36px; padding-inline: 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); color: var(--ik-text-2); }
      .box:focus-within { outline: 2px solid var(--ik-accent); }
      .box svg { inline-size: 16px; block-size: 16px; }
      input { flex: 1; min-inline-size: 0; min-block-size: 34px; border: 0; background: none; color: var(--ik-text); font-size: 14px; }
      input:focus-visible { outline: none; }
      input { text-overflow: ellipsis; }
      input::placeholder { color: var(--ik-text-2); opacity: 1; }
      kbd { padding: 0 6px; border: 1px solid var(--ik-line); border-radius: 6px; font: inherit; font-size: 12px; }
      input:focus + kbd { display: none; }
      ul {
        position: absolute; z-index: 20; inset-block-start: calc(100% + 6px); inset-inline: 0; min-inline-size: min(320px, 90vw); max-block-size: min(420px, 70dvh);
        overflow: auto; margin: 0; padding: 5px; border: 1px solid var(--ik-line); border-radius: 12px; background: var(--ik-surface); box-shadow: var(--ik-shadow); list-style: none;
      }
      li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 10px; padding: 7px 10px; border-radius: 8px; cursor: pointer; }
      li[aria-selected=true], li:hover { background: var(--ik-surface-2); }
      .dot { inline-size: 9px; block-size: 9px; margin-block-start: 6px; border-radius: 3px; background: var(--hue-bar); }
      .title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .when { grid-column: 2; color: var(--ik-text-2); font-size: 12.5px; }
      .all { display: block; color: var(--ik-accent); border-block-start: 1px solid var(--ik-line); border-radius: 0 0 8px 8px; }
      .none { display: block; color: var(--ik-text-2); cursor: default; }
    `,
  ];

  @property({ attribute: false }) service: CalendarService | undefined;
  @property({ attribute: false }) hueOf: (occurrence: EventOccurrence) => number = () => 265;
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @state() private _results: readonly EventOccurrence[] | undefined;
  @state() private _active = 0;
  @query('input') private _input!: HTMLInputElement;
  private _asked = 0;

  override focus() {
    this._input.focus();
  }

  private _onInput = async () => {
    const text = this._input.value.trim();
    const asked = ++this._asked;
    if (text === '') {
      this._results = undefined;
      return;
    }
    const found = await this.service?.search(text, { timeZone: this.timeZone, limit: LIMIT }).catch(() => []);
    if (asked !== this._asked) return; // typed on meanwhile
    this._results = found;
    this._active = 0;
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    // The last line leads to all results.
    const count = this._results === undefined ? 0 : this._results.length + 1;
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (this._input.value === '') this._input.blur();
      this._close();
    } else if (event.key === 'ArrowDown' && count > 0) this._active = (this._active + 1) % count;
    else if (event.key === 'ArrowUp' && count > 0) this._active = (this._active + count - 1) % count;
    else if (event.key === 'Enter' && this._results?.[this._active]) this._choose(this._results[this._active]!);
    else if (event.key === 'Enter' && this._results !== undefined) this._showAll();
    else return;
    event.preventDefault();
  };

  /** One listener for all rows. */
  private _onListClick = (event: Event) => {
    const row = (event.target as Element).closest('[id^=result-]');
    if (row?.classList.contains('all')) this._showAll();
    const chosen = this._results?.[Number(row?.id.slice('result-'.length) ?? Number.NaN)];
    if (chosen !== undefined) this._choose(chosen);
  };

  private _choose(occurrence: EventOccurrence) {
    this._close();
    this.dispatchEvent(new EventSelectEvent(occurrence));
  }

  private _showAll() {
    const text = this._input.value.trim();
    this._close();
    this._input.blur();
    this.dispatchEvent(new CustomEvent('ik-search-all', { detail: text }));
  }

  private _close() {
    this._asked++;
    this._input.value = '';
    this._results = undefined;
  }

  private _onFocusOut = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node) || !this.renderRoot.contains(event.relatedTarget))
      this._results = undefined;
  };

  private _list() {
    if (this._results === undefined) return nothing;
    const text = createLocalFormats(this.locale);
    const when = ({ start, end, allDay, undated }: EventOccurrence) => {
      if (undated) return msg('Without date');
      const local = { start: epochToLocal(this.timeZone, start), end: epochToLocal(this.timeZone, end), allDay };
      return text.span(local, true);
    };
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keyboard chooses from the field (combobox)
    return html`<ul id="results" role="listbox" aria-label=${msg('Results')} @mousedown=${(e: Event) => e.preventDefault()} @click=${this._onListClick}>
      ${this._results.length === 0 ? html`<li class="none" role="option" aria-selected="false">${msg('Nothing found.')}</li>` : nothing}
      ${this._results.map(
        (
          occurrence,
          i,
        ) => html`<li id="result-${i}" class="hue" role="option" aria-selected=${i === this._active ? 'true' : 'false'}
          .style=${`--h:${this.hueOf(occurrence)}`}>
          <span class="dot"></span><span class="title">${occurrence.title || msg('(no title)')}</span>
          <span class="when">${when(occurrence)}${occurrence.location ? ` · ${occurrence.location}` : ''}</span>
        </li>`,
      )}
      <li id="result-${this._results.length}" class="all" role="option" aria-selected=${this._active === this._results.length ? 'true' : 'false'}>${msg('All results, with filters')}</li>
    </ul>`;
  }

  protected override render() {
    const open = this._results !== undefined;
    return html`<div class="box" @focusout=${this._onFocusOut}>${icon(searchIcon)}
        <input type="text" role="combobox" autocomplete="off" enterkeyhint="search" placeholder=${msg('Search events, people')} aria-label=${msg('Search events, people')}
          aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? 'results' : nothing}
          aria-activedescendant=${open ? `result-${this._active}` : nothing}
          @input=${this._onInput} @keydown=${this._onKeyDown} /><kbd aria-hidden="true">/</kbd>
      </div>${this._list()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-search': IkCalendarSearch;
  }
}
