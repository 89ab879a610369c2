import { updateWhenLocaleChanges } from '@lit/localize';
import { type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import {
  type DayRange,
  isLeftOut,
  rangeOf,
  SCHEDULE_DAYS,
  stepDay,
  type ViewName,
} from '../../domain/calendar/layout/range.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, formatIsoDate, localOfDay, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { systemZone } from '../../domain/time/clock.js';
import { createLocalFormats, firstDayOfLocale, type LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { build } from '../shared/build.js';
import { buttons } from '../shared/buttons.styles.js';
import { ownHue } from '../shared/color-hue.js';
import { hue } from '../shared/hue.styles.js';
import { LiveController } from '../shared/live-controller.js';
import { tokens } from '../shared/tokens.styles.js';
import {
  type ChangeKind,
  type EventAction,
  EventChangeEvent,
  EventCreateEvent,
  EventSelectEvent,
  RangeChangeEvent,
  refOf,
} from './calendar-events.js';
import { frameStyles, gridStyles } from './ik-calendar.styles.js';
import './ik-calendar-popover.js';
import type { CalendarEventInput } from '../../app/calendar/event-input.js';
import { createBar } from './calendar-bar.js';
import { CalendarClock } from './calendar-clock.js';
import { CalendarNote, type Hindrance } from './calendar-note.js';
import { CalendarStage } from './calendar-stage.js';
import type { IkCalendarPopover, PopoverPickEvent } from './ik-calendar-popover.js';
import type { DayQuestion, StageOwner, ViewDecor } from './interaction/stage-host.js';
import { dayRows, describeOccurrence } from './occurrence-texts.js';
import type { OccurrenceSource, SourceCalendar } from './sources/occurrence-source.js';
import { SourceController } from './sources/source-controller.js';
import { viewTitle } from './view-title.js';
import { createSpanMemo } from './views/span-memo.js';
import type { ChipElement, ViewModel } from './views/view.js';

/** A calendar's name and colour, for events that name it by `calendar`. */
export type CalendarInfo = SourceCalendar;

const DEFAULT_HUE = 265;
/** A schedule grows to this at most, in days, each way: then its date is changed instead. */
const MAX_EXTENT = 3 * 366;

/**
 * A calendar: day, work week, week, several days, month, year or schedule of events that a page gives (`events`), names (`src`), or keeps on this
 * device (`local`). Drag or click makes, moves and resizes; everything works by keyboard too. One file has all of it but two parts, which are
 * fetched from beside it when they are first wanted: the year (`ik-calendar-year-view-….js`; without it the month is shown in its place), and what
 * `local` needs.
 *
 * @fires {EventSelectEvent} ik-event-select - An event was chosen. Cancel it to show the event yourself.
 * @fires {EventCreateEvent} ik-event-create - A new event is wanted at `times`; the calendar itself makes none.
 * @fires {EventChangeEvent} ik-event-change - An event was moved or resized. Cancel it to refuse.
 * @fires {RangeChangeEvent} ik-range-change - Other days or another view are shown.
 * @csspart header - Title, steps and view switch.
 * @csspart title - What days are shown.
 * @csspart grid - The month, week or day grid.
 * @csspart schedule - The list of days.
 * @csspart event - An event.
 * @csspart ghost - Where an event would be while it is dragged.
 * @csspart more - "+n more".
 * @csspart now - The line that shows the time.
 * @cssproperty [--ik-accent=#4f46c8] - Today, focus, main buttons.
 * @cssproperty [--ik-surface=#ffffff] - Background.
 * @cssproperty [--ik-surface-2=#f1f1f5] - Hovered and pressed parts.
 * @cssproperty [--ik-line=#e4e4ec] - Lines.
 * @cssproperty [--ik-text=#1d1d29] - Text.
 * @cssproperty [--ik-text-2=#5f5f73] - Quieter text.
 * @cssproperty [--ik-weekend=#f7f7f9] - Saturdays and Sundays.
 * @cssproperty [--ik-font="Inter Variable", system-ui, sans-serif] - Typeface.
 */
export class IkCalendar extends ReactiveElement implements StageOwner {
  static override styles = [tokens, buttons, hue, frameStyles, gridStyles];
  // Lit's own form: its decorators would cost the embeddable file a kilobyte.
  static override properties = {
    view: { reflect: true },
    date: {},
    days: { type: Number },
    workDays: { attribute: false },
    rangeOf: { attribute: false },
    decor: { attribute: false },
    src: {},
    events: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    locale: {},
    firstDay: { attribute: 'first-day', type: Number },
    theme: {},
    readonly: { type: Boolean, reflect: true },
    calendars: { attribute: false },
    local: { type: Boolean },
    source: { attribute: false },
    bare: { type: Boolean },
    actions: { attribute: false },
    card: { attribute: false },
  };

  view: ViewName = 'month';
  /** `YYYY-MM-DD`: a day of the period shown. Today when empty. */
  date = '';
  /** How many days the view `days` shows, 1–7. */
  days = 3;
  /** Weekdays of a work week, 1 = Monday … 7 = Sunday. */
  workDays: readonly number[] = [1, 2, 3, 4, 5];
  /** Which days a view shows. Another one may give a schedule that does not grow its pages, by `previous` and `next`. */
  rangeOf: typeof rangeOf = rangeOf;
  /** What a host adds to views. */
  decor: ViewDecor | undefined;
  /** Address of an .ics file. It is fetched because the page names it; nothing else ever is. */
  src = '';
  /** Events to show. Replace the array to change it. */
  events: readonly CalendarEventInput[] | undefined;
  /** IANA zone to show times in; the machine's when empty. */
  timeZone = '';
  /** BCP 47; the page's or browser's language when empty. */
  locale = '';
  /** 1 = Monday … 7 = Sunday; 0 follows the locale. */
  firstDay = 0;
  theme: 'light' | 'dark' | 'auto' = 'auto';
  /** Nothing can be made, moved or resized. */
  readonly = false;
  /** Names and colours of the calendars that events are of. */
  calendars: readonly CalendarInfo[] = [];
  /** Shows the calendars that the Ikebana app keeps on this device, at this origin. */
  local = false;
  /** Where events come from, for hosts with a store of their own. Takes the place of `events` and `src`. */
  source: OccurrenceSource | undefined;
  /** Without its own header: the page around it has one. */
  bare = false;
  /** Buttons of the event's popover; each fires `ik-event-action`. */
  actions: readonly EventAction[] = [];

  /** Says of an event what stands under its title in the popover, in place of the calendar's own words. */
  card: ((occurrence: EventOccurrence) => Promise<Node>) | undefined;

  private _extent = { before: 0, after: 0 };
  private readonly _clock = new CalendarClock(this);

  private readonly _bar = createBar(this);
  private readonly _stageElement = build('div', { className: 'stage' });
  private readonly _said = build('div', { className: 'visually-hidden said', role: 'status' });
  /** Where views are drawn, for what a host of the app adds. */
  readonly viewStage = new CalendarStage(this._stageElement, this);
  private _note!: CalendarNote;
  private readonly _source = new SourceController(this);
  private readonly _live = new LiveController(this, () => this._watch());
  private readonly _named = new LiveController(this, () => this._source.source?.calendars);
  private _text!: LocalFormats;
  private _zone = 'UTC';
  private _focus = 0 as DayNumber;
  /** As the view has it; `_range` is that and what a schedule has grown by. */
  private _page!: DayRange;
  private _range: DayRange = { first: 0 as DayNumber, days: 0 };
  private _rangeKey = '';
  private readonly _spansOf = createSpanMemo();
  private _watched: OccurrenceSource | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** One page on (1) or back (-1). */
  turnPage(by: 1 | -1): void {
    const next = this._page[by > 0 ? 'next' : 'previous'] ?? stepDay(this.view, this._focus, by, this._count);
    this.date = formatIsoDate(next);
  }

  /** The event that has the focus. */
  get focusedEvent(): EventOccurrence | undefined {
    const chip = this.viewStage.focused();
    return chip && this.viewStage.occurrenceOf(chip);
  }

  /** Shows today. */
  goToToday(): void {
    this.date = formatIsoDate(this._today);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('locale') || !this.hasUpdated) this._text = createLocalFormats(this._locale);
    if (changed.has('timeZone') || !this.hasUpdated) this._zone = this.timeZone || systemZone();
    if (changed.has('theme') || this.theme === 'auto') this._applyTheme();
    if (changed.has('date') || changed.has('view')) this._extent = { before: 0, after: 0 };
    this._focus = parseIsoDate(this.date) ?? this._today;
    this._range = this._rangeNow();
    const { source, events, src, local } = this;
    this._source.set({ source, events, src, local });
    const key = `${this._range.first} ${this._range.days} ${this._zone}`;
    if (this._watched !== this._source.source) this._named.refresh();
    if (key !== this._rangeKey || this._watched !== this._source.source) this._live.refresh();
    if (key !== this._rangeKey || changed.has('view')) this._announceRange();
    this._rangeKey = key;
  }

  private _rangeNow(): DayRange {
    const { _count: count, _firstDay: firstDay, workDays } = this;
    this._page = this.rangeOf(this.view, this._focus, { firstDay, count, workDays });
    const { first, days } = this._page;
    const { before, after } = this._extent;
    return { first: (first - before) as DayNumber, days: days + before + after };
  }

  private get _firstDay(): number {
    return this.firstDay || firstDayOfLocale(this._locale);
  }

  private get _count(): number {
    return Math.max(1, Math.min(7, this.days)) || 1;
  }

  private _watch() {
    const { source } = this._source;
    this._watched = source;
    if (this._range.days === 0 || this.view === 'year') return undefined; // not yet asked to draw; or a year, which counts
    return source?.watchOccurrences(this._query());
  }

  private _query() {
    const { first, days } = this._range;
    return {
      from: localToEpoch(this._zone, localOfDay(first)),
      to: localToEpoch(this._zone, localOfDay(first + days)),
      timeZone: this._zone,
    };
  }

  /** For the stage. Not for hosts. */
  question(): DayQuestion | undefined {
    const { source } = this._source;
    return source && { source, query: this._query() };
  }

  private get _today(): DayNumber {
    return dayOf(epochToLocal(this._zone, this._clock.now));
  }

  private get _locale(): string {
    return this.locale || document.documentElement.lang || navigator.language;
  }

  private _applyTheme() {
    const theme = this.theme === 'auto' ? (this._clock.dark ? 'dark' : 'light') : this.theme;
    if (this.dataset.theme !== theme) this.dataset.theme = theme;
  }

  private _title(): string {
    return viewTitle(this._page.next ? 'week' : this.view, this._focus, this._range, this._text);
  }

  private _announceRange() {
    const { from, to } = this._query();
    const event = new RangeChangeEvent(this.view, formatIsoDate(this._focus), from, to, this._title());
    queueMicrotask(() => this.dispatchEvent(event));
  }

  protected override firstUpdated() {
    this.renderRoot.append(this._stageElement, this._said);
    this._note = new CalendarNote(this.renderRoot);
  }

  protected override updated() {
    const model = this.model();
    const { root } = this._bar;
    if (this.bare === root.isConnected) this.bare ? root.remove() : this._stageElement.before(root);
    this._bar.draw(this.view, model.title, this._count);
    this._note.draw(this._hindrance());
    this.viewStage.draw(this.view, model, this._zone);
  }

  private _hindrance(): Hindrance | undefined {
    const { loading, failure } = this._source;
    return loading ? 'loading' : (failure ?? (this._live.error === undefined ? undefined : 'read'));
  }

  /** What is shown, for the stage and for printing. Not for hosts. */
  model(): ViewModel {
    const occurrences = this._live.value ?? [];
    const local = epochToLocal(this._zone, this._clock.now);
    const leftOut = (day: number) => isLeftOut(this.view, day, this.workDays);
    return {
      ...this._range,
      firstDay: this._firstDay,
      isLeftOut: leftOut,
      focus: leftOut(this._focus) ? this._range.first : this._focus,
      today: dayOf(local),
      nowMinute: timeOfDay(local) / MS_PER_MINUTE,
      occurrences,
      spans: this._spansOf(occurrences, this._zone),
      hueOf: this._hueOf,
      text: this._text,
      title: this._title(),
    };
  }

  private _hueOf = (occurrence: EventOccurrence): number =>
    ownHue(occurrence) ?? this._infoOf(occurrence)?.hue ?? DEFAULT_HUE;

  private _infoOf({ collectionId }: EventOccurrence): CalendarInfo | undefined {
    return (this._named.value ?? this.calendars).find(({ id }) => id === collectionId);
  }

  /** What a part that is drawn stands for. */
  readonly occurrenceOf = (chip: ChipElement): EventOccurrence | undefined => this.viewStage.occurrenceOf(chip);

  /** For the stage: the person wants this. Not for hosts. */
  select(occurrence: EventOccurrence, anchor: Element): void {
    if (!this.dispatchEvent(new EventSelectEvent(occurrence))) return;
    const source = this._source.source;
    const calendar = this._infoOf(occurrence);
    const content = {
      kind: 'event' as const,
      occurrence,
      when: this._text.span(this._localTimes(occurrence)),
      calendar: calendar?.name ?? '',
      hue: this._hueOf(occurrence),
      ...(this.card ? { body: this.card(occurrence) } : { detail: source?.read?.(refOf(occurrence)) }),
    };
    void this._popover().open(content, anchor);
  }

  create(times: LocalTimes): void {
    this.dispatchEvent(new EventCreateEvent({ ...times, timeZone: this._zone }));
  }

  change(occurrence: EventOccurrence, times: LocalTimes, kind: ChangeKind): Promise<unknown> | undefined {
    const newTimes = { ...times, timeZone: this._zone };
    const event = new EventChangeEvent(occurrence, newTimes, kind);
    if (!this.dispatchEvent(event)) return undefined;
    if (kind !== 'copy') this._source.source?.keep?.(occurrence, newTimes);
    this._said.textContent = `${occurrence.title}: ${this._text.span(times)}`;
    return event.settled;
  }

  showDay(day: DayNumber, anchor: Element): void {
    const rows = dayRows(this.model(), day);
    void this._popover().open({ kind: 'day', title: this._text.shortDay(day), rows }, anchor);
  }

  show(view: ViewName, day: DayNumber): void {
    this.view = view;
    this.openDate(day);
  }

  openDate(day: DayNumber): void {
    this.date = formatIsoDate(day);
  }

  extend(direction: 'earlier' | 'later'): void {
    const { before, after } = this._extent;
    if (this._page.next) return;
    if (direction === 'earlier' && before < MAX_EXTENT) this._extent = { before: before + SCHEDULE_DAYS, after };
    if (direction === 'later' && after < MAX_EXTENT) this._extent = { before, after: after + SCHEDULE_DAYS };
    this.requestUpdate();
  }

  describe(occurrence: EventOccurrence): string {
    return describeOccurrence(occurrence, this._localTimes(occurrence), this._text, this._infoOf(occurrence)?.name);
  }

  private _localTimes({ start, end, allDay }: EventOccurrence): LocalTimes {
    return { start: epochToLocal(this._zone, start), end: epochToLocal(this._zone, end), allDay };
  }

  /** Made when it is first needed: most calendars are only looked at. */
  private _popover(): IkCalendarPopover {
    const popover =
      this.renderRoot.querySelector('ik-calendar-popover') ?? document.createElement('ik-calendar-popover');
    popover.text = this._text;
    popover.actions = this.actions;
    if (!popover.isConnected) {
      popover.addEventListener('ik-popover-pick', this._onPick);
      this.renderRoot.append(popover);
    }
    return popover;
  }

  private _onPick = (event: PopoverPickEvent) => {
    this._popover().close();
    this.select(event.occurrence, this._stageElement);
  };
}

customElements.define('ik-calendar', IkCalendar);

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar': IkCalendar;
  }
}
