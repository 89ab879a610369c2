import { describe, expect, it } from 'vitest';
import { createDayPictureService, LOCK_NOTE, noteLock, PICTURE_NOTE } from '../../../src/app/day-picture-service.js';
import { createChangeSource } from '../../../src/app/watch.js';

const NOTHING = { items: [], collections: false, settings: false };

function notesOf(first: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(first));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value === 'too much') throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

function start(first?: Readonly<Record<string, string>>) {
  const notes = notesOf(first);
  const changes = createChangeSource();
  const lockChanges = createChangeSource<unknown>();
  return { notes, changes, lockChanges, service: createDayPictureService({ changes, lockChanges }, notes) };
}

describe('the kept picture of My Day', () => {
  it('is gone with the change itself, and another may be made [MD12]', () => {
    const kinds = [
      { ...NOTHING, items: [{ collectionId: 'a', uids: ['x'] }] },
      { ...NOTHING, collections: true },
      { ...NOTHING, settings: true },
      { ...NOTHING, sync: true },
    ];
    for (const change of kinds) {
      const { service, notes, changes } = start({ [PICTURE_NOTE]: 'old' });
      let gone = 0;
      service.onGone(() => {
        gone += 1;
        expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
      });
      changes.emit(change);
      expect(gone).toBe(1);
    }
    const { service, notes, changes } = start({ [PICTURE_NOTE]: 'old' });
    service.onGone(() => expect.unreachable());
    changes.emit({ ...NOTHING, progress: true });
    expect(notes.kept.get(PICTURE_NOTE)).toBe('old');
  });

  it('is not kept when something has changed since what it shows was read [MD12]', () => {
    const { service, notes, changes } = start();
    const { version } = service;
    changes.emit({ ...NOTHING, items: [{ collectionId: 'a' }] });
    service.keep('stale', version);
    expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
    service.keep('new', service.version);
    expect(notes.kept.get(PICTURE_NOTE)).toBe('new');
    service.keep(undefined, service.version);
    expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
  });

  it('is none where the browser keeps nothing, or has no room', () => {
    const { service, notes } = start({ [PICTURE_NOTE]: 'old' });
    service.keep('too much', service.version);
    expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
    const { changes, lockChanges } = start();
    const blocked = createDayPictureService({ changes, lockChanges }, undefined);
    blocked.keep('new', blocked.version);
    changes.emit({ ...NOTHING, settings: true });
    expect(blocked.version).toBe(1);
  });

  it('is none with a lock, whichever tab has set it [MD13]', () => {
    const { service, notes, lockChanges } = start({ [LOCK_NOTE]: '1' });
    service.keep('new', service.version);
    expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
    notes.kept.set(PICTURE_NOTE, 'old');
    lockChanges.emit({});
    expect(notes.kept.has(PICTURE_NOTE)).toBe(false);
  });

  it('goes before a lock is set; one that could not be set leaves none behind [MD13]', async () => {
    const notes = notesOf({ [PICTURE_NOTE]: 'old' });
    let isRefused = true;
    const lock = async () => {
      expect([notes.kept.has(PICTURE_NOTE), notes.kept.has(LOCK_NOTE)]).toEqual([false, true]);
      if (isRefused) throw new Error('refused');
    };
    await expect(noteLock(notes, lock)).rejects.toThrow('refused');
    expect(notes.kept.has(LOCK_NOTE)).toBe(false);
    isRefused = false;
    await noteLock(notes, lock);
    expect(notes.kept.get(LOCK_NOTE)).toBe('1');
  });
});
