// Duplicate contacts: imported, found with the reason, compared, merged, told apart, all with undo; by mouse and by keyboard.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axeViolations, dropFiles, importDialog, importFile, open, undo, until, withApp } from './support.mjs';

const card = (uid, ...lines) => ['BEGIN:VCARD', 'VERSION:4.0', `UID:${uid}`, ...lines, 'END:VCARD', ''].join('\r\n');
const mine = [
  card(
    'ada',
    'N:Lovelace;Ada;;;',
    'FN:Ada Lovelace',
    'EMAIL:ada@lovelace.example',
    'TEL:+43 660 1234567',
    'NOTE:Likes tea.',
  ),
  card('sophie', 'N:Petit;Sophie;;;', 'FN:Sophie Petit', 'TEL:+33 1 40 50 60 70'),
  card('alice', 'N:Martin;Alice;;;', 'FN:Alice Martin', 'EMAIL:alice@web.example', 'TITLE:Designer'),
  card('jean', 'FN:Jean Dupont', 'EMAIL:jean@one.example'),
].join('');
const theirs = [
  card(
    'ada2',
    'FN:Dr. Lovelace\\, Ada',
    'EMAIL;TYPE=work:ADA@lovelace.example',
    'EMAIL:countess@engine.example',
    'X-KEPT:1',
  ),
  card('sophie2', 'N:Petit;Sophie;;;', 'FN:Sophie Petit', 'TEL:01 40 50 60 70', 'ORG:Mairie'),
  card('alice2', 'N:Martin;A.;;;', 'FN:A. Martin', 'EMAIL:alice@web.example', 'TITLE:Head of design'),
  card('jean2', 'FN:Jean Dupont', 'EMAIL:jean@two.example'),
  card('new', 'FN:Somebody New'),
].join('');

/** The same person twice, before the file of the others comes. */
const more = ['twin1', 'twin2'].map((uid) => card(uid, 'FN:Twin One', 'EMAIL:twin@one.example')).join('');

const list = (page) => page.locator('ik-duplicate-list');
const groups = async (page) =>
  (await list(page).locator('[role=option]').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
const grades = async (page) => (await list(page).locator('.grade').allTextContents()).map((text) => text.trim());
const button = (page, name) => page.locator('ik-duplicates').getByRole('button', { name, exact: true });
const names = async (page) =>
  (await page.locator('ik-contact-list [role=row]:not(.waiting) .name').allTextContents()).map((name) => name.trim());
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.textContent?.trim() || element?.getAttribute('aria-label') || element?.id;
  });

async function expectAccessible(page, screen) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await until(() => page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
    assert.deepEqual(await axeViolations(page), [], `${screen}, ${colorScheme}`);
  }
}

