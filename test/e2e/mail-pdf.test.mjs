// Words of PDFs in mail are found: once what reads them could be had, and without a network from then on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { dropFiles, serviceWorkerReady, until, withInstalledApp } from './support.mjs';

const offer = readFileSync('test/fixtures/pdf/offer-chromium.pdf');

/** A PDF of one page with this content; readers find its parts without a table of them. */
function pdfOf(content, filter = '') {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n' +
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>endobj\n' +
        `4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n5 0 obj<<${filter}/Length ${bytes.length}>>stream\n`,
    ),
    bytes,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ]);
}
const words = (text) => pdfOf(`BT /F1 12 Tf 40 800 Td (${text}) Tj ET`);
/** 1 GB of blanks: pdf.js may not have them all at once. */
const bomb = () => pdfOf(deflateSync(Buffer.alloc(1024 * 1024 * 1024, ' '), { level: 1 }), '/Filter/FlateDecode');

const mail = (subject, minute, ...files) =>
  [
    'From - Wed Nov 18 09:00:00 2026',
    'From: Lena Roth <lena@roof.example>',
    'To: Anna Alpha <anna@alpha.example>',
    `Subject: ${subject}`,
    `Date: Wed, 18 Nov 2026 09:${minute}:00 +0100`,
    `Message-ID: <${subject}@roof.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=mix',
    '',
    '--mix',
    'Content-Type: text/plain',
    '',
    'You find it enclosed.',
    ...files.flatMap(([name, bytes]) => [
      '--mix',
      `Content-Type: application/pdf; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      bytes.toString('base64').replace(/(.{76})/g, '$1\n'),
    ]),
    '--mix--',
    '',
    '',
  ].join('\n');

const rows = (page) => page.locator('ik-mail-list [role=row]:not(.waiting)');

/** Types it into the search again and again until these are the subjects. */
async function finds(page, text, wanted) {
  const field = page
    .getByRole('searchbox')
    .or(page.getByRole('combobox', { name: /Search mail/ }))
    .first();
  let asked = performance.now();
  await field.fill(text);
  await until(async () => {
    const subjects = (await rows(page).locator('.subject').allTextContents()).map((subject) => subject.trim());
    if (performance.now() - asked > 1500) {
      await field.fill('');
      await field.fill(text);
      asked = performance.now();
    }
    return subjects;
  }, wanted);
}

test(
  'words of PDFs are found; what reads them comes with the first one and works without a server then',
  withInstalledApp(async ({ page, context, app, url }) => {
    const late = [];
    context.on('request', (request) => {
      if (/pdf\.worker/.test(request.url())) late.push(request.url());
    });
    const kept = () =>
      page.evaluate(async () => {
        const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return all.flat().filter(({ url: address }) => /pdf\.worker/.test(address)).length;
      });
    await page.goto(`${url}/mail`);
    await serviceWorkerReady(page);
    await page.getByText('No mail on this device yet').waitFor();
    assert.deepEqual([await kept(), late], [0, []]);

    // Without a network it is found by its name, and by its words as soon as there is one.
    await context.setOffline(true);
    await dropFiles(page, [{ name: 'Inbox.mbox', text: mail('Roof', '01', ['Offer.pdf', offer]) }]);
    await page.getByText('1 message imported.').waitFor();
    await page
      .locator('ik-mail-sidebar')
      .getByRole('link', { name: /^Inbox/ })
      .click();
    await finds(page, 'filename:offer', ['Roof']);
    await finds(page, 'Lärchenholz', []);
    await context.setOffline(false);
    await finds(page, 'larchenholz', ['Roof']);
    assert.match(await rows(page).first().getAttribute('aria-label'), /Offer\.pdf/);
    await rows(page).first().locator('mark').getByText('Lärchenholz').waitFor();
    await until(kept, 1);

    // From here on without a server, in a page that is loaded anew; a PDF that would fill the memory is in the way.
    await app.close();
    await context.setOffline(true);
    await page.reload();
    await finds(page, 'żółw', ['Roof']);
    await dropFiles(page, [
      {
        name: 'More.mbox',
        text: mail('Walls', '02', ['Plaster.pdf', words('chalk and lime')]) + mail('Bomb', '03', ['Bomb.pdf', bomb()]),
      },
    ]);
    await page.getByText('2 messages imported.').waitFor();
    await finds(page, 'in:anywhere chalk lime', ['Walls']);
    await finds(page, 'in:anywhere filename:bomb', ['Bomb']);
  }),
);
