// The mail service over its worker, and a worker that only parses: what an import is held against.
import { createMailService } from '../../src/app/mail/create-mail-service.ts';

globalThis.mail = createMailService('bench');
globalThis.file = () => document.querySelector('input').files[0];

/** @param parser - `ours`, `postal-mime`; `texts` counts the octets of what is searched, too. */
globalThis.parseInWorker = (parser) =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./mail-parse-worker.js', import.meta.url), { type: 'module' });
    worker.onerror = fail;
    worker.onmessage = ({ data }) => {
      worker.terminate();
      done(data);
    };
    worker.postMessage({ file: globalThis.file(), parser });
  });

/** Resolves when the index is whole and its segments are merged: the lock is free. */
globalThis.indexed = async () => {
  for (;;) {
    const { fraction } = await new Promise((done) => {
      const watching = globalThis.mail.watchIndexing().subscribe({
        next(progress) {
          done(progress);
          queueMicrotask(() => watching.unsubscribe());
        },
        error: done,
      });
    });
    if (fraction === 1) return navigator.locks.request('bench/mail-index', () => {});
    await new Promise((next) => setTimeout(next, 200));
  }
};
