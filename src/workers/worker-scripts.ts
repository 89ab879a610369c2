// Where the workers' scripts are. Under Trusted Types the page's default policy (src/trusted-types.ts) lets them through.

import backupUrl from './backup.worker.ts?worker&url';
import { takeEarlyWorker } from './early-worker.js';
import formatUrl from './format.worker.ts?worker&url';
import mailUrl from './mail.worker.ts?worker&url';
import queryUrl from './query.worker.ts?worker&url';
import syncUrl from './sync.worker.ts?worker&url';

const urls = { backup: backupUrl, format: formatUrl, mail: mailUrl, query: queryUrl, sync: syncUrl };

/** @param database - Name of the database; the worker reads it as its own name. */
export function createWorker(script: keyof typeof urls, database: string): Worker {
  return takeEarlyWorker(urls[script], database) ?? new Worker(urls[script], { type: 'module', name: database });
}
