import type { ReactiveControllerHost } from 'lit';
import type { FixedRows } from './fixed-rows.js';

/** Rows of a long list, of which only some are here. */
interface CursorRows<Row> {
  readonly count: number;
  /** `undefined` while it is not here. */
  at(index: number): Row | undefined;
  read(from: number, to: number): Promise<readonly Row[]>;
}

/** The row of a long list that the keyboard is at, and where a Shift selection begins. */
export class RowCursor<Row> {
  /** -1 before it was anywhere. */
  at = -1;
  private _anchor = -1;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _rows: CursorRows<Row>,
    private readonly _view: FixedRows,
  ) {}

  get row(): Row | undefined {
    return this._rows.at(this.at);
  }

  /** It is there now, and a Shift selection begins there; -1 for nowhere. */
  put(index: number) {
    this.at = index;
    this._anchor = index;
  }

  /** Brings a row into sight. @returns it; `undefined` when there is none or the keyboard went on while it was read */
  async goTo(index: number): Promise<Row | undefined> {
    if (this._rows.count === 0) return undefined;
    const to = this._show(index);
    this._anchor = to;
    const row = this._rows.at(to) ?? (await this._rows.read(to, to + 1))[0];
    return this.at === to ? row : undefined;
  }

  /** @returns all rows from where the selection begins; `undefined` when the keyboard went on while they were read */
  async extendTo(index: number): Promise<readonly Row[] | undefined> {
    const to = this._show(index);
    const from = Math.max(0, this._anchor);
    const rows = await this._rows.read(Math.min(from, to), Math.max(from, to) + 1);
    return this.at === to ? rows : undefined;
  }

  private _show(index: number): number {
    this.at = Math.max(0, Math.min(this._rows.count - 1, index));
    this._view.reveal(this.at);
    this._host.requestUpdate();
    return this.at;
  }
}
