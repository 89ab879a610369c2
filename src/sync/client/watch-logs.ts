// Asking the relay how logs stand, and hearing of what is new in them from then on.
import { bytesToHex, concat, hexToBytes } from '../protocol/bytes.js';
import type { PlaceState } from '../protocol/fold-state.js';
import { MAX_SUBSCRIPTIONS } from '../protocol/limits.js';
import { packCursor } from '../protocol/record.js';
import { cursorStates } from '../protocol/relay-messages.js';
import type { ClientContext } from './context.js';
import type { Log } from './log.js';
import { bringBack } from './repair.js';

export type Watch = (logs: readonly Log<PlaceState>[]) => Promise<void>;

/** @param onOut - A log that the relay does not know, or not for this account any more. */
export function createWatch(context: ClientContext, onOut: (id: string) => Promise<void>): Watch {
  async function watch(logs: readonly Log<PlaceState>[]): Promise<void> {
    for (let from = 0; from < logs.length; from += MAX_SUBSCRIPTIONS) {
      const some = logs.slice(from, from + MAX_SUBSCRIPTIONS);
      const cursors = concat(...some.map(({ id, kept: { seq, hash } }) => packCursor(hexToBytes(id), seq, hash)));
      const { docs } = await context.ask('sync', { cursors });
      const differing = new Map(docs.map(([id, state, seq]) => [bytesToHex(id), { state, seq }]));
      await Promise.all(some.map((log) => synced(log, differing.get(log.id))));
    }
  }

  async function synced(
    log: Log<PlaceState>,
    found: { readonly state: number; readonly seq: number } | undefined,
  ): Promise<void> {
    switch (found?.state) {
      case undefined:
        return log.expect(log.kept.seq);
      case cursorStates.ok:
        return log.expect(found!.seq);
      case cursorStates.gone:
        return log.catchUp(found!.seq);
      case cursorStates.fork:
        return log.become('fork');
      case cursorStates.behind:
        return bringBack(context, log, found!.seq).then((isBack) => (isBack ? watch([log]) : undefined));
      default:
        if (log.kept.seq === 0) return log.expect(0); // not begun yet
        if (await bringBack(context, log, 0)) return watch([log]);
        return onOut(log.id);
    }
  }

  return watch;
}
