// axe finds nothing on any screen or dialog, light or dark, large or small; and the app is used by keyboard alone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checker, closeDialog, command, press, screens } from './accessibility-support.mjs';
import { calendarRow, eventDialog, popover, said, team } from './calendar-support.mjs';
import {
  axeViolations,
  dropFiles,
  events,
  importDialog,
  importFile,
  open,
  textOf,
  until,
  withApp,
} from './support.mjs';

const people = textOf('public/demo/people.vcf');

/** More on one day than a month's cell has room for. */
const busy = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'X-WR-CALNAME:Busy',
  ...Array.from({ length: 12 }, (_, index) => [
    'BEGIN:VEVENT',
    `UID:busy-${index}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:20261112T${String(6 + index).padStart(2, '0')}0000`,
    `SUMMARY:Item ${index + 1}`,
    index === 0 ? 'DESCRIPTION:See https://example.com/notes\\nand bring paper.' : 'TRANSP:TRANSPARENT',
    index === 1 ? 'STATUS:CANCELLED' : 'STATUS:CONFIRMED',
    'END:VEVENT',
  ]).flat(),
  'END:VCALENDAR',
  '',
].join('\r\n');

const broken = team.replace('SUMMARY:Interview', 'SUMMARY:Interview\r\nTHIS IS NO LINE');

async function walkCalendar(page, check) {
  await page.getByText('Nothing here yet.').waitFor();
  await check('empty calendar');
  const { dialog, go } = importDialog(page);
  await page.getByRole('button', { name: 'Import a file' }).last().click();
  await dialog.getByRole('button', { name: 'Choose files' }).waitFor();
  await check('import: nothing chosen');
  await closeDialog(page, dialog);
  await dropFiles(page, [{ name: 'nothing.ics', text: '' }]);
  await dialog.getByText('nothing.ics is empty').waitFor();
  await check('import: an empty file');
  await closeDialog(page, dialog);
  await dropFiles(page, [{ name: 'team.ics', text: broken }]);
  await dialog.locator('summary').click();
  await dialog.getByText('THIS IS NO LINE').waitFor();
  await check('import: problems');
  await go.click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('[part=notice]').getByText('imported').waitFor();
  await check('notice');
  await importFile(page, 'busy.ics', busy);

  for (const [key, view] of [
    ['w', 'week'],
    ['d', 'day'],
    ['a', 'schedule'],
    ['m', 'month'],
  ]) {
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`/calendar/${view}/`));
    await events(page, view === 'day' ? 'Interview' : 'Stand-up')
      .first()
      .waitFor();
    await check(view);
  }
  const more = page.locator('ik-calendar [part~=more]').first();
  await more.click();
  await popover(page)
    .getByRole('button', { name: /Item 12/ })
    .waitFor();
  await check('+n more');
  await popover(page)
    .getByRole('button', { name: /Item 1$/ })
    .click();
  await popover(page).getByText('and bring paper.').waitFor();
  await check('popover');
  await popover(page).getByRole('button', { name: 'Edit' }).click();
  const form = eventDialog(page);
  await form.getByLabel('Repeats').selectOption({ label: 'Custom…' });
  await form.getByRole('button', { name: 'Add reminder' }).click();
  await check('event dialog');
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Discard' }).waitFor();
  await check('event dialog: discard?');
  await form.getByRole('button', { name: 'Discard' }).click();
  await form.waitFor({ state: 'detached' });

  await press(page, 'w');
  await page.waitForURL(/week/);
  await events(page, 'Stand-up').first().focus();
  await page.keyboard.press('Enter');
  await popover(page).getByRole('button', { name: 'Delete' }).click();
  const scope = page.locator('ik-scope-dialog');
  await scope.getByRole('button').first().waitFor();
  await check('scope question');
  await closeDialog(page, scope);
}

/** On phones the sidebar is a drawer behind a button of the header. */
async function openSidebar(page, name) {
  const menu = page.getByRole('button', { name, exact: true });
  if (!(await menu.isVisible())) return false;
  await menu.click();
  return true;
}

