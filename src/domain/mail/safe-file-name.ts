// Names of attachments as they may be given to a disk (facts F-16).

import { visibleText } from './visible-text.js';

/** Names Windows keeps for devices, whatever stands behind their dot. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
/** Bytes in UTF-8 most file systems take, with room for ` (2)`. */
const MAX_BYTES = 200;

/**
 * A name without folders, that hides nothing, on any system: no control and bidi characters, none of `\ / : * ? " < > |`,
 * no dots and blanks at the ends, at most 200 bytes with its ending kept. `fallback` stands in for what has none.
 */
export function safeFileName(name: string | null, fallback = 'attachment'): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = visibleText(last)
    .replace(/[\u2400-\u2421]|\[U\+[0-9A-F]{4,6}\]/g, '_')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ');
  const trimmed = trimDots(plain);
  const short = shorten(DEVICES.test(trimmed) ? `_${trimmed}` : trimmed);
  return short === '' ? fallback : short;
}

function trimDots(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && (text[from] === '.' || text[from] === ' ')) from += 1;
  while (to > from && (text[to - 1] === '.' || text[to - 1] === ' ')) to -= 1;
  return text.slice(from, to);
}

function shorten(name: string): string {
  const size = (text: string) => new TextEncoder().encode(text).length;
  if (size(name) <= MAX_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : '';
  let stem = '';
  let left = MAX_BYTES - size(ending);
  for (const character of ending === '' ? name : name.slice(0, dot)) {
    left -= size(character);
    if (left < 0) break;
    stem += character;
  }
  return trimDots(stem) + ending;
}

/** What browsers and systems run when it is opened: asked about before it is saved, never opened in the app's own place. */
const RISKY =
  /\.(?:exe|scr|com|bat|cmd|pif|msi|msp|hta|js|jse|mjs|vbs|vbe|wsf|wsh|ps1|psm1|jar|lnk|reg|cpl|dll|chm|app|dmg|pkg|command|sh|iso|img|vhdx?|html?|xhtml|shtml|mht(?:ml)?|svgz?|xml|xsl|url|webloc|desktop|scf|appref-ms|application|one|xll|docm|xlsm|pptm)$/i;
/** Endings people take for a document. */
const HARMLESS = /\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|mp3|mp4|csv|zip)[\s._-]*\.[a-z0-9]+$/i;

/** Why a file's name asks for care. */
export type FileNameWarning = 'runs' | 'two-endings' | 'hidden-characters';

/** What to warn of before a file with this name is opened or saved. */
export function fileNameWarnings(name: string | null): FileNameWarning[] {
  const text = name ?? '';
  const warnings: FileNameWarning[] = [];
  const safe = safeFileName(text);
  if (RISKY.test(safe)) warnings.push('runs');
  if (RISKY.test(safe) && HARMLESS.test(safe)) warnings.push('two-endings');
  if (/[\u2400-\u2421]|\[U\+[0-9A-F]{4,6}\]/.test(visibleText(text)) || /\s{8}/.test(text))
    warnings.push('hidden-characters');
  return warnings;
}
