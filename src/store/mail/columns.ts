import { EXISTS } from './flags.js';
import type { MailStateRecord } from './records.js';

/** Messages of a record. */
export const BLOCK = 512;
export const blockOf = (email: number) => Math.floor(email / BLOCK);

interface Arrays {
  times: Float64Array;
  threads: Uint32Array;
  sizes: Uint32Array;
  flags: Uint16Array;
  places: Uint32Array;
  labels: Uint32Array;
  accounts: Uint8Array;
}

function emptyArrays(length: number): Arrays {
  return {
    times: new Float64Array(length),
    threads: new Uint32Array(length),
    sizes: new Uint32Array(length),
    flags: new Uint16Array(length),
    places: new Uint32Array(length),
    labels: new Uint32Array(length),
    accounts: new Uint8Array(length),
  };
}

const names = Object.keys(emptyArrays(0)) as (keyof Arrays)[];

/**
 * What lists sort and filter by, of all messages, by their number: 31 bytes each. A list of 100,000 is one walk over it.
 */
export class MailColumns {
  /** Number of the next message; 0 is none. */
  next = 1;
  /** Changes with anything here. */
  stamp = 0;
  private arrays = emptyArrays(2 * BLOCK);
  private sorted: Uint32Array = new Uint32Array(0);
  private sortedUpTo = 1;
  private members: { readonly stamp: number; readonly starts: Uint32Array; readonly list: Uint32Array } | undefined;

  get times(): Float64Array {
    return this.arrays.times;
  }
  get threads(): Uint32Array {
    return this.arrays.threads;
  }
  get sizes(): Uint32Array {
    return this.arrays.sizes;
  }
  get flags(): Uint16Array {
    return this.arrays.flags;
  }
  get places(): Uint32Array {
    return this.arrays.places;
  }
  get labels(): Uint32Array {
    return this.arrays.labels;
  }
  get accounts(): Uint8Array {
    return this.arrays.accounts;
  }

  exists(email: number): boolean {
    return email > 0 && email < this.next && (this.arrays.flags[email]! & EXISTS) !== 0;
  }

  /** Makes room for messages up to this number, without it. */
  reserve(next: number): void {
    const { length } = this.arrays.times;
    if (next > length) {
      const room = emptyArrays(Math.ceil(Math.max(next, 1.5 * length) / BLOCK) * BLOCK);
      for (const name of names) room[name].set(this.arrays[name]);
      this.arrays = room;
    }
    this.next = Math.max(this.next, next);
  }

  load(record: MailStateRecord): void {
    const from = record.block * BLOCK;
    if (from + BLOCK > this.arrays.times.length) {
      const { next } = this;
      this.reserve(from + BLOCK);
      this.next = next;
    }
    for (const name of names) this.arrays[name].set(record[name], from);
    this.stamp += 1;
  }

  pack(block: number, version: number): MailStateRecord {
    const from = block * BLOCK;
    const part = <T extends { slice(from: number, to: number): T }>(array: T) => array.slice(from, from + BLOCK);
    const { times, threads, sizes, flags, places, labels, accounts } = this.arrays;
    return {
      block,
      version,
      times: part(times),
      threads: part(threads),
      sizes: part(sizes),
      flags: part(flags),
      places: part(places),
      labels: part(labels),
      accounts: part(accounts),
    };
  }

  /** Nothing is as it was: what was sorted is sorted again. */
  forget(): void {
    this.sorted = new Uint32Array(0);
    this.sortedUpTo = 1;
    this.stamp += 1;
  }

  /** All numbers by time, the newest first, and of one moment the last one first; those that are gone are among them. */
  newestFirst(): Uint32Array {
    if (this.sortedUpTo === this.next) return this.sorted;
    const { times } = this.arrays;
    const fresh = Uint32Array.from({ length: this.next - this.sortedUpTo }, (_, index) => this.sortedUpTo + index);
    fresh.sort((a, b) => times[b]! - times[a]! || b - a);
    const old = this.sorted;
    const all = new Uint32Array(old.length + fresh.length);
    for (let at = 0, i = 0, j = 0; at < all.length; at += 1) {
      const takesFresh = i === old.length || (j < fresh.length && times[fresh[j]!]! >= times[old[i]!]!);
      all[at] = takesFresh ? fresh[j++]! : old[i++]!;
    }
    this.sorted = all;
    this.sortedUpTo = this.next;
    return all;
  }

  /** Messages of a thread, the oldest first. */
  thread(thread: number): Uint32Array {
    const { starts, list } = this.byThread();
    return thread + 1 < starts.length ? list.subarray(starts[thread]!, starts[thread + 1]!) : new Uint32Array(0);
  }

  private byThread() {
    if (this.members?.stamp === this.stamp) return this.members;
    const { flags, threads } = this.arrays;
    const starts = new Uint32Array(this.next + 1);
    for (let email = 1; email < this.next; email += 1) {
      if ((flags[email]! & EXISTS) !== 0) starts[threads[email]! + 1]! += 1;
    }
    for (let thread = 1; thread < starts.length; thread += 1) starts[thread]! += starts[thread - 1]!;
    const ends = starts.slice();
    const list = new Uint32Array(starts.at(-1)!);
    const order = this.newestFirst();
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const email = order[at]!;
      if ((flags[email]! & EXISTS) === 0) continue;
      const thread = threads[email]!;
      list[ends[thread]!] = email;
      ends[thread]! += 1;
    }
    this.members = { stamp: this.stamp, starts, list };
    return this.members;
  }
}