async function walkSidebar(page, check) {
  const isDrawer = await openSidebar(page, 'Calendars');
  const actions = calendarRow(page, 'Busy').getByRole('button', { name: 'Actions for Busy' });
  await calendarRow(page, 'Busy').hover();
  await actions.click();
  await page.getByRole('menuitem', { name: 'Settings' }).waitFor();
  await check('menu of a calendar', { drawer: isDrawer });
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  const dialog = page.locator('ik-calendar-dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
  await check('calendar dialog');
  await closeDialog(page, dialog);
  if (isDrawer) await page.keyboard.press('Escape');
}

async function walkShell(page, check) {
  await page.keyboard.press('Control+k');
  const box = page.locator('ik-command-box');
  await box.getByRole('combobox').fill('de');
  await box.getByRole('option', { name: /Design review/ }).waitFor();
  await check('command box');
  await closeDialog(page, box);
  await page.keyboard.press('?');
  const sheet = page.locator('ik-shortcut-sheet');
  await sheet.getByText('New event', { exact: true }).waitFor();
  await check('shortcut sheet');
  await closeDialog(page, sheet);
  await press(page, 'g', 's');
  await page.getByRole('heading', { name: 'On this device' }).waitFor();
  await page.locator('meter').waitFor();
  await check('settings');
}

async function walkContacts(page, check) {
  const rows = page.locator('ik-contact-list [role=row]:not(.waiting)');
  await press(page, 'g', 'p');
  await page.getByText('No contacts yet').waitFor();
  await check('empty contacts');
  await importFile(page, 'people.vcf', people);
  await until(() => rows.count(), 12);
  await check('contacts');
  const isDrawer = await openSidebar(page, 'Lists');
  await page.getByRole('button', { name: 'New address book' }).click();
  const book = page.locator('ik-name-dialog');
  await book.getByRole('textbox', { name: 'Name' }).waitFor();
  await check('address book dialog');
  await closeDialog(page, book);
  if (isDrawer) await page.keyboard.press('Escape');
  const search = page.getByRole('searchbox', { name: 'Search contacts' });
  await search.fill('nobody at all');
  await page.getByText('Nobody found for').waitFor();
  await check('contacts: nothing found');
  await search.fill('');
  await until(() => rows.count(), 12);
  await rows.filter({ hasText: 'Marc Bernard' }).click();
  const card = page.locator('ik-contact-card');
  await card.getByRole('heading', { name: 'Marc Bernard' }).waitFor();
  await check('card');
  await card.getByRole('button', { name: 'Edit' }).click();
  const form = page.locator('ik-contact-dialog');
  for (const summary of await form.locator('summary').all()) await summary.click();
  for (const button of await form.getByRole('button', { name: /^Add/ }).all()) await button.click();
  await check('contact editor');
  await page.keyboard.press('Escape');
  const discard = form.getByRole('button', { name: 'Discard' });
  if (await discard.isVisible()) await discard.click();
  await form.waitFor({ state: 'detached' });
  const back = card.getByRole('button', { name: 'Back to the list' });
  if (await back.isVisible()) await back.click();
  await rows.nth(2).click({ modifiers: ['Control'] });
  await rows.nth(4).click({ modifiers: ['Control'] });
  await page.getByText(/[23] selected/).waitFor();
  await check('several contacts');
}

const alice = [
  'BEGIN:VCARD',
  'VERSION:4.0',
  'UID:a2',
  'FN:Alice Martin',
  'EMAIL:A.Martin@example.com',
  'TITLE:Designer',
];

async function walkDuplicates(page, url, check) {
  await page.goto(`${url}/contacts/duplicates`);
  await page.getByText('Everybody is there once').waitFor();
  await check('no duplicates');
  const { dialog, go } = importDialog(page);
  await dropFiles(page, [{ name: 'again.vcf', text: [...alice, 'END:VCARD', ''].join('\r\n') }]);
  await dialog.getByText('1 is probably somebody you already have').waitFor();
  await check('import: somebody who is there');
  await go.click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByText('Only those that concern the contacts just imported.').waitFor();
  const group = page.locator('ik-duplicate-list').getByRole('option');
  await group.waitFor();
  await check('duplicates');
  await group.click();
  await page.getByRole('button', { name: 'Not the same person' }).waitFor();
  await check('duplicates: side by side');
}

async function walkSmallDialogs(page, url, check) {
  await open(page, `${url}/import?url=${encodeURIComponent('webcal://example.com/team.ics')}`);
  await page.locator('ik-link-import').getByRole('button', { name: 'Subscribe' }).waitFor();
  await check('calendar from a link');
  await page.goto(`${url}/contacts/all/nobody`);
  await page.getByText('This contact is no longer here.').waitFor();
  await check('a contact that is gone');
}

const invitation = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:invited-1', 'DTSTAMP:20261101T080000Z'],
  ...['DTSTART:20261118T090000Z', 'DTEND:20261118T100000Z', 'SUMMARY:Invited', 'ORGANIZER:mailto:olga@example.org'],
  ...['ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:me@example.org', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

async function walkCalendarMore(page, url, check) {
  await open(page, `${url}/calendar/week/2026-11-18`);
  for (const [key, view] of [
    ['o', 'workweek'],
    ['y', 'year'],
  ]) {
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`/calendar/${view}/`));
    await page.locator('ik-calendar [part~=grid], ik-calendar [part~=year], ik-calendar .year').first().waitFor();
    await check(view);
  }
  await press(page, 'w');
  await page.waitForURL(/week/);
  await command(page, 'New event from a sentence');
  const quick = page.locator('ik-quick-card');
  await quick.getByRole('textbox').first().fill('Lunch with Sophie tomorrow 12:30 every week');
  await check('an event from a sentence');
  await closeDialog(page, quick);
  await command(page, 'Restore a calendar to an earlier state');
  const restore = page.locator('ik-restore-dialog');
  await restore
    .getByText(/differ|Nothing has changed/)
    .first()
    .waitFor();
  await check('restore');
  await closeDialog(page, restore);
  await command(page, 'Recently deleted calendars');
  await page.getByText('Nothing was deleted.').waitFor();
  await check('recently deleted');
  await closeDialog(page, page.locator('ik-deleted-dialog'));
  await dropFiles(page, [{ name: 'invited.ics', text: invitation }]);
  const invited = page.locator('ik-invitation-dialog');
  await invited.getByRole('heading', { level: 3 }).waitFor();
  await check('invitation');
  await closeDialog(page, invited);
  await page.goto(`${url}/calendar/search/stand`);
  await page.getByText(/events? found/).waitFor();
  await check('search');
  await page.goto(`${url}/calendar/summary/2026-11-18`);
  await page.locator('ik-day-summary').getByRole('region').first().waitFor();
  await check('summary of a day');
  await page.goto(`${url}/calendar/tasks`);
  await page.getByText('Nothing to do.').waitFor();
  await check('no tasks');
  const add = page.getByPlaceholder(/Add a task/);
  await add.fill('Water the plants !');
  await add.press('Enter');
  await page.locator('ik-task-panel').getByText('Water the plants').first().waitFor();
  await check('tasks');
  await press(page, 'Escape');
  await command(page, 'New task with all details');
  const task = page.locator('ik-task-dialog');
  await task.getByRole('textbox').first().waitFor();
  await check('task dialog');
  await closeDialog(page, task);
}

