// Tables of contacts (CSV), from the drop to the list: real files of Google, Outlook and Thunderbird, and a hostile one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { axeViolations, downloaded, dropFiles, importDialog, open, undo, until, withApp } from './support.mjs';

const fixture = (name) => readFileSync(`test/fixtures/vcard/csv-folkerkinzel/files/${name}`).toString('base64');

/** The wizard for a table, opened by a drop. */
async function dropTable(page, file) {
  await dropFiles(page, [file]);
  const { dialog, go } = importDialog(page);
  const next = dialog.getByRole('button', { name: 'Next', exact: true });
  await next.waitFor();
  const held = (heading) => dialog.getByLabel(`What “${heading}” holds`, { exact: true });
  return { dialog, go, next, held };
}

/** Names in the list, as far as they are drawn. */
const names = (page) =>
  page.locator('ik-contact-list').evaluate((list) => {
    const rows = [...list.shadowRoot.querySelectorAll('[role=row], [role=option]')];
    return rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  });

describe('a table of contacts', () => {
  it(
    'of Google, Outlook and Thunderbird is understood by itself',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      for (const name of ['Google.csv', 'Outlook365.csv', 'ThunderbirdAnsi.csv']) {
        const { dialog, go, next } = await dropTable(page, { name, bytes: fixture(name) });
        assert.deepEqual(await axeViolations(page), [], name);
        await next.click();
        await go.click();
        await dialog.waitFor({ state: 'detached' });
      }
      await until(async () => (await names(page)).some((text) => text.includes('Anita')), true);
      const all = (await names(page)).join(' | ');
      for (const name of ['Max Middle Name Mustermann', 'Anita', 'Anne-Mette'])
        assert.ok(all.includes(name), `${name} in ${all}`);
    }),
  );

  it(
    'goes beside vCard files of Outlook and Thunderbird, which come whole: photo, numbers, notes',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      const files = {
        'outlook.vcf': 'folkerkinzel-vcards/files/Outlook_v2.vcf',
        'thunderbird.vcf': 'thunderbird-addrbook/files/dos_vcard_addressbook.vcf',
      };
      for (const [name, path] of Object.entries(files)) {
        const bytes = readFileSync(`test/fixtures/vcard/${path}`).toString('base64');
        await dropFiles(page, [{ name, bytes }]);
        const { dialog, go } = importDialog(page);
        await go.click();
        await dialog.waitFor({ state: 'detached' });
      }
      await page.locator('ik-contact-list').getByText('Name Surname').waitFor();
      await page.locator('ik-contact-list').getByText('Herr Max Anderer Mustermann sen.').click();
      const card = page.locator('ik-contact-card');
      for (const text of ['Musterposition · Musterfirma GmbH', '+49 (0611) 123456 - 14', 'Hier noch ein paar notizen'])
        await card.getByText(text).waitFor();
      await until(() => card.locator('.face img').evaluate((photo) => photo.naturalWidth > 0 && !photo.hidden), true);
    }),
  );

  it(
    'is read as the person says, which is remembered for the next of its kind',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      const text = 'Wer;Rufname;Fon\r\nGräfin, Ada;Adi;079 1\r\n;;\r\n';
      const first = await dropTable(page, { name: 'list.csv', text });
      assert.equal(await first.held('Rufname').inputValue(), '');
      await first.held('Wer').selectOption({ label: 'Whole name' });
      await until(() => first.held('Wer').inputValue(), 'formattedName');
      await first.held('Rufname').selectOption({ label: 'Nickname' });
      await until(() => first.held('Rufname').inputValue(), 'nickname');
      await first.next.click();
      await first.dialog.getByLabel('Group', { exact: true }).fill('Club');
      await first.go.click();
      await first.dialog.waitFor({ state: 'detached' });
      await until(async () => (await names(page)).some((name) => name.includes('Gräfin, Ada')), true);
      await page.locator('ik-contact-list').getByText('Gräfin, Ada').click();
      await page.locator('ik-contact-card').getByText('Club').first().waitFor();
      await page.locator('ik-contact-card').getByText('Adi').first().waitFor();

      const second = await dropTable(page, { name: 'next.csv', text: text.replace('Ada', 'Ida') });
      assert.equal(await second.held('Wer').inputValue(), 'formattedName');
      assert.equal(await second.held('Rufname').inputValue(), 'nickname');
    }),
  );

  it(
    'with bad rows is taken as far as it is good; the bad rows are saved by line, and undo takes all of it back',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      const text = `\ufeffName,Nonsense\r\nAda,1\r\n,"=cmd|'/c calc'!A1"\r\nIda,<img src=x onerror=alert(1)>\r\n`;
      const { dialog, go, next } = await dropTable(page, { name: 'rows.csv', text });
      await dialog.getByText('1 problem: everything else is good').click();
      await dialog.getByText('Line 3: No column of this row is a field of a contact: it was left out.').waitFor();
      const saved = await downloaded(page, () =>
        dialog.getByRole('button', { name: 'Save the rows that were left out' }).click(),
      );
      assert.match(saved.bytes.toString('utf8'), /^Name,Nonsense\r\n,'=cmd/);
      await next.click();
      await go.click();
      await dialog.waitFor({ state: 'detached' });
      await until(async () => (await names(page)).length, 2);
      await undo(page, 'rows.csv: 2 imported.');
      await page.getByText('No contacts yet').first().waitFor();
    }),
  );

  it(
    'of 300 columns on a phone fits, and Escape leaves without storing anything',
    withApp(
      async ({ page, url }) => {
        await open(page, `${url}/contacts`);
        const wide = (cell) => Array.from({ length: 300 }, (_, n) => cell(n)).join(',');
        const text = `${wide((n) => (n === 299 ? 'Name' : `C${n}`))}\n${wide((n) => `v${n}`)}\n`;
        const { dialog, held } = await dropTable(page, { name: 'wide.csv', text });
        assert.equal(await held('Name').inputValue(), 'formattedName');
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        await page.getByText('No contacts yet').first().waitFor();
      },
      { viewport: { width: 390, height: 844 } },
    ),
  );

  it(
    'is what a list is exported as, with no cell that a spreadsheet would run',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      const text = 'Name,Email,Notes\r\nAda,ada@example.org,"=1+1"\r\nÉlise,elise@example.org,"two\nlines"\r\n';
      const { dialog, go, next } = await dropTable(page, { name: 'two.csv', text });
      await next.click();
      await go.click();
      await dialog.waitFor({ state: 'detached' });
      await until(async () => (await names(page)).length, 2);
      await page.locator('ik-contacts-header').getByRole('button', { name: 'Export' }).click();
      const { name, bytes } = await downloaded(page, () => page.getByRole('menuitem', { name: 'Table (CSV)' }).click());
      assert.equal(name, 'All contacts.csv');
      const table = bytes.toString('utf8');
      assert.ok(table.startsWith('\ufeffName,'));
      assert.ok(table.includes(`'=1+1`) && table.includes('Élise') && table.includes('"two\nlines"'), table);
    }),
  );
});
