import { describe, expect, it } from 'vitest';
import { moveFields } from '../../../../src/domain/calendar/event-change.js';
import type { LocalMs } from '../../../../src/domain/time/types.js';
import { eventFields } from '../../../support/fields.js';

const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;
const times = (start: string, end: string, allDay = false, timeZone = 'America/New_York') => ({
  start: wall(start),
  end: wall(end),
  allDay,
  timeZone,
});

describe('a dragged event', () => {
  it('keeps its zone: what is dropped at nine in New York is at three in Vienna', () => {
    const moved = moveFields(eventFields(), times('2026-11-19T09:00', '2026-11-19T10:30'));
    expect(moved).toEqual(eventFields({ start: wall('2026-11-19T15:00'), end: wall('2026-11-19T16:30') }));
  });

  it('goes by the wall clock when it has no zone', () => {
    const moved = moveFields(eventFields({ zone: '' }), times('2026-11-19T09:00', '2026-11-19T10:00'));
    expect(moved).toMatchObject({ zone: '', start: wall('2026-11-19T09:00'), end: wall('2026-11-19T10:00') });
  });

  it('to the all-day row lasts whole days, at least one', () => {
    const moved = moveFields(eventFields(), times('2026-11-19T09:00', '2026-11-19T09:00', true));
    expect(moved).toMatchObject({
      allDay: true,
      zone: '',
      start: wall('2026-11-19T00:00'),
      end: wall('2026-11-20T00:00'),
    });
  });

  it('from the all-day row happens where it was dropped, in the zone it was looked at in', () => {
    const allDay = eventFields({
      allDay: true,
      zone: '',
      start: wall('2026-11-18T00:00'),
      end: wall('2026-11-19T00:00'),
    });
    const moved = moveFields(allDay, times('2026-11-19T09:00', '2026-11-19T10:00'));
    expect(moved).toMatchObject({ allDay: false, zone: 'America/New_York', start: wall('2026-11-19T09:00') });
  });

  it('never ends before it starts', () => {
    const moved = moveFields(eventFields(), times('2026-11-19T09:00', '2026-11-19T08:00'));
    expect(moved.end).toBe(moved.start);
  });
});
