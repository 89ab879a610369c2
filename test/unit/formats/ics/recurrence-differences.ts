// Cases of the corpora whose expectation we do not share, each with the reason. The tests hold this list exact: a case
// that agrees after all fails. Rule numbers are those of docs/rules/calendar.md.

const DAYS =
  "RFC 5545 §3.3.10: BYMONTHDAY expands FREQ=YEARLY, so it names that day of every month, as dateutil and rrule-temporal have it; here it is taken for a day of DTSTART's month (RR5)";
const SCALE = 'RSCALE other than GREGORIAN is not supported: the event is shown once (RR13)';
const COUNT =
  'RFC 5545 §3.3.10: DTSTART always counts as the first occurrence, so it uses up one of COUNT; Thunderbird does not count it (RR3)';

export const recurrenceDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ical4j: {
    'verify yearly bymonthday recurrence rules: #rule #start FREQ=YEARLY;BYMONTHDAY=2,-1 (FREQ=YEARLY;BYMONTHDAY=2,-1 from 20110101)':
      DAYS,
  },
  icaljs: {
    'YEARLY FREQ=YEARLY;BYMONTHDAY=-1 (FREQ=YEARLY;BYMONTHDAY=-1 from 20140430T080000)': DAYS,
    'YEARLY FREQ=MONTHLY;BYSETPOS=2;BYDAY=SU,MO,TU,WE,TH,FR,SA;INTERVAL=1;COUNT=4 (FREQ=MONTHLY;BYSETPOS=2;BYDAY=SU,MO,TU,WE,TH,FR,SA;INTERVAL=1;COUNT=4 from 20160101)':
      '1 January is the first of its set, not the second: the case has DTSTART in the list though it is about the rule alone',
  },
  libical: {
    '30.12 in WEEK 1 with expansion on BYMONTH, BYMONTHDAY, BYWEEKNO (FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101 from 20241230)':
      'libical says that it has not implemented this; 30 December 2024 is in week 1 of 2025',
    'github issue1223 (FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1 from 20270103T000000Z)':
      '3 January 2027 is in week 53 of 2026, so six years on is 2032, which has a week 53; four other cases of libical count the year of the week like this (RR8)',
    'yearly, by Feb 29th day of month (FREQ=YEARLY;BYMONTHDAY=29;COUNT=3 from 20240229)': DAYS,
    'yearly, by last and -29th of Feb (FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4 from 20240201)': DAYS,
    'Ethiopic last day of year (RSCALE=ETHIOPIC;FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=-1;COUNT=6 from 20140910)': SCALE,
    'Chinese New Year (RSCALE=CHINESE;FREQ=YEARLY;UNTIL=20180101 from 20130210)': SCALE,
    'Islamic Ramadan (RSCALE=ISLAMIC-CIVIL;FREQ=YEARLY;BYMONTH=9;COUNT=5 from 20130709)': SCALE,
    'Chinese leap month (no leap) (RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=9;COUNT=3 from 20131025)': SCALE,
    'RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=4L;SKIP=OMIT;UNTIL=21000101 (RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=4L;SKIP=OMIT;UNTIL=21000101 from 20131025)':
      SCALE,
    'Chinese leap month (skip forward) (RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=9L;SKIP=FORWARD;COUNT=3 from 20131025)':
      SCALE,
    'Chinese leap month (skip back) (RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=9L;SKIP=BACKWARD;COUNT=3 from 20131025)':
      SCALE,
    'Every other Chinese New Year, starting at Jan 1, 2016 (RSCALE=CHINESE;FREQ=YEARLY;UNTIL=20200101;INTERVAL=2 from 20130210)':
      SCALE,
    'Jewish leap month (skip forward) (RSCALE=HEBREW;FREQ=YEARLY;SKIP=FORWARD;COUNT=4 from 20140205)': SCALE,
    '30th day of Jewish leap month (skip forward) (RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=30;SKIP=FORWARD;COUNT=5 from 20140302)':
      SCALE,
    'Last day of Jewish leap month (skip backward) (RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=-1;SKIP=BACKWARD;COUNT=5 from 20140302)':
      SCALE,
    'Korean Buddha birthday (RSCALE=DANGI;FREQ=YEARLY;BYMONTHDAY=8;BYMONTH=4;UNTIL=20160101 from 20131025)': SCALE,
  },
  'libical counts': {
    'recur.txt: Every other week on Monday\\, Wednesday and Friday until December24\\,1997\\, but starting on Tuesday\\, September 2\\, 1997:':
      'the event starts on a Tuesday that its rule does not match: DTSTART is an occurrence all the same (RR3)',
    'recur.txt: Try to choke the parser with an invalid month':
      'the lines begin with a semicolon, so they are none, and BYMONTH=0 is no month: there is no event',
  },
  'sabre-vobject': {
    'testIgnoredStuff (FREQ=DAILY;BYSECOND=1;BYMINUTE=1;BYYEARDAY=1;BYWEEKNO=1;COUNT=2 from 20140802T001500)':
      'BYSECOND and BYMINUTE expand FREQ=DAILY (RFC 5545 §3.3.10); the case says that sabre-vobject passes them over',
  },
  'thunderbird-calendar': {
    'Repeat every thursday starting Tue 2nd April 2002: FREQ=WEEKLY;INTERVAL=1;COUNT=6;BYDAY=TH': COUNT,
    'Repeat Monthly the fifth Saturday: FREQ=MONTHLY;COUNT=6;BYDAY=5SA': COUNT,
    'Repeat Monthly the fifth Friday every two months: FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=5FR': COUNT,
    'Monthly recurrence, every MO and FR when are odd days starting from the 1st of March: FREQ=MONTHLY;BYDAY=MO,FR;BYMONTHDAY=1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31;COUNT=4':
      COUNT,
    'Monthly recurrence, every MO and FR when are odd days starting from the 1st of March: FREQ=MONTHLY;BYDAY=MO,SA;BYMONTHDAY=1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31;COUNT=4':
      COUNT,
    'Monthly recurrence, every SU and FR when are odd days starting from the 1st of March: FREQ=MONTHLY;BYDAY=SU,FR;BYMONTHDAY=1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31;COUNT=9':
      COUNT,
  },
  'ical.net': {
    YearlyInterval1: DAYS,
    WeeklyUntilWkst2:
      'the event starts on a Tuesday that its rule does not match: DTSTART is an occurrence all the same (RR3)',
  },
};
