import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { base64ToBytes, readDataUri } from '../../domain/files/base64.js';
import { hashOfFileUri, MAX_INLINE_MEDIA } from '../../domain/files/file-uri.js';
import type { Engine } from '../engine.js';
import { readKeptFile } from '../read-kept-file.js';

/** Attack, or a camera's own file: fifty of them are decoded for one screen of a list. Bytes. */
export const MAX_LISTED_PHOTO = 2_000_000;

async function keep(engine: Engine, uri: string): Promise<string> {
  const data = uri.length <= MAX_INLINE_MEDIA ? undefined : readDataUri(uri);
  const bytes = data && base64ToBytes(data.base64);
  if (data === undefined || bytes === undefined) return uri;
  const { fileUri = uri } = await engine.run({ type: 'putFile', bytes, mediaType: data.mediaType });
  return fileUri;
}

/** Keeps photo, logos and sounds that are long, and others than before, as files: their names stand in the card. */
export async function keepMedia(engine: Engine, fields: ContactFields, before?: ContactFields): Promise<ContactFields> {
  const had = new Set([before?.photo, ...(before?.further ?? []).map(({ value }) => value)]);
  const further = fields.further.map(async (entry) => {
    const isMedia = entry.name === 'LOGO' || entry.name === 'SOUND';
    return isMedia && !had.has(entry.value) ? { ...entry, value: await keep(engine, entry.value) } : entry;
  });
  const photo = had.has(fields.photo) ? fields.photo : await keep(engine, fields.photo);
  return { ...fields, photo, further: await Promise.all(further) };
}

/** The photo of a row, wherever it is on this device. */
export async function readPhoto(engine: Engine, { collectionId, uid, photo }: ContactRow): Promise<Blob | undefined> {
  if (photo === undefined) return undefined;
  const found =
    hashOfFileUri(photo) === undefined
      ? await engine.query((api) => api.contactPhoto({ collectionId, uid }))
      : await readKeptFile(engine, photo);
  if (found === undefined || found.bytes.length > MAX_LISTED_PHOTO || !found.mediaType.startsWith('image/'))
    return undefined;
  return new Blob([found.bytes], { type: found.mediaType });
}
