import { msg, str } from '@lit/localize';
import type { SyncProblem, SyncStatus } from '../../app/sync/sync.js';
import { momentText } from '../calendar/refresh-text.js';

const MOMENT_MS = 60_000;

export function problemText(problem: SyncProblem): string {
  switch (problem) {
    case 'revoked':
      return msg('This device was taken out of your account. What is on it stays here, and goes nowhere any more.');
    case 'unknown-account':
      return msg(
        'The relay does not know your account: it has lost it. Everything that is on this device is still here and still works; it is not passed on to your other devices, or to people you share with.',
      );
    case 'clock':
      return msg('The clock of this device is wrong: the relay does not accept it.');
    case 'full':
      return msg('The relay has no room left for your account. Edits stay on this device.');
    case 'protocol':
      return msg('The relay speaks another language than this app. One of them needs an update.');
    case 'other-relay':
      return msg(
        'At the relay’s address is another relay than the one this device knows, or one that has lost what it knew. Nothing is sent to it. Everything that is on this device is still here and still works.',
      );
    case 'behind':
      return msg(
        'The relay shows less than your devices have seen: it has lost something, or hides it. Nothing that is on this device is lost; look on your other devices whether something is missing here.',
      );
    case 'locked':
      return msg('Your keys are locked: unlock the app to sync.');
  }
}

/** Edits that wait, in words; '' for none. */
export function waitingText(waiting: number): string {
  if (waiting === 0) return '';
  return waiting === 1 ? msg('1 edit waits on this device.') : msg(str`${waiting} edits wait on this device.`);
}

/** The state in a few words: what a button is called. */
export function syncLabel({ state, waiting, problem }: SyncStatus): string {
  if (problem !== undefined) return msg('Syncing needs you');
  if (state === 'offline') return msg('Offline');
  if (state === 'connecting') return msg('Connecting…');
  return waiting > 0 ? msg('Syncing…') : msg('Synced');
}

/** The state in sentences. @param now - Epoch ms. */
export function syncTexts(status: SyncStatus, now: number, locale: string): readonly string[] {
  const { state, waiting, problem, lastSynced } = status;
  const isSynced = state === 'online' && waiting === 0;
  const wasJust = lastSynced !== undefined && now - lastSynced < MOMENT_MS;
  return [
    ...(problem === undefined ? [] : [problemText(problem)]),
    ...(state === 'offline' && problem === undefined ? [msg('Everything is on this device and still works.')] : []),
    ...(isSynced ? [msg('Synced just now')] : [waitingText(waiting)]),
    ...(!isSynced && lastSynced !== undefined
      ? [wasJust ? msg('Synced just now') : momentText(lastSynced, locale)]
      : []),
  ].filter((text) => text !== '');
}
