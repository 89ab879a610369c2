// What the lock says, in words that promise no more than it does.
import { msg, str } from '@lit/localize';
import { AppError } from '../../domain/errors.js';
import { MIN_PASSPHRASE, type PassphraseStrength } from '../../domain/lock/passphrase.js';
import { describeAccountError } from '../account/account-texts.js';

function seconds(count: number): string {
  return count === 1 ? msg('1 second') : msg(str`${count} seconds`);
}

/** @returns '' for what the person has ended themselves. */
export function describeLockError(error: unknown): string {
  if (!(error instanceof AppError)) return describeAccountError(error);
  const { code, detail } = error;
  if (code === 'cancelled') return '';
  if (code === 'sync/browser' && detail.why === 'lock')
    return msg(
      'The key this device signs with was made before there was a lock, and the browser does not give it out. Leave the account on this device, come back into it, and set the lock then.',
    );
  if (code !== 'sync/code') return describeAccountError(error);
  const wait = Number(detail.seconds ?? 0);
  switch (detail.why) {
    case 'passphrase':
      return wait > 0
        ? msg(str`This is not the passphrase. Try again in ${seconds(wait)}.`)
        : msg('This is not the passphrase.');
    case 'wait':
      return msg(str`There were many wrong tries. Try again in ${seconds(wait)}.`);
    case 'device':
      return msg('This device did not give its key. Use the passphrase.');
    case 'length':
      return tooShort();
    case 'damaged':
      return msg('What is kept of the lock on this device is damaged: it cannot be opened with any passphrase.');
    default:
      return msg('The lock was changed in another tab. Look again.');
  }
}

/** How long nobody may try now. */
export const waitOf = (error: unknown): number =>
  error instanceof AppError && error.code === 'sync/code' ? Number(error.detail.seconds ?? 0) : 0;

const tooShort = () => msg(str`At least ${MIN_PASSPHRASE} characters.`);

export function strengthText(strength: PassphraseStrength): string {
  switch (strength) {
    case 'short':
      return tooShort();
    case 'weak':
      return msg('Weak: whoever has a copy of this device’s data finds it by trying, within days.');
    case 'fair':
      return msg('Fair: it holds off most people. One more word makes it far harder to find.');
    case 'strong':
      return msg('Strong, as far as can be told: only you know how you chose it.');
  }
}

/** What a number of minutes means. */
export function minutesText(minutes: number): string {
  if (minutes === 0) return msg('Only when it is closed');
  if (minutes === 60) return msg('After 1 hour without use');
  return msg(str`After ${minutes} minutes without use`);
}

export const protectsText = () =>
  msg(
    'What it protects: the keys of your account and the passwords of mail servers are encrypted with your passphrase. Whoever copies this device’s data can neither read nor change what your account syncs and shares, nor fetch your mail. Whoever sits before the open app sees nothing of it.',
  );

export const exposesText = () =>
  msg(
    'What it does not: the calendars, contacts and messages on this device are in the browser’s own storage, which is not encrypted by it. Against somebody who has this computer or its disk, encrypt the disk (FileVault, BitLocker, a phone’s screen lock).',
  );
