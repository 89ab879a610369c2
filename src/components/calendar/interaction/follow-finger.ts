// A page that follows the finger: the neighbour comes in beside it, and what is let go of snaps on or springs back.

import type { IkCalendar } from '../ik-calendar.js';
import { isRtl } from '../views/view.js';

/** Pixels to the side after which a finger turns pages, when it has gone less up or down. */
const SLOP = 10;
/** Part of the width that turns the page when it is let go of there. */
const FAR = 0.25;
/** Pixels a millisecond: a flick turns the page wherever it ends. */
const FLICK = 0.45;
/** Pixels that a flick has at least. */
const SHORT = 24;
/** The latest moves that say how quick a finger is, milliseconds. */
const RECENT = 120;
const SNAP = { duration: 240, easing: 'cubic-bezier(0.2, 0.9, 0.3, 1)', fill: 'forwards' } as const;

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

interface Swipe extends Press {
  readonly width: number;
  readonly rtl: boolean;
  /** The page that comes in; of the side the finger went to last. */
  peek: IkCalendar | undefined;
  by: 1 | -1;
  moves: { readonly x: number; readonly time: number }[];
}

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** Settings that the neighbour shares with the page. */
const shared = ['view', 'date', 'days', 'workDays', 'rangeOf', 'decor', 'source', 'calendars'] as const;
const sharedLooks = ['locale', 'timeZone', 'firstDay', 'theme'] as const;

/**
 * Lets day, week and month of a calendar be pushed aside by a finger. Whoever wishes less motion keeps the page turn without
 * it; scrolling up and down, and lifting an event by a long press, stay as they are.
 *
 * @param calendar - An <ik-calendar> that has drawn.
 * @param dress - Gives the page that comes in what the host adds to the calendar's looks.
 */
export function followFinger(calendar: IkCalendar, dress: (peek: IkCalendar) => void): void {
  new PageSwipe(calendar, dress);
}

class PageSwipe {
  private _press: Press | undefined;
  private _swipe: Swipe | undefined;
  /** A page is on its way: what a finger does until it is there is not heard. */
  private _settling = false;

