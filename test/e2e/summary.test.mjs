// Daily summaries: made in the settings, told in the evening, read, printed, switched off; told once when it was missed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { team, watched } from './calendar-support.mjs';
import {
  axeViolations,
  events,
  importFile,
  leapTo,
  open,
  serviceWorkerReady,
  undo,
  until,
  withInstalledApp,
} from './support.mjs';

const card = (page, title) => page.getByRole('alertdialog', { name: `Daily summary: ${title}` });
const summaryPage = (page) => page.locator('ik-day-summary');
const heading = (page, name) => summaryPage(page).getByRole('heading', { level: 1, name });

/** The reminders' code is there, and has looked. */
async function reminding(page) {
  await page.clock.runFor(3000);
  await page.locator('ik-reminder-card').waitFor({ state: 'attached' });
  await page.clock.runFor(500);
  await watched(page);
}

/** Makes a summary of the next day in the settings. */
async function addEveningSummary(page, url) {
  await open(page, `${url}/settings`);
  const settings = page.locator('ik-summary-settings');
  await settings.getByRole('button', { name: 'Add a daily summary' }).click();
  await settings.getByRole('combobox', { name: /^Of\b/ }).selectOption({ label: 'the next day, the evening before' });
  await settings.getByRole('group', { name: 'Every day, the evening before at 18:00' }).waitFor();
  return settings;
}

/** Text of the sheet that takes the place of the app while it is printed, and how many pages there are. */
async function printed(page) {
  const seen = page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener(
          'beforeprint',
          () => queueMicrotask(() => done(document.querySelector('.ik-print')?.shadowRoot.textContent ?? '')),
          { once: true },
        );
      }),
  );
  const [text] = await Promise.all([seen, page.pdf({ preferCSSPageSize: true, format: 'A4' })]);
  return text;
}

describe('a daily summary', () => {
  test(
    'is made, told the evening before, read, printed, switched off and told late',
    withInstalledApp(async ({ page, url }) => {
      await page.clock.install({ time: new Date('2026-11-17T15:00:00Z') });
      await open(page, `${url}/calendar/week/2026-11-17`);
      await importFile(page, 'team.ics', team);
      await events(page, 'Customer call').waitFor();
      const settings = await addEveningSummary(page, url);
      await settings.getByRole('checkbox', { name: 'Sunday' }).uncheck();
      await settings.getByRole('group', { name: /^Mon, Tue, Wed, Thu, Fri, Sat, the evening before/ }).waitFor();

      // 16:00 in Zurich: in two hours it is told.
      await reminding(page);
      await page.bringToFront();
      const told = card(page, 'Tomorrow: 3 events');
      await leapTo(page, '02:00:05', told);
      await told.getByText('09:30 Stand-up, with the new colleagues · 10:30 Customer call · 11:00 Interview').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await told.getByRole('button', { name: 'Open' }).click();
      await page.waitForURL(/\/calendar\/summary\/2026-11-18\/[0-9a-f]+$/);

      // The day: what is when, and what is at the same time.
      await heading(page, /Wednesday,? 18 November 2026/).waitFor();
      const call = summaryPage(page).getByRole('link', { name: /12:00 Customer call/ });
      await call.getByText('At the same time: “Interview”').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await until(async () => (await printed(page)).includes('Customer call'), true);
      const paper = await printed(page);
      assert.match(paper, /Wednesday,? 18 November 2026/);
      await until(() => page.locator('.ik-print').count(), 0);

      // Days before and after, by button and key; one without anything.
      await summaryPage(page).getByRole('button', { name: 'Next day' }).click();
      await heading(page, /Thursday,? 19 November 2026/).waitFor();
      await summaryPage(page).getByText('Offsite in Lausanne').waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await heading(page, /Saturday,? 21 November 2026/).waitFor();
      await summaryPage(page).getByText('Nothing planned. The day is yours.').waitFor();
      await page.keyboard.press('k');
      await heading(page, /Friday,? 20 November 2026/).waitFor();

      // Switched off, and on again by undo.
      await summaryPage(page).getByRole('button', { name: 'Switch this summary off' }).click();
      await summaryPage(page).getByText('This summary is switched off.').waitFor();
      await undo(page, 'The summary is switched off.');
      await summaryPage(page)
        .getByText(/You get this summary: Mon, Tue/)
        .waitFor();

      // The app is closed over the next evening: the summary is told when it opens, once.
      await page.goto('about:blank');
      await page.clock.setSystemTime(new Date('2026-11-19T07:00:00Z'));
      await open(page, `${url}/calendar/week/2026-11-19`);
      await reminding(page);
      const late = card(page, 'Today: 2 events');
      await late.getByText('Offsite in Lausanne').waitFor();
      await page.reload();
      await reminding(page);
      assert.equal(await page.getByRole('alertdialog').count(), 0);

      // Its event leads into the calendar.
      await page.goto(`${url}/calendar/summary/2026-11-18`);
      await summaryPage(page)
        .getByRole('link', { name: /12:00 Customer call/ })
        .click();
      await page.locator('ik-calendar-popover').getByRole('heading', { name: 'Customer call' }).waitFor();
    }),
  );

  test(
    'is a notification while the app is behind another window',
    withInstalledApp(async ({ page, context, url }) => {
      await context.grantPermissions(['notifications'], { origin: url });
      await page.clock.install({ time: new Date('2026-11-17T16:00:00Z') });
      await page.addInitScript(() => {
        document.hasFocus = () => false;
      });
      await open(page, `${url}/calendar/week/2026-11-17`);
      await serviceWorkerReady(page);
      await addEveningSummary(page, url);
      await reminding(page);
      await page.clock.fastForward('01:00:05');
      await until(async () => {
        await page.clock.runFor(300);
        return page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          return (await registration.getNotifications()).map(
            ({ title, data }) => `${title} ${new URL(data.url, location.href).pathname.split('/')[3]}`,
          );
        });
      }, ['Tomorrow: Nothing planned 2026-11-18']);
      assert.equal(await page.getByRole('alertdialog').count(), 0);
    }),
  );
});
