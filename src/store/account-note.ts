// What stands in the settings' document about the person's account: written by any of their devices, so read with care.
import type { SettingRecord } from './database.js';

/** Names of settings. */
export const accountNoteKeys = {
  name: 'account/name',
  address: 'account/address',
  recovery: 'account/recovery',
} as const;

/** As `AccountNote`, with nothing missing. */
export interface AccountNotes {
  readonly name: string;
  readonly address: string;
  readonly recovery: { readonly key: string; readonly confirmed: number } | undefined;
}

const MAX_TEXT = 254;

function read(records: ReadonlyMap<string, SettingRecord>, key: string): unknown {
  try {
    return JSON.parse(records.get(key)?.value ?? 'null');
  } catch {
    return null;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : '');

function readRecovery(value: unknown): AccountNotes['recovery'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { key, confirmed } = value as Record<string, unknown>;
  return typeof key === 'string' && typeof confirmed === 'number' && Number.isFinite(confirmed)
    ? { key, confirmed }
    : undefined;
}

/** @param records - Settings by name. */
export const readAccountNotes = (records: ReadonlyMap<string, SettingRecord>): AccountNotes => ({
  name: text(read(records, accountNoteKeys.name)),
  address: text(read(records, accountNoteKeys.address)),
  recovery: readRecovery(read(records, accountNoteKeys.recovery)),
});
