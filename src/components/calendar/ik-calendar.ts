import { updateWhenLocaleChanges } from '@lit/localize';
import { type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import type { CalendarEventInput } from '../../app/calendar/event-input.js';
import { isLeftOut, rangeOf, type ViewName } from '../../domain/calendar/layout/range.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, formatIsoDate, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { systemZone } from '../../domain/time/clock.js';
import { createLocalFormats, firstDayOfLocale, type LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { build } from '../shared/build.js';
import { buttons } from '../shared/buttons.styles.js';
import { hue } from '../shared/hue.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { addPopover } from './add-popover.js';
import { createBar } from './calendar-bar.js';
import { CalendarClock } from './calendar-clock.js';
import {
  type ChangeKind,
  type EventAction,
  EventChangeEvent,
  EventCreateEvent,
  EventSelectEvent,
  RangeChangeEvent,
  refOf,
} from './calendar-events.js';
import { CalendarNote } from './calendar-note.js';
import { CalendarPeriod } from './calendar-period.js';
import { CalendarStage } from './calendar-stage.js';
import { frameStyles, gridStyles } from './ik-calendar.styles.js';
import type { IkCalendarPopover, PopoverContent } from './ik-calendar-popover.js';
import type { DayQuestion, StageOwner, ViewDecor } from './interaction/stage-host.js';
import { dayRows, describeOccurrence } from './occurrence-texts.js';
import type { OccurrenceSource, SourceCalendar } from './sources/occurrence-source.js';
import { SourceController, sourceNames } from './sources/source-controller.js';
import { createSpanMemo } from './views/span-memo.js';
import type { ChipElement, ViewModel } from './views/view.js';

/** A calendar's name and colour, for events that name it by `calendar`. */
export type CalendarInfo = SourceCalendar;

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

  private readonly _clock = new CalendarClock(this);

  private readonly _bar = createBar(this);
  private readonly _stageElement = build('div', { className: 'stage' });
  private readonly _said = build('div', { className: 'visually-hidden said', role: 'status' });
  /** Where views are drawn, for what a host of the app adds. */
  readonly viewStage = new CalendarStage(this._stageElement, this);
  private _note!: CalendarNote;
  private _popover: IkCalendarPopover | undefined;
  private readonly _period = new CalendarPeriod(this);
  private readonly _source = new SourceController(this, () =>
    // Not yet asked to draw; or a year, which counts.
    this._period.range.days === 0 || this.view === 'year' ? undefined : this._query(),
  );
  private _text!: LocalFormats;
  private _zone = 'UTC';
  private _rangeKey = '';
  private readonly _spansOf = createSpanMemo();

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** One page on (1) or back (-1). */
  turnPage(by: 1 | -1): void {
    this.openDate(this._period.step(by));
  }

  /** The event that has the focus. */
  get focusedEvent(): EventOccurrence | undefined {
    const chip = this.viewStage.focused();
    return chip && this.viewStage.occurrenceOf(chip);
  }

  /** Shows today. */
  goToToday(): void {
    this.openDate(this._today);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('locale')) this._text = createLocalFormats(this._locale);
    if (changed.has('timeZone')) this._zone = this.timeZone || systemZone();
    if (changed.has('theme') || this.theme === 'auto') this._applyTheme();
    const isAnew = changed.has('date') || changed.has('view');
    this._period.show(parseIsoDate(this.date) ?? this._today, this._firstDay, isAnew);
    const { first, days } = this._period.range;
    const key = `${first} ${days} ${this._zone}`;
    const isOther = key !== this._rangeKey;
    const isNamed = sourceNames.some((name) => changed.has(name));
    this._source.follow(isNamed, isOther);
    if (isOther || changed.has('view')) this._announceRange();
    this._rangeKey = key;
  }

  private get _firstDay(): number {
    return this.firstDay || firstDayOfLocale(this._locale);
  }

  private _query() {
    return this._period.query(this._zone);
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

  private _announceRange() {
    const { from, to } = this._query();
    const { focus } = this._period;
    const event = new RangeChangeEvent(this.view, formatIsoDate(focus), from, to, this._period.title(this._text));
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
    this._bar.draw(this.view, model.title, this._period.count);
    this._note.draw(this._source.hindrance);
    this.viewStage.draw(this.view, model, this._zone);
  }

  /** What is shown, for the stage and for printing. Not for hosts. */
  model(): ViewModel {
    const { occurrences, hueOf } = this._source;
    const { range, focus } = this._period;
    const local = epochToLocal(this._zone, this._clock.now);
    const leftOut = (day: number) => isLeftOut(this.view, day, this.workDays);
    return {
      ...range,
      firstDay: this._firstDay,
      isLeftOut: leftOut,
      focus: leftOut(focus) ? range.first : focus,
      today: dayOf(local),
      nowMinute: timeOfDay(local) / MS_PER_MINUTE,
      occurrences,
      spans: this._spansOf(occurrences, this._zone),
      hueOf,
      text: this._text,
      title: this._period.title(this._text),
    };
  }

  /** What a part that is drawn stands for. */
  occurrenceOf(chip: ChipElement): EventOccurrence | undefined {
    return this.viewStage.occurrenceOf(chip);
  }

  /** For the stage: the person wants this. Not for hosts. */
  select(occurrence: EventOccurrence, anchor: Element): void {
    if (!this.dispatchEvent(new EventSelectEvent(occurrence))) return;
    const { source } = this._source;
    const content = {
      kind: 'event' as const,
      occurrence,
      when: this._text.span(this.viewStage.timesOf(occurrence)),
      calendar: this._source.infoOf(occurrence)?.name ?? '',
      hue: this._source.hueOf(occurrence),
      ...(this.card ? { body: this.card(occurrence) } : { detail: source?.read?.(refOf(occurrence)) }),
    };
    this._open(content, anchor);
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
    this._open({ kind: 'day', title: this._text.shortDay(day), rows }, anchor);
  }

  show(view: ViewName, day: DayNumber): void {
    this.view = view;
    this.openDate(day);
  }

  openDate(day: DayNumber): void {
    this.date = formatIsoDate(day);
  }

  extend(direction: 'earlier' | 'later'): void {
    this._period.extend(direction);
    this.requestUpdate();
  }

  describe(occurrence: EventOccurrence): string {
    const calendar = this._source.infoOf(occurrence)?.name;
    return describeOccurrence(occurrence, this.viewStage.timesOf(occurrence), this._text, calendar);
  }

  private _open(content: PopoverContent, anchor: Element) {
    // Made when it is first needed: most calendars are only looked at.
    this._popover ??= addPopover(this.renderRoot, (occurrence) => this.select(occurrence, this._stageElement));
    this._popover.text = this._text;
    this._popover.actions = this.actions;
    void this._popover.open(content, anchor);
  }
}

customElements.define('ik-calendar', IkCalendar);

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar': IkCalendar;
  }
}
