import { foldCardLine, splitCardLines } from './card-lines.js';
import { uidLine } from './create-contact-text.js';

/** A card's text under another UID; all else stays as it is. */
export function withUid(text: string, uid: string): string {
  const lines: string[] = [];
  let depth = 0;
  let isWritten = false;
  const line = foldCardLine(uidLine(uid));
  for (const { raw, text: unfolded } of splitCardLines(text)) {
    const name = /^(?:[\w-]+\.)?([\w-]+)/.exec(unfolded)?.[1]?.toUpperCase();
    if (name === 'END') depth -= 1;
    if (name === 'UID' && depth === 1) {
      if (!isWritten) lines.push(line);
      isWritten = true;
      continue;
    }
    if (name === 'END' && depth === 0 && !isWritten) lines.push(line);
    if (name === 'BEGIN') depth += 1;
    lines.push(raw);
  }
  return `${lines.join('\r\n')}\r\n`;
}
