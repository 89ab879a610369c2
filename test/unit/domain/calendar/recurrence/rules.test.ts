import { describe, expect, it } from 'vitest';
import { expand, expandRule } from '../../../../../src/formats/ics/expand.js';

function first(count: number, rule: string, start: string): string[] {
  return expandRule(rule, start, { limit: count });
}

function starts(...lines: string[]): string[] {
  const text = ['BEGIN:VEVENT', ...lines, 'END:VEVENT', ''].join('\r\n');
  const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  return expand({ uid: 'x', text }, window, { timeZone: 'UTC' }).map(({ local }) => local);
}

describe('rules', () => {
  it('[RR2] yield the same times wherever one begins to look, INTERVAL and all', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU';
    const from = expandRule(rule, '20200106T100000', { window: { from: '20260101', to: '20260301' } });
    // 5 January 2020 and 18 January 2026 are Sundays 315 weeks apart.
    expect(from).toEqual(['20260118T100000', '20260119T100000', '20260208T100000', '20260209T100000']);
  });

  it('[RR3] count DTSTART as the first occurrence of an event, matched or not; expandRule is the rule alone', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=TH;COUNT=3';
    expect(starts('DTSTART:20260106T100000', `RRULE:${rule}`)).toEqual([
      '20260106T100000',
      '20260108T100000',
      '20260115T100000',
    ]);
    expect(expandRule(rule, '20260106T100000')).toEqual(['20260108T100000', '20260115T100000', '20260122T100000']);
    expect(expandRule(rule, '20260106T100000', { includeStart: true })[0]).toBe('20260106T100000');
  });

  it('[RR5] BYMONTHDAY without BYMONTH is that day of every month of a year', () => {
    expect(first(3, 'FREQ=YEARLY;BYMONTHDAY=-1', '20260101')).toEqual(['20260131', '20260228', '20260331']);
  });

  it('[RR6] take day and time from DTSTART where they name none', () => {
    expect(first(2, 'FREQ=YEARLY;BYMONTH=3', '20260117T093015')).toEqual(['20260317T093015', '20270317T093015']);
    expect(first(2, 'FREQ=MONTHLY;BYHOUR=7', '20260117T093015')).toEqual(['20260217T073015', '20260317T073015']);
  });

  it('[RR7] count ordinals of BYDAY within the month, or the year without BYMONTH; elsewhere they mean nothing', () => {
    expect(first(2, 'FREQ=YEARLY;BYDAY=20MO', '19970519')).toEqual(['19970519', '19980518']);
    expect(first(2, 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20260101')).toEqual(['20261126', '20271125']);
    expect(first(2, 'FREQ=WEEKLY;BYDAY=2MO', '20260105')).toEqual(['20260105', '20260112']);
  });

  it('[RR8] BYWEEKNO means weeks by WKST, with their days in the neighbouring year and the weekday of DTSTART', () => {
    expect(first(2, 'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '20240101')).toEqual(['20240101', '20241230']);
    expect(first(2, 'FREQ=YEARLY;BYWEEKNO=20', '20260511')).toEqual(['20260511', '20270517']);
    expect(first(1, 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR', '20270101')).toEqual(['20270101']);
  });

  it('[RR9] BYSETPOS counts from the beginning of the period, before DTSTART too', () => {
    expect(first(2, 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1', '20260115')).toEqual(['20260130', '20260202']);
  });

  it('[RR10] parts that a frequency forbids limit it', () => {
    expect(first(2, 'FREQ=MONTHLY;BYYEARDAY=1,100', '20260101')).toEqual(['20260101', '20260410']);
    expect(first(2, 'FREQ=DAILY;BYWEEKNO=20', '20260101')).toEqual(['20260511', '20260512']);
  });

  it('[RR11] of a date know no hours', () => {
    expect(first(2, 'FREQ=DAILY;BYHOUR=9;BYMINUTE=30', '20260101')).toEqual(['20260101', '20260102']);
    expect(first(2, 'FREQ=HOURLY', '20260101')).toEqual([]);
    expect(starts('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=HOURLY')).toEqual(['20260101']);
  });

  it('[RR12] SKIP says what becomes of days that do not exist; else they are left out', () => {
    const monthly = 'FREQ=MONTHLY;COUNT=3';
    expect(expandRule(monthly, '20260131')).toEqual(['20260131', '20260331', '20260531']);
    expect(expandRule(`RSCALE=GREGORIAN;SKIP=BACKWARD;${monthly}`, '20260131')).toEqual([
      '20260131',
      '20260228',
      '20260331',
    ]);
    expect(expandRule(`RSCALE=GREGORIAN;SKIP=FORWARD;${monthly}`, '20260131')).toEqual([
      '20260131',
      '20260301',
      '20260331',
    ]);
    const both = 'RSCALE=GREGORIAN;SKIP=FORWARD;FREQ=MONTHLY;BYMONTHDAY=1,31';
    expect(first(5, both, '20260131')).toEqual(['20260131', '20260201', '20260301', '20260331', '20260401']);
  });

  it('[RR13] of other calendars leave a single event', () => {
    expect(starts('DTSTART;VALUE=DATE:20260101', 'RRULE:RSCALE=HEBREW;FREQ=YEARLY')).toEqual(['20260101']);
  });
});

describe('sets', () => {
  it('[RS3] an RDATE without time has the time of DTSTART', () => {
    expect(starts('DTSTART:20260101T100000', 'RDATE;VALUE=DATE:20260105')).toEqual([
      '20260101T100000',
      '20260105T100000',
    ]);
  });
});
