// The same events for both calendars: the same number in every month, so that more years give the same picture.
const titles = [
  'Budget review',
  'Stand-up',
  'Lunch with Ada',
  'Release planning',
  'Choir',
  'Board call',
  'Harvest',
  'Lecture on ferns',
];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** mulberry32. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const dateText = (ms) => new Date(ms).toISOString().slice(0, 10);
const timeText = (ms) => new Date(ms).toISOString().slice(0, 19);

/** `count` events, 1000 a year, the last year 2026: 75 % timed, 15 % one day, 10 % several days. */
export function createEvents(count) {
  const random = createRandom(7);
  const firstYear = 2027 - Math.max(1, Math.round(count / 1000));
  const begin = Date.UTC(firstYear, 0, 1);
  const days = (Date.UTC(2027, 0, 1) - begin) / DAY;
  return Array.from({ length: count }, (_, i) => {
    const day = begin + Math.floor((i / count) * days) * DAY;
    const title = `${titles[i % titles.length]} ${i}`;
    const kind = random();
    if (kind < 0.1)
      return {
        id: `e${i}`,
        title,
        start: dateText(day),
        end: dateText(day + (2 + Math.floor(random() * 4)) * DAY),
        allDay: true,
      };
    if (kind < 0.25) return { id: `e${i}`, title, start: dateText(day), end: dateText(day + DAY), allDay: true };
    const start = day + (7 + Math.floor(random() * 22) / 2) * HOUR;
    return {
      id: `e${i}`,
      title,
      start: timeText(start),
      end: timeText(start + (1 + Math.floor(random() * 4)) * (HOUR / 2)),
      allDay: false,
    };
  });
}

const icsDate = (text) => text.replaceAll('-', '');
const icsTime = (text) => text.replace(/[-:]/g, '');

/** The same as an iCalendar file. */
export function createIcs(events) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//views//EN'];
  for (const { id, title, start, end, allDay } of events)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${id}@bench`,
      'DTSTAMP:20260101T000000Z',
      `SUMMARY:${title}`,
      allDay ? `DTSTART;VALUE=DATE:${icsDate(start)}` : `DTSTART;TZID=Europe/Zurich:${icsTime(start)}`,
      allDay ? `DTEND;VALUE=DATE:${icsDate(end)}` : `DTEND;TZID=Europe/Zurich:${icsTime(end)}`,
      'END:VEVENT',
    );
  return [...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** Six frames in a row in which no root's DOM changed: what was asked for is painted. */
export function quiet(roots, isThere) {
  return new Promise((resolve) => {
    let changed = true;
    let calm = 0;
    const observer = new MutationObserver(() => {
      changed = true;
    });
    for (const root of roots)
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = () => {
      calm = changed || !isThere() ? 0 : calm + 1;
      changed = false;
      if (calm < 6) return requestAnimationFrame(frame);
      observer.disconnect();
      resolve();
    };
    requestAnimationFrame(frame);
  });
}

/** The first date format of a page costs Chromium 10 ms, whoever asks for it: neither side is charged for it. */
export function warmIntl() {
  new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(0);
}
