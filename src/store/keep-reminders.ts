import { type AppDatabase, REMINDERS } from './database.js';

/**
 * Keeps what this device remembers of reminders, unless it is not any more what the caller had read: two tabs that both
 * mean to show a reminder must not both be told that they may.
 *
 * @returns whether it was kept.
 */
export function keepReminders(db: AppDatabase, before: string | undefined, state: string): Promise<boolean> {
  return db.transaction('rw', db.local, async () => {
    const known = await db.local.get(REMINDERS);
    if (known?.value !== before) return false;
    await db.local.put({ name: REMINDERS, value: state });
    return true;
  });
}
