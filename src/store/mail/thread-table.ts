// Which message has which thread key (rule MT1): 400,000 keys of 100,000 messages in 7 MB, read in when mail is first added.
import type { MailKeysRecord } from './records.js';

/**
 * A key as a number: 53 bits of two FNV-1a hashes. Among half a million keys two meet by chance once in 70,000 mailboxes;
 * whoever makes them meet on purpose gains a wrong thread, as with a forged References field.
 */
export function hashThreadKey(key: string): number {
  let high = 0x811c9dc5;
  let low = 0x9dc5811c;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ ((code << 5) | (at & 31)), 0x01000193);
  }
  low ^= low >>> 15;
  return (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff) || 1;
}

/** Open addressing over numbers: a `Map` would take ten times as much. */
export class ThreadTable {
  private keys = new Float64Array(1 << 12);
  private emails = new Uint32Array(1 << 12);
  private size = 0;

  /** A message that has the key; 0 for none. */
  get(key: number): number {
    const mask = this.keys.length - 1;
    for (let at = slot(key) & mask; ; at = (at + 1) & mask) {
      const found = this.keys[at]!;
      if (found === key) return this.emails[at]!;
      if (found === 0) return 0;
    }
  }

  /** The last message to have a key is the one it leads to. */
  set(key: number, email: number): void {
    if (2 * this.size >= this.keys.length) this.grow();
    const mask = this.keys.length - 1;
    let at = slot(key) & mask;
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask;
    if (this.keys[at] === 0) this.size += 1;
    this.keys[at] = key;
    this.emails[at] = email;
  }

  load({ block, counts, keys }: MailKeysRecord, blockSize: number): void {
    let at = 0;
    for (let index = 0; index < counts.length; index += 1) {
      for (let left = counts[index]!; left > 0; left -= 1) this.set(keys[at++]!, block * blockSize + index);
    }
  }

  private grow(): void {
    const { keys, emails } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.emails = new Uint32Array(keys.length * 2);
    this.size = 0;
    for (let at = 0; at < keys.length; at += 1) if (keys[at] !== 0) this.set(keys[at]!, emails[at]!);
  }
}

const slot = (key: number) => Math.imul((key / 0x200000) ^ (key % 0x200000), 0x9e3779b1) >>> 7;
