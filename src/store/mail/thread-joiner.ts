import { joinThreads } from '../../domain/mail/threads.js';
import type { MailColumns } from './columns.js';
import { hashThreadKey, type ThreadTable } from './thread-table.js';

interface JoinTarget {
  /** A message has come into another thread. */
  touch(email: number): void;
  /** A thread has no messages any more. */
  left(thread: number): void;
}

/** Puts messages into threads by keys; keys of one account lead to threads of that account. */
export class ThreadJoiner {
  constructor(
    private readonly columns: MailColumns,
    private readonly table: ThreadTable,
    private readonly target: JoinTarget,
  ) {}

  /** A message that is new here. @returns its keys, hashed */
  place(email: number, account: number, threadKeys: readonly string[]): number[] {
    const keys = hashes(account, threadKeys);
    this.columns.threads[email] = this.join(email, keys, email);
    return keys;
  }

  /** More keys by which a message may belong to others. @returns them, hashed */
  addKeys(email: number, account: number, threadKeys: readonly string[]): number[] {
    const before = this.columns.threads[email]!;
    // What it is in already is a key like any other.
    const own = hashThreadKey(`${account}\nemail\n${email}`);
    this.table.set(own, email);
    const keys = hashes(account, threadKeys);
    const thread = this.join(email, [own, ...keys], before);
    if (thread !== before) this.merge(before, thread);
    return keys;
  }

  private join(email: number, keys: readonly number[], fresh: number): number {
    const { threads } = this.columns;
    const threadOfKey = (key: string) => {
      const found = this.table.get(Number(key));
      return found === 0 ? undefined : String(threads[found]);
    };
    const isOlder = (one: string, other: string) => Number(one) < Number(other);
    const { thread, merged } = joinThreads(keys.map(String), threadOfKey, String(fresh), isOlder);
    for (const key of keys) this.table.set(key, email);
    for (const part of merged) this.merge(Number(part), Number(thread));
    return Number(thread);
  }

  private merge(part: number, into: number): void {
    const { threads, next } = this.columns;
    this.target.left(part);
    // Messages of a thread come after the one it is named after.
    for (let email = part; email < next; email += 1) {
      if (threads[email] !== part) continue;
      threads[email] = into;
      this.target.touch(email);
    }
  }
}

function hashes(account: number, threadKeys: readonly string[]): number[] {
  return threadKeys.map((key) => hashThreadKey(`${account}\n${key}`));
}
