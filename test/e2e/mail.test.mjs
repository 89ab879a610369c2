// Mail on this device: imported, read safely, sorted, found again, without a network, by keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openTrap } from '../support/trap.mjs';
import { axeViolations, downloaded, dropFiles, serviceWorkerReady, undo, until, withApp } from './support.mjs';

let trap;
before(async () => {
  trap = await openTrap();
});
after(() => trap.close());

const focusIsOn = (locator) =>
  locator.evaluate((element) => element.getRootNode().activeElement === element && element.matches(':focus'));

const lines = (...all) => all.flat().join('\n');
const envelope = 'From - Wed Nov 18 09:00:00 2026';

/** One message of an mbox. */
function message({ from, subject, date, id, refs, headers = [], body }) {
  return lines(
    envelope,
    `From: ${from}`,
    'To: Anna Alpha <anna@alpha.example>',
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}@mail.example>`,
    refs ? `References: <${refs}@mail.example>` : [],
    'Status: O',
    'MIME-Version: 1.0',
    headers,
    ...(headers.some((line) => line.startsWith('Content-Type')) ? [] : ['Content-Type: text/plain; charset=utf-8']),
    '',
    body,
    '',
    '',
  );
}

const invitation = lines(
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'PRODID:-//mail//test//EN',
  'BEGIN:VEVENT',
  'UID:rollout@mail.example',
  'DTSTAMP:20261117T100000Z',
  'DTSTART:20991118T130000Z',
  'DTEND:20991118T140000Z',
  'SUMMARY:Rollout review',
  'LOCATION:Leman',
  'ORGANIZER;CN=Marc Bernard:mailto:marc@bernard.example',
  'ATTENDEE;CN=Anna Alpha;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:anna@alpha.example',
  'END:VEVENT',
  'END:VCALENDAR',
);

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const mbox = (port) =>
  [
    message({
      from: 'Lucas Gérard <lucas@gerard.example>',
      subject: 'Budget for March',
      date: 'Mon, 16 Nov 2026 09:42:00 +0100',
      id: 'a',
      body: 'Here is the estimate you asked for. See https://www.example.org/budget\n\n-- \nLucas',
    }),
    message({
      from: 'Anna Alpha <anna@alpha.example>',
      subject: 'Relay rollout',
      date: 'Mon, 16 Nov 2026 17:20:00 +0100',
      id: 'b',
      body: 'Could we do the rollout on Wednesday?',
    }),
    message({
      from: 'Marc Bernard <marc@bernard.example>',
      subject: 'Re: Relay rollout',
      date: 'Tue, 17 Nov 2026 09:10:00 +0100',
      id: 'c',
      refs: 'b',
      headers: ['Content-Type: multipart/mixed; boundary="mix"'],
      body: lines(
        '--mix',
        'Content-Type: text/html; charset=utf-8',
        '',
        `<p id="text">Fine by me, booked <b>Léman</b>.</p><img src="cid:dot@mail.example"><img src="https://pictures.localhost:${port}/a.png">`,
        `<img src="https://x.list-manage.com.localhost:${port}/open.php" width="1" height="1"><script>document.title = "owned"</script>`,
        '<a href="https://evil.example/">www.bank.example</a>',
        '<div class="gmail_quote"><blockquote>Could we do the rollout on Wednesday?</blockquote></div>',
        '--mix',
        'Content-Type: image/png; name="dot.png"',
        'Content-Transfer-Encoding: base64',
        'Content-ID: <dot@mail.example>',
        'Content-Disposition: inline; filename="dot.png"',
        '',
        png,
        '--mix',
        'Content-Type: text/plain; name="notes.txt"',
        'Content-Disposition: attachment; filename="notes.txt"',
        '',
        'Bring the screen.',
        '--mix',
        'Content-Type: text/calendar; method=REQUEST; charset=utf-8; name="invite.ics"',
        'Content-Disposition: attachment; filename="invite.ics"',
        '',
        invitation,
        '--mix',
        'Content-Type: message/rfc822',
        'Content-Disposition: attachment; filename="before.eml"',
        '',
        'From: Sophie Petit <sophie@petit.example>',
        'Subject: The plan before',
        'Content-Type: text/plain',
        '',
        'It was quite another plan.',
        '--mix--',
      ),
    }),
    message({
      from: 'News <news@letters.example>',
      subject: 'Your weekly letter',
      date: 'Tue, 17 Nov 2026 12:00:00 +0100',
      id: 'd',
      headers: ['List-Unsubscribe: <https://letters.example/leave?u=1>'],
      body: 'Everything new this week.',
    }),
  ].join('');

const rows = (page) => page.locator('ik-mail-list [role=row]:not(.waiting)');
const subjects = async (page) => (await rows(page).locator('.subject').allTextContents()).map((text) => text.trim());
const list = (page, name) => page.locator('ik-mail-sidebar').getByRole('link', { name });
const thread = (page) => page.locator('ik-mail-thread');
const all = ['Your weekly letter', 'Re: Relay rollout', 'Budget for March'];

/** The app with the messages in its inbox. */
async function openMail(page, url) {
  await page.goto(`${url}/mail`);
  await page.getByText('No mail on this device yet').waitFor();
  await dropFiles(page, [{ name: 'Inbox.mbox', text: mbox(trap.port) }]);
  await page.getByText('4 messages imported.').waitFor();
  await list(page, /^Inbox/).click();
  await until(() => subjects(page), all);
}

/** Nobody answers for the picture; and the test's own driver is refused in the frame, too: nothing runs there. */
const unanswered = /pictures\.localhost|Blocked script execution in \S+\/mail-frame/;

describe('mail', () => {
  test(
    'is imported, read without a request, starred, moved, undone, exported, and there without a network',
    withApp(
      async ({ page, context, app, url }) => {
        await openMail(page, url);
        const asked = trap.hosts().length;
        await rows(page).nth(1).click();
        const frame = page.frameLocator('ik-mail-message[open] ik-mail-body iframe').last();
        await frame.locator('#text').waitFor();
        assert.equal(await page.title(), 'Mail – Ikebana');
        await until(
          () =>
            frame
              .locator('img')
              .first()
              .evaluate((image) => image.naturalWidth),
          1,
        ); // of the message itself
        await thread(page).getByText('1 remote image blocked').waitFor();
        await thread(page)
          .getByText(/Tracker blocked: x.list-manage.com.localhost/)
          .waitFor();
        assert.equal(trap.hosts().length, asked);

        // Where a link leads is said before it is followed.
        await frame.getByText('www.bank.example').click();
        const question = page.locator('ik-mail-body ik-dialog');
        await question.getByText('evil.example').first().waitFor();
        await question.getByRole('button', { name: 'Do not open' }).click();

        // After consent the picture is asked for, and nothing else. Nobody answers: the browser says so.
        await thread(page).getByRole('button', { name: 'Show', exact: true }).click();
        await until(() => [...new Set(trap.hosts().slice(asked))], ['pictures.localhost']);

        // A file, a message in the message, the invitation.
        await thread(page)
          .getByRole('button', { name: /^notes.txt/ })
          .click();
        const preview = page.locator('ik-mail-preview');
        await preview.getByText('Bring the screen.').waitFor();
        const file = await downloaded(page, () => preview.getByRole('button', { name: 'Save' }).click());
        assert.equal(file.bytes.toString(), 'Bring the screen.');
        await page.keyboard.press('Escape');
        await preview.waitFor({ state: 'detached' });
        await thread(page)
          .getByRole('button', { name: /^before.eml/ })
          .click();
        await page.locator('ik-mail-attached').getByText('It was quite another plan.').waitFor();
        await page.keyboard.press('Escape');
        await page.locator('ik-mail-attached').waitFor({ state: 'detached' });
        const card = page.locator('ik-mail-invitation');
        await card.getByText('Rollout review').waitFor();
        await card.getByRole('button', { name: 'Yes' }).click();
        const dialog = page.locator('ik-invitation-dialog');
        await dialog.getByText('Rollout review').first().waitFor(); // whose address is it? it is asked once
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });

        // Star, archive, undo; a folder, a move, undo.
        await page.keyboard.press('s');
        await list(page, 'Starred').click();
        await until(() => subjects(page), ['Re: Relay rollout']);
        await list(page, /^Inbox/).click();
        await until(() => subjects(page), all);
        await rows(page).nth(2).click();
        await thread(page).getByRole('heading', { name: 'Budget for March' }).waitFor();
        await thread(page).getByRole('button', { name: 'Move to the archive', exact: true }).click();
        await until(() => subjects(page), all.slice(0, 2));
        await undo(page, 'Archived.');
        await until(() => subjects(page), all);
        await page.locator('ik-mail-sidebar').getByRole('button', { name: 'New folder' }).click();
        await page.locator('ik-name-dialog').getByLabel('Name').fill('Clients');
        await page.keyboard.press('Enter');
        await list(page, 'Clients').waitFor();
        await rows(page).nth(2).dragTo(list(page, 'Clients'));
        await until(() => subjects(page), all.slice(0, 2));
        await list(page, 'Clients').click();
        await until(() => subjects(page), ['Budget for March']);
        await list(page, /^Inbox/).click();

        // Nothing is asked for before the way out is shown.
        await rows(page).first().click();
        await thread(page).getByText('Everything new this week.').waitFor();
        await page.locator('ik-mail-message[open]').getByRole('button', { name: 'Message menu' }).click();
        await page.getByRole('menuitem', { name: 'Unsubscribe…' }).click();
        await page.locator('ik-unsubscribe-dialog').getByText('https://letters.example/leave?u=1').waitFor();
        await page.keyboard.press('Escape');

        // Out again, as it came.
        await page
          .locator('ik-mail-sidebar')
          .getByRole('button', { name: 'Actions for Clients' })
          .click({ force: true });
        await page.getByRole('menuitem', { name: 'Export' }).click();
        const out = await downloaded(page, () =>
          page.locator('ik-mail-export').getByRole('button', { name: 'Export' }).click(),
        );
        assert.equal(out.name, 'Clients.mbox');
        assert.match(out.bytes.toString(), /Subject: Budget for March/);

        await serviceWorkerReady(page);
        await app.close();
        await context.setOffline(true);
        await page.reload();
        await until(() => subjects(page), all.slice(0, 2));
        await rows(page).nth(1).click();
        await frame.locator('#text').waitFor();
      },
      { installs: true, expected: unanswered },
    ),
  );

  test(
    'keyboard alone; axe in both themes, wide and narrow; a corpus file is imported twice and kept once',
    withApp(async ({ page, url }) => {
      const { keyboard } = page;
      const found = {};
      const check = async (screen) => {
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await until(() => page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
          const violations = await axeViolations(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
          if (violations.length > 0) found[`${screen}, ${colorScheme}`] = violations;
        }
      };
      await page.goto(`${url}/mail`);
      await page.getByText('No mail on this device yet').waitFor();
      await check('empty');
      await openMail(page, url);
      await page.locator('ik-mail-list').getByRole('grid').focus();
      for (const key of ['ArrowDown', 'j', 'k', 'j']) await keyboard.press(key);
      await thread(page).getByRole('heading', { name: 'Relay rollout' }).waitFor();
      await page.frameLocator('ik-mail-message[open] ik-mail-body iframe').last().locator('#text').waitFor();
      await check('thread');
      await keyboard.press('x');
      await page.getByRole('toolbar', { name: 'Selection' }).waitFor();
      await check('selection');
      await keyboard.press('x');
      await keyboard.press('v');
      const move = page.locator('ik-move-dialog');
      await until(() => focusIsOn(move.getByRole('combobox')), true);
      await check('move');
      await keyboard.type('Projects');
      await keyboard.press('Enter');
      await page.getByText('Moved to “Projects”.').waitFor();
      await until(() => subjects(page), [all[0], all[2]]);
      await keyboard.press('Control+z');
      await until(() => subjects(page), all);
      await page.locator('ik-mail-list').getByRole('grid').focus();
      await keyboard.press('l');
      await until(() => focusIsOn(page.locator('ik-label-dialog').getByLabel('Name of the label')), true);
      await check('labels');
      await keyboard.type('Q1 plan');
      await keyboard.press('Enter');
      await page.getByText('Labelled “q1 plan”.').waitFor();
      await page.locator('ik-mail-list').getByRole('button', { name: 'q1 plan' }).click();
      await until(() => subjects(page), [`q1 plan${all[2]}`]);
      await check('labelled');
      // Another name, by the menu beside it: what is found is gone from the search for the old one.
      await page.locator('ik-mail-list').getByRole('grid').focus();
      await keyboard.press('l');
      const label = page.locator('ik-label-dialog');
      await until(() => focusIsOn(label.getByLabel('Name of the label')), true);
      for (const key of ['ArrowDown', 'Tab', 'Enter']) await keyboard.press(key);
      await check('menu of a label');
      await keyboard.press('Enter');
      await until(() => focusIsOn(label.getByLabel('New name of the label')), true);
      await check('rename a label');
      await keyboard.type('Q2 plan');
      await keyboard.press('Enter');
      await page.getByText('Label “q1 plan” is now called “q2 plan”.').waitFor();
      await until(() => subjects(page), []);
      await keyboard.press('Control+z');
      await until(() => subjects(page), [`q1 plan${all[2]}`]);
      await keyboard.press('Control+z');
      await until(() => subjects(page), []);
      await keyboard.press('/');
      await keyboard.press('Escape');
      await until(() => subjects(page), all);
      await page.locator('ik-mail-list').getByRole('grid').focus();
      await keyboard.press('#');
      await page.getByText('Moved to the trash.').waitFor();
      await keyboard.press('Control+z');
      await until(() => subjects(page), all);

      await keyboard.press('/');
      await keyboard.type('from:lucas estimate');
      await until(() => subjects(page), ['Budget for March']);
      await check('search');
      await keyboard.press('Escape');
      await until(() => subjects(page), all);
      await page.getByRole('button', { name: 'Filters' }).click();
      await check('filters');
      await keyboard.press('Escape');

      const corpus = readFileSync('test/fixtures/mail/mimekit/files/mbox/simple.mbox.txt');
      const drop = () => dropFiles(page, [{ name: 'simple.mbox', bytes: corpus.toString('base64') }]);
      await drop();
      await list(page, /^simple/).waitFor();
      await page.locator('ik-mail-import').waitFor({ state: 'detached' });
      await drop();
      await page
        .locator('[part=notice]')
        .getByText(/0 messages imported\. .*here already/)
        .waitFor();
      await list(page, /^Inbox/).click();
      await page.setViewportSize({ width: 390, height: 844 });
      await check('narrow list');
      await rows(page).first().click();
      await thread(page).getByText('Everything new this week.').waitFor();
      await check('narrow thread');
      await keyboard.press('u');
      await until(async () => await rows(page).first().isVisible(), true);
      assert.deepEqual(found, {});
    }),
  );
});
