// A contact's card and form, with all that few contacts have: from a file, changed, looked at as it was, and out again.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeViolations, downloaded, importFile, open, undo, until, withApp } from './support.mjs';

const CHARLES = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const vcard = (...lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const PEOPLE = [
  vcard(`UID:${CHARLES}`, 'FN:Charles Babbage', 'N:Babbage;Charles;;;', 'EMAIL:charles@example.org'),
  vcard(
    'UID:ada',
    'FN:Ada Lovelace',
    'N:Lovelace;Ada;;;',
    'ORG:Analytical Engines;Programming;Punched cards',
    'EMAIL;TYPE=WORK,PREF:ada@example.org',
    'EMAIL;TYPE=HOME;X-SERVER=7:ada@home.example',
    'ROLE:Analyst',
    'KEY;ENCODING=b;TYPE=PGP:mQGiBDaQ',
    'item1.X-ABRELATEDNAMES:Annabella',
    'item1.X-ABLabel:_$!<Mother>!$_',
    'X-ODD;A=1:kept',
    // A photo that is none: it is kept, and the initials are shown.
    'PHOTO;ENCODING=b;TYPE=JPEG:bm8gcGljdHVyZQ==',
  ),
].join('');

const list = (page) => page.locator('ik-contact-list');
const card = (page) => page.locator('ik-contact-card');
const form = (page) => page.locator('ik-contact-dialog');
const unfolded = (bytes) =>
  bytes
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');

async function choose(page, item) {
  await card(page).getByRole('button', { name: 'More', exact: true }).click();
  await card(page).getByRole('menuitem', { name: item }).click();
}

async function addField(page, name) {
  await form(page).getByRole('button', { name: 'Add field' }).click();
  await form(page).getByRole('menuitem', { name, exact: true }).click();
}

async function checkBothThemes(page, where) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await axeViolations(page), [], `${where}, ${colorScheme}`);
  }
}

