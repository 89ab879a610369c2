import { describe, expect, it } from 'vitest';
import { newAttendee } from '../../../../src/domain/calendar/event-fields.js';
import { mergeEventFields } from '../../../../src/domain/calendar/merge-event-fields.js';
import type { LocalMs } from '../../../../src/domain/time/types.js';
import { eventFields } from '../../../support/fields.js';

const at = (hour: number) => Date.UTC(2026, 10, 18, hour) as LocalMs;
const before = { ...eventFields({ title: 'Review' }), start: at(10), end: at(11), zone: 'Europe/Zurich' };

describe('mergeEventFields', () => {
  it('keeps a move made elsewhere when the form changed something else', () => {
    const moved = { ...before, start: at(14), end: at(15) };
    expect(mergeEventFields(before, { ...before, location: 'Iris' }, moved)).toEqual({ ...moved, location: 'Iris' });
  });

  it('is moved by one and made longer by the other', () => {
    const longer = { ...before, end: at(13) };
    const moved = { ...before, start: at(8), end: at(9) };
    expect(mergeEventFields(before, longer, moved)).toMatchObject({ start: at(8), end: at(11) });
    expect(mergeEventFields(before, moved, longer)).toMatchObject({ start: at(8), end: at(11) });
  });

  it('takes all times of the form when it changed the zone, or the event is by another clock now', () => {
    const elsewhere = { ...before, zone: 'Asia/Kolkata' };
    const moved = { ...before, start: at(14), end: at(15) };
    expect(mergeEventFields(before, elsewhere, moved)).toMatchObject({ start: at(10), zone: 'Asia/Kolkata' });
    expect(mergeEventFields(before, moved, elsewhere)).toMatchObject({ start: at(14), zone: 'Europe/Zurich' });
  });

  it('keeps people, reminders and files that either side added, and answers of both', () => {
    const [ann, ben, cy] = ['ann', 'ben', 'cy'].map((name) => newAttendee(`mailto:${name}@example.org`));
    const old = { ...before, attendees: [ann!, ben!], alarms: [10] };
    const mine = { ...old, attendees: [{ ...ann!, role: 'OPT-PARTICIPANT' as const }, ben!, cy!], alarms: [10, 60] };
    const theirs = { ...old, attendees: [ann!, { ...ben!, status: 'ACCEPTED' as const }], alarms: [] };
    const merged = mergeEventFields(old, mine, theirs);
    expect(merged.attendees).toEqual([mine.attendees[0], theirs.attendees[1], cy]);
    expect(merged.alarms).toEqual([60]);
  });
});
