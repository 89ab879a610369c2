// What stands in the open forms of this tab, while a lock is set: sealed by the sync worker, which has the lock's key.
import { readUnsaved } from '../../domain/lock/unsaved-form.js';
import type { Engine } from '../engine.js';
import type { UnsavedActs } from './lock.js';

/** In a tab's session storage: what it had is its own to offer also when it was loaded anew. */
const TAB_NOTE = 'ik-unsaved-tab';
/** A Web Lock that a tab holds while it is there. */
const lockOf = (tab: string) => `ik-unsaved-${tab}`;
const TAKE_LOCK = 'ik-unsaved-take';

/** This tab's name, held until its page is gone. A tab that was duplicated finds its name taken, and has another one. */
function holdName(): Promise<string> {
  const known = sessionStorage.getItem(TAB_NOTE);
  const hold = (tab: string) =>
    new Promise<boolean>((told) => {
      navigator.locks
        .request(lockOf(tab), { ifAvailable: true }, (lock) => {
          told(lock !== null);
          return lock === null ? undefined : new Promise(() => {});
        })
        .catch(() => told(false)); // a browser that has none: the name is as good
    });
  return (async () => {
    if (known !== null && (await hold(known))) return known;
    const fresh = crypto.randomUUID();
    sessionStorage.setItem(TAB_NOTE, fresh);
    await hold(fresh);
    return fresh;
  })();
}

export function createUnsavedActs(engine: Pick<Engine, 'lock'>): UnsavedActs {
  const name = holdName();

  return {
    async keep(forms) {
      await engine.lock('keepUnsaved', { tab: await name, text: forms.length === 0 ? '' : JSON.stringify(forms) });
    },
    // One tab after the other: what a tab that is gone has kept is taken by one of them.
    take: (work) =>
      navigator.locks.request(TAKE_LOCK, async () => {
        const own = await name;
        const all = await engine.lock('unsaved', {});
        const { held = [] } = await navigator.locks.query();
        const present = new Set(held.map((lock) => lock.name));
        const found = all.filter(({ tab }) => tab === own || !present.has(lockOf(tab)));
        const wanted = await work(
          found.map(({ tab, text }) => ({ isOwn: tab === own, forms: readUnsaved(text), id: tab })),
        );
        for (const { id, isOwn } of wanted) if (!isOwn) await engine.lock('keepUnsaved', { tab: id, text: '' });
      }),
  };
}
