import { AppError } from '../../domain/errors.js';
import { fileUri, hashOfFileUri, MAX_FILE_BYTES } from '../../domain/files/file-uri.js';
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
  await db.blobs.put({ hash: hashOfFileUri(uri)!, bytes, mediaType, time: clock.now() });
  return { change: { items: [], collections: false, settings: false }, fileUri: uri };
}
