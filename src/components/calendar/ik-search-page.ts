import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import hiddenIcon from 'lucide-static/icons/eye-off.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { CalendarService } from '../../app/services.js';
import type { EventHit, EventSearchResult } from '../../domain/calendar/event-search.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { highlight, searchWords } from '../../domain/text/highlight.js';
import { civilFromDay, dayOf, localOfDay, parseIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import { describeError } from '../shared/problem-message.js';
import { EventSelectEvent } from './calendar-events.js';
import { type SearchRoute, searchUrl } from './calendar-route.js';
import { styles } from './ik-search-page.styles.js';

/** Hits of a page; "show more" adds as many. */
const PAGE = 60;
/** People named of a hit. */
const MAX_PEOPLE = 6;

interface Group {
  readonly year: number;
  readonly hits: readonly EventHit[];
}

/**
 * Everything that was found in all calendars and years: what comes first, then what is past, by year, with filters.
 *
 * @fires {EventSelectEvent} ik-event-select - A hit was chosen. Does not bubble out of the page.
 * @fires {NavigateEvent} ik-navigate - Something else is looked for: the address says what.
 */
@customElement('ik-search-page')
@localized()
export class IkSearchPage extends LitElement {
  static override styles = [controls, hue, styles];

  /** What the address says is looked for. */
  @property({ attribute: false }) route: SearchRoute = { text: '', person: '' };
  @property({ attribute: false }) service: CalendarService | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property({ attribute: false }) hueOf: (occurrence: EventOccurrence) => number = () => 265;
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @state() private _calendar = '';
  @state() private _from = '';
  @state() private _to = '';
  @state() private _limit = PAGE;
  @state() private _result: EventSearchResult | undefined;
  @state() private _error: unknown;
  @query('#text') private _text!: HTMLInputElement;
  private _asked = 0;

  /** To the field: what a person does first. */
  override focus() {
    this._text.focus();
  }

  protected override willUpdate(changed: PropertyValues) {
    const asks = ['route', 'service', 'timeZone', '_calendar', '_from', '_to', '_limit'].some((name) =>
      changed.has(name),
    );
    if (changed.has('route') && this.hasUpdated) this._limit = PAGE;
    if (asks) void this._search();
  }

  private async _search() {
    const asked = ++this._asked;
    const { text, person } = this.route;
    if (this.service === undefined || (text.trim() === '' && person.trim() === '')) {
      this._result = undefined;
      return;
    }
    const from = parseIsoDate(this._from);
    const to = parseIsoDate(this._to);
    try {
      const result = await this.service.find({
        text,
        person,
        timeZone: this.timeZone,
        limit: this._limit,
        ...(this._calendar !== '' && { collectionIds: [this._calendar] }),
        ...(from !== undefined && { from: localToEpoch(this.timeZone, localOfDay(from)) }),
        ...(to !== undefined && { to: localToEpoch(this.timeZone, localOfDay(to + 1)) }),
      });
      if (asked !== this._asked) return; // typed on meanwhile
      this._result = result;
      this._error = undefined;
    } catch (error) {
      if (asked === this._asked) this._error = error;
    }
  }

  private _look(change: Partial<SearchRoute>) {
    this.dispatchEvent(new NavigateEvent(searchUrl({ ...this.route, ...change }), { replace: true }));
  }

  private _onText = () => this._look({ text: this._text.value });

  private _onPerson = (event: Event) => this._look({ person: (event.target as HTMLInputElement).value });

  private _choose(occurrence: EventOccurrence) {
    this.dispatchEvent(new EventSelectEvent(occurrence));
  }

  /** What comes, soonest first; then what is past, latest first. */
  private _groups(): { readonly coming: readonly Group[]; readonly past: readonly Group[] } {
    const now = systemClock.now();
    const hits = this._result?.hits ?? [];
    const coming = hits
      .filter(({ occurrence }) => occurrence.end > now)
      .sort((a, b) => a.occurrence.start - b.occurrence.start);
    const past = hits
      .filter(({ occurrence }) => occurrence.end <= now)
      .sort((a, b) => b.occurrence.start - a.occurrence.start);
    return { coming: this._byYear(coming), past: this._byYear(past) };
  }

  private _byYear(hits: readonly EventHit[]): Group[] {
    const years = new Map<number, EventHit[]>();
    for (const hit of hits) {
      const { year } = civilFromDay(dayOf(epochToLocal(this.timeZone, hit.occurrence.start)));
      const own = years.get(year);
      if (own === undefined) years.set(year, [hit]);
      else own.push(hit);
    }
    return [...years].map(([year, own]) => ({ year, hits: own }));
  }

  private _marked(text: string) {
    const words = searchWords(this.route.text);
    return highlight(text, words, this._result?.terms).map((part) =>
      part.found ? html`<mark>${part.text}</mark>` : part.text,
    );
  }

  private _hit = ({ occurrence, excerpt, people }: EventHit) => {
    const text = createLocalFormats(this.locale);
    const local = (instant: EventOccurrence['start']) => epochToLocal(this.timeZone, instant);
    const span = { start: local(occurrence.start), end: local(occurrence.end), allDay: occurrence.allDay };
    const when = occurrence.undated ? msg('Without date') : text.span(span);
    const calendar = this.calendars.find(({ id }) => id === occurrence.collectionId);
    return html`<li class="hue" .style=${`--h:${this.hueOf(occurrence)}`}>
      <button type="button" class="hit ${occurrence.status === 'CANCELLED' || occurrence.declined ? 'cancelled' : ''}" @click=${() => this._choose(occurrence)}>
        <span class="title">${this._marked(occurrence.title || msg('(no title)'))}</span>
        <span class="when">${when}${occurrence.recurring ? ` · ${msg('Repeats')}` : ''}${occurrence.declined ? ` · ${msg('declined')}` : ''}</span>
        ${occurrence.location ? html`<span class="place">${this._marked(occurrence.location)}</span>` : nothing}
        ${excerpt === '' ? nothing : html`<span class="excerpt">${this._marked(excerpt)}</span>`}
        <span class="of"><span class="dot"></span>${calendar?.name ?? ''}${
          calendar?.visible === false
            ? html`<span class="hidden-mark">${icon(hiddenIcon)}${msg('hidden')}</span>`
            : nothing
        }</span>
      </button>
      ${
        people.length === 0
          ? nothing
          : html`<div class="people">${people.slice(0, MAX_PEOPLE).map(
              ({
                name,
                address,
              }) => html`<button type="button" class="person" title=${address} aria-label=${msg(str`Events with ${name || address}`)}
                @click=${() => this._look({ text: '', person: address })}>${this._marked(name || address)}</button>`,
            )}${people.length > MAX_PEOPLE ? html`<span class="quiet">+${people.length - MAX_PEOPLE}</span>` : nothing}</div>`
      }
    </li>`;
  };

  private _list(heading: string, groups: readonly Group[]) {
    if (groups.length === 0) return nothing;
    return html`<section aria-label=${heading}>
      <h2>${heading}</h2>
      ${groups.map(({ year, hits }) => html`<h3>${year}</h3><ul>${hits.map(this._hit)}</ul>`)}
    </section>`;
  }

  private _results() {
    const { text, person } = this.route;
    if (this._error !== undefined) return html`<p class="state" role="alert">${describeError(this._error)}</p>`;
    if (text === '' && person === '')
      return html`<p class="state">${msg('Words of a title, place, description or name. Accents and a typing error do not matter.')}</p>`;
    if (this._result === undefined) return html`<p class="state" role="status">${msg('Searching…')}</p>`;
    if (this._result.hits.length === 0) return html`<p class="state" role="status">${msg('Nothing found.')}</p>`;
    const { coming, past } = this._groups();
    return html`${this._list(msg('Coming'), coming)}${this._list(msg('Past'), past)}
      ${
        this._result.more
          ? html`<button type="button" class="button more" @click=${() => {
              this._limit += PAGE;
            }}>${msg('Show more')}</button>`
          : nothing
      }`;
  }

  private _count() {
    const count = this._result?.hits.length ?? 0;
    if (this._result === undefined || count === 0) return '';
    if (this._result.more) return msg(str`The best ${count}`);
    return count === 1 ? msg('1 event found') : msg(str`${count} events found`);
  }

  protected override render() {
    const { text, person } = this.route;
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<form role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label class="box">${icon(searchIcon)}<span class="visually-hidden">${msg('Search all calendars')}</span>
          <input id="text" type="text" enterkeyhint="search" autocomplete="off" placeholder=${msg('Search all calendars')} .value=${text} @input=${this._onText} /></label>
        <div class="filters">
          <label class="field">${msg('Calendar')}
            <select @change=${(event: Event) => {
              this._calendar = value(event);
            }}>
              <option value="">${msg('All')}</option>
              ${this.calendars.map(({ id, name }) => html`<option value=${id} ?selected=${id === this._calendar}>${name}</option>`)}
            </select></label>
          <label class="field">${msg('With')}<input id="person" type="text" autocomplete="off" placeholder=${msg('Name or address')} .value=${person} @change=${this._onPerson} /></label>
          <label class="field">${msg('From')}<input type="date" .value=${this._from} @change=${(event: Event) => {
            this._from = value(event);
          }} /></label>
          <label class="field">${msg('To')}<input type="date" .value=${this._to} @change=${(event: Event) => {
            this._to = value(event);
          }} /></label>
          ${this._hasFilters ? html`<button type="button" class="button" @click=${this._clear}>${icon(closeIcon)}${msg('Clear filters')}</button>` : nothing}
        </div>
      </form>
      <p class="count" role="status">${this._count()}</p>
      <div class="results">${this._results()}</div>`;
  }

  private get _hasFilters(): boolean {
    return this._calendar !== '' || this._from !== '' || this._to !== '' || this.route.person !== '';
  }

  private _clear = () => {
    this._calendar = '';
    this._from = '';
    this._to = '';
    if (this.route.person !== '') this._look({ person: '' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-search-page': IkSearchPage;
  }
}
