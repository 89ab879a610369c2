import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows drawn beyond both edges, so that a short scroll meets rows that are there already. */
const MARGIN = 4;

/**
 * Which rows of a long list are in view, when all are equally high. The host draws only those, in a spacer as high as
 * all of them: good for 370,000 rows of 48 px, where browsers stop counting pixels.
 */
export class FixedRows implements ReactiveController {
  private _scroller: HTMLElement | null = null;
  private _top = 0;
  private _height = 0;
  private readonly _resize = new ResizeObserver(() => this._onResize());

  constructor(
    private readonly _host: ReactiveControllerHost,
    /** The scrolling element, once it is drawn. It may become another one. */
    private readonly _find: () => HTMLElement | null,
    /** CSS pixels. */
    public rowHeight: number,
  ) {
    _host.addController(this);
  }

  hostUpdated() {
    const scroller = this._find();
    if (scroller === this._scroller) return;
    this._leave();
    this._scroller = scroller;
    if (scroller === null) return;
    scroller.addEventListener('scroll', this._onScroll, { passive: true });
    this._resize.observe(scroller);
  }

  hostDisconnected() {
    this._leave();
  }

  /** Half-open range of the rows to draw, of `count`. */
  range(count: number): { readonly from: number; readonly to: number } {
    const first = Math.floor(this._top / this.rowHeight);
    const visible = Math.ceil(this._height / this.rowHeight) + 1;
    const from = Math.max(0, Math.min(first, count - visible) - MARGIN);
    return { from, to: Math.min(count, first + visible + MARGIN) };
  }

  /** As many rows as a range ever has. */
  get most(): number {
    return Math.ceil(this._height / this.rowHeight) + 1 + 2 * MARGIN;
  }

  /** Index of the first row in view. */
  get top(): number {
    return Math.floor(this._top / this.rowHeight);
  }

  /** Rows that fit into view, at least one. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this._height / this.rowHeight));
  }

  /** Scrolls as little as it takes to show a row; one that is far away comes to the middle. */
  reveal(index: number) {
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight - this._height;
    if (this._height === 0)
      this._top = top; // not displayed now: it will begin with this row
    else if (top < this._top - this._height || bottom > this._top + this._height) this.scrollTo((top + bottom) / 2);
    else if (top < this._top) this.scrollTo(top);
    else if (bottom > this._top) this.scrollTo(bottom);
  }

  /** @param top - CSS pixels. */
  scrollTo(top: number) {
    if (this._scroller === null) return;
    this._scroller.scrollTop = top;
    this._onScroll(); // at once: the event comes with the next frame
  }

  private _leave() {
    this._scroller?.removeEventListener('scroll', this._onScroll);
    this._resize.disconnect();
    this._scroller = null;
    this._top = 0;
  }

  private _onScroll = () => {
    const top = this._scroller?.scrollTop ?? 0;
    const isSameRow = Math.floor(top / this.rowHeight) === Math.floor(this._top / this.rowHeight);
    this._top = top;
    if (!isSameRow) this._host.requestUpdate();
  };

  private _onResize() {
    const height = this._scroller?.clientHeight ?? 0;
    if (height === this._height) return;
    const wasHidden = this._height === 0;
    this._height = height;
    // An element that was not displayed has forgotten where it was.
    if (wasHidden && this._scroller !== null && height > 0) this._scroller.scrollTop = this._top;
    this._host.requestUpdate();
  }
}
