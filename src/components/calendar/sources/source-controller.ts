import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CalendarEventInput } from '../../../app/calendar/event-input.js';
import type { OccurrenceQuery } from '../../../domain/calendar/event-query.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { ownHue } from '../../shared/color-hue.js';
import { LiveController } from '../../shared/live-controller.js';
import type { OccurrenceSource, SourceCalendar } from './occurrence-source.js';

const DEFAULT_HUE = 265;

/** The calendar, whose author said where its events are; the first that is there counts. */
interface SourceHost extends ReactiveControllerHost {
  readonly source: OccurrenceSource | undefined;
  readonly events: readonly CalendarEventInput[] | undefined;
  /** Address of an .ics file. */
  readonly src: string;
  /** The store of this device. */
  readonly local: boolean;
  /** Names and colours, where the source does not know them. */
  readonly calendars: readonly SourceCalendar[];
}

/** In each of which another source may be named. */
export const sourceNames = ['source', 'events', 'src', 'local'] as const;

/** What attributes become; set by the package's entry, so that the app, which gives a `source`, has none of it. */
export const sourceOpeners: {
  events?: (events: readonly CalendarEventInput[]) => OccurrenceSource;
  src?: (address: string, signal: AbortSignal) => Promise<OccurrenceSource>;
  local?: () => Promise<OccurrenceSource>;
} = {};

/** What keeps a calendar from showing its events. */
export type Hindrance = 'loading' | 'read' | 'fetch' | 'input' | 'local';

/**
 * Turns a calendar's attributes into a source, and watches what that has in sight. Files are fetched and read when they are
 * named, and only then.
 */
export class SourceController implements ReactiveController {
  source: OccurrenceSource | undefined;
  private _loading = false;
  private _failure: Hindrance | undefined;
  private _abort: AbortController | undefined;
  private _watched: OccurrenceSource | undefined;
  private readonly _live;
  private readonly _named;

  /** @param query - What is in sight; `undefined` while no events are wanted. */
  constructor(
    private readonly _host: SourceHost,
    query: () => OccurrenceQuery | undefined,
  ) {
    _host.addController(this);
    this._live = new LiveController(_host, () => {
      this._watched = this.source;
      const asked = query();
      return asked && this.source?.watchOccurrences(asked);
    });
    this._named = new LiveController(_host, () => this.source?.calendars);
  }

  get occurrences(): readonly EventOccurrence[] {
    return this._live.value ?? [];
  }

  get hindrance(): Hindrance | undefined {
    return this._loading ? 'loading' : (this._failure ?? (this._live.error === undefined ? undefined : 'read'));
  }

  /** The calendar that an event is of. */
  infoOf({ collectionId }: EventOccurrence): SourceCalendar | undefined {
    return (this._named.value ?? this._host.calendars).find(({ id }) => id === collectionId);
  }

  readonly hueOf = (occurrence: EventOccurrence): number =>
    ownHue(occurrence) ?? this.infoOf(occurrence)?.hue ?? DEFAULT_HUE;

  hostDisconnected(): void {
    this._abort?.abort();
  }

  hostConnected(): void {
    if (this._loading) this._load();
  }

  /**
   * @param isNamed - Whether the source was named anew.
   * @param isOther - Whether something else is in sight than before.
   */
  follow(isNamed: boolean, isOther: boolean): void {
    if (isNamed) this._open();
    const isAnother = this._watched !== this.source;
    if (isAnother) this._named.refresh();
    if (isAnother || isOther) this._live.refresh();
  }

  private _open(): void {
    const { source, events } = this._host;
    this._abort?.abort();
    this._loading = false;
    this._failure = undefined;
    this.source = source ?? (events && sourceOpeners.events?.(events));
    if (this.source === undefined) this._load();
  }

  private _load(): void {
    const { src, local } = this._host;
    if (src === '' && !local) return;
    const abort = new AbortController();
    this._abort = abort;
    this._loading = true;
    this._failure = undefined;
    const done = (source: OccurrenceSource | undefined, failure?: Hindrance) => {
      if (abort.signal.aborted) return; // a later wish took its place
      this.source = source;
      this._failure = failure;
      this._loading = false;
      this._host.requestUpdate();
    };
    const opened = src === '' ? sourceOpeners.local?.() : sourceOpeners.src?.(src, abort.signal);
    opened?.then(done, (error: unknown) => done(undefined, failureOf(error, src)));
  }
}

function failureOf(error: unknown, src: string): Hindrance {
  if (src === '') return 'local';
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('input/')
    ? 'input'
    : 'fetch';
}
