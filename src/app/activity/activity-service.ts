// All that goes on, waits or has failed, from whoever knows of it, as one value.
import { type Activity, NO_ACTIVITY } from '../../domain/activity/activity.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { MailAccount } from '../../domain/mail/mailbox.js';
import type { MailAccountState } from '../../domain/mail/server-problem.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Services } from '../services.js';
import type { ActivityService } from './activity.js';
import type { ActivityRegistry } from './activity-registry.js';

export type ActivitySources = Pick<Services, 'collections' | 'mail' | 'mailServers' | 'sharing' | 'sync'>;

/** Of the network, as the browser sees it. */
export type NetworkEvents = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
  readonly navigator: Pick<Navigator, 'onLine'>;
};

type Waiting = Activity['mail'][number]['waiting'];

/** What was last heard. */
interface Heard {
  accounts: readonly MailAccount[];
  states: readonly MailAccountState[];
  waiting: Readonly<Record<string, Waiting>>;
  calendars: readonly Collection[];
}

export function createActivityService(
  registry: ActivityRegistry,
  { collections, mail, mailServers, sharing, sync }: ActivitySources,
  network: NetworkEvents = window,
): ActivityService {
  function watch(withMail: boolean): Watchable<Activity> {
    return {
      subscribe(observer) {
        let activity: Activity = { ...NO_ACTIVITY, ...registry.state(), isOnline: network.navigator.onLine };
        const heard: Heard = { accounts: [], states: [], waiting: {}, calendars: [] };
        const stops: (() => void)[] = [];
        let isOpen = true;
        let isDue = false;

        const tell = () => {
          if (isDue) return;
          isDue = true;
          // Several sources answer together.
          queueMicrotask(() => {
            isDue = false;
            if (isOpen) observer.next(activity);
          });
        };
        const put = (more: Partial<Activity>) => {
          activity = { ...activity, ...more };
          tell();
        };
        const follow = <T>(watchable: Watchable<T>, next: (value: T) => void) => {
          // What cannot be read now is left as it was: the views of these things say it.
          const subscription = watchable.subscribe({ next, error: () => {} });
          stops.push(() => subscription.unsubscribe());
        };

        const putMail = () =>
          put({
            mail: heard.accounts
              .filter(({ kind }) => kind === 'jmap')
              .map(({ id, name, refused = [] }) => {
                const state = heard.states.find(({ accountId }) => accountId === id);
                return { accountId: id, name, waiting: heard.waiting[id] ?? {}, refused, ...(state && { state }) };
              }),
          });

        stops.push(registry.subscribe(() => put(registry.state())));
        const onLine = () => put({ isOnline: network.navigator.onLine });
        for (const type of ['online', 'offline']) {
          network.addEventListener(type, onLine);
          stops.push(() => network.removeEventListener(type, onLine));
        }
        follow(sync.watch(), (status) => put({ sync: status }));
        follow(sharing.watchRejected(), ({ length }) => put({ rejected: length }));
        follow(collections.watch('calendar'), (all) => put({ calendars: failedCalendars(all) }));
        if (withMail) {
          follow(mail.watchAccounts(), (accounts) => {
            heard.accounts = accounts;
            putMail();
          });
          follow(mailServers.watchStates(), (states) => {
            heard.states = states;
            putMail();
          });
          follow(mail.watchWaiting(), (waiting) => {
            heard.waiting = waiting;
            putMail();
          });
          follow(mail.watchOutgoing(), (outgoing) => put({ outgoing }));
          follow(mail.watchIndexing(), (progress) => {
            const { indexing: _before, ...rest } = activity;
            activity = (progress.fraction ?? 0) < 1 ? { ...rest, indexing: progress } : rest;
            tell();
          });
        }
        tell();
        return {
          unsubscribe() {
            isOpen = false;
            for (const stop of stops) stop();
          },
        };
      },
    };
  }

  return {
    watch,
    stop: async (id) => registry.stop(id),
    hold: async (id, held) => registry.hold(id, held),
    tryAgain: async (id) => registry.tryAgain(id),
    dismiss: async (id) => registry.dismiss(id),
    noteAct: async (message, undo) => registry.noteAct(message, undo),
    undone: async (undo) => registry.undone(undo),
    undoOf: async (actId) => registry.undoOf(actId),
    forgetRefused: (accountId) => mailServers.forgetRefused(accountId),
  };
}

/** Those from elsewhere that could not be fetched, for another reason than that there is no network. */
function failedCalendars(all: readonly Collection[]): Activity['calendars'] {
  return all.flatMap(({ id, name, refresh }) =>
    refresh?.error === undefined || refresh.error.code === 'net/offline'
      ? []
      : [{ collectionId: id, name, error: refresh.error }],
  );
}
