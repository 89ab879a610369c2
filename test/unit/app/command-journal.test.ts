import { describe, expect, it } from 'vitest';
import { type CommandJournal, createCommandJournal, type NotedCommand } from '../../../src/app/command-journal.js';

/** A browser's storage and locks, shared by its pages; `end` closes one, as the browser does. */
function browser() {
  const notes = new Map<string, string>();
  const store = {
    getItem: (key: string) => notes.get(key) ?? null,
    setItem: (key: string, value: string) => void notes.set(key, value),
    removeItem: (key: string) => void notes.delete(key),
    key: (index: number) => [...notes.keys()][index] ?? null,
    get length() {
      return notes.size;
    },
  };
  const held = new Map<string, Promise<unknown>>();
  function page(): { journal: CommandJournal; end(): void } {
    let end = () => {};
    const alive = new Promise<void>((resolve) => {
      end = resolve;
    });
    let first = true;
    const request = async (name: string, work: () => Promise<unknown>) => {
      const own = first;
      first = false;
      if (own) {
        held.set(name, alive);
        return alive;
      }
      await held.get(name);
      return work();
    };
    return { journal: createCommandJournal('db', store, { request } as unknown as LockManager), end };
  }
  return { notes, store, page };
}

const settings = (theme: 'dark' | 'light') => ({ type: 'updateSettings', change: { theme } }) as const;
const settled = () => new Promise((done) => setTimeout(done));

function taken(journal: CommandJournal, fail?: (noted: NotedCommand) => boolean): string[] {
  const ids: string[] = [];
  journal.takeOver(async (noted) => {
    ids.push(noted.id);
    if (fail?.(noted)) throw new Error('the worker died');
  });
  return ids;
}

describe('notes of commands', () => {
  it('of a page that is gone are handed to the next one, in order and once', async () => {
    const { page, notes } = browser();
    const first = page();
    first.journal.note('a', settings('dark'));
    first.journal.note('b', settings('light'));
    first.journal.note('answered', settings('dark'));
    first.journal.forget('answered');
    first.end();
    const ids = taken(page().journal);
    await settled();
    expect(ids).toEqual(['a', 'b']);
    expect(notes.size).toBe(0);
  });

  it('of a page that is still there are its own until it is gone', async () => {
    const { page } = browser();
    const first = page();
    first.journal.note('a', settings('dark'));
    const ids = taken(page().journal);
    await settled();
    expect(ids).toEqual([]);
    first.end();
    await settled();
    expect(ids).toEqual(['a']);
  });

  it('are tried three times at most', async () => {
    const { page, notes } = browser();
    const first = page();
    first.journal.note('a', settings('dark'));
    first.end();
    for (const expected of [['a'], ['a'], ['a'], []]) {
      const ids = taken(page().journal, () => true);
      await settled();
      expect(ids).toEqual(expected);
    }
    expect(notes.size).toBe(0);
  });

  it('that are very long, do not fit or make no sense harm nobody', async () => {
    const { page, notes, store } = browser();
    const first = page();
    first.journal.note('long', { type: 'updateSettings', change: { timeZone: 'x'.repeat(300_000) } });
    expect(notes.size).toBe(0);
    const full = createCommandJournal(
      'db',
      {
        ...store,
        setItem() {
          throw new DOMException('full', 'QuotaExceededError');
        },
      },
      { request: async () => {} } as unknown as LockManager,
    );
    full.note('a', settings('dark'));
    full.forget('a');
    notes.set('db/command/gone/000000001', '{"id":1}');
    const ids = taken(page().journal);
    await settled();
    expect(ids).toEqual([]);
    expect(notes.size).toBe(0);
  });
});
