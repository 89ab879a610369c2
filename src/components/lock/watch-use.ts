// Locks the app when nobody has used it for a while, in any of its tabs. Loaded once there is a lock.
import type { LockActs } from '../../app/lock/lock.js';
import { type Clock, systemClock } from '../../domain/time/clock.js';
import { MS_PER_MINUTE } from '../../domain/time/types.js';

/** What counts as use; `input` alone comes of text that is dictated, or written with a pen. */
const uses = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart', 'scroll'] as const;
/** Use is noted so often at most. */
const NOTE_MS = 10_000;
const CHECK_MS = 15_000;

/**
 * @param minutes - 0: it is not locked by this.
 * @returns ends it.
 */
export function watchUse(
  lock: Pick<LockActs, 'lastUse' | 'noteUse' | 'lock'>,
  minutes: number,
  clock: Clock = systemClock,
): () => void {
  if (minutes === 0) return () => {};
  let noted = clock.now();
  let ended = false;
  lock.noteUse();

  /** A device that slept has no timers: looked at when somebody comes back, before what they do counts as use. */
  function check(): boolean {
    const last = Math.max(lock.lastUse(), noted);
    if (last > clock.now()) {
      // A clock that was set back: from now on.
      noted = clock.now();
      lock.noteUse();
      return true;
    }
    if (clock.now() - last < minutes * MS_PER_MINUTE) return true;
    if (!ended) void lock.lock().catch(() => {}); // the next look tries again
    return false;
  }

  function note(): void {
    if (!check()) return;
    if (clock.now() - noted < NOTE_MS) return;
    noted = clock.now();
    lock.noteUse();
  }

  const timer = setInterval(check, CHECK_MS);
  const options = { capture: true, passive: true };
  for (const use of uses) document.addEventListener(use, note, options);
  document.addEventListener('visibilitychange', check);
  return () => {
    ended = true;
    clearInterval(timer);
    for (const use of uses) document.removeEventListener(use, note, options);
    document.removeEventListener('visibilitychange', check);
  };
}
