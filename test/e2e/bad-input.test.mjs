// Files that are no calendars, or bad ones: a clear message, bounded time, and nothing stored is harmed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calendarRow, chooseOfCalendar, team, week } from './calendar-support.mjs';
import { downloaded, dropFiles, events, importDialog, importFile, open, undo, withApp } from './support.mjs';

const calendar = (...lines) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid, title, ...lines) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20261101T000000Z',
  'DTSTART:20261118T060000Z',
  'DTEND:20261118T063000Z',
  `SUMMARY:${title}`,
  ...lines,
  'END:VEVENT',
];
const GOOD = 'Good one';
const good = event('good', GOOD);

/** The app with some data of its own, which must be as it was at the end. */
const withData = (body, options) =>
  withApp(async (given) => {
    const { page, url } = given;
    await open(page, url + week);
    await importFile(page, 'team.ics', team);
    await events(page, 'Design review').waitFor();
    const exported = async () =>
      (await downloaded(page, () => chooseOfCalendar(page, 'Team', 'Export as .ics'))).bytes.toString('utf8');
    const before = await exported();
    await body(given);
    await events(page, 'Design review').click();
    await page.locator('ik-calendar-popover').getByRole('heading', { name: 'Design review' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await exported(), before);
    await page.reload();
    await events(page, 'Design review').waitFor();
  }, options);

/** Drops a file and expects to be told what is wrong with it. */
async function refused(page, file, message) {
  const { dialog, go } = importDialog(page);
  await dropFiles(page, [file]);
  const alert = dialog.getByRole('alert');
  await alert.getByText(file.name, { exact: true }).waitFor();
  await alert.getByText(message).waitFor();
  await alert.getByText('Nothing was stored from it.').waitFor();
  assert.equal(await go.count(), 0);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
}

/** Drops a file, finds its problems, and imports what is good in it. */
async function taken(page, file, { problems = [], titles = [GOOD] }) {
  const { dialog, go } = importDialog(page);
  await dropFiles(page, [file]);
  await go.waitFor();
  if (problems.length > 0) await dialog.locator('summary').click();
  for (const problem of problems) await dialog.getByRole('listitem').filter({ hasText: problem }).first().waitFor();
  await go.click();
  await dialog.waitFor({ state: 'detached' });
  for (const title of titles) await events(page, title).first().waitFor();
}

const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const fromText = (text, encoding) => base64(Buffer.from(text, encoding));
/** A small PNG, as screenshots begin. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const zip = base64([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...Array.from({ length: 2000 }, (_, i) => (i * 131) % 256)]);
const pdf = fromText(
  '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
  'latin1',
);
const wrongKind = /is not a calendar \(\.ics\) or contacts \(\.vcf, \.csv\) file/;

describe('a file of another kind', () => {
  test(
    'is refused by name, whatever it is called',
    withData(async ({ page }) => {
      await refused(page, { name: 'empty.ics', text: '' }, 'empty.ics is empty.');
      await refused(page, { name: 'blank.vcf', text: '\r\n \r\n' }, 'blank.vcf is empty.');
      const html = '<!doctype html><title>Sign in</title><p>BEGIN your session</p>';
      await refused(page, { name: 'calendar.ics', text: html }, wrongKind);
      await refused(page, { name: 'contacts.vcf', text: html }, wrongKind);
      for (const [name, bytes] of [
        ['photo.ics', png],
        ['takeout.ics', zip],
        ['invoice.vcf', pdf],
      ])
        await refused(page, { name, bytes }, wrongKind);
    }),
  );
});

describe('an encoding', () => {
  const text = calendar(...good, ...event('umlaut', 'Frühstück à Genève'));
  for (const [name, bytes, problems] of [
    ['UTF-16, little-endian', base64([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]), []],
    ['UTF-16, big-endian', base64([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()]), []],
    ['UTF-8 with a byte order mark', base64([0xef, 0xbb, 0xbf, ...Buffer.from(text)]), []],
    ['Latin-1', fromText(text, 'latin1'), ['The encoding of its letters had to be guessed']],
  ])
    test(
      `${name} is read as it was meant`,
      withData(({ page }) => taken(page, { name: 'other.ics', bytes }, { problems, titles: ['Frühstück à Genève'] })),
    );
});

describe('a damaged file', () => {
  test(
    'that ends too early gives what came before',
    withData(({ page }) => {
      const text = calendar(...good, ...event('cut', 'Cut off'));
      const at = text.indexOf('SUMMARY:Cut') + 9;
      return taken(page, { name: 'cut.ics', text: text.slice(0, at) }, { problems: [/Line \d+:.*ends too early/] });
    }),
  );

  test(
    'with 10,000 components in each other gives the good ones, and the line',
    withData(({ page }) => {
      const deep = [
        ...Array.from({ length: 10_000 }, () => 'BEGIN:VEVENT'),
        ...Array.from({ length: 10_000 }, () => 'END:VEVENT'),
      ];
      return taken(page, { name: 'deep.ics', text: calendar(...good, ...deep) }, { problems: [/Line \d+:/] });
    }),
  );

  test(
    'with a line of 10 MB gives the good ones, and the line',
    withData(({ page }) => {
      const long = event('long', 'Long', `DESCRIPTION:${'x'.repeat(10_000_000)}`);
      return taken(page, { name: 'long.ics', text: calendar(...good, ...long) }, { problems: [/Line \d+:/] });
    }),
  );

  test(
    'with rules that never end, or a thousand million times, is drawn and searched all the same',
    withData(async ({ page }) => {
      const text = calendar(
        ...good,
        ...event('secondly', 'Every second', 'RRULE:FREQ=SECONDLY'),
        ...event('count', 'So many', 'RRULE:FREQ=SECONDLY;INTERVAL=7200;COUNT=1000000000'),
        ...event('never', 'Never again', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
        ...event('minutely', 'Odd minutes', 'RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;BYSECOND=61'),
      );
      await taken(page, { name: 'rules.ics', text }, { titles: [GOOD, 'So many'] });
      for (const key of ['m', 'a', 'w']) {
        await page.keyboard.press(key);
        await events(page, /So many|Every second/)
          .first()
          .waitFor();
      }
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Search events, people' }).fill('never again');
      await page.getByRole('option', { name: /Never again/ }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await chooseOfCalendar(page, 'rules', 'Delete');
      await calendarRow(page, 'rules').waitFor({ state: 'detached' });
    }),
  );

  test(
    'with names of prototypes is a file like others',
    withData(async ({ page }) => {
      const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
      const hostile = names.map((name) => event(name, `Named ${name}`, `${name.toUpperCase()}:x`, `X-A;${name}=1:y`));
      await taken(page, { name: 'names.ics', text: calendar(...good, ...hostile.flat()) }, {});
      await page.keyboard.press('a');
      for (const name of names) await events(page, `Named ${name}`).first().waitFor();
      await page.keyboard.press('w');
      assert.equal(await page.evaluate(() => Object.keys(Object.prototype).length + Number('x' in {})), 0);
      const { bytes } = await downloaded(page, () => chooseOfCalendar(page, 'names', 'Export as .ics'));
      for (const lines of hostile) assert.ok(bytes.toString('utf8').includes(`${lines.join('\r\n')}\r\n`), lines[1]);
      const card = (name) =>
        `BEGIN:VCARD\r\nVERSION:4.0\r\nUID:${name}\r\nFN:Card ${name}\r\n${name}:x\r\nEND:VCARD\r\n`;
      await importFile(page, 'names.vcf', names.map(card).join(''));
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      for (const name of names) await page.locator('ik-contact-list').getByText(`Card ${name}`).click();
      await page.locator('ik-contact-card').getByRole('heading', { name: 'Card prototype' }).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('c');
    }),
  );
});

describe('contacts', () => {
  const card = (number, ...lines) =>
    ['BEGIN:VCARD', 'VERSION:3.0', `UID:card-${number}`, `FN:Person ${number}`, ...lines, 'END:VCARD', ''].join('\r\n');

  test(
    '10,000 with one that is broken: the others come in, and it is named by its line',
    withData(async ({ page }) => {
      const cards = Array.from({ length: 10_000 }, (_, index) => card(index));
      cards[5000] = card(5000).replace('END:VCARD\r\n', '');
      const text = cards.join('');
      const line = text.split('\r\n').indexOf('UID:card-5000') - 1;
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [{ name: 'many.vcf', text }]);
      await dialog.getByText('9,999 contacts').waitFor();
      await dialog.locator('summary').filter({ hasText: '1 problem' }).click();
      await dialog
        .getByRole('listitem')
        .filter({ hasText: `Line ${line}:` })
        .filter({ hasText: 'FN:Person 5000' })
        .waitFor();
      await go.click();
      await page.getByText('many.vcf: 9,999 imported.').waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      const rows = page.locator('ik-contact-list [role=row]:not(.waiting)');
      await rows.filter({ hasText: 'Person 0' }).waitFor();
      const search = page.getByRole('searchbox', { name: 'Search contacts' });
      await search.fill('person 5000');
      await page.getByText('Nobody found for “person 5000”').waitFor();
      await search.fill('person 4999');
      await rows.getByText('Person 4999', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Calendar' }).click();
      await page.waitForURL(/calendar/);
    }),
  );

  test(
    'in other encodings, cut off, or of which nothing is right',
    withData(async ({ page }) => {
      const { dialog, go } = importDialog(page);
      const text = card(1, 'NOTE:Grüße aus Zürich') + card(2);
      const files = [
        ['utf-16.vcf', base64([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]), '2 contacts'],
        ['latin-1.vcf', fromText(text, 'latin1'), '2 contacts'],
        ['cut.vcf', fromText(text.slice(0, -20), 'utf8'), '1 contact'],
      ];
      for (const [name, bytes, count] of files) {
        await dropFiles(page, [{ name, bytes }]);
        await go.waitFor();
        await dialog.getByText(count, { exact: true }).waitFor();
        if (name === 'cut.vcf') await dialog.getByText(/^1 problem/).waitFor();
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await dialog.waitFor({ state: 'detached' });
      }
      const wrong = Array.from({ length: 20_000 }, (_, index) => `BEGIN:VCARD\r\nwrong ${index}\r\nEND:VCARD\r\n`).join(
        '',
      );
      await dropFiles(page, [{ name: 'wrong.vcf', text: wrong }]);
      await dialog.getByText('Nothing that can be imported').waitFor();
      await dialog.locator('summary').click();
      await dialog.getByText(/^and [\d,]+ more$/).waitFor();
      assert.equal(await go.count(), 0);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
    }),
  );
});

describe('several files', () => {
  test(
    'of which one is bad: it is told, the others come in',
    withData(async ({ page }) => {
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [
        { name: 'first.ics', text: calendar(...event('first', 'First of all')) },
        { name: 'bad.ics', text: 'no calendar' },
        { name: 'last.ics', text: calendar(...event('last', 'Last of all')) },
      ]);
      await dialog.getByText('2 more files follow.').waitFor();
      await go.click();
      await dialog.getByRole('alert').getByText(wrongKind).waitFor();
      await dialog.getByRole('button', { name: 'Next file' }).click();
      await dialog.getByText('last.ics').waitFor();
      await go.click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('first.ics, last.ics: 2 imported.').waitFor();
      for (const title of ['First of all', 'Last of all']) await events(page, title).waitFor();
      await undo(page, 'first.ics, last.ics');
      for (const title of ['First of all', 'Last of all']) await events(page, title).waitFor({ state: 'detached' });
    }),
  );
});

describe('a file of 200 MB', () => {
  /** Drops 200 files' worth of one: `part` is a megabyte. */
  async function dropHuge(page, name, head, tail) {
    const data = await page.evaluateHandle(
      ([fileName, before, after]) => {
        const part = before.padEnd(1_000_000 - after.length, 'x') + after;
        const transfer = new DataTransfer();
        transfer.items.add(new File(new Array(200).fill(part), fileName));
        return transfer;
      },
      [name, head, tail],
    );
    await page.dispatchEvent('ik-app', 'drop', { dataTransfer: data });
  }

  test(
    'is refused with the limit when it is a calendar',
    withData(async ({ page }) => {
      const { dialog } = importDialog(page);
      await dropHuge(page, 'huge.ics', 'BEGIN:VCALENDAR\r\n', '\r\n');
      await dialog
        .getByRole('alert')
        .getByText(/huge\.ics is too large\. The limit is \d+ MB/)
        .waitFor();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await dialog.waitFor({ state: 'detached' });
    }),
  );

  test(
    'is read when it is contacts with their photos',
    withData(async ({ page }) => {
      const { dialog, go } = importDialog(page);
      await dropHuge(page, 'huge.vcf', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Big\r\nNOTE:', '\r\nEND:VCARD\r\n');
      await go.waitFor();
      await dialog.getByText('200 contacts').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
    }),
  );
});
