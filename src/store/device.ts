import { randomHex } from '../domain/collections/random-hex.js';
import type { DeviceForm } from '../domain/sharing/sharing.js';
import type { AppDatabase, SettingRecord } from './database.js';

const DEVICE_BYTES = 8;
const SESSION_BYTES = 8;

/** Longer than anybody calls a device. UTF-16 code units. */
export const MAX_DEVICE_NAME = 60;

/** Key of a device's name in the settings' document: one each, so that devices never overwrite each other's. */
export function deviceNameKey(device: string): string {
  return `device/${device}`;
}

/** Key of what a device looks like. */
export const deviceFormKey = (device: string): string => `device-form/${device}`;

const FORMS: readonly DeviceForm[] = ['phone', 'tablet', 'computer'];

/** `undefined` for none, and for what no device of ours wrote. */
export const readDeviceForm = (record: SettingRecord | undefined): DeviceForm | undefined =>
  FORMS.find((form) => JSON.stringify(form) === record?.value);

/** '' for none, and for what no device of ours wrote. */
export function readDeviceName(record: SettingRecord | undefined): string {
  try {
    const name: unknown = JSON.parse(record?.value ?? '""');
    return typeof name === 'string' ? name.slice(0, MAX_DEVICE_NAME) : '';
  } catch {
    return '';
  }
}

const DEVICE = 'deviceId';
/** In an account, actors begin with twelve bytes of the device's id there (docs/sync-protocol.md §3). */
const ACTOR_PREFIX = 'actorPrefix';

async function deviceId(db: AppDatabase): Promise<string> {
  return db.transaction('rw', db.local, async () => {
    const known = await db.local.get(DEVICE);
    if (known !== undefined) return known.value;
    const value = randomHex(DEVICE_BYTES);
    await db.local.add({ name: DEVICE, value });
    return value;
  });
}

/**
 * From now on this device is the one that its account calls so. Whoever makes changes has to ask for actors anew.
 *
 * @param id - Hexadecimal.
 * @returns the digits it was known by before; `undefined` when it is known so already.
 */
export async function becomeDevice(db: AppDatabase, id: string): Promise<string | undefined> {
  const before = await deviceId(db);
  const digits = id.slice(0, DEVICE_DIGITS);
  await db.local.bulkPut([
    { name: DEVICE, value: digits },
    { name: ACTOR_PREFIX, value: id.slice(0, ACCOUNT_DEVICE_DIGITS) },
  ]);
  return before === digits ? undefined : before;
}

/** Who makes Automerge changes: 32 hex digits, the device's first. No two threads ever share one. */
export interface Actors {
  /** Of this session. */
  session(): Promise<string>;
  /** For one pending change alone. */
  fresh(): Promise<string>;
  /** This device's digits, with which all its actors begin. */
  device(): Promise<string>;
  /** The device has got another id. */
  renew(): void;
}

/** Hex digits of an actor that name its device. */
export const DEVICE_DIGITS = 2 * DEVICE_BYTES;
/** Hex digits of an actor that an account's device answers for. */
const ACCOUNT_DEVICE_DIGITS = 24;
const ACTOR_DIGITS = 32;

export function createActors(db: AppDatabase): Actors {
  let session = randomHex(SESSION_BYTES);
  let known: Promise<{ readonly device: string; readonly prefix: string }> | undefined;
  const ids = () => {
    known ??= (async () => {
      const device = await deviceId(db);
      return { device, prefix: (await db.local.get(ACTOR_PREFIX))?.value ?? device };
    })();
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const actor = async (random: string) => ((await ids()).prefix + random).slice(0, ACTOR_DIGITS);
  return {
    device: async () => (await ids()).device,
    session: () => actor(session),
    fresh: () => actor(randomHex(SESSION_BYTES)),
    renew() {
      known = undefined;
      session = randomHex(SESSION_BYTES);
    },
  };
}
