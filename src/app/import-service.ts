import { AppError } from '../domain/errors.js';
import type { ImportPreview, ImportTable } from '../domain/items/import.js';
import type { WorkFollower } from './activity/activity.js';
import type { TableLayouts } from './contacts/table-layouts.js';
import type { Engine } from './engine.js';
import type { ImportService } from './services.js';

const cancelled = () => new AppError('cancelled', 'The import was cancelled.');
/** A worker that does not stop when asked is ended; the previews it holds go with it. */
const STOP_LIMIT_MS = 2000;

type Options = Parameters<ImportService['preview']>[1];

export function createImportService(engine: Engine, layouts: TableLayouts, { follow }: WorkFollower): ImportService {
  const { format } = engine;
  /** What files of previews are called. */
  const names = new Map<string, string>();
  /** Tables that are looked at: by preview, how their columns are understood. */
  const tables = new Map<string, ImportTable>();

  const hold = (id: string) => (held: boolean) => {
    void format.call((api) => api.pause(id, held)).catch(() => {}); // whoever waits for the work is told
  };

  const note = (preview: ImportPreview): ImportPreview => {
    names.set(preview.id, preview.fileName);
    if (preview.table !== undefined) tables.set(preview.id, preview.table);
    return preview;
  };

  const readTable: ImportService['readTable'] = async (id, table, options) =>
    note(await read(id, options, () => format.call((api) => api.readTable(id, table))));

  /** Tells the worker when the signal fires. @returns stops listening. */
  function onAbort(signal: AbortSignal | undefined, id: string, then: () => void): () => void {
    const abort = () => {
      void format.call((api) => api.cancel(id)).catch(() => {});
      then();
    };
    signal?.addEventListener('abort', abort, { once: true });
    return () => signal?.removeEventListener('abort', abort);
  }

  /** Reading stores nothing: the caller is free at once, and a worker that does not stop when asked is ended. */
  async function read<T>(id: string, options: Options, start: () => Promise<T>): Promise<T> {
    const { signal, onProgress } = options ?? {};
    if (signal?.aborted === true) throw cancelled();
    const stopProgress = onProgress && engine.onProgress(id, onProgress);
    let over = false;
    let fail: (error: unknown) => void = () => {};
    const aborted = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    aborted.catch(() => {}); // raced against below
    const stopListening = onAbort(signal, id, () => {
      fail(cancelled());
      setTimeout(() => over || format.stop(cancelled()), STOP_LIMIT_MS);
    });
    const running = start().finally(() => {
      over = true;
    });
    running.catch(() => {}); // its end after an abort interests nobody
    try {
      return await Promise.race([running, aborted]);
    } finally {
      stopListening();
      stopProgress?.();
    }
  }

  /** Writing may be past the point where it can be stopped: the worker's answer says what happened. */
  async function write<T>(id: string, options: Options, start: () => Promise<T>): Promise<T> {
    const { signal, onProgress } = options ?? {};
    if (signal?.aborted === true) throw cancelled();
    const stopProgress = onProgress && engine.onProgress(id, onProgress);
    const stopListening = onAbort(signal, id, () => {});
    try {
      return await start();
    } finally {
      stopListening();
      stopProgress?.();
    }
  }

  function forget(previewId: string): void {
    tables.delete(previewId);
    names.delete(previewId);
    void format.call((api) => api.discard(previewId)).catch(() => {});
  }

  return {
    prepare() {
      void format.call((api) => api.prepare()).catch(() => {});
    },
    async preview(file, options) {
      const id = crypto.randomUUID();
      options?.onBegin?.(id);
      const name = file.name ?? '';
      const preview = await follow({ kind: 'read-file', name, hold: hold(id) }, options ?? {}, (given) =>
        read(id, given, () => format.call((api) => api.preview(id, file, name))),
      );
      const { table } = preview;
      const mapping = table?.header ? layouts.find(table.columns) : undefined;
      return mapping === undefined || String(mapping) === String(table?.mapping)
        ? note(preview)
        : readTable(id, { mapping }, options);
    },
    readTable,
    tableRows: (id, from, count) => format.call((api) => api.tableRows(id, from, count)),
    samples: (id, from, count) => format.call((api) => api.samples(id, from, count)),
    knownPeople: (id) => format.call((api) => api.knownPeople(id)),
    failedRows: (id) => format.call((api) => api.failedRows(id)),
    pause: (id, paused) => hold(id)(paused),
    async commit(previewId, target, options) {
      const commandId = crypto.randomUUID();
      const about = { kind: 'import', name: names.get(previewId) ?? '', hold: hold(previewId) } as const;
      const answer = await follow(about, options ?? {}, (given) =>
        write(previewId, given, () =>
          format.call((api) => api.commit(previewId, target, commandId, [...engine.inSight])),
        ),
      );
      const { undo, collection, counts } = await engine.finish(answer);
      if (collection === undefined || counts === undefined) throw new AppError('store/failed', 'Nothing was imported.');
      const table = tables.get(previewId);
      if (table?.header) layouts.remember(table.columns, table.mapping);
      forget(previewId);
      return { undo, collectionId: collection.id, importId: commandId, ...counts };
    },
    discard: forget,
  };
}
