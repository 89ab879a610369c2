import { createHash } from 'node:crypto';
import type { BlobStore } from './store.js';

/** Blobs of a store that keeps nothing. */
export function createMemoryBlobs(now: () => number): BlobStore {
  const whole = new Map<string, Uint8Array>();
  const parts = new Map<string, { bytes: Uint8Array; ts: number }>();
  return {
    async put(id, { offset, size, bytes }) {
      if (whole.has(id)) return 'done';
      const have = parts.get(id)?.bytes ?? new Uint8Array();
      if (offset !== have.length || have.length + bytes.length > size) return 'wrong-offset';
      const all = Buffer.concat([have, bytes]);
      parts.set(id, { bytes: all, ts: now() });
      if (all.length < size) return 'more';
      parts.delete(id);
      if (createHash('sha256').update(all).digest('hex') !== id) return 'wrong-hash';
      whole.set(id, all);
      return 'done';
    },
    received: async (id) => whole.get(id)?.length ?? parts.get(id)?.bytes.length ?? 0,
    size: async (id) => whole.get(id)?.length,
    get: async (id, offset, length) => whole.get(id)?.slice(offset, offset + length),
    async delete(id) {
      whole.delete(id);
      parts.delete(id);
    },
    async dropUnfinished(before) {
      const old = [...parts].filter(([, { ts }]) => ts < before);
      for (const [id] of old) parts.delete(id);
      return old.length;
    },
  };
}
