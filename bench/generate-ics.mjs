// A calendar file as a busy person's ten years would be: the same text for the same options, on every machine.

const zones = ['Europe/Zurich', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo'];
const subjects = [
  'Budget',
  'Roof garden',
  'Onboarding',
  'Release',
  'Interview',
  'Harvest',
  'Choir',
  'Board',
  'Lecture',
];
const kinds = ['review', 'planning', 'check-in', 'workshop', 'call', 'lunch', 'demo', 'retrospective'];
const places = ['Room Aster', 'Room Iris', 'Bahnhofstrasse 4, Zürich', 'Café du Nord', 'Online', '3rd floor; kitchen'];
const given = ['Ada', 'Björn', 'Chiara', 'Dmitri', 'Eun-ji', 'Fatima', 'Goran', 'Hana'];
const family = ['Keller', 'Okafor', 'Rossi', 'Tanaka', 'Ivanova', 'García', 'Lindqvist', 'Mehta'];
const sentences = [
  'Please read the notes beforehand, they are short.',
  'Bring last quarter’s figures; we compare them with the plan.',
  'The agenda is in the shared folder, additions are welcome.',
  'We start on time and end five minutes early.',
  'Remote guests: the link is in the location.',
];
const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const partStats = ['ACCEPTED', 'DECLINED', 'TENTATIVE', 'NEEDS-ACTION'];

/** mulberry32: small, seeded, good enough for test data. */
function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

const pad = (n) => String(n).padStart(2, '0');
const DAY = 86_400_000;

/** Local date-time in iCalendar form; the number is a wall clock read as UTC. */
function formatLocal(ms) {
  const d = new Date(ms);
  const date = `${d.getUTCFullYear()}${pad(d.getUTCMonth() + 1)}${pad(d.getUTCDate())}`;
  return { date, time: `${date}T${pad(d.getUTCHours())}${pad(d.getUTCMinutes())}00` };
}

const encoder = new TextEncoder();

function fold(line) {
  if (encoder.encode(line).length <= 75) return line;
  const parts = [];
  let part = '';
  let octets = 0;
  for (const char of line) {
    const size = encoder.encode(char).length;
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += char;
    octets += size;
  }
  parts.push(part);
  return parts.join('\r\n');
}

const escapeText = (text) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** The start's own weekday and one or two more, so that the rule holds for its first occurrence. */
function weekdays(random, start) {
  const own = start.getUTCDay();
  const picked = new Set([own, (own + 2) % 7, (own + 1 + random.below(6)) % 7]);
  return [...picked]
    .sort((a, b) => a - b)
    .map((day) => days[day])
    .join(',');
}

function recurrence(random, startMs, allDay) {
  const start = new Date(startMs);
  const until = startMs + (60 + random.below(900)) * DAY;
  const end = allDay ? formatLocal(until).date : `${formatLocal(until).time}Z`;
  switch (random.below(6)) {
    case 0:
      return { rule: `FREQ=DAILY;COUNT=${5 + random.below(40)}`, step: 1 };
    case 1:
      return { rule: `FREQ=WEEKLY;UNTIL=${end}`, step: 7 };
    case 2:
      return { rule: 'FREQ=WEEKLY;INTERVAL=2', step: 14 };
    case 3:
      return { rule: `FREQ=WEEKLY;BYDAY=${weekdays(random, start)};COUNT=60`, step: 7 };
    case 4:
      return { rule: `FREQ=MONTHLY;BYMONTHDAY=${start.getUTCDate()};COUNT=24`, step: 0 };
    default:
      return { rule: `FREQ=YEARLY;UNTIL=${end}`, step: 0 };
  }
}

function alarm(random) {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Reminder',
    `TRIGGER:-PT${random.pick([5, 10, 15, 30, 60])}M`,
    'END:VALARM',
  ];
}

function person(random) {
  const name = `${random.pick(given)} ${random.pick(family)}`;
  const address = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '.');
  return { name, address: `${address}@example.org` };
}

function people(random) {
  const organizer = person(random);
  const lines = [`ORGANIZER;CN=${organizer.name}:mailto:${organizer.address}`];
  const seen = new Set([organizer.address]);
  for (let n = 1 + random.below(5); n > 0; n -= 1) {
    const guest = person(random);
    if (seen.has(guest.address)) continue;
    seen.add(guest.address);
    const status = random.pick(partStats);
    lines.push(`ATTENDEE;CN=${guest.name};ROLE=REQ-PARTICIPANT;PARTSTAT=${status};RSVP=TRUE:mailto:${guest.address}`);
  }
  return lines;
}

