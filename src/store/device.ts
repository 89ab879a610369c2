import { randomHex } from '../domain/collections/random-hex.js';
import type { AppDatabase } from './database.js';

const DEVICE_BYTES = 8;
const SESSION_BYTES = 8;

async function deviceId(db: AppDatabase): Promise<string> {
  return db.transaction('rw', db.local, async () => {
    const known = await db.local.get('deviceId');
    if (known !== undefined) return known.value;
    const value = randomHex(DEVICE_BYTES);
    await db.local.add({ name: 'deviceId', value });
    return value;
  });
}

/** Automerge's actor of this session: 32 hex digits, the device's first. No two threads ever share one. */
export function createActor(db: AppDatabase): () => Promise<string> {
  const session = randomHex(SESSION_BYTES);
  let device: Promise<string> | undefined;
  return async () => {
    device ??= deviceId(db);
    device.catch(() => {
      device = undefined;
    });
    return (await device) + session;
  };
}
