import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureFolder, syncFolder } from './folder.js';
import { type BlobPart, type BlobStore, StoreWriteError } from './store.js';

const READ_STEP = 256 * 1024;
const HEX_64 = /^[0-9a-f]{64}$/;

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_STEP);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, READ_STEP, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/**
 * Blobs as files `ab/cd/<hash>`. An upload grows in `part/` and is moved to its place when it is whole, has the hash it
 * is named by, and is on the disk: what has a name here is right, whenever the power went.
 */
export async function openBlobFiles(folder: string): Promise<BlobStore> {
  const parts = join(folder, 'part');
  await ensureFolder(parts);
  const busy = new Map<string, Promise<unknown>>();

  const check = (id: string) => {
    if (!HEX_64.test(id)) throw new Error('A blob is named by 64 hexadecimal digits.');
  };
  const fileOf = (id: string) => join(folder, id.slice(0, 2), id.slice(2, 4), id);
  const partOf = (id: string) => join(parts, id);

  /** One after the other per blob: two devices may upload the same. */
  function inTurn<Answer>(id: string, work: () => Promise<Answer>): Promise<Answer> {
    const turn = (busy.get(id) ?? Promise.resolve()).then(work, work);
    const settled = turn.catch(() => undefined);
    busy.set(id, settled);
    void settled.then(() => busy.get(id) === settled && busy.delete(id));
    return turn;
  }

  async function finish(id: string, handle: FileHandle): Promise<BlobPart> {
    if ((await hashOf(handle)) !== id) {
      await handle.close();
      await rm(partOf(id), { force: true });
      return 'wrong-hash';
    }
    await handle.sync();
    await handle.close();
    const file = fileOf(id);
    await ensureFolder(dirname(file));
    await rename(partOf(id), file);
    await syncFolder(dirname(file));
    await syncFolder(dirname(dirname(file)));
    await syncFolder(folder);
    return 'done';
  }

  async function put(id: string, offset: number, size: number, bytes: Uint8Array): Promise<BlobPart> {
    if ((await sizeOf(fileOf(id))) !== undefined) return 'done';
    const have = (await sizeOf(partOf(id))) ?? 0;
    if (offset !== have || have + bytes.length > size) return 'wrong-offset';
    const handle = await open(partOf(id), have === 0 ? 'w+' : 'r+', 0o600);
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, have + done);
        done += bytesWritten;
      }
      if (have + bytes.length < size) {
        await handle.close();
        return 'more';
      }
      return await finish(id, handle);
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw new StoreWriteError((error as Error).message, { cause: error });
    }
  }

  return {
    put(id, { offset, size, bytes }) {
      check(id);
      return inTurn(id, () => put(id, offset, size, bytes));
    },
    async received(id) {
      check(id);
      return (await sizeOf(fileOf(id))) ?? (await sizeOf(partOf(id))) ?? 0;
    },
    async size(id) {
      check(id);
      return sizeOf(fileOf(id));
    },
    async get(id, offset, length) {
      check(id);
      let handle: FileHandle;
      try {
        handle = await open(fileOf(id), 'r');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        const { size } = await handle.stat();
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async delete(id) {
      check(id);
      await inTurn(id, async () => {
        await rm(fileOf(id), { force: true });
        await rm(partOf(id), { force: true });
      });
    },
    async dropUnfinished(before) {
      let dropped = 0;
      for (const id of await readdir(parts)) {
        const { mtimeMs } = await stat(partOf(id)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs >= before) continue;
        await rm(partOf(id), { force: true });
        dropped++;
      }
      return dropped;
    },
  };
}
