// A person's way through the calendar: a file dropped, seen, searched, exported.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  calendarRow,
  chooseAction,
  chooseOfCalendar,
  eventDialog,
  placeOf,
  popover,
  quickCard,
  said,
  team,
  week,
  withTeam,
} from './calendar-support.mjs';
import {
  downloaded,
  drag,
  dropFiles,
  events,
  importDialog,
  importFile,
  open,
  textOf,
  undo,
  until,
  withApp,
} from './support.mjs';

const bears = textOf('test/fixtures/ical/ical4j/files/samples/valid/bears.ics');

/** Components of an iCalendar text that stand between two lines, sorted. */
function components(text, name) {
  return (text.match(new RegExp(`^BEGIN:${name}\\r?\\n[\\s\\S]*?^END:${name}\\r?$`, 'gm')) ?? []).sort();
}

describe('a newcomer', () => {
  test(
    'drops a file, sees what is in it and what is wrong with it, and has it',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/calendar`);
      await page.getByText('Nothing here yet.').waitFor();
      const broken = team
        .replace('SUMMARY:Interview', 'SUMMARY:Interview\r\nTHIS IS NO LINE')
        .replace('DTSTART;TZID=Europe/Zurich:20261119T160000', 'DTSTART:in the afternoon');
      const lines = broken.split('\n');
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [{ name: 'team.ics', text: broken }]);
      await go.waitFor();
      // The one without a time that can be read comes, too: on no day (DT7).
      await dialog.getByText('12 events, 3 of them repeating').waitFor();
      await dialog.getByText('31 January – 27 November 2026').waitFor();
      assert.match(await dialog.locator('ik-dialog').ariaSnapshot(), /Stand-up ?Mon,? 7 Sept 2026, 09:00/);
      await dialog.getByText(/\d problems?: everything else is good/).click();
      for (const wrong of ['THIS IS NO LINE', 'DTSTART:in the afternoon']) {
        const line = lines.findIndex((text) => text.startsWith(wrong)) + 1;
        await dialog
          .getByRole('listitem')
          .filter({ hasText: `Line ${line}:` })
          .filter({ hasText: wrong })
          .waitFor();
      }
      await dialog.getByLabel('Name').fill('My team');
      await dialog.getByRole('radio', { name: 'Teal' }).check();
      await go.click();
      await page.getByText('team.ics: 12 imported.').waitFor();
      assert.equal(await calendarRow(page, 'My team').count(), 1);

      await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Month' }).click();
      await page.waitForURL(/\/calendar\/month\//);
    }),
  );

  test(
    'sees a real file as day, week, month and schedule',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/calendar/month/2005-08-08`);
      await importFile(page, 'bears.ics', bears);
      const game = events(page, 'Dolphins @ Bears');
      await game.waitFor();
      // 18:00 on the file's own clock (Canada/Mountain in summer) is two in the morning in Zurich.
      assert.equal(await said(game), 'Tue 9 Aug, 02:00 – 05:00, 2005 Chicago Bears Schedule');
      assert.ok((await events(page, '@').count()) >= 4, 'four games in August');
      for (const [view, title] of [
        ['Week', '8 – 14 August 2005'],
        ['Schedule', /2005/],
        ['Day', /8 August 2005/],
      ]) {
        await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view }).click();
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        if (view !== 'Day') await game.waitFor();
      }
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.waitForURL(/\/calendar\/day\/2005-08-09$/);
      await game.waitFor();
    }),
  );

  test(
    'creates by a click and by a drag, edits in the form, and takes it back',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const noon = await placeOf(page, 2, 12.2);
      await page.mouse.click(noon.x, noon.y);
      const card = quickCard(page);
      const dialog = eventDialog(page);
      await card.getByText('Wed 18 Nov, 12:00 – 13:00').waitFor();
      await card.getByRole('textbox').fill('Lunch by the lake');
      await card.getByRole('button', { name: 'More options' }).click();
      assert.equal(await dialog.getByLabel('Title').inputValue(), 'Lunch by the lake');
      assert.equal(await dialog.getByLabel('Start date').inputValue(), '2026-11-18');
      assert.equal(await dialog.getByLabel('Start time').inputValue(), '12:00');
      await dialog.getByRole('button', { name: 'Save' }).click();
      const lunch = events(page, 'Lunch by the lake');
      await lunch.waitFor();
      assert.match(await said(lunch), /Wed 18 Nov, 12:00 – 13:00, Personal/);

      await drag(page, await placeOf(page, 3, 14.01), await placeOf(page, 3, 16.45));
      await card.getByText('Thu 19 Nov, 14:00 – 16:30').waitFor();
      await card.getByRole('textbox').fill('Workshop at Room Iris');
      await page.keyboard.press('Enter');
      const workshop = events(page, 'Workshop');
      await workshop.waitFor();
      assert.match(await said(workshop), /Thu 19 Nov, 14:00 – 16:30, Room Iris/);

      await chooseAction(page, workshop, 'Edit');
      await dialog.getByLabel('Title').fill('Workshop, second part');
      await dialog.getByLabel('Start time').fill('15:00');
      await dialog.getByRole('button', { name: 'More options' }).click();
      await dialog.getByLabel('Description').fill('Bring paper;\nand a pencil, too.');
      await dialog.getByLabel('Availability').selectOption({ label: 'Free' });
      await dialog.getByRole('button', { name: 'Add reminder' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      const second = events(page, 'second part');
      await second.waitFor();
      assert.match(await said(second), /15:00 – 17:30/, 'it keeps its length');
      await second.click();
      await popover(page).getByText('and a pencil, too.').waitFor();
      await popover(page).getByText('10 minutes before').waitFor();
      await page.keyboard.press('Escape');
      await undo(page, 'Event saved.');
      await second.waitFor({ state: 'detached' });
      assert.match(await said(workshop), /14:00 – 16:30/);

      // A form that was changed is not lost by Escape.
      await chooseAction(page, lunch, 'Edit');
      await dialog.getByLabel('Title').fill('Dinner');
      await page.keyboard.press('Escape');
      await dialog.getByRole('button', { name: 'Keep editing' }).click();
      assert.equal(await dialog.getByLabel('Title').inputValue(), 'Dinner');
      await page.keyboard.press('Escape');
      await dialog.getByRole('button', { name: 'Discard' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.reload();
      await lunch.waitFor();
      assert.equal(await events(page, 'Dinner').count(), 0);
    }),
  );
});

