import { describe, expect, it } from 'vitest';
import { ruleWords } from '../../../../src/components/calendar/rule-words.js';
import { createLocalFormats } from '../../../../src/domain/time/local-formats.js';

const words = (rule: string) =>
  ruleWords(rule, { text: createLocalFormats('en-GB'), locale: 'en-GB', zone: 'Europe/Zurich' });

describe('a rule in words', () => {
  it.each([
    ['', ''],
    ['FREQ=DAILY', 'Every day'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=10', 'Every 3 days, 10 times'],
    ['FREQ=WEEKLY;BYDAY=WE,MO', 'Every week on Monday and Wednesday'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU', 'Every 2 weeks on Tuesday, weeks beginning on Sunday'],
    ['FREQ=MONTHLY;BYDAY=3TU', 'Every month on the third Tuesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=-2FR,1MO', 'Every month on the first Monday and the last Friday but one'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,15', 'Every month on day 15 and the last day of the month'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'Every month on Monday, Tuesday, Wednesday, Thursday and Friday – of these only the last',
    ],
    ['FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1', 'Every year on day 1 in January and July'],
    ['FREQ=YEARLY;BYYEARDAY=100,-1', 'Every year on day 100 of the year and the last day of the year'],
    ['FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO', 'Every year on Monday in week 20 and the last week of the year'],
    ['FREQ=YEARLY;BYDAY=20MO', 'Every year on Monday no. 20'],
    ['FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30', 'Every day at 09:30 and 17:30'],
    ['FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30;BYSECOND=15', 'Every day in the hours 9 at minute 0 and 30 at second 15'],
    ['FREQ=HOURLY;INTERVAL=2', 'Every 2 hours'],
    ['FREQ=MINUTELY', 'Every minute'],
    ['FREQ=SECONDLY;INTERVAL=30', 'Every 30 seconds'],
    ['FREQ=WEEKLY;UNTIL=20261231T225959Z', 'Every week, until Thursday 31 December 2026'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;RSCALE=GREGORIAN',
      'Every month on day 31, the day before where there is no such day',
    ],
    ['FREQ=SOMETIMES', 'A rule that Ikebana cannot follow: the event is shown once.'],
  ])('%s', (rule, expected) => {
    // ICU versions differ in this comma.
    expect(words(rule).replace('day, 31', 'day 31')).toBe(expected);
  });
});
