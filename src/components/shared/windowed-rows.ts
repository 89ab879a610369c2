import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Watchable } from '../../domain/watchable.js';

/** Slices of a list. */
export interface RowLimits {
  /** Rows read at once: a screenful and some. */
  readonly slice: number;
  /** Kept in memory. */
  readonly kept: number;
  /** Read before they are asked for, from the top, once the list stays as it is. */
  readonly ahead: number;
  /** Read beyond both edges of what is drawn, once that is there. */
  readonly around: number;
}

/** About 25,000 rows: 10 MB of short ones. */
const ALL: RowLimits = { slice: 64, kept: 400, ahead: 400, around: 0 };
/** Slices under way at once. A scroll bar pulled from end to end must not queue a thousand reads. */
const MAX_PENDING = 4;
/** A list that stays this long is read to its end, so that a jump finds its rows here. */
const REST_MS = 200;

/** A long list that lives elsewhere: how long it is, and its rows in slices. */
export interface RowSource<Info, Row> {
  watch(): Watchable<Info>;
  /** `[from, to)`. */
  rows(from: number, to: number): Promise<readonly Row[]>;
  /** How many rows there are. */
  count(info: Info): number;
  /** Whether the rows are the same as before; when absent they never are. */
  isSame?(info: Info, before: Info): boolean;
}

/**
 * A window into a long list. It knows how many rows there are, reads those that are drawn, and goes on showing what it had
 * until the answer to a new question is complete: nothing flickers while somebody types.
 */
export class WindowedRows<Info, Row> implements ReactiveController {
  info: Info | undefined;
  error: unknown;
  /** Grows whenever rows may be others. */
  version = 0;
  private _source: RowSource<Info, Row> | undefined;
  private _slices = new Map<number, readonly Row[]>();
  private _stale = new Map<number, readonly Row[]>();
  private _pending = new Set<number>();
  /** Grows with each question; answers to older ones are dropped. */
  private _question = 0;
  private _stop = () => {};
  private _restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Half-open range that is drawn. */
  private _drawn = { from: 0, to: 0 };

  constructor(
    private readonly _host: ReactiveControllerHost,
    /** The list is another one than before. */
    private readonly _onReplace: () => void,
    private readonly _limits: RowLimits = ALL,
  ) {
    _host.addController(this);
  }

  hostConnected() {
    if (this._source !== undefined) this.show(this._source);
  }

  hostDisconnected() {
    this._question += 1;
    this._stop();
    clearTimeout(this._restTimer);
  }

  get count(): number {
    return this.info === undefined || this._source === undefined ? 0 : this._source.count(this.info);
  }

  /** Asks for another list. */
  show(source: RowSource<Info, Row> | undefined) {
    this._stop();
    clearTimeout(this._restTimer);
    this._source = source;
    this._question += 1;
    if (source === undefined) return;
    const question = this._question;
    const isCurrent = () => question === this._question;
    const fail = (error: unknown) => {
      if (!isCurrent()) return;
      this.error = error;
      this._host.requestUpdate();
    };
    // The first rows travel together with the count: one answer, one paint.
    const firstSlice = source.rows(0, this._limits.slice);
    firstSlice.catch(fail);
    let isFirst = true;
    const subscription = source.watch().subscribe({
      next: (info) => {
        if (!isCurrent()) return;
        if (!isFirst) return this._renew(info);
        isFirst = false;
        void firstSlice.then((rows) => isCurrent() && this._replace(info, rows), fail);
      },
      error: fail,
    });
    this._stop = () => subscription.unsubscribe();
  }

  /** Asks the same again, after an error. */
  retry() {
    this.error = undefined;
    this.show(this._source);
    this._host.requestUpdate();
  }

  /** `undefined` while it is being read. */
  at(index: number): Row | undefined {
    const size = this._limits.slice;
    const slice = Math.floor(index / size);
    return (this._slices.get(slice) ?? this._stale.get(slice))?.[index % size];
  }

