import { AppError } from '../domain/errors.js';
import type { Engine } from './engine.js';
import type { ImportService } from './services.js';

const cancelled = () => new AppError('cancelled', 'The import was cancelled.');
/** A worker that does not stop when asked is ended; the previews it holds go with it. */
const STOP_LIMIT_MS = 2000;

type Options = Parameters<ImportService['preview']>[1];

export function createImportService(engine: Engine): ImportService {
  const { format } = engine;

  /** Runs work of the format worker that may be cancelled, its progress told. */
  async function work<T>(id: string, options: Options, start: () => Promise<T>): Promise<T> {
    const { signal, onProgress } = options ?? {};
    if (signal?.aborted === true) throw cancelled();
    const stopProgress = onProgress && engine.onProgress(id, onProgress);
    let stop = () => {};
    let over = false;
    const aborted = new Promise<never>((_resolve, reject) => {
      stop = () => {
        reject(cancelled());
        void format.call((api) => api.cancel(id)).catch(() => {});
        setTimeout(() => over || format.stop(cancelled()), STOP_LIMIT_MS);
      };
    });
    aborted.catch(() => {}); // raced against below
    signal?.addEventListener('abort', stop, { once: true });
    const running = start().finally(() => {
      over = true;
    });
    running.catch(() => {}); // its end after an abort interests nobody
    try {
      return await Promise.race([running, aborted]);
    } finally {
      signal?.removeEventListener('abort', stop);
      stopProgress?.();
    }
  }

  return {
    preview(file, options) {
      const id = crypto.randomUUID();
      return work(id, options, () => format.call((api) => api.preview(id, file, file.name ?? '')));
    },
    async commit(previewId, target, options) {
      const commandId = crypto.randomUUID();
      const answer = await work(previewId, options, () =>
        format.call((api) => api.commit(previewId, target, commandId)),
      );
      const { undo, collection, counts } = await engine.finish(answer);
      if (collection === undefined || counts === undefined) throw new AppError('store/failed', 'Nothing was imported.');
      void format.call((api) => api.discard(previewId)).catch(() => {});
      return { undo, collectionId: collection.id, ...counts };
    },
    discard(previewId) {
      void format.call((api) => api.discard(previewId)).catch(() => {});
    },
  };
}
