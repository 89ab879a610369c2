// The lock's key, for as long as this tab may have it. Tabs of a profile have it together: one that is unlocked gives it to the
// others, and to those that open later; when one locks, all drop it.
import { type LockState, NO_LOCK } from '../../domain/lock/lock.js';
import type { AppDatabase } from '../../store/database.js';
import { readLock } from '../../store/lock-record.js';
import type { LockKeys } from '../../store/secret-store.js';

/** What tabs say to each other. The key is a CryptoKey that nobody can read out. */
export type TabMessage =
  | { readonly type: 'who' }
  /** @param opened - Somebody has unlocked it just now; otherwise it answers `who`. */
  | { readonly type: 'key'; readonly id: string; readonly key: CryptoKey; readonly opened: boolean }
  /** The lock was closed. */
  | { readonly type: 'locked' }
  /** It was set, taken off, or is another one. */
  | { readonly type: 'changed' }
  | { readonly type: 'erased' };

/** As a BroadcastChannel: to all tabs but this one. */
export interface TabChannel {
  postMessage(message: TabMessage): void;
  onmessage: ((event: MessageEvent<TabMessage>) => void) | null;
}

export interface LockKeeper {
  readonly keyOf: LockKeys;
  state(): Promise<LockState>;
  /** Unlocked, here and in all tabs. */
  take(id: string, key: CryptoKey): void;
  /** Locks, here and in all tabs. */
  lock(): void;
  /** Something else about the lock was changed here. */
  changed(): void;
  /** Everything of the profile is gone. */
  erased(): void;
}

interface Options {
  readonly db: AppDatabase;
  readonly tabs: TabChannel;
  /** The keys can be read now, or cannot any more. */
  onKeys(): void;
  /** The page is to look again. @param erased - Nothing is left of the profile. */
  tellPage(erased: boolean): void;
  /** Whether some tab is unlocked: worth to wait a moment for its answer. */
  isSomeUnlocked(): Promise<boolean>;
  /** This tab is unlocked, until the returned function is called. */
  holdUnlocked(): () => void;
}

/** Another tab answers within this time, or is on its way out. */
const ANSWER_MS = 500;

export function createLockKeeper(options: Options): LockKeeper {
  const { db, tabs } = options;
  let held: { readonly id: string; readonly key: CryptoKey } | undefined;
  let release = () => {};
  /** It was locked since this tab asked: an answer that comes later is from before. */
  let wasLocked = false;
  let answered = () => {};

  function keep(id: string, key: CryptoKey): void {
    if (held === undefined) release = options.holdUnlocked();
    held = { id, key };
    answered();
    options.onKeys();
    options.tellPage(false);
  }

  function drop(): void {
    wasLocked = true;
    if (held === undefined) return;
    held = undefined;
    release();
    options.onKeys();
    options.tellPage(false);
  }

  /** A tab that opens beside others is unlocked as they are; a moment is given to them to say so. */
  async function askOthers(): Promise<void> {
    const lock = await readLock(db);
    if (lock === undefined) return;
    const answer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    tabs.postMessage({ type: 'who' });
    if (!(await options.isSomeUnlocked())) return;
    await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, ANSWER_MS))]);
  }

  tabs.onmessage = ({ data }) => {
    if (data.type === 'who') {
      if (held !== undefined) tabs.postMessage({ type: 'key', ...held, opened: false });
    } else if (data.type === 'key') {
      const isOld = !data.opened && wasLocked;
      if (held?.id !== data.id && !isOld) keep(data.id, data.key);
    } else if (data.type === 'locked') drop();
    else options.tellPage(data.type === 'erased');
  };

  const asked = askOthers().catch(() => {}); // who reads gets the error
  // A page that did not know of a lock is told.
  void asked.then(async () => (await readLock(db)) && options.tellPage(false)).catch(() => {});

  return {
    keyOf: (id) => (held?.id === id ? held.key : undefined),
    async state() {
      await asked;
      const lock = await readLock(db);
      if (lock === undefined) return NO_LOCK;
      const { id, minutes, device } = lock;
      return {
        isSet: true,
        locked: held?.id !== id,
        minutes,
        ...(device && { device: { credential: device.credential, salt: device.salt } }),
      };
    },
    take(id, key) {
      keep(id, key);
      tabs.postMessage({ type: 'key', id, key, opened: true });
    },
    lock() {
      tabs.postMessage({ type: 'locked' });
      drop();
    },
    changed() {
      tabs.postMessage({ type: 'changed' });
      options.tellPage(false);
    },
    erased() {
      tabs.postMessage({ type: 'erased' });
      options.tellPage(true);
    },
  };
}
