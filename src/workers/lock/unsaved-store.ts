// Text of open forms, sealed with the lock's key (docs/rules/identity.md, ID28): a locked profile says nothing of it.
import type { AppDatabase } from '../../store/database.js';
import { readLock } from '../../store/lock-record.js';
import { createSecretStore, type LockKeys, UNSAVED } from '../../store/secret-store.js';
import type { SealedForms } from '../lock.api.js';

export interface UnsavedStore {
  /** @param text - '' forgets it. @throws {AppError} `sync/locked` */
  keep(tab: string, text: string): Promise<void>;
  /** @throws {AppError} `sync/locked` */
  all(): Promise<readonly SealedForms[]>;
  /** Forgets all. */
  clear(): Promise<void>;
}

export function createUnsavedStore(db: AppDatabase, held: LockKeys): UnsavedStore {
  const secrets = createSecretStore(db, held);
  const names = async () =>
    ((await db.secrets.toCollection().primaryKeys()) as string[]).filter((name) => name.startsWith(UNSAVED));

  return {
    async keep(tab, text) {
      if (text === '') return secrets.remove(UNSAVED + tab);
      // Without a lock nothing locks itself, and there would be nothing to seal it with that is not beside it.
      if ((await readLock(db)) !== undefined) await secrets.put(UNSAVED + tab, new TextEncoder().encode(text));
      return undefined;
    },
    async all() {
      const found: SealedForms[] = [];
      for (const name of await names()) {
        const bytes = await secrets.get(name);
        if (bytes !== undefined) found.push({ tab: name.slice(UNSAVED.length), text: new TextDecoder().decode(bytes) });
      }
      return found;
    },
    async clear() {
      await db.secrets.bulkDelete(await names());
    },
  };
}
