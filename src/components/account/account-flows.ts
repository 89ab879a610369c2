// What happens when somebody presses something in "Sync and devices": dialogs are loaded when first opened.
import { msg, str } from '@lit/localize';
import type { AccountView } from '../../app/account/account.js';
import type { Services } from '../../app/services.js';
import type { AccountDevice } from '../../domain/sharing/sharing.js';
import { showDialog } from './account-dialog.js';
import { deviceName } from './account-texts.js';
import type { SureQuestion } from './ik-sure-dialog.js';

/** Asks, and does it. @returns whether it was done. */
async function ask(root: ShadowRoot, question: SureQuestion): Promise<boolean> {
  await import('./ik-sure-dialog.js');
  const dialog = document.createElement('ik-sure-dialog');
  return (await showDialog(root, Object.assign(dialog, { question }))).done;
}

/**
 * @param relay - Where the account has to be; the one that comes with the app when it is ''.
 * @returns whether an account was made.
 */
export async function setUpAccount(root: ShadowRoot, relay = ''): Promise<boolean> {
  await import('./ik-account-dialog.js');
  return (await showDialog(root, Object.assign(document.createElement('ik-account-dialog'), { relay }))).made;
}

/** For an account that the relay has lost. @returns whether another one has taken its place. */
export async function beginAnew(root: ShadowRoot, { name, relay }: AccountView): Promise<boolean> {
  await import('./ik-account-dialog.js');
  const dialog = document.createElement('ik-account-dialog');
  return (await showDialog(root, Object.assign(dialog, { relay, name, again: true }))).made;
}

export async function joinAccount(root: ShadowRoot): Promise<void> {
  await import('./ik-join-dialog.js');
  await showDialog(root, document.createElement('ik-join-dialog'));
}

/** @returns whether this device came back into the account. */
export async function recoverAccount(root: ShadowRoot): Promise<boolean> {
  await import('./ik-recover-dialog.js');
  return (await showDialog(root, document.createElement('ik-recover-dialog'))).done;
}

export async function addDevice(root: ShadowRoot, { relay }: AccountView): Promise<void> {
  await Promise.all([import('./ik-admit-dialog.js'), import('./ik-code-scanner.js')]);
  await showDialog(root, Object.assign(document.createElement('ik-admit-dialog'), { relay }));
}

/** @param renew - A new key takes the old one's place. */
export async function showRecoveryKey(
  root: ShadowRoot,
  { name, relay }: Pick<AccountView, 'name' | 'relay'>,
  renew: boolean,
): Promise<void> {
  await import('./ik-recovery-dialog.js');
  await showDialog(root, Object.assign(document.createElement('ik-recovery-dialog'), { name, relay, renew }));
}

export function renewRecoveryKey(root: ShadowRoot, account: AccountView): Promise<void> {
  return ask(root, {
    heading: msg('Make a new recovery key?'),
    lines: [
      msg('The old 24 words are good for nothing from then on: whoever has found them cannot come in.'),
      msg('Have paper ready: the new words are shown at once.'),
    ],
    act: msg('Make a new key'),
    work: async () => {},
  }).then((sure) => (sure ? showRecoveryKey(root, account, true) : undefined));
}

const whatRemovingDoes = () => [
  msg('It gets nothing new from the moment the relay knows, and can change nothing any more. All keys are made anew.'),
  msg('What is on it already stays there: nobody can take that back from afar.'),
];

export function removeDevice(root: ShadowRoot, services: Services, device: AccountDevice): Promise<boolean> {
  return ask(root, {
    heading: msg(str`Remove “${deviceName(device)}” from your account?`),
    lines: whatRemovingDoes(),
    act: msg('Remove device'),
    work: () => services.account.revoke([device.id]),
  });
}

export function removeOthers(
  root: ShadowRoot,
  services: Services,
  devices: readonly AccountDevice[],
): Promise<boolean> {
  return ask(root, {
    heading: msg('Remove all other devices?'),
    lines: [devices.map(deviceName).join(', '), ...whatRemovingDoes()],
    act: msg('Remove all others'),
    work: () => services.account.revoke(devices.map(({ id }) => id)),
  });
}

/** @returns whether this device left, and whether the others know. */
export async function signOut(
  root: ShadowRoot,
  services: Services,
  account: AccountView,
): Promise<'stayed' | 'told' | 'untold'> {
  const others = account.devices.filter(({ isThis, revoked }) => !isThis && !revoked).length;
  const last = account.recovery.confirmed
    ? msg('This is the account’s only device. You can come back with your recovery key.')
    : msg(
        'This is the account’s only device, and its recovery key is not confirmed: without the 24 words nobody can come back into it.',
      );
  let told = false;
  const left = await ask(root, {
    heading: msg('Leave the account on this device?'),
    lines: [
      msg(
        'What is here stays here, as calendars and address books of this device alone. Changes are not passed on any more, neither way.',
      ),
      ...(others === 0 ? [last] : []),
    ],
    act: msg('Leave'),
    work: async () => {
      told = await services.account.signOut();
    },
  });
  if (!left) return 'stayed';
  return told || others === 0 ? 'told' : 'untold';
}
