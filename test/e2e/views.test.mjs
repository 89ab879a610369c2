// The views of the calendar: how they are reached, what they show, what goes on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { team, week } from './calendar-support.mjs';
import { axeViolations, events, importFile, open, until, withApp } from './support.mjs';

/** Wednesday morning. */
const NOW = new Date('2026-11-18T09:00:00+01:00');

const withViews = (body, options) =>
  withApp(async (given) => {
    const { page, url } = given;
    await page.clock.setFixedTime(NOW);
    await open(page, url + week);
    await importFile(page, 'team.ics', team);
    await events(page, 'Design review').first().waitFor();
    await body(given);
  }, options);

const header = (page) => page.locator('ik-calendar-header');
const viewOf = (page) => page.locator('ik-calendar').getAttribute('view');
const dayHeads = (page) => page.locator('ik-calendar .day-head:visible').count();
const yearCell = (page, name) => page.locator('ik-calendar .year').getByRole('gridcell', { name });

async function setting(page, change) {
  await page.keyboard.press('Escape');
  await page.locator('ik-app nav').getByRole('link', { name: 'Settings' }).click();
  await page.locator('ik-settings-page h2').first().waitFor();
  await change(page.locator('ik-settings-page'));
  await page.locator('ik-app nav').getByRole('link', { name: 'Calendar' }).click();
}

test(
  'every view by its key; the address says which, and it is remembered',
  withViews(async ({ page, url }) => {
    for (const [key, view, heads] of [
      ['d', 'day', 1],
      ['o', 'workweek', 5],
      ['w', 'week', 7],
      ['x', 'days', 3],
      ['m', 'month', 0],
      ['y', 'year', 0],
      ['a', 'schedule', 0],
    ]) {
      await page.keyboard.press(key);
      await until(() => viewOf(page), view);
      await until(() => dayHeads(page), heads);
      assert.match(page.url(), new RegExp(`/calendar/${view}/2026-11-18`));
    }
    await page.keyboard.press('x');
    await until(() => viewOf(page), 'days');
    await page.keyboard.press('j');
    await until(() => new URL(page.url()).pathname, '/calendar/days/2026-11-21');
    await page.goto(`${url}/calendar`);
    await until(() => viewOf(page), 'days');
    await until(() => page.locator('ik-calendar').evaluate((calendar) => calendar.date), '2026-11-21');
  }),
);

test(
  'views by the buttons of the header and its menu',
  withViews(async ({ page }) => {
    await header(page).getByRole('button', { name: 'Month' }).click();
    await until(() => viewOf(page), 'month');
    await header(page).getByRole('button', { name: 'Year' }).click();
    await until(() => viewOf(page), 'year');
    await yearCell(page, /18 November 2026: \d+ events?/).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await header(page).getByRole('button', { name: 'More views' }).click();
    await header(page).getByRole('menuitemcheckbox', { name: 'Work week' }).first().click();
    await until(() => dayHeads(page), 5);
    await header(page).getByRole('button', { name: 'Day', exact: true }).click();
    await until(() => dayHeads(page), 1);
  }),
);

test(
  'a new event is as long as the settings say',
  withViews(async ({ page }) => {
    await setting(page, (settings) => settings.getByLabel('A new event lasts').selectOption('30'));
    await events(page, 'Design review').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.locator('ik-event-dialog');
    const start = await dialog.getByLabel('Start time').inputValue();
    assert.equal(start, '09:00');
    assert.equal(await dialog.getByLabel('End time').inputValue(), '09:30');
  }),
);

test(
  'the year by the keyboard alone',
  withViews(async ({ page }) => {
    await page.keyboard.press('y');
    const today = yearCell(page, /18 November 2026: \d+ events?/);
    await today.waitFor();
    await today.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await until(() => yearCell(page, /26 November 2026/).evaluate((cell) => cell.matches(':focus')), true);
    await page.keyboard.press('PageUp');
    await until(() => yearCell(page, /26 October 2026/).evaluate((cell) => cell.matches(':focus')), true);
    await page.keyboard.press('Enter');
    await until(() => new URL(page.url()).pathname, '/calendar/day/2026-10-26');
  }),
);