describe('calendars', () => {
  test(
    'are made, hidden, shown, recoloured, deleted and brought back',
    withTeam(async ({ page }) => {
      await page.getByRole('button', { name: 'Add a calendar' }).click();
      await page.getByRole('menuitem', { name: 'New calendar' }).click();
      const dialog = page.locator('ik-calendar-dialog');
      await dialog.getByLabel('Name').fill('Garden');
      await dialog.getByRole('radio', { name: 'Rose' }).check({ force: true });
      await dialog.getByRole('button', { name: 'Create' }).click();
      await calendarRow(page, 'Garden').waitFor();
      const noon = await placeOf(page, 5, 12.2);
      await page.mouse.click(noon.x, noon.y);
      const card = quickCard(page);
      await card.getByRole('textbox').fill('Plant bulbs');
      await card.getByRole('combobox', { name: 'Calendar', exact: true }).selectOption({ label: 'Garden' });
      await card.getByRole('button', { name: 'Save' }).click();
      const bulbs = events(page, 'Plant bulbs');
      await bulbs.waitFor();
      assert.equal(await bulbs.evaluate((chip) => chip.style.getPropertyValue('--h').trim()), '15');

      await calendarRow(page, 'Garden').getByRole('checkbox').click({ force: true });
      await bulbs.waitFor({ state: 'detached' });
      await events(page, 'Design review').waitFor();
      await page.reload();
      await events(page, 'Design review').waitFor();
      assert.equal(await bulbs.count(), 0, 'hidden calendars stay hidden');
      await calendarRow(page, 'Garden').getByRole('checkbox').click({ force: true });
      await bulbs.waitFor();

      await chooseOfCalendar(page, 'Garden', 'Settings');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Balcony');
      await dialog.getByRole('radio', { name: 'Green' }).check({ force: true });
      await dialog.getByRole('button', { name: 'Save' }).click();
      await until(() => bulbs.evaluate((chip) => chip.style.getPropertyValue('--h').trim()), '150');

      await chooseOfCalendar(page, 'Balcony', 'Delete');
      await bulbs.waitFor({ state: 'detached' });
      await calendarRow(page, 'Balcony').waitFor({ state: 'detached' });
      await undo(page, 'Calendar “Balcony” deleted.');
      await bulbs.waitFor();
    }),
  );

  test(
    'are searched: accents and a typing error forgiven',
    withTeam(async ({ page }) => {
      await page.keyboard.press('/');
      for (const [text, found] of [
        ['leman', 'Design review'],
        ['nihgt train', 'Night train to Vienna'],
        ['Roadmap', 'Roadmap for spring'],
      ]) {
        await page.getByRole('combobox', { name: 'Search events, people' }).fill(text);
        await page.locator('ik-calendar-search').getByRole('option', { name: found }).waitFor();
      }
      await page.keyboard.press('Enter');
      await popover(page).getByRole('heading', { name: 'Roadmap for spring' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search events, people' }).fill('nothing like this');
      await page.locator('ik-calendar-search').getByText('Nothing found.').waitFor();
    }),
  );
});

describe('a file that comes again', () => {
  test(
    'is known: counted, and left alone when the person wants so',
    withTeam(async ({ page }) => {
      const dialog = eventDialog(page);
      await chooseAction(page, events(page, 'Customer call'), 'Edit');
      await dialog.getByLabel('Title').fill('Call with the new customer');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await events(page, 'new customer').waitFor();

      const { dialog: importing, go } = importDialog(page);
      await dropFiles(page, [{ name: 'team.ics', text: team }]);
      await importing.getByText('12 items are there already').waitFor();
      await importing.getByLabel('Keep mine').check();
      await go.click();
      await page.getByText('team.ics: 0 imported, 12 left as they were.').waitFor();
      await events(page, 'new customer').waitFor();

      await dropFiles(page, [{ name: 'team.ics', text: team }]);
      await importing.getByLabel('Take the version of the file').check();
      await go.click();
      await page.getByText('12 replaced').waitFor();
      await events(page, 'Customer call').waitFor();
      await undo(page, '12 replaced');
      await events(page, 'new customer').waitFor();
    }),
  );
});

describe('export', () => {
  for (const [name, path] of [
    ['our own', 'public/demo/team.ics'],
    ['iCal 1.5', 'test/fixtures/ical/ical4j/files/samples/valid/bears.ics'],
    ['a long one of a club', 'test/fixtures/ical/ical4j/files/samples/valid/THFC.ics'],
    ['Mozilla', 'test/fixtures/ical/ical4j/files/samples/valid/EstoniaHolidays.ics'],
  ])
    test(
      `gives every event of a file back byte for byte: ${name}`,
      withApp(async ({ page, url }) => {
        const text = textOf(path);
        await open(page, url + week);
        const fileName = path.split('/').at(-1);
        await importFile(page, fileName, text);
        await page.getByText(`${fileName}: `).waitFor();
        const calendar = await page.locator('ik-calendar-sidebar li .name').last().textContent();
        const { name: saved, bytes } = await downloaded(page, () => chooseOfCalendar(page, calendar, 'Export as .ics'));
        assert.match(saved, /\.ics$/);
        const out = bytes.toString('utf8');
        const wanted = components(text.replaceAll(/\r?\n/g, '\r\n'), 'VEVENT');
        assert.deepEqual(components(out, 'VEVENT'), wanted);
        const zones = (source) => [...new Set([...source.matchAll(/TZID=([^:;]+)/g)].map(([, zone]) => zone))];
        const written = components(out, 'VTIMEZONE').join('');
        for (const zone of zones(out)) assert.ok(written.includes(`TZID:${zone}`), `zone ${zone} is defined`);
      }),
    );

  test(
    'writes an edit into its event and leaves the others as they were',
    withTeam(async ({ page }) => {
      await chooseAction(page, events(page, 'Interview'), 'Edit');
      await eventDialog(page).getByLabel('Title').fill('Second interview');
      await eventDialog(page).getByRole('button', { name: 'Save' }).click();
      await events(page, 'Second interview').waitFor();
      const { bytes } = await downloaded(page, () => chooseOfCalendar(page, 'Team', 'Export as .ics'));
      const before = components(team.replaceAll(/\r?\n/g, '\r\n'), 'VEVENT');
      const after = components(bytes.toString('utf8'), 'VEVENT');
      const edited = (event) => event.includes('UID:interview@');
      assert.deepEqual(
        after.filter((event) => !edited(event)),
        before.filter((event) => !edited(event)),
      );
      assert.match(after.find(edited), /SUMMARY:Second interview\r\n/);
      assert.match(after.find(edited), /DTSTART;TZID=Europe\/Zurich:20261118T110000\r\n/);
    }),
  );
});
