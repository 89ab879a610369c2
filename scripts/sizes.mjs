// Sizes as they travel (gzip, level 9), and the limits they must keep.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** JavaScript a first look at the calendar loads on the page's thread. */
const APP_FIRST_VIEW_LIMIT = 100_000;
/** `<ik-calendar>` for a script tag, Lit included. */
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

export function measureEmbed(folder) {
  const all = (widget) => readdirSync(folder).filter((file) => file.startsWith(widget) && file.endsWith('.js'));
  const total = (widget) => all(widget).reduce((sum, file) => sum + gzipped(join(folder, file)), 0);
  return [
    { name: 'ik-calendar.js', bytes: gzipped(join(folder, 'ik-calendar.js')), limit: CALENDAR_WIDGET_LIMIT },
    { name: 'ik-contacts.js', bytes: gzipped(join(folder, 'ik-contacts.js')) },
    // With what is loaded only when it is needed: reading files, expanding events, forms.
    { name: 'ik-calendar, all', bytes: total('ik-calendar') },
    { name: 'ik-contacts, all', bytes: total('ik-contacts') },
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
