import { withUid } from '../contacts/card-copy.js';

const NOT_ITEM = /^(?:BEGIN|END):(?:VALARM|VTIMEZONE)\s*$/i;

/** An item's text under another UID: a card's, or that of all components of an event or task. All else stays as it is. */
export function withItemUid(text: string, uid: string): string {
  if (/^\s*BEGIN:VCARD/i.test(text)) return withUid(text, uid);
  let inside = 0;
  let skips = false;
  const lines: string[] = [];
  for (const line of text.split('\r\n')) {
    if (NOT_ITEM.test(line)) inside += /^BEGIN/i.test(line) ? 1 : -1;
    if (skips && /^[ \t]/.test(line)) continue;
    skips = inside === 0 && /^UID[;:]/i.test(line);
    lines.push(skips ? `UID:${uid}` : line);
  }
  return lines.join('\r\n');
}
