import { foldCardLine } from '../../domain/contacts/card-lines.js';
import { type CardLineParts, writeCardLine } from '../../domain/contacts/write-card-line.js';
import { escapeText } from '../../domain/items/content-line.js';
import { deriveUid } from '../../domain/items/derive-uid.js';
import type { ContactItem } from '../../domain/items/item.js';
import { convertTo3 } from './convert-to-3.js';
import { convertTo4 } from './convert-to-4.js';
import { writeLine4 } from './vcard4-lines.js';

export interface WriteContactsOptions {
  readonly version: '3.0' | '4.0';
  /**
   * Writes the UID of a card that has none and would be known by another when it is read again, because it was edited
   * or converted. Other cards stay as they are. Off when absent.
   */
  readonly identify?: boolean;
}

/**
 * A vCard file. A card that is of that version goes out as its own text, byte for byte; others are converted, with all
 * their properties, those we do not know included. PRODID is dropped from a converted card: another program wrote it.
 */
export function writeContacts(items: readonly ContactItem[], options: WriteContactsOptions): string {
  return items
    .map((item) => {
      const text = writeCard(item.text, options.version);
      return options.identify === true && !isKnownAgain(item, text) ? withUid(text, item.uid) : text;
    })
    .join('');
}

const UID = /^(?:[\w-]+\.)?UID[;:]/im;

function isKnownAgain(item: ContactItem, text: string): boolean {
  return UID.test(text) || (text.startsWith(item.text) && deriveUid(item.text) === item.uid);
}

function withUid(text: string, uid: string): string {
  const line = foldCardLine(`UID:${escapeText(uid)}`);
  return text.replace(/^VERSION.*\r?\n/im, (version) => `${version}${line}\r\n`);
}

const VERSION = /^VERSION[ \t]*(?:;[^:\r\n]*)?:[ \t]*([\d.]+)[ \t]*$/im;

function writeCard(text: string, version: '3.0' | '4.0'): string {
  if (VERSION.exec(text)?.[1] === version) return text.endsWith('\r\n') ? text : `${text}\r\n`;
  const isFour = version === '4.0';
  const write = (line: CardLineParts) => foldCardLine(isFour ? writeLine4(line) : writeCardLine(line, version));
  const lines = (isFour ? convertTo4(text) : convertTo3(text)).map(write);
  return ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');
}
