// Which account this device is in. No secrets: those are in `secrets`.
import type { AppDatabase } from './database.js';

/** Its name in `local`. */
export const ACCOUNT_RECORD = 'account';

/** All ids and keys in hexadecimal. */
export interface AccountRecord {
  /** `wss://host[:port]` */
  readonly relay: string;
  /** The relay's key, as it was when this device first met it. */
  readonly relayKey: string;
  readonly account: string;
  readonly device: string;
  /** The device's Ed25519 public key. */
  readonly signKey: string;
  /** Epoch ms when this device came into the account. */
  readonly since: number;
}

export async function readAccountRecord(db: AppDatabase): Promise<AccountRecord | undefined> {
  const found = await db.local.get(ACCOUNT_RECORD);
  return found && (JSON.parse(found.value) as AccountRecord);
}

export async function writeAccountRecord(db: AppDatabase, record: AccountRecord): Promise<void> {
  await db.local.put({ name: ACCOUNT_RECORD, value: JSON.stringify(record) });
}

export async function removeAccountRecord(db: AppDatabase): Promise<void> {
  await db.local.delete(ACCOUNT_RECORD);
}
