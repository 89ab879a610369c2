// Messages themselves, the newest first, so that they can be read without a network.
import type { JmapContext } from './context.js';
import { JmapFailure } from './failure.js';
import { MAX_MESSAGE_BYTES } from './limits.js';

/** What is fetched without being asked for. Larger messages wait until somebody opens them. */
export interface BodyBudget {
  /** Octets of all of them. */
  readonly total: number;
  /** Octets of one. */
  readonly each: number;
}

/** Two years of mail of most people; what a browser offers is far more. */
export const DEFAULT_BUDGET: BodyBudget = { total: 1_000_000_000, each: 20_000_000 };

const BATCH = 24;
const AT_ONCE = 4;
/** Server's ids of messages that are too large, or whose bytes the server has not. */
export type LeftOut = Set<string>;

/**
 * Fetches some.
 *
 * @param leftOut - Is added to; remembered as long as the account runs.
 * @returns Whether there are more.
 */
export async function fetchBodies(context: JmapContext, budget: BodyBudget, leftOut: LeftOut): Promise<boolean> {
  const { store } = context;
  let used = Number((await store.states()).bodies ?? 0);
  const missing = (await store.missingBodies(BATCH + leftOut.size)).filter(({ id }) => !leftOut.has(id));
  for (const { id, size } of missing) if (size > budget.each) leftOut.add(id);
  const wanted = missing.filter(({ id }) => !leftOut.has(id));
  if (missing.length === 0 || used >= budget.total) return false;
  const queue = [...wanted];
  const fetchSome = async () => {
    for (let next = queue.shift(); next !== undefined && used < budget.total; next = queue.shift()) {
      used += next.size;
      if (!(await fetchBody(context, next))) leftOut.add(next.id);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
  } finally {
    await store.takeChanges({ states: { bodies: String(used) } });
  }
  return true;
}

/** @returns Whether the server had it. @throws {JmapFailure} */
export async function fetchBody(
  { connection, store, signal }: JmapContext,
  { id, blobId }: { readonly id: string; readonly blobId: string },
): Promise<boolean> {
  try {
    await store.putBody(id, await connection.download(blobId, MAX_MESSAGE_BYTES, signal));
    return true;
  } catch (error) {
    const kind = error instanceof JmapFailure ? error.problem.kind : undefined;
    if (kind === 'not-found' || kind === 'answer') return false;
    throw error;
  }
}
