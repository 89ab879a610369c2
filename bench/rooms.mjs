// 200 rooms with 20 bookings a day each, a week of them in sight, in the built app: frames from data to the painted timeline, frames
// while it is scrolled, beside a page of the same picture that is made by hand, frames from a letter in the search to the rooms that suit.
// A frame is 16.7 ms.
import { freshBrowser, serveApp, servePage } from './browser.mjs';
import { median, printTable } from './table.mjs';

const ROOMS = 200;
const A_DAY = 20;
const DAYS = 28;
const FIRST = Date.UTC(2026, 10, 2);
const WORDS = ['Amber', 'Birch', 'Cedar', 'Dune', 'Elder', 'Fjord', 'Grove', 'Heath'];

/** Runs in the page: makes rooms, and imports the bookings of each into its calendar. */
async function fill({ rooms, aDay, days, first, words }) {
  const { find } = globalThis.bench;
  const services = await new Promise((callback) => {
    const request = new Event('context-request', { bubbles: true, composed: true });
    find('ik-rooms').dispatchEvent(Object.assign(request, { context: 'ik-services', callback, subscribe: false }));
  });
  const common = { address: 'Rue du Lac 4', hue: 200, accessibility: [], photo: '', note: '', zone: 'UTC' };
  const allows = { double: false, windowDays: 0, longest: 0, approval: false, releaseAfter: 0, releaseDeclined: false };
  const hours = Array.from({ length: 7 }, () => [{ start: 0, end: 1440 }]);
  const made = Array.from({ length: rooms }, (_, n) => ({
    ...{
      ...common,
      ...allows,
      hours,
      showWho: true,
      name: `${words[n % words.length]} ${n + 1}`,
      capacity: 4 + (n % 20),
    },
    ...{ floor: `Floor ${n % 6}`, equipment: n % 3 === 0 ? ['Screen', 'Video'] : ['Whiteboard'] },
  }));
  await services.rooms.create(made, 'Rooms');
  const overview = await new Promise((done) => {
    services.rooms.watch().subscribe({ next: (value) => value.rooms.length === rooms && done(value) });
  });
  const stamp = (time) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
  for (const { uid, calendarId } of overview.rooms) {
    let text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n';
    for (let at = 0; at < days * aDay; at += 1) {
      const start = first + Math.floor(at / aDay) * 86_400_000 + 8 * 3_600_000 + (at % aDay) * 30 * 60_000;
      text += `BEGIN:VEVENT\r\nUID:${uid}-${at}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:${stamp(start)}\r\nDTEND:${stamp(start + 30 * 60_000)}\r\nSUMMARY:Meeting ${at}\r\nX-IKEBANA-BOOKED-BY;AT=20261101T000000Z:Person ${at % 50}\r\nEND:VEVENT\r\n`;
    }
    const preview = await services.imports.preview(new File([`${text}END:VCALENDAR\r\n`], 'room.ics'));
    await services.imports.commit(preview.id, { collection: { id: calendarId }, duplicates: 'skip' });
  }
}

/** Runs in the page. */
function watch() {
  const { find, frame, framesUntil } = globalThis.bench;
  const timeline = () => find('ik-room-timeline');
  const root = () => timeline()?.shadowRoot ?? document;
  const names = () => [...root().querySelectorAll('.title button')].map((one) => one.textContent);
  const scroller = () => root().querySelector('.scroll');
  const next = () => find('ik-rooms').shadowRoot.querySelectorAll('.arrow')[1].click();
  /** Every row in sight has its name and its bookings. */
  const isWhole = () => {
    const box = scroller().getBoundingClientRect();
    const rows = [...root().querySelectorAll('.row')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top && top < box.bottom;
    });
    const covered = rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0);
    return covered >= box.height && rows.every((row) => row.querySelector('.booking') !== null);
  };
  Object.assign(globalThis.bench, {
    isWhole,
    /** Another week: frames from the press, and from the moment the page has the bookings. */
    async week() {
      const before = timeline().bookings;
      let arrived;
      let frames = 0;
      const whole = framesUntil(next, () => {
        frames += 1;
        if (arrived === undefined && timeline().bookings !== before && timeline().bookings.size > 0) arrived = frames;
        return arrived !== undefined && isWhole();
      });
      const { frames: all, ms } = await whole;
      return { all, ms, afterData: all - arrived + 1 };
    },
    /** Scrolls as a wheel does. @returns for each frame how long it took, and whether all in sight was drawn */
    async scroll(steps) {
      const results = [];
      let before = await frame();
      for (let step = 0; step < steps; step += 1) {
        scroller().scrollTop += step < steps / 2 ? 60 : -60;
        const now = await frame();
        results.push({ ms: now - before, whole: isWhole() });
        before = now;
      }
      return results;
    },
    search(text) {
      const input = find('ik-rooms').shadowRoot.querySelector('.search');
      const wanted = text.toLowerCase();
      return framesUntil(
        () => {
          input.value = text;
          input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        },
        () => names().length > 0 && names().every((name) => name.toLowerCase().includes(wanted)),
      );
    },
    idle: async () => {
      for (let n = 0; n < 10; n += 1) await frame();
    },
  });
}

