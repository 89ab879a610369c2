import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes what of a path is missing, readable only for this user. */
export async function ensureFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Makes a folder's entries (new, renamed, removed files) durable. Where a system cannot, nothing is lost by trying. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Keeps a second relay out of the folder: two writers would each believe their own heads. A lock of a process that is
 * gone is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'relay.lock');
  for (let attempt = 0; attempt < 3; attempt++)
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid}\n`);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
      if (pid !== process.pid && pid > 0 && isRunning(pid))
        throw new Error(`Another relay (process ${pid}) uses ${folder}. If that is not so, delete ${file}.`);
      await rm(file, { force: true });
    }
  throw new Error(`${file} cannot be made.`);
}
