// What can go wrong with accounts and devices, in words that say what to do.
import { msg, str } from '@lit/localize';
import { AppError, type Detail, type ProblemCode } from '../../domain/errors.js';
import type { RelayAddressProblem } from '../../domain/sharing/relay-address.js';
import type { AccountDevice } from '../../domain/sharing/sharing.js';
import { describeError } from '../shared/problem-message.js';

const refusals: Readonly<Record<string, () => string>> = {
  RATE: () => msg('The relay asks to wait a little: there were many tries. Try again in a minute.'),
  BUSY: () => msg('The relay is busy. Try again in a moment.'),
  LIMIT: () => msg('An account has at most 20 devices. Remove one first.'),
  QUOTA: () => msg('The relay has no room left for this account.'),
  LAST_OWNER: () => msg('This is the account’s only device.'),
  DEVICE_REVOKED: () => msg('This device was removed from the account.'),
};

const codes: Readonly<Record<string, (detail: Detail) => string>> = {
  nobody: () => msg('No device answered with this code. Is it still shown there? A code holds for five minutes.'),
  expired: () => msg('The five minutes of this code are over. Let the new device show another one.'),
  used: () => msg('This code was used before, or somebody else answered it. Let the new device show another one.'),
  mismatch: () =>
    msg('The other device is not the one that showed the code. Nothing was added. Begin again with a new code.'),
  declined: () => msg('It was ended on the other device. Nothing was added.'),
  cancelled: () => msg('It was ended. Nothing was added.'),
  relay: (d) =>
    msg(str`The new device waits at another relay (${String(d.relay ?? '')}). Choose the same relay on both.`),
  unknown: () => msg('No account at this relay has this recovery key. Look at the words, and at the relay’s address.'),
  replaced: () => msg('This recovery key was replaced by a newer one, which is needed here.'),
  'sign-up': () => msg('This relay asks for a code to sign up, or takes no new accounts. Ask whoever runs it.'),
};

/** @returns The same as `describeError`, closer to what the person is doing. */
export function describeAccountProblem(code: ProblemCode, detail: Detail): string {
  if (code === 'sync/code') return (codes[String(detail.why)] ?? codes.nobody!)(detail);
  if (code === 'sync/refused') {
    const known = refusals[String(detail.refusal)];
    if (known !== undefined) return known();
  }
  if (code === 'sync/account' && detail.why === 'here') return msg('There is an account on this device already.');
  return describeError(new AppError(code, '', detail));
}

export const describeAccountError = (error: unknown): string =>
  error instanceof AppError ? describeAccountProblem(error.code, error.detail) : describeError(error);

const addressProblems: Readonly<Record<RelayAddressProblem, () => string>> = {
  empty: () => msg('Type the relay’s address.'),
  'no-address': () => msg('This is no address of a relay. It looks like relay.example.org.'),
  insecure: () =>
    msg(
      'Without encryption (ws:) only a relay on this computer can be used. Type it with wss:// or without anything in front.',
    ),
  path: () => msg('A relay’s address ends after its name, as in relay.example.org.'),
};

export const describeAddressProblem = (problem: RelayAddressProblem): string => addressProblems[problem]();

/** What a device is, when it has no name. */
export function deviceKind(kind: AccountDevice['kind']): string {
  if (kind === 'browser') return msg('Browser');
  return kind === 'app' ? msg('Installed app') : msg('Program');
}

/** What it stands on, or is held in. */
export function deviceForm(form: NonNullable<AccountDevice['form']>): string {
  if (form === 'computer') return msg('Computer');
  return form === 'phone' ? msg('Phone') : msg('Tablet');
}

/** Its name, or what it is. */
export const deviceName = ({ name, kind }: Pick<AccountDevice, 'name' | 'kind'>): string =>
  name === '' ? deviceKind(kind) : name;

/** What a device of the person may be called, from what the browser says of itself: `Firefox, Linux`. */
export function suggestDeviceName(agent: string): string {
  const first = (table: readonly (readonly [RegExp, string])[]) => table.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = first([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = first([
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'Mac'],
    [/CrOS/, 'Chromebook'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter(Boolean).join(', ');
}
