// A person's way through the contacts: a file dropped, seen, searched, edited, taken back, exported.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axeViolations, downloaded, dropFiles, importDialog, open, textOf, undo, until, withApp } from './support.mjs';

const fixture = (path) => textOf(`test/fixtures/vcard/${path}`);
/** Cards of all three versions as four programs wrote them. */
const versions = {
  2.1: fixture('folkerkinzel-vcards/files/v2_1.vcf'),
  '2.1 of Thunderbird': fixture('thunderbird-addrbook/files/basic_vcard_addressbook.vcf'),
  '3.0': fixture('folkerkinzel-vcards/files/v3.vcf'),
  '4.0': fixture('folkerkinzel-vcards/files/v4.vcf'),
};
const mixed = Object.values(versions)
  .map((text) => text.replaceAll(/\r?\n/g, '\r\n').trimEnd())
  .join('\r\n');
/** By first name; shown as the card says. */
const NAMES = [
  'Folker Kinzel',
  'Möhrke Gerda',
  'Jane Doe',
  'John Doe',
  'Dr. Max Horst Mustermann jr. Maxl SED',
  'Maxl',
  'KMS Außenstelle',
];

const withPeople = (body) =>
  withApp(async (given) => {
    const { page, url } = given;
    await open(page, `${url}/contacts`);
    const { dialog, go } = importDialog(page);
    await dropFiles(page, [{ name: 'people.vcf', text: mixed }]);
    await dialog.getByRole('checkbox', { name: 'Put them into a group' }).uncheck(); // cards stay byte for byte
    await go.click();
    await dialog.waitFor({ state: 'detached' });
    await until(() => names(page), NAMES);
    await body(given);
  });

const rows = (page) => page.locator('ik-contact-list [role=row]:not(.waiting)');
const names = async (page) => (await rows(page).locator('.name').allTextContents()).map((name) => name.trim());
const card = (page) => page.locator('ik-contact-card');
const form = (page) => page.locator('ik-contact-dialog');
const searchField = (page) => page.getByRole('searchbox', { name: 'Search contacts' });
const bookLine = (page, name) => page.locator('ik-contacts-sidebar .line').filter({ hasText: name });

async function openCard(page, name) {
  await rows(page)
    .filter({ has: page.getByText(name, { exact: true }) })
    .click();
  await card(page).getByRole('heading', { name, exact: true }).waitFor();
}

async function chooseOfBook(page, name, item) {
  const line = bookLine(page, name);
  await line.hover();
  await line.getByRole('button', { name: `Actions for ${name}` }).click();
  await line.getByRole('menuitem', { name: item, exact: true }).click();
}

describe('a newcomer', () => {
  test(
    'drops cards of three versions, sees the broken one by its line, and has the others',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      const broken = `${mixed}\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Broken\r\nthis line is none\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut o`;
      const line = broken.split('\r\n').indexOf('this line is none') + 1;
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [{ name: 'people.vcf', text: broken }]);
      await go.waitFor();
      await dialog.getByText(/^\d+ contacts$/).waitFor();
      await dialog.locator('summary').click();
      await dialog
        .getByRole('listitem')
        .filter({ hasText: `Line ${line}:` })
        .filter({ hasText: 'this line is none' })
        .waitFor();
      await dialog.getByRole('listitem').filter({ hasText: 'ends too early' }).waitFor();
      assert.match(await dialog.locator('ik-dialog').ariaSnapshot(), /Folker Kinzel/);
      await go.click();
      await page
        .locator('[part=notice]')
        .getByText(/people\.vcf: \d+ imported\./)
        .waitFor();
      await until(async () => (await names(page)).filter((name) => NAMES.includes(name)), NAMES);
    }),
  );
});

