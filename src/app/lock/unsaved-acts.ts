// What stands in the open forms of this tab, while a lock is set: sealed by the sync worker, which has the lock's key.
import { readUnsaved } from '../../domain/lock/unsaved-form.js';
import type { Engine } from '../engine.js';
import type { UnsavedActs } from './lock.js';

/** A Web Lock that a tab holds while it is there: what it has kept is its own to offer. */
const lockOf = (tab: string) => `ik-unsaved-${tab}`;

export function createUnsavedActs(engine: Pick<Engine, 'lock'>): UnsavedActs {
  const own = crypto.randomUUID();
  let isHeld = false;

  /** Until the page is gone. */
  function hold(): void {
    if (isHeld) return;
    isHeld = true;
    void navigator.locks.request(lockOf(own), () => new Promise(() => {}));
  }

  return {
    async keep(forms) {
      hold();
      await engine.lock('keepUnsaved', { tab: own, text: forms.length === 0 ? '' : JSON.stringify(forms) });
    },
    async kept() {
      const all = await engine.lock('unsaved', {});
      const { held = [] } = await navigator.locks.query();
      const present = new Set(held.map(({ name }) => name));
      return all
        .filter(({ tab }) => tab === own || !present.has(lockOf(tab)))
        .map(({ tab, text }) => ({ tab, isOwn: tab === own, forms: readUnsaved(text) }));
    },
    async forget(tab) {
      await engine.lock('keepUnsaved', { tab, text: '' });
    },
  };
}
