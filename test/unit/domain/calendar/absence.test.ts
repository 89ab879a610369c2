import { describe, expect, it } from 'vitest';
import { createEventText } from '../../../../src/domain/calendar/create-event-text.js';
import { eventEdits } from '../../../../src/domain/calendar/event-edits.js';
import type { EventFields } from '../../../../src/domain/calendar/event-fields.js';
import { declineOf, type InvitationView } from '../../../../src/domain/calendar/itip/view.js';
import { newAbsence } from '../../../../src/domain/calendar/new-absence.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { occurrencesOf, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { dayFromCivil, localOfDay } from '../../../../src/domain/time/calendar-date.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import { eventFields } from '../../../support/fields.js';

const now = Date.UTC(2026, 10, 1) as EpochMs;
const uid = 'u';
const textOf = (fields: Partial<EventFields>) => createEventText(eventFields(fields), { uid, now });
const linesOf = (text: string) => text.split('\r\n').filter((line) => /^(TRANSP|X-)/.test(line));
const change = (text: string, after: Partial<EventFields>) => {
  const before = readEventFields(text)!;
  return applyEdits(text, eventEdits(text, {}, before, { ...before, ...after }, { scope: 'all' }, now));
};
const drawn = (text: string) =>
  occurrencesOf(
    projectCalendarItem({ uid, text }),
    { from: Date.UTC(2026, 0) as EpochMs, to: Date.UTC(2027, 0) as EpochMs },
    'UTC',
    'c',
  );

const vacation = { absence: 'out-of-office', decline: 'offer', declineText: 'Back; on Monday,\nsorry' } as const;

describe('absences', () => {
  it('[UN1] begin as all of a day, or as two hours from the next hour', () => {
    const day = dayFromCivil(2026, 11, 18);
    const at = { day, now: (localOfDay(day) + 13.2 * 3_600_000) as LocalMs, timeZone: 'Europe/Zurich' };
    const texts = { title: 'Away', declineText: 'No' };
    expect(newAbsence('out-of-office', at, texts)).toMatchObject({
      ...{ title: 'Away', absence: 'out-of-office', decline: 'offer', allDay: true, zone: '' },
      ...{ start: localOfDay(day), end: localOfDay(day + 1) },
    });
    const focus = newAbsence('focus', at, texts);
    expect([focus.allDay, focus.start - localOfDay(day), focus.end - focus.start]).toEqual([
      false,
      50_400_000,
      7_200_000,
    ]);
    const other = newAbsence('focus', { ...at, day: dayFromCivil(2026, 11, 19) }, texts);
    expect(other.start).toBe(localOfDay(dayFromCivil(2026, 11, 19)) + 9 * 3_600_000);
  });

  it('[UN2] [UN5] are written so that other programs see them, and read again', () => {
    const text = textOf(vacation);
    expect(linesOf(text)).toEqual([
      'TRANSP:OPAQUE',
      'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      'X-IKEBANA-DECLINE:OFFER',
      'X-IKEBANA-DECLINE-TEXT:Back\\; on Monday\\,\\nsorry',
    ]);
    expect(readEventFields(text)).toMatchObject(vacation);
    const focus = textOf({ absence: 'focus', decline: 'auto' });
    expect(linesOf(focus)).toEqual([
      'TRANSP:OPAQUE',
      'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
      'X-IKEBANA-ABSENCE:FOCUS',
      'X-IKEBANA-DECLINE:AUTO',
    ]);
    expect(readEventFields(focus)).toMatchObject({
      absence: 'focus',
      decline: 'auto',
      declineText: '',
      transparent: false,
    });
    expect(linesOf(textOf({}))).toEqual([]);
  });

  it('[UN7] come and go by edits, with everything that says so', () => {
    const plain = textOf({});
    const away = change(plain, vacation);
    expect(readEventFields(away)).toMatchObject({ ...vacation, title: 'Lunch' });
    const back = change(away, { absence: '', decline: '', declineText: '' });
    expect(linesOf(back)).toEqual(['X-MICROSOFT-CDO-BUSYSTATUS:BUSY']);
    const free = change(away, { absence: '', decline: '', declineText: '', transparent: true });
    expect(linesOf(free)).toEqual(['TRANSP:TRANSPARENT', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE']);
    // What somebody else wrote stays as long as nobody changes it.
    const exchange = plain.replace('SUMMARY', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE\r\nSUMMARY');
    expect(linesOf(change(exchange, { title: 'Other' }))).toEqual(['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE']);
  });

  it('[UN4] are drawn as such, of a series also single dates', () => {
    expect(drawn(textOf({})).map(({ away }) => away)).toEqual([undefined]);
    expect(drawn(textOf(vacation)).map(({ away }) => away)).toEqual(['out-of-office']);
    const series = textOf({ absence: 'focus', rrule: 'FREQ=DAILY;COUNT=3' });
    const before = readEventFields(series, '20261119T120000')!;
    const edits = eventEdits(
      series,
      {},
      before,
      { ...before, absence: '', title: 'Not today' },
      { scope: 'this', recurrenceId: '20261119T120000' },
      now,
    );
    expect(drawn(applyEdits(series, edits)).map(({ title, away }) => [title, away])).toEqual([
      ['Lunch', 'focus'],
      ['Not today', undefined],
      ['Lunch', 'focus'],
    ]);
    const single = textOf({ rrule: 'FREQ=DAILY;COUNT=2' });
    const second = readEventFields(single, '20261119T120000')!;
    const target = { scope: 'this', recurrenceId: '20261119T120000' } as const;
    const one = applyEdits(single, eventEdits(single, {}, second, { ...second, ...vacation }, target, now));
    expect(drawn(one).map(({ away }) => away)).toEqual([undefined, 'out-of-office']);
  });
});

describe('invitations to the time of an absence', () => {
  const absence = { ...vacation, occurrence: {} as never };
  const view = (more: Partial<InvitationView>) =>
    ({
      ...{ kind: 'invitation', verdict: 'apply', method: 'REQUEST', me: 'mailto:me@example.org', recurring: false },
      ...{ myStatus: 'NEEDS-ACTION', absence },
      ...more,
    }) as InvitationView;
  const auto = { ...absence, decline: 'auto' } as const;

  it('[UN5] are proposed to be declined, but no whole series is', () => {
    expect(declineOf(view({}))).toBe('offer');
    expect(declineOf(view({ kind: 'update', myStatus: 'ACCEPTED' }))).toBe('offer');
    expect(declineOf(view({ absence: undefined }))).toBeUndefined();
    expect(declineOf(view({ absence: { ...absence, decline: '' } }))).toBeUndefined();
    expect(declineOf(view({ myStatus: 'DECLINED' }))).toBeUndefined();
    expect(declineOf(view({ kind: 'cancellation' }))).toBeUndefined();
    expect(declineOf(view({ method: 'PUBLISH' }))).toBeUndefined();
    expect(declineOf(view({ recurring: true }))).toBeUndefined();
    expect(declineOf(view({ recurring: true, recurrenceId: '20261118' }))).toBe('offer');
  });

  it('[UN6] are declined by themselves only where nothing is doubtful', () => {
    expect(declineOf(view({ absence: auto }))).toBe('auto');
    expect(declineOf(view({ absence: auto, kind: 'update' }))).toBe('offer');
    expect(declineOf(view({ absence: auto, verdict: 'ask' }))).toBe('offer');
    expect(declineOf(view({ absence: auto, me: undefined }))).toBe('offer');
    expect(declineOf(view({ absence: auto, myStatus: 'TENTATIVE' }))).toBe('offer');
  });
});
