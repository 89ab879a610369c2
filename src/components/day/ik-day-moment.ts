import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import videoIcon from 'lucide-static/icons/video.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { AttendeeField, EventFields } from '../../domain/calendar/event-fields.js';
import { meetingLink } from '../../domain/calendar/meeting-link.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { contactOfDay } from '../../domain/contacts/special-days.js';
import { type DayEvents, MAX_ALL_DAY, type NextEvent } from '../../domain/day/my-day.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { EpochMs } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { eventUrl } from '../calendar/calendar-route.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { contactsUrl } from '../contacts/contacts-route.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { clockText, countdownText, eventHue, noTitle } from './day-texts.js';
import { momentStyles } from './ik-day-moment.styles.js';

/** Faces that are shown; the others are counted. */
const MAX_FACES = 5;

/** What goes on or comes next, with who is there and where to join, and what comes after it. */
@customElement('ik-day-moment')
@localized()
export class IkDayMoment extends LitElement {
  static override styles = [controls, hue, faceStyles, momentStyles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property({ attribute: false }) now = 0 as EpochMs;
  /** `undefined` while it is read. */
  @property({ attribute: false }) events: DayEvents | undefined;
  /** The person's own addresses: they are not among the faces. */
  @property({ attribute: false }) own: readonly string[] = [];
  /** Of the event at the moment; its rows say neither people nor links. */
  @state() private _fields: EventFields | undefined;
  private _read = '';
  private _text: LocalFormats = createLocalFormats('en');

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('display')) this._text = createLocalFormats(this.display?.locale ?? 'en');
    if (changed.has('events')) void this._readMain();
  }

  /** Asked again with every answer of rows: people may have changed. What is shown stays meanwhile. */
  private async _readMain() {
    const main = this.events?.main?.occurrence;
    if (main?.key !== this._read) this._fields = undefined;
    this._read = main?.key ?? '';
    if (main === undefined) return;
    const { collectionId, uid, recurrenceId } = main;
    const ref: OccurrenceRef = { collectionId, uid, ...(recurrenceId !== undefined && { recurrenceId }) };
    const detail = await this.services?.calendar.read(ref).catch(() => undefined);
    if (main.key === this._read) this._fields = detail?.fields;
  }

  private get _zone() {
    return this.display?.timeZone ?? 'UTC';
  }

  private _hueOf = (occurrence: EventOccurrence) => eventHue(occurrence, this.calendars);

  private _hrefOf({ uid, collectionId, recurrenceId, locked, start }: EventOccurrence): string {
    const contact = locked ? contactOfDay(uid) : undefined;
    if (contact !== undefined) return contactsUrl('all', contact);
    return eventUrl({ uid, collectionId, recurrenceId }, formatIsoDate(dayOf(epochToLocal(this._zone, start))));
  }

  private _faces(fields: EventFields) {
    const isOther = ({ address, status, kind }: AttendeeField) =>
      status !== 'DECLINED' && kind !== 'ROOM' && kind !== 'RESOURCE' && !this.own.includes(address.toLowerCase());
    const others = fields.attendees.filter(isOther);
    if (others.length === 0) return nothing;
    const nameOf = ({ name, address }: AttendeeField) => name || address.replace(/^mailto:/i, '');
    const names = others.map(nameOf).join(', ');
    const more = others.length - MAX_FACES;
    return html`<span class="faces" role="img" aria-label=${msg(str`With ${names}`)} title=${names}>
      ${others.slice(0, MAX_FACES).map((one) => face({ initials: initialsOf(nameOf(one)), hue: hueOf(one.address.replace(/^mailto:/i, '').toLowerCase()), who: one.address }))}
      ${more > 0 ? html`<span class="more">+${more}</span>` : nothing}
    </span>`;
  }

  private _main(main: NextEvent) {
    const { occurrence } = main;
    const link = this._fields ? meetingLink(this._fields) : '';
    const place = occurrence.location && occurrence.location !== link ? occurrence.location : '';
    const time = `${clockText(occurrence.start, this._zone, this._text)} – ${clockText(occurrence.end, this._zone, this._text)}`;
    const facts = [time, countdownText(main, this.now), place].filter(Boolean);
    return html`<div class="main hue" .style=${`--h:${this._hueOf(occurrence)}`}>
      <div class="what">
        <a class="title" href=${this._hrefOf(occurrence)}><bdi>${occurrence.title || noTitle()}</bdi></a>
        <p class="facts">${facts.map((fact, index) => html`${index > 0 ? ' · ' : nothing}<bdi>${fact}</bdi>`)}</p>
        ${this._fields ? this._faces(this._fields) : nothing}
      </div>
      ${
        link
          ? html`<a class="button primary join" href=${link} target="_blank" rel="noopener noreferrer" aria-label=${msg(str`Join ${occurrence.title}`)}>${icon(videoIcon)}${msg('Join')}</a>`
          : nothing
      }
    </div>`;
  }

  private _line = (next: NextEvent) => {
    const { occurrence, running, tomorrow } = next;
    const time = clockText(occurrence.start, this._zone, this._text);
    return html`<li>
      <a class="line hue" href=${this._hrefOf(occurrence)} .style=${`--h:${this._hueOf(occurrence)}`}>
        <time>${time}</time><span class="dot"></span>
        <span class="text"><bdi>${occurrence.title || noTitle()}</bdi>${occurrence.location ? html`<span class="quiet"> · <bdi>${occurrence.location}</bdi></span>` : nothing}</span>
        ${running || tomorrow ? html`<span class="when">${running ? msg('now') : msg('tomorrow')}</span>` : nothing}
      </a>
    </li>`;
  };

  private _allDay(all: readonly EventOccurrence[]) {
    if (all.length === 0) return nothing;
    const more = all.length - MAX_ALL_DAY;
    return html`<ul class="all-day" aria-label=${msg('All day')}>
      ${all.slice(0, MAX_ALL_DAY).map((one) => html`<li><a class="pill hue" href=${this._hrefOf(one)} .style=${`--h:${this._hueOf(one)}`}><bdi>${one.title || noTitle()}</bdi></a></li>`)}
      ${more > 0 ? html`<li><a class="pill" href="/calendar/day/${formatIsoDate(dayOf(epochToLocal(this._zone, this.now)))}">+${more}</a></li>` : nothing}
    </ul>`;
  }

  protected override render() {
    const { events } = this;
    if (events === undefined) return html`<div class="waiting" aria-hidden="true"></div>`;
    const { main, next, allDay } = events;
    return html`${this._allDay(allDay)}
      ${main === undefined ? html`<p class="empty">${allDay.length > 0 ? msg('Nothing else today, and nothing tomorrow.') : msg('Nothing more today, and nothing tomorrow. Enjoy the quiet.')}</p>` : this._main(main)}
      ${next.length > 0 ? html`<ul class="next" aria-label=${msg('Next appointments')}>${next.map(this._line)}</ul>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-moment': IkDayMoment;
  }
}
