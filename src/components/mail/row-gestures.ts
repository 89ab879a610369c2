import { LongPress } from '../shared/long-press.js';
import type { QuickAction } from './mail-looks.js';
import { SwipeRow, type SwipeState } from './swipe-row.js';

/** The row of a list that an event is in. */
export const rowOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>('.row');

interface GestureHost {
  requestUpdate(): void;
  /** What pulling aside does: towards the right, towards the left. */
  actions(): { readonly right: QuickAction; readonly left: QuickAction };
  act(index: number, action: QuickAction): void;
  /** A finger rested on a row. */
  pick(index: number): void;
}

/** What pointers do to rows: a finger scrolls, presses long or swipes; a mouse drags. */
export class RowGestures {
  private readonly _press: LongPress;
  private readonly _swipe: SwipeRow;
  private _swiped = false;

  constructor(host: GestureHost) {
    this._swipe = new SwipeRow(
      () => host.requestUpdate(),
      () => host.actions(),
      (index, action) => host.act(index, action),
    );
    this._press = new LongPress((target) => {
      const row = target.closest<HTMLElement>('.row');
      if (row !== null && this.swipe === undefined) host.pick(Number(row.dataset.index));
    });
  }

  /** The row that is pulled aside now. */
  get swipe(): SwipeState | undefined {
    return this._swipe.state;
  }

  /** Whether the click that comes now belongs to a gesture. Asked once. */
  takeClick(): boolean {
    return this._press.takeClick() || this._swiped;
  }

  readonly down = (event: PointerEvent) => {
    const row = rowOf(event);
    this._swiped = false;
    if (row !== null) {
      row.draggable = event.pointerType === 'mouse';
      this._swipe.begin(event, Number(row.dataset.index), row);
    }
    this._press.begin(event);
  };

  readonly move = (event: PointerEvent) => {
    this._press.move(event);
    this._swipe.move(event);
  };

  readonly up = () => {
    this._press.end();
    this._swiped = this._swipe.end();
  };

  readonly cancel = () => {
    this._press.end();
    this._swipe.cancel();
  };

  readonly contextMenu = (event: Event) => this._press.contextMenu(event);
}
