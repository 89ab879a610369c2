import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import bellIcon from 'lucide-static/icons/bell.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import tagIcon from 'lucide-static/icons/eye.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import fileIcon from 'lucide-static/icons/paperclip.svg?raw';
import textIcon from 'lucide-static/icons/text.svg?raw';
import oddIcon from 'lucide-static/icons/triangle-alert.svg?raw';
import usersIcon from 'lucide-static/icons/users.svg?raw';
import videoIcon from 'lucide-static/icons/video.svg?raw';
import type { Services } from '../../app/services.js';
import type { EventDetail } from '../../domain/calendar/event-query.js';
import { meetingLink, meetingService } from '../../domain/calendar/meeting-link.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { hueOf, initialsOf } from '../../domain/contacts/face.js';
import { isRoom, peopleOf } from '../../domain/rooms/event-rooms.js';
import { timeOfDay } from '../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { placeOf } from '../../domain/time/zone-search.js';
import { face, faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { statusNote } from '../status/status-note.js';
import { absenceName } from './absences/absence-texts.js';
import { alarmText } from './alarm-text.js';
import { searchUrl } from './calendar-route.js';
import './ik-attachment-list.js';
import type { AttachmentReader } from './ik-attachment-list.js';
import { styles } from './ik-event-card.styles.js';
import './invitations/ik-answer-bar.js';
import { linkify, safeLink } from './linkify.js';
import { moreAlarmText } from './more-alarm-text.js';
import { oddityText } from './oddity-text.js';
import { peopleCounts, personName, statusText } from './people-counts.js';
import { ruleText } from './rule-text.js';

/** Faces drawn before "+n". */
const MAX_FACES = 5;

/** What an event's card says under its title, with everything that the event knows. Drawn in the calendar's popover. */
@customElement('ik-event-card')
@localized()
export class IkEventCard extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  @property({ attribute: false }) occurrence!: EventOccurrence;
  @property({ attribute: false }) detail: EventDetail | undefined;
  /** Zone the views are drawn in. */
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  /** Gives the bytes of a file that is kept on this device. */
  @property({ attribute: false }) readFile: AttachmentReader | undefined;

  /** For answering invitations. */
  @property({ attribute: false }) services: Services | undefined;
  /** The person's calendar addresses. */
  @property({ attribute: false }) own: readonly string[] = [];

  private get _text(): LocalFormats {
    return createLocalFormats(this.locale);
  }

  private _when(text: LocalFormats) {
    const { start, end, allDay, zone = '', recurring } = this.occurrence;
    const fields = this.detail?.fields;
    const local = (instant: typeof start) => epochToLocal(this.timeZone, instant);
    const rule = ruleText(fields?.rrule ?? '', text) || (recurring ? msg('Repeats') : '');
    const zones = [zone, fields?.endZone ?? ''].filter(Boolean).join(' → ');
    // Elsewhere, or by two clocks: what they say there.
    const elsewhere = fields !== undefined && !allDay && zones !== '' && zones !== this.timeZone;
    return this._row(
      clockIcon,
      msg('When'),
      html`${text.span({ start: local(start), end: local(end), allDay })}
        <div class="quiet">${[rule, elsewhere ? '' : zone].filter(Boolean).join(' · ')}</div>
        ${elsewhere ? html`<div class="quiet">${thereText(fields, text)}</div>` : nothing}`,
    );
  }

  private _row(svg: string, name: string, value: unknown) {
    return html`<dt>${icon(svg)}<span class="visually-hidden">${name}</span></dt><dd>${value}</dd>`;
  }

  private _people() {
    const fields = this.detail!.fields;
    const { organizer, organizerName } = fields;
    const attendees = peopleOf(fields.attendees);
    if (attendees.length === 0 && organizer === '') return nothing;
    const host = organizer === '' ? '' : personName({ name: organizerName, address: organizer });
    const shown = attendees.slice(0, MAX_FACES);
    return this._row(
      usersIcon,
      msg('People'),
      html`<details>
        <summary>
          ${shown.length === 0 ? nothing : html`<span class="faces">${shown.map((one) => face(faceOf(one)))}</span>`}
          ${attendees.length > MAX_FACES ? html`<span class="quiet">+${attendees.length - MAX_FACES}</span>` : nothing}
          <span>${peopleCounts(attendees) || host}</span>
        </summary>
        <ul class="people">
          ${host === '' ? nothing : html`<li>${host} <span class="quiet">· ${msg('organiser')}</span></li>`}
          ${attendees.map(
            (one) => html`<li>
              <a class=${`answer ${one.status.toLowerCase()}`} href=${searchUrl({ text: '', person: one.address.replace(/^mailto:/i, '') })} @click=${closePopover} title=${msg('Events in common')}>${personName(one)}</a>
              <span class="quiet">· ${statusText(one.status)}${one.role === 'OPT-PARTICIPANT' ? ` · ${msg('optional')}` : nothing}</span>${statusNote(one.address)}
            </li>`,
          )}
        </ul>
      </details>`,
    );
  }

  private _rest(text: LocalFormats) {
    const { fields, odd } = this.detail!;
    const join = meetingLink(fields);
    const service = meetingService(join);
    const joinText = service === undefined ? msg('Join the video call') : msg(str`Join ${service}`);
    const alarms = [
      ...fields.alarms.map(alarmText),
      ...fields.moreAlarms.map((one) => moreAlarmText(one, text, this.timeZone)),
    ];
    const marks = [
      fields.status === 'TENTATIVE' ? msg('Tentative') : '',
      fields.status === 'CANCELLED' ? msg('Cancelled') : '',
      fields.transparent ? msg('Free') : '',
      fields.absence === '' ? '' : absenceName(fields.absence),
      fields.decline === ''
        ? ''
        : fields.decline === 'auto'
          ? msg('Declines invitations')
          : msg('Proposes to decline invitations'),
      fields.visibility === 'PUBLIC' ? '' : fields.visibility === 'PRIVATE' ? msg('Private') : msg('Confidential'),
      ...fields.categories,
    ].filter(Boolean);
    return html`
      ${join === '' ? nothing : this._row(videoIcon, msg('Video call'), html`<a class="join" href=${join} target="_blank" rel="noopener noreferrer">${joinText}</a>`)}
      ${fields.location === '' || fields.location === join ? nothing : this._row(pinIcon, msg('Where'), linkify(fields.location))}
      ${fields.url === '' || fields.url === join ? nothing : this._row(linkIcon, msg('Link'), safeLink(fields.url))}
      ${this._people()}
      ${
        alarms.length === 0
          ? nothing
          : this._row(
              bellIcon,
              msg('Reminder'),
              alarms.map((one) => html`<div>${one}</div>`),
            )
      }
      ${
        fields.attachments.length === 0
          ? nothing
          : this._row(
              fileIcon,
              msg('Attachments'),
              html`<ik-attachment-list .attachments=${fields.attachments} .readFile=${this.readFile}></ik-attachment-list>`,
            )
      }
      ${marks.length === 0 ? nothing : this._row(tagIcon, msg('Marks'), marks.join(' · '))}
      ${fields.description === '' ? nothing : this._row(textIcon, msg('Description'), html`<div class="long" tabindex="0">${linkify(fields.description)}</div>`)}
      ${odd.map((one) => this._row(oddIcon, msg('Note'), html`<span class="odd">${oddityText(one)}</span>`))}`;
  }

  private _rooms() {
    const attendees = this.detail?.fields.attendees ?? [];
    if (!attendees.some(isRoom)) return nothing;
    void import('../rooms/ik-event-rooms.js').catch(() => {}); // the place says where it is, too
    return html`<ik-event-rooms .attendees=${attendees} .occurrence=${this.occurrence} .timeZone=${this.timeZone} .services=${this.services}></ik-event-rooms>`;
  }

  protected override render() {
    const text = this._text;
    return html`<dl>${this._when(text)} ${this.detail === undefined ? nothing : this._rest(text)}</dl>
      ${this._rooms()}<ik-answer-bar .detail=${this.detail} .services=${this.services} .own=${this.own}></ik-answer-bar>`;
  }
}

/** Start and end as the clocks there show them: 14:00 Zurich – 09:00 New York. */
function thereText({ start, end, zone, endZone }: EventDetail['fields'], text: LocalFormats): string {
  const time = (local: number) => text.time(Math.floor(timeOfDay(local) / MS_PER_MINUTE));
  if (endZone === '') return `${time(start)} – ${time(end)} ${placeOf(zone).city}`;
  const there = epochToLocal(endZone, localToEpoch(zone, end));
  return `${time(start)} ${placeOf(zone).city} – ${time(there)} ${placeOf(endZone).city}`;
}

const faceOf = (one: { readonly name: string; readonly address: string }) => ({
  initials: initialsOf(personName(one)),
  hue: hueOf(one.address.toLowerCase()),
  who: one.address,
});

/** The link leads away: what it stands in goes. */
function closePopover(event: Event): void {
  for (const target of event.composedPath())
    if (target instanceof HTMLElement && target.popover !== null) target.hidePopover();
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-event-card': IkEventCard;
  }
}