describe('the card of a contact', () => {
  it(
    'shows, changes and keeps what few contacts have, remembers how it was, and gives it all back',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      await importFile(page, 'people.vcf', PEOPLE);
      await list(page).getByText('Ada Lovelace').click();
      for (const text of [
        'Punched cards · Programming · Analytical Engines',
        'Analyst',
        'Annabella',
        'Mother',
        'OpenPGP',
      ])
        await card(page).getByText(text).first().waitFor();
      await until(() => card(page).locator('.face').textContent(), 'AL');

      await card(page).getByRole('button', { name: 'Edit', exact: true }).click();
      await form(page).getByLabel('Department', { exact: true }).fill('Looms');
      await form(page).getByRole('button', { name: 'Email 2 is preferred' }).click();
      await addField(page, 'Related person');
      await page.keyboard.type('babb');
      await form(page).getByRole('option', { name: 'Charles Babbage' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await form(page).getByRole('img', { name: 'Contact: Charles Babbage' }).waitFor();
      await addField(page, 'Gender');
      await form(page).getByRole('combobox', { name: 'Gender', exact: true }).selectOption({ label: 'Female' });
      await addField(page, 'Place of birth');
      await page.keyboard.type('London');
      await addField(page, 'Date of death');
      const death = form(page).getByRole('group', { name: 'Date of death' }).last();
      await death.getByLabel('Day', { exact: true }).fill('27');
      await death.getByLabel('Month', { exact: true }).selectOption({ label: 'November' });
      await death.getByLabel('Year, if known').fill('1852');
      await addField(page, 'Logo');
      const logo = { name: 'logo.png', mimeType: 'image/png', buffer: await page.screenshot() };
      await form(page).locator('ik-media-input input[type=file]').setInputFiles(logo);
      await form(page).locator('ik-media-input img').waitFor();
      await addField(page, 'Coordinates');
      await page.keyboard.type('51.507 -0.133');
      await form(page).getByLabel('Day', { exact: true }).first().fill('10');
      await form(page).getByLabel('Month', { exact: true }).first().selectOption({ label: 'December' });
      await checkBothThemes(page, 'form');

      const picture = { name: 'face.png', mimeType: 'image/png', buffer: await page.screenshot() };
      await form(page).locator('ik-photo-field input[type=file]').setInputFiles(picture);
      const crop = page.locator('ik-photo-crop');
      await crop.getByRole('application', { name: 'Photo' }).waitFor();
      for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
      await until(
        () => crop.getByRole('slider', { name: 'Zoom' }).evaluate((slider) => Number(slider.value) > 1.3),
        true,
      );
      await checkBothThemes(page, 'photo');
      await crop.getByRole('button', { name: 'Use photo' }).click();
      await crop.waitFor({ state: 'detached' });
      await form(page).getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('[part=notice]').getByText('Contact saved.').waitFor();

      for (const text of [
        '10 December',
        '27 November 1852',
        'London',
        'Female',
        '51.507, -0.133',
        'Punched cards · Looms',
      ])
        await card(page).getByText(text).first().waitFor();
      await card(page).locator('.face img').waitFor();
      await card(page).locator('img.picture').waitFor();
      await checkBothThemes(page, 'card');
      // In the list, too, and after a reload; the photo of nobody else.
      const faces = list(page).locator('[role=row]:not(.waiting) .face img');
      await until(() => faces.evaluateAll((all) => all.map((face) => face.naturalWidth > 0 && !face.hidden)), [true]);
      await page.reload();
      await until(() => faces.evaluateAll((all) => all.map((face) => face.naturalWidth > 0 && !face.hidden)), [true]);
      await card(page).locator('.face img').waitFor();

      const three = unfolded((await downloaded(page, () => choose(page, 'Export as vCard 3.0'))).bytes);
      for (const line of [
        'ORG:Analytical Engines;Looms;Punched cards',
        'EMAIL;TYPE=WORK:ada@example.org',
        'EMAIL;TYPE=home,pref;X-SERVER=7:ada@home.example',
        'KEY;ENCODING=b;TYPE=PGP:mQGiBDaQ',
        'item1.X-ABRELATEDNAMES:Annabella',
        'X-ODD;A=1:kept',
        `RELATED;TYPE=spouse;VALUE=uri:${CHARLES}`,
        'GENDER:F',
        'BIRTHPLACE:London',
        'DEATHDATE:1852-11-27',
        'GEO:51.507;-0.133',
        'BDAY:--12-10',
      ])
        assert.ok(
          three.some((each) => each.toLowerCase() === line.toLowerCase()),
          `${line} in\n${three.map((each) => each.slice(0, 80)).join('\n')}`,
        );
      assert.ok(three.some((line) => /^PHOTO;ENCODING=b;TYPE=JPEG:\/9j\//.test(line) && line.length < 200_000));
      const four = unfolded((await downloaded(page, () => choose(page, 'Export as vCard 4.0'))).bytes);
      for (const line of [`RELATED;TYPE=spouse;VALUE=uri:${CHARLES}`, 'GEO:geo:51.507,-0.133', 'BDAY:--1210'])
        assert.ok(four.includes(line), `${line} in\n${four.map((each) => each.slice(0, 80)).join('\n')}`);
      assert.ok(four.includes(`LOGO:data:image/png;base64,${logo.buffer.toString('base64')}`));
      assert.ok(four.some((line) => line.startsWith('PHOTO:data:image/jpeg;base64,/9j/')));

      await card(page).getByRole('link', { name: 'Charles Babbage' }).click();
      await card(page).getByRole('heading', { name: 'Charles Babbage' }).waitFor();
      await page.goBack();
      await card(page).getByRole('heading', { name: 'Ada Lovelace' }).waitFor();

      await choose(page, 'History of this contact');
      const history = page.locator('ik-history-dialog');
      await history.getByText('a file or picture').first().waitFor();
      await checkBothThemes(page, 'history');
      await history.getByRole('button', { name: /^Restore this version/ }).click();
      await history.waitFor({ state: 'detached' });
      await card(page).getByText('Punched cards · Programming').waitFor();
      await until(() => card(page).getByText('10 December').count(), 0);
      await undo(page, 'Version restored.');
      await card(page).getByText('10 December').waitFor();

      await choose(page, 'Restore the address book');
      await page.locator('ik-restore-dialog').getByRole('heading').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('ik-restore-dialog').waitFor({ state: 'detached' });
    }),
  );
});
