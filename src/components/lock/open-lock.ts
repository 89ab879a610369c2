// The app while its lock is open: it can be locked by a command, and locks when nobody uses it.
import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import lockIcon from 'lucide-static/icons/lock-keyhole.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { Services } from '../../app/services.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { watchUse } from './watch-use.js';

/**
 * @param minutes - Without use, until it locks; 0: it does not.
 * @param wasLocked - Somebody has unlocked it just now, and goes on in its content.
 * @returns ends it.
 */
export async function openLock(
  app: LitElement,
  { lock }: Services,
  registry: CommandRegistry,
  minutes: number,
  wasLocked: boolean,
): Promise<() => void> {
  const acts = await lock.acts();
  await app.updateComplete;
  if (wasLocked) app.renderRoot.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  const stopWatching = watchUse(acts, minutes);
  const takeOut = registry.add([
    {
      id: 'shell.lock',
      // In the language of whoever reads it.
      get title() {
        return msg('Lock now');
      },
      get group() {
        return msg('General');
      },
      shortcut: 'Ctrl+Shift+L',
      icon: lockIcon,
      run() {
        acts.lock().catch((error) => app.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' })));
      },
    },
  ]);
  return () => {
    stopWatching();
    takeOut();
  };
}
