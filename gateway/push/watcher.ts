// News of one account: IDLE (RFC 2177) on its inbox, a look at all mailboxes now and then, and what is changed by way of
// this gateway, at once.
import type { Account } from '../imap/account.js';
import { listMailboxes } from '../imap/mailboxes.js';
import { emailState, mailboxState, messagesStates } from '../imap/state.js';

/** How often the mailboxes that are not the inbox are looked at, in milliseconds. */
const LOOK_MS = 30_000;
/** News come several at once: they are told together after this long, in milliseconds. */
const GATHER_MS = 100;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** States (RFC 8620 §7.1, StateChange) by type. */
export type States = Readonly<Record<'Email' | 'Mailbox' | 'Thread' | 'EmailDelivery', string>>;

export interface Watcher {
  /** @param onStates - called with the states as they are, and whenever they change. @returns how to stop */
  watch(onStates: (states: States) => void, onEnd: () => void): () => void;
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** One watcher per account, however many of its devices listen; it rests while none does. */
export function createWatcher(account: Account): Watcher {
  interface Listener {
    readonly onStates: (states: States) => void;
    readonly onEnd: () => void;
  }
  const listeners = new Set<Listener>();
  let last: States | undefined;
  let stop = new AbortController();
  let gathering: NodeJS.Timeout | undefined;
  /** Looks follow one another: an earlier one shall not be told after a later one. */
  let looking: Promise<void> = Promise.resolve();

  async function lookOnce() {
    const mailboxes = await account.withImap(listMailboxes);
    const inbox = mailboxes.find(({ role }) => role === 'inbox');
    const email = emailState(messagesStates(mailboxes));
    const states: States = {
      Email: email,
      Thread: email,
      Mailbox: mailboxState(mailboxes),
      // That something came, and not only changed (RFC 8621 §1.5).
      EmailDelivery: String(inbox?.uidNext ?? 0),
    };
    const isSame = last !== undefined && JSON.stringify(last) === JSON.stringify(states);
    last = states;
    if (!isSame) for (const { onStates } of listeners) onStates(states);
  }

  function look(): Promise<void> {
    // A failure is no news: the next look will tell.
    looking = looking.then(lookOnce).catch(() => {});
    return looking;
  }

  const hear = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void look();
    }, GATHER_MS);
  };

  async function idle(signal: AbortSignal) {
    let retry = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        const imap = await account.open();
        const end = () => imap.flow.close();
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
        try {
          await imap.flow.mailboxOpen('INBOX', { readOnly: true });
          imap.onNews = hear;
          hear();
          retry = FIRST_RETRY_MS;
          while (imap.flow.usable && !signal.aborted) await imap.flow.idle();
        } finally {
          signal.removeEventListener('abort', end);
          imap.flow.close();
        }
      } catch (error) {
        if ((error as { status?: number }).status === 401) {
          for (const { onEnd } of [...listeners]) onEnd();
          return;
        }
      }
      await pause(retry, signal);
      retry = Math.min(LAST_RETRY_MS, retry * 2);
    }
  }

  async function lookNowAndThen(signal: AbortSignal) {
    while (!signal.aborted) {
      await pause(LOOK_MS, signal);
      if (!signal.aborted) await look();
    }
  }

  function start() {
    stop = new AbortController();
    last = undefined;
    account.listeners.add(hear);
    void idle(stop.signal);
    void lookNowAndThen(stop.signal);
  }

  function rest() {
    stop.abort();
    clearTimeout(gathering);
    gathering = undefined;
    account.listeners.delete(hear);
  }

  return {
    watch(onStates, onEnd) {
      const listener = { onStates, onEnd };
      listeners.add(listener);
      if (listeners.size === 1) start();
      if (last === undefined) hear();
      else onStates(last);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) rest();
      };
    },
  };
}
