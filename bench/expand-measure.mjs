// Runs in a process of its own (expand.mjs starts it), so that only what is measured is in memory.
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { median, printTable } from './table.mjs';

const SERIES = 1000;
const ROUNDS = 15;
const MONTH = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) };
const zones = ['Europe/Zurich', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo'];
const rules = [
  'FREQ=WEEKLY;BYDAY=MO,WE',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=YEARLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20301231T000000Z',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
];

const pad = (n) => String(n).padStart(2, '0');

/** Events that began in the ten years before, as `{ zone, start, rule }`. */
function makeSeries() {
  return Array.from({ length: SERIES }, (_, n) => ({
    zone: zones[n % zones.length],
    start: `${2016 + (n % 10)}${pad((n % 12) + 1)}${pad((n % 28) + 1)}T${pad(8 + (n % 10))}0000`,
    rule: rules[n % rules.length],
  }));
}

/** Median CPU milliseconds of the work, and what it returned; the first time apart, when nothing is warm. */
function measure(work, rounds = ROUNDS) {
  const times = [];
  let result;
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    result = work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { first: times[0], warm: median(times.slice(1)), result };
}

function expandOurs({ occurrencesOf, projectCalendarItem }, series) {
  const items = series.map(({ zone, start, rule }, n) => ({
    uid: `${n}`,
    text: `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART;TZID=${zone}:${start}\r\nRRULE:${rule}\r\nEND:VEVENT\r\n`,
  }));
  const rows = items.flatMap((item) => projectCalendarItem(item));
  return () => {
    // Rows as the store hands them out: new objects, nothing remembered from the round before.
    const fresh = structuredClone(rows);
    return occurrencesOf(fresh, MONTH, 'UTC', 'bench').filter(({ start }) => start >= MONTH.from).length;
  };
}

function expandTemporal(series) {
  const [from, to] = [new Date(MONTH.from), new Date(MONTH.to - 1)];
  return () =>
    series.reduce((sum, { zone, start, rule }) => {
      const rrule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:${rule}` });
      return sum + rrule.between(from, to, true).length;
    }, 0);
}

/** ical.js has no zones of its own: wall clock only, which is less work. */
function expandIcal(series) {
  const from = ICAL.Time.fromJSDate(new Date(MONTH.from), true);
  const to = ICAL.Time.fromJSDate(new Date(MONTH.to), true);
  return () =>
    series.reduce((sum, { start, rule }) => {
      const time = ICAL.Time.fromString(start.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6'));
      const iterator = ICAL.Recur.fromString(rule).iterator(time);
      let count = 0;
      for (let next = iterator.next(); next && next.compare(to) < 0; next = iterator.next()) {
        if (next.compare(from) >= 0) count += 1;
      }
      return sum + count;
    }, 0);
}

const ours = await import(process.argv[2]);
const series = makeSeries();
const results = [
  ['ours', measure(expandOurs(ours, series))],
  ['rrule-temporal', measure(expandTemporal(series))],
  ['ical.js (no zones)', measure(expandIcal(series), 1)],
];
const [, base] = results[0];
printTable(
  [`${SERIES} series, June 2026`, 'occurrences', 'first, CPU ms', 'warm, CPU ms', 'ours ÷ it, first', 'warm'],
  results.map(([name, { first, warm, result }]) => [
    name,
    result,
    first.toFixed(1),
    warm.toFixed(1),
    (base.first / first).toFixed(3),
    (base.warm / warm).toFixed(3),
  ]),
);
