// Runs in a process of its own (expand.mjs starts it), so that only what is measured is in memory.
import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { median, printTable } from './table.mjs';

const ROUNDS = 9;
const MONTH = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) };
const YEAR = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };

/** Milliseconds of one core that the work takes, and what it returned. */
function measure(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

const [modulePath, seriesPath, rowsPath] = process.argv.slice(2);
const series = JSON.parse(await readFile(seriesPath, 'utf8'));

/** The lines of a component, unfolded, as `[name with parameters, value]`. */
const linesOf = (component) =>
  component
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);

const lineOf = (component, name) => linesOf(component).find(([key]) => key.split(';')[0] === name);

/** Rows as the store hands them out: new objects, nothing remembered, read by nobody in this process before. */
function createOurs({ occurrencesOf }, stored) {
  const fresh = () => JSON.parse(stored);
  const expand = (rows, window) => {
    const starts = [];
    for (const { start } of occurrencesOf(rows, window, 'UTC', 'bench'))
      if (start >= window.from && start < window.to) starts.push(start);
    return starts;
  };
  return { build: fresh, expand };
}

/** Instant of a line's time; a date is midnight in UTC. */
function instantOf([key, value]) {
  const zone = /;TZID=([^;]+)/.exec(key)?.[1];
  const iso = value.replace(
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?Z?$/,
    (_, y, mo, d, h = '00', mi = '00', s = '00') => `${y}-${mo}-${d}T${h}:${mi}:${s}`,
  );
  if (zone === undefined) return Date.parse(`${iso}Z`);
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${value}\nRRULE:FREQ=DAILY;COUNT=1` });
  return rule.all()[0].epochMilliseconds;
}

/** What a page needs beside the rule library: overrides take the place of occurrences. */
function createTemporal(series) {
  const inUtc = ([key, value]) =>
    key.includes('VALUE=DATE') ? `${key.split(';')[0]}:${value}T000000Z` : `${key}:${value}`;
  const sources = series.map(([, [master, ...overrides]]) => {
    const start = lineOf(master, 'DTSTART');
    const [, rrule] = lineOf(master, 'RRULE');
    const rule = start[0].includes('VALUE=DATE') ? rrule.replace(/UNTIL=(\d{8})(?=;|$)/, 'UNTIL=$1T000000Z') : rrule;
    const exdate = lineOf(master, 'EXDATE');
    const rruleString = [inUtc(start), `RRULE:${rule}`, ...(exdate ? [inUtc(exdate)] : [])].join('\n');
    const moved = overrides.map((one) => [lineOf(one, 'RECURRENCE-ID'), lineOf(one, 'DTSTART')]);
    return { rruleString, moved };
  });
  const build = () =>
    sources.map(({ rruleString, moved }) => ({
      rule: new RRuleTemporal({ rruleString }),
      moved: new Map(moved.map((lines) => lines.map(instantOf))),
    }));
  const expand = (rules, window) => {
    const [from, to] = [new Date(window.from), new Date(window.to - 1)];
    const starts = [];
    for (const { rule, moved } of rules) {
      for (const time of rule.between(from, to, true))
        if (!moved.has(time.epochMilliseconds)) starts.push(time.epochMilliseconds);
      for (const start of moved.values()) if (start >= window.from && start < window.to) starts.push(start);
    }
    return starts.sort((a, b) => a - b);
  };
  return { build, expand };
}

/** ical.js has no zones of its own here: wall clock only, which is less work; overrides are left where they were. */
function createIcal(series) {
  const time = (value) =>
    ICAL.Time.fromString(
      value
        .slice(0, 15)
        .replace(/(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/, (_, y, mo, d, h, mi, s) =>
          h === undefined ? `${y}-${mo}-${d}` : `${y}-${mo}-${d}T${h}:${mi}:${s}`,
        ),
    );
  const build = () =>
    series.map(([, [master]]) => ({
      start: time(lineOf(master, 'DTSTART')[1]),
      rule: ICAL.Recur.fromString(lineOf(master, 'RRULE')[1]),
    }));
  const expand = (rules, window) => {
    const from = ICAL.Time.fromJSDate(new Date(window.from), true);
    const to = ICAL.Time.fromJSDate(new Date(window.to), true);
    const starts = [];
    for (const { rule, start } of rules) {
      const iterator = rule.iterator(start);
      for (let next = iterator.next(); next && next.compare(to) < 0; next = iterator.next())
        if (next.compare(from) >= 0) starts.push(next);
    }
    return starts;
  };
  return { build, expand };
}

/** First month in a new process, then months and years again, medians. */
function run({ build, expand }, rounds = ROUNDS) {
  const built = measure(build);
  const first = measure(() => expand(built.result, MONTH));
  const again = (window) =>
    median(Array.from({ length: rounds }, () => [build(), window]).map((args) => measure(() => expand(...args)).ms));
  return {
    months: first.result,
    years: expand(built.result, YEAR),
    build: built.ms,
    first: first.ms,
    month: again(MONTH),
    year: again(YEAR),
  };
}

// The platform's own tables are loaded once per process, whoever asks first: 10 ms that are nobody's.
new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/London', hour: '2-digit' }).format(0);
const create = {
  ours: async () => createOurs(await import(modulePath), await readFile(rowsPath, 'utf8')),
  'rrule-temporal': async () => createTemporal(series),
  'ical.js (no zones, no exceptions)': async () => createIcal(series),
};
const results = [];
for (const [name, make] of Object.entries(create))
  results.push([name, run(await make(), name.startsWith('ical') ? 1 : ROUNDS)]);

const [[, base], [, peer]] = results;
const same = (a, b) => a.length === b.length && a.every((start, i) => start === b[i]);
const ratio = (a, b) => (a / b).toFixed(3);
printTable(
  [
    `${series.length} series of the 10,000-event file`,
    'in June',
    'in 2026',
    'rules, CPU ms',
    'first June',
    'June again',
    'year',
  ],
  results.map(([name, { months, years, build, first, month, year }]) => [
    name,
    months.length,
    years.length,
    ...[build, first, month, year].map((ms) => ms.toFixed(1)),
  ]),
);
printTable(
  ['ours ÷ rrule-temporal', 'first June', 'with its rules', 'June again', 'year', 'same occurrences'],
  [
    [
      '',
      ratio(base.first, peer.first),
      ratio(base.build + base.first, peer.build + peer.first),
      ratio(base.month, peer.month),
      ratio(base.year, peer.year),
      same(base.months, peer.months) && same(base.years, peer.years) ? 'yes' : 'NO',
    ],
  ],
);
