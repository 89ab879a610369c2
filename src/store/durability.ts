// When a transaction counts as done: a person's own edit when it is on the disk; what the relay says again, before that.
import type { DBCore, Middleware } from 'dexie';

/** Logs, and entries on their way: all of it can be followed, or made, once more. */
const followed: ReadonlySet<string> = new Set(['logs', 'records', 'sends']);
/** Mail as it is imported, indexed, or told by its server. */
const mail: ReadonlySet<string> = new Set(['mailStates']);
/** What only this device knows; of mail what a person did, which is noted as carried out in the same transaction. */
const own: ReadonlySet<string> = new Set(['rejected', 'secrets', 'applied']);

const mayBeAskedForAgain = (tables: readonly string[]): boolean =>
  tables.some((table) => followed.has(table) || mail.has(table)) && !tables.some((table) => own.has(table));

/**
 * Transactions on logs do not wait for the disk. They keep their order, and a log's cursor is written together with what it
 * stands for: when the power fails, a log goes back to where it was, at most, and is followed again from there.
 */
export const relaxedLogs: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'relaxedLogs',
  create: (core) => ({
    ...core,
    transaction: (tables, mode, options) =>
      core.transaction(tables, mode, mayBeAskedForAgain(tables) ? { ...options, durability: 'relaxed' } : options),
  }),
};
