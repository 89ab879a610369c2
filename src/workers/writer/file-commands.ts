import { AppError } from '../../domain/errors.js';
import { fileUri, hashOfFileUri, MAX_FILE_BYTES } from '../../domain/files/file-uri.js';
import { noteLoose } from '../../store/loose-files.js';
import type { Command, CommandAnswer } from '../sync.api.js';
import type { WriterContext } from './write-documents.js';

/** Keeps a file under the name of its content. Doing it again changes nothing, so there is nothing to take back. */
export async function putFile(
  { db, clock }: WriterContext,
  { bytes, mediaType }: Extract<Command, { type: 'putFile' }>,
): Promise<CommandAnswer> {
  if (bytes.byteLength > MAX_FILE_BYTES)
    throw new AppError('input/too-large', 'The file is too large to keep.', { limit: MAX_FILE_BYTES });
  const uri = fileUri(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const hash = hashOfFileUri(uri)!;
  const time = clock.now();
  await db.transaction('rw', [db.blobs, db.local], async () => {
    const isNew = (await db.blobs.where('hash').equals(hash).count()) === 0;
    await db.blobs.put({ hash, bytes, mediaType, time });
    await noteLoose(db, hash, isNew, time);
  });
  return { change: { items: [], collections: false, settings: false }, fileUri: uri };
}
