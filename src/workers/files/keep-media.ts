// Pictures and sounds of a file's cards become files of their own before they are stored.
import { inlineMedia, nameMedia } from '../../domain/contacts/kept-media.js';
import { fileUri, hashOfFileUri } from '../../domain/files/file-uri.js';
import type { ContactItem } from '../../domain/items/item.js';
import type { BlobRecord } from '../../store/database.js';
import { nextTurn } from '../next-turn.js';

export type KeptFileRecord = Omit<BlobRecord, 'time'>;

export interface KeptContacts {
  readonly items: readonly ContactItem[];
  readonly files: readonly KeptFileRecord[];
}

/** Work between two turns, milliseconds. */
const SLICE_MS = 12;

/** @param longest - As for `inlineMedia`. */
export async function keepMedia(items: readonly ContactItem[], longest?: number): Promise<KeptContacts> {
  const files = new Map<string, KeptFileRecord>();
  const kept: ContactItem[] = [];
  let since = performance.now();
  for (const item of items) {
    const media = inlineMedia(item.text, longest);
    const uris: string[] = [];
    for (const { bytes, mediaType } of media) {
      const uri = fileUri(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
      const hash = hashOfFileUri(uri) ?? '';
      if (!files.has(hash)) files.set(hash, { hash, bytes, mediaType });
      uris.push(uri);
    }
    kept.push(media.length === 0 ? item : { ...item, text: nameMedia(item.text, media, uris) });
    if (performance.now() - since < SLICE_MS) continue;
    await nextTurn();
    since = performance.now();
  }
  return { items: files.size === 0 ? items : kept, files: [...files.values()] };
}