  constructor(
    private readonly _calendar: IkCalendar,
    private readonly _dress: (peek: IkCalendar) => void,
  ) {
    const listen = (type: string, listener: (event: PointerEvent) => void) =>
      _calendar.addEventListener(type, listener as (event: Event) => void, { capture: true });
    listen('pointerdown', this._onDown);
    listen('pointermove', this._onMove);
    listen('pointerup', this._onUp);
    listen('pointercancel', this._onCancel);
    listen('click', (event) => {
      if (!this._settling) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  private get _stage(): HTMLElement | null {
    return this._calendar.renderRoot.querySelector<HTMLElement>('.stage');
  }

  private _onDown = (event: PointerEvent) => {
    this._press = undefined;
    if (event.pointerType !== 'touch' || !event.isPrimary || stillness.matches || this._settling) return;
    const inPage = event.composedPath().some((node) => node instanceof Element && node.matches('.month, .time'));
    if (inPage) this._press = { id: event.pointerId, x: event.clientX, y: event.clientY };
  };

  private _onMove = (event: PointerEvent) => {
    const press = this._press;
    if (press?.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
    if (this._swipe === undefined) {
      // What was lifted by a long press goes where the finger goes.
      if (this._stage?.hasPointerCapture(event.pointerId)) {
        this._press = undefined;
        return;
      }
      if (Math.abs(dx) < SLOP && Math.abs(dy) < SLOP) return;
      if (Math.abs(dx) < SLOP || Math.abs(dx) < 1.5 * Math.abs(dy)) return;
      this._begin(press);
    }
    this._follow(dx, event.timeStamp);
  };

  private _begin(press: Press): void {
    const { _calendar: calendar, _stage: stage } = this;
    // The calendar's own hold of the finger ends: no long press, no page turn of its own.
    stage?.dispatchEvent(new PointerEvent('pointercancel', { pointerId: press.id, pointerType: 'touch' }));
    const width = calendar.offsetWidth;
    this._swipe = { ...press, width, rtl: isRtl(calendar), peek: undefined, by: 1, moves: [] };
    // Outside of it what moves is not seen.
    if (calendar.parentElement) calendar.parentElement.style.overflow = 'clip';
  }

  private _follow(dx: number, time: number): void {
    const swipe = this._swipe!;
    const by = dx > 0 === swipe.rtl ? 1 : -1;
    if (swipe.peek === undefined || by !== swipe.by) this._show(swipe, by);
    swipe.moves = [...swipe.moves.filter((move) => time - move.time < RECENT), { x: dx, time }];
    const at = Math.max(-swipe.width, Math.min(swipe.width, dx));
    this._calendar.style.transform = `translateX(${at}px)`;
    swipe.peek!.style.transform = `translateX(${at + this._side(swipe) * swipe.width}px)`;
  }

  /** On which side of the page the neighbour is: -1 left, 1 right. */
  private _side({ by, rtl }: Swipe): number {
    return by > 0 === rtl ? -1 : 1;
  }

  private _show(swipe: Swipe, by: 1 | -1): void {
    swipe.peek?.remove();
    swipe.by = by;
    const { _calendar: calendar } = this;
    const peek = document.createElement('ik-calendar');
    for (const name of shared) Object.assign(peek, { [name]: calendar[name] });
    for (const name of sharedLooks) Object.assign(peek, { [name]: calendar[name] });
    Object.assign(peek, { bare: true, readonly: true, inert: true });
    peek.classList.add('peek');
    peek.setAttribute('aria-hidden', 'true');
    peek.addEventListener('ik-range-change', (event) => event.stopPropagation());
    const { offsetTop, offsetLeft, offsetWidth, offsetHeight } = calendar;
    peek.style.cssText = `position:absolute;inset:auto;inset-block-start:${offsetTop}px;left:${offsetLeft}px;inline-size:${offsetWidth}px;block-size:${offsetHeight}px`;
    calendar.parentElement?.append(peek);
    swipe.peek = peek;
    void this._turnPeek(peek, by);
  }

  /** To the page beside ours, scrolled as ours is. */
  private async _turnPeek(peek: IkCalendar, by: 1 | -1): Promise<void> {
    await peek.updateComplete;
    this._dress(peek);
    peek.turnPage(by);
    await peek.updateComplete;
    const top = this._calendar.renderRoot.querySelector('.scroller')?.scrollTop;
    const scroller = peek.renderRoot.querySelector('.scroller');
    if (scroller && top !== undefined) scroller.scrollTop = top;
  }

  private _onUp = (event: PointerEvent) => this._letGo(event, true);
  private _onCancel = (event: PointerEvent) => this._letGo(event, false);

  private _letGo(event: PointerEvent, done: boolean): void {
    if (this._press?.id !== event.pointerId) return;
    const swipe = this._swipe;
    const dx = event.clientX - (this._press?.x ?? 0);
    this._press = this._swipe = undefined;
    if (swipe?.peek !== undefined) void this._settle(swipe, swipe.peek, done && turns(swipe, dx, event.timeStamp));
  }

  private async _settle(swipe: Swipe, peek: IkCalendar, turn: boolean): Promise<void> {
    this._settling = true;
    const { _calendar: calendar } = this;
    const side = this._side(swipe);
    const to = turn ? -side * swipe.width : 0;
    const ways = [glide(calendar, to), glide(peek, to + side * swipe.width)];
    try {
      await Promise.all(ways.map(({ finished }) => finished));
      if (turn && calendar.isConnected) {
        calendar.turnPage(swipe.by);
        await drawn(calendar);
      }
    } catch {
      // An element was taken away meanwhile: there is nothing to settle.
    } finally {
      for (const way of ways) way.cancel();
      calendar.style.transform = '';
      if (calendar.parentElement) calendar.parentElement.style.overflow = '';
      peek.remove();
      this._settling = false;
    }
  }
}

/** Far enough, or a flick the same way. */
function turns({ width, moves }: Swipe, dx: number, time: number): boolean {
  if (Math.abs(dx) > width * FAR) return true;
  const [first] = moves;
  if (first === undefined || Math.abs(dx) < SHORT) return false;
  const speed = (dx - first.x) / Math.max(1, time - first.time);
  return Math.sign(speed) === Math.sign(dx) && Math.abs(speed) > FLICK;
}

function glide(element: HTMLElement, to: number): Animation {
  return element.animate({ transform: `translateX(${to}px)` }, SNAP);
}

/** Once the calendar shows its new page, events too: until then its neighbour stands in its place. */
async function drawn(calendar: IkCalendar): Promise<void> {
  await calendar.updateComplete;
  const asked = calendar.question();
  if (asked === undefined) return;
  // Asked after the calendar has asked, and so answered after it.
  await new Promise<void>((resolve) => {
    const { unsubscribe } = asked.source.watchOccurrences(asked.query).subscribe({
      next: () => queueMicrotask(done),
      error: () => queueMicrotask(done),
    });
    const done = () => {
      unsubscribe();
      resolve();
    };
  });
  await calendar.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
