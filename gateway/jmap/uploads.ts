// What was uploaded and waits to be used: in memory, for an hour, never on a disk.
import { randomBytes } from 'node:crypto';
import { requestErrors } from '../errors.js';

const KEEP_MS = 3_600_000;
const MOST_PER_ACCOUNT = 1_000;

export interface Upload {
  readonly bytes: Buffer;
  readonly type: string;
}

export interface Uploads {
  /** @returns The blob's id. @throws {RequestError} No room. */
  add(account: string, upload: Upload): string;
  get(account: string, blobId: string): Upload | undefined;
  readonly bytes: number;
}

export function createUploads(room: number, now: () => number): Uploads {
  const uploads = new Map<string, Upload & { readonly account: string; readonly at: number }>();
  let total = 0;

  function drop(id: string) {
    total -= uploads.get(id)?.bytes.length ?? 0;
    uploads.delete(id);
  }

  /** The oldest come first. */
  function tidy() {
    for (const [id, { at }] of uploads) {
      if (now() - at < KEEP_MS) break;
      drop(id);
    }
  }

  return {
    add(account, upload) {
      tidy();
      // An account makes room of its own first: nobody's uploads go because somebody else has many.
      const own = [...uploads].filter(([, one]) => one.account === account).map(([id]) => id);
      const share = Math.max(room / 4, upload.bytes.length);
      let ownBytes = own.reduce((sum, id) => sum + (uploads.get(id)?.bytes.length ?? 0), 0);
      while (own.length >= MOST_PER_ACCOUNT || (own.length > 0 && ownBytes + upload.bytes.length > share)) {
        const oldest = own.shift() as string;
        ownBytes -= uploads.get(oldest)?.bytes.length ?? 0;
        drop(oldest);
      }
      if (total + upload.bytes.length > room)
        throw requestErrors.limit(
          'maxConcurrentUpload',
          'Too much was uploaded and not used yet. Try again later.',
          503,
        );
      const id = `u${randomBytes(15).toString('base64url')}`;
      uploads.set(id, { ...upload, account, at: now() });
      total += upload.bytes.length;
      return id;
    },
    get(account, blobId) {
      tidy();
      const upload = uploads.get(blobId);
      return upload?.account === account ? upload : undefined;
    },
    get bytes() {
      return total;
    },
  };
}