/** How start and end are written: in UTC, all-day, or in a zone. */
function timing(random, index, firstMs, spanDays) {
  const day = firstMs + random.below(spanDays) * DAY;
  const form = random.below(20);
  const allDay = form < 3;
  const minutes = random.pick([30, 45, 60, 60, 90, 120]);
  const start = allDay ? day : day + (7 + random.below(12)) * 3_600_000 + random.pick([0, 0, 30, 15]) * 60_000;
  const end = allDay ? start + (1 + random.below(3)) * DAY : start + minutes * 60_000;
  const zone = zones[index % zones.length];
  const write = (name, ms) => {
    if (allDay) return `${name};VALUE=DATE:${formatLocal(ms).date}`;
    if (form < 6) return `${name}:${formatLocal(ms).time}Z`;
    return `${name};TZID=${zone}:${formatLocal(ms).time}`;
  };
  return { start, end, allDay, write };
}

function eventLines(random, index, options) {
  const { start, end, allDay, write } = timing(random, index, options.firstMs, options.spanDays);
  const uid = `${index.toString(36).padStart(6, '0')}-${random.below(2 ** 31).toString(36)}@example.org`;
  const stamp = `${formatLocal(start - random.below(90) * DAY).time}Z`;
  const title = `${random.pick(subjects)} ${random.pick(kinds)} ${index}`;
  const details = [];
  for (let n = 1 + random.below(4); n > 0; n -= 1) details.push(random.pick(sentences));
  const common = [
    `DTSTAMP:${stamp}`,
    `CREATED:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `DESCRIPTION:${escapeText(details.join('\n'))}`,
    `LOCATION:${escapeText(random.pick(places))}`,
    `CATEGORIES:${random.pick(['Work', 'Private', 'Work,Travel'])}`,
    `STATUS:${random.pick(['CONFIRMED', 'CONFIRMED', 'TENTATIVE'])}`,
    `TRANSP:${allDay ? 'TRANSPARENT' : 'OPAQUE'}`,
    `SEQUENCE:${random.below(4)}`,
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
  ];
  if (random.chance(0.3)) common.push(...people(random));
  if (random.chance(0.4)) common.push(...alarm(random));
  const component = (summary, times) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    ...times,
    `SUMMARY:${escapeText(summary)}`,
    ...common,
    'END:VEVENT',
  ];
  const times = [write('DTSTART', start), write('DTEND', end)];
  if (!random.chance(0.1)) return component(title, times);

  const { rule, step } = recurrence(random, start, allDay);
  const lines = [];
  times.push(`RRULE:${rule}`);
  if (step > 0 && random.chance(0.5)) times.push(write('EXDATE', start + 2 * step * DAY));
  lines.push(...component(title, times));
  if (step > 0 && random.chance(0.5)) {
    const rid = start + 3 * step * DAY;
    const shift = allDay ? DAY : 3_600_000;
    const moved = [
      write('RECURRENCE-ID', rid),
      write('DTSTART', rid + shift),
      write('DTEND', rid + shift + end - start),
    ];
    lines.push(...component(`${title} (moved)`, moved));
  }
  return lines;
}

/**
 * iCalendar text: about 10 % series with exceptions and overrides, five zones, UTC and all-day, people on 30 %,
 * alarms on 40 %, around 700 octets an event.
 *
 * @param {{ events: number, seed?: number, from?: string, years?: number }} options - `from` is an ISO date.
 * @returns {string} CRLF line ends, folded at 75 octets. Without VTIMEZONE: all zones are IANA names.
 */
export function generateIcs({ events, seed = 1, from = '2020-01-01', years = 10 }) {
  const random = createRandom(seed);
  const options = { firstMs: Date.parse(`${from}T00:00:00Z`), spanDays: Math.round(years * 365.25) };
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Ikebana//Benchmark//EN', 'X-WR-CALNAME:Generated'];
  for (let index = 0; index < events; index += 1) lines.push(...eventLines(random, index, options));
  lines.push('END:VCALENDAR', '');
  return lines.map(fold).join('\r\n');
}
