// Messages as they came: once each, by what is in them.
import type { AppDatabase } from '../database.js';
import { deflate } from '../deflate.js';
import type { MailBlobRecord } from './records.js';
import { unpack } from './unpack.js';

export type PackedBlob = Omit<MailBlobRecord, 'emails'>;

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** SHA-256, base64url. Never inside a transaction. */
export async function hashMessage(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** What is put into the table. Never inside a transaction. */
export async function packBlob(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<PackedBlob> {
  const { data, deflated } = await deflate(bytes);
  // A view of a larger buffer would be stored with all of it.
  const own = data.byteLength === data.buffer.byteLength ? data : data.slice();
  return { hash, data: own as Uint8Array<ArrayBuffer>, deflated, size: bytes.byteLength };
}

export async function unpackBlob(record: PackedBlob): Promise<Uint8Array<ArrayBuffer>> {
  return (await unpack(record)) as Uint8Array<ArrayBuffer>;
}

/** Inside a transaction: keeps a message's bytes; where they are there already, they are now those of one more message. */
export async function putBlob(db: AppDatabase, blob: PackedBlob, email: number): Promise<void> {
  const known = await db.mailBlobs.get(blob.hash);
  await db.mailBlobs.put({ ...(known ?? blob), emails: [...(known?.emails ?? []), email] });
}

/** Inside a transaction: one message less has these bytes; the last one takes them with it. */
export async function releaseBlob(db: AppDatabase, hash: string, email: number): Promise<void> {
  const known = await db.mailBlobs.get(hash);
  if (known === undefined) return;
  const emails = known.emails.filter((each) => each !== email);
  if (emails.length === 0) await db.mailBlobs.delete(hash);
  else await db.mailBlobs.put({ ...known, emails });
}
