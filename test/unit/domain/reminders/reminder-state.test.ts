import { describe, expect, it } from 'vitest';
import type { Reminder } from '../../../../src/domain/reminders/reminder.js';
import {
  formatReminderState,
  LOOK_BACK,
  nextAt,
  type ReminderState,
  readReminderState,
  snoozeChoices,
  snoozeTime,
  takeDue,
  withSnoozed,
} from '../../../../src/domain/reminders/reminder-state.js';
import { type EpochMs, MS_PER_HOUR, MS_PER_MINUTE } from '../../../../src/domain/time/types.js';

const now = Date.parse('2026-11-18T12:00:00Z') as EpochMs;
const inMinutes = (minutes: number) => (now + minutes * MS_PER_MINUTE) as EpochMs;

/** @param at - Minutes from now. @param start - Minutes from now. */
function reminder(key: string, at: number, start: number, allDay = false): Reminder {
  const common = { collectionId: 'c', uid: key, title: key, allDay, task: false };
  return { ...common, key, at: inMinutes(at), start: inMinutes(start), end: inMinutes(start + 60) };
}

const state = (shownUntil: number): ReminderState => ({ shownUntil: inMinutes(shownUntil), snoozed: [] });
const keys = (list: readonly Reminder[]) => list.map(({ key }) => key);

describe('what is due', () => {
  it('[RM8] is what goes off from where one has looked until now, once', () => {
    const found = [reminder('old', -10, 0), reminder('now', 0, 10), reminder('just', -1, 9), reminder('later', 1, 11)];
    const taken = takeDue(state(-5), found, now);
    expect(keys(taken.show)).toEqual(['now', 'just']);
    expect(takeDue(taken.state, found, now)).toMatchObject({ show: [], missed: [] });
    expect(keys(takeDue(taken.state, found, inMinutes(1)).show)).toEqual(['later']);
    expect(nextAt(taken.state, found, now)).toBe(inMinutes(1));
    expect(nextAt(taken.state, [], now)).toBeUndefined();
  });

  it('[RM10] is told together when it began while nobody was there; what is still ahead is shown', () => {
    const found = [reminder('began', -60, -50), reminder('ahead', -60, 30), reminder('today', -300, -300, true)];
    const { show, missed } = takeDue(state(-600), found, now);
    expect([keys(show), keys(missed)]).toEqual([['ahead'], ['began', 'today']]);
    const allDay = { ...reminder('today', -300, -300, true), end: inMinutes(600) };
    expect(keys(takeDue(state(-600), [allDay], now).show)).toEqual(['today']);
    const long = readReminderState(formatReminderState(state(-60 * 24 * 30)), now);
    expect(long.shownUntil).toBe(now - LOOK_BACK);
  });

  it('[RM8] is nothing for a device that has never looked, or remembers nonsense', () => {
    for (const text of [undefined, '', 'no', '{}', '{"shownUntil":"x","snoozed":[]}'])
      expect(readReminderState(text, now)).toEqual({ shownUntil: now, snoozed: [] });
    const kept = withSnoozed(state(0), reminder('a', 0, 10), inMinutes(5));
    expect(readReminderState(formatReminderState(kept), now)).toEqual(kept);
  });
});

describe('a snoozed reminder', () => {
  it('[RM11] goes off again at its time, once, the latest snooze counting', () => {
    const one = reminder('a', 0, 30);
    const snoozed = withSnoozed(withSnoozed(state(1), one, inMinutes(5)), one, inMinutes(10));
    expect(snoozed.snoozed).toHaveLength(1);
    expect(takeDue(snoozed, [one], inMinutes(9)).show).toEqual([]);
    const taken = takeDue(snoozed, [one], inMinutes(10));
    expect(keys(taken.show)).toEqual(['a']);
    expect(taken.state.snoozed).toEqual([]);
  });

  it('[RM11] is put off by minutes, until the start while that is ahead, until tomorrow at nine', () => {
    const one = reminder('a', 0, 30);
    expect(snoozeChoices(one, now)).toEqual([5, 10, 15, 30, 60, 'start', 'tomorrow']);
    expect(snoozeChoices(one, inMinutes(30))).not.toContain('start');
    expect(snoozeTime(15, one, now, 'UTC')).toBe(inMinutes(15));
    expect(snoozeTime('start', one, now, 'UTC')).toBe(one.start);
    expect(snoozeTime('tomorrow', one, now, 'Europe/Zurich')).toBe(Date.parse('2026-11-19T08:00:00Z'));
    // A night on which clocks go back is longer.
    const saturday = Date.parse('2026-10-24T20:00:00Z') as EpochMs;
    expect(snoozeTime('tomorrow', one, saturday, 'Europe/Zurich')).toBe(saturday + 12 * MS_PER_HOUR);
  });
});
