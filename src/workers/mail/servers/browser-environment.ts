import { systemClock } from '../../../domain/time/clock.js';
import type { JmapEnvironment } from '../../../sync/jmap/environment.js';

/** The worker itself. */
export const browserEnvironment: JmapEnvironment = {
  fetch: (url, init) => fetch(url, init),
  now: () => systemClock.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
  isOnline: () => navigator.onLine,
};