describe('the list', () => {
  test(
    'is searched: letters without accents, typing errors, digits of a number',
    withPeople(async ({ page }) => {
      for (const [text, found] of [
        ['mohrke', ['Möhrke Gerda']],
        ['aussenstelle', ['KMS Außenstelle']],
        ['Kinzle', ['Folker Kinzel', 'Maxl']],
        ['012345678', ['Folker Kinzel']],
        ['jane.doe@generic', ['Jane Doe']],
        ['kita', ['Möhrke Gerda']],
      ]) {
        await searchField(page).fill(text);
        await until(() => names(page), found);
      }
      await searchField(page).fill('nobody at all');
      await page
        .locator('ik-contacts-page')
        .getByText(/Nobody|No contact|Nothing/)
        .first()
        .waitFor();
      await searchField(page).fill('');
      await until(() => names(page), NAMES);
    }),
  );

  test(
    'is walked by keyboard; the card follows; its address is kept',
    withPeople(async ({ page, url }) => {
      await page.getByRole('grid', { name: 'Contacts' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await card(page).getByRole('heading', { name: 'Möhrke Gerda' }).waitFor();
      await page.waitForURL(/\/contacts\/all\/.+/);
      await page.keyboard.press('End');
      await card(page).getByRole('heading', { name: 'KMS Außenstelle' }).waitFor();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.waitForURL(/9e49143d/);
      await page.reload();
      await card(page).getByRole('heading', { name: 'Möhrke Gerda' }).waitFor();
      await page.goto(`${url}/contacts/all/nobody`);
      await page.getByText('This contact is no longer here.').waitFor();
    }),
  );
});

describe('a contact', () => {
  test(
    'shows what its card says, whatever the version',
    withPeople(async ({ page }) => {
      await openCard(page, 'Maxl');
      const old = await card(page).ariaSnapshot();
      for (const part of [
        'Position',
        'Führungsetage',
        'Firma',
        'privat@folker-kinzel.de',
        '0123/579',
        'Firmenstraße',
        '31 January 1972',
        'ÄÄÄÄÄÄ',
      ])
        assert.ok(old.includes(part), `${part} is shown`);
      // Of a picture that was cut off the initials are shown.
      await card(page).locator('img').waitFor({ state: 'hidden' });
      await openCard(page, 'Möhrke Gerda');
      const fresh = await card(page).ariaSnapshot();
      for (const part of [
        'KiTa Öhrdingen',
        'info@kinderland-blubblub.de',
        '034441/ 2 22 67',
        'www.kinderland-ufftata.de',
      ])
        assert.ok(fresh.includes(part), `${part} is shown`);
      assert.deepEqual(await axeViolations(page), []);
    }),
  );

  test(
    'is edited, and every edit is taken back',
    withPeople(async ({ page }) => {
      await openCard(page, 'Jane Doe');
      await card(page).getByRole('button', { name: 'Edit' }).click();
      await form(page).getByLabel('First name').fill('Janet');
      await form(page).getByLabel('Organisation').fill('Doe & Daughters; Ltd.');
      await form(page).getByRole('button', { name: 'Add phone' }).click();
      await form(page).getByRole('textbox', { name: 'Phone' }).fill('+41 44 668 18 00');
      await form(page).getByLabel('Note').fill('Met in Zürich,\non the boat.');
      await form(page).getByRole('button', { name: 'Save' }).click();
      await form(page).waitFor({ state: 'detached' });
      await card(page).getByText('+41 44 668 18 00').waitFor();
      await card(page).getByText('Doe & Daughters; Ltd.').waitFor();
      await searchField(page).fill('446681800');
      await until(async () => (await names(page)).length, 1);
      await searchField(page).fill('');
      await undo(page, 'Contact saved.');
      await until(() => names(page), NAMES);
      await until(() => card(page).getByText('+41 44 668 18 00').count(), 0);
    }),
  );

  test(
    'is new, a favourite, deleted, and back',
    withPeople(async ({ page }) => {
      await page.getByRole('button', { name: 'New contact' }).first().click();
      await form(page).getByRole('button', { name: 'Save' }).click();
      await form(page).getByText('A contact needs a name').waitFor();
      await form(page).getByLabel('First name').fill('Ada');
      await form(page).getByLabel('Last name').fill('Lovelace');
      await form(page).getByRole('textbox', { name: 'Email' }).fill('not an address');
      await form(page).getByRole('button', { name: 'Save' }).click();
      await form(page).getByText('“not an address” is not an email address.').waitFor();
      await form(page).getByRole('textbox', { name: 'Email' }).fill('ada@example.org');
      await form(page).getByRole('button', { name: 'Save' }).click();
      await card(page).getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
      await until(() => names(page), ['Ada Lovelace', ...NAMES]);

      await card(page).getByRole('button', { name: 'Favourite' }).click();
      await card(page).getByRole('button', { name: 'Favourite', pressed: true }).waitFor();
      await page.getByRole('link', { name: /Favourites/ }).click();
      await until(() => names(page), ['Ada Lovelace']);
      await page.reload();
      await until(() => names(page), ['Ada Lovelace']);

      await rows(page).first().click();
      await card(page).getByRole('button', { name: 'Delete' }).click();
      await until(() => rows(page).count(), 0);
      await undo(page, 'Contact deleted.');
      await until(() => names(page), ['Ada Lovelace']);
    }),
  );

  test(
    'several at once are selected, deleted, and back',
    withPeople(async ({ page }) => {
      await rows(page).nth(1).click();
      await rows(page)
        .nth(3)
        .click({ modifiers: ['Shift'] });
      await page.getByText('3 selected').waitFor();
      await page.locator('ik-contacts-header').getByRole('button', { name: 'Delete' }).click();
      await until(async () => (await names(page)).length, NAMES.length - 3);
      await undo(page, '3 contacts deleted.');
      await until(() => names(page), NAMES);
    }),
  );
});

describe('address books', () => {
  test(
    'are made, renamed, deleted with what is in them, and back',
    withPeople(async ({ page }) => {
      await page.getByRole('button', { name: 'New address book' }).click();
      const dialog = page.locator('ik-name-dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Choir');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await page.getByRole('heading', { level: 1, name: 'Choir' }).waitFor();
      await page.keyboard.press('n');
      await form(page).getByLabel('First name').fill('Hildegard');
      assert.equal(
        await form(page).getByRole('combobox', { name: 'Address book' }).locator('option:checked').textContent(),
        'Choir',
      );
      await form(page).getByRole('button', { name: 'Save' }).click();
      await until(() => names(page), ['Hildegard']);
      await chooseOfBook(page, 'Choir', 'Rename');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Singers');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { level: 1, name: 'Singers' }).waitFor();
      await chooseOfBook(page, 'Singers', 'Delete');
      await bookLine(page, 'Singers').waitFor({ state: 'detached' });
      await until(() => names(page), NAMES);
      await undo(page, 'Address book “Singers” deleted.');
      await bookLine(page, 'Singers').waitFor();
      await until(async () => (await names(page)).includes('Hildegard'), true);
    }),
  );
});

describe('export', () => {
  /** Cards of a text, each as its lines without folding and without those that a program may renew. */
  const cards = (text) =>
    (text.replaceAll(/\r?\n[ \t]/g, '').match(/BEGIN:VCARD[\s\S]*?END:VCARD/g) ?? []).map((card) =>
      card.split(/\r?\n/).filter((line) => !/^(?:UID|PRODID|REV):/i.test(line)),
    );

  for (const [version, label] of [
    ['3.0', 'Export as vCard 3.0'],
    ['4.0', 'Export as vCard 4.0'],
  ])
    test(
      `of a book as vCard ${version}: cards of that version as they were, all of that version`,
      withPeople(async ({ page }) => {
        const { name, bytes } = await downloaded(page, () => chooseOfBook(page, 'Personal', label));
        assert.equal(name, 'Personal.vcf');
        const out = cards(bytes.toString('utf8'));
        assert.equal(out.length, NAMES.length);
        for (const lines of out) assert.ok(lines.includes(`VERSION:${version}`));
        const kept = cards(versions[version]);
        for (const lines of kept)
          assert.ok(
            out.some((other) => JSON.stringify(other) === JSON.stringify(lines)),
            lines.join('\n'),
          );
        assert.ok(out.flat().some((line) => /^FN.*:Maxl$/.test(line)));
        assert.ok(
          out.flat().some((line) => /^ORG.*:Firma;Führungsetage$/.test(line)),
          'what was quoted-printable is text',
        );
      }),
    );

  test(
    'of a search is what was found',
    withPeople(async ({ page }) => {
      await searchField(page).fill('doe');
      await until(() => names(page), ['Jane Doe', 'John Doe']);
      const { bytes } = await downloaded(page, async () => {
        await page.locator('ik-contacts-header').getByRole('button', { name: 'Export' }).click();
        await page.getByRole('menuitem', { name: 'vCard 4.0' }).click();
      });
      assert.deepEqual([...bytes.toString('utf8').matchAll(/^FN:(.*)\r$/gm)].map(([, name]) => name).sort(), [
        'Jane Doe',
        'John Doe',
      ]);
    }),
  );

  test(
    'and import again: the same people, known as such',
    withPeople(async ({ page }) => {
      const { bytes } = await downloaded(page, () => chooseOfBook(page, 'Personal', 'Export as vCard 4.0'));
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [{ name: 'again.vcf', text: bytes.toString('utf8') }]);
      await dialog.getByText(`${NAMES.length} items are there already`).waitFor();
      await dialog.getByLabel('Keep mine').check();
      await go.click();
      await page.getByText(`again.vcf: 0 imported, ${NAMES.length} left as they were.`).waitFor();
      await until(() => names(page), NAMES);
    }),
  );
});
