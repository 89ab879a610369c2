// What the browser's own print makes of the app: whole, over as many pages as that takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { dropFiles, importFile, open, until, withApp } from './support.mjs';

/** The text of each page, as Ctrl+P and *Save as PDF* would have it. */
async function printed(page) {
  const bytes = await page.pdf({ format: 'A4' });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return text;
}

const message = (subject, type, body) =>
  [
    'From - Wed Nov 18 09:00:00 2026',
    'From: Lucas <lucas@gerard.example>',
    'To: Anna <anna@alpha.example>',
    `Subject: ${subject}`,
    'Date: Mon, 16 Nov 2026 09:42:00 +0100',
    `Message-ID: <${subject.replaceAll(' ', '-')}@mail.example>`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}; charset=utf-8`,
    '',
    body,
    '',
    '',
  ].join('\n');

const lines = (make) => Array.from({ length: 120 }, (_, n) => make(n)).join('\n');

test(
  'a long message is printed whole, what it is about first, with the text and with the formatted text',
  withApp(
    async ({ page, url }) => {
      await page.goto(`${url}/mail`);
      const formatted = `<html><body>${lines((n) => `<p>Paragraph ${n}.</p>`)}</body></html>`;
      const text =
        message('Formatted letter', 'text/html', formatted) +
        message(
          'Plain letter',
          'text/plain',
          lines((n) => `Line ${n}.`),
        );
      await dropFiles(page, [{ name: 'Inbox.mbox', text }]);
      await page.getByText('2 messages imported.').waitFor();
      for (const [subject, word] of [
        ['Formatted letter', 'Paragraph'],
        ['Plain letter', 'Line'],
      ]) {
        await page.goto(`${url}/mail/all`);
        await page.locator('ik-mail-list').getByText(subject).first().click();
        const body = page.locator('ik-mail-message[open] ik-mail-body');
        const seen = word === 'Line' ? body : body.frameLocator('iframe').locator('body');
        await seen.getByText(`${word} 119.`).waitFor();
        const before = await page.locator('ik-mail-thread').boundingBox();
        const pages = await printed(page);
        assert.ok(pages.length > 1, `${subject}: ${pages.length} pages`);
        assert.match(pages[0], new RegExp(`${subject}[^]*Lucas[^]*${word} 0\\.`));
        for (const n of [60, 119]) assert.match(pages.join('\n'), new RegExp(`${word} ${n}\\.`));
        assert.match(pages.at(-1), new RegExp(`${word} 119\\.`));
        assert.doesNotMatch(pages.join('\n'), /Write|Inbox|Reply/);
        assert.deepEqual(await page.locator('ik-mail-thread').boundingBox(), before, 'the screen is as it was');
      }
    },
    { expected: /Blocked script execution in \S+\/mail-frame/ },
  ),
);

test(
  'of the contacts the list is printed, with all that are in it, or the one that is open',
  withApp(async ({ page, url }) => {
    const cards = lines(
      (n) =>
        `BEGIN:VCARD\nVERSION:4.0\nUID:u${n}\nFN:Person ${n}\nEMAIL:p${n}@example.com\nTEL:+41 44 000 00 ${n}\nEND:VCARD`,
    );
    await open(page, `${url}/contacts`);
    await importFile(page, 'people.vcf', cards);
    // What is printed is fetched when nothing else is to be done.
    await until(async () => (await printed(page)).length, 4);
    const text = (await printed(page)).join('\n');
    for (let n = 0; n < 120; n += 1) assert.ok(text.includes(`p${n}@example.com`), `contact ${n}`);
    assert.match(text, /All contacts\s+120 contacts/);
    await page.locator('ik-contact-list').getByText('Person 1', { exact: true }).click();
    await page.locator('ik-contact-card').getByText('p1@example.com').waitFor();
    await until(async () => {
      const pages = await printed(page);
      return [pages.length, pages[0].includes('p1@example.com'), pages[0].includes('Person 2')];
    }, [1, true, false]);
  }),
);
