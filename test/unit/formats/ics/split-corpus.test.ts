// Every rule of the corpora, divided in its midst, is its two halves.
import { describe, expect, it } from 'vitest';
import { occurrencesOf, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { splitSeries } from '../../../../src/domain/calendar/split-series.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { type Case, readCases, titleOf } from './corpus.js';

interface RuleCase extends Case<string[]> {
  readonly rrule: string;
  readonly dtstart: string;
  readonly tzid?: string;
}

/** Occurrences that are compared: the corpora have rules of seconds. */
const COMPARED = 200;

function expand(text: string) {
  const window = { from: Date.UTC(1900, 0, 1) as EpochMs, to: Date.UTC(2101, 0, 1) as EpochMs };
  return occurrencesOf(projectCalendarItem({ uid: 'x', text }), window, 'UTC', 'c', COMPARED);
}

function eventOf({ rrule, dtstart, tzid }: RuleCase): string {
  const date = dtstart.includes('T') ? '' : ';VALUE=DATE';
  const zone = tzid === undefined || date !== '' || dtstart.endsWith('Z') ? '' : `;TZID=${tzid}`;
  return ['BEGIN:VEVENT', 'UID:old', `DTSTART${date}${zone}:${dtstart}`, `RRULE:${rrule}`, 'END:VEVENT', ''].join(
    '\r\n',
  );
}

describe.each(['dateutil', 'ical4j', 'icaljs', 'libical', 'sabre-vobject'])('[SS2][SS3][SS4] rules of %s', (source) => {
  const cases = readCases<string[]>(`ical/${source}/recurrence-cases.json`, 'rrule') as RuleCase[];
  it.each(cases.map((one) => [titleOf(one), one] as const))('%s', (_title, one) => {
    const text = eventOf(one);
    const whole = expand(text);
    const rid = whole[Math.floor(Math.min(whole.length, 20) / 2)]?.recurrenceId;
    const split = rid === undefined ? undefined : splitSeries(text, {}, rid, { uid: 'new', now: 0 as EpochMs });
    if (split === undefined) return;
    const halves = [...expand(applyEdits(text, split.edits)), ...expand(split.text)];
    const starts = (list: typeof whole) => list.map(({ local }) => local).slice(0, whole.length);
    expect(starts(halves)).toEqual(starts(whole));
  });
});
