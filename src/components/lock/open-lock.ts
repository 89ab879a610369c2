// The app while its lock is open: it locks when nobody uses it, and what stands in open forms then is there again afterwards.
import type { LitElement } from 'lit';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { LockActs } from '../../app/lock/lock.js';
import type { Services } from '../../app/services.js';
import type { UnsavedForm } from '../../domain/lock/unsaved-form.js';
import { type FormKeeper, formKeeperOf } from './form-keeper.js';
import { watchUse } from './watch-use.js';

type App = LitElement & { readonly display: DisplaySettings };

/**
 * @param minutes - Without use, until it locks; 0: it does not.
 * @param wasLocked - Somebody has unlocked it just now, and goes on in its content.
 * @returns ends it.
 */
export async function openLock(app: App, services: Services, minutes: number, wasLocked: boolean): Promise<() => void> {
  const acts = await services.lock.acts();
  await app.updateComplete;
  if (wasLocked) app.renderRoot.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  const stopWatching = watchUse(acts, minutes);
  const keeper = formKeeperOf(app, acts);
  keeper.begin();
  let isOver = false;
  void takeKept(acts, keeper, wasLocked)
    .then((forms) => (forms.length > 0 && !isOver ? offer(app, services, keeper, forms) : undefined))
    .catch(() => {}); // it is still sealed: offered the next time
  return () => {
    isOver = true;
    stopWatching();
    keeper.end();
    void app.updateComplete.then(() => {
      if (app.renderRoot.querySelector('ik-lock-screen') === null) return;
      app.querySelector('ik-unsaved')?.remove();
      void keeper.locked();
    });
  };
}

/** What this tab had in its forms when it was locked or closed, and what tabs that are gone had: this tab's from now on. */
async function takeKept(acts: LockActs, keeper: FormKeeper, wasLocked: boolean): Promise<readonly UnsavedForm[]> {
  // Later, without a lock in between, the forms of this tab are open.
  const isOwnWanted = wasLocked || !keeper.hasTaken;
  keeper.hasTaken = true;
  await acts.unsaved.take(async (kept) => {
    // Whoever sees the app is asked, not a tab behind it.
    const isSeen = document.visibilityState === 'visible';
    const wanted = kept.filter(({ isOwn }) => (isOwn ? isOwnWanted : isSeen));
    keeper.waiting = [...keeper.waiting, ...wanted.flatMap(({ forms }) => forms)];
    await keeper.keep();
    return wanted;
  });
  return keeper.waiting;
}

async function offer(app: App, services: Services, keeper: FormKeeper, forms: readonly UnsavedForm[]): Promise<void> {
  await import('./ik-unsaved.js');
  const element = Object.assign(document.createElement('ik-unsaved'), {
    services,
    display: app.display,
    forms,
    onForms: (left: readonly UnsavedForm[]) => {
      keeper.waiting = left;
      return keeper.keep();
    },
  });
  app.querySelector('ik-unsaved')?.remove();
  app.append(element);
}
