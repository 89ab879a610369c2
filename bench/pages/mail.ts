// The mail service over its worker, and a worker that only parses: what an import is held against.
import { createActivityRegistry } from '../../src/app/activity/activity-registry.js';
import { createEngine } from '../../src/app/engine.js';
import { createMailService } from '../../src/app/mail/create-mail-service.js';
import type { Progress } from '../../src/domain/items/import.js';

const file = () => document.querySelector('input')!.files![0]!;

const mail = createMailService('bench', createEngine('bench'), createActivityRegistry());

/** @param parser - `ours`, `postal-mime`; `texts` counts the octets of what is searched, too. */
const parseInWorker = (parser: string) =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./mail-parse-worker.js', import.meta.url), { type: 'module' });
    worker.onerror = fail;
    worker.onmessage = ({ data }) => {
      worker.terminate();
      done(data);
    };
    worker.postMessage({ file: file(), parser });
  });

/** Resolves when the index is whole and its segments are merged: the lock is free. */
async function indexed(): Promise<unknown> {
  for (;;) {
    const { fraction } = await new Promise<Progress>((done, fail) => {
      const watching = mail.watchIndexing().subscribe({
        next(progress) {
          done(progress);
          queueMicrotask(() => watching.unsubscribe());
        },
        error: fail,
      });
    });
    if (fraction === 1) return navigator.locks.request('bench/mail-index', () => {});
    await new Promise((next) => setTimeout(next, 200));
  }
}

Object.assign(globalThis, { mail, file, parseInWorker, indexed });
