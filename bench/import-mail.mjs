// Import of an mbox in the mail worker: read, put into threads, stored, indexed; beside bare parsing of the same file in a worker.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshBrowser, servePage } from './browser.mjs';
import { generateMessages } from './generate-mbox.mjs';
import { loadModules } from './load-modules.mjs';
import { median, printTable } from './table.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);

export async function run({ messages = Number(process.env.MESSAGES ?? 10_000) } = {}) {
  const { mboxEntry } = await loadModules({ formats: 'src/formats/index.ts' });
  const folder = await mkdtemp(join(tmpdir(), 'ikebana-mbox-'));
  const path = join(folder, 'bench.mbox');
  const mbox = Buffer.concat(generateMessages({ messages }).map((bytes) => mboxEntry(bytes)));
  await writeFile(path, mbox);
  const site = await servePage('mail');
  const times = { bare: [], postal: [], ours: [], merged: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const browser = await freshBrowser();
      const { page } = browser;
      await page.goto(site.url);
      await page.waitForFunction('globalThis.parseInWorker');
      await page.setInputFiles('input', path);
      times.bare.push((await page.evaluate(() => globalThis.parseInWorker('ours'))).ms);
      times.postal.push((await page.evaluate(() => globalThis.parseInWorker('postal-mime'))).ms);
      const { imported, merged, added } = await page.evaluate(async () => {
        const from = performance.now();
        const report = await globalThis.mail.importFile(globalThis.file());
        const now = performance.now();
        await globalThis.indexed();
        return { imported: now - from, merged: performance.now() - from, added: report.added };
      });
      if (added !== messages) throw new Error(`${added} of ${messages} messages were imported.`);
      times.ours.push(imported);
      times.merged.push(merged);
      await browser.close();
    }
  } finally {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
  const base = median(times.bare);
  const row = (name, all) => [
    name,
    Math.round(median(all)),
    Math.round((messages / median(all)) * 1000),
    (median(all) / base).toFixed(2),
  ];
  printTable(
    [`${messages} messages, ${Math.round(mbox.length / 1e6)} MB`, 'median, ms', 'messages/s', '× bare parsing'],
    [
      row('splitMbox and readMessage, in a worker', times.bare),
      row('splitMbox and postal-mime, in a worker', times.postal),
      row('ours: parsed, in threads, stored, indexed (goal 4)', times.ours),
      row('ours, and the index at rest', times.merged),
    ],
  );
}
