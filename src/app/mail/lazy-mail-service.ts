import type { Watchable } from '../../domain/watchable.js';
import type { ClosableMailService } from './create-mail-service.js';
import type { MailServerService } from './mail-server-service.js';
import type { MailService } from './mail-service.js';

type Service = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Mail's services, whose code comes with the first thing that is asked of them: the first view is of something else. */
export function createLazyMailService(database: string): ClosableMailService {
  let loading: Promise<ClosableMailService> | undefined;
  let closed = false;
  const load = () => {
    loading ??= import('./create-mail-service.js').then(({ createMailService }) => {
      const service = createMailService(database);
      if (closed) service.close(); // its calls say so
      return service;
    });
    loading.catch(() => {
      loading = undefined; // the next call tries again
    });
    return loading;
  };
  const servers = () => load().then((service) => service.servers);
  return {
    ...(later(load as () => Promise<unknown>, MAIL) as unknown as MailService),
    servers: later(servers as () => Promise<unknown>, SERVERS) as unknown as MailServerService,
    close() {
      closed = true;
      void loading?.then((service) => service.close());
    },
  };
}

/** What each name gives: a promise, or something to watch. */
type Kinds<T> = Readonly<Record<keyof T, 'call' | 'watch'>>;

const MAIL: Kinds<MailService> = {
  watchAccounts: 'watch',
  watchMailboxes: 'watch',
  watchList: 'watch',
  watchThread: 'watch',
  watchIndexing: 'watch',
  rows: 'call',
  indexOf: 'call',
  email: 'call',
  source: 'call',
  part: 'call',
  attachedMessage: 'call',
  run: 'call',
  importFile: 'call',
  pauseImport: 'call',
  exportMailboxes: 'call',
  movedSince: 'call',
};

const SERVERS: Kinds<MailServerService> = {
  watchStates: 'watch',
  add: 'call',
  signInAgain: 'call',
  remove: 'call',
  countWaiting: 'call',
  fetchMessage: 'call',
  lookNow: 'call',
};

function later(load: () => Promise<unknown>, kinds: Readonly<Record<string, 'call' | 'watch'>>): Service {
  const entries = Object.entries(kinds).map(([name, kind]) => {
    const ask = (args: readonly unknown[]) => load().then((service) => (service as Service)[name]!(...args));
    const call = (...args: readonly unknown[]) => ask(args);
    const watch = (...args: readonly unknown[]) => watchLater(ask(args) as Promise<Watchable<unknown>>);
    return [name, kind === 'call' ? call : watch] as const;
  });
  return Object.fromEntries(entries);
}

function watchLater(watchable: Promise<Watchable<unknown>>): Watchable<unknown> {
  watchable.catch(() => {}); // told to whoever watches
  return {
    subscribe(observer) {
      let stop: (() => void) | undefined = () => {};
      watchable.then(
        (inner) => {
          if (stop === undefined) return;
          const subscription = inner.subscribe(observer);
          stop = () => subscription.unsubscribe();
        },
        (error: unknown) => stop && observer.error(error),
      );
      return {
        unsubscribe() {
          stop?.();
          stop = undefined;
        },
      };
    },
  };
}
