// Draws the icons of the installed app from their SVGs, with Chromium. Run it when public/icon.svg changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../test/support/chromium.mjs';
import { root } from './prepare.mjs';

const icons = join(root, 'public/icons');
mkdirSync(icons, { recursive: true });

const logo = readFileSync(join(root, 'public/icon.svg'), 'utf8');
/** Safe zone of maskable icons: a circle of 80 % of the width; the sign is drawn smaller on a full square. */
const maskable = logo
  .replace('rx="120" ', '')
  .replace(/<g ([\s\S]*)<\/svg>/, '<g transform="translate(51 51) scale(.8)"><g $1</g></svg>');
const glyph = logo.replace(/<rect[^>]*\/>/, '').replaceAll('#fff', '#000');

const lucide = (name) =>
  readFileSync(join(root, `node_modules/lucide-static/icons/${name}.svg`), 'utf8').replace(/<!--.*?-->/s, '');
const paths = (name) =>
  lucide(name)
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/\s*\n\s*/g, '');
const strokes = (name, colour, transform) =>
  `<g fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"${transform}>${paths(name)}</g>`;
const tile = (name, background, colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="24" fill="${background}"/>${strokes(name, colour, ' transform="translate(18 18) scale(2.5)"')}</svg>`;
const monochrome = (name, title) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>${title}</title>${strokes(name, '#000', '')}</svg>\n`;

writeFileSync(join(icons, 'monochrome.svg'), glyph);
const pictures = [
  ['icon-192', logo, 192],
  ['icon-512', logo, 512],
  ['maskable-192', maskable, 192],
  ['maskable-512', maskable, 512],
];
for (const [name, source] of [
  ['calendar', 'calendar-days'],
  ['contacts', 'users-round'],
  ['day', 'sun'],
  ['mail', 'mail'],
  ['rooms', 'door-open'],
]) {
  writeFileSync(join(icons, `${name}-monochrome.svg`), monochrome(source, name));
  pictures.push(
    [`${name}-light-96`, tile(source, '#ecebfb', '#4f46c8'), 96],
    [`${name}-dark-96`, tile(source, '#2b2950', '#a5a0ff'), 96],
  );
}

const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
const page = await browser.newPage();
for (const [name, svg, size] of pictures) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(icons, `${name}.png`), omitBackground: true });
}
await browser.close();
