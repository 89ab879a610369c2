// The thread that moves what was committed from the write-ahead log into the database. Done by the connection that commits,
// as SQLite does it by itself, it kept everybody waiting for a tenth of a second, under load every other second.
import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './sqlite.js';

/** How often it looks, milliseconds. */
const LOOK_MS = 500;
/** Pages of 4 KiB in the log from which it is begun anew: seldom, as commits wait for that. */
const RESTART_PAGES = 32_000;

const port = parentPort;
if (port !== null) {
  const path = workerData as string;
  const db = openDatabase(path);
  const file = openSync(path, 'r+');
  let seen = 0;

  /** Beside commits. @returns pages in the log. */
  const move = (mode: 'PASSIVE' | 'RESTART'): number => {
    const { log } = db.prepare(`PRAGMA wal_checkpoint(${mode})`).get() as { readonly log: number };
    return log;
  };

  const look = (): void => {
    const { mtimeMs } = statSync(`${path}-wal`, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
    if (mtimeMs === seen) return;
    seen = mtimeMs;
    const pages = move('PASSIVE');
    // A little at a time: the disk is that of the commits, too.
    fsyncSync(file);
    if (pages >= RESTART_PAGES) move('RESTART');
  };

  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // Busy, or the disk is full: the next look tries again, and the connection that writes does it by itself in the end.
    }
  }, LOOK_MS);
  port.once('message', () => {
    clearInterval(timer);
    db.close();
    closeSync(file);
    port.close();
  });
}
