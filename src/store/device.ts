import { randomHex } from '../domain/collections/random-hex.js';
import type { AppDatabase, SettingRecord } from './database.js';

const DEVICE_BYTES = 8;
const SESSION_BYTES = 8;

/** Longer than anybody calls a device. UTF-16 code units. */
export const MAX_DEVICE_NAME = 60;

/** Key of a device's name in the settings' document: one each, so that devices never overwrite each other's. */
export function deviceNameKey(device: string): string {
  return `device/${device}`;
}

/** '' for none, and for what no device of ours wrote. */
export function readDeviceName(record: SettingRecord | undefined): string {
  try {
    const name: unknown = JSON.parse(record?.value ?? '""');
    return typeof name === 'string' ? name.slice(0, MAX_DEVICE_NAME) : '';
  } catch {
    return '';
  }
}

async function deviceId(db: AppDatabase): Promise<string> {
  return db.transaction('rw', db.local, async () => {
    const known = await db.local.get('deviceId');
    if (known !== undefined) return known.value;
    const value = randomHex(DEVICE_BYTES);
    await db.local.add({ name: 'deviceId', value });
    return value;
  });
}

/** Who makes Automerge changes: 32 hex digits, the device's first. No two threads ever share one. */
export interface Actors {
  /** Of this session. */
  session(): Promise<string>;
  /** For one pending change alone. */
  fresh(): Promise<string>;
  /** This device's digits, with which all its actors begin. */
  device(): Promise<string>;
}

/** Hex digits of an actor that name its device. */
export const DEVICE_DIGITS = 2 * DEVICE_BYTES;

export function createActors(db: AppDatabase): Actors {
  const session = randomHex(SESSION_BYTES);
  let known: Promise<string> | undefined;
  const device = () => {
    known ??= deviceId(db);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  return {
    device,
    session: async () => (await device()) + session,
    fresh: async () => (await device()) + randomHex(SESSION_BYTES),
  };
}