/** The same picture by hand, scrolled in the same way. @param hash - `#all`: every row from the beginning */
async function byHand({ page }, url, hash) {
  await page.goto('about:blank');
  await page.goto(`${url}${hash}`);
  await page.waitForFunction(() => bench.find('.booking') !== null && bench.isWhole());
  await page.evaluate(() => bench.idle());
  return page.evaluate(() => bench.scroll(240));
}

export async function run() {
  const hand = await servePage('rooms');
  const app = await serveApp();
  const browser = await freshBrowser();
  try {
    const { page, context } = browser;
    await context.addInitScript(watch);
    await page.goto(`${app.url}/rooms/week/2026-11-02`);
    await page.getByRole('button', { name: 'Create the first room' }).waitFor();
    await page.evaluate(fill, { rooms: ROOMS, aDay: A_DAY, days: DAYS, first: FIRST, words: WORDS });
    await page.reload();
    await page.waitForFunction(() => bench.find('ik-room-timeline .booking, .booking') !== null && bench.isWhole());
    const weeks = [];
    for (let n = 0; n < 3; n += 1) {
      await page.evaluate(() => bench.idle());
      weeks.push(await page.evaluate(() => bench.week()));
    }
    await page.evaluate(() => bench.idle());
    const scrolled = await page.evaluate(() => bench.scroll(240));
    const searches = [];
    for (const text of ['amber', '', 'birch', '', 'dune', '', 'heath', ''])
      searches.push(await page.evaluate((word) => bench.search(word), text));
    const found = searches.filter((_, index) => index % 2 === 0);
    await page.goto(`${app.url}/rooms/day/2026-11-18`);
    await page.waitForFunction(() => bench.find('.booking') !== null && bench.isWhole());
    await page.evaluate(() => bench.idle());
    const day = await page.evaluate(() => bench.scroll(240));
    const rows = await byHand(browser, hand.url, '');
    const whole = await byHand(browser, hand.url, '#all');
    report({ weeks, scrolled, day, found, rows, whole });
  } finally {
    await browser.close();
    await app.close();
    await hand.close();
  }
}

function report({ weeks, scrolled, day, found, rows, whole }) {
  const line = (name, values, goal, ms) => [
    name,
    median(values),
    Math.max(...values),
    `${values.filter((value) => value <= goal).length} of ${values.length}`,
    median(ms).toFixed(1),
    Math.max(...ms).toFixed(1),
  ];
  const pick = (results, name) => results.map((result) => result[name]);
  const frames = (results) => results.map(({ ms }) => Math.max(1, Math.round(ms / (1000 / 60))));
  printTable(
    [`${ROOMS} rooms, ${A_DAY} bookings a day`, 'frames', 'most', 'within goal', 'median ms', 'most ms'],
    [
      line('another week, painted after its data (goal 2)', pick(weeks, 'afterData'), 2, pick(weeks, 'ms')),
      line('another week, painted after the press', pick(weeks, 'all'), 2, pick(weeks, 'ms')),
      line('a week scrolled, each frame (goal 1)', frames(scrolled), 1, pick(scrolled, 'ms')),
      line('… a page by hand, rows made as they come', frames(rows), 1, pick(rows, 'ms')),
      line('… a page by hand, all rows there', frames(whole), 1, pick(whole, 'ms')),
      line('a day scrolled, each frame (goal 1)', frames(day), 1, pick(day, 'ms')),
      line('a word searched, rooms painted (goal 1)', pick(found, 'frames'), 1, pick(found, 'ms')),
    ],
  );
  const covered = [...scrolled, ...day].filter((one) => one.whole).length;
  console.log(
    `All rooms in sight had their bookings in ${covered} of ${scrolled.length + day.length} frames while scrolled.`,
  );
}
