// Sizes as they travel (gzip, level 9), and the limits they must keep.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** JavaScript a first look at the calendar loads on the page's thread. */
const APP_FIRST_VIEW_LIMIT = 100_000;
/** `<ik-calendar>` for a script tag: Lit, reading of .ics files, recurrence, views, drag and popover. */
const CALENDAR_WIDGET_LIMIT = 38_000;

const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** Entry, the calendar's page, and all that either imports statically. */
export function measureApp(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const files = new Set();
  const add = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  add('index.html');
  add('src/components/calendar/ik-calendar-page.ts');
  const bytes = [...files].reduce((sum, file) => sum + gzipped(join(folder, file)), 0);
  return [{ name: 'app, first view', bytes, limit: APP_FIRST_VIEW_LIMIT }];
}

/** What only `local` needs, forms, and the year may be loaded on demand and is not counted; all else a widget loads is. */
const onDemand = /-(?:create-services|open-local-contacts|ik-contact-dialog|year-view)-/;
/** Of `import … from './x.js'`, `export … from './x.js'`, `import './x.js'` and `import('./x.js')`. */
const IMPORTED = /\b(?:from|import)\s*\(?\s*["'`](\.\/[^"'`]+)["'`]/g;

/** A file with all that it imports, in whatever way. */
function withImports(folder, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const code = readFileSync(join(folder, name), 'utf8');
  for (const [, imported] of code.matchAll(IMPORTED))
    if (!onDemand.test(imported)) withImports(folder, imported.slice(2), found);
  return found;
}

/** The widgets as a page loads them that gives them `src` or data. */
export function measureEmbed(folder) {
  const bytesOf = (name) => [...withImports(folder, name)].reduce((sum, file) => sum + gzipped(join(folder, file)), 0);
  return [
    { name: 'ik-calendar.js', bytes: bytesOf('ik-calendar.js'), limit: CALENDAR_WIDGET_LIMIT },
    { name: 'ik-contacts.js', bytes: bytesOf('ik-contacts.js') },
  ];
}

/** Prints the table. @returns {boolean} whether every limit is kept */
export function report(sizes) {
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log('\nJavaScript, gzip');
  for (const { name, bytes, limit } of sizes) {
    const verdict = limit === undefined ? '' : bytes <= limit ? `of ${kB(limit)}` : `OVER its limit of ${kB(limit)}`;
    console.log(`  ${name.padEnd(18)} ${kB(bytes).padStart(9)}  ${verdict}`);
  }
  return sizes.every(({ bytes, limit }) => limit === undefined || bytes <= limit);
}
