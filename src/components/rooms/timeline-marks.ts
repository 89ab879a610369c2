// Bookings of a room as a timeline draws them. Made by hand and not from a template: a week has 140 of them in a row, and a row comes
// with nearly every frame while it is scrolled.
import type { Room } from '../../domain/rooms/room.js';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
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
  readonly onPress: (booking: RoomBooking) => void;
}

const blank = document.createElement('button');
blank.type = 'button';
blank.tabIndex = -1;

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** Its words would be broken in the middle: they go on beside it. */
const isTightAt = (place: Stretch, scale: Scale, narrow: boolean) => scale.days > 1 || narrow || place.size < TIGHT;

function wordsOf(
  booking: RoomBooking,
  { scale, narrow }: MarksLook,
  place: Stretch,
  widths: number,
): readonly (HTMLElement | string)[] {
  const isWeek = scale.days > 1;
  const isTight = isTightAt(place, scale, narrow);
  const words: (HTMLElement | string)[] = [];
  const least = narrow && !isWeek ? (100 * MIN_PHONE_LABEL) / (PHONE_HOUR * (scale.to - scale.from)) : MIN_LABEL;
  if (place.size * widths >= least) {
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = bookingTitle(booking);
    if (isTight) label.style.setProperty('--room', `${widths}`);
    words.push(label);
  }
  if (!isTight && booking.title !== '' && booking.by !== '') {
    const who = document.createElement('small');
    who.textContent = booking.by;
    words.push(' ', who);
  }
  return words;
}

/** Begins with what is seen of it: whoever speaks to the page says that (WCAG 2.5.3). */
function labelOf(booking: RoomBooking, { scale, text }: MarksLook): string {
  const when = timesText(booking, scale.timeZone, text, scale.days > 1);
  const who = booking.title === '' ? '' : booking.by;
  return [bookingTitle(booking), who, when, stateText(booking)].filter((part) => part !== '').join(', ');
}

/**
 * A button for each stretch of each booking, in one element: whoever draws the row again draws that again.
 *
 * @param bookings - Of one room, by start.
 */
export function createMarks(room: Pick<Room, 'hue'>, bookings: readonly RoomBooking[], look: MarksLook): HTMLElement {
  const { scale, narrow } = look;
  const marks = document.createElement('div');
  marks.className = 'marks hue';
  marks.style.setProperty('--h', `${room.hue}`);
  const pressed: RoomBooking[] = [];
  for (const [index, booking] of bookings.entries()) {
    const label = labelOf(booking, look);
    for (const place of stretches(scale, booking)) {
      const mark = blank.cloneNode() as HTMLButtonElement;
      mark.className = `booking ${booking.state}${booking.odd.length > 0 ? ' odd' : ''}`;
      mark.ariaLabel = label;
      mark.style.cssText = `inset-inline-start:${rounded(place.start)}%;inline-size:calc(${rounded(place.size)}% - 3px)`;
      const isTight = isTightAt(place, scale, narrow);
      mark.classList.toggle('tight', isTight);
      const widths = isTight ? labelRoom(scale, place, bookings[index + 1]) : 1;
      const words = wordsOf(booking, look, place, widths);
      if (words.length > 0) mark.append(...words);
      marks.append(mark);
      pressed.push(booking);
    }
  }
  const markAt = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLButtonElement>('.booking') : null;
  marks.addEventListener('click', (event) => {
    const mark = markAt(event);
    const booking = mark && pressed[[...marks.children].indexOf(mark)];
    if (booking) look.onPress(booking);
  });
  // Its words are shown by the one that somebody points at: an attribute less for all the others.
  marks.addEventListener('pointerover', (event) => {
    const mark = markAt(event);
    if (mark !== null) mark.title = mark.ariaLabel ?? '';
  });
  return marks;
}
