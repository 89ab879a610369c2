// The licence texts of every package that ends up in the app, as one file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A package's folder as Node finds it from `from`. */
function folderOf(name, from) {
  const nested = join(from, 'node_modules', name);
  if (existsSync(nested)) return nested;
  const top = join(root, 'node_modules', name);
  return existsSync(top) ? top : undefined;
}

function collect(folder, foldersByName) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const found = folderOf(name, folder);
    if (!found || foldersByName.has(name)) continue;
    foldersByName.set(name, found);
    collect(found, foldersByName);
  }
  return foldersByName;
}

function notice(name, folder) {
  const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '(the package has no licence file)';
  return `${name} ${version}\n${license ?? 'see below'}${homepage ? `\n${homepage}` : ''}\n\n${text}`;
}

/** Not in the app's code, but what its holidays are made of (scripts/holidays.mjs). */
function holidayNotice() {
  const folder = folderOf('date-holidays', root);
  if (folder === undefined) return [];
  const changes =
    'The files in /holidays were computed from its data: dates from the rules, names in some languages. They are available' +
    ' under CC BY-SA 3.0, like the data.';
  return [`${notice('date-holidays', folder)}\n\n${changes}`];
}

/** What reads PDFs is in a package with a licence of its own. */
function pdfNotice() {
  const text = readFileSync(join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8').trim();
  return `pdf.js 5.6.205, as unpdf bundles it\nApache-2.0\nhttps://mozilla.github.io/pdf.js/\n\nCopyright Mozilla Foundation\n\n${text}`;
}

/** @returns {Promise<string>} Ikebana's own licence, then that of each package, by name. */
export async function licenceNotices() {
  const packages = [...collect(root, new Map())].sort(([a], [b]) => a.localeCompare(b, 'en'));
  const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  return [
    `Ikebana\n\n${own}`,
    ...packages.map(([name, folder]) => notice(name, folder)),
    pdfNotice(),
    ...holidayNotice(),
  ].join(`\n\n${'-'.repeat(78)}\n\n`);
}
