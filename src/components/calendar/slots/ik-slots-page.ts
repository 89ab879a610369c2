import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import slotsIcon from 'lucide-static/icons/calendar-clock.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import shareIcon from 'lucide-static/icons/share.svg?raw';
import limitIcon from 'lucide-static/icons/sliders-horizontal.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import videoIcon from 'lucide-static/icons/video.svg?raw';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type {
  FreeSlots,
  OtherAvailability,
  SlotOverview,
  SlotSchedule,
} from '../../../domain/calendar/slots/bookable-slots.js';
import { type SlotDay, slotDays } from '../../../domain/calendar/slots/slot-days.js';
import { type Collection, canEdit } from '../../../domain/collections/collection.js';
import { defaultSettings, type Settings } from '../../../domain/settings/settings.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../../domain/time/local-formats.js';
import { MS_PER_DAY } from '../../../domain/time/types.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { LiveController } from '../../shared/live-controller.js';
import { describeError } from '../../shared/problem-message.js';
import { ToggleSidebarEvent } from '../../shared/toggle-sidebar-event.js';
import { styles } from './ik-slots-page.styles.js';
import { SlotFlows } from './slot-flows.js';
import { hoursTexts, lengthText, limitTexts } from './slot-texts.js';

/** Days of free slots that are shown at first, and more by each press. */
const DAYS = 14;