describe('duplicate contacts', () => {
  test(
    'come with a file, are reviewed, merged, told apart and brought back',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      await importFile(page, 'mine.vcf', mine);
      await importFile(page, 'more.vcf', more);
      const { dialog, go } = importDialog(page);
      await dropFiles(page, [{ name: 'theirs.vcf', text: theirs }]);
      await dialog.getByText('3 are probably people you already have').waitFor();
      await go.click();
      await dialog.waitFor({ state: 'detached' });
      // Namesakes are no news, somebody new is none either.
      const notice = page.locator('[part=notice]').filter({ hasText: '3 may be people you already have.' });
      await notice.getByRole('button', { name: 'Review' }).click();
      await page.waitForURL(/\/contacts\/duplicates\/import/);
      // Only what came with the file, also after a reload; the two of the file before are among all.
      await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);
      await page.reload();
      await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);
      const entry = page.locator('ik-contacts-sidebar').getByRole('link', { name: 'Duplicates' });
      await until(async () => (await entry.textContent())?.trim(), 'Duplicates5');
      await expectAccessible(page, 'duplicates of an import');
      await button(page, 'Show all').click();
      await until(() => grades(page), ['Certain', 'Certain', 'Certain', 'Likely', 'Perhaps']);
      await list(page).getByRole('option').filter({ hasText: 'Twin' }).click();
      await button(page, 'Not the same person').click();
      await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);
      await until(async () => (await entry.textContent())?.trim(), 'Duplicates4');
      await list(page).getByRole('option').first().click();
      assert.match((await groups(page))[0], /Ada.*Same name, same email ada@lovelace\.example.*2 cards/);

      // Field by field: the other title, without one address.
      await list(page).getByRole('option').filter({ hasText: 'Martin' }).click();
      const form = page.locator('ik-merge-form');
      const after = form.locator('ik-contact-card');
      await form.getByRole('group', { name: 'Job title' }).getByRole('radio', { name: 'Head of design' }).check();
      await after.getByText('Head of design').waitFor();
      await after.getByRole('heading', { name: 'Alice Martin' }).waitFor();
      await button(page, 'Merge').click();
      await until(() => grades(page), ['Certain', 'Certain', 'Perhaps']);
      await undo(page, '2 contacts merged.');
      await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);

      // Namesakes are remembered as two people.
      await list(page).getByRole('option').filter({ hasText: 'Dupont' }).click();
      await page.getByText('One sign alone is no proof').waitFor();
      await button(page, 'Not the same person').click();
      await until(() => grades(page), ['Certain', 'Certain', 'Likely']);

      // All that is certain, with one undo.
      await button(page, 'Merge all certain ones (2)').click();
      await until(() => grades(page), ['Likely']);
      await undo(page, '2 people are there once now.');
      await until(() => grades(page), ['Certain', 'Certain', 'Likely']);
      await button(page, 'Merge all certain ones (2)').click();
      await until(() => grades(page), ['Likely']);

      // After a reload the two namesakes are still two, and nothing was lost.
      await page.goto(`${url}/contacts/duplicates`);
      await until(() => grades(page), ['Likely']);
      await page.goto(`${url}/contacts`);
      const ada = page.locator('ik-contact-list [role=row]').filter({ hasText: 'Lovelace' });
      await until(() => ada.count(), 1);
      await ada.click();
      const shown = page.locator('ik-contact-card');
      for (const text of ['countess@engine.example', '+43 660 1234567', 'Likes tea.'])
        await shown.getByText(text).waitFor();
      await shown.getByText('More in this card').click();
      await shown.getByText('X-KEPT').waitFor();
    }),
  );

  test(
    'are gone through by keyboard alone, and what is picked in the list is merged',
    withApp(async ({ page, url }) => {
      await open(page, `${url}/contacts`);
      await dropFiles(page, [{ name: 'all.vcf', text: mine + theirs }]);
      const { dialog, go } = importDialog(page);
      await go.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await until(async () => (await names(page)).length, 9);
      await page.keyboard.press('Control+k');
      await page.locator('ik-command-box input').fill('duplicate contacts');
      await page.getByRole('option', { name: /Find duplicate contacts/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/contacts\/duplicates/);
      await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);

      await list(page).getByRole('listbox').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until(() => focused(page), 'CertainSame name, same phone number +33140506070');
      for (let step = 0; (await focused(page)) !== 'Merge'; step += 1) {
        assert.ok(step < 40, 'Tab leads to the button');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await until(() => grades(page), ['Certain', 'Likely', 'Perhaps']);
      // The next one is read out: the focus is at its reason.
      await until(async () => (await focused(page))?.startsWith('LikelySimilar name'), true);
      await page.keyboard.press('x');
      await until(() => grades(page), ['Certain', 'Perhaps']);
      await page.keyboard.press('Control+z');
      await until(() => grades(page), ['Certain', 'Likely', 'Perhaps']);

      await page.goto(`${url}/contacts`);
      await until(async () => (await names(page)).length, 8);
      const row = (text) => page.locator('ik-contact-list [role=row]').filter({ hasText: text });
      await row('jean@one').click();
      await row('jean@two').click({ modifiers: ['Control'] });
      await page.getByRole('button', { name: 'Merge…' }).click();
      const merge = page.locator('ik-merge-dialog');
      await merge.getByRole('radio', { name: 'Card 2 stays, the others become part of it' }).check();
      await expectAccessible(page, 'merge dialog');
      await merge.getByRole('button', { name: 'Merge', exact: true }).click();
      await merge.waitFor({ state: 'detached' });
      await until(async () => (await names(page)).length, 7);
      await undo(page, '2 contacts merged.');
      await until(async () => (await names(page)).length, 8);
    }),
  );

  test(
    'have a screen of their own on a phone, one after the other',
    withApp(
      async ({ page, url }) => {
        await open(page, `${url}/contacts`);
        await importFile(page, 'all.vcf', mine + theirs);
        await page.goto(`${url}/contacts/duplicates`);
        await until(() => grades(page), ['Certain', 'Certain', 'Likely', 'Perhaps']);
        await expectAccessible(page, 'duplicates on a phone');
        await list(page).getByRole('option').filter({ hasText: 'Martin' }).click();
        await page.waitForURL(/\/contacts\/duplicates\/.+/);
        await button(page, 'Merge').waitFor();
        await expectAccessible(page, 'comparison on a phone');
        await page.goBack();
        await list(page).waitFor();
        await list(page).getByRole('option').filter({ hasText: 'Martin' }).click();
        await button(page, 'Merge').click();
        await until(() => grades(page), ['Certain', 'Certain', 'Perhaps']);
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true },
    ),
  );
});
