import type { Services } from '../../app/services.js';
import { canEdit } from '../../domain/collections/collection.js';

/** Longer than a new profile takes to get its calendar. */
const PATIENCE_MS = 1500;

/**
 * A new profile gets its first calendar a moment after its first view: whoever is quicker waits for it, and makes an event in
 * it. Where there is none by then, one is made with its first event.
 */
export function firstCalendar(services: Services): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(), PATIENCE_MS);
    const subscription = services.collections.watch('calendar').subscribe({
      next: (calendars) => {
        if (calendars.some(canEdit)) queueMicrotask(finish);
      },
      error: () => queueMicrotask(finish),
    });
    function finish() {
      clearTimeout(timer);
      subscription.unsubscribe();
      resolve();
    }
  });
}
