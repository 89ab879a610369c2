// Free slots as a file for others: VFREEBUSY (RFC 5545 §3.6.4), which says nothing of what fills the rest.
import { foldLine } from '../../items/content-line.js';
import { formatDuration, formatIcalUtc } from '../../time/ical-time.js';
import type { EpochMs } from '../../time/types.js';
import type { Interval } from '../availability/availability.js';
import { propertyLine, textLine } from '../event-lines.js';
import { joined, without } from './available-times.js';

export interface SharedSlots {
  readonly uid: string;
  readonly title: string;
  /** Calendar address of who can be booked; '' when not known. */
  readonly organizer: string;
  /** What is spoken of. */
  readonly window: Interval;
  readonly slots: readonly Interval[];
  readonly now: EpochMs;
}

const utc = (instant: number) => formatIcalUtc(instant as EpochMs);

const periods = (type: string, intervals: readonly Interval[]) =>
  intervals.map(
    ({ start, end }) =>
      `FREEBUSY;FBTYPE=${type}:${utc(start)}/${formatDuration({ days: 0, seconds: (end - start) / 1000 })}`,
  );

/** Text of the component: each slot is free by itself, all else of the window unavailable. */
export function sharedSlotsText({ uid, title, organizer, window, slots, now }: SharedSlots): string {
  const lines = [
    'BEGIN:VFREEBUSY',
    propertyLine('UID', uid),
    `DTSTAMP:${formatIcalUtc(now)}`,
    propertyLine('ORGANIZER', organizer),
    `DTSTART:${utc(window.start)}`,
    `DTEND:${utc(window.end)}`,
    textLine('COMMENT', title),
    ...periods('FREE', slots),
    ...periods('BUSY-UNAVAILABLE', without(window, joined(slots))),
    'END:VFREEBUSY',
  ].filter((line) => line !== '');
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
