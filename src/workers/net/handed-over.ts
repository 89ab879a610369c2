// What the device that let this one in had, kept until the relay has shown as much: over closed tabs, too.
import type { AppDatabase } from '../../store/database.js';
import { HANDED_RECORD } from '../../store/forget-account.js';
import type { Handed } from '../../sync/client/handover.js';
import { bytesToHex, hexToBytes } from '../../sync/protocol/bytes.js';

interface Kept {
  readonly accountHead?: string;
  readonly heads: readonly (readonly [doc: string, seq: number, hash: string])[];
}

export async function keepHanded(db: AppDatabase, handed: Handed | undefined): Promise<void> {
  if (handed === undefined) return db.local.delete(HANDED_RECORD);
  const { accountHead, heads } = handed;
  const kept: Kept = {
    ...(accountHead && { accountHead: bytesToHex(accountHead) }),
    heads: heads.map(([doc, seq, hash]) => [bytesToHex(doc), seq, bytesToHex(hash)]),
  };
  await db.local.put({ name: HANDED_RECORD, value: JSON.stringify(kept) });
}

export async function readHanded(db: AppDatabase): Promise<Handed | undefined> {
  const found = await db.local.get(HANDED_RECORD);
  if (found === undefined) return undefined;
  const { accountHead, heads } = JSON.parse(found.value) as Kept;
  return {
    ...(accountHead !== undefined && { accountHead: hexToBytes(accountHead) }),
    heads: heads.map(([doc, seq, hash]) => [hexToBytes(doc), seq, hexToBytes(hash)]),
  };
}