  /** Reads what is missing of `[from, to)`; the host is updated when it is there. */
  want(from: number, to: number) {
    this._drawn = { from, to };
    const size = this._limits.slice;
    for (let slice = Math.floor(from / size); slice * size < to; slice += 1) {
      if (this._slices.has(slice) || this._pending.has(slice)) continue;
      if (this._pending.size >= MAX_PENDING) return; // each answer asks again, for what is drawn then
      void this._read(slice);
    }
    if (this._pending.size === 0) this._readAround(from, to);
  }

  private _readAround(from: number, to: number) {
    const { around, slice: size } = this._limits;
    const last = Math.min(Math.floor((to - 1) / size) + around, Math.ceil(this.count / size) - 1);
    for (let slice = Math.max(0, Math.floor(from / size) - around); slice <= last; slice += 1)
      if (around > 0 && !this._slices.has(slice)) {
        void this._read(slice); // its answer asks for the next one
        return;
      }
  }

  /** Rows `[from, to)` as they are now, however many. */
  async read(from: number, to: number): Promise<readonly Row[]> {
    return this._source === undefined ? [] : this._source.rows(from, to);
  }

  /** Half-open range of a slice. */
  private _rangeOf(slice: number): readonly [from: number, to: number] {
    const size = this._limits.slice;
    return [slice * size, (slice + 1) * size];
  }

  private async _read(slice: number): Promise<boolean> {
    const question = this._question;
    const { version } = this;
    const [from, to] = this._rangeOf(slice);
    const isCurrent = () => question === this._question && version === this.version;
    const isDrawn = () => from < this._drawn.to && to > this._drawn.from;
    this._pending.add(slice);
    try {
      const rows = await this.read(from, to);
      if (!isCurrent()) return false;
      this._slices.set(slice, rows);
      this._forgetOldest();
      return true;
    } catch (error) {
      if (isCurrent() && isDrawn()) this.error = error;
      return false;
    } finally {
      if (isCurrent()) {
        this._pending.delete(slice);
        if (this.error === undefined) this.want(this._drawn.from, this._drawn.to);
      }
      if (isDrawn()) this._host.requestUpdate();
    }
  }

  private _forgetOldest() {
    if (this._slices.size <= this._limits.kept) return;
    for (const slice of this._slices.keys()) {
      const [from, to] = this._rangeOf(slice);
      if (from >= this._drawn.to || to <= this._drawn.from) {
        this._slices.delete(slice);
        return;
      }
    }
  }

  private _restThenReadAhead() {
    clearTimeout(this._restTimer);
    this._restTimer = setTimeout(() => void this._readAhead(), REST_MS);
  }

  /** One slice after the other, until there is nothing left or something else is asked. */
  private async _readAhead() {
    const { slice: size, ahead } = this._limits;
    const count = Math.min(this.count, size * ahead);
    for (let slice = 0; slice * size < count; slice += 1) {
      if (this._slices.has(slice) || this._pending.has(slice)) continue;
      if (!(await this._read(slice))) return;
    }
  }

  private _replace(info: Info, rows: readonly Row[]) {
    this.info = info;
    this.error = undefined;
    this.version += 1;
    this._slices = new Map([[0, rows]]);
    this._stale = new Map();
    this._pending = new Set();
    this._onReplace();
    this._restThenReadAhead();
    this._host.requestUpdate();
  }

  /** The same list after a change: old rows stay on screen until their successors are read. */
  private _renew(info: Info) {
    if (this.info === undefined || this._source?.isSame?.(info, this.info) !== true) {
      this.version += 1;
      this._stale = new Map([...this._stale, ...this._slices]);
      this._slices = new Map();
      this._pending = new Set();
      this._restThenReadAhead();
    }
    this.info = info;
    this.error = undefined;
    this._host.requestUpdate();
  }
}
