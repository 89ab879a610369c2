// What a person did counts, also when the tab is gone in the same moment.
import { describe, test } from 'node:test';
import { calendarRow, eventDialog, week } from './calendar-support.mjs';
import { events, newProfile, open, openBrowser, startApp, until, withApp } from './support.mjs';

describe('a tab that is gone at once', () => {
  for (const visit of ['first', 'later'])
    test(
      `has changed the settings all the same (${visit} visit)`,
      withApp(async ({ page, url }) => {
        await open(page, `${url}/settings`);
        if (visit === 'later') await page.reload();
        const weekStart = page.getByLabel('Week starts on');
        await weekStart.waitFor();
        // The choice and the new load in one breath: nothing of ours runs in between.
        const loaded = page.waitForEvent('load');
        await page.evaluate(() => {
          const find = (root) => {
            for (const element of root.querySelectorAll('*')) {
              if (element.matches('select') && [...element.options].some(({ value }) => value === '7')) return element;
              const inner = element.shadowRoot && find(element.shadowRoot);
              if (inner) return inner;
            }
            return undefined;
          };
          const select = find(document);
          select.value = '7';
          select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
          location.reload();
        });
        await loaded;
        await until(
          () =>
            page
              .getByLabel('Week starts on')
              .inputValue()
              .catch(() => ''),
          '7',
        );
        await page.reload();
        await until(
          () =>
            page
              .getByLabel('Week starts on')
              .inputValue()
              .catch(() => ''),
          '7',
        );
      }),
    );

  test(
    'has made the event all the same, once',
    withApp(async ({ page, url }) => {
      await open(page, url + week);
      await calendarRow(page, 'Personal').waitFor();
      await page.keyboard.press('c');
      await eventDialog(page).getByLabel('Title').fill('Last thing');
      await page.getByRole('button', { name: 'Save' }).evaluate((button) => {
        button.click();
        location.reload();
      });
      await events(page, 'Last thing').first().waitFor();
      await page.reload();
      await events(page, 'Last thing').first().waitFor();
      await until(() => events(page, 'Last thing').count(), 1);
      const notes = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/command/')));
      await until(notes, []);
    }),
  );

  test('of a browser that is closed leaves its change to the next start', async () => {
    const app = await startApp();
    const profile = await newProfile();
    const first = await openBrowser({ profile });
    await open(first.page, `${app.url}/settings`);
    await first.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    await first.close();
    const second = await openBrowser({ profile });
    try {
      await open(second.page, `${app.url}/settings`);
      await until(() => second.page.getByRole('radio', { name: 'Dark' }).isChecked(), true);
      await until(() => second.page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    } finally {
      await second.close();
      await app.close();
    }
  });
});