test(
  'a schedule of a chosen period',
  withViews(async ({ page }) => {
    await page.keyboard.press('a');
    await events(page, 'Retrospective').waitFor();
    const period = header(page).locator('ik-period-menu');
    await period.getByRole('button').first().click();
    await period.getByRole('menuitemcheckbox', { name: 'This week' }).click();
    await events(page, 'Retrospective').waitFor({ state: 'detached' });
    await events(page, 'Design review').waitFor();
    await page.reload();
    await events(page, 'Design review').waitFor();
    assert.equal(await events(page, 'Retrospective').count(), 0);
  }),
);

test(
  'settings draw in the views: week numbers, a second zone, working hours, how many days',
  withViews(async ({ page }) => {
    await setting(page, async (settings) => {
      await settings.getByLabel('Show week numbers').check();
      await settings.getByLabel('“Several days” shows').selectOption('5');
      const zone = settings.locator('ik-zone-field').last().getByRole('combobox');
      await zone.fill('America/New_York');
      await zone.press('Enter');
      await settings.getByText(/^America\/New_York/).waitFor();
    });
    await page.keyboard.press('m');
    await page.locator('ik-calendar .week-number', { hasText: 'W47' }).waitFor();
    await page.keyboard.press('x');
    await until(() => dayHeads(page), 5);
    await page.locator('ik-calendar .heads .gutter', { hasText: 'New York' }).waitFor();
    await page.locator('ik-calendar .second', { hasText: '06:00' }).waitFor();
    // Saturday has no hours of work: it is shaded from midnight to midnight, Wednesday is not.
    const shades = await page
      .locator('ik-calendar .column:visible')
      .evaluateAll((columns) => columns.map(({ dataset }) => dataset.shade.split('no-repeat').length - 1));
    assert.deepEqual(shades, [2, 2, 2, 0, 0]);
  }),
);

/** What the sheet says when the browser makes a PDF of it, and the PDF's pages. */
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
  const [text, pdf] = await Promise.all([seen, page.pdf({ preferCSSPageSize: true, format: 'A4' })]);
  const raw = pdf.toString('latin1');
  const sizes = [...raw.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => Number(w) > Number(h));
  return { text, pages: sizes.length, landscape: sizes.every(Boolean) };
}

test(
  'paper has all of the period, and the screen is as before',
  withViews(
    async ({ page }) => {
      await importFile(
        page,
        'late.ics',
        'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:late\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Late call\r\nDTSTART;TZID=Europe/Zurich:20261118T223000\r\nDTEND;TZID=Europe/Zurich:20261118T233000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
      );
      // Its code comes when the page is idle.
      await until(async () => (await printed(page)).text !== '', true);
      const title = await page.title();
      for (const [key, heading, wanted] of [
        ['w', /^16 – 22 November 2026/, /Late call 22:30[\s\S]*Team/],
        ['d', /^Wednesday, 18 November 2026/, /Late call 22:30 – 23:30/],
        ['m', /^November 2026/, /22:30 Late call/],
        ['y', /^2026/, /January[\s\S]*December/],
      ]) {
        await page.keyboard.press(key);
        await until(async () => (await header(page).locator('h1').textContent()).length > 0, true);
        await until(() => viewOf(page), { w: 'week', d: 'day', m: 'month', y: 'year' }[key]);
        if (key === 'y') await yearCell(page, /18 November 2026: \d+ events?/).waitFor();
        else
          await events(page, key === 'm' ? '+1 more' : 'Late call')
            .or(events(page, 'Late call'))
            .first()
            .waitFor();
        const { text, pages, landscape } = await printed(page);
        assert.match(text, heading);
        assert.match(text, wanted);
        assert.equal(pages, 1, key);
        assert.ok(landscape);
      }
      await page.keyboard.press('a');
      await events(page, 'Late call').waitFor();
      const schedule = await printed(page);
      assert.match(schedule.text, /22:30 – 23:30Late call/);
      assert.ok(schedule.pages > 1);
      assert.ok(!schedule.landscape);
      await until(() => page.locator('.ik-print').count(), 0);
      assert.equal(await page.title(), title);
      await events(page, 'Late call').waitFor();
    },
    { colorScheme: 'dark' },
  ),
);

test(
  'Print is a command, and asks the browser',
  withViews(async ({ page }) => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-asked', '');
    });
    await page.keyboard.press('Control+k');
    await page.locator('ik-command-box').getByRole('combobox').fill('print');
    await page.keyboard.press('Enter');
    await page.locator('body[data-asked]').waitFor();
  }),
);
