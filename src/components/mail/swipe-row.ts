import type { QuickAction } from './mail-looks.js';

/** CSS pixels before it is known where a finger goes. */
const SLOP = 12;
/** Of the row's width: beyond it letting go acts. */
const FAR = 0.32;

/** A row pulled aside by a finger. */
export interface SwipeState {
  readonly index: number;
  /** CSS pixels towards the right. */
  readonly by: number;
  /** What letting go would do; `none` when it was not pulled far enough. */
  readonly action: QuickAction;
}

/** Follows a finger that pulls a row aside; what goes up or down scrolls (`touch-action: pan-y`). */
export class SwipeRow {
  state: SwipeState | undefined;
  private _from: { x: number; y: number; index: number; width: number; id: number } | undefined;

  constructor(
    private readonly _change: () => void,
    private readonly _actions: () => { readonly right: QuickAction; readonly left: QuickAction },
    private readonly _act: (index: number, action: QuickAction) => void,
  ) {}

  begin(event: PointerEvent, index: number, row: HTMLElement) {
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    this._from = { x: event.clientX, y: event.clientY, index, width: row.clientWidth, id: event.pointerId };
  }

  readonly move = (event: PointerEvent) => {
    const from = this._from;
    if (from === undefined || event.pointerId !== from.id) return;
    const by = event.clientX - from.x;
    if (this.state === undefined && Math.abs(event.clientY - from.y) > SLOP) return this.cancel();
    if (this.state === undefined && Math.abs(by) < SLOP) return;
    const { right, left } = this._actions();
    const action = by > 0 ? right : left;
    if (action === 'none') return;
    this.state = { index: from.index, by, action: Math.abs(by) > from.width * FAR ? action : 'none' };
    this._change();
  };

  /** @returns whether it was a swipe: its click is none. */
  readonly end = (): boolean => {
    const { state } = this;
    this._from = undefined;
    this.state = undefined;
    if (state === undefined) return false;
    if (state.action !== 'none') this._act(state.index, state.action);
    this._change();
    return true;
  };

  readonly cancel = () => {
    const was = this.state;
    this._from = undefined;
    this.state = undefined;
    if (was !== undefined) this._change();
  };
}
