// Commands that were given and not answered yet. A tab may be closed, or loaded anew, before its worker has even begun to
// listen: what a person did must not hang on that. The browser keeps a note of such a command from the moment it is given
// (localStorage, which is at hand at once), and the next page sends it again under its id, so that it is carried out once.
import { systemClock } from '../domain/time/clock.js';
import type { Command } from '../workers/sync.api.js';

/** Where notes are kept; `localStorage` in the app. */
export type NoteStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface NotedCommand {
  readonly id: string;
  readonly command: Command;
}

export interface CommandJournal {
  /** Keeps a command; what is too long, or does not fit any more, is left out: it is no worse off than without a note. */
  note(id: string, command: Command): void;
  /** It was answered, one way or the other. */
  forget(id: string): void;
  /**
   * Hands over what pages that are gone have left, oldest first, each page's when it is gone. A note is kept until the
   * work is done; one that was tried `MAX_TRIES` times is given up.
   */
  takeOver(work: (noted: NotedCommand) => Promise<void>): void;
}

/** Notes are for what a person does by hand; an undo of thousands of items would fill the store. UTF-16 code units. */
const MAX_NOTE = 200_000;
/** Bytes are no text, and their file is still the person's; the others no person has given. */
const notNoted: ReadonlySet<Command['type']> = new Set([
  'putFile',
  'keepReminders',
  'noteRefresh',
  'firstRun',
  'rebuild',
]);
/** A command that takes the worker down each time must not do so for ever. */
const MAX_TRIES = 3;
/** Shorter than the writer remembers which ids it has carried out (`APPLIED_IDS_KEPT_MS`). */
const NOTE_KEPT_MS = 30 * 86_400_000;

interface Note extends NotedCommand {
  readonly time: number;
  readonly tries: number;
}

function readNote(text: string | null): Note | undefined {
  try {
    const { id, command, time, tries } = JSON.parse(text ?? '') as Partial<Note>;
    if (typeof id !== 'string' || typeof command?.type !== 'string') return undefined;
    return { id, command, time: Number(time), tries: Number(tries) };
  } catch {
    return undefined;
  }
}

/**
 * @param database - The profile's name.
 * @param store - `undefined` where the browser forbids it: then nothing is noted.
 */
export function createCommandJournal(
  database: string,
  store: NoteStore | undefined,
  locks: Pick<LockManager, 'request'>,
): CommandJournal {
  const page = crypto.randomUUID();
  const prefix = `${database}/command/`;
  const lockOf = (owner: string) => `${database}/page/${owner}`;
  const keys = new Map<string, string>();
  let count = 0;

  // Held as long as this page lives: others see by it that its commands are its own.
  const held = locks.request(lockOf(page), () => new Promise(() => {}));
  held.catch(() => {}); // the page is going

  /** `<prefix><page>/<number>`, by page and in order. */
  function notesOfOthers(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (let index = 0; index < (store?.length ?? 0); index += 1) {
      const key = store?.key(index) ?? '';
      if (!key.startsWith(prefix)) continue;
      const owner = key.slice(prefix.length).split('/', 1)[0] ?? '';
      if (owner !== page) found.set(owner, [...(found.get(owner) ?? []), key].sort());
    }
    return found;
  }

  async function carryOver(key: string, work: (noted: NotedCommand) => Promise<void>): Promise<void> {
    const note = readNote(store?.getItem(key) ?? null);
    if (note !== undefined && note.tries < MAX_TRIES && note.time > systemClock.now() - NOTE_KEPT_MS) {
      store?.setItem(key, JSON.stringify({ ...note, tries: note.tries + 1 }));
      await work(note);
    }
    store?.removeItem(key);
  }

  return {
    note(id, command) {
      if (store === undefined || notNoted.has(command.type)) return;
      const text = JSON.stringify({ id, command, time: systemClock.now(), tries: 0 } satisfies Note);
      if (text.length > MAX_NOTE) return;
      count += 1;
      const key = `${prefix}${page}/${String(count).padStart(9, '0')}`;
      try {
        store.setItem(key, text);
        keys.set(id, key);
      } catch {
        // full: the command goes its way without a note
      }
    },
    forget(id) {
      const key = keys.get(id);
      if (key !== undefined) store?.removeItem(key);
      keys.delete(id);
    },
    takeOver(work) {
      for (const [owner, noted] of notesOfOthers())
        void locks
          .request(lockOf(owner), async () => {
            for (const key of noted) await carryOver(key, work);
          })
          .catch(() => {}); // this page is going, too: the next one finds them
    },
  };
}
