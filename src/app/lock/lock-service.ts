import type { LockState } from '../../domain/lock/lock.js';
import { notesOfBrowser } from '../browser-notes.js';
import { LOCK_NOTE, PICTURE_NOTE } from '../day-picture-service.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { LockActs, LockService } from './lock.js';

const NO_LOCK: LockState = { isSet: false, locked: false, minutes: 0 };

export function createLockService(engine: Engine): LockService {
  const notes = notesOfBrowser();
  const mayBeLocked = notes?.getItem(LOCK_NOTE) != null;
  /** Without a lock no worker is started to ask: it tells by itself, once it runs. */
  let isKnown = mayBeLocked;

  async function state(): Promise<LockState> {
    if (!isKnown) return NO_LOCK;
    const found = await engine.lock('state', {});
    if (found.isSet) {
      notes?.setItem(LOCK_NOTE, '1');
      notes?.removeItem(PICTURE_NOTE);
    } else notes?.removeItem(LOCK_NOTE);
    return found;
  }

  let made: LockActs | undefined;
  const acts = async () => {
    const { createLockActs } = await import('./lock-acts.js');
    made ??= createLockActs(engine, notes);
    return made;
  };
  engine.lockChanges.subscribe(({ erased }) => {
    isKnown = true;
    if (erased) void import('./lock-acts.js').then(({ leaveErased }) => leaveErased(notes));
  });
  return { mayBeLocked, watch: () => watchQuery(engine.lockChanges, state, () => true), acts };
}
