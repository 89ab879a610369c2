import type { LockState } from '../../domain/lock/lock.js';
import { notesOfBrowser } from '../browser-notes.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { LockActs, LockService } from './lock.js';

/** Says, before any database was opened, that there is a lock: nothing is drawn until it is known to be open. */
const SET_NOTE = 'ik-lock';
const NO_LOCK: LockState = { isSet: false, locked: false, minutes: 0 };

export function createLockService(engine: Engine): LockService {
  const notes = notesOfBrowser();
  const mayBeLocked = notes?.getItem(SET_NOTE) != null;
  /** Without a lock no worker is started to ask: it tells by itself, once it runs. */
  let isKnown = mayBeLocked;

  async function state(): Promise<LockState> {
    if (!isKnown) return NO_LOCK;
    const found = await engine.lock('state', {});
    if (found.isSet) notes?.setItem(SET_NOTE, '1');
    else notes?.removeItem(SET_NOTE);
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
