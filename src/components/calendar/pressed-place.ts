/** Where the person last pressed, or what had the focus: a card opens beside it. */
export class PressedPlace {
  anchor: DOMRect | undefined;
  /** Whether the pointer drew what is being made: a drag ends with it, a click and a key come after it. */
  isDrawn = false;

  constructor(host: HTMLElement) {
    for (const type of ['pointerup', 'click', 'keydown'] as const)
      host.addEventListener(type, (event: PointerEvent | MouseEvent | KeyboardEvent) => this._note(event), true);
  }

  private _note(event: PointerEvent | MouseEvent | KeyboardEvent) {
    this.isDrawn = event.type === 'pointerup';
    if ('clientX' in event && this.isDrawn) this.anchor = new DOMRect(event.clientX, event.clientY, 0, 0);
    if (event.type !== 'keydown') return;
    const [focused] = event.composedPath();
    this.anchor = focused instanceof Element ? focused.getBoundingClientRect() : undefined;
  }
}
