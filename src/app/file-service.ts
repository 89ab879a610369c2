import { AppError } from '../domain/errors.js';
import { MAX_FILE_BYTES } from '../domain/files/file-uri.js';
import { fileLock } from '../workers/channels.js';
import type { Engine } from './engine.js';
import { readKeptFile } from './read-kept-file.js';
import type { FileService } from './services.js';

export function createFileService(engine: Engine): FileService {
  return {
    async put(file) {
      if (file.size > MAX_FILE_BYTES)
        throw new AppError('input/too-large', 'The file is too large to keep.', { limit: MAX_FILE_BYTES });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const done = await engine.run({ type: 'putFile', bytes, mediaType: file.type });
      if (done.fileUri === undefined) throw new AppError('store/failed', 'No file was kept.');
      // Until the page is gone its form may still be saved: then the file is wanted.
      navigator.locks.request(fileLock(done.fileUri), { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});
      return done.fileUri;
    },
    async read(uri) {
      const found = await readKeptFile(engine, uri);
      return found && new Blob([found.bytes], { type: found.mediaType });
    },
  };
}
