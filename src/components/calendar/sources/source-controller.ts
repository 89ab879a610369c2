import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CalendarEventInput } from '../../../app/calendar/event-input.js';
import type { OccurrenceSource } from './occurrence-source.js';

/** Where a calendar's author said its events are; the first that is there counts. */
export interface SourceOptions {
  readonly source: OccurrenceSource | undefined;
  readonly events: readonly CalendarEventInput[] | undefined;
  /** Address of an .ics file. */
  readonly src: string;
  /** The store of this device. */
  readonly local: boolean;
}

/** What attributes become; set by the package's entry, so that the app, which gives a `source`, has none of it. */
export const sourceOpeners: {
  events?: (events: readonly CalendarEventInput[]) => OccurrenceSource;
  src?: (address: string, signal: AbortSignal) => Promise<OccurrenceSource>;
  local?: () => Promise<OccurrenceSource>;
} = {};

export type SourceFailure = 'fetch' | 'input' | 'local';

/** Turns a calendar's attributes into a source; files are fetched and read when they are named, and only then. */
export class SourceController implements ReactiveController {
  source: OccurrenceSource | undefined;
  loading = false;
  failure: SourceFailure | undefined;
  private _options: SourceOptions = { source: undefined, events: undefined, src: '', local: false };
  private _abort: AbortController | undefined;

  constructor(private readonly _host: ReactiveControllerHost) {
    _host.addController(this);
  }

  hostDisconnected(): void {
    this._abort?.abort();
  }

  hostConnected(): void {
    if (this.loading) this._load(this._options);
  }

  /** @returns Whether there is another source now. */
  set(options: SourceOptions): boolean {
    const before = this._options;
    this._options = options;
    const same =
      options.source === before.source &&
      options.events === before.events &&
      options.src === before.src &&
      options.local === before.local;
    if (same) return false;
    this._abort?.abort();
    this.loading = false;
    this.failure = undefined;
    this.source = options.source ?? (options.events && sourceOpeners.events?.(options.events));
    if (this.source === undefined) this._load(options);
    return true;
  }

  private _load({ src, local }: SourceOptions): void {
    if (src === '' && !local) return;
    const abort = new AbortController();
    this._abort = abort;
    this.loading = true;
    this.failure = undefined;
    const done = (source: OccurrenceSource | undefined, failure?: SourceFailure) => {
      if (abort.signal.aborted) return; // a later wish took its place
      this.source = source;
      this.failure = failure;
      this.loading = false;
      this._host.requestUpdate();
    };
    const opened = src === '' ? sourceOpeners.local?.() : sourceOpeners.src?.(src, abort.signal);
    opened?.then(done, (error: unknown) => done(undefined, failureOf(error, src)));
  }
}

function failureOf(error: unknown, src: string): SourceFailure {
  if (src === '') return 'local';
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('input/')
    ? 'input'
    : 'fetch';
}
