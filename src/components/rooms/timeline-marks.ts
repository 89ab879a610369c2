// Bookings of a room as a timeline draws them. Made by hand and not from a template: a week has 140 of them in a row, and another room comes
// into sight with nearly every frame while it is scrolled.
import type { Room } from '../../domain/rooms/room.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
import { holdsRoom, overlaps } from '../../domain/rooms/settle-bookings.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { bookingTitle, stateText } from './room-texts.js';
import { timesText } from './timeline-bookings.js';
import { labelRoom, PHONE_HOUR, type Scale, type Stretch, stretches } from './timeline-scale.js';

/** Hundredths of its width that a word needs in a week, 22 px of 1400; and what a day's words fill. */
const [MIN_LABEL, TIGHT] = [1.6, 8];
/** CSS pixels that a word needs on a telephone. */
const MIN_PHONE_LABEL = 22;

export interface MarksLook {
  readonly scale: Scale;
  readonly text: LocalFormats;
  /** A telephone's width. */
  readonly narrow: boolean;
  /** Somebody pressed one of them. */
  readonly onPress: (booking: RoomBooking, event: MouseEvent) => void;
}

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Its words would be broken in the middle: they go on beside it. */
const isTightAt = (place: Stretch, scale: Scale, narrow: boolean) => scale.days > 1 || narrow || place.size < TIGHT;

/** What is read on a booking. */
interface Words {
  readonly title: string;
  /** Hundredths of the booking's width; undefined where it is as wide as the booking lets it. */
  readonly width: number | undefined;
  readonly who: string;
}

/** A stretch of a booking, as it is to be drawn. */
interface Mark {
  readonly booking: RoomBooking;
  readonly className: string;
  readonly style: string;
  readonly label: string;
  readonly words: Words | undefined;
}

function wordsOf(
  booking: RoomBooking,
  { scale, narrow }: MarksLook,
  place: Stretch,
  { isTight, widths }: { readonly isTight: boolean; readonly widths: number },
): Words | undefined {
  const least =
    narrow && scale.days === 1 ? (100 * MIN_PHONE_LABEL) / (PHONE_HOUR * (scale.to - scale.from)) : MIN_LABEL;
  if (place.size * widths < least) return undefined;
  return {
    title: bookingTitle(booking),
    width: isTight ? Math.round(widths * 100) : undefined,
    who: isTight || booking.title === '' ? '' : booking.by,
  };
}

/** Begins with what is seen of it: whoever speaks to the page says that (WCAG 2.5.3). */
function labelOf(booking: RoomBooking, { scale, text }: MarksLook): string {
  const when = timesText(booking, scale.timeZone, text, scale.days > 1);
  const who = booking.title === '' ? '' : booking.by;
  return [bookingTitle(booking), who, when, stateText(booking)].filter((part) => part !== '').join(', ');
}

function marksOf(bookings: readonly RoomBooking[], look: MarksLook): readonly Mark[] {
  const { scale, narrow } = look;
  const marks: Mark[] = [];
  const without = bookings.filter(({ state }) => !holdsRoom(state));
  for (const [index, booking] of bookings.entries()) {
    // What has no room stands below what has it.
    const isAbove = holdsRoom(booking.state) && without.some((other) => overlaps(booking, other));
    const states = [booking.state, isAbove && 'above', booking.odd.length > 0 && 'odd'].filter(Boolean).join(' ');
    const label = labelOf(booking, look);
    for (const place of stretches(scale, booking)) {
      const isTight = isTightAt(place, scale, narrow);
      const widths = isTight ? labelRoom(scale, place, bookings[index + 1]) : 1;
      marks.push({
        booking,
        className: `booking ${states}${isTight ? ' tight' : ''}`,
        style: `inset-inline-start:${rounded(place.start)}%;inline-size:calc(${rounded(place.size)}% - 3px)`,
        label,
        words: wordsOf(booking, look, place, { isTight, widths }),
      });
    }
  }
  return marks;
}

function write(mark: HTMLElement, words: Words | undefined): void {
  if (words === undefined) {
    mark.replaceChildren();
    return;
  }
  const label = document.createElement('span');
  label.className = 'label';
  label.textContent = words.title;
  if (words.width !== undefined) label.style.inlineSize = `${words.width}%`;
  if (words.who === '') mark.replaceChildren(label);
  else {
    const who = document.createElement('small');
    who.textContent = words.who;
    mark.replaceChildren(label, ' ', who);
  }
}

const blank = document.createElement('button');
blank.type = 'button';
blank.tabIndex = -1;

const saysSame = (a: Words | undefined, b: Words | undefined) =>
  a?.title === b?.title && a?.width === b?.width && a?.who === b?.who;

/** @param before - What the button shows; undefined for a new one. */
function patch(mark: HTMLElement, before: Mark | undefined, next: Mark): void {
  if (before?.className !== next.className) mark.className = next.className;
  if (before?.style !== next.style) mark.style.cssText = next.style;
  if (before?.label !== next.label) {
    mark.ariaLabel = next.label;
    if (before !== undefined) mark.removeAttribute('title');
  }
  if (!saysSame(before?.words, next.words)) write(mark, next.words);
}

/**
 * The bookings of one row, in one element: a button for each stretch of each. A row that comes to show another room keeps its
 * buttons, and only what is different of them is drawn anew.
 */
export class RoomMarks {
  readonly element = document.createElement('div');
  private _shown: readonly Mark[] = [];
  private readonly _buttons: HTMLButtonElement[] = [];
  private _hue: number | undefined;
  private _onPress: MarksLook['onPress'] = () => {};

  constructor() {
    this.element.className = 'marks hue';
    this.element.addEventListener('click', (event) => {
      const booking = this._bookingAt(this._markAt(event));
      if (booking !== undefined) this._onPress(booking, event);
    });
    // Its words are shown by the one that somebody points at: an attribute less for all the others.
    this.element.addEventListener('pointerover', (event) => {
      const mark = this._markAt(event);
      if (mark !== null) mark.title = mark.ariaLabel ?? '';
    });
  }

  private _markAt({ target }: Event) {
    return target instanceof Element ? target.closest<HTMLButtonElement>('.booking') : null;
  }

  private _bookingAt(mark: HTMLElement | null): RoomBooking | undefined {
    return this._shown[this._buttons.indexOf(mark as HTMLButtonElement)]?.booking;
  }

  /** @param bookings - Of one room, by start. */
  draw(room: Pick<Room, 'hue'>, bookings: readonly RoomBooking[], look: MarksLook): void {
    const marks = marksOf(bookings, look);
    const { element } = this;
    if (room.hue !== this._hue) element.style.setProperty('--h', `${room.hue}`);
    for (const button of this._buttons.splice(marks.length)) button.remove();
    for (const [index, mark] of marks.entries()) {
      const there = this._buttons[index];
      const button = there ?? (blank.cloneNode() as HTMLButtonElement);
      patch(button, there && this._shown[index], mark);
      if (there !== undefined) continue;
      this._buttons.push(button);
      element.append(button);
    }
    this._shown = marks;
    this._hue = room.hue;
    this._onPress = look.onPress;
  }
}
