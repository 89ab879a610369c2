// Import of an mbox in the mail worker: read, put into threads, stored, indexed; beside bare parsing of the same file in a
// worker, by postal-mime and by our own parser, which is several times as fast. The goals: parse at 0.8 times postal-mime's
// messages per second or more, import within 4 times what bare parsing takes.
import { freshBrowser, servePage } from './browser.mjs';
import { mailboxFile } from './mailbox-file.mjs';
import { median, printTable } from './table.mjs';

export async function run({ messages = 10_000, rounds = 3 } = {}) {
  const mbox = await mailboxFile(messages);
  const site = await servePage('mail');
  const times = { postal: [], bare: [], ours: [], merged: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const browser = await freshBrowser();
      const { page } = browser;
      await page.goto(site.url);
      await page.waitForFunction('globalThis.parseInWorker');
      await page.setInputFiles('input', mbox.path);
      times.bare.push((await page.evaluate(() => globalThis.parseInWorker('ours'))).ms);
      times.postal.push((await page.evaluate(() => globalThis.parseInWorker('postal-mime'))).ms);
      const { imported, merged, added, same } = await page.evaluate(async () => {
        const from = performance.now();
        const report = await globalThis.mail.importFile(globalThis.file());
        const now = performance.now();
        await globalThis.indexed();
        return { imported: now - from, merged: performance.now() - from, added: report.added, same: report.same };
      });
      if (added !== messages) throw new Error(`${added} of ${messages} messages were imported, ${same} were there.`);
      times.ours.push(imported);
      times.merged.push(merged);
      await browser.close();
    }
  } finally {
    await site.close();
    await mbox.remove();
  }
  const row = (name, all) => [
    name,
    Math.round(median(all)),
    Math.round((messages / median(all)) * 1000),
    (median(all) / median(times.postal)).toFixed(2),
    (median(all) / median(times.bare)).toFixed(2),
  ];
  printTable(
    [
      `${messages.toLocaleString('en')} messages, ${Math.round(mbox.size / 1e6)} MB, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
      'median, ms',
      'messages/s',
      '× postal-mime',
      '× our parser',
    ],
    [
      row('bare parsing: splitMbox and postal-mime, in a worker', times.postal),
      row('bare parsing: splitMbox and readMessage, in a worker (goal 1.25 × postal-mime)', times.bare),
      row('import: parsed, in threads, stored, indexed (goal 4)', times.ours),
      row('import, and the index at rest', times.merged),
    ],
  );
}
