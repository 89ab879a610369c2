import { msg } from '@lit/localize';
import type { AttachmentField } from '../../domain/calendar/event-fields.js';

const KILO = 1000;

/** 12 kB; 3.4 MB. */
export function sizeText(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} kB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}

/** What a person calls it: its name, else the end of its address. */
export function attachmentName({ name, uri, type }: AttachmentField): string {
  if (name !== '') return name;
  if (/^https?:\/\//i.test(uri) && URL.canParse(uri)) {
    const { hostname, pathname } = new URL(uri);
    const last = pathname.split('/').findLast((part) => part !== '');
    return last === undefined ? hostname : decoded(last);
  }
  return type === '' ? msg('File') : `${msg('File')} (${type})`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // no percent encoding after all
  }
}
