// No message twice: what is being sent, and what was sent a while ago, is remembered by what it is and who gets it.
import { createHash } from 'node:crypto';

const KEEP_MS = 24 * 3_600_000;
const MOST = 20_000;

export interface Sent {
  readonly submissionId: string;
  readonly reply: string;
}

export interface Once {
  /** The outcome of the same piece of work that runs or ran, or the work itself. Failures are not remembered. */
  run(key: string, work: () => Promise<Sent>): Promise<Sent>;
}

/** The same account, message and recipients have the same key, in whatever order they stand. */
export function submissionKey(account: string, from: string, to: readonly string[], bytes: Uint8Array): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([account, from, [...to].sort()]))
    .update(bytes);
  return hash.digest('base64url');
}

export function createOnce(now: () => number): Once {
  const known = new Map<string, { readonly at: number; readonly sent: Promise<Sent> }>();
  return {
    run(key, work) {
      for (const [old, { at }] of known) {
        if (now() - at < KEEP_MS && known.size <= MOST) break;
        known.delete(old);
      }
      const before = known.get(key);
      if (before !== undefined) return before.sent;
      const sent = work();
      known.set(key, { at: now(), sent });
      sent.catch(() => known.delete(key));
      return sent;
    },
  };
}
