import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import { groupByDay } from '../../domain/calendar/layout/day-groups.js';
import { type DayRange, rangeOf, SCHEDULE_DAYS, stepDay, type ViewName } from '../../domain/calendar/layout/range.js';
import { type LocalTimes, type Span, spansOf } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { dayOf, formatIsoDate, localOfDay, parseIsoDate, timeOfDay } from '../../domain/time/calendar-date.js';
import { systemClock, systemZone } from '../../domain/time/clock.js';
import { createLocalFormats, firstDayOfLocale, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
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
import { CalendarNote, type Hindrance } from './calendar-note.js';
import { CalendarStage } from './calendar-stage.js';
import type { IkCalendarPopover, PopoverPickEvent } from './ik-calendar-popover.js';
import type { StageOwner } from './interaction/stage-host.js';
import type { OccurrenceSource, SourceCalendar } from './sources/occurrence-source.js';
import { SourceController } from './sources/source-controller.js';
import { viewTitle } from './view-title.js';
import type { ChipElement, ViewModel } from './views/view.js';

/** A calendar's name and colour, for events that name it by `calendar`. */
export type CalendarInfo = SourceCalendar;

const darkMedia = matchMedia('(prefers-color-scheme: dark)');
const DEFAULT_HUE = 265;
const MINUTE = 60_000;
/** A schedule grows to this at most, in days, each way: then its date is changed instead. */
const MAX_EXTENT = 3 * 366;

/**
 * A calendar: month, week, day or schedule of events that a page gives (`events`), names (`src`), or keeps on this
 * device (`local`). Drag or click makes, moves and resizes; everything works by keyboard too.
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
  private _now = systemClock.now();

  private readonly _bar = createBar(this);
  private readonly _stageElement = build('div', { className: 'stage' });
  private readonly _said = build('div', { className: 'visually-hidden said', role: 'status' });
  private readonly _stage = new CalendarStage(this._stageElement, this);
  private _note!: CalendarNote;
  private readonly _source = new SourceController(this);
  private readonly _live = new LiveController(this, () => this._watch());
  private readonly _named = new LiveController(this, () => this._source.source?.calendars);
  private _text!: LocalFormats;
  private _zone = 'UTC';
  private _focus = 0 as DayNumber;
  private _range: DayRange = { first: 0 as DayNumber, days: 0 };
  private _rangeKey = '';
  private _spans: Span[] = [];
  private _spansOf: unknown;
  private _spansZone = '';
  private _watched: OccurrenceSource | undefined;
  private _timer = 0;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback() {
    super.connectedCallback();
    this._timer = setInterval(() => {
      this._now = systemClock.now();
      this.requestUpdate();
    }, MINUTE) as unknown as number;
    darkMedia.addEventListener('change', this._onScheme);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
    darkMedia.removeEventListener('change', this._onScheme);
  }

  /** One page on (1) or back (-1). */
  turnPage(by: 1 | -1): void {
    this.date = formatIsoDate(stepDay(this.view, this._focus, by));
  }

  /** The event that has the focus. */
  get focusedEvent(): EventOccurrence | undefined {
    const chip = this._stage.focused();
    return chip && this._stage.occurrenceOf(chip);
  }

  /** Shows today. */
  goToToday(): void {
    this.date = formatIsoDate(this._today);
  }

  private _onScheme = () => this.requestUpdate();

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
    const { first, days } = rangeOf(this.view, this._focus, this.firstDay || firstDayOfLocale(this._locale));
    const { before, after } = this._extent;
    return { first: (first - before) as DayNumber, days: days + before + after };
  }

  private _watch() {
    const { source } = this._source;
    this._watched = source;
    if (this._range.days === 0) return undefined; // connected, but not yet asked to draw
    return source?.watchOccurrences({ ...this._window(), timeZone: this._zone });
  }

  private _window() {
    const { first, days } = this._range;
    return {
      from: localToEpoch(this._zone, localOfDay(first)),
      to: localToEpoch(this._zone, localOfDay(first + days)),
    };
  }

  private get _today(): DayNumber {
    return dayOf(epochToLocal(this._zone, this._now));
  }

  private get _locale(): string {
    return this.locale || document.documentElement.lang || navigator.language;
  }

  private _applyTheme() {
    const dark = this.theme === 'dark' || (this.theme === 'auto' && darkMedia.matches);
    const theme = dark ? 'dark' : 'light';
    if (this.dataset.theme !== theme) this.dataset.theme = theme;
  }

  private _announceRange() {
    const { from, to } = this._window();
    const title = viewTitle(this.view, this._focus, this._range, this._text);
    const event = new RangeChangeEvent(this.view, formatIsoDate(this._focus), from, to, title);
    queueMicrotask(() => this.dispatchEvent(event));
  }

  protected override firstUpdated() {
    this.renderRoot.append(this._stageElement, this._said);
    this._note = new CalendarNote(this.renderRoot);
  }

  protected override updated() {
    const model = this._model();
    const { root } = this._bar;
    if (this.bare === root.isConnected) this.bare ? root.remove() : this._stageElement.before(root);
    this._bar.draw(this.view, model.title);
    this._note.draw(this._hindrance());
    this._stage.draw(this.view, model, this._zone);
  }

  private _hindrance(): Hindrance | undefined {
    const { loading, failure } = this._source;
    return loading ? 'loading' : (failure ?? (this._live.error === undefined ? undefined : 'read'));
  }

  private _model(): ViewModel {
    const occurrences = this._live.value ?? [];
    const key = `${this._zone}`;
    if (this._spansOf !== occurrences || this._spansZone !== key) {
      this._spans = spansOf(occurrences, (instant) => epochToLocal(this._zone, instant));
      this._spansOf = occurrences;
      this._spansZone = key;
    }
    const local = epochToLocal(this._zone, this._now);
    return {
      ...this._range,
      focus: this._focus,
      today: dayOf(local),
      nowMinute: timeOfDay(local) / MINUTE,
      occurrences,
      spans: this._spans,
      hueOf: this._hueOf,
      text: this._text,
      title: viewTitle(this.view, this._focus, this._range, this._text),
    };
  }

  private _hueOf = (occurrence: EventOccurrence): number =>
    ownHue(occurrence) ?? this._infoOf(occurrence)?.hue ?? DEFAULT_HUE;

  private _infoOf({ collectionId }: EventOccurrence): CalendarInfo | undefined {
    return (this._named.value ?? this.calendars).find(({ id }) => id === collectionId);
  }

  /** What a part that is drawn stands for. */
  readonly occurrenceOf = (chip: ChipElement): EventOccurrence | undefined => this._stage.occurrenceOf(chip);

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
    const { occurrences, spans, text } = this._model();
    const rows = groupByDay(spans, day, 1).flatMap((group) =>
      group.spans.map((span) => {
        const occurrence = occurrences[span.index]!;
        const time = span.bar ? '' : text.time(span.first < day ? 0 : span.startMinute);
        return { occurrence, time, hue: this._hueOf(occurrence) };
      }),
    );
    void this._popover().open({ kind: 'day', title: text.shortDay(day), rows }, anchor);
  }

  openDay(day: DayNumber): void {
    this.view = 'day';
    this.date = formatIsoDate(day);
  }

  openDate(day: DayNumber): void {
    this.date = formatIsoDate(day);
  }

  extend(direction: 'earlier' | 'later'): void {
    const { before, after } = this._extent;
    if (direction === 'earlier' && before < MAX_EXTENT) this._extent = { before: before + SCHEDULE_DAYS, after };
    if (direction === 'later' && after < MAX_EXTENT) this._extent = { before, after: after + SCHEDULE_DAYS };
    this.requestUpdate();
  }

  describe(occurrence: EventOccurrence): string {
    const calendar = this._infoOf(occurrence)?.name;
    const parts = [this._text.span(this._localTimes(occurrence))];
    if (occurrence.location) parts.push(occurrence.location);
    if (calendar) parts.push(calendar);
    if (occurrence.status === 'CANCELLED') parts.push(msg('cancelled'));
    return parts.join(', ');
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
