import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DayWidget } from '../../domain/day/day-layout.js';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

/** A widget is dragged by its handle, with mouse, pen or finger: it takes the place of the one it is over. Esc puts it back. */
export class DayDrag implements ReactiveController {
  /** The widget under way, and where it would be put. */
  widget: DayWidget | undefined;
  over: DayWidget | undefined;

  constructor(
    private readonly _host: Host,
    private readonly _drop: (widget: DayWidget, to: DayWidget) => void,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    this._end();
  }

  start(widget: DayWidget, event: PointerEvent) {
    if (event.button !== 0) return;
    event.preventDefault(); // no selection, and the focus is set by hand
    const handle = event.currentTarget as HTMLElement;
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    this.widget = widget;
    this.over = widget;
    document.addEventListener('keydown', this._onKeyDown, true);
    this._host.requestUpdate();
  }

  move(event: PointerEvent) {
    if (this.widget === undefined) return;
    const cards = [...this._host.renderRoot.querySelectorAll<HTMLElement>('[data-widget]')];
    const under = cards.find((card) => {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      return event.clientX >= left && event.clientX < right && event.clientY >= top && event.clientY < bottom;
    });
    const over = (under?.dataset.widget as DayWidget | undefined) ?? this.over;
    if (over === this.over) return;
    this.over = over;
    this._host.requestUpdate();
  }

  drop() {
    const { widget, over } = this;
    this._end();
    if (widget !== undefined && over !== undefined && over !== widget) this._drop(widget, over);
  }

  cancel() {
    this._end();
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this._end();
  };

  private _end() {
    document.removeEventListener('keydown', this._onKeyDown, true);
    if (this.widget === undefined) return;
    this.widget = undefined;
    this.over = undefined;
    this._host.requestUpdate();
  }
}
