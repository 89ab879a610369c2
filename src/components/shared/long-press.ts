/** How long a finger rests on a row before it is picked. */
const HOLD_MS = 500;
/** CSS pixels a finger may tremble. */
const SLOP = 10;

/** A finger that stays where it is. Its click afterwards is not one. */
export class LongPress {
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _from = { x: 0, y: 0 };
  private _fired = false;
  private _isTouch = false;

  constructor(private readonly _onPress: (target: Element) => void) {}

  begin(event: PointerEvent) {
    this.end();
    this._fired = false;
    this._isTouch = event.pointerType === 'touch';
    if (!this._isTouch || !event.isPrimary) return;
    this._from = { x: event.clientX, y: event.clientY };
    const target = event.target as Element;
    this._timer = setTimeout(() => {
      this._fired = true;
      this._onPress(target);
    }, HOLD_MS);
  }

  readonly move = (event: PointerEvent) => {
    if (Math.hypot(event.clientX - this._from.x, event.clientY - this._from.y) > SLOP) this.end();
  };

  readonly end = () => clearTimeout(this._timer);

  /** The browser's own menu of a long press would lie over the list. */
  readonly contextMenu = (event: Event) => {
    if (this._isTouch) event.preventDefault();
  };

  /** Whether the click that comes now belongs to a long press. Asked once. */
  takeClick(): boolean {
    const fired = this._fired;
    this._fired = false;
    return fired;
  }
}
