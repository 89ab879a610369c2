import { describe, expect, it } from 'vitest';
import {
  clickTimes,
  localAt,
  moveTimes,
  newTimes,
  resizeTimes,
} from '../../../../../src/domain/calendar/layout/times.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';

const day = dayFromCivil(2026, 11, 18);
const next = dayFromCivil(2026, 11, 19);
const call = { start: localAt(day, 630), end: localAt(day, 720), allDay: false };
const trip = { start: localAt(day), end: localAt(day + 2), allDay: true };

describe('moveTimes', () => {
  it('[D1] keeps the time of day over whole days', () => {
    expect(moveTimes(call, { day }, { day: next })).toEqual({
      start: localAt(next, 630),
      end: localAt(next, 720),
      allDay: false,
    });
  });
  it('[D2] moves by quarters of an hour, over days too', () => {
    expect(moveTimes(call, { day, minute: 650 }, { day: next, minute: 673 })).toEqual({
      start: localAt(next, 660),
      end: localAt(next, 750),
      allDay: false,
    });
  });
  it('[D3] becomes all-day, and timed again', () => {
    expect(moveTimes(call, { day, minute: 650 }, { day: next })).toEqual({
      start: localAt(next),
      end: localAt(next + 1),
      allDay: true,
    });
    expect(moveTimes(trip, { day }, { day: next, minute: 607 })).toEqual({
      start: localAt(next, 600),
      end: localAt(next, 660),
      allDay: false,
    });
  });
});

describe('resizeTimes', () => {
  it('[D4] an edge never passes the other', () => {
    expect(resizeTimes(call, 'end', { day, minute: 600 }).end).toBe(localAt(day, 645));
    expect(resizeTimes(call, 'start', { day, minute: 800 }).start).toBe(localAt(day, 705));
    expect(resizeTimes(trip, 'end', { day: (day - 3) as typeof day }).end).toBe(localAt(day + 1));
  });
  it('[D4] over whole days a timed event keeps its time of day', () => {
    expect(resizeTimes(call, 'end', { day: next }).end).toBe(localAt(next, 720));
  });
  it('[D4] the end of an all-day event is the day it was dragged to', () => {
    expect(resizeTimes(trip, 'end', { day: next }).end).toBe(localAt(next + 1));
  });
});

describe('new events', () => {
  it('[D5] a click makes an hour on the half hour, and never leaves the day', () => {
    expect(clickTimes({ day, minute: 644 })).toEqual({
      start: localAt(day, 630),
      end: localAt(day, 690),
      allDay: false,
    });
    expect(clickTimes({ day, minute: 1430 }).end).toBe(localAt(day, 1440));
    expect(clickTimes({ day })).toEqual({ start: localAt(day), end: localAt(next), allDay: true });
  });
  it('[D5] a drag makes what it covers, in either direction', () => {
    const covered = { start: localAt(day, 540), end: localAt(day, 615), allDay: false };
    expect(newTimes({ day, minute: 545 }, { day, minute: 610 })).toEqual(covered);
    expect(newTimes({ day, minute: 610 }, { day, minute: 545 })).toEqual(covered);
    expect(newTimes({ day: next }, { day })).toEqual({ start: localAt(day), end: localAt(next + 1), allDay: true });
  });
});
