import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { base64ToBytes, readDataUri } from '../../domain/files/base64.js';
import { hashOfFileUri, MAX_INLINE_MEDIA } from '../../domain/files/file-uri.js';
import type { Engine } from '../engine.js';

/** Attack, or a camera's own file: fifty of them are decoded for one screen of a list. Bytes. */
export const MAX_LISTED_PHOTO = 2_000_000;

/** Keeps a photo that is long as a file: its name stands in the card. */
export async function keepPhoto(engine: Engine, fields: ContactFields): Promise<ContactFields> {
  const data = fields.photo.length <= MAX_INLINE_MEDIA ? undefined : readDataUri(fields.photo);
  const bytes = data && base64ToBytes(data.base64);
  if (data === undefined || bytes === undefined) return fields;
  const { fileUri } = await engine.run({ type: 'putFile', bytes, mediaType: data.mediaType });
  return fileUri === undefined ? fields : { ...fields, photo: fileUri };
}

/** The photo of a row, wherever it is on this device. */
export async function readPhoto(engine: Engine, { collectionId, uid, photo }: ContactRow): Promise<Blob | undefined> {
  if (photo === undefined) return undefined;
  const found = await engine.query((api) =>
    hashOfFileUri(photo) === undefined ? api.contactPhoto({ collectionId, uid }) : api.readFile(photo),
  );
  if (found === undefined || found.bytes.length > MAX_LISTED_PHOTO || !found.mediaType.startsWith('image/'))
    return undefined;
  return new Blob([found.bytes], { type: found.mediaType });
}
