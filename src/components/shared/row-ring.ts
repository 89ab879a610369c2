import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FixedRows } from './fixed-rows.js';

/** A row, and the element that shows it. */
export interface RingRow {
  readonly row: number;
  /** Which element: the key of a `repeat`. */
  readonly slot: number;
}

/** After that long without a change it is not scrolled any more. */
const RESTS_MS = 150;

/**
 * Rows whose elements are used again: while a list is scrolled, an element that has gone out of sight shows the row that comes, where it stands in
 * the document. To make a row of many elements, to find its style and to lay it out takes longer than a frame. Once the list rests, the
 * document gets the order of the rows again, an element at a time: it is read and walked in that.
 */
export class RowRing implements ReactiveController {
  private _size = 1;
  /** The row with which the document's order begins. */
  private _start = 0;
  private _timer = 0;
  private _isTidying = false;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _rows: FixedRows,
    private readonly _count: () => number,
    /** The row that has the focus, which an element that is moved would lose. */
    private readonly _focused: () => number | undefined,
  ) {
    _host.addController(this);
  }

  hostUpdated() {
    clearTimeout(this._timer);
    this._timer = window.setTimeout(this._tidy, this._isTidying ? 0 : RESTS_MS);
    this._isTidying = false;
  }

  hostDisconnected() {
    clearTimeout(this._timer);
  }

  /** The rows to draw, in the order of the document. */
  order(): readonly RingRow[] {
    const { from, to } = this._rows.range(this._count());
    const size = Math.max(this._rows.most, to - from);
    if (size !== this._size) {
      this._size = size;
      this._start = from;
    }
    return Array.from({ length: to - from }, (_, index) => ({
      row: from + index,
      slot: (from + index) % size,
    })).sort((a, b) => this._placeOf(a.row) - this._placeOf(b.row));
  }

  private _placeOf(row: number): number {
    return (((row - this._start) % this._size) + this._size) % this._size;
  }

  private _tidy = () => {
    const { from } = this._rows.range(this._count());
    const ahead = this._placeOf(from);
    if (ahead === 0) return;
    const focused = this._focused();
    const isForward = focused === undefined ? ahead * 2 <= this._size : this._placeOf(focused) >= ahead;
    this._start += isForward ? 1 : -1;
    this._isTidying = true;
    this._host.requestUpdate();
  };
}
