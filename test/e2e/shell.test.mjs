// The frame of the apps: what other programs bring, two apps side by side, one's status.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { team, week } from './calendar-support.mjs';
import { events, importDialog, open, serviceWorkerReady, withInstalledApp } from './support.mjs';

/** Posts to the app as the system's "Share" does. @returns the address that it leads to. */
const share = (page, texts, files = []) =>
  page.evaluate(
    async ([given, list]) => {
      const body = new FormData();
      for (const [name, text] of Object.entries(given)) body.set(name, text);
      for (const { name, text, type } of list) body.append('files', new File([text], name, { type }));
      return (await fetch('/share', { method: 'POST', body })).url;
    },
    [texts, files],
  );

test(
  'what other programs share, and mail links of the system, are taken by the installed app',
  withInstalledApp(async ({ page, url }) => {
    await open(page, url + week);
    await serviceWorkerReady(page);
    await page.goto(await share(page, {}, [{ name: 'team.ics', text: team, type: 'text/calendar' }]));
    const { dialog, go } = importDialog(page);
    await go.click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(url + week);
    await events(page, 'Design review').waitFor();

    await page.goto(await share(page, { title: 'Concert', text: 'at eight', url: 'https://a.example/tickets' }));
    await page.locator('ik-shared').getByText('at eight').waitFor();
    await page.getByRole('button', { name: 'New event' }).click();
    const form = page.locator('ik-event-dialog');
    assert.equal(await form.getByLabel('Title').inputValue(), 'Concert');
    assert.equal(new URL(page.url()).pathname.split('/')[1], 'calendar');

    await page.goto(`${url}/import?url=${encodeURIComponent('mailto:ann@a.example?subject=Hello&body=Hi')}`);
    const writing = page.locator('ik-compose');
    assert.equal(await writing.getByLabel('Subject').inputValue(), 'Hello');
    assert.equal(new URL(page.url()).pathname.split('/')[1], 'mail');
  }),
);
