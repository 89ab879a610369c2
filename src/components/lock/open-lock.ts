// The app while its lock is open: it locks when nobody uses it.
import type { LitElement } from 'lit';
import type { Services } from '../../app/services.js';
import { watchUse } from './watch-use.js';

/**
 * @param minutes - Without use, until it locks; 0: it does not.
 * @param wasLocked - Somebody has unlocked it just now, and goes on in its content.
 * @returns ends it.
 */
export async function openLock(
  app: LitElement,
  { lock }: Services,
  minutes: number,
  wasLocked: boolean,
): Promise<() => void> {
  const acts = await lock.acts();
  await app.updateComplete;
  if (wasLocked) app.renderRoot.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  const stopWatching = watchUse(acts, minutes);
  return stopWatching;
}
