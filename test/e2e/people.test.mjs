// Groups, several contacts at once, copying and moving, the person page: a person's way through them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axeViolations, importFile, open, undo, until, withApp } from './support.mjs';

const card = (name, ...lines) =>
  [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:${name.toLowerCase().replaceAll(' ', '-')}`,
    `FN:${name}`,
    ...lines,
    'END:VCARD',
  ].join('\r\n');
const PEOPLE = [
  card('Ada Lovelace', 'EMAIL:ada@example.org', 'CATEGORIES:Family'),
  card('Bo Berg', 'TEL;TYPE=cell:+41 79 000 00 01', 'CATEGORIES:Family,Work'),
  card('Cy Young', 'NOTE:<b>text</b>', 'X-OWN;A=b:kept'),
  card('The club', 'KIND:group', 'MEMBER:urn:uuid:cy-young'),
].join('\r\n');
const MEETING = [
  ...[
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//t//t//EN',
    'BEGIN:VEVENT',
    'UID:meeting',
    'DTSTAMP:20261101T000000Z',
  ],
  ...['DTSTART:20990302T140000Z', 'DTEND:20990302T150000Z', 'SUMMARY:Engine talk', 'ATTENDEE:mailto:ada@example.org'],
  ...['END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

const rows = (page) => page.locator('ik-contact-list [role=row]:not(.waiting)');
const row = (page, name) => rows(page).filter({ hasText: name });
const names = async (page) => (await rows(page).locator('.name').allTextContents()).map((name) => name.trim());
const lines = (page) =>
  page
    .locator('ik-contacts-sidebar .line a')
    .evaluateAll((links) =>
      links.map((link) => [...link.querySelectorAll('.label, .count')].map((part) => part.textContent).join(' ')),
    );
const line = (page, name) =>
  page.locator('ik-contacts-sidebar .line').filter({ has: page.getByText(name, { exact: true }) });
const header = (page) => page.locator('ik-contacts-header');
const card$ = (page) => page.locator('ik-contact-card');

const withPeople = (body, options) =>
  withApp(async (given) => {
    const { page, url } = given;
    await open(page, `${url}/contacts`);
    await importFile(page, 'people.vcf', PEOPLE);
    await until(() => names(page), ['Ada Lovelace', 'Bo Berg', 'Cy Young']);
    await forgetImport(page, options);
    await body(given);
  }, options);

/** The lines of the book the file was imported into, and of its groups. */
async function groupLines(page) {
  const all = await lines(page);
  const [from, to] = [/^Personal/, /^Other/].map((name) => all.findIndex((text) => name.test(text)));
  return all.slice(from, to === -1 ? undefined : to);
}

/** Those of the second book. */
async function otherLines(page) {
  const all = await lines(page);
  return all.slice(all.findIndex((text) => text.startsWith('Other')));
}

/** The import's own group is in the way here. */
async function forgetImport(page, { isMobile } = {}) {
  if (isMobile) return;
  await until(async () => (await lines(page)).some((text) => text.startsWith('Imported')), true);
  const name = (await lines(page)).find((text) => text.startsWith('Imported')).replace(/ \d+$/, '');
  await menuOf(page, name, 'Delete…');
  await page.locator('ik-group-delete-dialog').getByRole('button', { name: 'Group only' }).click();
  await until(async () => (await lines(page)).some((text) => text.startsWith('Imported')), false);
}

async function newBook(page, name) {
  await page.getByRole('button', { name: 'New address book' }).click();
  await page.locator('ik-name-dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.locator('ik-name-dialog').getByRole('button', { name: 'Create' }).click();
  await line(page, name).waitFor();
  await line(page, 'Personal').getByRole('link').first().click();
}

async function menuOf(page, name, item) {
  await line(page, name).hover();
  await line(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await line(page, name).getByRole('menuitem', { name: item, exact: true }).click();
}

async function chooseGroup(page, name) {
  await header(page).getByRole('button', { name: 'Groups', exact: true }).click();
  await header(page).getByRole('menuitemcheckbox', { name }).click();
}

describe('groups', () => {
  test(
    'stand below their book, group cards among them; are renamed, deleted alone or with their people, each with one undo',
    withPeople(async ({ page }) => {
      await until(
        () => groupLines(page),
        ['Personal 3', 'Family 2', 'The club 1', 'Work 1', 'Contacts without group 0'],
      );
      assert.deepEqual(await axeViolations(page), []);
      await line(page, 'The club').getByRole('link').click();
      await until(() => names(page), ['Cy Young']);
      await menuOf(page, 'Family', 'Rename');
      const dialog = page.locator('ik-name-dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Relatives');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await until(
        () => groupLines(page),
        ['Personal 3', 'Relatives 2', 'The club 1', 'Work 1', 'Contacts without group 0'],
      );
      await undo(page, 'Group renamed.');
      await until(
        () => groupLines(page),
        ['Personal 3', 'Family 2', 'The club 1', 'Work 1', 'Contacts without group 0'],
      );
      await menuOf(page, 'Family', 'Delete…');
      assert.deepEqual(await axeViolations(page), []);
      await page.locator('ik-group-delete-dialog').getByRole('button', { name: 'Group and contacts' }).click();
      await until(() => groupLines(page), ['Personal 1', 'The club 1', 'Contacts without group 0']);
      await undo(page, 'and its contacts deleted.');
      await until(
        () => groupLines(page),
        ['Personal 3', 'Family 2', 'The club 1', 'Work 1', 'Contacts without group 0'],
      );
      await menuOf(page, 'Family', 'Delete…');
      await page.locator('ik-group-delete-dialog').getByRole('button', { name: 'Group only' }).click();
      await until(() => groupLines(page), ['Personal 3', 'The club 1', 'Work 1', 'Contacts without group 1']);
    }),
  );

  test(
    'are ticked in the form, in the menu of what is picked, and filled by dragging',
    withPeople(async ({ page }) => {
      await line(page, 'Personal').getByRole('link').first().click();
      await row(page, 'Cy Young').click();
      await card$(page).getByRole('button', { name: 'Edit', exact: true }).click();
      const form = page.locator('ik-contact-dialog');
      assert.equal(await form.getByRole('checkbox', { name: 'The club' }).isChecked(), true);
      await form.getByRole('checkbox', { name: 'The club' }).uncheck();
      await form.getByRole('textbox', { name: 'New group' }).fill('Chess');
      await page.keyboard.press('Enter');
      await form.getByRole('button', { name: 'Save' }).click();
      await until(
        () => groupLines(page),
        ['Personal 3', 'Chess 1', 'Family 2', 'The club 0', 'Work 1', 'Contacts without group 0'],
      );
      await row(page, 'Ada Lovelace').locator('.face').click();
      await row(page, 'Bo Berg').locator('.face').click();
      await header(page).getByText('3 selected').waitFor();
      await chooseGroup(page, 'Chess');
      await until(async () => (await groupLines(page))[1], 'Chess 3');
      await page.locator('ik-contact-list .scroller').focus();
      await page.keyboard.press('Escape');
      await row(page, 'Ada Lovelace').dragTo(line(page, 'Work'));
      await until(async () => (await groupLines(page))[4], 'Work 2');
      await row(page, 'Bo Berg').dragTo(line(page, 'Contacts without group'));
      await until(async () => (await groupLines(page)).at(-1), 'Contacts without group 1');
    }),
  );
});

describe('several contacts', () => {
  test(
    'are picked by keyboard alone, copied and moved to another book by the wizard, taken back by one undo',
    withPeople(async ({ page }) => {
      await newBook(page, 'Other');
      await until(() => names(page), ['Ada Lovelace', 'Bo Berg', 'Cy Young']);
      await page.locator('ik-contact-list .scroller').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await header(page).getByText('2 selected').waitFor();
      await page.keyboard.press('m');
      const dialog = page.locator('ik-copy-dialog');
      await dialog.getByLabel('To the address book').selectOption({ label: 'Other' });
      assert.deepEqual(await axeViolations(page), []);
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
      await until(() => otherLines(page), ['Other 2', 'Family 2', 'Work 1', 'Contacts without group 0']);
      await undo(page, 'contacts copied.');
      await until(async () => (await otherLines(page))[0], 'Other 0');
      await page.locator('ik-contact-list .scroller').focus();
      await page.keyboard.press('Control+a');
      await header(page).getByText('3 selected').waitFor();
      await page.keyboard.press('m');
      await dialog.getByRole('radio', { name: 'Move' }).check();
      await dialog.getByLabel('To the address book').selectOption({ label: 'Other' });
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();
      await until(
        async () => [(await groupLines(page))[0], ...(await otherLines(page))],
        ['Personal 0', 'Other 3', 'Family 2', 'The club 1', 'Work 1', 'Contacts without group 0'],
      );
      await undo(page, 'contacts moved.');
      await until(async () => (await otherLines(page))[0], 'Other 0');
    }),
  );

  test(
    'move to another book when they are dropped there, and are copied with Alt',
    withPeople(async ({ page }) => {
      await newBook(page, 'Other');
      await page.keyboard.down('Alt');
      await row(page, 'Ada Lovelace').dragTo(line(page, 'Other'));
      await page.keyboard.up('Alt');
      await until(async () => [(await otherLines(page))[0], (await groupLines(page))[0]], ['Other 1', 'Personal 3']);
      await row(page, 'Cy Young').dragTo(line(page, 'Other'));
      await until(async () => [(await otherLines(page))[0], (await groupLines(page))[0]], ['Other 2', 'Personal 2']);
      await line(page, 'Other').getByRole('link').first().click();
      await row(page, 'Cy Young').click();
      await card$(page).getByText('<b>text</b>').waitFor();
      await card$(page).getByText('The club').waitFor();
    }),
  );

  test(
    'are picked by a long press on a phone',
    withPeople(
      async ({ page, context }) => {
        const box = await row(page, 'Bo Berg').boundingBox();
        const touch = await context.newCDPSession(page);
        const point = { x: box.x + 120, y: box.y + box.height / 2 };
        await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
        await header(page).getByText('1 selected').waitFor();
        await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        await row(page, 'Ada Lovelace').tap();
        await header(page).getByText('2 selected').waitFor();
        assert.deepEqual(await axeViolations(page), []);
        await header(page).getByRole('button', { name: 'Clear selection' }).tap();
        await header(page).getByRole('searchbox').waitFor();
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ),
  );
});

describe('the page of a person', () => {
  test(
    'shows the next meeting, opens an event with them, and their card as a code',
    withPeople(async ({ page, url }) => {
      await open(page, `${url}/calendar`);
      await importFile(page, 'talk.ics', MEETING);
      await open(page, `${url}/contacts`);
      await row(page, 'Ada Lovelace').click();
      await card$(page).getByText('Next: Engine talk').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await card$(page).getByRole('button', { name: 'More', exact: true }).click();
      await card$(page).getByRole('menuitem', { name: 'QR code' }).click();
      const dialog = page.locator('ik-code-dialog');
      await dialog.getByRole('img', { name: 'QR code of the card' }).waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await page.keyboard.press('Escape');
      await card$(page).getByRole('button', { name: 'New event with this person' }).click();
      const form = page.locator('ik-event-dialog');
      await form.getByRole('textbox', { name: 'Title' }).fill('Tea');
      await form.getByRole('button', { name: /^(Save|Create)$/ }).click();
      await page.locator('[part=notice]').getByText('Event created.').waitFor();
      await card$(page).getByText('Next: Tea').waitFor();
    }),
  );
});