describe('axe finds nothing', () => {
  for (const [size, options] of screens) {
    test(
      `in the app at ${size}`,
      withApp(async ({ page, url }) => {
        const { check, found } = checker(page);
        await open(page, `${url}/calendar/week/2026-11-18`);
        await walkCalendar(page, check);
        await walkSidebar(page, check);
        await walkShell(page, check);
        await walkContacts(page, check);
        await walkDuplicates(page, url, check);
        await walkSmallDialogs(page, url, check);
        await walkCalendarMore(page, url, check);
        assert.deepEqual(found, {});
      }, options),
    );

    test(
      `on the widgets' page at ${size}`,
      withApp(async ({ page, url }) => {
        await page.goto(`${url}/embed.html`);
        for (const theme of ['light', 'dark']) {
          await page.locator(`ik-calendar[theme=${theme}] [part~=event]`).first().waitFor();
          await page.locator(`ik-contacts[theme=${theme}] [role=row]:not(.waiting)`).first().waitFor();
        }
        assert.deepEqual(await axeViolations(page), []);
      }, options),
    );
  }
});

/** Presses until the wanted element has the focus; a person with a keyboard has no other way. */
async function reach(page, key, wanted) {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await focusIsOn(wanted)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not lead to ${wanted}`);
}

/** Whether it, or the shadow host's part it stands for, has the focus. */
const focusIsOn = async (locator) =>
  (await locator.count()) > 0 &&
  locator.first().evaluate((element) => element.getRootNode().activeElement === element && element.matches(':focus'));

describe('without a mouse', () => {
  test(
    'a file comes in, an event is made, found, moved, deleted and brought back',
    withApp(async ({ page, url }) => {
      const { keyboard } = page;
      await open(page, `${url}/calendar/week/2026-11-18`);

      // Import: the command box leads to the dialog, its first button has the focus.
      const chooser = page.waitForEvent('filechooser'); // the browser takes a moment to listen for it
      await press(page, 'Control+k');
      await page.locator('ik-command-box').getByRole('combobox').waitFor();
      await keyboard.type('import');
      await page.getByRole('option', { name: 'Import files…' }).waitFor();
      await press(page, 'Enter');
      const { dialog, go } = importDialog(page);
      const choose = dialog.getByRole('button', { name: 'Choose files' });
      await until(() => focusIsOn(choose), true);
      await press(page, 'Enter');
      await (await chooser).setFiles({ name: 'team.ics', mimeType: 'text/calendar', buffer: Buffer.from(team) });
      await until(() => focusIsOn(go), true);
      await press(page, 'Enter');
      await page.getByText('team.ics: 12 imported.').waitFor();

      // A new event: its title has the focus, Enter stores it.
      await dialog.waitFor({ state: 'detached' });
      await press(page, 'c');
      const form = eventDialog(page);
      await until(() => focusIsOn(form.getByLabel('Title')), true);
      await keyboard.type('Water the moss');
      await press(page, 'Enter');
      await form.waitFor({ state: 'detached' });
      const moss = events(page, 'Water the moss');
      await moss.waitFor();

      // Found by arrows: from the day's column with Tab to its events, with arrows along them.
      await reach(page, 'Tab', page.locator('ik-calendar .column:visible').nth(2));
      await reach(page, 'Tab', page.locator('ik-calendar .event:focus'));
      await reach(page, 'ArrowRight', moss);
      await press(page, 'Enter');
      await popover(page).getByRole('heading', { name: 'Water the moss' }).waitFor();
      await press(page, 'Escape');
      await until(() => focusIsOn(moss), true);

      const before = await said(moss);
      await press(page, 'Alt+ArrowRight');
      await until(async () => (await said(moss)) !== before, true);
      assert.match(await said(moss), /^Thu 19 Nov/);
      await until(() => focusIsOn(moss), true);

      await press(page, 'Enter');
      const remove = popover(page).getByRole('button', { name: 'Delete' });
      await remove.waitFor();
      await reach(page, 'Tab', remove);
      await press(page, 'Enter');
      await moss.waitFor({ state: 'detached' });
      await press(page, 'Control+z');
      await moss.waitFor();
      assert.match(await said(moss), /^Thu 19 Nov/);

      // One of a series: the question is answered by Enter.
      await events(page, 'Stand-up').first().focus();
      await press(page, 'Alt+ArrowDown');
      await until(() => focusIsOn(page.locator('ik-scope-dialog').getByRole('button', { name: 'This event' })), true);
      await press(page, 'Enter');
      await until(() => said(events(page, 'Stand-up').first()), 'Mon 16 Nov, 09:15 – 09:30, Team');

      // A calendar is hidden by the space bar.
      const box = calendarRow(page, 'Team').getByRole('checkbox');
      await reach(page, 'Shift+Tab', box);
      await press(page, 'Space');
      await events(page, 'Interview').waitFor({ state: 'detached' });
      await press(page, 'Space');
      await events(page, 'Interview').waitFor();
    }),
  );

  test(
    'the apps, a contact, the theme and the command box',
    withApp(async ({ page, url }) => {
      const { keyboard } = page;
      await open(page, `${url}/calendar/week/2026-11-18`);
      await importFile(page, 'team.ics', team);
      await importFile(page, 'people.vcf', people);
      await press(page, 'g', 'p');
      await page.waitForURL(/contacts/);
      const rows = page.locator('ik-contact-list [role=row]:not(.waiting)');
      await until(() => rows.count(), 12);

      // From the search field into the list, down to a person, who is edited.
      await press(page, '/');
      await keyboard.type('bernard');
      await until(() => rows.count(), 1);
      await press(page, 'Enter');
      const card = page.locator('ik-contact-card');
      await card.getByRole('heading', { name: 'Marc Bernard' }).waitFor();
      await press(page, 'e');
      const form = page.locator('ik-contact-dialog');
      await until(() => focusIsOn(form.getByLabel('First name')), true);
      await press(page, 'Control+a');
      await keyboard.type('Marco');
      await press(page, 'Enter');
      await card.getByRole('heading', { name: 'Marco Bernard' }).waitFor();

      // The theme, in the settings: radio buttons by arrows.
      await press(page, 'g', 's');
      const theme = page.getByRole('group', { name: 'Theme' });
      const auto = theme.getByRole('radio', { name: 'As the device' });
      await auto.waitFor();
      await reach(page, 'Tab', auto);
      await press(page, 'ArrowRight');
      await until(() => theme.getByRole('radio', { name: 'Light' }).isChecked(), true);
      await press(page, 'ArrowRight');
      await until(() => page.evaluate(() => document.documentElement.dataset.theme), 'dark');

      // The command box finds an event and goes there.
      await press(page, 'Control+k');
      await page.locator('ik-command-box').getByRole('combobox').waitFor();
      await keyboard.type('roadmap');
      const found = page.getByRole('option', { name: /Roadmap for spring/ });
      await found.waitFor();
      await press(page, 'Enter');
      await page.waitForURL(/\/calendar\/day\//);
      await events(page, 'Roadmap for spring').waitFor();
      await press(page, 'Shift+?');
      await page.locator('ik-shortcut-sheet').getByText('New event', { exact: true }).waitFor();
      await closeDialog(page, page.locator('ik-shortcut-sheet'));
    }),
  );
});
