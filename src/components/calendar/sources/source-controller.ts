import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createArraySource } from '../../../app/calendar/array-source.js';
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

/** Gives the store of this device; set by the package's entry, so that a build that never asks for it has none of it. */
export const localStore: { open?: () => Promise<OccurrenceSource> } = {};

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
    this.source = options.source;
    if (options.source === undefined && options.events !== undefined) this.source = createArraySource(options.events);
    else if (options.source === undefined) this._load(options);
    return true;
  }

  /** Tries again after a failure. */
  retry(): void {
    this._load(this._options);
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
    open(src, abort.signal).then(
      (source) => done(source),
      (error: unknown) => done(undefined, failureOf(error, src)),
    );
  }
}

async function open(src: string, signal: AbortSignal): Promise<OccurrenceSource> {
  if (src === '') {
    if (localStore.open === undefined) throw new Error('This build has no local store.');
    return localStore.open();
  }
  const { fetchCalendarFile } = await import('../../../app/calendar/file-source.js');
  return fetchCalendarFile(src, signal);
}

function failureOf(error: unknown, src: string): SourceFailure {
  if (src === '') return 'local';
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('input/')
    ? 'input'
    : 'fetch';
}
