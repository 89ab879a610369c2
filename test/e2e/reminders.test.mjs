// Reminders: a card while the app is in front, one notification however many tabs, what was missed told once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { watched } from './calendar-support.mjs';
import {
  axeViolations,
  events,
  importFile,
  leapTo,
  open,
  serviceWorkerReady,
  until,
  withInstalledApp,
} from './support.mjs';

const day = '20261118';
const alarm = (trigger) => ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', `TRIGGER:${trigger}`, 'END:VALARM'];
const event = (uid, start, title) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260101T000000Z',
  `DTSTART:${day}T${start}00Z`,
  `DTEND:${day}T2200${'00'}Z`,
  `SUMMARY:${title}`,
  'LOCATION:Léman',
  ...alarm('-PT10M'),
  'END:VEVENT',
];
const file = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  ...event('one', '1000', 'Dentist'),
  ...event('two', '1100', 'Rehearsal'),
  ...event('three', '1200', 'Dinner'),
  'END:VCALENDAR',
  '',
].join('\r\n');

const card = (page) => page.locator('ik-reminder-card');

describe('reminders', () => {
  test(
    'are a card while the app is in front: snooze, open, dismiss',
    withInstalledApp(async ({ page, url }) => {
      await page.clock.install({ time: new Date('2026-11-18T09:00:00Z') });
      await open(page, `${url}/calendar/week/2026-11-18`);
      await importFile(page, 'team.ics', file);
      await events(page, 'Dentist').waitFor();
      await page.clock.runFor(3000);
      await card(page).waitFor({ state: 'attached' });
      await watched(page);
      await page.bringToFront();
      const dentist = page.getByRole('alertdialog', { name: 'Reminder: Dentist' });
      await leapTo(page, '50:00', dentist);
      await dentist.getByText('Léman').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await dentist.getByLabel('Snooze').selectOption({ label: '5 minutes' });
      await dentist.waitFor({ state: 'detached' });
      await leapTo(page, '05:10', dentist);
      await dentist.getByRole('button', { name: 'Open' }).click();
      await page.waitForURL(/\/calendar\/day\/2026-11-18$/);
      await page.locator('ik-calendar-popover').getByRole('heading', { name: 'Dentist' }).waitFor();
      await page.keyboard.press('Escape');

      // The next one is dismissed; it does not come back with the page.
      await page.clock.fastForward('01:00:00');
      const rehearsal = page.getByRole('alertdialog', { name: 'Reminder: Rehearsal' });
      await rehearsal.getByRole('button', { name: 'Dismiss' }).click();
      await page.reload();
      await page.clock.runFor(4000);
      await card(page).waitFor({ state: 'attached' });
      await page.clock.runFor(2000);
      assert.equal(await page.getByRole('alertdialog').count(), 0);
    }),
  );

  test(
    'are one notification when two tabs are open and nobody looks',
    withInstalledApp(async ({ page, context, url }) => {
      await context.grantPermissions(['notifications'], { origin: url });
      await page.clock.install({ time: new Date('2026-11-18T09:00:00Z') }); // of all tabs
      const other = await context.newPage();
      for (const tab of [page, other]) {
        // Both are behind another window.
        await tab.addInitScript(() => {
          document.hasFocus = () => false;
        });
        await open(tab, `${url}/calendar/week/2026-11-18`);
        await serviceWorkerReady(tab);
      }
      await importFile(page, 'team.ics', file);
      await page.clock.runFor(3000);
      for (const tab of [page, other]) await card(tab).waitFor({ state: 'attached' });
      await watched(page);
      await page.clock.fastForward('50:05');
      const shown = async () => {
        // The tab that leads asks the others first, and waits a moment for their answer.
        await page.clock.runFor(300);
        return page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
        });
      };
      await until(shown, ['Dentist: Wed 18 Nov, 11:00 – 23:00 · Léman']);
      assert.equal(await page.getByRole('alertdialog').count(), 0);
      assert.equal(await other.getByRole('alertdialog').count(), 0);
    }),
  );

  test(
    'that went off while the app was closed are told once',
    withInstalledApp(async ({ page, url }) => {
      await page.clock.install({ time: new Date('2026-11-18T09:00:00Z') });
      await open(page, `${url}/calendar/week/2026-11-18`);
      await importFile(page, 'team.ics', file);
      await page.clock.runFor(3000);
      await card(page).waitFor({ state: 'attached' });
      await watched(page);
      // An hour on, it writes down until when it has looked; then the page is left alone for the rest of the day.
      await page.goto('about:blank');
      await page.clock.setSystemTime(new Date('2026-11-18T13:00:00Z'));
      await open(page, `${url}/calendar/week/2026-11-18`);
      await page.clock.runFor(4000);
      const missed = page.getByRole('alertdialog', { name: 'You missed 3 reminders' });
      await missed.getByText('Rehearsal').waitFor();
      await page.reload();
      await page.clock.runFor(4000);
      await card(page).waitFor({ state: 'attached' });
      await page.clock.runFor(2000);
      assert.equal(await page.getByRole('alertdialog').count(), 0);
    }),
  );
});
