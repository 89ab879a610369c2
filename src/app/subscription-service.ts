import type { HolidayIndex } from '../domain/calendar/holidays.js';
import { isFetched, nextRefresh } from '../domain/collections/refresh.js';
import { AppError } from '../domain/errors.js';
import { systemClock } from '../domain/time/clock.js';
import { refreshLock } from '../workers/channels.js';
import type { Engine } from './engine.js';
import type { SubscriptionService } from './services.js';

/** A server may be slow, and its calendar long. */
const REFRESH_LIMIT_MS = 180_000;
/** How often the clock is looked at. */
const TICK_MS = 60_000;
/** Whatever the app begins with is done by then. */
const FIRST_TICK_MS = 2000;

export function createSubscriptionService(engine: Engine, database: string): SubscriptionService {
  const { format } = engine;
  /** Calendars that are being looked at, so that two wishes make one request. */
  const running = new Map<string, Promise<void>>();

  async function look(id: string): Promise<void> {
    const commandId = crypto.randomUUID();
    await engine.finish(await format.call((api) => api.refresh(id, commandId), REFRESH_LIMIT_MS));
  }

  function refresh(id: string): Promise<void> {
    const known = running.get(id) ?? look(id).finally(() => running.delete(id));
    running.set(id, known);
    return known;
  }

  async function refreshDue(): Promise<void> {
    if (!navigator.onLine) return;
    const now = systemClock.now();
    for (const { id, source, refresh: state } of await engine.query((api) => api.collections())) {
      if (source === undefined || !isFetched(source) || nextRefresh(source, state, now) > now) continue;
      await refresh(id).catch(() => {}); // looked at again in a minute
    }
  }

  return {
    async preview(source, { signal } = {}) {
      const id = crypto.randomUUID();
      const cancelled = () => new AppError('cancelled', 'It was cancelled.');
      if (signal?.aborted === true) throw cancelled();
      const abort = () => void format.call((api) => api.cancel(id)).catch(() => {});
      signal?.addEventListener('abort', abort, { once: true });
      const name = source.kind === 'subscription' ? new URL(source.url).host : '';
      try {
        return await format.call((api) => api.previewSource(id, source, name), REFRESH_LIMIT_MS);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async subscribe(previewId, collection) {
      const commandId = crypto.randomUUID();
      const target = { collection, duplicates: 'replace' } as const;
      const inSight = [...engine.inSight];
      const answer = await engine.finish(await format.call((api) => api.commit(previewId, target, commandId, inSight)));
      void format.call((api) => api.discard(previewId)).catch(() => {});
      if (answer.collection === undefined) throw new AppError('store/failed', 'No calendar was made.');
      const { undo, counts, collection: made } = answer;
      return { undo, importId: commandId, collectionId: made.id, added: counts?.added ?? 0, replaced: 0, skipped: 0 };
    },
    refresh,
    async start() {
      const tick = () => {
        // Another tab that does it is enough.
        void navigator.locks.request(refreshLock(database), { ifAvailable: true }, (lock) => lock && refreshDue());
      };
      const first = setTimeout(tick, FIRST_TICK_MS);
      const timer = setInterval(tick, TICK_MS);
      globalThis.addEventListener('online', tick);
      return () => {
        clearTimeout(first);
        clearInterval(timer);
        globalThis.removeEventListener('online', tick);
      };
    },
    async holidayIndex() {
      const failure = new AppError(navigator.onLine ? 'net/unreachable' : 'net/offline', 'No list of holidays.', {
        host: location.host,
      });
      const response = await fetch('/holidays/index.json').catch(() => {
        throw failure;
      });
      if (!response.ok) throw failure;
      return (await response.json()) as HolidayIndex;
    },
  };
}
