// Events no calendar should have, and every calendar meets: imported or refused with a reason, drawn, opened, edited, and
// given back as they came.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseOfCalendar, eventDialog, popover, said, week } from './calendar-support.mjs';
import { downloaded, dropFiles, events, importDialog, open, withApp } from './support.mjs';

const crlf = (text) => text.trim().replaceAll('\n', '\r\n');
const event = (uid, ...lines) =>
  crlf(['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\n'));
const calendar = (...components) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${components.join('\r\n')}\r\nEND:VCALENDAR\r\n`;

/** What is drawn in the week of 18 November 2026. */
const odd = {
  'ends before it starts': ['DTSTART:20261118T100000Z', 'DTEND:20261118T080000Z'],
  'lasts a thousand years': ['DTSTART;VALUE=DATE:20000101', 'DTEND;VALUE=DATE:30000101'],
  'has an end and a length': ['DTSTART:20261117T100000Z', 'DTEND:20261117T110000Z', 'DURATION:PT3H'],
  'is in a zone nobody knows': [
    'DTSTART;TZID=Atlantis/Capital:20261119T090000',
    'DTEND;TZID=Atlantis/Capital:20261119T100000',
  ],
  'never ends': ['DTSTART:19000101T130000Z', 'DTEND:19000101T140000Z', 'RRULE:FREQ=DAILY'],
  'has a rule that yields nothing': [
    'DTSTART:20261120T100000Z',
    'DTEND:20261120T110000Z',
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ],
  'has a rule nobody can read': ['DTSTART:20261116T150000Z', 'DTEND:20261116T160000Z', 'RRULE:FREQ=SOMETIMES;BYDAY=XX'],
};
/** Elsewhere in time. */
const far = {
  'is in the year 1': ['DTSTART:00010101T100000Z', 'DTEND:00010101T110000Z'],
  'is in the year 9999': ['DTSTART:99991231T230000Z', 'DTEND:99991231T235900Z'],
};
const all = Object.entries({ ...odd, ...far });
const file = calendar(...all.map(([title, lines], index) => event(`odd-${index}`, ...lines, `SUMMARY:It ${title}`)));

async function importWhole(page, name, text) {
  const { dialog, go } = importDialog(page);
  await dropFiles(page, [{ name, text }]);
  await go.waitFor();
  const problems = await dialog.locator('.problems li').allTextContents();
  await go.click();
  await dialog.waitFor({ state: 'detached' });
  return problems;
}

/** Components of an export, without what is written around them. */
const componentsOf = (text) => (text.match(/BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT/g) ?? []).sort();

async function exported(page, name) {
  const { bytes } = await downloaded(page, () => chooseOfCalendar(page, name, 'Export as .ics'));
  return bytes.toString('utf8');
}

describe('odd events', () => {
  test(
    'are drawn, opened, edited and given back as they came',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      await importWhole(page, 'odd.ics', file);
      for (const title of Object.keys(odd)) await events(page, `It ${title}`).first().waitFor();
      assert.deepEqual(componentsOf(await exported(page, 'odd')), componentsOf(file));

      for (const title of Object.keys(odd)) {
        await events(page, `It ${title}`).first().click();
        await popover(page)
          .getByRole('heading', { name: `It ${title}` })
          .waitFor();
        await popover(page).getByRole('button', { name: 'Edit' }).click();
        await eventDialog(page).getByLabel('Title').waitFor();
        await page.keyboard.press('Escape');
        await eventDialog(page).waitFor({ state: 'detached' });
      }
      assert.deepEqual(componentsOf(await exported(page, 'odd')), componentsOf(file), 'opening changes nothing');

      // A new title, and nothing else: the odd times stay as they were.
      await events(page, 'It has an end and a length').first().click();
      await popover(page).getByRole('button', { name: 'Edit' }).click();
      await eventDialog(page).getByLabel('Title').fill('It is edited');
      await eventDialog(page).getByRole('button', { name: 'Save' }).click();
      await eventDialog(page).waitFor({ state: 'detached' });
      await events(page, 'It is edited').waitFor();
      const after = componentsOf(await exported(page, 'odd'));
      assert.equal(after.length, all.length);
      const edited = after.find((text) => text.includes('It is edited'));
      assert.match(edited, /DTSTART:20261117T100000Z\r\nDTEND:20261117T110000Z/);

      for (const [date, title] of [
        ['0001-01-01', 'is in the year 1'],
        ['9999-12-31', 'is in the year 9999'],
      ]) {
        await page.goto(`${url}/calendar/month/${date}`);
        await events(page, `It ${title}`).first().waitFor();
      }
      await page.goto(`${url}/calendar/schedule/9999-12-20`);
      await events(page, 'It is in the year 9999').first().waitFor();
    }),
  );

  test(
    'without a start are kept on no day, which is said, found, opened and given back',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const text = calendar(
        event('none', 'SUMMARY:Some day'),
        event('unread', 'DTSTART:soon', 'SUMMARY:Soon enough'),
        event('good', 'DTSTART:20261118T100000Z', 'SUMMARY:A day'),
      );
      const problems = await importWhole(page, 'no-start.ics', text);
      const said = problems.filter((problem) => /Line \d+: Nothing says when this event starts/.test(problem));
      assert.equal(said.length, 2);
      await events(page, 'A day').waitFor();
      assert.equal(await events(page, /Some day|Soon enough/).count(), 0);
      const before = await exported(page, 'no-start');
      assert.deepEqual(componentsOf(before), componentsOf(text));

      // What was exported is read again, all of it, into another calendar.
      await importWhole(page, 'again.ics', before.replaceAll('UID:', 'UID:again-').replaceAll('no-start', 'again'));
      const again = componentsOf(await exported(page, 'again')).map((one) => one.replace('UID:again-', 'UID:'));
      assert.deepEqual(again.sort(), componentsOf(text));
      await chooseOfCalendar(page, 'again', 'Delete');

      for (const title of ['Some day', 'Soon enough']) {
        await page.keyboard.press('/');
        await page.getByRole('combobox', { name: 'Search events, people' }).fill(title);
        await page.getByRole('option', { name: title }).click();
        await popover(page).getByText('The file does not say when this starts').waitFor();
        await popover(page).getByRole('button', { name: 'Edit' }).click();
        await eventDialog(page).getByLabel('Title').waitFor();
        await eventDialog(page).getByRole('button', { name: 'Save' }).click();
        await eventDialog(page).waitFor({ state: 'detached' });
      }
      assert.deepEqual(componentsOf(await exported(page, 'no-start')), componentsOf(text), 'nothing was changed');
    }),
  );

  test(
    'without a start are given one by the form, stand on its day, and taken back have none again',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const text = calendar(event('none', 'SUMMARY:Some day', 'LOCATION:Somewhere'));
      await importWhole(page, 'no-start.ics', text);
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search events, people' }).fill('Some day');
      await page.getByRole('option', { name: 'Some day' }).click();
      await popover(page).getByRole('button', { name: 'Edit' }).click();
      const form = eventDialog(page);
      await form.getByLabel('Start date').fill('2026-01-02'); // in sight: the search led to when it was made
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });

      assert.match(await said(events(page, 'Some day')), /^Fri 2 Jan\b/);
      const [dated] = componentsOf(await exported(page, 'no-start'));
      assert.match(dated, /\r\nDTSTART[^\r]*:20260102/);
      assert.match(dated, /\r\nLOCATION:Somewhere\r\n/);
      await page.keyboard.press('Control+z');
      await events(page, 'Some day').waitFor({ state: 'detached' });
      assert.deepEqual(componentsOf(await exported(page, 'no-start')), componentsOf(text));
    }),
  );

  test(
    'of one UID with other content, and changes without their series, are all drawn and given back',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const text = calendar(
        event('twice', 'DTSTART:20261117T080000Z', 'DTEND:20261117T090000Z', 'SUMMARY:First of two'),
        event('twice', 'DTSTART:20261118T080000Z', 'DTEND:20261118T090000Z', 'SUMMARY:Second of two'),
        event(
          'orphan',
          'RECURRENCE-ID:20261119T080000Z',
          'DTSTART:20261119T120000Z',
          'DTEND:20261119T130000Z',
          'SUMMARY:Without series',
        ),
      );
      await importWhole(page, 'same.ics', text);
      for (const title of ['First of two', 'Second of two', 'Without series']) await events(page, title).waitFor();
      // Two events cannot share a UID: the second gets one of its own, made from what it says.
      const withoutUid = (list) => list.map((one) => one.replace(/^UID:twice.*\r\n/m, '')).sort();
      assert.deepEqual(withoutUid(componentsOf(await exported(page, 'same'))), withoutUid(componentsOf(text)));
    }),
  );

  test(
    'that come every hour for ever do not stop the others',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      const many = Array.from({ length: 10 }, (_, index) =>
        event(`e${index}`, 'DTSTART:19000101T000000Z', 'RRULE:FREQ=HOURLY', `SUMMARY:Hourly ${index}`),
      );
      await importWhole(page, 'many.ics', calendar(...many));
      await events(page, 'Hourly').first().waitFor();
    }),
  );
});