/** Times that others can book: the schedules, and of one of them what is free, to be sent or booked for somebody. */
@customElement('ik-slots-page')
@localized()
export class IkSlotsPage extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** The calendar of a new schedule. */
  @property({ attribute: false }) home: string | undefined;
  /** UID of the schedule that is looked at; the first when it is not there. */
  @state() private _chosen = '';
  @state() private _days = DAYS;

  private readonly _overview = new LiveController<SlotOverview>(this, () => this.services?.slots.watch(this._zone));
  private readonly _free = new LiveController<FreeSlots>(this, () => {
    const schedule = this._current;
    if (schedule === undefined) return undefined;
    const now = systemClock.now();
    return this.services?.slots.watchFree({
      ref: schedule.ref,
      fields: schedule.fields,
      window: { start: now, end: now + this._days * MS_PER_DAY },
    });
  });
  private readonly _settings = new LiveController<Settings>(this, () => this.services?.settings.watch());
  private readonly _flows = new SlotFlows(this, () => ({
    services: this.services,
    calendars: this.calendars.filter(canEdit),
    home: this.home,
    timeZone: this._zone,
    locale: this._locale,
    meetingTemplate: (this._settings.value ?? defaultSettings).meetingTemplate,
    choose: (uid) => {
      this._chosen = uid;
    },
  }));
  private _asked = '';
  private _askedUid = '';
  private _formats: LocalFormats = createLocalFormats('en');

  private get _zone(): string {
    return this.display?.timeZone ?? 'UTC';
  }

  private get _locale(): string {
    return this.display?.locale ?? 'en';
  }

  private get _current(): SlotSchedule | undefined {
    const schedules = this._overview.value?.schedules ?? [];
    return schedules.find(({ ref }) => ref.uid === this._chosen) ?? schedules[0];
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('services')) this._settings.refresh();
    if (changed.has('services') || changed.has('display')) this._overview.refresh();
    if (changed.has('display')) this._formats = createLocalFormats(this._locale);
    const uid = this._current?.ref.uid ?? '';
    const asked = JSON.stringify([this._current, this._days]);
    if (asked === this._asked) return;
    // Another schedule's slots are not shown meanwhile.
    if (uid !== this._askedUid) this._free.value = undefined;
    this._asked = asked;
    this._askedUid = uid;
    this._free.refresh();
  }

  /** Opens the form of a new schedule. */
  async create(): Promise<void> {
    await this._flows.edit(undefined);
  }

  private _header() {
    return html`<header>
      <button type="button" class="icon-button plain menu-button" aria-label=${msg('Calendars')} @click=${() => this.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
      <h1>${msg('Bookable times')}</h1>
      <button type="button" class="button primary" @click=${() => this.create()}>${icon(plusIcon)}${msg('New')}</button>
    </header>`;
  }

  private _one(schedule: SlotSchedule, current: boolean) {
    const { title, length } = schedule.fields;
    const [hours = ''] = hoursTexts(schedule.fields, this._formats);
    return html`<li><button type="button" class="one" aria-current=${String(current)} @click=${() => {
      this._chosen = schedule.ref.uid;
      this._days = DAYS;
    }}><strong>${title}</strong><span class="quiet">${lengthText(length)} · ${hours}</span></button></li>`;
  }

  private _facts({ fields }: SlotSchedule) {
    const { location, conference, timeZone } = fields;
    const row = (svg: string, label: string, value: unknown) =>
      html`<div><dt>${icon(svg)}<span class="visually-hidden">${label}</span></dt><dd>${value}</dd></div>`;
    const zone = timeZone === this._zone ? '' : ` (${timeZone.replaceAll('_', ' ')})`;
    return html`<dl class="facts">
      ${row(clockIcon, msg('Hours'), `${lengthText(fields.length)} · ${hoursTexts(fields, this._formats).join(' · ')}${zone}`)}
      ${row(limitIcon, msg('Limits'), limitTexts(fields).join(' · '))}
      ${location === '' ? nothing : row(pinIcon, msg('Where'), location)}
      ${conference === '' ? nothing : row(videoIcon, msg('Video call'), conference)}
    </dl>`;
  }

  private _day({ day, slots }: SlotDay, schedule: SlotSchedule) {
    const name = this._formats.longDay(day);
    return html`<div class="day">
      <h4 id=${`day-${day}`}>${this._formats.shortDay(day)}</h4>
      <ul class="slots" aria-labelledby=${`day-${day}`}>${slots.map(({ start, end, minute }) => {
        const time = this._formats.time(minute);
        return html`<li><button type="button" class="slot" ?disabled=${schedule.locked} aria-label=${msg(str`Book ${name}, ${time}`)}
          @click=${() => this._flows.book(schedule, { start, end })}>${time}</button></li>`;
      })}</ul>
    </div>`;
  }

  private _freeTimes(schedule: SlotSchedule) {
    const { value, error } = this._free;
    if (value === undefined && error !== undefined) return html`<p role="alert">${describeError(error)}</p>`;
    if (value === undefined)
      return html`<div class="free" aria-busy="true">${Array.from({ length: 5 }, () => html`<div class="skeleton"></div>`)}</div>`;
    const days = slotDays(value.slots, this._zone);
    const all = this._days >= schedule.fields.horizon;
    return html`<section class="free" aria-label=${msg('Free times')}>
      <h3 aria-live="polite">${value.slots.length === 1 ? msg('1 free time') : msg(str`${value.slots.length} free times`)}
        <span class="quiet">${msg(str`in the next ${Math.min(this._days, schedule.fields.horizon)} days; press one to book it for somebody`)}</span></h3>
      ${days.length === 0 ? html`<p class="quiet">${msg('Nothing is free: your calendars are full at these hours, or all of it is within the notice.')}</p>` : nothing}
      ${days.map((day) => this._day(day, schedule))}
      ${
        all
          ? nothing
          : html`<button type="button" class="button soft more" @click=${() => {
              this._days += DAYS;
            }}>${msg('Show more days')}</button>`
      }
    </section>`;
  }

  private _detail(schedule: SlotSchedule) {
    const { fields, locked } = schedule;
    return html`<section class="detail" aria-label=${fields.title}>
      <div class="top">
        <h2>${fields.title}</h2>
        <button type="button" class="button" @click=${() => this._flows.share(schedule)}>${icon(shareIcon)}${msg('Send free times')}</button>
        ${
          locked
            ? nothing
            : html`<button type="button" class="button" @click=${() => this._flows.edit(schedule)}>${icon(editIcon)}${msg('Edit')}</button>
              <button type="button" class="icon-button" aria-label=${msg('Delete')} title=${msg('Delete')} @click=${() => this._flows.remove(schedule.ref, fields.title)}>${icon(trashIcon)}</button>`
        }
      </div>
      ${fields.description === '' ? nothing : html`<p>${fields.description}</p>`}
      ${this._facts(schedule)} ${this._freeTimes(schedule)}
    </section>`;
  }

  private _others(others: readonly OtherAvailability[]) {
    if (others.length === 0) return nothing;
    const hours = ({ week }: OtherAvailability) =>
      slotDays(week, this._zone)
        .flatMap(({ day, slots }) =>
          slots.map(({ minute, start, end }) => {
            const last = (minute + (end - start) / 60_000) % 1440;
            return `${this._formats.shortDay(day)} ${this._formats.time(minute)} – ${this._formats.time(last)}`;
          }),
        )
        .join(' · ');
    return html`<section class="others" aria-label=${msg('Hours from other programs')}>
      <h2>${msg('Hours from other programs')}</h2>
      <ul class="list">${others.map(
        (one) => html`<li><div><strong>${one.title || msg('Availability')}</strong>
            ${one.organizer === '' ? nothing : html`<span class="quiet">${one.organizer.replace(/^mailto:/i, '')}</span>`}
            <span class="quiet">${hours(one) || msg('Never there in the next seven days')}</span></div>
          ${one.locked ? nothing : html`<button type="button" class="button" @click=${() => this._flows.remove(one.ref, one.title || msg('Availability'))}>${icon(trashIcon)}${msg('Delete')}</button>`}</li>`,
      )}</ul>
      <p class="quiet">${msg('They count when you look for a time to meet.')}</p>
    </section>`;
  }

  private _empty() {
    return html`<div class="state">${icon(slotsIcon)}
      <p>${msg('Say once when you can be met: your hours, how long, how much notice. Ikebana finds what is free beside everything in your calendars, to send by mail or to book for somebody on the phone.')}</p>
      <button type="button" class="button primary" @click=${() => this.create()}>${icon(plusIcon)}${msg('New bookable times')}</button>
    </div>`;
  }

  private _body() {
    const { value, error } = this._overview;
    if (value === undefined && error !== undefined)
      return html`<div class="state" role="alert"><strong>${msg('The bookable times could not be read.')}</strong>
        <button type="button" class="button" @click=${() => this._overview.refresh()}>${msg('Try again')}</button></div>`;
    if (value === undefined)
      return html`<div class="content" aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></div>`;
    const { schedules, others } = value;
    if (schedules.length === 0 && others.length === 0) return this._empty();
    const current = this._current;
    return html`<div class="scroller" tabindex="-1">
      <p class="honest">${msg('Others cannot book online yet: that takes a relay, which comes later. Until then send your free times, or book for somebody here.')}</p>
      <div class="content">
        ${schedules.length === 0 ? nothing : html`<ul class="list" aria-label=${msg('Schedules')}>${schedules.map((one) => this._one(one, one === current))}</ul>`}
        ${current === undefined ? nothing : this._detail(current)} ${this._others(others)}
      </div>
    </div>`;
  }

  protected override render() {
    return html`${this._header()} ${this._body()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-slots-page': IkSlotsPage;
  }
}
