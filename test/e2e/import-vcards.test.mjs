// Address books as other programs write them, and as their authors' tests break them: all dropped at once, each is answered.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { dropFiles, importDialog, open, withApp } from './support.mjs';

const folder = 'test/fixtures/vcard';
const files = readdirSync(folder, { recursive: true })
  .filter((path) => path.endsWith('.vcf'))
  .sort()
  .map((path, index) => ({
    name: `${index + 1}-${basename(path)}`,
    bytes: readFileSync(join(folder, path)).toString('base64'),
  }));

/** Those with nothing to import, and what is said of them. */
const nothingIn = {
  '4.vcf': 'It is not a calendar (.ics) or contacts (.vcf, .csv) file. Nothing was stored from it.',
  'Empty.vcf': 'Line 1: It is empty. Nothing was stored from it.',
  '068.vcf': 'Nothing that can be imported',
};

test(
  'every address book of the corpora is imported, or said to be none',
  withApp(async ({ page, url }) => {
    await open(page, `${url}/contacts/all`);
    const { dialog, go } = importDialog(page);
    const leave = dialog.locator('.buttons').getByRole('button', { name: /^(Skip this file|Next file|Cancel|Close)$/ });
    await dropFiles(page, files);
    const without = {};
    for (const { name } of files) {
      const head = dialog.locator('.head').filter({ has: page.getByText(name, { exact: true }) });
      const said = (await head.locator('p').nth(1).textContent()).trim();
      if (/^[1-9][\d,]* (?:contacts?|events?)$/.test(said)) await go.click();
      else {
        without[name.replace(/^\d+-/, '')] = said.replace(name, 'It');
        await leave.click();
      }
    }
    await dialog.waitFor({ state: 'detached' });
    await page.locator('[part=notice]').getByText('imported').waitFor();
    await page.locator('ik-contact-list [role=row]:not(.waiting)').first().waitFor();
    assert.deepEqual(without, nothingIn);
  }),
);
