import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import './ik-calendar-popover.js';
import type { IkCalendarPopover } from './ik-calendar-popover.js';

/** Adds the popover to a calendar. @param onPick - An event of a day's list was chosen; the list is closed. */
export function addPopover(root: ParentNode, onPick: (occurrence: EventOccurrence) => void): IkCalendarPopover {
  const popover = document.createElement('ik-calendar-popover');
  popover.addEventListener('ik-popover-pick', ({ occurrence }) => {
    popover.close();
    onPick(occurrence);
  });
  root.append(popover);
  return popover;
}
