import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { MAX_PERSON_NAME } from '../../domain/sharing/account.js';
import { accountNoteKeys } from '../../store/account-note.js';
import { DEVICE_DIGITS, deviceFormKey, deviceNameKey, MAX_DEVICE_NAME } from '../../store/device.js';
import type { Command } from '../sync.api.js';
import { type Plan, planMeta } from './write-documents.js';

/** Writes what all devices are to know of the account into the settings' document. */
export function planAccountNote({ note, device }: Extract<Command, { type: 'noteAccount' }>): Plan {
  const { name, address, recovery } = note;
  const values: [string, unknown][] = [];
  if (name !== undefined) values.push([accountNoteKeys.name, name.trim().slice(0, MAX_PERSON_NAME)]);
  if (address !== undefined) values.push([accountNoteKeys.address, address]);
  if (recovery !== undefined) values.push([accountNoteKeys.recovery, recovery]);
  if (device !== undefined)
    values.push([deviceNameKey(device.id.slice(0, DEVICE_DIGITS)), device.name.trim().slice(0, MAX_DEVICE_NAME)]);
  if (device?.form !== undefined) values.push([deviceFormKey(device.id.slice(0, DEVICE_DIGITS)), device.form]);
  return planMeta(SETTINGS_ID, new Map(values.map(([key, value]) => [key, JSON.stringify(value)])));
}
