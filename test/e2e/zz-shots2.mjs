import { team } from './calendar-support.mjs';
import { events, importFile, open, openBrowser, startApp } from './support.mjs';
const app = await startApp();
const out = '/tmp/daily-shots';
const ev = (uid, s, e, title, stat) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `DTSTART;TZID=Europe/Zurich:20261118T${s}00`, `DTEND;TZID=Europe/Zurich:20261118T${e}00`, `SUMMARY:${title}`, 'ORGANIZER:mailto:boss@example.org', `ATTENDEE;PARTSTAT=${stat}:mailto:me@example.org`, 'END:VEVENT'];
const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...ev('d1', '1400', '1600', 'Budget round', 'DECLINED'), ...ev('d2', '1700', '1800', 'Drinks', 'ACCEPTED'), 'END:VCALENDAR', ''].join('\r\n');
for (const [name, options] of [['wide', { viewport: { width: 1440, height: 900 } }], ['phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }]]) {
  const browser = await openBrowser(options);
  const { page } = browser;
  const url = app.url;
  await page.clock.install({ time: new Date('2026-11-18T07:00:00Z') });
  await open(page, `${url}/settings`);
  await page.getByLabel('Mail address').fill('me@example.org');
  await page.getByRole('button', { name: 'Add address' }).click();
  await page.getByLabel('Show week numbers').check();
  await open(page, `${url}/calendar/week/2026-11-18`);
  await importFile(page, 'team.ics', team);
  await importFile(page, 'more.ics', file);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const view of ['week', 'month', 'year', 'schedule']) {
      await page.goto(`${url}/calendar/${view}/2026-11-18`);
      if (view === 'year') await page.locator('ik-calendar .week-number').first().waitFor();
      else await events(page, 'Drinks').first().waitFor({ state: 'attached' });
      await page.screenshot({ path: `${out}/${view}-${name}-${theme}.png` });
    }
  }
  console.log(browser.troubles);
  await browser.close();
}
await app.close();
